#!/usr/bin/env -S python3 -B
"""What is said of a judgement is what was judged, and can be done again."""
import json
import os
import re
import shlex

from judged_runs import (TWO_CASES, baseline, candidate, case_lines, noisy,
                         policy, run_line, tree, write_run)
from lib import expect, expect_equal, run_tests, test


def earlier(here, count, **more):
    for number in range(1, count + 1):
        write_run(here, number, [
            case_lines("a", noisy(1e7, seed=10 + number)),
            case_lines("b", noisy(2e7, seed=40 + number))], **more)


def report(here, *words):
    here.perfolio("report", *words, "--output-dir", "r").exits(0)
    return [here.text("r/" + name)
            for name in ("index.html", "comment.md")]


@test
def a_centre_of_earlier_runs_is_no_run(here):
    earlier(here, 13)
    candidate(here, a=1.4, number=14)
    said = ("the median of the newest 10 of 13 earlier runs (newest: run "
            "20260101T000013Z-000003")
    seen = here.perfolio("check").exits(1).prints(said)
    expect("ompared with run" not in seen.out, seen.out)
    for page in report(here):
        expect(said in page.replace("\\", ""), page[:3000])
        expect("ompared with run" not in page, page[:3000])
    seen = here.perfolio("check", "--why", "a").exits(0).prints(
        "20 launches here, 13 earlier runs", "in the earlier runs")
    expect("there" not in seen.out.split("Centres")[0], seen.out)


@test
def a_named_baseline_is_the_run(here):
    earlier(here, 6)
    candidate(here, a=1.4, number=14)
    seen = here.perfolio("check", "--baseline", "@4").exits(1).prints(
        "Compared with run 20260101T000004Z", "spread of 6 earlier runs")
    expect("the median of" not in seen.out, seen.out)


@test
def both_are_said_where_both_decide(here):
    earlier(here, 5)
    fresh = [case_lines("a", noisy(1e7, seed=21)),
             case_lines("b", noisy(2e7, seed=22)),
             case_lines("c", noisy(3e7, seed=23))]
    write_run(here, 6, fresh)
    write_run(here, 7, fresh)
    here.perfolio("check").exits(0).prints(
        "newest 6 of 6 earlier runs", "1 of 3 comparisons with the newest "
        "alone")


def memory_lines(case, center, seed):
    lines = case_lines(case, noisy(1e7, seed=seed), judged=["max_rss"])
    lines[0]["metrics"]["max_rss"] = {"unit": "B", "better": "lower",
                                      "per": "launch", "resolution": 1}
    values = noisy(center, seed=seed)
    for line in lines:
        if line["type"] == "samples":
            line["values"]["max_rss"] = [round(values.pop())]
    return lines


@test
def a_regression_names_what_is_not_time(here):
    write_run(here, 1, [memory_lines("a", 1e7, 1)])
    write_run(here, 2, [memory_lines("a", 1.2e7, 2)])
    seen = here.perfolio("check").prints("Regressions")
    expect(re.search(r"warning +a +max_rss +\+", seen.out), seen.out)
    baseline(here, number=3)
    candidate(here, a=1.2, number=4)
    seen = here.perfolio("check", "--baseline", "@2").prints("Regressions")
    expect(re.search(r"warning +a +\+", seen.out), seen.out)


@test
def another_environment_is_listed(here):
    baseline(here, environment={"kernel": "6.1", "governor": "performance",
                                "libc": "2.36", "compiler": "gcc 12",
                                "image": "a"})
    candidate(here, a=1.4, environment={"kernel": "6.2", "governor": "p",
                                        "libc": "2.37", "compiler": "gcc 13",
                                        "image": "b"})
    seen = here.perfolio("check").exits(1)
    for text in (seen.out, report(here)[1].replace("\\", "")):
        expect("(6.2 against 6.1)" in text, text)
        expect("and 2 more" in text, text)


@test
def another_policy_is_named(here):
    baseline(here)
    candidate(here, a=1.2)
    here.write("other file.yaml", TWO_CASES)
    said = "Judged by the policy of other file.yaml"
    here.perfolio("check", "--suite", "other file.yaml").prints(said)
    expect(said in report(here, "--suite", "other file.yaml")[1], "comment")
    seen = here.perfolio("check")
    expect("Judged by the policy" not in seen.out, seen.out)


