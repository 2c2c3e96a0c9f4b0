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
            environment=None, metric="time", launches=6, folder=None, **header):
    """A run file; values: case -> its level. Its id."""
    made = random.Random(f"{number} {suite}")
    name = f"{start(number)[:10].replace('-', '')}T000000Z-{number:06x}"
    lines = [{"type": "run", "format": 1, "id": name, "suite": suite,
              "started": start(number), "machine": {"id": machine},
              "environment": environment or {"kernel": "Linux 6.1"},
              **({"vcs": {"commit": commit}} if commit else {}), **header}]
    lines += [{"type": "case", "case": case, "status": "planned",
               "metrics": {metric: {"unit": "ns", "better": "lower"}}}
              for case in values]
    for case, level in values.items():
        lines += [{"type": "samples", "case": case, "round": i, "launch": i,
                   "values": {metric: [round(level * made.gauss(1, .01))]}}
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
    d = put_run(here, 3, {"a": 1e6, "z": 1e6}, suite="other")
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
    seen.prints("1 accepted", "accepted: checks signatures")
    comparison = analyzed(here, "--baseline", commits[0])["cases"][0][
        "metrics"][0]["comparison"]
    expect_equal(comparison["verdict"], "regression", "verdict")
    expect_equal(comparison["accepted"], "checks signatures", "accepted")
    # What came before the baseline excuses nothing.
    put_run(here, 3, {"a": 3e6, "b": 1e6}, commit(here), launches=12)
    here.perfolio("check", "--baseline", commits[2]).exits(1)


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
                      ).exits(0)
        page = here.text("report/index.html")
        expect(f"Changes since {since}" in page, "no heading", since)
        result = json.loads(here.text("report/report.json"))
        expect_equal(result["past_from"], 12, f"place of {since}")
        expect_equal(result["baseline"]["id"], "20260112T000000Z-00000b"
                     if since[0] in "vH" else "20260123T000000Z-000016",
                     "baseline")
    here.perfolio("report", "--since", "v7").exits(3).says("--since", "v7")


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
