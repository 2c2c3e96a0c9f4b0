#!/usr/bin/env python3
"""perfolio trend: a series from a CSV file, and histories of the archive."""
import json
import os
import random
import re
import shutil
import subprocess

from lib import expect, expect_equal, refuse, run_tests, test

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data",
                    "changepoint")


def values(*parts, seed=1, noise=0.01):
    """Parts are (how many, level)."""
    source = random.Random(seed)
    return [level * (1 + source.gauss(0, noise))
            for count, level in parts for _ in range(count)]


def shown(value):
    return "" if value is None else repr(value)


def table(column):
    return "index,value\n" + "".join(
        f"{i},{shown(value)}\n" for i, value in enumerate(column))


def answer(here, *words, **options):
    seen = here.perfolio("trend", "--csv", *words, "--json", **options)
    seen.exits(0).says_nothing()
    return json.loads(seen.out, parse_constant=refuse)


@test
def steps_are_found_at_their_first_value(here):
    here.write("a.csv", table(values((30, 100), (30, 140))))
    got = answer(here, "a.csv")
    expect_equal(list(got)[:3], ["n", "change_points", "drift"], "keys")
    expect_equal((got["n"], got["change_points"], got["drift"]),
                 (60, [30], None), "answer")
    change = got["changes"][0]
    expect_equal((change["index"], change["direction"], change["level"],
                  change["status"]),
                 (30, "regression", "critical", "confirmed"), "change")
    expect(38 < change["change_percent"] < 42, change)
    expect(change["ratio_low"] < change["ratio"] < change["ratio_high"],
           change)


@test
def a_table_says_the_same(here):
    here.write("a.csv", table(values((30, 100), (30, 140))))
    seen = here.perfolio("trend", "--csv", "a.csv").exits(0).says_nothing()
    seen.prints("60 runs", "1 change", "29 .. 30 ", "+40 %", "worse, critical")
    expect("\033" not in seen.out, seen)


@test
def standard_input_is_a_file_too(here):
    text = table(values((30, 100), (30, 140))).encode()
    expect_equal(answer(here, "-", stdin=text)["change_points"], [30],
                 "change points")


@test
def a_column_is_named_or_the_only_one(here):
    column = values((20, 100), (20, 50))
    here.write("one.csv", "speed\n" + "".join(f"{v!r}\n" for v in column))
    got = answer(here, "one.csv", "--better", "higher")
    expect_equal(got["change_points"], [20], "change points")
    expect_equal(got["changes"][0]["direction"], "regression", "direction")
    here.write("two.csv", "time,commit,speed,size\n" + "".join(
        f"{i},c{i},{v!r},1\n" for i, v in enumerate(column)))
    here.perfolio("trend", "--csv", "two.csv").exits(3).prints_nothing().says(
        "two.csv:1", "--column", "time, commit, speed, size")
    here.perfolio("trend", "--csv", "two.csv", "--column", "sped").exits(
        3).says("two.csv:1", "no column \"sped\"")
    got = answer(here, "two.csv", "--column", "speed", "--commits", "commit")
    expect_equal((got["changes"][0]["commit"],
                  got["changes"][0]["last_commit"]), ("c20", "c19"), "commits")


@test
def rows_without_a_value_keep_their_number(here):
    column = values((30, 100), (30, 140))
    for at in (3, 4, 28, 40):
        column.insert(at, None)
    here.write("a.csv", table(column))
    got = answer(here, "a.csv")
    expect_equal((got["n"], got["change_points"]), (64, [33]), "answer")
    here.write("b.csv", "v\n" + "".join(
        "\n" if value is None else f"{value!r}\r\n" for value in column))
    got = answer(here, "b.csv")
    expect_equal((got["n"], got["change_points"]), (64, [33]), "one column")
    here.perfolio("trend", "--csv", "b.csv").exits(0).prints(
        "4 of 64 rows have no value")


