#!/usr/bin/env -S python3 -B
"""The gate: what fails, what warns, what passes, and what is said of it."""
import json
import os

from judged_runs import (TWO_CASES, baseline, candidate, case_lines, noisy,
                         policy, tree, write_run)
from lib import expect, expect_equal, run_tests, test


def verdict(here, *words):
    seen = here.perfolio("check", "--json", *words)
    return json.loads(seen.out)["verdict"], seen


@test
def identical_code_passes(here):
    baseline(here)
    candidate(here)
    here.perfolio("check").exits(0).prints("GO").says_nothing()
    expect_equal(verdict(here)[0], "go", "verdict")


@test
def a_critical_regression_fails(here):
    baseline(here)
    candidate(here, a=1.4)
    here.perfolio("check").exits(1).prints("NO-GO", "a", "+4", "critical")
    expect_equal(verdict(here)[0], "no-go", "verdict")


@test
def a_slower_case_below_the_level_passes(here):
    baseline(here)
    candidate(here, a=1.2)
    here.perfolio("check").exits(0).prints("regression")
    here.perfolio("check", "--fail-on", "warning").exits(1)


@test
def a_suspected_level_never_fails(here):
    """The estimate is beyond the level, its lower end is not."""
    write_run(here, 1, [case_lines("a", noisy(1e7, 5, 0.15, seed=11))])
    write_run(here, 2, [case_lines("a", noisy(1.25e7, 5, 0.15, seed=12))])
    result = json.loads(here.perfolio("check", "--json").exits(0).out)
    found = result["cases"][0]["metrics"][0]["comparison"]
    expect(found["suspected"] and found["level"] == "none", found)


@test
def never_fails_on_no_regression(here):
    baseline(here)
    candidate(here, a=3)
    here.perfolio("check", "--fail-on", "never").exits(0).prints("regression")


@test
def an_improvement_is_said_and_passes(here):
    baseline(here)
    candidate(here, a=0.5)
    here.perfolio("check").exits(0).prints("1 improved")


@test
def a_red_budget_fails_and_a_yellow_one_does_not(here):
    budget = {"benchmarks": [{"benchmark": "a", "budget": {"time": "9ms"}}]}
    baseline(here)
    candidate(here, **policy(**budget))
    here.perfolio("check").exits(0).prints("9ms")
    budget["benchmarks"][0]["budget"]["time"] = "8ms"
    candidate(here, number=3, **policy(**budget))
    here.perfolio("check").exits(1).prints("red", "8ms")


@test
def a_yellow_budget_under_should_warns(here):
    baseline(here)
    candidate(here, **policy(
        benchmarks=[{"benchmark": "a", "budget": {"time": "9ms"}}],
        gates={"must": ["measured"], "should": [{"budget": "yellow"}]}))
    found, seen = verdict(here)
    expect_equal((found, seen.status), ("warn", 0), "verdict and status")
    here.perfolio("check").exits(0).prints("WARNINGS")


@test
def a_broken_claim_fails_and_a_planned_one_does_not(here):
    claim = {"name": "Fast a", "case": "a", "metric": "time",
             "from": "20ms", "to": "5ms"}
    baseline(here)
    candidate(here, **policy(claims=[claim]))
    here.perfolio("check").exits(1).prints("Fast a")
    candidate(here, number=3, **policy(claims=[{**claim, "planned": "true"}]))
    here.perfolio("check").exits(0)


@test
def a_missing_case_fails_what_must_be_measured(here):
    baseline(here)
    write_run(here, 2, [case_lines("a", noisy(1e7, seed=3))])
    here.perfolio("check").exits(1).prints("b", "NO-GO")


@test
def a_blocked_build_fails_with_its_reason(here):
    baseline(here)
    write_run(here, 2, [
        case_lines("a", [], "blocked", "the suite's build failed: exit 2"),
        case_lines("b", [], "blocked", "the suite's build failed: exit 2")])
    here.perfolio("check").exits(1).prints("NO-GO", "build failed")


@test
def a_failure_that_is_allowed_passes(here):
    baseline(here)
    write_run(here, 2, [
        case_lines("a", noisy(1e7, seed=3)),
        case_lines("b", [], "failed", "exit status 3", allow_failure=True)])
    here.perfolio("check").exits(0)


MANUAL = {"must": ["measured", {"name": "Docs reviewed",
                                "section": "Release", "manual": "true"}]}


@test
def a_manual_item_warns_until_it_is_attested(here):
    baseline(here)
    candidate(here, **policy(gates=MANUAL))
    here.perfolio("check").exits(0).prints("WARNINGS", "Docs reviewed")
    here.perfolio("check", "--strict").exits(1)
    here.perfolio("check", "--attest", "Docs reviewed=pass").exits(0).prints(
        "GO")
    here.perfolio("check", "--attest", "Docs reviewed=fail").exits(1)
    here.perfolio("check", "--attest", "Docs reviewd=pass").exits(2).says(
        "Docs reviewd")
    here.perfolio("check", "--attest", "Docs reviewed=maybe").exits(2).says(
        "NAME=pass")


