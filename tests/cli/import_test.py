#!/usr/bin/env -S python3 -B
"""perfolio import as its user sees it."""
import csv
import io
import json
import os
import signal

from lib import (Skip, expect, expect_equal, run_tests, test, wait_until)

# Real histories of other projects, which do not belong to this one.
FIXTURES = os.path.abspath(os.environ.get("FIXTURES", "../shared/fixtures"))


def imported(here, text, *words):
    """The cases of the result, by their ids."""
    here.write("in.csv", text)
    here.perfolio("import", "csv", "in.csv", "-o", "in.jsonl", *words).exits(0)
    return {case["case"]: case for case in here.result("in.jsonl")["cases"]}


def refused(here, text, *parts, name="bad.csv"):
    here.write(name, text)
    before = here.names()
    seen = here.perfolio("import", "csv", name, "-o", "bad.jsonl").exits(3)
    seen.says(*parts).prints_nothing()
    expect_equal(here.names(), before, "files after it")


def metric(case, name="time"):
    found = [m for m in case["metrics"] if m["metric"] == name]
    expect(found, f"no metric {name}", case)
    return found[0]


@test
def samples_of_a_report_come_back_with_the_same_medians(here):
    here.perfolio("run", "--launches", "9", "-o", "run.jsonl", "-c", "true",
                  "-c", "echo 'a, \"b\"'", "-c", ":  =x").exits(0)
    here.perfolio("report", "run.jsonl").exits(0)
    here.perfolio("import", "csv", "report/samples.csv", "-o",
                  "in.jsonl").exits(0).prints("true")
    first = {case["case"]: case for case in here.result()["cases"]}
    again = {case["case"]: case for case in here.result("in.jsonl")["cases"]}
    expect_equal(sorted(again), sorted(first), "cases")
    for case in first:
        for one in first[case]["metrics"]:
            two = metric(again[case], one["metric"])
            expect_equal(two["unit"], one["unit"], "unit")
            for key in ("n", "launches", "median", "median_low", "min", "max"):
                expect_equal(two["summary"][key], one["summary"][key],
                             f"{key} of {one['metric']} of {case}")
    here.perfolio("report", "in.jsonl", "--output-dir", "again").exits(0)
    expect_equal(sorted(here.text("again/samples.csv").splitlines()),
                 sorted(here.text("report/samples.csv").splitlines()),
                 "samples.csv")


@test
def case_and_value_are_enough(here):
    cases = imported(here, "value,case\n3,a\n1,a\n2,a\n7.5,b\n")
    a = metric(cases["a"])
    expect_equal((a["unit"], a["better"], a["summary"]["median"],
                  a["summary"]["n"]), ("ns", "lower", 2, 3), "a")
    expect_equal(metric(cases["b"])["summary"]["median"], 7.5, "b")


@test
def other_columns_are_skipped(here):
    cases = imported(here, "when,case,value,mood\n2026,a,4,\"so, so\"\n")
    expect_equal(metric(cases["a"])["summary"]["median"], 4, "a")


@test
def options_say_what_the_columns_do_not(here):
    cases = imported(here, "case,value\na,2\n", "--metric", "speed", "--unit",
                     "MB/s", "--better", "higher", "--name", "mine",
                     "--label", "k=v")
    speed = metric(cases["a"], "speed")
    expect_equal((speed["unit"], speed["better"]), ("MB/s", "higher"), "a")
    header = here.lines("in.jsonl")[0]
    expect_equal((header["suite"], header["labels"]), ("mine", {"k": "v"}),
                 "the first line")


@test
def display_units_become_base_units(here):
    for unit, base, factor in (("ms", "ns", 1e6), ("µs", "ns", 1e3),
                               ("MiB", "B", 1048576), ("1", "1", 1)):
        cases = imported(here, f"case,unit,value\na,{unit},1.5\n")
        a = metric(cases["a"])
        expect_equal((a["unit"], a["summary"]["median"]),
                     (base, 1.5 * factor), unit)
        here.perfolio("import", "csv", "in.csv", "-o", "in.jsonl").exits(3)
        os.remove(here.path("in.jsonl"))