@test
def what_is_no_number_is_named_with_its_line(here):
    for text in ("NaN", "inf", "1e999", "12ms", "0x10", "1,5\"", "1e301"):
        here.write("a.csv", f'index,value\n0,1\n\n1,"{text}"\n2,3\n'
                   if '"' not in text else f"index,value\n0,1\n1,2\n2,{text}")
        here.perfolio("trend", "--csv", "a.csv", "--json").exits(
            3).prints_nothing().says("a.csv:4")


@test
def broken_files_are_refused(here):
    for name, text, words in (
            ("empty", "", "no rows"), ("head", "value\n", "no rows"),
            ("numbers", "1\n2\n3\n", "name the columns"),
            ("ragged", "a,value\n1,2\n3\n", "ragged:3"),
            ("twice", "value,value\n1,2\n", "twice"),
            ("quote", 'value\n"1\n2\n', "CSV")):
        here.write(name, text)
        here.perfolio("trend", "--csv", name).exits(3).prints_nothing().says(
            name, words)
    here.perfolio("trend", "--csv", "absent.csv").exits(3).says("absent.csv")
    here.perfolio("trend", "--csv", ".").exits(3).says(".:")


@test
def few_values_and_those_of_any_kind_get_honest_answers(here):
    for column, shape, points in (
            ([1, 2, 3, 4, 5, 6, 7], "short", []), ([5], "short", []),
            ([None] * 9, "short", []), ([5] * 50, "stable", []),
            ([0] * 50, "stable", []),
            ([-5] * 20 + [0] * 20, "steps", [20]),
            ([1e-300] * 20 + [2e-300] * 20, "steps", [20]),
            ([1e299] * 20 + [-1e299] * 20, "steps", [20]),
            (values((20, -100), (20, -150)), "steps", [20])):
        here.write("a.csv", table(column))
        got = answer(here, "a.csv")
        expect_equal((got["shape"], got["change_points"]), (shape, points),
                     column[:3])
        here.perfolio("trend", "--csv", "a.csv").exits(0)


@test
def a_drift_is_an_object_and_no_staircase(here):
    column = [100 * 1.002 ** i * (1 + random.Random(i).gauss(0, 0.01))
              for i in range(150)]
    here.write("a.csv", table(column))
    got = answer(here, "a.csv")
    expect_equal((got["change_points"], got["shape"]), ([], "drift"), "answer")
    expect(0.15 < got["drift"]["per_point_percent"] < 0.25, got["drift"])
    here.perfolio("trend", "--csv", "a.csv").exits(0).prints("It drifts: +0.2")


@test
def two_modes_are_named(here):
    source = random.Random(4)
    here.write("a.csv", table([source.choice((100, 100, 130))
                               * (1 + source.gauss(0, 0.01))
                               for _ in range(100)]))
    got = answer(here, "a.csv")
    expect_equal((got["change_points"], got["shape"]), ([], "bimodal"),
                 "answer")
    expect(got["modes"]["low"] < 110 < got["modes"]["high"], got["modes"])
    here.perfolio("trend", "--csv", "a.csv").exits(0).prints("Two modes")


@test
def the_synthetic_series_are_answered_as_well_as_promised(here):
    with open(os.path.join(DATA, "truth.json")) as f:
        truth = json.load(f)
    hits = found = wanted = 0
    for name, about in truth.items():
        got = answer(here, os.path.join(DATA, name + ".csv"))["change_points"]
        points = about["changepoints_first_index_of_new_segment"]
        if not points:
            expect_equal(got, [], name)
        hits += sum(any(abs(a - b) <= 5 for b in got) for a in points)
        found += len(got)
        wanted += len(points)
    expect(2 * hits / (found + wanted) >= 0.94, hits, found, wanted)


