#!/usr/bin/env -S python3 -B
"""perfolio list: how often, how long, and what is too few."""
import os
import re

from lib import expect, expect_equal, run_tests, test

SUITE = """suite: s
benchmarks:
  - {name: fixed, command: [sleep, "0.02"], launches: 4}
  - {name: adaptive, command: ["true"], max_launches: 12}
"""


def row(seen, case):
    """The cells of a case: launches, warm-up, expected, command."""
    for line in seen.out.splitlines():
        if line.startswith(case + " "):
            return re.split(r"  +", line)[1:]
    raise AssertionError(f"no {case} in {seen}")


@test
def launches_are_a_number_or_a_range(here):
    here.write("s.yaml", SUITE)
    seen = here.perfolio("list", "s.yaml").exits(0).says_nothing()
    expect_equal(row(seen, "fixed")[:3], ["4", "0", "–"], "fixed")
    expect_equal(row(seen, "adaptive")[:3], ["10–12", "0", "–"], "adaptive")
    seen.prints("2 cases, 14–16 launches; nothing of this suite was measured "
                "yet")
    seen = here.perfolio("list", "s.yaml", "--precision", "1%",
                         "--min-launches", "20").exits(0)
    expect_equal(row(seen, "fixed")[0], "20–100", "fixed")
    expect_equal(row(seen, "adaptive")[0], "20", "adaptive")


@test
def expected_time_is_that_of_the_last_run(here):
    here.write("s.yaml", SUITE)
    here.perfolio("run", "s.yaml", "fixed", "-q").exits(0)
    seen = here.perfolio("list", "s.yaml").exits(0)
    number, unit = row(seen, "fixed")[2].split()
    expect(unit in ("ms", "s"), "a time", seen)
    # Four times a sleep of 20 ms, whatever else the machine does.
    expect(float(number) >= 80 or unit == "s", "at least 80 ms", seen)
    expect_equal(row(seen, "adaptive")[2], "–", "never measured")
    seen.prints(", about ", "did not measure 1 of the cases")
    # Twice the launches, twice the time.
    seen = here.perfolio("list", "s.yaml", "--launches", "8").exits(0)
    twice, other = row(seen, "fixed")[2].split()
    if unit == other:
        expect(abs(float(twice) / float(number) - 2) < 0.1, "twice", seen)


@test
def runs_of_other_suites_are_passed_over(here):
    here.write("s.yaml", SUITE)
    here.write("t.yaml", SUITE.replace("suite: s", "suite: t"))
    here.perfolio("run", "s.yaml", "fixed", "-q").exits(0)
    here.perfolio("run", "t.yaml", "adaptive", "-q", "--launches",
                  "1").exits(0)
    with open(here.path(".perfolio/runs/29990101T000000Z-000000.jsonl"),
              "w") as torn:
        torn.write("not a run\n")
    seen = here.perfolio("list", "s.yaml").exits(0).says_nothing()
    expect(row(seen, "fixed")[2] != "–", "measured", seen)
    expect_equal(row(seen, "adaptive")[2], "–", "not in this suite's run")


@test
def too_few_launches_for_a_tail_are_said(here):
    here.write("s.yaml", "benchmarks:\n  - {name: a, command: [true], "
               "launches: 30, budget: {time.p90: 1s, time.p95: 1s}}\n"
               "  - {name: b, command: [true], budget: {time.p95: 1s}}\n")
    seen = here.perfolio("list", "s.yaml").exits(0)
    seen.prints("a: time.p95 needs 60 launches, 30 are planned\n")
    expect("b: time.p95" not in seen.out, "b has enough", seen)
    expect_equal(row(seen, "b")[0], "60–100", "launches of b")


@test
def against_shows_both_trees(here):
    here.write("s.yaml", SUITE)
    os.mkdir(here.path("there"))
    seen = here.perfolio("list", "s.yaml", "fixed", "--against",
                         "there").exits(0)
    seen.prints("fixed/variant=base", "fixed/variant=head", "2 cases")
    here.perfolio("list", "s.yaml", "--against", "nowhere").exits(2).says(
        '"nowhere"')
    here.perfolio("run", "--resume", "--against", "there").exits(2).says(
        "--resume")


@test
def options_of_stopping_are_checked(here):
    here.write("s.yaml", SUITE)
    for words, part in ((["--precision", "1"], '"1"'),
                        (["--precision", "0%"], "above 0%"),
                        (["--max-time", "5"], "30s"),
                        (["--min-launches", "2"], "at least 3"),
                        (["--max-launches", "2"], "at least 3"),
                        (["--min-launches", "9", "--max-launches", "8"],
                         "above"),
                        (["--quick", "--precision", "1%"], "--quick"),
                        (["--launches", "3", "--max-time", "1s"],
                         "--launches")):
        here.perfolio("list", "s.yaml", *words).exits(2).says(part)


run_tests()
