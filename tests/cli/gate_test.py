#!/usr/bin/env -S python3 -B
"""Exit status and message, line by line, for each way a release can go."""
import json

from judged_runs import (baseline, candidate, case_lines, noisy, policy,
                         write_run)
from lib import expect, expect_equal, run_tests, test

WORDS = {"go": "GO", "warn": "GO WITH WARNINGS", "no-go": "NO-GO"}


def expect_gate(here, words, verdict, name, status, reason):
    """The run's verdict, its exit status, and one line of the checklist, in
    report.json as on the terminal."""
    wanted = 1 if verdict == "no-go" else 0
    result = json.loads(here.perfolio("check", "--json",
                                      *words).exits(wanted).out)
    expect_equal(result["verdict"], verdict, "verdict")
    line = next((g for g in result["gates"] if g["name"] == name), None)
    expect(line, f"no line {name!r}", result["gates"])
    expect_equal((line["status"], line["reason"]), (status, reason), name)
    seen = here.perfolio("check", *words).exits(wanted).says_nothing()
    first = seen.out.splitlines()[0]
    expect(first.split(maxsplit=1)[1].split(":")[0] == WORDS[verdict], first)
    seen.prints(name, reason)
    return seen


@test
def identical_code_passes(here):
    baseline(here)
    candidate(here)
    for words in ([], ["--strict"]):
        expect_gate(here, words, "go", "No critical regression", "pass",
                    "No regression of level critical or above in 2 compared "
                    "cases.").prints("2 are unchanged")
        expect_gate(here, words, "go", "All cases measured", "pass",
                    "2 cases measured.")


@test
def a_red_budget_fails(here):
    baseline(here)
    candidate(here, **policy(benchmarks=[
        {"benchmark": "a", "budget": {"time": "8ms"}}]))
    expect_gate(here, [], "no-go", "No red budget", "fail",
                "1 of 1 budget is red: a time (9.986 ms, 25 % over 8ms).")


@test
def a_yellow_budget_passes_and_is_said(here):
    baseline(here)
    candidate(here, **policy(benchmarks=[
        {"benchmark": "a", "budget": {"time": "9ms"}}]))
    expect_gate(here, [], "go", "No red budget", "pass",
                "None of 1 budget is red; 1 yellow.").prints(
                    "Targets that are not green", "over by 11 %")


@test
def a_yellow_budget_that_should_not_be_warns(here):
    baseline(here)
    candidate(here, **policy(
        benchmarks=[{"benchmark": "a", "budget": {"time": "9ms"}}],
        gates={"must": ["measured"], "should": [{"budget": "yellow"}]}))
    expect_gate(here, [], "warn", "All budgets green", "fail",
                "1 of 1 budget is not green: a time (9.986 ms, 11 % over "
                "9ms).")


@test
def a_critical_regression_fails(here):
    baseline(here)
    candidate(here, a=1.4)
    expect_gate(here, [], "no-go", "No critical regression", "fail",
                "1 of 2 compared cases has a regression of level critical or "
                "above: a (+40 % [+36, +44]).").prints("the worst, a")


@test
def a_suspected_regression_passes_and_is_said(here):
    write_run(here, 1, [case_lines("a", noisy(1e7, 5, 0.15, seed=11))])
    write_run(here, 2, [case_lines("a", noisy(1.25e7, 5, 0.15, seed=12))])
    for words in (["--fail-on", "warning"],
                  ["--fail-on", "warning", "--strict"]):
        expect_gate(here, words, "go", "No warning regression", "pass",
                    "No regression of level warning or above in 1 compared "
                    "case; 1 suspected, to be confirmed.").prints(
                        "suspected")


@test
def a_broken_claim_fails(here):
    baseline(here)
    candidate(here, **policy(claims=[
        {"name": "Fast a", "case": "a", "metric": "time", "from": "20ms",
         "to": "5ms"}]))
    expect_gate(here, [], "no-go", "Claims hold", "fail",
                "1 of 1 claim does not hold: Fast a (partly: it is 9.986 ms, "
                "10 ms before: better than 20ms, and short of 5ms).")


@test
def a_missing_case_fails(here):
    baseline(here)
    write_run(here, 2, [case_lines("a", noisy(1e7, seed=3))])
    expect_gate(here, [], "no-go", "All cases measured", "fail",
                "1 of 2 cases was not measured: b (missing).")