@test
def runs_of_a_part_are_no_baseline_without_the_cases(here):
    for number in (1, 2):
        write_run(here, number, [case_lines("a", noisy(1e7, seed=number))],
                  command={"words": ["a"]})
    candidate(here, number=3)
    seen = here.perfolio("check").exits(0).prints(
        "No case could be compared.",
        "of the 2 runs before it none measured the whole suite")
    expect("The baseline has none" not in seen.out, seen.out)


@test
def no_baseline_is_unknown_and_said_aloud(here):
    candidate(here)
    found, seen = verdict(here)
    expect_equal((found, seen.status), ("warn", 0), "verdict and status")
    here.perfolio("check").exits(0).prints("baseline")
    here.perfolio("check", "--strict").exits(1)


@test
def a_misspelt_baseline_is_no_lenient_one(here):
    baseline(here)
    candidate(here, a=2)
    here.write(".perfolio/baselines/main", "20260101T000001Z-000001\n")
    here.perfolio("check", "--baseline", "mian").exits(3).says("mian")
    here.perfolio("check", "--baseline", "main").exits(1)
    here.perfolio("check", env={"PERFOLIO_BASELINE": "mian"}).exits(3)
    here.perfolio("check", "--baseline-lenient", "mian").exits(1)
    here.perfolio("check", "--baseline", "main", "--baseline-lenient",
                  "main").exits(2).says("not both")


@test
def another_machine_is_shown_and_not_judged(here):
    baseline(here, machine={"id": "m2", "architecture": "arm64"})
    here.write(".perfolio/baselines/other", "20260101T000001Z-000001\n")
    candidate(here, a=2)
    found, seen = verdict(here, "--baseline", "other")
    expect_equal((found, seen.status), ("warn", 0), "verdict and status")
    comparison = json.loads(seen.out)["cases"][0]["metrics"][0]["comparison"]
    expect(comparison["ratio"] > 1.9, "it is shown", comparison)
    expect_equal((comparison["verdict"], comparison["verdict_reason"]),
                 ("inconclusive", "other-machine"), "verdict and reason")
    here.perfolio("check", "--baseline", "other", "--strict").exits(1)
    here.perfolio("check", "--baseline", "other", "--force").exits(1)


@test
def five_earlier_runs_make_an_archive(here):
    for number in range(1, 7):
        write_run(here, number, [
            case_lines("a", noisy(1e7 * (1 + 0.004 * (-1) ** number),
                                  seed=number))])
    write_run(here, 9, [case_lines("a", noisy(1.2e7, seed=9))])
    result = json.loads(here.perfolio("check", "--json").exits(0).out)
    found = result["cases"][0]["metrics"][0]["comparison"]
    expect_equal((found["rule"], found["sessions"], found["verdict"]),
                 ("A", 6, "regression"), "the comparison")
    expect_equal(len(result["history_runs"]), 6, "runs it rests on")


@test
def another_environment_begins_the_history_anew(here):
    for number in range(1, 7):
        write_run(here, number, [case_lines("a", noisy(1e7, seed=number))],
                  environment={"kernel": "5.10" if number < 6 else "6.1"})
    write_run(here, 9, [case_lines("a", noisy(1e7, seed=9))])
    result = json.loads(here.perfolio("check", "--json").exits(0).out)
    expect_equal(result["cases"][0]["metrics"][0]["comparison"]["rule"], "B",
                 "rule")


@test
def later_runs_and_other_suites_are_no_history(here):
    candidate(here, number=2)
    baseline(here, number=5)
    baseline(here, number=1, suite="other")
    result = json.loads(here.perfolio(
        "check", "./.perfolio/runs/20260101T000002Z-000002.jsonl",
        "--json").out)
    expect_equal(result["baseline"], None, "baseline")


@test
def runs_without_a_common_case_are_no_history(here):
    """What ran ad hoc before was mostly another command."""
    for number in range(1, 7):
        write_run(here, number, [case_lines("x", noisy(1e7, seed=number))],
                  suite="commands")
    write_run(here, 7, [case_lines("a", noisy(1e7, seed=9))],
              suite="commands")
    seen = here.perfolio("check").exits(0).prints(
        "There is no baseline to compare with.", "WARNINGS")
    expect("Compared with" not in seen.out, seen)
    expect("Trends" not in seen.out, seen)
    here.perfolio("check", "--strict").exits(1)
    result = json.loads(here.perfolio("check", "--json").exits(0).out)
    expect_equal((result["baseline"], result["history_runs"]), (None, []),
                 "what it is compared with")
    here.perfolio("report").exits(0)
    page = here.text("report/index.html")
    expect("Compared with the" not in page, "the page compares")
    expect("The baseline has none" not in page, "the page has a baseline")