@test
def launch_column_groups_the_samples(here):
    text = "case,launch,value\n" + "".join(
        f"a,{launch},{10 * launch + i}\n" for launch in (1, 2, 3)
        for i in range(4))
    a = metric(imported(here, text)["a"])
    expect_equal((a["summary"]["n"], a["summary"]["launches"]), (12, 3),
                 "samples and launches")
    case = here.result("in.jsonl")["cases"][0]
    expect_equal(case["launches"], 3, "launches of the case")


@test
def rows_in_any_order_give_the_same_numbers(here):
    rows = [(case, launch, 100 * launch + len(case))
            for launch in (1, 2, 3) for case in ("a", "bb")]
    seen = []
    for order in (rows, sorted(rows), rows[::-1]):
        out = io.StringIO()
        csv.writer(out).writerows([("case", "launch", "value"), *order])
        here.write("in.csv", out.getvalue())
        here.perfolio("import", "csv", "in.csv", "-o",
                      f"{len(seen)}.jsonl").exits(0)
        seen.append({case["case"]: (metric(case)["summary"]["n"],
                                    metric(case)["summary"]["launches"],
                                    metric(case)["summary"]["median"])
                     for case in here.result(f"{len(seen)}.jsonl")["cases"]})
    expect_equal(seen[0], {"a": (3, 3, 201), "bb": (3, 3, 202)}, "numbers")
    expect(seen[0] == seen[1] == seen[2], "the order matters", seen)


@test
def iterations_are_of_the_sample(here):
    cases = imported(here, "case,iterations,value\na,1000,2.5\na,10,3.5\n")
    expect_equal(metric(cases["a"])["summary"]["median"], 3, "per iteration")
    totals = [line["values"]["time"] for line in here.samples(name="in.jsonl")]
    expect_equal(sum(totals, []), [2500, 35], "totals in the run file")


@test
def bad_rows_are_refused_with_their_line(here):
    head = "case,launch,value\na,1,1\n"
    for row, part in (("a,2,x\n", '"x"'), ("a,2,\n", "value"),
                      ("a,2,nan\n", "nan"), ("a,2,inf\n", "inf"),
                      ("a,2,1e999\n", "1e999"), ("a,0,1\n", '"0"'),
                      ("a,-1,1\n", '"-1"'), ("a,1.5,1\n", '"1.5"'),
                      (",2,1\n", "case"), ("a,2\n", "2 fields"),
                      ("a,2,1,0\n", "4 fields"), ("a,2,0x10\n", "0x10"),
                      ("a,2,\"1\n", "CSV"), ("a,2,1 ms\n", "1 ms"),
                      ("a,2,\"1\"x\n", "CSV")):
        refused(here, head + row, "bad.csv:3: ", part)


@test
def bad_headers_are_refused(here):
    refused(here, "", "bad.csv", "no samples")
    refused(here, "case,value\n", "bad.csv", "no samples")
    refused(here, "case,val\na,1\n", "bad.csv:1: ", '"value"')
    refused(here, "name;value\na;1\n", "bad.csv:1: ", '"case"')
    refused(here, "case,value,value\na,1,2\n", "bad.csv:1: ", "twice")


@test
def unit_that_changes_within_a_metric_is_refused(here):
    refused(here, "case,unit,value\na,ns,1\na,B,1\n", "bad.csv:3: ", "unit")


@test
def missing_file_and_unknown_format_are_refused(here):
    here.perfolio("import", "csv", "none.csv", "-o", "x.jsonl").exits(3).says(
        "none.csv", "No such file")
    here.perfolio("import", "csv").exits(2).says("usage")
    here.write("in.csv", "case,value\na,1\n")
    here.perfolio("import", "xlsx", "in.csv").exits(2).says("xlsx")
    here.perfolio("import", "criterion", "in.csv").exits(2).says(
        "not supported yet")
    here.perfolio("import", "csv", "in.csv", "--better", "more").exits(2).says(
        '"more"')
    here.perfolio("import", "csv", "in.csv", "in.csv").exits(2).says(
        "one file at a time")
    expect_equal(here.names(), ["in.csv"], "files after it")


