#!/usr/bin/env -S python3 -B
"""The numbers that docs/statistics.md works out are those of the program."""
import json
import math
import os
import re

from lib import expect, expect_equal, run_tests, test

DOCUMENT = os.path.join("docs", "statistics.md")


def section(heading):
    """The lines below a heading, up to the next one."""
    with open(DOCUMENT, encoding="utf-8") as f:
        parts = re.split(r"^#+ (.*)$", f.read(), flags=re.MULTILINE)
    found = dict(zip(parts[1::2], parts[2::2]))
    expect(heading in found, f"{DOCUMENT} has no section {heading!r}")
    return found[heading].strip().splitlines()


def rows(heading):
    """First and last cell of each row of the section's tables."""
    found = {}
    for line in section(heading):
        cells = re.split(r"(?<!\\)\|", line)[1:-1]
        if cells and not cells[0].startswith("---"):
            found[cells[0].strip()] = [cell.strip() for cell in cells[1:]]
    return found


def expect_row(heading, begins, value):
    """The row that begins so says that value, to the last digit."""
    found = {name: cells[-1] for name, cells in rows(heading).items()
             if name.startswith(begins)}
    expect_equal(list(found.values()), [value],
                 f"{DOCUMENT}, {heading}, {begins!r} {list(found)}")


def numbers(heading, begins):
    return [float(cell) for cell in rows(heading)[begins]]


def write_run(here, day, cases):
    """A run of that day: {case: (ms of each launch, reference)}."""
    head = {"type": "run", "format": 1, "suite": "s", "seed": "1",
            "tool": "perfolio 0.1.0", "id": f"202601{day:02d}T000000Z-000000",
            "started": f"2026-01-{day:02d}T00:00:00.000Z",
            "machine": {"id": "m1"}, "environment": {"kernel": "6.1"}}
    lines = [head]
    for case, (values, reference) in cases.items():
        line = {"type": "case", "case": case, "status": "planned",
                "benchmark": case,
                "metrics": {"time": {"unit": "ns", "better": "lower",
                                     "per": "launch", "resolution": 1}}}
        if reference:
            line["reference"] = reference
        lines.append(line)
        lines += [{"type": "samples", "case": case, "round": i, "launch": i,
                   "exit": 0, "values": {"time": [round(ms * 1e6)]}}
                  for i, ms in enumerate(values, 1)]
        lines.append({"type": "case", "case": case, "status": "ok",
                      "launches": len(values), "failed": 0,
                      "stopped_by": "fixed"})
    lines.append({"type": "end", "finished": head["started"],
                  "lines": len(lines) + 1})
    here.write(f".perfolio/runs/{head['id']}.jsonl",
               "".join(json.dumps(line) + "\n" for line in lines))


def judged(here, role="comparison"):
    seen = here.perfolio("check", "--json").exits(0)
    result = json.loads(seen.out)
    return result["cases"][-1]["metrics"][0][role]


def logs(values):
    return [math.log(value) for value in values]


def mean(values):
    return sum(values) / len(values)


def variance_of_mean(values):
    center = mean(values)
    squares = sum((value - center) ** 2 for value in values)
    return squares / (len(values) - 1) / len(values)


def percent(ratio, decimals):
    return f"{100 * (ratio - 1):+.{decimals}f} %"


def between(comparison, decimals):
    return (f"{percent(comparison['ratio_low'], decimals)} to "
            f"{percent(comparison['ratio_high'], decimals)}")


def quantile(comparison, end):
    """The t quantile behind an end of the interval."""
    away = math.log(comparison[end]) - math.log(comparison["ratio"])
    return abs(away) / comparison["error"]


@test
def two_runs_of_five_launches(here):
    name = "B: two runs of five launches"
    base, head = numbers(name, "there, ms"), numbers(name, "here, ms")
    write_run(here, 1, {"a": (base, None)})
    write_run(here, 2, {"a": (head, None)})
    found = judged(here)
    expect_equal((found["rule"], found["verdict"], found["level"]),
                 ("B", "regression", "warning"), "rule, verdict, level")
    expect_row(name, "T_there", f"{mean(logs(base)):.6f}")
    expect_row(name, "T_here", f"{mean(logs(head)):.6f}")
    expect_row(name, "d =", f"{math.log(found['ratio']):.6f}")
    expect_row(name, "change", percent(found["ratio"], 4))
    expect_row(name, "v_there", f"{variance_of_mean(logs(base)):.9f}")
    expect_row(name, "v_here", f"{variance_of_mean(logs(head)):.9f}")
    expect_row(name, "V =", f"{found['error'] ** 2:.9f}")
    expect_row(name, "√V", f"{found['error']:.9f}")
    expect_row(name, "ν", f"{found['df']:.3f}")
    two, one = quantile(found, "ratio_high"), quantile(found, "ratio_upper")
    expect_row(name, "t_ν", f"{two:.6f}, {one:.6f}")
    expect_row(name, f"interval, e^(d ± {two:.6f} √V)", between(found, 4))
    expect_row(name, f"L, e^(d - {one:.6f} √V)",
               percent(found["ratio_lower"], 4))
    expect_row(name, "could not", f"{found['mde_percent']:.4f} %")