@test
def words_that_do_not_go_together_are_refused(here):
    here.write("a.csv", table(values((30, 100))))
    here.perfolio("trend", "--csv", "a.csv", "--since", "v1").exits(2)
    here.perfolio("trend", "--csv", "a.csv", "filter").exits(2)
    here.perfolio("trend", "--column", "x").exits(2).says("--csv")
    here.perfolio("trend", "a", "b").exits(2)
    here.perfolio("trend", "--csv", "a.csv", "--better", "more").exits(2)
    here.perfolio("trend", "--help").exits(0).prints("--csv")


def commit_of(number):
    return f"{number * 7919 + 4096:08x}".ljust(40, "0")


def run_file(here, number, cases, kernel="6.1", commit=None, metric="time",
             better="lower", **header):
    run = f"20260101T{number:06d}Z-{number:06x}"
    started = f"2026-{1 + number // 28:02d}-{1 + number % 28:02d}T10:00:00.000Z"
    metrics = {metric: {"unit": "ns", "better": better, "per": "iteration",
                        "resolution": 1}}
    lines = [{"type": "run", "format": 1, "id": run, "suite": "shop",
              "started": started, "tool": "perfolio",
              "vcs": {"commit": commit or commit_of(number),
                      "branch": "main", "dirty": False},
              "machine": {"id": "m1"}, "environment": {"kernel": kernel},
              "labels": {}, "seed": "1", **header}]
    lines += [{"type": "case", "case": case, "status": "planned",
               "benchmark": case, "metrics": metrics} for case in cases]
    source = random.Random(number)
    lines += [{"type": "samples", "case": case, "round": launch,
               "launch": launch, "exit": 0, "values": {metric: [
                   int(1e7 * level * (1 + source.gauss(0, 0.01)))]}}
              for launch in range(1, 4) for case, level in cases.items()]
    lines += [{"type": "case", "case": case, "status": "ok", "launches": 3}
              for case in cases]
    lines.append({"type": "end", "finished": started})
    here.write(f".perfolio/runs/{run}.jsonl",
               "".join(json.dumps(line) + "\n" for line in lines))


def make_history(here, runs=50):
    for n in range(runs):
        run_file(here, n, {"steady": 1, "slow": 1 if n < 25 else 1.4,
                           "search/fast": 1 if n < 35 else 0.9,
                           "creep": 1.004 ** n})


@test
def histories_are_ranked_with_levels_first(here):
    make_history(here)
    seen = here.perfolio("trend").exits(0)
    lines = seen.out.splitlines()
    expect(lines[1].startswith("slow"), seen)
    last, first = (commit_of(n)[:12] for n in (24, 25))
    expect("worse, critical" in lines[1] and f" {last} .. {first} 2026-01-26 "
           in lines[1], seen)
    expect(lines[2].startswith("search/fast") and "better" in lines[2], seen)
    seen.prints("creep (time) drifts: +0.", "\n4 histories: 2 changed, 1 drifts, 1 did not change\n")
    expect("steady" not in seen.out, seen)
    here.perfolio("trend", "--all").exits(0).prints("steady (time): no change")


@test
def since_leaves_out_what_was_before(here):
    make_history(here)
    seen = here.perfolio("trend", "--since", "2026-02-05").exits(0)
    expect("critical" not in seen.out, seen)
    seen.prints("search/fast")
    here.perfolio("trend", "--since", "@10").exits(0).prints(
        "\n4 histories: 1 drifts, 3 did not change\n")
    here.perfolio("trend", "--since", "@10").says_nothing()
    here.perfolio("trend", "--since", "nothing").exits(3).prints_nothing()


@test
def filter_and_metric_choose_and_json_has_all(here):
    make_history(here)
    seen = here.perfolio("trend", "^s", "--metric", "time", "--json").exits(0)
    series = json.loads(seen.out, parse_constant=refuse)["series"]
    expect_equal({one["case"]: one["change_points"] for one in series},
                 {"slow": [25], "search/fast": [35], "steady": []}, "series")
    here.perfolio("trend", "(").exits(2).says("filter")
    here.perfolio("trend", "--suite-name", "none").exits(3).says("none")


