#!/usr/bin/env -S python3 -B
"""perfolio analyze and report as their user sees them."""
import csv
import io
import json
import os
import shutil
import subprocess
from xml.etree import ElementTree
import statistics

from judged_runs import case_lines, noisy, write_run
from lib import expect, expect_equal, refuse, run_tests, test

FILES = ["index.html", "report.json", "results.csv", "samples.csv",
         "summary.pdf"]


def measure(here, name="run.jsonl", *words):
    here.perfolio("run", "--launches", "7", "-o", name, "--label", "k=v",
                  "-c", "true", "-c", "echo 'a <b>'", "-c", "exit 3",
                  *words).exits(0)


def contents(here, folder):
    return {name: here.bytes(f"{folder}/{name}") for name in FILES
            if os.path.exists(here.path(f"{folder}/{name}"))}


def rows(here, name):
    return list(csv.DictReader(io.StringIO(here.text(name), newline="")))


@test
def report_writes_its_four_files(here):
    measure(here)
    here.perfolio("report", "run.jsonl").exits(0).prints(
        "report/index.html").says_nothing()
    expect_equal(sorted(contents(here, "report")), FILES, "files")
    expect_equal([name for name in here.names() if "tmp" in name], [],
                 "temporary files")
    page = here.text("report/index.html")
    expect("echo &#39;a &lt;b&gt;&#39;" in page or
           "echo 'a &lt;b&gt;'" in page, "the case is not on the page")
    expect("exit status 3" in page, "the failure is not on the page")


@test
def report_of_the_same_run_has_the_same_bytes(here):
    measure(here)
    for folder in ("a", "b"):
        here.perfolio("report", "run.jsonl", "--output-dir", folder).exits(0)
    here.perfolio("report", "run.jsonl", "--output-dir", "b").exits(0)
    expect_equal(sorted(contents(here, "b")), FILES, "files")
    for name, bytes_ in contents(here, "a").items():
        expect(bytes_ == here.bytes(f"b/{name}"), f"{name} differs")


@test
def report_json_renders_to_the_same_bytes(here):
    here.perfolio("run", "--launches", "7", "-c", "true", "-c", "exit 3",
                  "-c", "sleep 0.001", "--report", "first").exits(0)
    here.perfolio("report", "first/report.json", "--output-dir",
                  "again").exits(0).says_nothing()
    again = contents(here, "again")
    expect_equal(sorted(again), FILES, "files")
    for name, bytes_ in contents(here, "first").items():
        expect(bytes_ == again[name], f"{name} differs")


@test
def report_json_without_its_run_file_says_what_is_missing(here):
    measure(here)
    here.perfolio("report", "run.jsonl", "--output-dir", "a").exits(0)
    os.remove(here.path("run.jsonl"))
    here.perfolio("report", "a/report.json", "--output-dir", "b").exits(
        0).says("samples.csv is not written")
    first, again = contents(here, "a"), contents(here, "b")
    expect_equal(sorted(again),
                 [name for name in FILES if name != "samples.csv"], "files")
    for name in again:
        expect(first[name] == again[name], f"{name} differs")


@test
def report_json_does_not_take_another_runs_samples(here):
    here.perfolio("run", "--quick", "--report", "a", "--", "true").exits(0)
    run, = [name for name in here.names() if name.endswith(".jsonl")]
    here.write(run, here.text(run) + '{"type":"weather"}\n')
    here.perfolio("report", "a/report.json", "--output-dir", "b").exits(
        0).says("samples.csv is not written")


@test
def report_says_what_the_run_file_says(here):
    measure(here)
    here.perfolio("report", "run.jsonl").exits(0)
    result = json.loads(here.text("report/report.json"),
                        parse_constant=refuse)
    expect_equal(result["format"], 1, "format")
    expect_equal(result["counts"]["cases"], 3, "cases")
    expect_equal(result["counts"]["failed"], 1, "failed")
    values = [line["values"]["time"][0] for line in here.samples("true")]
    case = [case for case in result["cases"] if case["case"] == "true"][0]
    summary = case["metrics"][0]["summary"]
    expect_equal(summary["n"], 7, "n")
    expect_equal(summary["median"], statistics.median(values), "median")
    expect(abs(summary["mean"] - statistics.mean(values)) < 1e-6 *
           summary["mean"], "mean", summary)
    expect(summary["median_low"] <= summary["median"] <=
           summary["median_high"], "the interval", summary)
    row = [row for row in rows(here, "report/results.csv")
           if row["case"] == "true" and row["metric"] == "time"][0]
    for key in ("n", "median", "mean", "sd", "min", "max"):
        expect_equal(float(row[key]), float(summary[key]), key)
    samples = [float(row["value"]) for row in rows(here, "report/samples.csv")
               if row["case"] == "true" and row["metric"] == "time"]
    expect_equal(samples, values, "samples")


