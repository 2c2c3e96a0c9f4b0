#!/usr/bin/env -S python3 -B
"""Metrics on demand: counted, extracted, measured, and what is success."""
import os

from lib import expect, expect_equal, run_tests, test

MIB = 1 << 20


def values(here, case, name):
    return [v for line in here.samples(case)
            for v in line["values"].get(name, [])]


def notes(here):
    return [line["text"] for line in here.lines() if line["type"] == "note"]


def metric(result, case, name):
    for item in result["cases"]:
        if item["case"] == case:
            return next(m for m in item["metrics"] if m["metric"] == name)
    raise KeyError(case)


@test
def bytes_read_and_written_are_those_of_the_command(here):
    here.suite("benchmarks:\n  - name: w\n    launches: 3\n"
               "    command: [head, -c, \"3000000\", /dev/zero]\n"
               "    metrics: [time, write_chars, read_chars, write_bytes]\n"
               ).exits(0)
    expect_equal(values(here, "w", "write_chars"), [3000000] * 3, "written")
    expect(min(values(here, "w", "read_chars")) >= 3000000, "read",
           values(here, "w", "read_chars"))


@test
def mean_memory_lies_below_the_peak(here):
    here.write("hold.py", "import time\nx = bytearray(64 << 20)\n"
               "time.sleep(0.2)\n")
    here.suite("benchmarks:\n  - name: m\n    launches: 2\n"
               "    command: [python3, hold.py]\n"
               "    metrics: [time, rss_mean]\n").exits(0)
    for mean, peak in zip(values(here, "m", "rss_mean"),
                          values(here, "m", "max_rss")):
        expect(40 * MIB < mean <= peak, "mean and peak", mean, peak)


@test
def counters_are_there_or_said_to_be_missing(here):
    here.suite("benchmarks:\n  - name: c\n    launches: 3\n"
               "    command: [\"true\"]\n"
               "    metrics: [time, instructions, cycles]\n").exits(0)
    seen = values(here, "c", "instructions")
    said = [n for n in notes(here) if "instructions" in n]
    expect_equal(len(said), 1, "said once")
    if seen:
        expect(min(seen) > 1000, "instructions", seen)
    else:
        expect("ot available" in said[0], said)
    found = metric(here.result(), "c", "instructions")
    expect_equal(found["summary"] is not None, bool(seen), "the summary")


@test
def collect_records_what_it_names(here):
    here.suite("benchmarks: [{name: c, command: [\"true\"], launches: 2}]\n",
               "--collect", "max_rss,write_chars").exits(0)
    expect_equal(set(here.samples("c")[0]["values"]),
                 {"max_rss", "write_chars"}, "recorded")
    here.suite("benchmarks: [{name: c, command: [\"true\"]}]\n", "--collect",
               "write_char").exits(2).says("did you mean \"write_chars\"")


@test
def work_gives_throughput(here):
    here.suite("benchmarks:\n"
               "  - {name: a, launches: 3, command: [sleep, \"0.01\"], "
               "work: {items: 500}}\n"
               "  - {name: b, launches: 3, command: [sleep, \"0.01\"], "
               "work: {bytes: 5MB}}\n"
               "  - {name: c, launches: 3, command: [sleep, \"0.01\"], "
               "work: {items: 2, bytes: 1kB}}\n").exits(0)
    for case, name, amount in (("a", "throughput", 500),
                               ("b", "throughput", 5e6),
                               ("c", "throughput", 2),
                               ("c", "throughput_bytes", 1000)):
        for time, rate in zip(values(here, case, "time"),
                              values(here, case, name)):
            expect(abs(rate * time / 1e9 / amount - 1) < 1e-12, case, rate)
    expect_equal([metric(here.result(), c, "throughput")["unit"]
                  for c in "abc"], ["1/s", "B/s", "1/s"], "units")


@test
def success_rate_counts_failures_instead_of_failing(here):
    here.suite("benchmarks:\n  - name: f\n    launches: 10\n"
               "    command: \"echo >> n; test $(wc -l < n) -gt 4\"\n"
               "    budget: {success_rate: \">= 95%\"}\n").exits(0)
    expect_equal(here.statuses(), {"f": "ok"}, "status")
    found = metric(here.result(), "f", "success_rate")["summary"]
    expect_equal((found["n"], found["mean"]), (10, 0.6), "the rate")
    # Wilson, 6 of 10.
    expect(abs(found["mean_low"] - 0.3126738) < 1e-6 and
           abs(found["mean_high"] - 0.8318197) < 1e-6, found)


