#!/usr/bin/env -S python3 -B
"""What must not change the numbers: the order of a run file's lines, its unit,
which side is called the baseline, and how many processors there are."""
import copy
import hashlib
import json
import math
import os
import random
import re

from lib import expect, expect_equal, run_tests, test

TIME = {"unit": "ns", "better": "lower", "per": "launch", "resolution": 1}
HEAP = {"unit": "B", "better": "lower", "per": "launch"}
RATE = {"unit": "1/s", "better": "higher", "per": "launch"}
HITS = {"unit": "1", "better": "lower", "per": "launch", "kind": "exact"}


def run_head(number):
    return {"type": "run", "format": 1, "suite": "s", "seed": "7",
            "tool": "perfolio 0.1.0",
            "id": f"20260101T0000{number:02d}Z-00000{number % 10}",
            "started": f"2026-01-01T00:00:{number:02d}.000Z",
            "machine": {"id": "m1"}, "environment": {"kernel": "6.1"}}


class Case:
    """A case and its launches, each a list of lines in their order."""

    def __init__(self, case, metrics, **more):
        self.plan = {"type": "case", "case": case, "status": "planned",
                     "benchmark": case.split("/")[0], "metrics": metrics,
                     "judged": list(metrics), **more}
        self.launches = []

    def launch(self, *values, **more):
        """One launch: {metric: [values]}, a line each."""
        number = len(self.launches) + 1
        lines = [{"type": "samples", "case": self.plan["case"],
                  "round": number, "launch": number, "exit": 0,
                  "values": part, "more": True, **more} for part in values]
        del lines[-1]["more"]
        self.launches.append(lines)
        return self

    def end(self):
        return {"type": "case", "case": self.plan["case"], "status": "ok",
                "launches": len(self.launches), "failed": 0,
                "stopped_by": "fixed"}


def noisy(source, center, sigma, count=1):
    return [round(center * math.exp(source.gauss(0, sigma)))
            for _ in range(count)]


def commands(source, slower):
    """One sample a launch: many, few, one; several metrics."""
    cases = []
    for i, change in enumerate([1, 1, 0.7, 1.02, 1.1, 1.2, 1.4, 2.2]):
        center = 1e7 * (change if slower else 1)
        many = Case(f"many{i}", {"time": TIME, "heap": HEAP})
        for _ in range(14):
            many.launch({"time": noisy(source, center, 0.02),
                         "heap": noisy(source, 3e7, 0.001)})
        few = Case(f"few{i}", {"time": TIME})
        for _ in range(5):
            few.launch({"time": noisy(source, center, 0.03)})
        single = Case(f"single{i}", {"time": TIME}, warmed=True)
        single.launch({"time": noisy(source, center, 0.02, 30)})
        cases += [many, few, single]
    return cases


def loops(source):
    """Many samples a launch, in two lines: their order is the launch's."""
    modes = Case("modes", {"time": TIME}, warmed=True)
    modes.launch(*({"time": [noisy(source, center, 0.01)[0] for center in
                             source.choices([1e6, 1.3e6], k=60)]}
                   for _ in range(3)))
    growing = Case("growing", {"heap": HEAP}, warmed=True)
    for _ in range(3):
        growing.launch(*({"heap": [round(1e8 * (1 + 0.01 * i)
                                         * math.exp(source.gauss(0, 0.001)))
                                   for i in part]}
                         for part in (range(50), range(50, 100))))
    iterated = Case("iterated", {"time": {**TIME, "per": "iteration"}})
    for _ in range(6):
        counts = [10, 20, 40] * 4
        iterated.launch({"time": [noisy(source, 1e5 * n, 0.02)[0]
                                  for n in counts]}, iterations=counts)
    return [modes, growing, iterated]


def families(source):
    """Sizes, concurrency, and two variants that are compared in rounds."""
    cases = []
    for size in (100, 200, 400, 800, 1600, 3200):
        case = Case(f"sort/n={size}", {"time": TIME},
                    params={"n": str(size)})
        for _ in range(8):
            case.launch({"time": noisy(source, 500 * size * math.log2(size),
                                       0.01)})
        cases.append(case)
    for workers in (1, 2, 4, 8, 16, 32):
        law = 1e6 * workers / (1 + 0.03 * (workers - 1)
                               + 0.0005 * workers * (workers - 1))
        case = Case(f"serve/concurrency={workers}", {"throughput": RATE},
                    params={"concurrency": str(workers)})
        for _ in range(8):
            case.launch({"throughput": noisy(source, law, 0.02)})
        cases.append(case)
    for name, center in (("old", 1e7), ("new", 0.9e7)):
        case = Case(f"pair/variant={name}", {"time": TIME},
                    params={"variant": name},
                    **({"reference": "pair/variant=old"} if name == "new"
                       else {}))
        for _ in range(12):
            case.launch({"time": noisy(source, center, 0.01)})
        cases.append(case)
    hits = Case("hits", {"hits": HITS})
    for _ in range(3):
        hits.launch({"hits": [300 if center else 299]})
    return [*cases, hits]


def made(seed, slower=False):
    source = random.Random(seed)
    return commands(source, slower) + loops(source) + families(source)


