#!/usr/bin/env -S python3 -B
"""perfolio run, list and init as their user sees them."""
import json
import os
import pty
import re

from lib import expect, expect_equal, run_tests, test, wait_until

THREE = """
suite: three
defaults: {launches: 2}
benchmarks:
  - {name: alpha, command: ["true"], tags: [quick, text]}
  - {name: beta, command: ["true"], group: g, tags: [slow]}
  - {name: gamma, command: ["true"], params: {n: [1, 2]}}
"""
ALL = ["alpha", "g/beta", "gamma/n=1", "gamma/n=2"]
METRICS = {"time", "user_time", "system_time", "max_rss", "page_faults",
           "context_switches"}


def launches(here, case, name="run.jsonl"):
    return [line["launch"] for line in here.samples(case, name)]


def order(here, name):
    return [line["case"] for line in here.samples(name=name)]


def run_files(here):
    return [name for name in here.names() if name.endswith(".jsonl")]


@test
def one_command_is_measured_into_the_workspace(here):
    seen = here.perfolio("run", "--", "echo", "a b").exits(0)
    seen.prints("echo a b", "median", "run file: .perfolio/runs/")
    seen.says_nothing()
    name, = run_files(here)
    made = launches(here, "echo a b", name)
    expect_equal(made, list(range(1, len(made) + 1)), "launches")
    expect(15 <= len(made) <= 100, "adaptive by default", made)
    values = here.samples(name=name)[0]["values"]
    expect_equal(set(values), METRICS, "metrics")
    expect(values["time"][0] > 10_000, "no process starts in 10 µs", values)


@test
def several_commands_are_measured_interleaved(here):
    here.perfolio("run", "-o", "run.jsonl", "--launches", "4", "-c", "true",
                  "-c", "echo $((1+1)) | cat", "-c", "true").exits(0)
    cases = ["true", "echo $((1+1)) | cat", "true #2"]
    expect_equal(sorted(here.statuses()), sorted(cases), "cases")
    seen = order(here, "run.jsonl")
    for i in range(0, 12, 3):
        expect_equal(sorted(seen[i:i + 3]), sorted(cases), "a round")


@test
def commands_have_names_and_hooks_and_may_fail(here):
    here.perfolio("run", "-r", "3", "-o", "run.jsonl", "-n", "good one",
                  "-c", "echo {x} >> log", "-c", "exit 7", "-i",
                  "--setup", "echo setup >> log",
                  "-p", "echo prepare >> log",
                  "-C", "echo conclude >> log",
                  "--cleanup", "echo {y} cleanup >> log").exits(0)
    expect_equal(here.statuses(), {"good one": "ok", "exit 7": "ok"}, "status")
    log = here.text("log").split("\n")
    expect_equal(log.count("{x}"), 3, "launches")
    expect_equal([log.count(word) for word in
                  ("setup", "prepare", "conclude", "{y} cleanup")],
                 [2, 6, 6, 2], "hooks")


@test
def words_about_commands_need_commands(here):
    here.write("perfolio.yaml", "benchmarks: [{name: a, command: \"true\"}]")
    for word in (["-i"], ["-n", "x"], ["--prepare", "true"]):
        here.perfolio("run", *word).exits(2).says("go with -c")
    here.perfolio("run", "-n", "a", "-n", "b", "--", "true").exits(2).says(
        "more --name than commands")
    here.perfolio("run", "--check", "--fail-on", "critcal").exits(2).says(
        "did you mean \"critical\"")
    expect_equal(run_files(here), [], "run files")


@test
def filter_picks_cases_by_their_id(here):
    for words, cases in (([], ALL), (["gamma"], ALL[2:]), (["^g/"], ALL[1:2]),
                         (["a$|n=2"], ["alpha", "g/beta", "gamma/n=2"]),
                         (["--tags", "text,slow"], ALL[:2]),
                         (["--tags", "slow", "beta"], ALL[1:2])):
        here.suite(THREE, *words).exits(0)
        expect_equal(sorted(here.statuses()), cases, words)
        os.remove(here.path("run.jsonl"))


@test
def number_of_launches_is_the_suites_or_the_command_lines(here):
    for words, count in (([], 2), (["--quick"], 5), (["--launches", "3"], 3)):
        here.suite(THREE, *words).exits(0)
        for case in ALL:
            expect_equal(launches(here, case), list(range(1, count + 1)),
                         words)
        os.remove(here.path("run.jsonl"))


@test
def seed_alone_decides_the_order(here):
    here.write("s.yaml", THREE)
    for name, seed in (("a", "1"), ("b", "1"), ("c", "2")):
        here.perfolio("run", "s.yaml", "--seed", seed, "--launches", "6",
                      "-o", f"{name}.jsonl").exits(0)
    first = order(here, "a.jsonl")
    expect_equal(order(here, "b.jsonl"), first, "the same seed")
    expect(order(here, "c.jsonl") != first, "another seed, the same order")
    expect(len({tuple(first[i:i + 4]) for i in range(0, 24, 4)}) > 1,
           "every round has the same order", first)
    expect_equal(here.lines("c.jsonl")[0]["seed"], "2", "seed in the file")