@test
def numbers_are_taken_out_of_what_a_command_says(here):
    here.suite(r"""
benchmarks:
  - name: x
    launches: 3
    command: "echo 'hits=12 in 3.5ms'; echo warn; echo warn; echo '{\"a\": {\"b\": [4, 5]}}' >&2; echo 77 > out"
    extract:
      - {metric: hits, unit: "1", better: higher, regex: 'hits=(\d+)'}
      - {metric: inner, unit: ms, regex: 'in (?<value>[\d.]+)(?<unit>ms|s)'}
      - {metric: warnings, unit: "1", count: '^warn$'}
      - {metric: second, unit: "1", json: "a.b[1]", from: stderr}
      - {metric: from_file, unit: kB, regex: '\d+', from: out}
""").exits(0)
    line = here.samples("x")[0]["values"]
    expect_equal({name: line[name] for name in
                  ("hits", "inner", "warnings", "second", "from_file")},
                 {"hits": [12], "inner": [3500000], "warnings": [2],
                  "second": [5], "from_file": [77000]}, "values")
    found = metric(here.result(), "x", "hits")
    expect_equal((found["better"], found["judged"]), ("higher", True), "hits")


@test
def a_value_that_is_missing_is_said_and_no_zero(here):
    here.suite("benchmarks:\n  - name: x\n    launches: 4\n"
               "    command: \"echo >> n; test $(wc -l < n) -gt 2 && "
               "echo v=7 || true\"\n    extract: [{metric: v, unit: \"1\", "
               "regex: 'v=(\\d+)'}]\n").exits(0)
    expect_equal(values(here, "x", "v"), [7, 7], "values")
    expect(any("v has no value in 2 of 4 launches" in n
               for n in notes(here)), notes(here))


@test
def output_that_is_no_number_is_said_with_what_it_was(here):
    here.suite("benchmarks:\n  - name: x\n    launches: 2\n"
               "    command: [echo, v=abc]\n    extract: [{metric: v, "
               "unit: \"1\", regex: 'v=(\\w+)'}]\n").exits(0)
    expect(any("abc" in n and n.startswith("v has no value in 2 of 2")
               for n in notes(here)), notes(here))
    expect_equal(len(values(here, "x", "time")), 2, "the time is a sample")


@test
def output_decides_about_success(here):
    here.suite("benchmarks:\n  - name: x\n    launches: 5\n"
               "    command: \"echo >> n; wc -l < n\"\n"
               "    success: {stdout: '^[ ]*[1-4]$'}\n").exits(0)
    failed = [line for line in here.samples("x") if not line["values"]]
    expect_equal(len(failed), 1, "failed launches")
    expect("success.stdout" in failed[0]["error"], failed)


@test
def output_that_changes_is_a_failure_where_it_must_not(here):
    here.suite("benchmarks:\n  - name: x\n    launches: 4\n"
               "    command: \"echo >> n; test $(wc -l < n) -lt 3 && "
               "echo same || echo other\"\n"
               "    success: {same_output: true}\n").exits(0)
    expect_equal([bool(line["values"]) for line in here.samples("x")],
                 [True, True, False, False], "good launches")


@test
def a_flood_is_refused_where_it_is_looked_through(here):
    here.suite("benchmarks:\n  - name: x\n    launches: 1\n"
               "    command: [head, -c, \"80000000\", /dev/zero]\n"
               "    success: {stdout: x}\n").exits(3)
    expect("64 MiB" in here.samples("x")[0]["error"], here.samples("x"))


@test
def output_is_looked_through_where_it_is_kept_too(here):
    here.suite("benchmarks:\n"
               "  - {name: k, launches: 2, command: [echo, v=3], output: keep,"
               " extract: [{metric: v, unit: \"1\", regex: 'v=(.)'}]}\n"
               "  - {name: f, launches: 2, command: [echo, v=4], output: o.txt,"
               " extract: [{metric: v, unit: \"1\", regex: 'v=(.)'}]}\n"
               ).exits(0)
    expect_equal((values(here, "k", "v"), values(here, "f", "v")),
                 ([3, 3], [4, 4]), "values")
    expect_equal(here.text("o.txt"), "v=4\n", "the file")


@test
def output_nobody_looks_at_is_left_alone(here):
    here.suite("defaults: {launches: 2}\nbenchmarks:\n"
               "  - {name: a, command: [echo, x], output: /dev/null}\n"
               "  - {name: b, command: [head, -c, \"70000000\", /dev/zero], "
               "output: big}\n"
               "  - {name: c, command: [echo, x], output: no/such/folder}\n"
               ).exits(0)
    expect_equal(here.statuses(), {"a": "ok", "b": "ok", "c": "failed"},
                 "statuses")
    expect("cannot open its output" in here.outcomes()["c"]["message"],
           here.outcomes()["c"])


@test
def endless_output_is_cut_off_before_the_memory_is_full(here):
    here.suite("benchmarks:\n  - name: x\n    launches: 1\n"
               "    command: [\"yes\"]\n    timeout: 60s\n"
               "    success: {stdout: y}\n").exits(3)
    expect("64 MiB" in here.samples("x")[0]["error"], here.samples("x"))