def shuffled(source, launches):
    """All lines in any order, but for those of one launch."""
    queues = [list(lines) for lines in launches]
    order = [i for i, lines in enumerate(queues) for _ in lines]
    source.shuffle(order)
    return [queues[i].pop(0) for i in order]


def write_run(here, number, cases, order=None):
    head = run_head(number)
    launches = [lines for case in cases for lines in case.launches]
    if order is None:
        lines = [line for launch in launches for line in launch]
    else:
        lines = shuffled(random.Random(order), launches)
    lines = [head, *(case.plan for case in cases), *lines,
             *(case.end() for case in cases)]
    lines.append({"type": "end", "finished": "2026-01-01T01:00:00.000Z",
                  "lines": len(lines) + 1})
    here.write(f".perfolio/runs/{head['id']}.jsonl",
               "".join(json.dumps(line) + "\n" for line in lines))
    return head["id"]


def scaled(cases, factor):
    cases = copy.deepcopy(cases)
    for case in cases:
        for line in (line for launch in case.launches for line in launch):
            for name, values in line["values"].items():
                if name != "hits":
                    line["values"][name] = [value * factor for value in values]
    return cases


def report_of(here, base, head, **options):
    """report.json without the checksum of the run file."""
    seen = here.perfolio("analyze", head, "--baseline", base, "-o", "-",
                         **options)
    # 1 is the gate's
    expect(seen.status in (0, 1), seen)
    text, count = re.subn(r'"sha256":"[0-9a-f]{64}"', '"sha256":null',
                          seen.out)
    expect_equal(count, 1, "checksums in report.json")
    return text


def comparisons(report):
    """(case, metric): comparison with the baseline, and with a reference."""
    return {(case["case"], metric["metric"], role): metric[role]
            for case in json.loads(report)["cases"]
            for metric in case["metrics"]
            for role in ("comparison", "reference") if metric[role]}


def expect_rich(report):
    """All of it is there, so that not to change means something."""
    result = json.loads(report)
    found = comparisons(report).values()
    expect_equal({c["rule"] for c in found} & {"B", "C", "paired", "exact"},
                 {"B", "C", "paired", "exact"}, "rules")
    expect({"regression", "improvement", "unchanged", "inconclusive"}
           <= {c["verdict"] for c in found}, "verdicts", found)
    expect(any(c["suspected"] for c in found), "nothing is suspected")
    expect(result["scaling"] and result["concurrency"], "families")
    expect(result["concurrency"][0]["law"], "a law with its intervals")
    expect(any(m["modes"] for c in result["cases"] for m in c["metrics"]),
           "modes")
    expect(any(m["growth"] for c in result["cases"] for m in c["metrics"]),
           "growth")


@test
def order_of_samples_lines_changes_no_byte(here):
    base, head = write_run(here, 1, made(1)), write_run(here, 2, made(2, True))
    wanted = report_of(here, base, head)
    expect_rich(wanted)
    for order in (3, 4):
        write_run(here, 1, made(1), order)
        write_run(here, 2, made(2, True), order + 10)
        expect(report_of(here, base, head) == wanted,
               f"order {order} gives another report")


@test
def order_of_samples_lines_changes_no_file_of_the_report(here):
    base = write_run(here, 1, made(1))
    folders = []
    for order in (None, 5):
        head = write_run(here, 2, made(2, True), order)
        run = here.path(f".perfolio/runs/{head}.jsonl")
        with open(run, "rb") as f:
            checksum = hashlib.sha256(f.read()).hexdigest()
        folders.append(f"report-{order}")
        here.perfolio("report", head, "--baseline", base, "--output-dir",
                      folders[-1], "--format", "html,json,csv").exits(0)
        for name in here.names():
            if name.startswith(folders[-1]) and os.path.isfile(
                    here.path(name)):
                here.write(name, here.text(name).replace(checksum, ""))
    names = [[name.removeprefix(folder) for name in here.names()
              if name.startswith(folder)] for folder in folders]
    expect_equal(names[1], names[0], "files")
    expect(any(name.endswith("samples.csv") for name in names[0]), names)
    for name in names[0]:
        one, two = (here.path(folder + name) for folder in folders)
        if os.path.isfile(one):
            with open(one, "rb") as f, open(two, "rb") as g:
                expect(f.read() == g.read(), f"{name} differs")


@test
def order_of_samples_lines_changes_no_archive(here):
    """Rule A, whose history is six runs in any order of their lines."""
    for number in range(1, 8):
        write_run(here, number, commands(random.Random(number), False)[:6])
    head = run_head(7)["id"]
    wanted = here.perfolio("analyze", head, "-o", "-").exits(0).out
    expect_equal({c["rule"] for c in comparisons(wanted).values()}, {"A"},
                 "rules")
    for number in range(1, 7):
        write_run(here, number, commands(random.Random(number), False)[:6],
                  order=number)
    expect(here.perfolio("analyze", head, "-o", "-").exits(0).out == wanted,
           "another order of the history gives another report")