@test
def another_environment_is_no_change(here):
    for n in range(40):
        run_file(here, n, {"slow": 1 if n < 20 else 1.4},
                 "6.1" if n < 20 else "6.2")
    first = commit_of(20)[:12]
    expect_equal(here.perfolio("trend").exits(0).out,
                 f"from {first} 2026-01-21 on the environment differs: "
                 "kernel 6.1 → 6.2\n1 history: 1 did not change\n", "output")
    expect_equal(here.perfolio("trend", "--since", "2026-01-22").exits(0).out,
                 "1 history: 1 did not change\n", "since then")


@test
def of_many_environments_the_newest_are_named(here):
    for n in range(48):
        run_file(here, n, {"steady": 1}, f"6.{n // 8}")
    seen = here.perfolio("trend").exits(0).prints(
        "5 times the environment changed, and at last:\n",
        f"from {commit_of(40)[:12]} 2026-02-13 on the environment differs: "
        "kernel 6.4 → 6.5\n1 history")
    expect_equal(seen.out.count("the environment differs"), 3, seen.out)


@test
def a_drift_says_over_which_runs_and_when_the_limit_is_reached(here):
    for n in range(50):
        run_file(here, n, {"creep": 1.004 ** n}, "6.1" if n < 20 else "6.2",
                 policy={"benchmarks": [{"benchmark": "creep", "budget": {
                     "time": "15ms"}}]})
    seen = here.perfolio("trend").exits(0)
    found = re.search(r"creep \(time\) drifts: .* over 30 of 50 runs, since "
                      r"the environment changed: worse; at that rate the "
                      r"limit is reached in (\d+) runs\n", seen.out)
    expect(found, seen)
    # 10 ms 1.004^49 is 12.2 ms, and 15 ms is 52 runs away.
    expect(46 <= int(found[1]) <= 58, seen)


@test
def of_several_limits_the_nearest_ahead_counts(here):
    def runs_left(better, limits):
        metric, rate = {"lower": ("time", 1.004),
                        "higher": ("held", 1 / 1.004)}[better]
        budget = [{"selector": metric, "limit": limit} for limit in limits]
        for n in range(50):
            run_file(here, n, {"creep": rate ** n}, better=better,
                     metric=metric, policy={"benchmarks": [{
                         "benchmark": "creep", "budget": budget}]})
        found = re.search(r"the limit is reached in (\d+) runs", here.perfolio(
            "trend", "--metric", metric).exits(0).prints("drifts").out)
        return found and int(found[1])

    near, far, ahead = "15ms", "30ms", range(46, 59)
    for limits in ([near, far], [far, near], [near, ">= 5ms"],
                   [">= 5ms", near], ["5ms..15ms"], [far, "5ms..15ms"]):
        expect(runs_left("lower", limits) in ahead, limits)
    for limits in ([">= 5ms"], ["11ms"]):
        expect_equal(runs_left("lower", limits), None, limits)
    # What falls has a floor ahead; a plain one where more is better.
    for limits in (["6.7ms"], ["6.7ms..30ms"], ["6.7ms", ">= 1ms"],
                   [">= 1ms", "6.7ms"], ["6.7ms", "<= 1s"]):
        expect(runs_left("higher", limits) in ahead, limits)
    expect_equal(runs_left("higher", ["<= 1s"]), None, "a ceiling")


@test
def a_limit_that_parameters_decide_on_is_not_known(here):
    for n in range(30):
        run_file(here, n, {"creep": 1.004 ** n}, policy={"benchmarks": [{
            "benchmark": "creep", "budget": {"time": "15ms"}, "overrides": [{
                "when": {"size": "9"}, "budget": {"time": "90ms"}}]}]})
    seen = here.perfolio("trend").exits(0).prints("over 30 runs: worse\n")
    expect("limit" not in seen.out, seen)


