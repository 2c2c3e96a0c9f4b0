#!/usr/bin/env -S python3 -B
"""Two trees side by side: --against, and what --confirm makes of it."""
import json
import os

from judged_runs import TWO_CASES, tree
from lib import expect, expect_equal, run_tests, test


@test
def confirmation_decides_on_fresh_launches_alone(here):
    """The first run was unlucky: both trees are alike."""
    tree(here, "here", "0.02")
    tree(here, "there", "0.02")
    here.write("here/perfolio.yaml", TWO_CASES)
    here.perfolio("run", "-q", "--save-baseline", "main",
                  cwd=here.path("here")).exits(0)
    tree(here, "here", "0.12")
    here.perfolio("run", "-q", cwd=here.path("here")).exits(0)
    tree(here, "here", "0.02")
    words = ("check", "--baseline", "main")
    here.perfolio(*words, cwd=here.path("here")).exits(1)
    here.perfolio(*words, "--confirm", "--against", "../there",
                  cwd=here.path("here")).exits(0).says("flagged")
    tree(here, "here", "0.12")
    here.perfolio(*words, "--confirm", "--against", "../there",
                  cwd=here.path("here")).exits(1).prints("x")
    here.perfolio(*words, "--confirm", cwd=here.path("here")).exits(2).says(
        "--against")


NEW_SUITE = ("suite: t\ndefaults: {launches: 6}\nbenchmarks:\n"
             "  - {name: old, command: [./tool]}\n"
             "  - {name: new, command: [./newtool]}\n"
             "claims: [{name: Quick, case: old, metric: time, "
             "from: 900ms, to: 500ms}]\n"
             "gates: {must: [measured, no-regression: critical]}\n")


@test
def what_only_the_head_can_do_is_new(here):
    for name in ("here", "there"):
        tree(here, name, "0.01")
    here.write("here/newtool", "#!/bin/sh\nsleep 0.01\n")
    os.chmod(here.path("here/newtool"), 0o755)
    here.write("here/perfolio.yaml", NEW_SUITE)
    seen = here.perfolio("run", "-q", "--against", "../there", "--check",
                         cwd=here.path("here")).exits(0)
    seen.prints("2 cases measured", "of the base not", "1 new", "against 500 ms")
    result = json.loads(here.perfolio(
        "check", "--json", cwd=here.path("here")).exits(0).out)
    reasons = [one["metrics"][0]["comparison"] for one in result["cases"]
               if one["case"] == "new/variant=head"]
    expect_equal(reasons[0]["reason"], "failed-case", "reason")
    expect_equal(reasons[0]["rule"], None, "rule")
    expect_equal(result["counts"]["added"], 1, "cases that were added")


@test
def two_trees_have_their_baseline_beside_them(here):
    for name in ("here", "there"):
        tree(here, name, "0.01")
    here.write("here/perfolio.yaml", TWO_CASES)
    there = {"cwd": here.path("here")}
    here.perfolio("run", "-q", "--save-baseline", "main", **there).exits(0)
    words = ("run", "-q", "--against", "../there", "--check")
    for name in ("--baseline", "--baseline-lenient"):
        here.perfolio(*words, name, "main", **there).exits(2).says(
            "--against")
    for name in ("main", "none"):
        here.perfolio(*words, env={"PERFOLIO_BASELINE": name},
                      **there).exits(0).prints("2 cases measured")
    here.perfolio("check", env={"PERFOLIO_BASELINE": "main"},
                  **there).exits(0)
    here.perfolio("check", "--baseline", "main", **there).exits(2).says(
        "--against")
    here.perfolio("check", "main", "--baseline", "@1", **there).exits(2).says(
        "two trees")


def flagged(here, suite=TWO_CASES, head=None, base=None):
    """Confirms x, which was measured slow; then its tools do that."""
    tree(here, "here", "0.02")
    tree(here, "there", "0.02")
    here.write("here/perfolio.yaml", suite)
    there = {"cwd": here.path("here")}
    here.perfolio("run", "-q", "--save-baseline", "main", **there).exits(0)
    tree(here, "here", "0.08")
    here.perfolio("run", "-q", **there).exits(0)
    for name, text in (("here", head), ("there", base)):
        if text:
            here.write(f"{name}/tool", "#!/bin/sh\n" + text + "\n")
    run = json.loads(here.perfolio("check", "--json", **there).out)["run"]
    words = ("check", "--baseline", "main", "--confirm", "--against",
             "../there", run["id"])
    return lambda *more: here.perfolio(*words, *more, **there)


@test
def a_confirmation_that_fails_here_refutes_nothing(here):
    check = flagged(here, head="exit 7")
    seen = check().exits(1).prints("NO-GO", "x (failed)", "critical")
    seen.prints("1 of 2 cases was not measured")


@test
def a_confirmation_that_fails_there_refutes_nothing(here):
    check = flagged(here, base="exit 7")
    result = json.loads(check("--json").exits(1).out)
    case = result["cases"][0]
    expect_equal((case["status"], case["metrics"][0]["comparison"]["level"]),
                 ("ok", "blocker"), "what stands")
    texts = [note["text"] for note in result["notes"]
             if note["case"] == "x"]
    expect(any("the base failed" in text for text in texts), texts)


@test
def a_confirmation_where_both_fail_refutes_nothing(here):
    flagged(here, head="exit 7", base="exit 7")().exits(1).prints("NO-GO")


@test
def a_confirmation_has_rounds_enough(here):
    """Four launches a side are too few for any verdict."""
    check = flagged(here, suite=TWO_CASES.replace("launches: 8", "launches: 4"),
                    head="sleep 0.02")
    result = json.loads(check("--json").exits(0).out)
    found = result["cases"][0]["metrics"][0]["comparison"]
    expect_equal((found["rule"], found["pairs"]), ("paired", 10), "rounds")


@test
def what_was_confirmed_is_judged_by_the_policy_in_force(here):
    check = flagged(here, head="sleep 0.08")
    here.write("here/lax.yaml", TWO_CASES +
               "regression: {warning: 9900%, critical: 9900%, "
               "blocker: 9900%}\n")
    check().exits(1).prints("blocker")
    check("--suite", "lax.yaml").exits(0).prints("GO")


run_tests()
