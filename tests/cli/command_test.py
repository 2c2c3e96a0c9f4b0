#!/usr/bin/env -S python3 -B
"""Commands that misbehave: explained, the others measured, nothing left."""
import fcntl
import json
import os
import pty
import subprocess
import termios
import time

from lib import expect, expect_equal, run_tests, test

PEER = "  - {name: peer, command: [\"true\"], launches: 4}\n"


def one(here, benchmark, status, *message, within_s=20):
    """Runs it beside a peer: how both ended, and what stays behind."""
    before = set(here.names())
    start = time.monotonic()
    seen = here.suite(f"benchmarks:\n{PEER}{benchmark}", "--quiet").exits(0)
    took = time.monotonic() - start
    expect(took < within_s, f"took {took:.1f} s", seen)
    outcomes = here.outcomes()
    expect_equal(outcomes["peer"]["status"], "ok", "status of the peer")
    expect_equal(outcomes["peer"]["launches"], 4, "launches of the peer")
    expect_equal(outcomes["x"]["status"], status, f"status; {outcomes['x']}")
    for part in message:
        expect(part in outcomes["x"].get("message", ""),
               f"expected {part!r} in the message", outcomes["x"])
    if message:
        seen.prints(message[0][:60])
    here.expect_nothing_running()
    expect_equal(set(here.names()) - before - {"s.yaml", "run.jsonl"}, set(),
                 "files left behind")
    expect(os.path.getsize(here.path("run.jsonl")) < 100_000,
           "the run file is big")
    return seen


def notes(here):
    """About cases; what is said of the machine depends on it."""
    return " ".join(line["text"] for line in here.lines()
                    if line["type"] == "note" and "case" in line)


@test
def missing_command_fails_and_says_so(here):
    one(here, "  - {name: x, command: [no-such-program, -v]}\n", "failed",
        "cannot start \"no-such-program\": No such file or directory",
        "is it installed", "3 of 3 launches")
    expect_equal([line["exit"] for line in here.samples("x")], [127] * 3,
                 "exit status")


@test
def missing_command_alone_exits_3(here):
    seen = here.perfolio("run", "--", "no-such-program").exits(3)
    seen.prints("No such file").says("nothing could be measured")
    expect_equal(len([n for n in here.names() if n.endswith(".jsonl")]), 1,
                 "run files")


@test
def directory_as_a_command_fails_and_says_so(here):
    one(here, "  - {name: x, command: [/tmp]}\n", "failed", "Permission denied")


@test
def file_that_is_not_executable_fails_and_says_so(here):
    here.write("program", "#!/bin/sh\nexit 0\n")
    one(here, "  - {name: x, command: [./program]}\n", "failed",
        "./program", "Permission denied")


@test
def file_without_its_interpreter_fails_and_says_so(here):
    os.chmod(here.write("program", "#!/no/such/shell\n"), 0o755)
    one(here, "  - {name: x, command: [./program]}\n", "failed", "./program")


@test
def folder_that_is_missing_fails_and_says_so(here):
    one(here, "  - {name: x, command: [\"true\"], cwd: nowhere}\n", "failed",
        "nowhere", "No such file")


@test
def input_that_is_missing_fails_and_says_so(here):
    one(here, "  - {name: x, command: [cat], stdin: none.txt}\n", "failed",
        "none.txt", "No such file")


@test
def cpus_that_are_missing_fail_and_say_so(here):
    one(here, "  - {name: x, command: [\"true\"], cpus: 1000}\n", "failed",
        "cpus")


@test
def command_that_hangs_is_timed_out(here):
    one(here, f"  - name: x\n    command: [sleep, \"98.{here.marker}\"]\n"
        "    timeout: 200ms\n    launches: 2\n", "timeout",
        "no end after 0.2 s")
    expect(all(line.get("timeout") for line in here.samples("x")),
           "no timeout in the samples", here.samples("x"))


