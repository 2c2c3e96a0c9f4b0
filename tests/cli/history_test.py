#!/usr/bin/env -S python3 -B
"""The past of a run: lines, names of runs, change points, what is accepted."""
import json
import os
import random
import subprocess

from lib import expect, expect_equal, run_tests, test


def git(here, *words):
    return subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", *words],
        cwd=here.folder, check=True, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL).stdout.decode().strip()


def commit(here):
    # Two with the same parent, words and second would be one.
    git(here, "commit", "-q", "--allow-empty", "-m",
        str(random.SystemRandom().random()))
    return git(here, "rev-parse", "HEAD")


def start(number):
    return f"2026-{1 + number // 28:02}-{1 + number % 28:02}T00:00:00.000Z"


def put_run(here, number, values, commit=None, suite="s", machine="m",
            environment=None, metric="time", launches=6, folder=None,
            better="lower", noise=.01, of_case=None, **header):
    """A run file; values: case -> its level. Its id."""
    made = random.Random(f"{number} {suite}")
    name = f"{start(number)[:10].replace('-', '')}T000000Z-{number:06x}"
    lines = [{"type": "run", "format": 1, "id": name, "suite": suite,
              "started": start(number), "machine": {"id": machine},
              "environment": environment or {"kernel": "Linux 6.1"},
              **({"vcs": {"commit": commit}} if commit else {}), **header}]
    lines += [{"type": "case", "case": case, "status": "planned",
               "benchmark": case,
               "metrics": {metric: {"unit": "ns", "better": better}},
               **(of_case or {})}
              for case in values]
    for case, level in values.items():
        lines += [{"type": "samples", "case": case, "round": i, "launch": i,
                   "values": {metric: [round(level * made.gauss(1, noise))]}}
                  for i in range(1, launches + 1)]
        lines.append({"type": "case", "case": case, "status": "ok",
                      "launches": launches})
    lines.append({"type": "end", "finished": start(number)})
    here.write(f"{folder or '.perfolio/runs'}/{name}.jsonl",
               "".join(json.dumps(line) + "\n" for line in lines))
    return name


def analyzed(here, *words):
    return json.loads(here.perfolio("analyze", *words, "-o", "-").exits(0).out)


def history_of(result, case):
    item = next(c for c in result["cases"] if c["case"] == case)
    return next(m["history"] for m in item["metrics"] if m["judged"])


@test
def a_step_is_found_at_its_commit_and_anchored(here):
    git(here, "init", "-q")
    commits = []
    for i in range(20):
        commits.append(commit(here))
        put_run(here, i, {"a": 1e6 if i < 12 else 1.2e6, "b": 1e6},
                commits[i])
    history = history_of(analyzed(here), "a")
    expect_equal(len(history["change_points"]), 1, "change points")
    change = history["change_points"][0]
    expect_equal(change["commit"], commits[12], "commit")
    expect_equal(change["status"], "confirmed", "status")
    expect(18 < change["change_percent"] < 22, change)
    expect_equal(history_of(analyzed(here), "b")["change_points"], [], "b")
    anchors = [json.loads(line) for line in
               here.text(".perfolio/anchors.jsonl").splitlines()]
    expect_equal([(a["case"], a["commit"]) for a in anchors
                  if "case" in a], [("a", commits[12])], "anchors")


@test
def a_case_that_moves_to_another_group_keeps_its_history(here):
    git(here, "init", "-q")
    for i in range(20):
        put_run(here, i, {"search/a": 1e6}, commit(here),
                of_case={} if i < 6 else
                {"group": "search", "benchmark": "a"} if i < 12 else
                {"group": "find", "benchmark": "b"})
    seen = here.perfolio("check").exits(0)
    seen.prints("median of the newest 10 of 19 earlier runs")
    history = history_of(analyzed(here), "search/a")
    expect_equal([point[0] for point in history["series"]], list(range(20)),
                 "runs of the history")
    seen = here.perfolio("trend", "--all", "--json").exits(0)
    expect_equal([(one["case"], one["n"]) for one in
                  json.loads(seen.out)["series"]], [("search/a", 20)], "trend")