@test
def one_case_stands_in_one_line_of_report_json(here):
    measure(here)
    here.perfolio("analyze", "run.jsonl").exits(0).prints("report.json")
    lines = [line for line in here.text("report.json").splitlines()
             if line.lstrip().startswith('{"case":')]
    expect_equal(len(lines), 3, "lines that begin a case")


@test
def analyze_to_stdout_is_json_alone(here):
    measure(here)
    seen = here.perfolio("analyze", "run.jsonl", "-o", "-").exits(0)
    json.loads(seen.says_nothing().out, parse_constant=refuse)
    before = here.names()
    here.perfolio("analyze", "run.jsonl", "-o", "-").exits(0)
    expect_equal(here.names(), before, "files after it")
    here.perfolio("analyze", "run.jsonl", "-o", "x.json").exits(0)
    expect_equal(here.text("x.json"), seen.out, "x.json")


@test
def runs_are_named_by_age_id_and_prefix(here):
    for command in ("true", "exit 0"):
        here.perfolio("run", "--quick", "-c", command).exits(0)
    ids = {json.loads(here.text(name).split("\n")[1])["case"]:
           os.path.basename(name)[:-len(".jsonl")]
           for name in here.names() if name.endswith(".jsonl")}
    first, second = ids["true"], ids["exit 0"]
    for run, case in ((None, "exit 0"), ("@1", "exit 0"), ("@2", "true"),
                      (first, "true"), (second, "exit 0"),
                      (first[:-1], "true"), ("previous", "true"),
                      (f".perfolio/runs/{first}.jsonl", "true")):
        words = ["analyze", "-o", "-"] + ([run] if run else [])
        seen = here.perfolio(*words).exits(0)
        expect_equal(json.loads(seen.out)["cases"][0]["case"], case, run)
    for run, part in (("@3", "2 runs"), ("@0", "@0"), ("nope", '"nope"'),
                      (first[:2], "write more"), ("branch:main", "archive"), ("", "")):
        seen = here.perfolio("analyze", "-o", "-", run).exits(3)
        seen.says(part).prints_nothing()


@test
def baseline_file_names_its_run(here):
    here.perfolio("run", "--quick", "-c", "true").exits(0)
    run, = [name for name in here.names() if name.endswith(".jsonl")]
    here.perfolio("run", "--quick", "-c", "exit 0").exits(0)
    here.write(".perfolio/baselines/main",
               os.path.basename(run)[:-len(".jsonl")] + "\n")
    expect_equal(here.result("main")["cases"][0]["case"], "true", "case")


@test
def without_any_run_report_says_how_to_make_one(here):
    here.perfolio("report").exits(3).says("perfolio run")
    expect_equal(here.names(), [], "files after it")


@test
def run_file_is_read_from_stdin(here):
    measure(here)
    text = here.bytes("run.jsonl")
    seen = here.perfolio("analyze", "-", "-o", "-", stdin=text).exits(0)
    expect_equal(json.loads(seen.out)["counts"]["cases"], 3, "cases")
    here.perfolio("report", "-", stdin=text).exits(0)
    expect_equal(sorted(contents(here, "report")), FILES, "files")


@test
def formats_may_be_chosen(here):
    measure(here)
    for formats, files in (("html", ["index.html"]),
                           ("json", ["report.json"]),
                           ("csv", ["results.csv", "samples.csv"]),
                           ("pdf", ["summary.pdf"]),
                           ("json,html", ["index.html", "report.json"])):
        here.perfolio("report", "run.jsonl", "--format", formats,
                      "--output-dir", formats).exits(0)
        expect_equal(sorted(contents(here, formats)), files, formats)


