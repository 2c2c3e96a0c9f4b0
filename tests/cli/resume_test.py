#!/usr/bin/env -S python3 -B
"""Runs that are interrupted, and how they go on."""
import os
import re
import signal
import subprocess

from lib import PERFOLIO, expect, expect_equal, run_tests, test, wait_until

CASES, LAUNCHES = 3, 8
SUITE = """
benchmarks:
  - name: x
    params: {n: [1, 2, 3]}
    launches: %d
    command: "echo {n} >> started; sleep 0.02; : MARKER"
  - name: long
    launches: 1
    command: "setsid sleep 0.3MARKER & sleep 0.1MARKER"
""" % LAUNCHES


def run_files(here):
    return [name for name in here.names() if name.endswith(".jsonl")]


def interrupt(here, words, launches, signal_number=signal.SIGINT,
              suite=SUITE):
    """Starts a run, and interrupts it after that many launches."""
    here.write("s.yaml", suite.replace("MARKER", here.marker))
    process = here.start("run", "s.yaml", "--seed", "3", *words)
    wait_until(lambda: any(here.text(name).count('"samples"') >= launches
                           for name in run_files(here)), "the first launches")
    process.send_signal(signal_number)
    return here.finish(process, words)


def expect_whole(here, name):
    """Every launch of every case once, and nothing more was started."""
    for n in range(1, CASES + 1):
        expect_equal([line["launch"] for line in here.samples(f"x/n={n}", name)],
                     list(range(1, LAUNCHES + 1)), f"launches of n={n}")
    expect_equal(len(here.samples("long", name)), 1, "launches of the last")
    expect_equal(set(here.statuses(name).values()), {"ok"}, "statuses")
    expect_equal(here.lines(name)[-1]["type"], "end", "last line")
    expect_equal(here.lines(name)[-1]["lines"], len(here.lines(name)),
                 "lines, as its last one says")


@test
def interrupted_run_prints_the_command_that_finishes_it(here):
    seen = interrupt(here, [], 6).exits(130).prints_nothing()
    here.expect_nothing_running()
    command = re.search(r"perfolio (run --resume \S+)", seen.err)
    expect(command and "interrupted" in seen.err, "no command to resume", seen)
    name, = run_files(here)
    cut = len(here.samples(name=name))
    notes = " ".join(note["text"] for note in here.result(name)["notes"])
    expect("cut short" in notes, "expected a note", notes)
    here.perfolio(*command.group(1).split()).exits(0).prints("resumed")
    expect_whole(here, name)
    started = here.text("started").split()
    expect(len(started) <= CASES * LAUNCHES + 1,
           f"{len(started)} launches, {cut} before the interruption")


@test
def interrupted_run_with_its_own_file_is_resumed_from_anywhere(here):
    seen = interrupt(here, ["-o", "run.jsonl"], 4).exits(130)
    seen.says("perfolio run --resume run.jsonl")
    here.perfolio("run", "-q", "--resume", here.path("run.jsonl"),
                  cwd="/").exits(0)
    expect_whole(here, "run.jsonl")


@test
def every_signal_to_end_keeps_the_file(here):
    for number in (signal.SIGTERM, signal.SIGHUP):
        name = f"{number.name}.jsonl"
        interrupt(here, ["-q", "-o", name], 3, number).exits(130).says("--resume")
        here.expect_nothing_running()
        here.perfolio("run", "-q", "--resume", name).exits(0)
        expect_whole(here, name)
        os.remove(here.path(name))


@test
def run_may_be_interrupted_again_and_again(here):
    interrupt(here, ["-o", "run.jsonl"], 3).exits(130)
    for launches in (7, 12, 20):
        process = here.start("run", "--resume", "run.jsonl")
        wait_until(lambda goal=launches: here.text("run.jsonl").count(
            '"samples"') >= goal, "more launches")
        process.send_signal(signal.SIGINT)
        here.finish(process).exits(130)
    here.perfolio("run", "-q", "--resume", "run.jsonl").exits(0)
    expect_whole(here, "run.jsonl")
    here.expect_nothing_running()


@test
def resumed_run_keeps_the_order_of_its_seed(here):
    interrupt(here, ["-o", "cut.jsonl"], 9)
    here.perfolio("run", "-q", "--resume", "cut.jsonl").exits(0)
    here.perfolio("run", "-q", "s.yaml", "--seed", "3", "-o",
                  "whole.jsonl").exits(0)
    expect_equal([line["case"] for line in here.samples(name="cut.jsonl")],
                 [line["case"] for line in here.samples(name="whole.jsonl")],
                 "order of the launches")


@test
def torn_last_line_is_measured_again(here):
    interrupt(here, ["-o", "run.jsonl"], 9)
    with open(here.path("run.jsonl"), "ab") as f:
        f.write(b'{"type":"samples","case":"x/n=1","rou')
    here.perfolio("run", "-q", "--resume", "run.jsonl").exits(0)
    expect_whole(here, "run.jsonl")


@test
def run_without_a_suite_is_resumed_with_its_options(here):
    here.perfolio("run", "--launches", "6", "--collect", "time", "-o",
                  "run.jsonl", "-c", "true", "-c", "echo 'a b'").exits(0)
    here.cut_after(5)
    here.perfolio("run", "--resume", "run.jsonl").exits(0)
    for case in ("true", "echo 'a b'"):
        expect_equal([line["launch"] for line in here.samples(case)],
                     list(range(1, 7)), case)
    for line in here.samples():
        expect_equal(list(line["values"]), ["time"], "metrics")


