#!/usr/bin/env -S python3 -B
"""How cases are measured: adaptive stopping, variants, copies, steps."""
import os
import statistics
import subprocess

from lib import Skip, expect, expect_equal, run_tests, test


def metric(result, case, name):
    for item in result["cases"]:
        if item["case"] == case:
            return next(m for m in item["metrics"] if m["metric"] == name)
    raise KeyError(case)


def values(here, case, name):
    return [v for line in here.samples(case)
            for v in line["values"].get(name, [])]


@test
def adaptive_stopping_is_the_default_and_says_what_stopped_it(here):
    here.suite("benchmarks: [{name: x, command: [sleep, \"0.01\"]}]\n"
               ).exits(0)
    outcome = here.outcomes()["x"]
    expect(15 <= outcome["launches"] <= 100, "launches", outcome)
    if outcome["stopped_by"] == "precision":
        expect(0 < outcome["reached"] <= 0.02, "reached", outcome)
        expect_equal(outcome["launches"] % 5, 0, "a look every five rounds")
    case = here.result()["cases"][0]
    expect_equal(case["precision"], 0.02, "the precision asked for")
    expect_equal((case["stopped_by"], case["launches"], case["reached"]),
                 (outcome["stopped_by"], outcome["launches"],
                  outcome["reached"]), "what the result says")


@test
def a_precision_out_of_reach_ends_at_the_most_launches(here):
    here.suite("defaults: {precision: 0.0001%, max_launches: 17}\n"
               "benchmarks: [{name: x, command: [\"true\"]}]\n").exits(0)
    outcome = here.outcomes()["x"]
    expect_equal((outcome["stopped_by"], outcome["launches"]), ("max", 17),
                 "outcome")
    expect(outcome["reached"] > 1e-6, "reached", outcome)


@test
def slow_cases_end_with_their_time_and_three_launches_at_least(here):
    here.suite("defaults: {max_time: 50ms}\nbenchmarks:\n"
               "  - {name: slow, command: [sleep, \"0.06\"]}\n"
               "  - {name: middle, command: [sleep, \"0.012\"]}\n").exits(0)
    outcomes = here.outcomes()
    expect_equal((outcomes["slow"]["stopped_by"],
                  outcomes["slow"]["launches"]), ("time", 3), "slow")
    expect_equal(outcomes["middle"]["stopped_by"], "time", "middle")
    expect(3 <= outcomes["middle"]["launches"] <= 5, outcomes["middle"])


@test
def a_number_of_launches_is_exactly_that(here):
    here.suite("defaults: {launches: 7}\nbenchmarks:\n"
               "  - {name: a, command: [\"true\"]}\n"
               "  - {name: b, command: [\"true\"], launches: 12}\n"
               "  - {name: c, command: [\"true\"], launches: adaptive,\n"
               "     max_launches: 15, min_launches: 15}\n").exits(0)
    outcomes = here.outcomes()
    expect_equal([outcomes[c]["launches"] for c in "abc"], [7, 12, 15],
                 "launches")
    expect_equal([outcomes[c]["stopped_by"] for c in "abc"],
                 ["fixed", "fixed", "max"], "stopped by")


@test
def the_command_line_has_the_last_word_on_stopping(here):
    here.suite("benchmarks: [{name: x, command: [\"true\"]}]\n",
               "--precision", "0.0001%", "--min-launches", "12",
               "--max-launches", "13").exits(0)
    expect_equal(here.outcomes()["x"]["launches"], 13, "launches")


@test
def a_cut_run_goes_on_to_the_same_stop(here):
    here.write("s.yaml", "defaults: {min_launches: 10, max_launches: 40, "
               "precision: 50%}\n"
               "benchmarks: [{name: x, command: [sleep, \"0.01\"]}]\n")
    here.perfolio("run", "s.yaml", "-o", "run.jsonl", "--seed", "3").exits(0)
    whole = here.outcomes()["x"]["launches"]
    here.cut_after(8)
    here.perfolio("run", "--resume", "./run.jsonl").exits(0)
    outcome = here.outcomes()["x"]
    expect_equal(whole, 15, "launches of the first run: two looks")
    expect_equal((outcome["launches"], outcome["stopped_by"]),
                 (15, "precision"), "after going on")
    expect_equal([line["launch"] for line in here.samples("x")],
                 list(range(1, 16)), "each launch once")