@test
def levels_are_those_of_the_newest_runs_suite(here):
    for n in range(30):
        run_file(here, n, {"slow": 1 if n < 15 else 1.2},
                 policy={"regression": {"critical": "10%"}} if n > 28 else {})
    here.perfolio("trend").exits(0).prints("worse, critical")


@test
def a_machine_without_a_run_since_then_is_left_out(here):
    for n in range(40):
        run_file(here, n, {"creep": 1.004 ** n},
                 machine={"id": "old" if n < 20 else "new"})
    here.perfolio("trend").exits(0).prints("shop, old (time) drifts",
                                           "shop, new (time) drifts")
    seen = here.perfolio("trend", "--since", "2026-01-25").exits(0).prints(
        "shop, new (time) drifts", "\n1 history: 1 drifts\n")
    expect("old" not in seen.out, seen)
    expect_equal(here.perfolio("trend", "--since", "2026-12-01").exits(0).out,
                 "No history has a run since 2026-12-01.\n", "output")
    here.perfolio("trend", "--since", "").exits(3).says("--since needs a day")


@test
def what_no_history_has_is_refused(here):
    make_history(here, 10)
    for words, *said in (
            (["--metric", "nope"], 'no metric "nope"; it has time'),
            (["--metric", "tme"], 'did you mean "time"?'),
            (["nothing_matches"], 'matches "nothing_matches"', "--all"),
            (["nothing", "--metric", "time"], 'matches "nothing" in time'),
            (["nothing", "--json"], 'matches "nothing"')):
        here.perfolio("trend", *words).exits(3).prints_nothing().says(*said)


@test
def histories_that_are_too_short_say_how_many_runs_it_takes(here):
    make_history(here, 3)
    words = "too short to say (8 runs needed)"
    expect_equal(here.perfolio("trend").exits(0).out,
                 f"4 histories: 4 {words}\n", "output")
    here.perfolio("trend", "--all").exits(0).prints(
        f"steady (time): {words}, 3 runs\n")
    here.perfolio("check").prints(f"a history of 3 runs is {words}.\n")
    here.perfolio("report", "--format", "html,pdf").exits(0)
    page = here.text("report/index.html")
    expect_equal((page.count(words), "trends.html" in page,
                  os.path.exists(here.path("report/trends.html"))),
                 (1, False, False), "page")
    if shutil.which("pdftotext"):
        said = " ".join(subprocess.run(
            ["pdftotext", here.path("report/summary.pdf"), "-"], check=True,
            stdout=subprocess.PIPE).stdout.decode().split())
        expect_equal((said.count(words), "change points" in said), (1, False),
                     "paper")


@test
def only_what_is_too_short_says_so(here):
    for n in range(9):
        run_file(here, n, {"steady": 1, "late": 1} if n > 6 else {"steady": 1})
    here.perfolio("trend").exits(0).prints(
        "2 histories: 1 did not change, 1 too short to say (8 runs needed)\n")
    for n in range(9, 12):
        run_file(here, n, {"steady": 1}, "6.2")
    here.perfolio("trend", "steady").exits(0).prints(
        "1 history: 1 too short since the environment changed (8 runs "
        "needed)\n")
    here.perfolio("trend").exits(0).prints(
        "2 histories: 1 too short to say (8 runs needed), 1 too short since "
        "the environment changed (8 runs needed)\n")
    here.write("a.csv", table(values((5, 100))))
    here.perfolio("trend", "--csv", "a.csv").exits(0).prints(
        "5 runs,", "It is too short to say (8 runs needed).\n")


@test
def confirmed_changes_are_written_down_once(here):
    make_history(here)
    here.perfolio("trend").exits(0)
    first = here.text(".perfolio/anchors.jsonl")
    expect_equal(first.count('"case"'), 2, "anchors")
    here.perfolio("trend").exits(0)
    expect_equal(here.text(".perfolio/anchors.jsonl"), first, "anchors")
    here.perfolio("trend", "--recompute").exits(0).prints("2 changed")