def command_of(comment, word):
    """The next step that has this word, without its name."""
    found = re.findall(r"<code>(perfolio check [^<]*" + word + r"[^<]*)</code>",
                       comment) or re.findall(
                           r"`(perfolio check [^`]*" + word + "[^`]*)`",
                           comment)
    expect(found, comment)
    return shlex.split(found[0].replace("&#39;", "'"))[1:]


@test
def next_steps_judge_as_it_was_judged(here):
    baseline(here)
    candidate(here, number=2)
    candidate(here, a=1.9, number=3, suite_text=TWO_CASES)
    here.perfolio("report").exits(0)
    here.write(".perfolio/baselines/our main", "20260101T000001Z-000001\n")
    here.write("other file.yaml", TWO_CASES + "regression: {warning: 1%, "
               "critical: 70%, blocker: 95%}\n")
    words = ("--baseline", "our main", "--suite", "other file.yaml")
    comment = report(here, *words)[1]
    why = here.perfolio(*command_of(comment, "--why")).exits(0)
    why.prints("critical 70 %")
    again = command_of(comment, "--confirm")
    for word in words:
        expect(word in again, again)
    result = json.loads(here.perfolio("check", "--json", *words).out)
    expect_equal(result["judged_with"], list(words), "words")


def scaled(case, size, time):
    return case_lines(case, noisy(time, seed=size), benchmark="s",
                      params={"n": str(size)})


@test
def scaling_that_fails_is_said(here):
    sizes = (100, 200, 400, 800, 1600, 3200)
    write_run(here, 1, [scaled(f"s/n={n}", n, 100.0 * n * n) for n in sizes],
              **policy(benchmarks=[{"benchmark": "s", "scaling": {
                  "over": "n", "metric": "time", "at_most": "n"}}]))
    seen = here.perfolio("check").prints("Scaling that is not green", "fails",
                                         "time over n, at most n")
    expect_equal(seen.status, 0, "status")
    comment = report(here)[1]
    expect("Scaling that is not green" in comment, comment)
    expect("grows too fast: at most n" in comment.split("Next steps")[1],
           comment)


@test
def memory_that_grows_is_said(here):
    """Two of two launches grow linearly."""
    lines = case_lines("a", noisy(1e7, 2))
    lines[0]["metrics"]["heap"] = {"unit": "B", "better": "lower",
                                   "per": "launch", "resolution": 1}
    for line in lines:
        if line["type"] == "samples":
            line["values"]["heap"] = [
                round(x + 1000 * i)
                for i, x in enumerate(noisy(1e6, 200, 0.001, line["round"]))]
    write_run(here, 1, [lines])
    here.perfolio("check").prints("Memory that grows while a case runs",
                                  "heap  linear", "2 of 2 launches")
    comment = report(here)[1]
    expect("Memory that grows" in comment, comment)
    expect("its heap grows while it runs" in comment.replace("\\", ""),
           comment)


def hits_lines(case, has_hits):
    lines = case_lines(case, noisy(1e7, seed=4), judged=["time", "hits"])
    lines[0]["metrics"]["hits"] = {"unit": "1", "better": "higher",
                                   "per": "launch", "resolution": 1}
    for line in lines:
        if line["type"] == "samples" and has_hits:
            line["values"]["hits"] = [42]
    return lines


@test
def a_metric_that_went_is_said_and_fails_nothing(here):
    write_run(here, 1, [hits_lines("a", True)])
    write_run(here, 2, [hits_lines("a", False)])
    here.perfolio("check").exits(0).prints(
        "GO", "1 case measured; not measured any more: hits of a.")
    report(here)
    pages = [name for name in os.listdir(here.path("r/bench"))]
    expect("Not measured any more: hits" in here.text("r/bench/" + pages[0]),
           "the page of the case")
    write_run(here, 3, [hits_lines("a", True)])
    seen = here.perfolio("check", "--baseline", "@3").exits(0)
    expect("any more" not in seen.out, seen.out)


