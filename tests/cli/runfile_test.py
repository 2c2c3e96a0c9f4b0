#!/usr/bin/env -S python3 -B
"""Run files that are not as they should be."""
import json
import os

from lib import expect, expect_equal, run_tests, test

RUN = ('{"type":"run","format":1,"id":"20260101T000000Z-000001",'
       '"suite":"s","started":"2026-01-01T00:00:00.000Z","seed":"1"}\n')
PLANNED = ('{"type":"case","case":"a","status":"planned","benchmark":"a",'
           '"command":["a"],"metrics":{"time":{"unit":"ns","better":"lower",'
           '"per":"iteration","resolution":1}},"judged":["time"]}\n')
DONE = '{"type":"case","case":"a","status":"ok","launches":%d}\n'
END = '{"type":"end","finished":"2026-01-01T00:00:09.000Z","lines":%d}\n'


def samples(launch, value=None):
    value = 1000 + launch if value is None else value
    return ('{"type":"samples","case":"a","round":%d,"launch":%d,"exit":0,'
            '"values":{"time":[%s]}}\n' % (launch, launch, value))


def whole(count):
    return (RUN + PLANNED + "".join(samples(i + 1) for i in range(count)) +
            DONE % count + END % (count + 4))


def refused(here, text, *parts):
    """analyze and report refuse the file, and write nothing."""
    here.write("r.jsonl", text)
    before = here.names()
    for words in (["analyze", "r.jsonl", "-o", "-"], ["analyze", "r.jsonl"],
                  ["report", "r.jsonl"]):
        here.perfolio(*words).exits(3).says("r.jsonl", *parts).prints_nothing()
        expect_equal(here.names(), before, "files after it")


def count_and_notes(result):
    return (result["cases"][0]["metrics"][0]["summary"]["n"],
            " ".join(note["text"] for note in result["notes"]))


@test
def whole_run_file_is_read(here):
    here.write("r.jsonl", whole(10))
    n, notes = count_and_notes(here.result("r.jsonl"))
    expect_equal(n, 10, "samples")
    expect("cut short" not in notes, "the run is whole", notes)


@test
def run_file_of_another_format_is_refused(here):
    refused(here, whole(3).replace('"format":1', '"format":2'), ":1:",
            "format 2", "format 1")


@test
def run_file_without_a_format_is_refused(here):
    refused(here, whole(3).replace('"format":1,', ""), ":1:")


@test
def file_that_is_no_run_file_is_refused(here):
    refused(here, "case,value\na,1\n", ":1:")
    refused(here, '{"benchmarks": []}\n', ":1:", "no run file")
    refused(here, b"\x7fELF\0\0\xff\n", ":1:")


@test
def empty_run_file_is_refused(here):
    refused(here, "", "empty")


@test
def directory_in_place_of_a_run_file_is_refused(here):
    os.mkdir(here.path("r.jsonl"))
    here.perfolio("report", "r.jsonl").exits(3).says("r.jsonl", "directory")


@test
def missing_run_file_is_refused(here):
    here.perfolio("report", "r.jsonl").exits(3).says("r.jsonl",
                                                     "No such file")


@test
def bad_line_in_the_middle_is_an_error_with_its_number(here):
    good = whole(5).splitlines(keepends=True)
    for bad in ("garbage\n", '{"type":"samples","case":"a"\n',
                good[3][:20] + "\n", samples(9, "NaN"), samples(9, '"x"'),
                "[]\n", b"\0\xff\xfe\n"):
        bad = bad if isinstance(bad, bytes) else bad.encode()
        refused(here, "".join(good[:4]).encode() + bad +
                "".join(good[4:]).encode(), "r.jsonl:5")


@test
def torn_last_line_is_dropped_and_noted(here):
    text = RUN + PLANNED + "".join(samples(i + 1) for i in range(8))
    for torn in (samples(9)[:-1], samples(9)[:30], '{"ty', "garbage\n",
                 "\0\0\0\0"):
        here.write("r.jsonl", text + torn)
        n, notes = count_and_notes(here.result("r.jsonl"))
        expect_equal(n, 8, f"samples before {torn!r}")
        expect("cut short" in notes, "expected a note", notes)
    here.perfolio("report", "r.jsonl").exits(0)
    expect("cut short" in here.text("report/index.html"),
           "the page says nothing about it")