@test
def format_is_recognised(here):
    here.write("in.csv", "\ufeffcase,value\r\n\"a\",1\r\n\"a\",3")
    here.perfolio("import", "auto", "in.csv", "-o", "in.jsonl").exits(0)
    expect_equal(metric(here.result("in.jsonl")["cases"][0])["summary"]
                 ["median"], 2, "median")
    here.write("in.txt", "hello\n")
    here.perfolio("import", "auto", "in.txt").exits(2).says("not recognised")


@test
def samples_are_read_from_stdin(here):
    here.perfolio("import", "csv", "-", "-o", "in.jsonl",
                  stdin=b"case,value\na,1\n").exits(0)
    expect_equal(len(here.samples(name="in.jsonl")), 1, "samples")


@test
def many_samples_in_one_launch_are_split_into_lines(here):
    text = "case,value\n" + "".join(f"a,{i}\n" for i in range(2500))
    a = metric(imported(here, text)["a"])
    expect_equal((a["summary"]["n"], a["summary"]["launches"],
                  a["summary"]["median"]), (2500, 1, 1249.5), "the numbers")
    sizes = [len(line["values"]["time"])
             for line in here.samples(name="in.jsonl")]
    expect_equal(sizes, [1000, 1000, 500], "values a line")
    json.loads(here.text("in.jsonl").split("\n")[0])


@test
def iterations_that_come_later_count_from_the_first_row_on(here):
    cases = imported(here, "case,value,iterations\n"
                     "x,10,\nx,20,10\nx,30,10\n")
    summary = metric(cases["x"])["summary"]
    expect_equal((summary["min"], summary["median"], summary["max"]),
                 (10, 20, 30), "values per iteration")


@test
def value_too_large_to_reckon_with_is_refused(here):
    refused(here, "case,value\nx,1\nx,1e308\n", ":3", "too large")


@test
def run_file_may_go_down_a_pipe(here):
    here.write("in.csv", "case,value\nx,1\nx,2\n")
    seen = here.perfolio("import", "csv", "in.csv", "-o", "/dev/stdout")
    seen.exits(0).prints('"type":"run"', '"type":"end"')
    here.perfolio("import", "csv", "in.csv", "-o", "/dev/null").exits(0)


def asv_folder(here, commits=3, machine="box"):
    """A results folder of asv; the n-th commit takes n milliseconds."""
    here.write("asv/benchmarks.json", json.dumps({
        "m.time_a": {"type": "time", "unit": "seconds", "param_names": ["n"],
                     "version": "1"}, "version": 2}))
    here.write(f"asv/{machine}/machine.json",
               json.dumps({"machine": machine, "version": 1}))
    for i in range(1, commits + 1):
        asv_file(here, i, machine)


def asv_file(here, i, machine="box"):
    here.write(f"asv/{machine}/{i:08x}-py3.json", json.dumps({
        "commit_hash": f"{i:040x}", "env_name": "py3",
        "date": 1500000000000 + i * 86400000,
        "params": {"machine": machine}, "python": "3", "requirements": {},
        "env_vars": {}, "result_columns": ["result", "params", "version"],
        "results": {"m.time_a": [[i / 1e3, None], [["1", "2"]], "1"]},
        "durations": {}, "version": 2}))


def data_js(here, entries, name="data.js"):
    history = {"lastUpdate": 1, "repoUrl": "https://github.com/o/shop",
               "entries": {"Bench": [
                   {"commit": {"id": f"c{i}"},
                    "date": 1500000000000 + i * 86400000, "tool": "go",
                    "benches": [{"name": "x", "value": 10 + i,
                                 "unit": "ns/op"}]}
                   for i in range(entries)]}}
    here.write(name, "window.BENCHMARK_DATA = " + json.dumps(history))


def run_names(here, folder=".perfolio/runs"):
    return sorted(os.listdir(here.path(folder)))


def expect_whole(here, folder=".perfolio/runs"):
    """Every run file of the folder has its last line."""
    for name in run_names(here, folder):
        if name.endswith(".jsonl"):
            end = here.lines(f"{folder}/{name}")[-1]
            expect_equal(end["type"], "end", f"last line of {name}")