@test
def rule_a_rests_on_what_lies_behind_the_last_step(here):
    for i in range(20):
        put_run(here, i, {"a": 1e6 if i < 12 else 1.2e6})
    result = analyzed(here)
    comparison = result["cases"][0]["metrics"][0]["comparison"]
    expect_equal(comparison["rule"], "A", "rule")
    expect_equal(comparison["sessions"], 7, "sessions")
    expect_equal(comparison["verdict"], "unchanged", "verdict")


@test
def another_branch_is_another_line(here):
    git(here, "init", "-q", "-b", "main")
    for i in range(8):
        put_run(here, i, {"a": 1e6}, commit(here))
    git(here, "checkout", "-q", "-b", "side")
    for i in range(8, 16):
        put_run(here, i, {"a": 2e6}, commit(here))
    git(here, "checkout", "-q", "main")
    last = put_run(here, 16, {"a": 1e6}, commit(here))
    result = analyzed(here, last)
    expect_equal(len(result["history_runs"]), 8, "runs behind rule A")
    expect_equal(history_of(result, "a")["change_points"], [], "changes")


@test
def commits_tags_and_branches_name_runs(here):
    git(here, "init", "-q", "-b", "main")
    first = commit(here)
    a = put_run(here, 0, {"a": 1e6}, first)
    git(here, "tag", "-a", "v1", "-m", "x")
    b = put_run(here, 1, {"a": 1e6}, commit(here))
    git(here, "checkout", "-q", "-b", "side")
    commit(here)
    c = put_run(here, 2, {"a": 1e6}, commit(here))
    # Neither two trees nor a part stand for a commit that has a whole run.
    put_run(here, 3, {"a": 1e6}, first, against="/there")
    put_run(here, 4, {"a": 1e6}, first,
            command={"words": ["--tags", "x"]})
    d = put_run(here, 5, {"a": 1e6, "z": 1e6}, suite="other")
    for name, wanted in (("v1", a), (first, a), (first[:9], a),
                         ("branch:main", b), ("branch:side", c),
                         ("merge-base", b), ("HEAD~2", b), ("@1", d)):
        seen = analyzed(here, name)["run"]["id"]
        expect_equal(seen, wanted, f"the run of {name}")
    seen = analyzed(here, c, "--baseline", "previous")
    expect_equal(seen["baseline"]["id"], b, "previous")
    here.perfolio("analyze", "HEAD~1", "-o", "-").exits(3).says(
        "no run of \"HEAD~1\"", "archive list")
    here.perfolio("analyze", "v9", "-o", "-").exits(3).says(
        "\"v9\" is no file, baseline, run id, commit or tag")
    here.perfolio("analyze", "branch:none", "-o", "-").exits(3).says("no run")


@test
def a_new_environment_begins_a_segment(here):
    for i in range(20):
        put_run(here, i, {"a": 1e6 if i < 10 else 1.3e6},
                environment={"kernel": "Linux 6.1" if i < 10 else "Linux 6.2"})
    result = analyzed(here)
    expect_equal(history_of(result, "a")["change_points"], [], "changes")
    expect_equal(len(result["history_runs"]), 9, "runs behind rule A")
    expect("Linux 6.1 → Linux 6.2" in json.dumps(result, ensure_ascii=False),
           "what changed is not said")
    put_run(here, 20, {"a": 1.3e6},
            environment={"kernel": "Linux 6.2", "turbo": "on"})
    expect("turbo not known → on" in json.dumps(analyzed(here),
                                                ensure_ascii=False),
           "what is new is not said")