@test
def of_runs_between_only_those_with_a_common_case_count(here):
    for number in range(1, 13):
        case = "a" if number % 2 else "x"
        write_run(here, number, [case_lines(case, noisy(1e7, seed=number))],
                  suite="commands", environment={"kernel": f"6.{number % 2}"})
    write_run(here, 13, [case_lines("a", noisy(1e7, seed=20))],
              suite="commands", environment={"kernel": "6.1"})
    seen = here.perfolio("check", "--json").exits(0)
    result = json.loads(seen.out)
    wanted = [f"20260101T0000{number:02d}Z-00000{number % 10}"
              for number in range(1, 12, 2)]
    expect_equal(result["history_runs"], wanted, "its history")
    expect_equal(result["baseline"]["id"], wanted[-1], "baseline")
    expect_equal(result["cases"][0]["metrics"][0]["comparison"]["rule"], "A",
                 "rule")
    here.perfolio("check").prints("7 runs ")


@test
def sessions_without_a_value_of_ours_are_no_history(here):
    """Their case is ours, and was measured in another unit."""
    for number in range(1, 7):
        lines = case_lines("a", noisy(1e7, seed=number))
        lines[0]["metrics"]["time"]["unit"] = "B"
        write_run(here, number, [lines])
    write_run(here, 7, [case_lines("a", noisy(1e7, seed=9))])
    seen = here.perfolio("check").exits(0)
    expect("earlier runs" not in seen.out, seen)
    result = json.loads(here.perfolio("check", "--json").exits(0).out)
    expect_equal(result["history_runs"], [], "its history")


@test
def a_suite_s_limits_can_replace_the_run_s(here):
    baseline(here)
    candidate(here)
    here.write("strict.yaml", "suite: s\nbenchmarks:\n"
               "  - {name: a, command: [x], budget: {time: 1ms}}\n")
    here.perfolio("check").exits(0)
    here.perfolio("check", "--suite", "strict.yaml").exits(1).prints("1ms")
    here.perfolio("check", "--suite", "missing.yaml").exits(2).says(
        "missing.yaml")


@test
def why_walks_through_a_verdict(here):
    baseline(here)
    candidate(here, a=1.4)
    seen = here.perfolio("check", "--why", "a").exits(0)
    seen.prints("rule B", "critical", "+4")
    here.perfolio("check", "--why", "nothing").exits(2).says("nothing")


@test
def compare_names_two_runs_and_never_fails(here):
    baseline(here)
    candidate(here, a=1.5)
    here.perfolio("compare", "@2", "@1").exits(0).prints("1 regressed")
    here.perfolio("compare", "@1", "@2").exits(0).prints("1 improved")
    here.perfolio("compare", "@2", "@9").exits(3)


@test
def runs_of_the_same_code_are_consistent(here):
    write_run(here, 1, [case_lines(f"c{i}", noisy(1e7, seed=i))
                        for i in range(40)])
    write_run(here, 2, [case_lines(f"c{i}", noisy(1e7, seed=100 + i))
                        for i in range(40)])
    write_run(here, 3, [case_lines(f"c{i}", noisy(1.3e7, seed=200 + i))
                        for i in range(40)])
    here.perfolio("compare", "--consistent", "@3", "@2").exits(0).prints(
        "The runs agree", "standard deviation")
    here.perfolio("compare", "--consistent", "@3", "@1").exits(0).prints(
        "do NOT agree")


@test
def one_command_measures_judges_and_reports(here):
    tree(here, "here", "0.02")
    here.write("here/perfolio.yaml", TWO_CASES)
    here.perfolio("run", "-q", "--save-baseline", "main",
                  cwd=here.path("here")).exits(0)
    tree(here, "here", "0.2")
    here.perfolio("run", "-q", "--check", "--baseline", "main", "--report",
                  "out", cwd=here.path("here")).exits(1).prints("NO-GO", "x")
    expect(os.path.exists(here.path("here/out/index.html")), "the report")
    here.perfolio("run", "-q", "--check", "--baseline", "mian",
                  cwd=here.path("here")).exits(3).says("mian")


@test
def a_blocked_night_is_no_baseline(here):
    """A run that measured nothing would hide what came before it."""
    blocked = "the suite's build failed: exit 2"
    baseline(here)
    write_run(here, 2, [case_lines("a", [], "blocked", blocked),
                        case_lines("b", [], "blocked", blocked)])
    candidate(here, a=3, number=3)
    here.perfolio("check").exits(1).prints("NO-GO", "a")
    result = json.loads(here.perfolio("check", "--json").out)
    expect_equal(result["baseline"]["id"], "20260101T000001Z-000001",
                 "baseline")