@test
def every_commit_of_asv_becomes_a_run_once(here):
    asv_folder(here)
    here.perfolio("import", "asv", "asv").exits(0).prints(
        "3 runs imported (0 already there)").says_nothing()
    names = run_names(here)
    expect_equal([name[:8] for name in names],
                 ["20170715", "20170716", "20170717"], "days of the runs")
    before = [here.bytes(f".perfolio/runs/{name}") for name in names]
    asv_file(here, 4)
    here.perfolio("import", "asv", "asv").exits(0).prints(
        "1 run imported (3 already there)")
    expect_equal(run_names(here)[:3], names, "runs that were there")
    expect_equal([here.bytes(f".perfolio/runs/{name}") for name in names],
                 before, "their bytes")


@test
def source_that_has_grown_since_is_named(here):
    asv_folder(here)
    here.perfolio("import", "asv", "asv").exits(0)
    name = "asv/box/00000002-py3.json"
    grown = json.loads(here.text(name))
    before = {run: here.bytes(f".perfolio/runs/{run}")
              for run in os.listdir(here.path(".perfolio/runs"))}
    grown["results"]["time_new"], = grown["results"].values()
    here.write(name, json.dumps(grown))
    seen = here.perfolio("import", "asv", "asv").exits(3)
    seen.prints("0 runs imported (2 already there)")
    seen.says(name, "1 result here is not in it", "time_new", "delete it")
    expect_equal({run: here.bytes(f".perfolio/runs/{run}") for run in before},
                 before, "run files")
    # So is what changed, also where the sum stays what it was.
    for samples, changed in (([2, 3], [1.5, 3.5]), ([2, 3], [3, 2])):
        for run in before:
            os.remove(here.path(f".perfolio/runs/{run}"))
        for values, status in ((samples, 0), (samples, 0), (changed, 3)):
            here.write(name, json.dumps({
                **grown, "result_columns": ["result", "params", "samples"],
                "results": {"m.time_a": [[2.5], [["1"]], [values]]}}))
            again = here.perfolio("import", "asv", "asv").exits(status)
        again.says(name, "1 result here is not in it", "m/time_a/n=1 time")
    # What is no longer there was measured all the same.
    here.write(name, json.dumps({**grown, "results": {}}))
    here.perfolio("import", "asv", "asv").exits(0)
    old, = (run for run in before if run in seen.err)
    os.remove(here.path(f".perfolio/runs/{old}"))
    here.write(name, json.dumps(grown))
    here.perfolio("import", "asv", "asv").exits(0).prints("1 run imported")
    expect("time_new" in here.text(f".perfolio/runs/{old}"), "taken in")


@test
def imported_run_is_read_like_any_other(here):
    asv_folder(here, 2)
    here.perfolio("import", "auto", "asv", "--name", "mine", "--branch",
                  "main", "--host-class", "lab", "--label", "k=v").exits(0)
    result = here.result("20170716")
    expect_equal((result["run"]["suite"], result["run"]["vcs"]["branch"],
                  result["run"]["machine"]["host_class"],
                  result["run"]["labels"]), ("mine", "main", "lab",
                                             {"k": "v"}), "the run")
    cases = {case["case"]: case for case in result["cases"]}
    summary = metric(cases["m/time_a/n=1"])["summary"]
    expect_equal((summary["n"], summary["launches"], summary["median"]),
                 (1, 1, 2e6), "n=1")
    expect_equal(cases["m/time_a/n=2"]["status"], "failed", "n=2")
    here.perfolio("report", "20170716").exits(0)


@test
def imported_runs_are_in_the_archive(here):
    asv_folder(here, 2)
    here.perfolio("import", "asv", "asv", "--branch", "main").exits(0)
    expect(".perfolio/archive.db" in here.names(), here.names())
    here.perfolio("archive", "list").exits(0).prints(
        "20170715T", "20170716T", "main")


@test
def machine_of_a_host_class_is_the_one_that_is_measured_on(here):
    here.perfolio("run", "--launches", "3", "--host-class", "lab", "-o",
                  "run.jsonl", "-c", "true").exits(0)
    asv_folder(here, 1)
    here.perfolio("import", "asv", "asv", "--host-class", "lab", "-o",
                  "in.jsonl").exits(0)
    expect_equal(here.lines("in.jsonl")[0]["machine"]["id"],
                 here.lines("run.jsonl")[0]["machine"]["id"], "machine id")