@test
def foreign_files_in_the_report_folder_are_never_touched(here):
    measure(here)
    here.write("report/mine.txt", "mine\n")
    here.write("report/bench/mine.html", "mine\n")
    for _ in range(2):
        here.perfolio("report", "run.jsonl").exits(0)
    expect_equal(here.text("report/mine.txt"), "mine\n", "mine.txt")
    expect_equal(here.text("report/bench/mine.html"), "mine\n", "mine.html")


@test
def file_in_place_of_the_report_folder_is_refused(here):
    measure(here)
    here.write("report", "mine\n")
    here.perfolio("report", "run.jsonl").exits(3).says("report")
    expect_equal(here.text("report"), "mine\n", "the file")


@test
def folder_of_the_report_may_come_from_the_environment(here):
    measure(here)
    here.perfolio("report", "run.jsonl",
                  env={"PERFOLIO_OUTPUT_DIR": "from/env"}).exits(0)
    expect_equal(sorted(contents(here, "from/env")), FILES, "files")


@test
def run_renders_its_report_at_once(here):
    measure(here, "run.jsonl", "--report", "now", "--format", "html,csv")
    here.perfolio("report", "run.jsonl", "--output-dir", "later").exits(0)
    for name, bytes_ in contents(here, "now").items():
        expect(bytes_ == here.bytes(f"later/{name}"), f"{name} differs")
    expect_equal(sorted(contents(here, "now")),
                 ["index.html", "results.csv", "samples.csv"], "files")


@test
def page_needs_nothing_from_elsewhere(here):
    measure(here)
    here.perfolio("report", "run.jsonl").exits(0)
    page = here.text("report/index.html")
    for word in ("<link", " src=", "@import", "url(", "http://"):
        expect(word not in page, f"{word!r} is in the page")


COMPARES = """
benchmarks:
  - name: wait
    launches: 6
    variants:
      short: {command: [sleep, "0.001"]}
      long: {command: [sleep, "0.01"]}
    reference: short
  - name: journey
    launches: 6
    steps: [{name: init, command: "true"}, {name: end, command: "true"}]
"""


@test
def report_shows_what_a_run_compares(here):
    seen = here.suite(COMPARES, "--report", "report").exits(0)
    expect("compared with wait/variant=short:\n  wait/variant=long" in
           seen.out, seen.out)
    page = here.text("report/index.html")
    expect('<p class="told">&#39;long&#39; ' in page and
           "&#39;short&#39;" in page, "the sentence")
    expect('<h2 id="compared">' in page and '<h2 id="against">' not in page,
           "the section")
    pages = {name.split("-")[2]: here.text(f"report/bench/{name}")
             for name in os.listdir(here.path("report/bench"))
             if name.startswith("wait")}
    expect("Compared with its reference" in pages["long"], "the case's page")
    expect("Compared with its reference" not in pages["short"], "twice")
    # results.csv has what is a baseline: a reference is none.
    expect_equal({row["ratio"] for row in rows(here, "report/results.csv")},
                 {""}, "ratio")


@test
def report_of_two_trees_has_the_ratio_in_its_csv(here):
    for tree in ("old", "new"):
        here.write(f"{tree}/perfolio.yaml", "benchmarks:\n  - name: a\n"
                   "    launches: 6\n    command: [sleep, \"0.001\"]\n")
    here.perfolio("run", "perfolio.yaml", "--against", "../old", "--report",
                  "../report", cwd=here.path("new")).exits(0).prints(
                      "head against base:", "a/variant=head")
    page = here.text("report/index.html")
    expect('<h2 id="changes">Changes</h2>' in page and
           "Compared with the tree in " in page, "the section")
    by_case = {(row["case"], row["metric"]): row
               for row in rows(here, "report/results.csv")}
    head = by_case["a/variant=head", "time"]
    base = by_case["a/variant=base", "time"]
    expect_equal(head["baseline_median"], base["median"], "median")
    expect(float(head["ratio_low"]) <= float(head["ratio"]) <=
           float(head["ratio_high"]), head)
    expect(abs(float(head["change_percent"]) -
               100 * (float(head["ratio"]) - 1)) < 1e-9, head)
    expect_equal(base["ratio"], "", "of the base")