@test
def the_past_is_earlier_and_of_the_same_machine_and_line(here):
    git(here, "init", "-q")
    commits = [commit(here) for _ in range(9)]
    runs = [put_run(here, i, {"a": 1e6}, commits[i],
                    machine="n" if i == 3 else "m",
                    **({"against": "/there"} if i == 2 else {}))
            for i in range(9)]
    wanted = runs[:2] + runs[4:6]
    expect_equal(analyzed(here, runs[6])["history_runs"], wanted, "earlier")
    # Measured last, it is still of an early commit.
    again = put_run(here, 20, {"a": 1e6}, commits[5])
    expect_equal(analyzed(here, again)["history_runs"],
                 [run for run in wanted if run != runs[5]], "of its commit")
    expect_equal(analyzed(here, runs[6])["history_runs"], wanted, "still")
    two = put_run(here, 21, {"a": 1e6}, commits[8], against="/there")
    expect_equal(analyzed(here, two)["history_runs"], [], "of two trees")


@test
def commits_are_in_their_order_and_other_runs_in_that_of_time(here):
    git(here, "init", "-q")
    commits = [commit(here) for _ in range(20)]
    for i, at in enumerate([13, 2, 17, 5, 11, 0, 8, 15, 3, 18, 6, 12, 1, 16,
                            9, 4, 14, 7, 10, 19]):
        put_run(here, i, {"a": 1e6 if at < 12 else 1.2e6}, commits[at])
    for words in (("analyze", "-o", "-"), ("trend", "--json")):
        seen = json.loads(here.perfolio(*words).exits(0).out)
        changes = (history_of(seen, "a")["change_points"]
                   if "cases" in seen else seen["series"][0]["changes"])
        expect_equal([change["commit"] for change in changes], [commits[12]],
                     words[0])


@test
def runs_without_a_commit_stand_where_they_were_made(here):
    git(here, "init", "-q")
    runs = [put_run(here, i, {"a": 1e6 if i < 11 else 1.2e6},
                    commit(here) if i % 3 else None) for i in range(20)]
    result = analyzed(here)
    expect_equal(result["history_runs"], runs[:19], "their order")
    changes = history_of(result, "a")["change_points"]
    expect_equal(len(changes), 1, "changes")