VARIANTS = """
benchmarks:
  - name: ab
    launches: 12
    variants:
      old: {command: [sleep, "0.02"]}
      new: {command: [sleep, "0.04"]}
    reference: old
"""


@test
def variants_alternate_and_are_compared_pair_by_pair(here):
    here.suite(VARIANTS).exits(0)
    order = [line["case"].rsplit("=")[-1] for line in here.samples()]
    expect_equal(order, ["old", "new", "new", "old"] * 6, "AB, then BA")
    found = metric(here.result(), "ab/variant=new", "time")["reference"]
    expect_equal((found["case"], found["rule"], found["pairs"]),
                 ("ab/variant=old", "paired", 12), "what is compared")
    expect(1.3 < found["ratio_low"] < found["ratio"] < found["ratio_high"],
           "ratio", found)
    expect_equal(metric(here.result(), "ab/variant=old",
                        "time")["reference"], None, "the reference's own")


@test
def variants_stop_together_on_their_ratio(here):
    here.suite(VARIANTS.replace("    launches: 12\n", "")).exits(0)
    outcomes = here.outcomes()
    old, new = (outcomes[f"ab/variant={v}"] for v in ("old", "new"))
    expect_equal(old["launches"], new["launches"], "launches")
    expect_equal(old["stopped_by"], new["stopped_by"], "stopped by")
    expect_equal(old["reached"], new["reached"], "reached")


@test
def slow_variants_are_launched_often_enough_to_compare(here):
    here.suite("defaults: {max_time: 100ms}\nbenchmarks:\n  - name: v\n"
               "    variants: {a: {command: [sleep, \"0.06\"]}, "
               "b: {command: [sleep, \"0.001\"]}}\n").exits(0)
    found = metric(here.result(), "v/variant=b", "time")["reference"]
    expect_equal((found["pairs"], found["reason"]), (5, None), "comparison")


@test
def copies_are_all_samples(here):
    here.suite("benchmarks:\n  - name: c\n    launches: 2\n"
               "    concurrency: 40\n    command: [sleep, \"0.01\"]\n"
               ).exits(0)
    expect_equal(metric(here.result(), "c/concurrency=40",
                        "time")["summary"]["n"], 80, "samples")


@test
def a_limit_of_launches_is_the_author_s(here):
    here.suite("defaults: {max_launches: 12}\nbenchmarks:\n"
               "  - {name: x, command: [\"true\"], budget: {time.p95: 1s}}\n"
               ).exits(0)
    expect_equal(here.outcomes()["x"]["launches"], 12, "launches")
    here.perfolio("list", "s.yaml").exits(0).prints("60")


@test
def a_script_in_either_tree_is_not_the_same_file(here):
    for name in ("here", "there"):
        here.write(f"{name}/tool.py", f"# {name}\n")
    here.write("here/s.yaml", "defaults: {launches: 2}\n"
               "benchmarks: [{name: x, command: [python3, tool.py]}]\n")
    here.perfolio("run", "s.yaml", "-o", "../run.jsonl", "--against",
                  "../there", cwd=here.path("here")).exits(0)
    expect(not any("same file" in line["text"] for line in here.lines()
                   if line["type"] == "note"), here.lines())


@test
def a_parameter_can_be_the_reference(here):
    here.suite("benchmarks:\n  - name: p\n    launches: 8\n"
               "    params: {n: [1, 2], level: [none, high]}\n"
               "    command: \"test {level} = none || sleep 0.01\"\n"
               "    reference: {level: none}\n").exits(0)
    result = here.result()
    for n in (1, 2):
        found = metric(result, f"p/level=high,n={n}", "time")["reference"]
        expect_equal(found["case"], f"p/level=none,n={n}", "its reference")
        expect(found["ratio_low"] > 1.5, "sleeping takes longer", found)
    order = [line["case"] for line in here.samples()]
    for first, second in zip(order[::2], order[1::2]):
        expect_equal(first[-1], second[-1], "the pair stands together")


@test
def several_commands_are_variants_of_each_other(here):
    seen = here.perfolio("run", "-r", "8", "-o", "run.jsonl", "-c",
                         "sleep 0.01", "-c", "sleep 0.04").exits(0)
    found = metric(here.result(), "sleep 0.04", "time")["reference"]
    expect_equal(found["case"], "sleep 0.01", "the first one")
    expect(found["ratio_low"] > 1.3, found)
    seen.prints("slower")