@test
def run_file_torn_at_any_byte_of_its_last_lines_is_used(here):
    text = whole(6).encode()
    first = len((RUN + PLANNED).encode())
    for size in range(first, len(text), 37):
        here.write("r.jsonl", text[:size])
        seen = here.perfolio("analyze", "r.jsonl", "-o", "-").exits(0)
        json.loads(seen.out)


@test
def unknown_types_and_keys_are_skipped(here):
    lines = whole(5).splitlines(keepends=True)
    lines[2] = lines[2].replace('"exit"', '"mood":{"x":[1]},"exit"')
    lines.insert(3, '{"type":"weather","is":"fine"}\n')
    here.write("r.jsonl", "".join(lines))
    expect_equal(count_and_notes(here.result("r.jsonl"))[0], 5, "samples")


@test
def report_json_of_another_format_is_refused(here):
    here.write("r.jsonl", whole(5))
    here.perfolio("analyze", "r.jsonl").exits(0)
    text = here.text("report.json")
    here.write("other.json", text.replace('"format":1', '"format":2', 1))
    before = here.names()
    here.perfolio("report", "other.json").exits(3).says("other.json",
                                                        "format")
    for cut in (0, 1, len(text) // 2, len(text) - 3):
        here.write("other.json", text[:cut])
        here.perfolio("report", "other.json").exits(3).says("other.json")
    expect_equal(here.names(), before, "files after it")


def short(**line):
    return json.dumps({"type": "samples", "metric": "time", "unit": "ns",
                       **line}) + "\n"


@test
def short_form_lines_are_whole_cases(here):
    here.write("r.jsonl", RUN +
               short(benchmark="parse", values=[12, 13]) +
               short(benchmark="parse", values=[14]) +
               short(group="g", benchmark="b", params={"z": "1", "a": "2"},
                     values=[200], iterations=[2]) +
               short(case="own", benchmark="b", values=[7]) +
               END % 6)
    cases = {case["case"]: case for case in here.result("r.jsonl")["cases"]}
    expect_equal(list(cases), ["parse", "g/b/a=2,z=1", "own"], "ids")
    expect_equal(cases["parse"]["metrics"][0]["summary"]["n"], 3, "samples")
    expect_equal(cases["parse"]["metrics"][0]["summary"]["launches"], 2,
                 "launches")
    expect_equal(cases["g/b/a=2,z=1"]["metrics"][0]["summary"]["median"], 100,
                 "the median of one iteration")


@test
def short_form_with_iterations_later_on_is_still_per_iteration(here):
    here.write("r.jsonl", RUN + short(benchmark="b", values=[100]) +
               short(benchmark="b", values=[200, 202], iterations=[2, 2]) +
               END % 4)
    summary = here.result("r.jsonl")["cases"][0]["metrics"][0]["summary"]
    expect_equal((summary["min"], summary["max"]), (100, 101), "extremes")


@test
def short_form_without_a_name_or_with_another_unit_is_refused(here):
    refused(here, RUN + short(values=[1]) + END % 3, ":2:", "benchmark")
    refused(here, RUN + short(benchmark="b", values=[1]) +
            short(benchmark="b", values=[1], unit="ms") + END % 4, ":3",
            "unit")


@test
def line_ends_of_other_systems_are_read(here):
    here.write("r.jsonl", (whole(6) + "\n").replace("\n", "\r\n"))
    expect_equal(count_and_notes(here.result("r.jsonl"))[0], 6, "samples")


@test
def dropped_last_line_says_nothing_on_stderr(here):
    here.write("r.jsonl", whole(6) + "rubbish\n")
    here.perfolio("analyze", "r.jsonl", "-o", "-").exits(0).says_nothing()


run_tests()