@test
def a_build_that_fails_is_a_no_go(here):
    """Not one case could be launched: run itself could not do it."""
    here.write("perfolio.yaml", "suite: t\nbuild: echo no compiler >&2; "
               "exit 2\nbenchmarks:\n  - {name: x, command: [\"true\"]}\n")
    reason = "1 of 1 case was not measured: x (blocked)."
    here.perfolio("run", "-q", "--check").exits(3).prints(
        f"NO-GO: {reason}",
        "the suite's build failed: exit status 2: no compiler").says(
            "nothing could be measured")
    expect_gate(here, [], "no-go", "All cases measured", "fail", reason)


@test
def a_case_that_is_blocked_is_a_no_go(here):
    here.write("perfolio.yaml", "suite: t\ndefaults: {launches: 3}\n"
               "benchmarks:\n  - {name: x, command: [\"true\"]}\n"
               "  - {name: y, command: [\"true\"], setup: exit 4}\n")
    reason = "1 of 2 cases was not measured: y (blocked)."
    here.perfolio("run", "-q", "--check").exits(1).prints(
        f"NO-GO: {reason}", "exit status 4")
    expect_gate(here, [], "no-go", "All cases measured", "fail", reason)


@test
def an_unattested_manual_item_warns(here):
    baseline(here)
    candidate(here, **policy(gates={"must": [
        "measured", {"name": "Docs reviewed", "manual": "true"}]}))
    expect_gate(here, [], "warn", "Docs reviewed", "unknown",
                "Nobody attested it yet: --attest \"Docs reviewed=pass\".")
    expect_gate(here, ["--strict"], "no-go", "Docs reviewed", "fail",
                "Nobody attested it yet: --attest \"Docs reviewed=pass\". "
                "That is not enough for --strict.")
    expect_gate(here, ["--attest", "Docs reviewed=pass"], "go",
                "Docs reviewed", "pass", "Attested.")
    expect_gate(here, ["--attest", "Docs reviewed=fail"], "no-go",
                "Docs reviewed", "fail", "Attested as failed.")


@test
def no_baseline_warns(here):
    candidate(here)
    reason = "There is no baseline to compare with."
    expect_gate(here, [], "warn", "No critical regression", "unknown", reason)
    expect_gate(here, ["--strict"], "no-go", "No critical regression", "fail",
                reason + " That is not enough for --strict.")


@test
def a_misspelt_baseline_decides_nothing(here):
    baseline(here)
    candidate(here, a=2)
    here.write(".perfolio/baselines/main", "20260101T000001Z-000001\n")
    here.perfolio("check", "--baseline", "mian").exits(3).prints_nothing(
        ).says('baseline: "mian" is no file, baseline, run id')


@test
def another_machine_warns(here):
    baseline(here, machine={"id": "m2", "architecture": "arm64"})
    here.write(".perfolio/baselines/other", "20260101T000001Z-000001\n")
    candidate(here, a=2)
    words = ["--baseline", "other"]
    name, reason = ("No critical regression",
                    "The baseline is of another machine.")
    expect_gate(here, words, "warn", name, "unknown", reason)
    expect_gate(here, [*words, "--strict"], "no-go", name, "fail",
                reason + " That is not enough for --strict.")
    expect_gate(here, [*words, "--force"], "no-go", name, "fail",
                "1 of 2 compared cases has a regression of level critical or "
                "above: a (+100 % [+94, +106]).")


@test
def strict_does_not_take_undecided_for_unchanged(here):
    write_run(here, 1, [case_lines("a", noisy(1e7, 5, 0.1, seed=1))])
    write_run(here, 2, [case_lines("a", noisy(1e7, 5, 0.1, seed=2))])
    reason = ("No regression of level critical or above in 1 compared case; "
              "1 undecided.")
    expect_gate(here, [], "go", "No critical regression", "pass", reason)
    expect_gate(here, ["--strict"], "no-go", "No critical regression", "fail",
                reason + " That is not enough for --strict.")


@test
def fail_on_never_says_it_and_passes(here):
    baseline(here)
    candidate(here, a=3)
    expect_gate(here, ["--fail-on", "never"], "go", "No critical regression",
                "fail", "1 of 2 compared cases has a regression of level "
                "critical or above: a (3.00× [2.91, 3.08]).")


run_tests()