@test
def values_a_thousand_times_as_large_have_the_same_verdicts(here):
    base, head = made(1), made(2, True)
    ids = write_run(here, 1, base), write_run(here, 2, head)
    plain = report_of(here, *ids)
    write_run(here, 1, scaled(base, 1000))
    write_run(here, 2, scaled(head, 1000))
    large = report_of(here, *ids)
    expect(large != plain, "nothing was scaled")
    keys = ("rule", "reason", "verdict", "verdict_reason", "level",
            "suspected", "suspected_level", "launches_needed")
    other = comparisons(large)
    for where, one in comparisons(plain).items():
        for key in keys:
            expect_equal(other[where][key], one[key], f"{where}: {key}")
        if one["ratio"] is not None:
            away = abs(other[where]["ratio"] / one["ratio"] - 1)
            expect(away < 1e-12, f"{where}: the ratio is off by {away}")
    plain, large = json.loads(plain), json.loads(large)
    for key in ("verdict", "counts"):
        expect_equal(large[key], plain[key], key)
    expect_equal([(g["name"], g["status"]) for g in large["gates"]],
                 [(g["name"], g["status"]) for g in plain["gates"]], "gates")
    for one, two in zip(plain["cases"], large["cases"]):
        for a, b in zip(one["metrics"], two["metrics"]):
            for key in ("flags", "outliers"):
                expect_equal(b[key], a[key], f"{one['case']}: {key}")
            expect_equal(len(b["modes"] or []), len(a["modes"] or []),
                         f"{one['case']}: modes")
    for one, two in zip(plain["scaling"], large["scaling"]):
        expect_equal([c["class"] for c in two["candidates"]],
                     [c["class"] for c in one["candidates"]], "classes")
    expect_equal([c["status"] for c in large["concurrency"]],
                 [c["status"] for c in plain["concurrency"]], "concurrency")


def directed(cases, better):
    """Times whose better direction is another."""
    cases = copy.deepcopy(cases)
    for case in cases:
        for name in case.plan["metrics"]:
            case.plan["metrics"][name] = {**case.plan["metrics"][name],
                                          "better": better}
    return cases


@test
def swapping_the_sides_mirrors_everything(here):
    """Slower against the baseline is, from the other side, less of what
    should be high."""
    first, second = made(1)[:24], made(2, True)[:24]
    one, two = write_run(here, 1, directed(first, "lower")), write_run(
        here, 2, directed(second, "lower"))
    there = comparisons(here.perfolio("compare", one, two, "--json").out)
    write_run(here, 1, directed(first, "higher"))
    write_run(here, 2, directed(second, "higher"))
    back = comparisons(here.perfolio("compare", two, one, "--json").out)
    expect_equal(set(back), set(there), "comparisons")
    expect({"regression", "improvement", "unchanged", "inconclusive"}
           <= {c["verdict"] for c in there.values()}, "verdicts")
    for where, ours in there.items():
        theirs = back[where]
        for key in ("rule", "verdict", "verdict_reason", "level", "suspected",
                    "suspected_level", "p", "q", "error", "df",
                    "mde_percent", "launches_needed"):
            expect_equal(theirs[key], ours[key], f"{where}: {key}")
        # d is negated to the last digit; e^d and e^-d are each rounded
        for a, b in (("ratio", "ratio"), ("ratio_low", "ratio_high"),
                     ("ratio_high", "ratio_low"),
                     ("ratio_lower", "ratio_upper"),
                     ("ratio_upper", "ratio_lower")):
            expect(abs(ours[a] * theirs[b] - 1) < 4e-16,
                   f"{where}: {a} {ours[a]} by {b} {theirs[b]}")


@test
def number_of_processors_changes_no_byte(here):
    base, head = write_run(here, 1, made(1)), write_run(here, 2, made(2, True))
    wanted = report_of(here, base, head)
    mine = sorted(os.sched_getaffinity(0))
    for count in (1, 2, 7):
        some = set(mine[:count])
        seen = report_of(
            here, base, head, env={"OMP_NUM_THREADS": str(count)},
            preexec_fn=lambda some=some: os.sched_setaffinity(0, some))
        expect(seen == wanted, f"{count} processors give another report")


@test
def analysis_runs_in_one_thread(here):
    """So that nothing can depend on how many there are."""
    write_run(here, 1, made(1))
    process = here.start("analyze", run_head(1)["id"])
    most = 0
    while process.poll() is None:
        try:
            most = max(most, len(os.listdir(f"/proc/{process.pid}/task")))
        except OSError:
            break
    here.finish(process).exits(0)
    expect_equal(most, 1, "threads")


@test
def another_case_changes_no_other_ones_numbers(here):
    """The resampled intervals are seeded by run, case, metric and purpose."""
    cases = made(1)
    alone = [case for case in cases if case.plan["benchmark"] == "serve"]
    laws = []
    for some in (alone, cases):
        run = write_run(here, 1, some)
        laws.append(here.result(run)["concurrency"][0]["law"])
    expect_equal(laws[1], laws[0], "the law")
    expect(laws[0]["sigma_low"] < laws[0]["sigma"] < laws[0]["sigma_high"],
           "it has an interval", laws[0])


run_tests()