@test
def seed_is_filled_into_commands(here):
    here.suite("benchmarks:\n  - {name: x, command: [echo, \"{seed}\"], "
               "output: out}\n", "--seed", "4711").exits(0)
    expect_equal(here.text("out"), "4711\n", "what it printed")


@test
def labels_are_kept(here):
    here.perfolio("run", "--quick", "-o", "run.jsonl", "--label", "a=1=2",
                  "--label", "b=", "--", "true").exits(0)
    expect_equal(here.lines()[0]["labels"], {"a": "1=2", "b": ""}, "labels")
    expect_equal(here.result()["run"]["labels"], {"a": "1=2", "b": ""},
                 "labels of the result")


@test
def fail_fast_skips_the_rest(here):
    here.suite("benchmarks:\n"
               "  - {name: a, command: [\"true\"]}\n"
               "  - {name: b, command: [\"false\"]}\n"
               "  - {name: c, command: [\"true\"]}\n", "--fail-fast")
    statuses = here.statuses()
    expect_equal(statuses, {"a": "skipped", "b": "failed", "c": "skipped"},
                 "statuses")
    expect_equal(len(here.samples("b")), 1, "launches of the failed one")
    expect("--fail-fast" in here.outcomes()["a"]["message"], "the message")


@test
def fail_fast_minds_no_failure_that_is_allowed(here):
    here.suite("benchmarks:\n"
               "  - {name: a, command: [\"true\"]}\n"
               "  - {name: b, command: [\"false\"], allow_failure: true}\n",
               "--fail-fast").exits(0)
    expect_equal(here.statuses(), {"a": "ok", "b": "failed"}, "statuses")
    cases = {case["case"]: case for case in here.result()["cases"]}
    expect_equal(cases["b"]["status"], "failed", "shown as")


@test
def only_collected_metrics_are_recorded(here):
    here.suite(THREE, "--collect", "time,max_rss").exits(0)
    for line in here.samples():
        expect_equal(set(line["values"]), {"time", "max_rss"}, "metrics")
    here.perfolio("run", "s.yaml", "--collect", "tme").exits(2).says(
        '"tme"', '"time"')


@test
def run_file_is_never_overwritten(here):
    here.write("run.jsonl", "mine\n")
    here.perfolio("run", "-o", "run.jsonl", "--", "true").exits(3).says(
        "run.jsonl", "already")
    expect_equal(here.text("run.jsonl"), "mine\n", "the file")
    expect_equal(here.names(), ["run.jsonl"], "files after it")


@test
def run_file_in_a_missing_folder_is_refused(here):
    here.perfolio("run", "-o", "no/run.jsonl", "--", "true").exits(3).says(
        "no/run.jsonl", "No such file")


@test
def misspelt_words_are_refused_with_the_nearest_one(here):
    for words, near in ((["run", "--lanches", "3", "--", "true"], "--launches"),
                        (["run", "--quik", "--", "true"], "--quick"),
                        (["lst"], '"list"'), (["reprot"], '"report"'),
                        (["report", "--formt", "csv"], "--format")):
        here.perfolio(*words).exits(2).says("did you mean", near)
    expect_equal(here.names(), [], "files after it")


@test
def bad_usage_is_refused_and_leaves_nothing(here):
    for words, part in ((["run", "--"], "command"), (["run", "--", ""], "empty"),
                        (["run", "-c", ""], "empty"),
                        (["run", "--launches", "0", "--", "true"], "at least 1"),
                        (["run", "--launches", "-1", "--", "true"], "-1"),
                        (["run", "--launches", "1e3", "--", "true"], "1e3"),
                        (["run", "--launches"], "needs N"),
                        (["run", "--quick=1", "--", "true"], "no value"),
                        (["run", "--quick", "--launches", "2", "--", "true"],
                         "--quick"),
                        (["run", "-c", "true", "--", "true"], "not both"),
                        (["run", "--label", "x", "--", "true"], "KEY=VALUE"),
                        (["run", "--label", "=x", "--", "true"], "KEY=VALUE"),
                        (["run", "--format", "docx", "--", "true"], "docx"),
                        (["run", "a", "b"], "too many"),
                        (["run", "-z"], "-z"), ([], "usage"),
                        (["report", "--format", "docx"], "docx"),
                        (["compare", "a"], "two runs"),
                        (["check", "--fail-on", "criticl"],
                         "did you mean \"critical\""),
                        (["run", "--shard", "1/2", "--", "true"],
                         "not supported")):
        here.perfolio(*words).exits(2).says(part).prints_nothing()
    expect_equal(here.names(), [], "files after it")


@test
def help_and_version_are_answers(here):
    here.perfolio("--version").exits(0).prints("perfolio ").says_nothing()
    for words in (["help"], ["--help"], ["run", "--help"], ["report", "-h"],
                  ["analyze", "-h"], ["import", "-h"], ["list", "-h"],
                  ["init", "-h"]):
        here.perfolio(*words).exits(0).prints("usage: perfolio").says_nothing()
    expect_equal(here.names(), [], "files after it")