@test
def the_same_values_in_one_run(here):
    name = "Paired: the same values in one run"
    source = "B: two runs of five launches"
    base, head = numbers(source, "there, ms"), numbers(source, "here, ms")
    write_run(here, 1, {"a": (base, None), "b": (head, "a")})
    found = judged(here, "reference")
    expect_equal((found["rule"], found["df"]), ("paired", 4), "rule and df")
    text = " ".join(section(name))
    for x, y in zip(logs(base), logs(head)):
        expect(f"{y - x:.6f}" in text, f"{y - x:.6f} is not in {name}")
    expect_row(name, "d, their mean", f"{math.log(found['ratio']):.6f}")
    expect_row(name, "√V", f"{found['error']:.9f}")
    expect_row(name, "t_4", f"{quantile(found, 'ratio_high'):.6f}")
    expect_row(name, "interval", between(found, 4))
    expect_row(name, "could not", f"{found['mde_percent']:.4f} %")


def values_of_runs(name):
    """"10.0, 10.1, … and 10.1 ms", then "now it is 10.9 ms"."""
    text = " ".join(section(name))
    earlier = re.search(r"the values ([\d., and]+) ms", text)
    now = re.search(r"now it is ([\d.]+) ms", text)
    expect(earlier and now, f"{name} has no values")
    return ([float(word) for word in re.findall(r"[\d.]+\d", earlier[1])],
            float(now[1]))


@test
def twelve_earlier_runs(here):
    name = "A: against twelve earlier runs"
    earlier, now = values_of_runs(name)
    expect_equal(len(earlier), 12, "earlier runs")
    for day, value in enumerate([*earlier, now], 1):
        write_run(here, day, {"a": ([value * 1.002, value / 1.002], None)})
    found = judged(here)
    expect_equal(
        (found["rule"], found["sessions"], found["verdict"], found["level"]),
        ("A", 12, "regression", "none"), "the comparison")
    steps = [abs(b - a) for a, b in zip(logs(earlier), logs(earlier)[1:])]
    middle = sorted(steps)[len(steps) // 2]
    expect(max(steps) <= 2.5 * 1.4826022 * middle, "a difference is clipped")
    expect_row(name, "median of the eleven", f"{middle:.6f}")
    expect_row(name, "m =", f"{1.4826022 * middle:.6f}")
    expect_row(name, "σ =", f"{found['session_sigma']:.7f}")
    expect_row(name, "ν", f"{found['df']:.1f}")
    expect_row(name, "there", f"{found['base_center'] / 1e6:.1f} ms")
    expect_row(name, f"d = ln {now / 10:.2f}",
               f"{math.log(found['ratio']):.6f}")
    expect_row(name, "√V", f"{found['error']:.7f}")
    expect_row(name, "interval", between(found, 3))
    expect_row(name, "L", percent(found["ratio_lower"], 3))
    expect_row(name, "p", f"{found['p']:.6f}")
    expect_row(name, "could not", f"{found['mde_percent']:.3f} %")


def code_names(heading):
    """What stands in backquotes in the first cells of the section's tables."""
    return {word for name in rows(heading)
            for word in re.findall(r"`([^`]+)`", name)}


def words_of(schema, key):
    """What an enum of docs/report.schema.json allows, null left out."""
    found = re.search(rf'"{key}": {{[^{{}}]*"enum": \[(.*?)\]', schema,
                      re.DOTALL)
    expect(found, f"the schema has no {key}")
    return set(re.findall(r'"([^"]+)"', found[1]))


@test
def every_flag_rule_and_reason_is_explained(here):
    with open("docs/report.schema.json", encoding="utf-8") as f:
        schema = f.read()
    expect_equal(code_names("Flags"), words_of(schema, "flag"), "flags")
    expect_equal(code_names("Which rule"), words_of(schema, "rule"), "rules")
    expect_equal(code_names("When there is no ratio"),
                 words_of(schema, "reason") | {"other-machine"}, "reasons")


run_tests()
