#!/usr/bin/env -S python3 -B
"""A full disk: exit status 3, a message, and nothing that was is lost."""
import os

from disk import fill, small_disk
from lib import expect, expect_equal, run_tests, test

REPORT = {"index.html", "report.json", "results.csv", "samples.csv",
          "summary.pdf"}
FULL = "No space left on device"


@test
def run_into_dev_full_fails_with_the_reason(here):
    seen = here.perfolio("run", "-o", "/dev/full", "--", "true").exits(3)
    seen.says("/dev/full", FULL).prints_nothing()
    expect("--resume" not in seen.err, "nothing can be resumed", seen)
    expect_equal(here.names(), [], "files after it")


@test
def analyze_into_dev_full_fails_with_the_reason(here):
    here.perfolio("run", "--quick", "-o", "a.jsonl", "--", "true").exits(0)
    seen = here.perfolio("analyze", "a.jsonl", "-o", "/dev/full").exits(3)
    seen.says("/dev/full", FULL).prints_nothing()


@test
def answer_into_dev_full_fails_with_the_reason(here):
    here.perfolio("run", "--quick", "-o", "a.jsonl", "--", "true").exits(0)
    here.write("s.yaml", "benchmarks: [{name: a, command: [true]}]\n")
    for words in (["run", "--quick", "-o", "b.jsonl", "--", "true"],
                  ["run", "--quick", "-o", "c.jsonl", "--json", "--", "true"],
                  ["report", "a.jsonl"], ["analyze", "a.jsonl", "-o", "-"],
                  ["list", "s.yaml"], ["help"], ["run", "--help"]):
        with open("/dev/full", "wb") as full:
            seen = here.perfolio(*words, stdout=full)
        expect(seen.exits(3).err.startswith("perfolio: ") and
               ("standard output cannot be written" in seen.err or
                FULL in seen.err), "expected the reason", seen)
    expect_equal(here.result("b.jsonl")["counts"]["ok"], 1,
                 "cases in the run file")


@test
def answer_to_a_reader_that_went_away_fails_with_the_reason(here):
    here.write("s.yaml", "benchmarks: [{name: a, command: [true]}]\n")
    reading, writing = os.pipe()
    os.close(reading)
    seen = here.perfolio("list", "s.yaml", stdout=writing)
    os.close(writing)
    seen.exits(3).says("standard output cannot be written")


@test
def run_file_on_a_full_disk_keeps_what_was_measured_and_is_resumed(here):
    launches = 300
    with small_disk(here) as disk:
        fill(here, f"{disk}/filler", spare=40960)
        run = f"{disk}/run.jsonl"
        seen = here.perfolio("run", "--launches", str(launches), "-o", run,
                             "--", "true").exits(3)
        seen.says(FULL, run, f"perfolio run --resume {run}").prints_nothing()
        whole = here.text(run).count('"type":"samples"') - (
            not here.text(run).endswith("\n"))
        expect(10 < whole < launches, f"{whole} samples were written")
        result = here.result(run)
        seen_n = result["cases"][0]["metrics"][0]["summary"]["n"]
        expect(abs(seen_n - whole) <= 1, f"{seen_n} of {whole} are read")
        expect(any("cut short" in note["text"] for note in result["notes"]),
               "expected a note that the run was cut short", result["notes"])
        here.perfolio("report", run, "--output-dir", "report").exits(0)
        # Still full: refused again, and nothing is lost by it.
        again = here.perfolio("run", "--resume", run).exits(3).says(FULL)
        expect(here.result(run)["cases"][0]["metrics"][0]["summary"]["n"]
               >= seen_n, "samples were lost", again)
        os.remove(here.path(f"{disk}/filler"))
        here.perfolio("run", "-q", "--resume", run).exits(0)
        expect_equal([line["launch"] for line in here.samples(name=run)],
                     list(range(1, launches + 1)), "launches")


@test
def run_that_cannot_write_its_first_line_leaves_no_file(here):
    with small_disk(here) as disk:
        fill(here, f"{disk}/filler")
        seen = here.perfolio("run", "-o", f"{disk}/run.jsonl", "--", "true")
        seen.exits(3).says(FULL)
        expect_equal(os.listdir(here.path(disk)), ["filler"], "on the disk")


def files(here, folder):
    """Everything below a folder, by its path in it."""
    root = here.path(folder)
    paths = [os.path.join(where, name)
             for where, _, names in os.walk(root) for name in names]
    return {os.path.relpath(path, root): here.bytes(path) for path in paths}


@test
def report_on_a_full_disk_leaves_the_old_one_whole(here):
    here.perfolio("run", "--quick", "-o", "old.jsonl", "-c", "true").exits(0)
    here.perfolio("run", "--launches", "20", "-o", "new.jsonl", "-c", "true",
                  "-c", "exit 0", "-c", ":").exits(0)
    with small_disk(here) as disk:
        folder = f"{disk}/report"
        here.perfolio("report", "old.jsonl", "--output-dir", folder).exits(0)
        expect(REPORT <= set(os.listdir(here.path(folder))), "no old report")
        before = files(here, folder)
        for spare in (0, 8192, 32768):
            fill(here, f"{disk}/filler", spare)
            seen = here.perfolio("report", "new.jsonl", "--output-dir",
                                 folder)
            seen.exits(3).says(FULL).prints_nothing()
            after = files(here, folder)
            expect_equal(sorted(after), sorted(before), "files of the report")
            expect(after == before, "the old report has changed", seen)
            here.perfolio("report", "new.jsonl", "--output-dir",
                          f"{disk}/fresh").exits(3).says(FULL)
            expect("fresh" not in os.listdir(here.path(disk)),
                   "an empty folder is left", seen)
        os.remove(here.path(f"{disk}/filler"))
        here.perfolio("report", "new.jsonl", "--output-dir", folder).exits(0)
        expect(here.bytes(f"{folder}/index.html") != before["index.html"],
               "the new report is not there")


@test
def run_with_a_report_on_a_full_disk_keeps_the_run_file(here):
    with small_disk(here) as disk:
        fill(here, f"{disk}/filler")
        seen = here.perfolio("run", "--quick", "-o", "run.jsonl", "--report",
                             f"{disk}/report", "--", "true")
        seen.exits(3).says(FULL)
        expect_equal(here.lines()[-1]["type"], "end", "last line")


@test
def analyze_on_a_full_disk_leaves_the_old_file_whole(here):
    here.perfolio("run", "--quick", "-o", "a.jsonl", "--", "true").exits(0)
    with small_disk(here) as disk:
        here.write(f"{disk}/report.json", "old\n")
        fill(here, f"{disk}/filler")
        seen = here.perfolio("analyze", "a.jsonl", "-o",
                             f"{disk}/report.json").exits(3).says(FULL)
        expect_equal(here.text(f"{disk}/report.json"), "old\n", seen)
        expect_equal(sorted(os.listdir(here.path(disk))),
                     ["filler", "report.json"], "on the disk")


run_tests()