@test
def against_measures_two_trees_in_one_run(here):
    for tree, pause in (("here", "0.08"), ("there", "0.02")):
        here.write(f"{tree}/bench/tool", f"#!/bin/sh\nsleep {pause}\n")
        os.chmod(here.path(f"{tree}/bench/tool"), 0o755)
        subprocess.run(["git", "init", "-q", here.path(tree)], check=True)
    here.write("here/bench/s.yaml", "defaults: {launches: 8}\n"
               "benchmarks: [{name: x, command: [./tool]}]\n")
    here.perfolio("run", "s.yaml", "-o", "../../run.jsonl", "--against",
                  "../../there", cwd=here.path("here/bench")).exits(0)
    result = here.result()
    found = metric(result, "x/variant=head", "time")["comparison"]
    expect_equal(found["case"], "x/variant=base", "compared with")
    expect(found["ratio_low"] > 1.4, "head sleeps four times as long", found)
    expect(result["run"]["against"].endswith("/there/bench"),
           "where base was started", result["run"]["against"])
    notes = [n["text"] for n in result["notes"]]
    expect(not any("same file" in n for n in notes), notes)


@test
def comparing_a_file_with_itself_is_said(here):
    here.write("there/x", "")
    here.write("s.yaml", "defaults: {launches: 5}\n"
               "benchmarks: [{name: x, command: [sleep, \"0.001\"]}]\n")
    here.perfolio("run", "s.yaml", "-o", "run.jsonl", "--against",
                  "there").exits(0)
    notes = [line for line in here.lines() if line["type"] == "note"]
    expect(any("same file" in n["text"] and "sleep" in n["text"]
               for n in notes), notes)


@test
def against_needs_a_folder_that_is_there(here):
    here.write("s.yaml", "benchmarks: [{name: x, command: [\"true\"]}]\n")
    here.perfolio("run", "s.yaml", "--against", "nowhere").exits(2).says(
        "nowhere")


COPIES = """
build: cc -O1 -o copy copy.c
benchmarks:
  - name: p
    launches: 5
    concurrency: [1, 8]
    command: [./copy]
"""

# Works for 200 ms of CPU, then logs when it began and ended.
COPY = r"""
#include <stdio.h>
#include <time.h>
static long long now(clockid_t clock)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}
int main(void)
{
	long long start = now(CLOCK_MONOTONIC);
	FILE *log;
	while (now(CLOCK_PROCESS_CPUTIME_ID) < 200000000) continue;
	log = fopen("log", "a");
	return fprintf(log, "%lld %lld\n", start, now(CLOCK_MONOTONIC)) < 0;
}
"""


@test
def copies_agree_with_what_they_log_of_themselves(here):
    """Throughput and latency within 3 % of the copies' own start and end."""
    here.write("copy.c", COPY)
    seen = here.suite(COPIES).exits(0)
    logged = sorted(tuple(map(int, line.split()))
                    for line in here.text("log").splitlines())
    expect_equal(len(logged), 5 * 9, "copies")
    apart = {"latency": [], "throughput": []}
    # Launches follow one another, so the log falls into their groups.
    for line in sorted(here.samples(), key=lambda line: line["start"]):
        latencies = line["values"]["time"]
        own, logged = logged[:len(latencies)], logged[len(latencies):]
        expect_equal(len(latencies), int(line["case"].split("=")[1]),
                     "a latency a copy")
        if len(own) == 1:
            continue
        expect(max(a for a, _ in own) < min(b for _, b in own),
               "all run at the same time", own)
        throughput = len(own) * 1e9 / (max(b for _, b in own) -
                                       min(a for a, _ in own))
        apart["latency"].append(statistics.mean(latencies) / statistics.mean(
            b - a for a, b in own) - 1)
        apart["throughput"].append(
            line["values"]["throughput"][0] / throughput - 1)
    # Other work on the machine may hold up a copy before its first line.
    for what, shares in apart.items():
        expect(abs(statistics.median(shares)) <= 0.03,
               f"{what}: more than 3 % apart", shares)
    here.expect_nothing_running()
    seen.prints("p/concurrency=8")


def close(seen, expected, share, what):
    expect(abs(seen / expected - 1) <= share, f"{what}: more than "
           f"{share:.0%} apart", f"perfolio {seen}", f"copies   {expected}")