@test
def time_of_a_command_that_hangs_is_no_sample(here):
    one(here, f"  - name: x\n    command: [sleep, \"98.{here.marker}\"]\n"
        "    timeout: 200ms\n    launches: 1\n", "timeout")
    expect_equal([line["values"] for line in here.samples("x")], [{}],
                 "values")
    case = [c for c in here.result()["cases"] if c["case"] == "x"][0]
    expect_equal(case["status"], "timeout", "status in the result")


@test
def command_that_ignores_sigterm_is_killed(here):
    one(here, "  - name: x\n    launches: 1\n    timeout: 200ms\n"
        "    command: \"trap '' TERM HUP INT; while :; do "
        f"sleep 98.{here.marker}; done\"\n", "timeout", "no end after 0.2 s")


@test
def command_that_stops_itself_is_timed_out(here):
    one(here, "  - name: x\n    launches: 1\n    timeout: 200ms\n"
        f"    command: \"kill -STOP $$; : {here.marker}\"\n", "timeout")


@test
def tree_of_a_command_that_hangs_is_ended(here):
    one(here, "  - name: x\n    launches: 1\n    timeout: 300ms\n"
        f"    command: \"setsid sleep 97.{here.marker} & "
        f"(trap '' TERM; sleep 98.{here.marker}) & sleep 99.{here.marker}\"\n",
        "timeout")
    expect("left" not in notes(here), "it was still at work", notes(here))


@test
def grandchild_in_its_own_session_is_ended_and_noted(here):
    seen = one(here, "  - name: x\n    launches: 3\n    command: "
               f"\"setsid sleep 98.{here.marker} & sleep 0.02\"\n", "ok")
    seen.prints("left processes running")
    expect_equal(notes(here).count("left processes running"), 1, "notes")


@test
def daemon_that_closed_everything_is_ended(here):
    here.write("daemon.py", "import os, sys, time\n"
               "if os.fork(): os._exit(0)\n"
               "os.setsid()\n"
               "if os.fork(): os._exit(0)\n"
               "os.closerange(0, 256)\ntime.sleep(98)\n")
    seen = one(here, "  - name: x\n    launches: 1\n    command: "
               f"[python3, -I, daemon.py, \"{here.marker}\"]\n", "ok")
    seen.prints("left processes running")


@test
def child_that_ended_by_itself_is_not_called_left_behind(here):
    one(here, "  - name: x\n    launches: 3\n"
        "    command: \"(: &) ; (true &) ; sleep 0.05\"\n", "ok")
    expect_equal(notes(here), "", "notes")


@test
def command_that_signals_its_group_ends_itself_alone(here):
    one(here, "  - name: x\n    launches: 3\n"
        "    command: \"trap 'exit 0' TERM; kill 0; exit 1\"\n", "ok")
    one_again = "  - {name: x, command: \"kill -9 0\", launches: 3}\n"
    os.remove(here.path("run.jsonl"))
    one(here, one_again, "failed", "killed by signal 9")


@test
def command_that_dies_by_a_signal_fails_and_says_which(here):
    one(here, "  - {name: x, command: \"kill -SEGV $$\"}\n", "failed",
        "killed by signal 11 (Segmentation fault)")
    expect_equal([line["signal"] for line in here.samples("x")], [11] * 3,
                 "signals")


@test
def command_that_fails_now_and_then_keeps_its_good_launches(here):
    here.write("count", "")
    one(here, "  - name: x\n    launches: 6\n    command: "
        "\"echo >> count; test $(wc -l < count) -ne 2\"\n", "failed",
        "1 of 6 launches failed: exit status 1")
    expect_equal(here.outcomes()["x"]["failed"], 1, "failed launches")
    expect_equal([len(line["values"]) > 0 for line in here.samples("x")],
                 [True, False, True, True, True, True], "with values")


@test
def reason_of_a_failure_is_the_line_that_speaks_of_it(here):
    one(here, "  - name: x\n    command: \"printf 'reading\\\\nerror: no "
        "disk in drive\\\\nbye\\\\n' >&2; exit 7\"\n", "failed",
        "exit status 7: error: no disk in drive")