@test
def what_fails_is_said_before_what_it_said(here):
    here.suite("benchmarks:\n  - name: x\n    launches: 1\n"
               "    command: \"sleep 60\"\n    timeout: 100ms\n"
               "    success: {stdout: y}\n").exits(3)
    expect_equal(here.statuses(), {"x": "timeout"}, "status")


@test
def every_match_is_a_sample_however_many(here):
    here.suite("benchmarks:\n  - name: x\n    launches: 3\n"
               "    command: \"yes p=9 | head -12; yes p=1 | head -15\"\n"
               "    extract: [{metric: p, unit: \"1\", regex: 'p=(.)'}]\n"
               ).exits(0)
    found = metric(here.result(), "x", "p")["summary"]
    expect_equal(found["n"], 81, "samples")
    expect(abs(found["mean"] - (12 * 9 + 15) / 27) < 1e-9, found)


@test
def a_file_of_an_earlier_launch_is_no_value(here):
    here.suite("benchmarks:\n  - name: x\n    launches: 3\n"
               "    command: \"test -e f || echo v=5 > f; sleep 0.1\"\n"
               "    extract: [{metric: v, unit: \"1\", regex: 'v=(.)', "
               "from: f}]\n").exits(0)
    expect_equal(values(here, "x", "v"), [5], "values")
    expect(any("not written by this launch" in n for n in notes(here)),
           notes(here))


@test
def the_same_output_is_asked_for_after_a_break_too(here):
    here.write("out", "one\n")
    here.write("s.yaml", "benchmarks:\n  - name: x\n    launches: 6\n"
               "    command: [cat, out]\n"
               "    success: {same_output: true}\n")
    here.perfolio("run", "s.yaml", "-o", "run.jsonl").exits(0)
    here.cut_after(3)
    here.write("out", "two\n")
    here.perfolio("run", "--resume", "./run.jsonl").exits(0)
    expect_equal([bool(line["values"]) for line in here.samples("x")],
                 [True] * 3 + [False] * 3, "good launches")


@test
def the_size_of_a_file_is_a_case_of_its_own(here):
    here.write("tool", "x" * 12345)
    here.suite("benchmarks:\n"
               "  - {name: size, measure: {file_size: tool}}\n").exits(0)
    expect_equal(values(here, "size", "file_size"), [12345], "size")
    expect_equal(len(here.samples("size")), 1, "looked at once")
    expect_equal(metric(here.result(), "size", "file_size")["unit"], "B",
                 "unit")


@test
def a_size_beside_a_command_is_taken_after_each_launch(here):
    here.suite("benchmarks:\n  - name: x\n    launches: 3\n"
               "    command: \"printf ab >> out\"\n"
               "    measure: {file_size: out}\n").exits(0)
    expect_equal(values(here, "x", "file_size"), [2, 4, 6], "sizes")
    expect_equal(len(values(here, "x", "time")), 3, "times")


@test
def a_file_that_is_not_there_fails_a_case_that_measures_nothing_else(here):
    here.suite("benchmarks:\n"
               "  - {name: size, measure: {file_size: tool}}\n"
               "  - {name: b, launches: 2, command: [\"true\"], "
               "measure: {file_size: tool}}\n").exits(0)
    expect_equal(here.statuses(), {"size": "failed", "b": "ok"}, "statuses")
    expect("tool" in here.outcomes()["size"]["message"], here.outcomes())
    expect(any("file_size has no value in 2 of 2" in n for n in notes(here)),
           notes(here))


@test
def a_command_can_say_the_number(here):
    here.write("f", "1\n2\n3\n")
    here.suite("benchmarks:\n  - name: lines\n    launches: 2\n"
               "    measure: {command: \"wc -l < f\", metric: lines, "
               "unit: \"1\", better: lower}\n").exits(0)
    expect_equal(values(here, "lines", "lines"), [3, 3], "lines")


@test
def what_perfolio_needs_is_no_descriptor_of_the_command(here):
    """Captures are perfolio's own: a command sees 0, 1 and 2 alone."""
    here.suite("benchmarks:\n  - name: x\n    launches: 1\n"
               "    command: \"ls /proc/self/fd > fds; echo v=1\"\n"
               "    extract: [{metric: v, unit: \"1\", regex: 'v=(.)'}]\n"
               ).exits(0)
    # 3 is ls's own view of the folder.
    expect_equal(here.text("fds").split(), ["0", "1", "2", "3"],
                 "descriptors")


@test
def nothing_is_left_behind_in_temporary_folders(here):
    here.write("t/x", "")
    here.suite("benchmarks:\n  - name: x\n    launches: 1\n"
               "    command: [echo, v=1]\n"
               "    extract: [{metric: v, unit: \"1\", regex: 'v=(.)'}]\n",
               env={"TMPDIR": here.path("t")}).exits(0)
    expect_equal(os.listdir(here.path("t")), ["x"], "files")


run_tests()