def git(here, *words):
    return subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", *words],
        cwd=here.folder, check=True, stdout=subprocess.PIPE).stdout.decode()


def make_commits(here, count):
    """So many commits, the oldest first, for run_file()."""
    git(here, "init", "-q")
    for i in range(count):
        git(here, "commit", "-q", "--allow-empty", "-m", str(i))
    return git(here, "log", "--reverse", "--format=%H").split()


def series_of(here, *words):
    seen = here.perfolio("trend", "--json", *words).exits(0)
    return json.loads(seen.out, parse_constant=refuse)["series"][0]


@test
def accepted_changes_are_those_of_their_commits(here):
    commits = make_commits(here, 24)
    for n in range(24):
        run_file(here, n, {"a": 1 if n < 12 else 1.4}, commit=commits[n])
    change = series_of(here)["changes"][0]
    expect_equal((change["index"], change["earliest"], change["latest"],
                  change["acknowledged"]), (12, 12, 12, False), "the change")
    for name, metric, accepted in (
            (commits[12], "time", True), (commits[12][:8], "time", True),
            (commits[11], "time", False), (commits[13], "time", False),
            (commits[12], "memory", False), ("HEAD~11", "time", True),
            (f"{commits[11]}..{commits[12]}", "time", True),
            (f"{commits[3]}..{commits[20]}", "time", True),
            (f"{commits[12]}..{commits[20]}", "time", False),
            (f"{commits[3]}..{commits[11]}", "time", False)):
        here.write("perfolio.ack.yaml",
                   f"- {{case: a, commit: '{name}', metric: {metric}, "
                   "reason: it signs}\n")
        change = series_of(here)["changes"][0]
        expect_equal((change["acknowledged"], change.get("reason")),
                     (accepted, "it signs" if accepted else None), name)


@test
def since_a_commit_is_behind_it(here):
    commits = make_commits(here, 12)
    for n in range(12):
        run_file(here, n, {"a": 1}, commit=commits[n])
    for name in ("HEAD~4", "@5", "2026-01-09"):
        expect_equal(series_of(here, "--since", name)["since"], 8, name)


@test
def an_old_commit_measured_again_is_not_what_is_new(here):
    commits = make_commits(here, 12)
    for n in range(12):
        run_file(here, n, {"a": 1}, commit=commits[n])
    # It stands behind the fourth run, and is the newest by its day.
    run_file(here, 40, {"a": 1}, commit=commits[3])
    for name, since in (("HEAD~4", 9), ("@6", 9), ("2026-01-09", 9),
                        ("2026-01-12", 12), ("@1", 5), ("@10", 4)):
        expect_equal(series_of(here, "--since", name)["since"], since, name)
    expect_equal(here.perfolio("trend", "--since", "2026-01-13").exits(0).out,
                 "No history has a run since 2026-01-13.\n", "output")


@test
def what_is_only_suspected_is_not_written_down(here):
    for n in range(20):
        run_file(here, n, {"a": 1 if n < 16 else 1.4})
    expect_equal(series_of(here)["changes"][0]["status"], "suspected",
                 "status")
    expect(".perfolio/anchors.jsonl" not in here.names(), here.names())


@test
def judged_metrics_of_one_tree_are_shown(here):
    for n in range(12):
        run_file(here, n, {"a": 1}, metric="memory")
    for words, count in (((), 0), (("--all",), 1)):
        seen = here.perfolio("trend", "--json", *words).exits(0)
        expect_equal(len(json.loads(seen.out)["series"]), count, words)
    for n in range(12):
        run_file(here, n, {"a": 1}, against="/there")
    here.perfolio("trend").exits(3).says("no runs")


@test
def no_runs_are_an_error_that_says_what_to_do(here):
    here.perfolio("trend").exits(3).prints_nothing().says("perfolio run")


run_tests()