@test
def a_lenient_baseline_may_be_missing_and_not_damaged(here):
    baseline(here)
    candidate(here)
    here.write(".perfolio/baselines/main", "20260101T000001Z-000001\n")
    name = ".perfolio/runs/20260101T000001Z-000001.jsonl"
    with open(here.path(name), encoding="utf-8") as f:
        lines = f.read().splitlines(keepends=True)
    here.perfolio("check", "--baseline-lenient", "main").exits(0)
    lines[2] = "{nonsense\n"
    here.write(name, "".join(lines))
    here.perfolio("check", "--baseline-lenient", "main").exits(3).says(
        "000001.jsonl:3")
    here.perfolio("check", "--baseline-lenient", "./none.jsonl").exits(0)


@test
def a_line_against_a_missing_baseline_is_unknown(here):
    gates = {"must": ["measured",
                      {"no-regression": "critical", "against": "main"}]}
    baseline(here)
    candidate(here, a=2, **policy(gates=gates))
    here.perfolio("check", "--baseline-lenient", "main").exits(0).prints(
        "not the one at hand", "WARNINGS")


@test
def a_run_is_not_its_own_baseline(here):
    baseline(here)
    here.write(".perfolio/baselines/main", "20260101T000001Z-000001\n")
    here.perfolio("check", "--baseline", "main").exits(3).says(
        "this very run")


@test
def nothing_measured_is_no_go(here):
    write_run(here, 1, [])
    here.perfolio("check").exits(1).prints("NO-GO")


@test
def force_takes_no_history_of_other_machines_without_need(here):
    for number in range(1, 7):
        baseline(here, number=number,
                 machine={"id": "m2", "architecture": "arm64"})
    baseline(here, number=7)
    candidate(here, number=8)
    here.write(".perfolio/baselines/main", "20260101T000007Z-000007\n")
    words = ("check", "--json", "--force", "--baseline", "main")
    result = json.loads(here.perfolio(*words).exits(0).out)
    expect_equal(len(result["history_runs"]), 1, "runs of this machine")


@test
def runs_of_two_machines_are_not_called_consistent(here):
    baseline(here)
    candidate(here, a=1.5, b=1.5,
              machine={"id": "m2", "architecture": "arm64"})
    words = ("compare", "--consistent", "@2", "@1")
    seen = here.perfolio(*words).exits(0).prints("Nothing was judged",
                                                 "--force")
    expect("agree" not in seen.out, seen.out)
    here.perfolio(*words, "--force").exits(0).prints("do NOT agree")


def rated(case, failed):
    """A case whose launches may fail."""
    metrics = {"success_rate": {"unit": "1", "better": "higher",
                                "per": "launch"}}
    return [{"type": "case", "case": case, "status": "planned",
             "benchmark": case, "metrics": metrics,
             "judged": ["success_rate"]},
            *({"type": "samples", "case": case, "round": i, "launch": i,
               "exit": int(i <= failed), "values": {}}
              for i in range(1, 31)),
            {"type": "case", "case": case, "status": "ok", "launches": 30,
             "failed": failed, "stopped_by": "fixed"}]


@test
def a_rate_of_success_is_judged_like_everything_else(here):
    write_run(here, 1, [rated("a", 0), case_lines("b", noisy(1e7))])
    claim = {"name": "Reliable", "case": "a", "metric": "success_rate",
             "improves": "10%"}
    write_run(here, 2, [rated("a", 14), case_lines("b", noisy(1e7, seed=2))],
              **policy(claims=[claim], benchmarks=[
                  {"benchmark": "a", "budget": {"success_rate": ">= 90%"}}]))
    here.perfolio("check").exits(1).prints("success_rate", "53.33 %", "100 % there")
    here.perfolio("check", "--why", "a").exits(0).prints(
        "regression", "30 launches here, 30 there", "critical")
    result = json.loads(here.perfolio("check", "--json").out)
    found = result["cases"][0]["metrics"][0]["comparison"]
    expect_equal((found["rule"], found["level"], found["base_center"]),
                 ("shares", "critical", 1), "the comparison")
    expect("does not have it" not in result["claims"][0]["reason"],
           result["claims"][0]["reason"])
    here.perfolio("report", "--output-dir", "out").exits(0)
    with open(here.path("out/comment.md"), encoding="utf-8") as f:
        expect("| new |" not in f.read(), "the baseline has it")


@test
def a_limit_on_a_step_is_no_trouble(here):
    baseline(here)
    candidate(here, **policy(benchmarks=[
        {"benchmark": "a", "budget": {"init/time": "5ms"}}]))
    here.perfolio("check").says_nothing()


run_tests()