@test
def comment_and_junit_are_written_by_default(here):
    here.suite(COMPARES, "--report", "report").exits(0)
    expect(here.text("report/comment.md").startswith("## "), "comment.md")
    names = [case.get("name") for case in ElementTree.fromstring(
        here.text("report/junit.xml")).iter("testcase")]
    expect_equal(names, ["wait/variant=short", "wait/variant=long",
                         "journey"], "testcases")
    here.perfolio("report", "report/report.json", "--output-dir", "two",
                  "--format", "md,junit").exits(0)
    expect_equal(sorted(name for name in os.listdir(here.path("two"))
                        if not name.startswith(".")),
                 ["comment.md", "junit.xml"], "files")


@test
def steps_have_a_table_and_a_chart(here):
    here.suite(COMPARES, "--report", "report").exits(0)
    name = next(name for name in os.listdir(here.path("report/bench"))
                if name.startswith("journey"))
    page = here.text(f"report/bench/{name}")
    expect('<h2 id="stages">Steps</h2>' in page and "<code>init</code>" in
           page and "Median times of 2 steps" in page, "the steps")
    expect("init/time" not in here.text("report/index.html"),
           "steps are in the index")


def git(here, *words):
    return subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", *words],
        cwd=here.folder, check=True, stdout=subprocess.PIPE).stdout.decode()


def commit(here):
    git(here, "commit", "-q", "--allow-empty", "-m", "x")
    return git(here, "rev-parse", "HEAD").strip()


def put_commits(here, commits):
    for i, name in enumerate(commits):
        if name:
            write_run(here, i, [case_lines("a", noisy(1e7, seed=i))],
                      vcs={"commit": name, "branch": "b", "dirty": False})


@test
def since_is_understood_beside_the_runs_own_commit(here):
    git(here, "init", "-q", "-b", "main")
    main = [commit(here) for _ in range(10)]
    git(here, "tag", "old", main[3])
    git(here, "checkout", "-q", "-b", "side")
    side = [commit(here) for _ in range(6)]
    git(here, "tag", "new", side[1])
    git(here, "checkout", "-q", "main")
    commit(here)
    # Neither tag has a run, and git does not know the last one's commit.
    for commits, places in (
            (main[:3] + [None] + main[4:] + side[:1] + [None] + side[2:],
             {"old": 3, "new": 10}),
            (main[:3] + [None] + main[4:] + ["ab" * 20], {"old": 3})):
        shutil.rmtree(here.path(".perfolio"), ignore_errors=True)
        put_commits(here, commits)
        for since, place in places.items():
            here.perfolio("report", "--since", since).exits(0)
            result = json.loads(here.text("report/report.json"))
            expect_equal(result["past_from"], place, f"{since}: its place")


@test
def previous_of_a_commit_git_does_not_know_is_on_heads_line(here):
    git(here, "init", "-q", "-b", "main")
    main = [commit(here) for _ in range(3)]
    # The oldest commit is measured again before the unknown one.
    put_commits(here, main + main[:1] + ["ab" * 20])
    here.perfolio("report", "--baseline", "previous").exits(0)
    result = json.loads(here.text("report/report.json"))
    expect_equal(result["baseline"]["id"][-6:], f"{2:06}", "the run before")


@test
def git_is_asked_once_for_all_accepted_commits(here):
    git(here, "init", "-q")
    first, last = commit(here), commit(here)
    put_commits(here, [first, last])
    here.write("bin/git", f"#!/bin/sh\necho x >>'{here.path('calls')}'\n"
                          f"exec '{shutil.which('git')}' \"$@\"\n")
    os.chmod(here.path("bin/git"), 0o755)
    path = here.path("bin") + os.pathsep + os.environ["PATH"]

    def calls(entries):
        here.write("calls", "")
        here.write("perfolio.ack.yaml", "".join(
            json.dumps({"case": "a", "commit": name, "reason": "r"})
            .join(("- ", "\n")) for name in entries))
        seen = here.perfolio("report", env={"PATH": path}).exits(0)
        return here.text("calls").count("x"), seen

    one, _ = calls([first])
    many, seen = calls([first, "HEAD", "no such", f"{first[:8]}..HEAD~0",
                        "a\nb", f"HEAD~1..{last}"])
    seen.says("the commit a\\nb here")
    expect_equal(many, one, "calls of git")
    # Each answer is that of its own name.
    expect_equal([line.split(":")[2] for line in seen.err.splitlines()
                  if "git does not know" in line], ["3", "5"], seen)


run_tests()