@test
def bad_file_among_many_is_named_and_importing_again_goes_on(here):
    asv_folder(here, 3)
    here.write("asv/box/00000002-py3.json", '{"commit_hash":"2",')
    seen = here.perfolio("import", "asv", "asv").exits(3)
    seen.says("00000002-py3.json", "cut short", "import again").prints(
        "2 runs imported (0 already there)")
    asv_file(here, 2)
    here.perfolio("import", "asv", "asv").exits(0).prints(
        "1 run imported (2 already there)")


@test
def many_bad_files_are_counted_and_the_first_named(here):
    asv_folder(here, 1)
    for i in range(2, 40):
        here.write(f"asv/box/{i:08x}-py3.json", "{")
    seen = here.perfolio("import", "asv", "asv").exits(3).says("38 files")
    expect_equal(seen.err.count("warning:"), 10, "warnings")


@test
def output_is_one_file_for_one_run_and_a_folder_for_more(here):
    data_js(here, 1)
    here.perfolio("import", "gha", "data.js", "-o", "one.jsonl").exits(0)
    expect_equal(here.lines("one.jsonl")[0]["vcs"]["commit"], "c0", "commit")
    here.perfolio("import", "gha", "data.js", "-o", "one.jsonl").exits(3).says(
        "never overwritten")
    data_js(here, 3)
    before = here.names()
    here.perfolio("import", "gha", "data.js", "-o", "two.jsonl").exits(3).says(
        "there are more", "two.jsonl.runs/").prints_nothing()
    expect_equal(here.names(), before, "files after it")
    here.perfolio("import", "gha", "data.js", "-o", "runs/").exits(0).prints(
        "3 runs imported (0 already there) into runs")
    here.perfolio("import", "gha", "data.js", "-o", "runs").exits(0).prints(
        "0 runs imported (3 already there)")
    expect_equal(len(run_names(here, "runs")), 3, "runs")
    here.perfolio("import", "gha", "data.js", "-o", "/dev/full").exits(3)


@test
def run_files_are_copied_byte_for_byte(here):
    data_js(here, 2)
    here.perfolio("import", "gha", "data.js", "-o", "other/").exits(0)
    here.perfolio("import", "run", "other").exits(0).prints(
        "2 runs imported (0 already there)")
    for name in run_names(here, "other"):
        expect_equal(here.bytes(f".perfolio/runs/{name}"),
                     here.bytes(f"other/{name}"), name)
    here.perfolio("import", "run", "other").exits(0).prints(
        "0 runs imported (2 already there)")
    name = run_names(here, "other")[0]
    here.write(f"other/{name}", here.text(f"other/{name}").replace(
        "[10]", "[11]"))
    kept = here.bytes(f".perfolio/runs/{name}")
    here.perfolio("import", "run", "other").exits(3).says(
        name, "another run", "same id")
    expect_equal(here.bytes(f".perfolio/runs/{name}"), kept, "the run")


@test
def run_with_a_hostile_id_is_refused(here):
    here.write("x/a.jsonl",
               '{"type":"run","format":1,"id":"../../evil"}\n')
    here.perfolio("import", "run", "x").exits(3).says("../../evil")
    expect(not any("evil" in name for name in here.names()), here.names())


@test
def auto_knows_every_format(here):
    asv_folder(here, 1)
    data_js(here, 1)
    here.write("load.csv", "time,commit,m\n2024-01-01,a,1\n")
    for path in ("asv", "data.js", "load.csv"):
        here.perfolio("import", "auto", path).exits(0).prints("1 run imported")
    here.perfolio("import", "auto", ".", "-o", "copy/").exits(0).prints(
        "3 runs imported")
    here.perfolio("import", "auto", "data.js", "load.csv").exits(2).says(
        "data.js is gha, load.csv is otava")
    here.perfolio("import", "auto", "none").exits(3).says("No such file")
    here.perfolio("import", "auto", "-").exits(2).says("stdin")