def confirmed(here, more=""):
    """x was measured slow, and its claim is judged beside the fresh base."""
    tree(here, "here", "0.02")
    tree(here, "there", "0.02")
    there = {"cwd": here.path("here")}
    here.write("here/perfolio.yaml", TWO_CASES + more)
    here.perfolio("run", "-q", "--save-baseline", "main", **there).exits(0)
    tree(here, "here", "0.2")
    here.perfolio("run", "-q", **there).exits(0)
    tree(here, "here", "0.04")
    return there


@test
def a_confirmation_is_said(here):
    there = confirmed(here)
    words = ("check", "--baseline", "main", "--confirm", "--against",
             "../there")
    seen = here.perfolio(*words, **there).prints(
        "measured again in 10 rounds, side by side with ../there: run ")
    # On a noisy machine y may have been flagged as well.
    expect(re.search(r"1 case \(x\) was|2 cases \(x and y\) were", seen.out),
           "which cases", seen.out)
    fresh = re.search(r"side by side with ../there: run (\S+)\.\n",
                      seen.out).group(1)
    here.perfolio("check", fresh, **there).prints(fresh)
    result = here.perfolio(*words, "--json", **there).out
    here.write("here/report.json", result)
    here.perfolio("report", "./report.json", **there).exits(0)
    comment = here.text("here/report/comment.md").replace("\\", "")
    expect("measured again in 10 rounds" in comment, comment)
    expect("--confirm" not in comment, comment)
    fresh = json.loads(result)["confirmation"]["run"]
    step = command_of(comment, "--why")
    expect_equal(step[1], fresh, "the run that decided")
    here.perfolio(*step, **there).exits(0).prints("rule D")


@test
def a_confirmation_is_not_the_newest_run(here):
    there = confirmed(here)
    before = json.loads(here.perfolio("check", "--json", **there).out)["run"]
    here.perfolio("check", "--baseline", "main", "--confirm", "--against",
                  "../there", **there)
    after = json.loads(here.perfolio("check", "--json", **there).out)["run"]
    expect_equal(after["id"], before["id"], "what @1 is")
    expect_equal(after.get("against"), None, "another tree")


@test
def a_confirmed_claim_has_both_values_of_one_run(here):
    there = confirmed(here, "claims: [{name: Quick, case: x, metric: time, "
                            "by: 1.5x}]\n")
    result = json.loads(here.perfolio(
        "check", "--baseline", "main", "--json", "--confirm", "--against",
        "../there", **there).out)
    claim = result["claims"][0]
    expect(claim["measured"] < 1.5e8, claim)
    ratio = claim["measured"] / claim["baseline"]
    expect(abs(ratio / claim["ratio"] - 1) < 0.3, claim)


@test
def confirming_without_a_suite_is_refused(here):
    here.write("perfolio.yaml", TWO_CASES)
    here.perfolio("run", "-q", "--launches", "6", "--", "true").exits(0)
    here.perfolio("check", "--confirm", "--against", ".").exits(2).says(
        "was made without one", "perfolio run SUITE --against DIR")


@test
def a_share_near_a_level_says_on_which_side_it_is(here):
    """What is 14.92 % is not called 15 % below 15 %."""
    write_run(here, 1, [case_lines("a", [1e7] * 10 + [1.0002e7] * 10)])
    write_run(here, 2, [case_lines("a", [1.1492e7] * 10 +
                                   [1.14943e7] * 10)])
    for level in ("15%", "14.92%", "14.95%"):
        here.write("limits.yaml", TWO_CASES +
                   f"regression: {{warning: {level}}}\n")
        seen = here.perfolio("check", "--suite", "limits.yaml", "--why", "a")
        seen.exits(0)
        line = next(line for line in seen.out.splitlines()
                    if "One-sided" in line)
        said = float(re.search(r"estimate, \+([\d.]+) %", line).group(1))
        edge = float(re.search(r"warning ([\d.]+) %", line).group(1))
        is_below = f"< warning {re.search(r'warning ([0-9.]+) %', line)[1]}" \
            in line.split("estimate")[1]
        expect((said < edge) == is_below, line)


run_tests()