@test
def one_failing_copy_fails_the_launch(here):
    here.suite("benchmarks:\n  - name: p\n    launches: 2\n"
               "    concurrency: 3\n"
               "    command: \"mkdir d 2>/dev/null || exit 0; exit 4\"\n"
               "    prepare: rm -rf d\n").exits(3)
    line = here.samples()[0]
    expect_equal((line["exit"], line["values"]), (4, {}), "the launch")


@test
def a_timeout_ends_all_copies(here):
    here.suite("benchmarks:\n  - name: p\n    launches: 1\n"
               "    concurrency: 4\n    timeout: 200ms\n"
               f"    command: [sleep, \"60.{here.marker}\"]\n").exits(3)
    expect_equal(here.statuses(), {"p/concurrency=4": "timeout"}, "status")
    here.expect_nothing_running()


@test
def steps_are_timed_one_by_one_and_as_a_whole(here):
    here.suite("benchmarks:\n  - name: j\n    launches: 4\n    steps:\n"
               "      - {name: init, command: [sleep, \"0.01\"]}\n"
               "      - {name: work, command: \"sleep 0.03\"}\n"
               "    budget: {time: 60s, init/time: 2s}\n").exits(0)
    for line in here.samples("j"):
        whole, init, work = (line["values"][n][0] for n in
                             ("time", "init/time", "work/time"))
        expect(init >= 1e7 and work >= 3e7, "the steps", line)
        close(whole, init + work, 1e-9, "the whole")
        expect(line["values"]["max_rss"][0] ==
               max(line["values"]["init/max_rss"][0],
                   line["values"]["work/max_rss"][0]), "peak memory", line)
    judged = [m["metric"] for m in here.result()["cases"][0]["metrics"]
              if m["judged"]]
    expect_equal(judged, ["time", "init/time"], "judged")


@test
def a_failing_step_is_named(here):
    here.suite("benchmarks:\n  - name: j\n    launches: 2\n    steps:\n"
               "      - {name: init, command: \"echo no >&2; exit 5\"}\n"
               "      - {name: work, command: \"touch ran\"}\n").exits(3)
    expect("step init: exit status 5: no" in
           here.outcomes()["j"]["message"], here.outcomes())
    expect(not os.path.exists(here.path("ran")), "the next step ran")


@test
def cold_starts_read_from_the_disk_and_warm_ones_do_not(here):
    here.write("data", os.urandom(8 << 20))
    os.sync()
    here.suite("benchmarks:\n  - name: r\n    launches: 3\n"
               "    command: [cat, data]\n    start: [cold, warm]\n"
               "    cold_files: [data]\n    metrics: [time, read_bytes]\n"
               ).exits(0)
    notes = [n["text"] for n in here.lines() if n["type"] == "note"]
    if any("not be dropped" in n for n in notes):
        raise Skip("this file system is in memory: " + notes[0])
    cold = values(here, "r/start=cold", "read_bytes")
    warm = values(here, "r/start=warm", "read_bytes")
    # A page of the program itself may have been dropped by someone else.
    expect(max(warm) < 1 << 20, "bytes read in warm starts", warm)
    expect(min(cold) >= 8 << 20, "bytes read in cold starts", cold)


@test
def a_missing_cold_file_blocks_its_case_alone(here):
    here.suite("defaults: {launches: 2}\nbenchmarks:\n"
               "  - {name: a, command: [\"true\"], start: cold, "
               "cold_files: [nothing]}\n"
               "  - {name: b, command: [\"true\"]}\n").exits(0)
    outcome = here.outcomes()["a/start=cold"]
    expect_equal(outcome["status"], "blocked", "status")
    expect("nothing" in outcome["message"], outcome)


@test
def the_shell_s_share_is_said_once(here):
    here.suite("defaults: {launches: 2}\nbenchmarks:\n"
               "  - {name: a, command: \"true\"}\n"
               "  - {name: b, command: \"exit 0\"}\n").exits(0)
    notes = [n["text"] for n in here.lines() if n["type"] == "note"]
    expect_equal(len([n for n in notes if "start of the shell" in n]), 1,
                 "notes")
    here.write("t.yaml", "benchmarks: [{name: a, command: [\"true\"], "
               "launches: 2}]\n")
    here.perfolio("run", "t.yaml", "-o", "t.jsonl").exits(0)
    expect(not any("shell" in n["text"] for n in here.lines("t.jsonl")
                   if n["type"] == "note"), "no shell, no note")


run_tests()