@test
def words_that_cannot_be_followed_are_refused_before_anything_is_written(here):
    here.write("load.csv", "time,m\n2024-01-01,1\n")
    here.perfolio("import", "otava", "load.csv", "--better",
                  "m=up").exits(2).says("m=up")
    here.perfolio("import", "otava", "load.csv", "--metric", "n", "-o",
                  "x/").exits(3).says('no column "n"')
    here.perfolio("import", "otava", "load.csv", "--better", "m=higher",
                  "--unit", "m=ops/s", "-o", "in.jsonl").exits(0)
    case = here.result("in.jsonl")["cases"][0]
    expect_equal((metric(case, "m")["unit"], metric(case, "m")["better"],
                  metric(case, "m")["judged"]), ("1/s", "higher", True), "m")


@test
def killed_import_leaves_whole_runs_and_goes_on(here):
    data_js(here, 3000)
    process = here.start("import", "gha", "data.js")
    wait_until(lambda: os.path.isdir(here.path(".perfolio/runs")) and
               len(run_names(here)) > 5, "the first runs")
    process.send_signal(signal.SIGKILL)
    here.finish(process)
    expect_whole(here)
    there = len([n for n in run_names(here) if n.endswith(".jsonl")])
    here.perfolio("import", "gha", "data.js").exits(0).prints(
        f"{3000 - there} runs imported ({there} already there)")
    expect_whole(here)


@test
def what_a_killed_import_left_behind_is_removed_later(here):
    data_js(here, 1)
    old = here.write("runs/a.jsonl.tmp-4194999", "x")
    os.utime(old, (1e9, 1e9))
    mine = here.write(f"runs/b.jsonl.tmp-{os.getpid()}", "x")
    os.utime(mine, (1e9, 1e9))
    here.write("runs/c.jsonl.tmp-4194999", "x")
    here.write("runs/d.jsonl.tmp-old", "x")
    here.perfolio("import", "gha", "data.js", "-o", "runs/").exits(0)
    expect_equal([n for n in run_names(here, "runs") if "tmp" in n],
                 [f"b.jsonl.tmp-{os.getpid()}", "c.jsonl.tmp-4194999",
                  "d.jsonl.tmp-old"], "temporary files")


@test
def two_imports_at_once_make_every_run_once(here):
    data_js(here, 300)
    both = [here.start("import", "gha", "data.js", "-o", "runs/")
            for _ in range(2)]
    seen = [here.finish(process).exits(0) for process in both]
    added = sum(int(one.out.split()[0]) for one in seen)
    expect_equal(added, 300, "runs that somebody imported")
    expect_equal(len(run_names(here, "runs")), 300, "runs")
    expect_whole(here, "runs")


@test
def real_histories_give_every_number_they_hold(here):
    if not os.path.isdir(FIXTURES):
        raise Skip(f"{FIXTURES} is not there")
    asv = os.path.join(FIXTURES, "asv/airspeed-velocity+asv")
    # One of its files is cut on purpose, another is none of asv's.
    here.perfolio("import", "asv", asv, "-o", "asv/").exits(3).says(
        "aaaaaaaa-", "bbbbbbbb-").prints("39 runs imported")
    values = [value for name in run_names(here, "asv")
              for line in here.samples(name=f"asv/{name}")
              for value in sum(line["values"].values(), [])]
    expect_equal(len(values), 423, "numbers")
    for path, runs, numbers in (
            ("gha/risinglightdb+risinglight/data.js", 16, 700),
            ("gha/nomic-foundation-automation+edr-benchmark-results/bench/"
             "data.js", 50, 400),
            ("changepoint/apache+otava/tests/resources/"
             "sample_multi_branch.csv", 8, 16),
            ("changepoint/datastax-labs+hunter/sample-semicolons.csv", 10,
             20)):
        folder = f"{runs}/"
        here.perfolio("import", "auto", os.path.join(FIXTURES, path), "-o",
                      folder).exits(0).prints(f"{runs} runs imported")
        values = [value for name in run_names(here, folder)
                  for line in here.samples(name=f"{folder}{name}")
                  for value in sum(line["values"].values(), [])]
        expect_equal(len(values), numbers, f"numbers of {path}")


run_tests()
