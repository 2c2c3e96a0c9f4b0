#!/usr/bin/env -S python3 -B
"""The gate: what fails, what warns, what passes, and what is said of it."""
import json
import os
import random

from lib import expect, expect_equal, run_tests, test


def run_line(number, **more):
    line = {"type": "run", "format": 1, "suite": "s", "seed": "1",
            "tool": "perfolio 0.1.0",
            "id": f"20260101T0000{number:02d}Z-00000{number % 10}",
            "started": f"2026-01-01T00:00:{number:02d}.000Z",
            "machine": {"id": "m1", "architecture": "x86_64"},
            "environment": {"kernel": "6.1"}}
    line.update(more)
    return line


def case_lines(case, times, outcome="ok", message=None, **more):
    lines = [{"type": "case", "case": case, "status": "planned",
              "benchmark": case,
              "metrics": {"time": {"unit": "ns", "better": "lower",
                                   "per": "launch", "resolution": 1}},
              **more}]
    lines += [{"type": "samples", "case": case, "round": i, "launch": i,
               "exit": 0, "values": {"time": [time]}}
              for i, time in enumerate(times, 1)]
    end = {"type": "case", "case": case, "status": outcome,
           "launches": len(times), "failed": 0, "stopped_by": "fixed"}
    if message:
        end["message"] = message
    return lines + [end]


def noisy(center, count=20, sigma=0.01, seed=1):
    source = random.Random(seed)
    return [center * (1 + source.gauss(0, sigma)) for _ in range(count)]


def write_run(here, number, cases, **more):
    """A run in the workspace: cases are lists of lines."""
    head = run_line(number, **more)
    lines = [head, *(line for case in cases for line in case)]
    lines.append({"type": "end", "finished": "2026-01-01T01:00:00.000Z",
                  "lines": len(lines) + 1})
    here.write(f".perfolio/runs/{head['id']}.jsonl",
               "".join(json.dumps(line) + "\n" for line in lines))
    return head["id"]


def baseline(here, number=1, **more):
    write_run(here, number, [case_lines("a", noisy(1e7, seed=1)),
                             case_lines("b", noisy(2e7, seed=2))], **more)


def candidate(here, a=1.0, b=1.0, number=2, **more):
    write_run(here, number, [case_lines("a", noisy(1e7 * a, seed=3)),
                             case_lines("b", noisy(2e7 * b, seed=4))], **more)


def policy(**more):
    return {"policy": more}


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


def tree(here, name, pause):
    here.write(f"{name}/tool", f"#!/bin/sh\nsleep {pause}\n")
    os.chmod(here.path(f"{name}/tool"), 0o755)


SUITE = ("suite: t\ndefaults: {launches: 8}\nbenchmarks:\n"
         "  - {name: x, command: [./tool]}\n"
         "  - {name: y, command: [sleep, \"0.005\"]}\n")


@test
def one_command_measures_judges_and_reports(here):
    tree(here, "here", "0.02")
    here.write("here/perfolio.yaml", SUITE)
    here.perfolio("run", "-q", "--save-baseline", "main",
                  cwd=here.path("here")).exits(0)
    tree(here, "here", "0.05")
    here.perfolio("run", "-q", "--check", "--baseline", "main", "--report",
                  "out", cwd=here.path("here")).exits(1).prints("NO-GO", "x")
    expect(os.path.exists(here.path("here/out/index.html")), "the report")
    here.perfolio("run", "-q", "--check", "--baseline", "mian",
                  cwd=here.path("here")).exits(3).says("mian")


@test
def confirmation_decides_on_fresh_launches_alone(here):
    """The first run was unlucky: both trees are alike."""
    tree(here, "here", "0.02")
    tree(here, "there", "0.02")
    here.write("here/perfolio.yaml", SUITE)
    here.perfolio("run", "-q", "--save-baseline", "main",
                  cwd=here.path("here")).exits(0)
    tree(here, "here", "0.04")
    here.perfolio("run", "-q", cwd=here.path("here")).exits(0)
    tree(here, "here", "0.02")
    words = ("check", "--baseline", "main")
    here.perfolio(*words, cwd=here.path("here")).exits(1)
    here.perfolio(*words, "--confirm", "--against", "../there",
                  cwd=here.path("here")).exits(0).says("1 case is flagged")
    tree(here, "here", "0.04")
    here.perfolio(*words, "--confirm", "--against", "../there", "@2",
                  cwd=here.path("here")).exits(1).prints("x")
    here.perfolio(*words, "--confirm", cwd=here.path("here")).exits(2).says(
        "--against")


run_tests()