@test
def list_shows_the_cases_and_measures_nothing(here):
    here.write("perfolio.yaml", THREE)
    os.mkdir(here.path("below"))
    seen = here.perfolio("list", cwd=here.path("below")).exits(0)
    seen.prints(*ALL, "4 cases, 8 launches").says_nothing()
    here.perfolio("list", "gamma", "--quick").exits(0).prints(
        "gamma/n=1", "2 cases, 10 launches")
    expect_equal(here.names(), ["below", "perfolio.yaml"], "files after it")


@test
def default_suite_is_found_upwards_and_runs_in_its_folder(here):
    here.write("perfolio.yaml",
               "benchmarks: [{name: x, command: [pwd], output: out}]\n")
    os.makedirs(here.path("a/b"))
    here.perfolio("run", "--quick", cwd=here.path("a/b")).exits(0)
    expect_equal(here.text("out").strip(), os.path.realpath(here.folder),
                 "working folder")


@test
def workspace_is_found_upwards(here):
    os.makedirs(here.path(".perfolio"))
    os.makedirs(here.path("a/b"))
    here.perfolio("run", "--quick", "--", "true",
                  cwd=here.path("a/b")).exits(0)
    expect(run_files(here)[0].startswith(".perfolio/runs/"), "the run file",
           run_files(here))
    here.perfolio("report", cwd=here.path("a")).exits(0)


@test
def init_writes_a_suite_that_runs(here):
    here.perfolio("init").exits(0).prints("perfolio.yaml", "perfolio run")
    before = here.bytes("perfolio.yaml")
    here.perfolio("init").exits(3).says("perfolio.yaml")
    expect_equal(here.bytes("perfolio.yaml"), before, "the suite")
    here.perfolio("run", "--quick", "-o", "run.jsonl").exits(0)
    expect_equal(set(here.statuses().values()), {"ok"}, "statuses")


@test
def stdout_is_the_answer_and_stderr_the_diagnosis(here):
    seen = here.perfolio("run", "--quick", "--json", "-o", "run.jsonl", "-c",
                         "true", "-c", "exit 1").exits(0).says_nothing()
    expect_equal(json.loads(seen.out)["counts"]["failed"], 1, "failed cases")
    here.suite(THREE, "-o", "other.jsonl", "--report", "report").exits(0)
    seen = here.perfolio("run", "s.yaml", "nothing-like-it").exits(2)
    seen.prints_nothing().says("perfolio: ")


@test
def preparing_is_said_on_stderr(here):
    text = "before: \"true\"\n" + THREE
    here.suite(text).exits(0).says("the suite's before")
    os.remove(here.path("run.jsonl"))
    here.suite(text, "--quiet").exits(0).says_nothing()


def on_a_terminal(here, words, stream, **env):
    """What the program writes to a terminal that is its stdout or stderr."""
    master, slave = pty.openpty()
    process = here.start(*words, env={"TERM": "xterm", **env},
                         **{stream: slave})
    os.close(slave)
    written = b""
    try:
        while True:
            chunk = os.read(master, 65536)
            if not chunk:
                break
            written += chunk
    except OSError:
        pass  # the other end is closed
    here.finish(process, words)
    os.close(master)
    return written


@test
def colours_and_bars_are_for_terminals_alone(here):
    words = ["run", "-o", "/dev/null", "--launches", "5", "-c", "sleep 0.03",
             "-c", "exit 1"]
    report = ["run", "--quick", "-c", "true", "-c", "exit 1"]
    colour = re.compile(rb"\x1b\[[0-9;]*m")
    seen = here.perfolio(*report).exits(0)
    expect("\x1b" not in seen.out + seen.err, "escape codes on a pipe", seen)
    out = on_a_terminal(here, report, "stdout")
    expect(b"\x1b[" in out, "no colour on a terminal", out)
    for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        out = on_a_terminal(here, report, "stdout", **env)
        expect(b"failed" in out and b"\x1b" not in out, env, out)
    err = on_a_terminal(here, words, "stderr")
    expect("█".encode() in err and b"\r" in err, "no bar on a terminal", err)
    err = on_a_terminal(here, words, "stderr", NO_COLOR="1")
    expect(not colour.search(err), "colour in spite of NO_COLOR", err)
    err = on_a_terminal(here, words, "stderr", TERM="dumb")
    expect(b"\x1b" not in err and "█".encode() not in err, "TERM=dumb", err)


@test
def second_run_in_a_workspace_is_refused(here):
    first = here.start("run", "--launches", "1", "--", "sleep",
                       f"30.{here.marker}")
    wait_until(lambda: any('"planned"' in here.text(name)
                           for name in run_files(here)), "the first run")
    before = here.names()
    for words in ([], ["-o", "mine.jsonl"]):
        here.perfolio("run", *words, "--", "true").exits(3).says(
            "another run is being collected", ".perfolio")
    expect_equal(here.names(), before, "files after it")
    first.terminate()
    here.finish(first).exits(130)
    here.expect_nothing_running()
    here.perfolio("run", "--quick", "--", "true").exits(0)


run_tests()