@test
def an_anchor_is_at_the_first_run_of_its_commit(here):
    git(here, "init", "-q")
    commits = [commit(here) for _ in range(10)]
    runs = [put_run(here, i, {"a": 1e6 if i < 12 else 1.2e6}, commits[i // 2])
            for i in range(20)]
    here.write(".perfolio/anchors.jsonl", json.dumps(
        {"type": "anchor", "suite": "s", "machine": "m", "case": "a",
         "metric": "time", "commit": commits[7], "run": "gone"}) + "\n")
    result = analyzed(here)
    changes = history_of(result, "a")["change_points"]
    expect_equal([result["past"][change["index"]]["run"] for change in changes],
                 [runs[14]], "analyze")
    seen = here.perfolio("trend", "--json").exits(0)
    expect_equal(json.loads(seen.out)["series"][0]["change_points"], [14],
                 "trend")
    seen = here.perfolio("trend", "--recompute", "--json").exits(0)
    expect_equal(json.loads(seen.out)["series"][0]["change_points"], [12],
                 "trend --recompute")


@test
def a_drift_says_when_it_reaches_its_nearest_limit(here):
    def runs_left(budget):
        for i in range(40):
            put_run(here, i, {"a": 1e6 * 1.01 ** i}, policy={"benchmarks": [
                {"benchmark": "a", "budget": budget}]})
        return history_of(analyzed(here), "a")["runs_to_limit"]

    expect_equal(runs_left({"time.p95": "1600us"}), None,
                 "runs to the limit of another statistic")
    for budget in ({"time": "1600us"}, {"time": "1us..1600us"},
                   [{"selector": "time", "limit": "1800us"},
                    {"selector": "time", "limit": "1600us"}],
                   [{"selector": "time", "limit": "1600us"},
                    {"selector": "time", "limit": ">= 1us"}]):
        runs = runs_left(budget)
        expect(7 <= runs <= 11, budget, runs)


@test
def a_clock_is_as_coarse_where_a_session_was_zero(here):
    """Ticks of 10 ms; of zeros there are no logarithms to divide them by."""
    ticks = [0, 10, 10, 11, 10, 10, 11, 11, 11, 10, 11, 10, 10, 10, 11, 11,
             10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 11, 10, 11]
    for i, level in enumerate(ticks):
        put_run(here, i, {"a": 1e7 * level}, noise=0, launches=3, of_case={
            "metrics": {"time": {"unit": "ns", "better": "lower",
                                 "resolution": 1e7}}})
    seen = here.perfolio("trend", "--json").exits(0)
    of = json.loads(seen.out)["series"][0]
    expect_equal((of["shape"], of["change_points"]), ("stable", []), "trend")
    of = history_of(analyzed(here), "a")
    expect_equal((of["logarithmic"], of["change_points"]), (False, []),
                 "analyze")


@test
def what_is_accepted_stays_visible_with_its_reason(here):
    git(here, "init", "-q")
    commits = []
    for i in range(24):
        commits.append(commit(here))
        put_run(here, i, {"a": 1e6 if i < 8 else 1.3e6,
                          "b": 1e6 if i < 12 else 1.4e6}, commits[i])
    here.perfolio("ack", "b", "--commit", commits[12], "--reason",
                  "checks signatures", "--link", "https://x.org/7").exits(0)
    result = analyzed(here)
    a = history_of(result, "a")["change_points"][0]
    b = history_of(result, "b")["change_points"][0]
    expect(not a["acknowledged"], "a is acknowledged", a)
    expect(b["acknowledged"], "b is not acknowledged", b)
    expect_equal(b["reason"], "checks signatures", "its reason")
    here.perfolio("report").exits(0)
    page = here.text("report/index.html")
    expect("checks signatures" in page, "the reason is not on the page")
    here.write("perfolio.ack.yaml", here.text("perfolio.ack.yaml").replace(
        "}", ",\"until\":\"2026-01-15\"}"))
    b = history_of(analyzed(here), "b")["change_points"][0]
    expect(not b["acknowledged"], "it had run out", b)


@test
def an_accepted_regression_fails_no_gate(here):
    git(here, "init", "-q")
    commits = []
    for i in range(3):
        commits.append(commit(here))
        put_run(here, i, {"a": 1e6 if i < 1 else 1.6e6, "b": 1e6}, commits[i],
                launches=12)
    words = ("check", "--baseline", commits[0])
    here.perfolio(*words).exits(1).prints("NO-GO", "blocker")
    here.perfolio("ack", "a", "--commit", commits[1], "--reason",
                  "checks signatures").exits(0)
    seen = here.perfolio(*words).exits(0)
    seen.prints("1 accepted", "which is accepted",
                "; reason: checks signatures")
    comparison = analyzed(here, "--baseline", commits[0])["cases"][0][
        "metrics"][0]["comparison"]
    expect_equal(comparison["verdict"], "regression", "verdict")
    expect_equal(comparison["accepted"], "checks signatures", "accepted")
    path = "perfolio.ack.yaml"
    accepted = here.text(path)
    here.write(path, accepted.replace("}", ',"until":"2026-01-02"}'))
    here.perfolio(*words).exits(1).prints(
        "accepted until 2026-01-02 (checks signatures), and is judged again")
    here.write(path, accepted.replace("}", ',"until":"2026-01-03"}'))
    here.perfolio(*words).exits(0)
    here.write(path, accepted.replace("}", ',"metric":"memory"}'))
    here.perfolio(*words).exits(1)
    here.write(path, accepted)
    # What came before the baseline excuses nothing.
    put_run(here, 3, {"a": 3e6, "b": 1e6}, commit(here), launches=12)
    here.perfolio("check", "--baseline", commits[2]).exits(1)


@test
def what_was_accepted_excuses_nothing_that_came_on_top(here):
    git(here, "init", "-q")
    commits = []
    levels = [1e6, 1.3e6, 1.3e6, 2.6e6]
    for i, level in enumerate(levels):
        commits.append(commit(here))
        put_run(here, i, {"slower": level, "faster": 1e6 / level * 1e6},
                commits[i], launches=12)
    for case in ("slower", "faster"):
        here.perfolio("ack", case, "--commit", commits[1], "--reason",
                      "checks signatures").exits(0)
    words = ("check", "--baseline", commits[0])
    here.perfolio(*words, commits[2]).exits(0).prints("1 accepted")
    seen = here.perfolio(*words, commits[3]).exits(1).prints(
        "NO-GO", "; accepted (checks signatures), but ")
    notes = analyzed(here, *words[1:], commits[3])["notes"]
    expect(any("accepted (checks signatures), but" in
               note["text"] for note in notes), "no note", notes)
    expect("1 accepted" not in seen.out, "it is accepted", seen)
    # An improvement excuses no regression behind it.
    put_run(here, 4, {"slower": 1e6, "faster": 1.5e6}, commit(here),
            launches=12)
    seen = here.perfolio(*words).exits(1).prints("NO-GO", "faster")
    expect("accepted:" not in seen.out, "it is accepted", seen)


@test
def accepted_steps_are_taken_from_what_changed(here):
    """Levels by commit, the accepted commits, and is the last accepted?"""
    git(here, "init", "-q")
    commits = [commit(here) for _ in range(5)]
    cases = {"two": ([1, 1.3, 1.3, 1.69, 1.69], [1, 3], True),
             "within": ([1, 1, 1.5, 1.5, 1.5], ["1..3"], True),
             "before": ([1, 2, 2.1, 2.1, 2.1], [2], False),
             "behind": ([1, 1.05, 1.05, 1.05, 8], [1], False),
             "odd": ([1, 2, 1.3, 1.3, 1.95], [1], False),
             "odd before": ([1, 1, .5, 1.3, 1.9], [3], False),
             "better": ([1, .5, .5, .5, 1.5], [1], False)}
    for case, (_, accepted, _) in cases.items():
        for of in accepted:
            names = "..".join(commits[int(i)] for i in str(of).split(".."))
            here.perfolio("ack", case, "--commit", names, "--reason", "so"
                          ).exits(0)
    for better in ("lower", "higher"):
        for i, of in enumerate(commits):
            put_run(here, i, {case: 1e6 * (of[0][i] if better == "lower" else
                                           1 / of[0][i])
                              for case, of in cases.items()}, of, launches=12,
                    metric="time" if better == "lower" else "rate",
                    better=better, of_case={} if better == "lower" else
                    {"judged": ["rate"]})
        for item in analyzed(here, "--baseline", commits[0])["cases"]:
            of, what = item["metrics"][0]["comparison"], (better, item["case"])
            expect_equal(of["verdict"], "regression", what)
            expect_equal(of["accepted"],
                         "so" if cases[item["case"]][2] else None, what)
            expect("lapsed" not in of or "came besides" in of["lapsed"],
                   "not why", of)


@test
def sessions_of_zeros_are_no_level_of_an_accepted_step(here):
    """One step of +10 % is accepted, and one of +50 % is not."""
    git(here, "init", "-q")
    commits = [commit(here) for _ in range(12)]
    cases = {"none": (), "one before": (5,), "before": (4, 5), "of it": (6,),
             "behind": (7, 8)}
    for i, of in enumerate(commits):
        put_run(here, i, {case: 0 if i in zeros else
                          1e6 * (1 if i < 6 else 1.1 if i < 9 else 1.65)
                          for case, zeros in cases.items()}, of, launches=12)
    here.perfolio("ack", "--cases", ".", "--commit", commits[6],
                  "--reason", "so").exits(0)
    for newest, accepted in ((8, "so"), (11, None)):
        words = ("--baseline", commits[2], commits[newest])
        for item in analyzed(here, *words)["cases"]:
            of = item["metrics"][0]["comparison"]
            if of["verdict"] != "regression":
                # The newest of the run itself may be zeros.
                expect_equal((item["case"], newest), ("behind", 8), of)
                continue
            expect_equal(of["accepted"], accepted, (item["case"], newest))
            expect(accepted or "came besides" in of["lapsed"], of)


def put_levels(here, levels, accepted):
    """A commit a run; that of the run accepted is acknowledged."""
    git(here, "init", "-q")
    for i, level in enumerate(levels):
        of = commit(here)
        put_run(here, i, {"a": level}, of)
        if i == accepted:
            here.perfolio("ack", "a", "--commit", of, "--reason", "so").exits(0)


@test
def what_was_accepted_before_the_past_excuses_nothing(here):
    put_levels(here, [1e6] * 10 + [1.3e6] * 19 + [1.7e6], 10)
    here.perfolio("check").exits(1).prints("NO-GO", "+31 %")


@test
def what_was_accepted_before_the_centre_excuses_nothing(here):
    """The past begins with two runs of another level, which nothing shows."""
    put_levels(here, [1e6] * 2 + [1.3e6] * 17 + [1.8e6], 2)
    here.perfolio("check").exits(1).prints("NO-GO", "+38 %", "of 19 earlier")
    of = history_of(analyzed(here), "a")
    expect_equal((of["change_points"], of["stable_from"]), ([], 0), "history")


@test
def a_commit_that_git_does_not_know_begins_no_accepted_step(here):
    """Entries of before the baseline would be between it and the next one."""
    git(here, "init", "-q")
    commits = [commit(here) for _ in range(3)]
    for i, of in enumerate((commits[0], commits[1], "ab" * 20, commits[2])):
        put_run(here, i, {"a": 1e6 if i < 3 else 1.6e6}, of, launches=12)
    here.perfolio("ack", "a", "--commit", commits[0], "--reason", "so").exits(0)
    here.perfolio("check", "--baseline", commits[1]).exits(1).prints("NO-GO")
    here.perfolio("ack", "a", "--commit", commits[2], "--reason", "so").exits(0)
    here.perfolio("check", "--baseline", commits[1]).exits(0)


@test
def code_that_is_run_again_is_not_its_own_past(here):
    git(here, "init", "-q")
    for i in range(7):
        put_run(here, i, {"a": 1e6}, commit(here))
    slow = commit(here)
    for i in range(7, 15):
        put_run(here, i, {"a": 1.5e6}, slow)
        here.perfolio("check").exits(1).prints("NO-GO")
    # The next commit is as slow, and its past is that one.
    put_run(here, 15, {"a": 1.5e6}, commit(here))
    here.perfolio("check").exits(0)


@test
def a_level_that_was_there_before_is_no_regression(here):
    made = random.Random(5)
    for i in range(30):
        put_run(here, i, {"a": 1.3e6 if made.random() < .25 else 1e6})
    put_run(here, 30, {"a": 1.3e6})
    here.perfolio("check").exits(0)
    result = analyzed(here)
    metric = result["cases"][0]["metrics"][0]
    expect_equal(metric["comparison"]["verdict"], "unchanged", "verdict")
    expect_equal(metric["history"]["shape"], "bimodal", "shape")
    expect(any("jumps between two levels" in note["text"]
               for note in result["notes"]), "no note", result["notes"])
    put_run(here, 31, {"a": 2.6e6})
    here.perfolio("check").exits(1).prints("NO-GO", "a (2.0")


@test
def a_shallow_clone_says_that_branches_cannot_be_told_apart(here):
    git(here, "init", "-q")
    commits = [commit(here) for _ in range(4)]
    for i, of in enumerate(commits):
        put_run(here, i, {"a": 1e6}, of)
    here.perfolio("check").exits(0).says_nothing()
    path = here.path("clone")
    git(here, "clone", "-q", "--depth", "2", "file://" + here.path(""), path)
    os.rename(here.path(".perfolio"), here.path("clone/.perfolio"))
    here.perfolio("check", cwd=path).exits(0).says(
        "shallow", "2 of 3 earlier runs", "git fetch --unshallow")
    git(here, "-C", path, "fetch", "-q", "--unshallow")
    here.perfolio("check", cwd=path).exits(0).says_nothing()


@test
def runs_of_changed_files_are_no_past_where_others_are(here):
    git(here, "init", "-q")
    head = commit(here)
    for i in range(3):
        put_run(here, i, {"a": 1.5e6}, vcs={"commit": head, "dirty": True})
    here.perfolio("check").exits(0).prints("Compared with run")
    for i in range(3, 10):
        head = commit(here)
        put_run(here, i, {"a": 1e6}, head)
    for i in range(10, 18):
        put_run(here, i, {"a": 1.5e6}, vcs={"commit": head, "dirty": True})
        here.perfolio("check").exits(1).prints("NO-GO")
    points = json.loads(here.perfolio("trend", "--json").exits(0).out)
    expect_equal(points["series"][0]["n"], 7, "points of clean runs")


@test
def a_branch_is_meant_as_it_was_before_the_run(here):
    git(here, "init", "-q", "-b", "main")
    runs = [put_run(here, i, {"a": 1e6}, commit(here)) for i in range(3)]
    for name in ("branch:main", "merge-base"):
        result = analyzed(here, "--baseline", name)
        expect_equal(result["baseline"]["id"], runs[1], name)


@test
def a_branch_without_an_earlier_run_is_refused_before_measuring(here):
    git(here, "init", "-q", "-b", "main")
    commit(here)
    words = ("run", "-q", "--check", "--baseline", "branch:main", "-c")
    here.perfolio("run", "-q", "-n", "3", "-c", "true").exits(0)
    here.perfolio(*words, "touch measured").exits(3).says("branch:main")
    expect(not os.path.exists(here.path("measured")), "it was measured")
    commit(here)
    here.perfolio(*words, "touch measured").says_nothing()
    expect(os.path.exists(here.path("measured")), "it was not measured")


@test
def the_very_code_is_a_baseline_where_nothing_else_is(here):
    git(here, "init", "-q")
    put_run(here, 0, {"a": 1e6, "b": 1e6}, commit(here),
            command={"words": ["--tags", "x"]})
    of = commit(here)
    whole = put_run(here, 1, {"a": 1e6}, of)
    put_run(here, 2, {"a": 1e6}, of)
    expect_equal(analyzed(here)["baseline"]["id"], whole, "baseline")
    os.remove(here.path(f".perfolio/runs/{whole}.jsonl"))
    here.perfolio("check").exits(0).prints(
        "Not compared: of the 1 run before it none measured the whole suite")


@test
def a_release_report_tells_of_its_period(here):
    git(here, "init", "-q")
    for i in range(24):
        put_run(here, i, {"a": 1e6 if i < 8 else 1.3e6,
                          "b": 1e6 if i < 16 else 1.4e6}, commit(here))
        if i == 11:
            git(here, "tag", "v1")
    for since in ("v1", "HEAD~12", "2026-01-13"):
        here.perfolio("report", "--since", since, "--format", "html,json"
                      ).exits(0).says_nothing()
        page = here.text("report/index.html")
        expect(f"Changes since {since}" in page, "no heading", since)
        result = json.loads(here.text("report/report.json"))
        expect_equal(result["past_from"], 12, f"place of {since}")
        expect_equal(result["baseline"]["id"], "20260112T000000Z-00000b"
                     if since[0] in "vH" else "20260123T000000Z-000016",
                     "baseline")
    here.perfolio("report", "--since", "v7").exits(3).says("--since", "v7")
    here.perfolio("report", "--since", "@13").exits(0).says_nothing()
    # Nothing is as new as the period.
    for words in (("2030-01-01",), ("HEAD", "--baseline", "v1")):
        here.perfolio("report", "--since", *words).exits(3).says(
            "--since", f'"{words[0]}"')


@test
def a_release_without_a_run_says_what_was_compared_instead(here):
    git(here, "init", "-q")
    for i in range(10):
        put_run(here, i, {"a": 1e6}, commit(here))
        if i == 4:
            commit(here)
            git(here, "tag", "gap")
        if i == 7:
            git(here, "tag", "measured")
    said = 'No run of "gap" was found to compare with: earlier runs were '
    for since, is_said in (("gap", True), ("measured", False),
                           ("2026-01-03", False)):
        here.perfolio("report", "--since", since).exits(0)
        notes = json.loads(here.text("report/report.json"))["notes"]
        expect_equal(any(said in note["text"] for note in notes), is_said,
                     since)
    here.perfolio("report", "--help").prints("is the baseline, too")


@test
def runs_of_other_machines_are_left_out_and_counted(here):
    for i in range(24):
        put_run(here, i, {"a": 1e6}, machine="old" if i < 9 else "new")
    said = "9 earlier runs on another machine are not in this"
    here.perfolio("check").exits(0).prints(said)
    here.perfolio("report", "--since", "2026-01-12").exits(0)
    for name in ("index.html", "comment.md"):
        expect(said in here.text(f"report/{name}"), name, "does not say so")
    expect_equal(json.loads(here.text("report/report.json"))
                 ["past_elsewhere"], 9, "past_elsewhere")


@test
def a_real_history_names_the_commit_and_minds_what_was_accepted(here):
    """A program with 22 commits, really built, run and measured at each."""
    git(here, "init", "-q", "-b", "main")
    here.write(".gitignore", "*\n!tool.sh\n!perfolio.yaml\n")
    here.write("perfolio.yaml", "suite: tool\ndefaults: {launches: 5}\n"
               "benchmarks:\n  - {name: find, command: [sh, tool.sh, find]}\n"
               "  - {name: sign, command: [sh, tool.sh, sign]}\n")
    commits = []
    for i in range(22):
        here.write("tool.sh", f"# version {i}\ncase $1 in\n"
                   f"find) sleep {0.05 if i >= 9 else 0.01} ;;\n"
                   f"sign) sleep {0.05 if i >= 14 else 0.01} ;;\nesac\n")
        git(here, "add", ".")
        git(here, "commit", "-q", "-m", f"version {i}")
        commits.append(git(here, "rev-parse", "HEAD"))
        here.perfolio("run", "-q").exits(0)
    here.perfolio("ack", "sign", "--commit", commits[14], "--reason",
                  "real signatures").exits(0)
    here.perfolio("report").exits(0)
    result = json.loads(here.text("report/report.json"))
    for case, at, accepted in (("find", 9, False), ("sign", 14, True)):
        found = [c for c in history_of(result, case)["change_points"]
                 if c["change_percent"] > 100]
        expect_equal([c["commit"] for c in found], [commits[at]], case)
        expect_equal(found[0]["acknowledged"], accepted, case)
    page = here.text("report/index.html")
    expect(commits[9][:12] in page, "the commit is not on the page")
    expect("real signatures" in page, "the reason is not on the page")


@test
def the_archive_may_be_deleted(here):
    for i in range(12):
        put_run(here, i, {"a": 1e6 if i < 6 else 1.2e6})
    before = analyzed(here)
    os.remove(here.path(".perfolio/archive.db"))
    expect_equal(analyzed(here), before, "report.json")


run_tests()