@test
def a_gigabyte_on_stdout_is_dropped(here):
    one(here, "  - name: x\n    launches: 1\n"
        "    command: [head, -c, \"1000000000\", /dev/zero]\n", "ok")


@test
def a_hundred_megabytes_on_stderr_are_dropped_but_for_the_reason(here):
    one(here, "  - name: x\n    launches: 1\n    command: "
        "\"head -c 100000000 /dev/zero | tr '\\\\0' x >&2; echo >&2; "
        "echo 'error: out of ink' >&2; exit 4\"\n", "failed",
        "exit status 4: error: out of ink")


@test
def endless_output_is_timed_out(here):
    one(here, "  - name: x\n    launches: 1\n    timeout: 300ms\n"
        f"    command: \"yes {here.marker}\"\n"
        "  - name: y\n    launches: 1\n    timeout: 300ms\n"
        f"    command: \"yes {here.marker} >&2\"\n", "timeout")
    expect_equal(here.statuses()["y"], "timeout", "status of the other")


@test
def flood_of_a_setup_is_dropped(here):
    one(here, "  - name: x\n    launches: 1\n    command: [\"true\"]\n"
        "    setup: \"head -c 50000000 /dev/zero; "
        "head -c 50000000 /dev/zero >&2; echo; echo 'fatal: no paper'; exit 1\"\n",
        "blocked", "its setup failed: exit status 1: fatal: no paper")


@test
def command_that_reads_gets_an_empty_input(here):
    one(here, "  - {name: x, launches: 2, command: \"test -z \\\"$(cat)\\\"\"}\n",
        "ok")


def on_a_terminal(here, *words):
    """Runs perfolio with a terminal of its own, as its session's leader."""
    master, slave = pty.openpty()
    process = here.start(
        *words, stdin=slave, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
    os.close(slave)
    os.write(master, b"a line\n" * 10)
    try:
        return here.finish(process, words)
    finally:
        os.close(master)


@test
def command_that_reads_its_terminal_finds_none(here):
    here.write("s.yaml", "benchmarks:\n" + PEER +
               "  - {name: tty, command: \"cat < /dev/tty\", timeout: 2s}\n"
               "  - {name: stdin, command: \"test -z \\\"$(cat)\\\"\", "
               "timeout: 2s}\n"
               "  - {name: is, command: \"! test -t 0 && ! test -t 1 && "
               "! test -t 2\"}\n")
    start = time.monotonic()
    seen = on_a_terminal(here, "run", "-q", "s.yaml", "-o", "run.jsonl")
    seen.exits(0)
    expect(time.monotonic() - start < 2, "it waited for the terminal", seen)
    expect_equal(here.statuses(), {"peer": "ok", "tty": "failed",
                                   "stdin": "ok", "is": "ok"}, "statuses")
    expect("/dev/tty" in here.outcomes()["tty"]["message"], "the message",
           here.outcomes()["tty"])


@test
def perfolios_own_open_files_are_not_passed_on(here):
    here.suite("benchmarks:\n  - name: x\n    launches: 1\n"
               "    command: [ls, /proc/self/fd]\n    output: seen\n").exits(0)
    # ls itself has the folder open, as its next descriptor.
    expect_equal(here.text("seen").split(), ["0", "1", "2", "3"],
                 "descriptors")


def signals(status):
    """The sets of /proc/PID/status without 32 and 33, which are libc's."""
    return [int(line.split()[1], 16) & ~(3 << 31)
            for line in status.splitlines()]


@test
def perfolios_own_signal_settings_are_not_passed_on(here):
    words = ["grep", "-E", "^Sig(Blk|Ign)", "/proc/self/status"]
    here.suite("benchmarks:\n  - name: x\n    launches: 1\n"
               f"    command: {json.dumps(words)}\n    output: seen\n").exits(0)
    expected = subprocess.run(words, capture_output=True, text=True).stdout
    expect_equal(signals(here.text("seen")), signals(expected),
                 "blocked and ignored signals, as without perfolio")


run_tests()