def refused_unchanged(here, name, *parts):
    before = here.bytes(name)
    seen = here.perfolio("run", "--resume", name).exits(3).says(*parts)
    expect_equal(here.bytes(name), before, "the run file")
    expect(f"--resume {name}" not in seen.err, "it cannot be resumed", seen)


@test
def resume_is_refused_when_the_suite_has_changed(here):
    interrupt(here, ["-o", "run.jsonl"], 3)
    here.write("s.yaml", here.text("s.yaml") + "# changed\n")
    refused_unchanged(here, "run.jsonl", "suite has changed")


@test
def resume_is_refused_at_another_commit(here):
    def git(*words):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@y",
                        *words], cwd=here.folder, check=True,
                       capture_output=True)
    git("init")
    git("commit", "--allow-empty", "-m", "one")
    interrupt(here, ["-o", "run.jsonl"], 3)
    git("commit", "--allow-empty", "-m", "two")
    refused_unchanged(here, "run.jsonl", "commit")
    git("reset", "--hard", "HEAD~1")
    here.perfolio("run", "-q", "--resume", "run.jsonl").exits(0)


@test
def resume_is_refused_on_another_machine(here):
    interrupt(here, ["-o", "run.jsonl"], 3)
    machine = here.lines()[0]["machine"]["id"]
    here.write("run.jsonl", here.text("run.jsonl").replace(machine, "0123"))
    refused_unchanged(here, "run.jsonl", "machine")


@test
def finished_and_imported_runs_are_not_resumed(here):
    here.perfolio("run", "--quick", "-o", "run.jsonl", "--", "true").exits(0)
    refused_unchanged(here, "run.jsonl", "nothing to resume")
    here.write("in.csv", "case,value\na,1\n")
    here.perfolio("import", "csv", "in.csv", "-o", "in.jsonl").exits(0)
    lines = here.text("in.jsonl").splitlines(keepends=True)
    here.write("in.jsonl", "".join(lines[:-1]))
    refused_unchanged(here, "in.jsonl", "imported")


@test
def nothing_to_resume_is_said(here):
    here.perfolio("run", "--resume").exits(3).says("perfolio run")
    here.perfolio("run", "--resume", "none.jsonl").exits(3).says("none.jsonl")
    expect_equal(here.names(), [], "files after it")


@test
def resume_goes_on_with_failures_counted(here):
    here.write("s.yaml", "benchmarks:\n  - name: x\n    launches: 6\n"
               "    command: \"echo >> n; test $(wc -l < n) -ne 2\"\n")
    here.perfolio("run", "s.yaml", "-o", "run.jsonl")
    here.cut_after(3)
    here.perfolio("run", "--resume", "run.jsonl").exits(0)
    outcome = here.outcomes()["x"]
    expect_equal((outcome["status"], outcome["launches"], outcome["failed"]),
                 ("failed", 6, 1), "outcome")
    expect("1 of 6 launches failed: exit status 1" in outcome["message"],
           "message", outcome)


@test
def interrupt_from_the_keyboard_reaches_no_benchmark(here):
    # Ctrl-C goes to the whole group of the terminal.
    here.write("s.yaml", "benchmarks:\n  - name: x\n    launches: 1\n"
               "    command: \"trap 'echo INT > hit' INT; echo > up; "
               f"sleep 20.{here.marker}\"\n")
    process = here.start("run", "s.yaml", "-o", "run.jsonl",
                         start_new_session=True)
    wait_until(lambda: os.path.exists(here.path("up")), "the launch")
    os.killpg(process.pid, signal.SIGINT)
    here.finish(process).exits(130).says("--resume run.jsonl")
    here.expect_nothing_running()
    expect(not os.path.exists(here.path("hit")), "the benchmark got SIGINT")


@test
def ignored_interrupt_stays_ignored(here):
    # nohup, and a shell's "&", ask for it.
    here.write("s.yaml", SUITE.replace("MARKER", here.marker))
    process = subprocess.Popen(
        ["sh", "-c", "trap '' INT HUP; exec \"$0\" run s.yaml -o run.jsonl",
         PERFOLIO], cwd=here.folder, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    wait_until(lambda: os.path.exists(here.path("run.jsonl")) and
               '"samples"' in here.text("run.jsonl"), "the first launch")
    process.send_signal(signal.SIGHUP)
    process.send_signal(signal.SIGINT)
    here.finish(process).exits(0)
    expect_whole(here, "run.jsonl")


@test
def run_that_is_being_written_is_not_gone_on_with(here):
    here.write("s.yaml", SUITE.replace("MARKER", here.marker))
    process = here.start("run", "s.yaml", "-o", "run.jsonl")
    wait_until(lambda: "run.jsonl" in here.names() and
               here.text("run.jsonl").count('"samples"') >= 3, "launches")
    here.perfolio("run", "--resume", "run.jsonl").exits(3).says(
        "another perfolio")
    here.finish(process).exits(0)
    expect_whole(here, "run.jsonl")


@test
def answer_of_a_resumed_run_can_be_asked_for_anew(here):
    interrupt(here, ["-o", "run.jsonl"], 6).exits(130)
    here.perfolio("run", "--resume", "run.jsonl", "--launches",
                  "3").exits(2).says("--resume")
    here.perfolio("run", "--resume", "run.jsonl", "--report", "rr",
                  "--json").exits(0).prints('"format":1')
    expect("rr/index.html" in here.names(), "no report", here.names())


run_tests()
