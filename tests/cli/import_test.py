#!/usr/bin/env -S python3 -B
"""perfolio import csv as its user sees it."""
import csv
import io
import json
import os

from lib import expect, expect_equal, run_tests, test


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


run_tests()
