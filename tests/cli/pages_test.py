#!/usr/bin/env -S python3 -B
"""Which cases have a page and plots: the 500 most notable, or all."""
import json
import re

from lib import expect, expect_equal, run_tests, test


def write_run(here, cases, name="run.jsonl", metrics=("time",)):
    """Cases of 8 launches, the last of them failed."""
    lines = [{"type": "run", "format": 1, "id": "20261120T181203Z-000001",
              "suite": "many", "started": "2026-11-20T18:12:03.412Z",
              "tool": "perfolio", "machine": {"id": "m"}, "environment": {},
              "labels": {}, "seed": "1"}]
    for n in range(cases):
        lines.append({"type": "case", "case": f"b{n}", "judged": metrics})
        for metric in metrics:
            lines.append({"type": "samples", "benchmark": f"b{n}",
                          "metric": metric, "unit": "ns",
                          "values": [1000003, 1000001, 1000007, 1000002,
                                     1000009, 1000004, 1000008, 1000005 + n],
                          "launches": [1] * 8})
    lines.append({"type": "case", "case": f"b{cases - 1}", "status": "failed",
                  "message": "x"})
    lines.append({"type": "end", "finished": "2026-11-20T18:13:03.412Z"})
    here.write(name, "".join(json.dumps(line) + "\n" for line in lines))


def paged(here, name):
    """Ids of the cases with a page; exactly these have plots."""
    ids = []
    for case in json.loads(here.text(name))["cases"]:
        plots = [metric["plot"] for metric in case["metrics"]]
        expect_equal([plot is not None for plot in plots],
                     [case["has_page"]] * len(plots), case["case"])
        if case["has_page"]:
            ids.append(case["case"])
    return ids


@test
def above_500_cases_the_most_notable_have_pages(here):
    write_run(here, 502)
    here.perfolio("analyze", "run.jsonl").exits(0)
    ids = paged(here, "report.json")
    expect_equal(len(ids), 500, "pages")
    expect("b501" in ids, "the failed case has no page")
    expect("b499" not in ids and "b500" not in ids, "the last ones have pages")


@test
def all_pages_gives_every_case_one(here):
    write_run(here, 502)
    here.perfolio("analyze", "--all-pages", "run.jsonl", "-o",
                  "all.json").exits(0)
    expect_equal(len(paged(here, "all.json")), 502, "pages")
    here.perfolio("report", "--all-pages", "run.jsonl", "--format",
                  "json").exits(0)
    expect_equal(here.bytes("report/report.json"), here.bytes("all.json"),
                 "report.json")
    here.perfolio("run", "--all-pages", "--quick", "-c", "true", "--report",
                  "r", "--format", "json").exits(0)
    expect_equal(len(paged(here, "r/report.json")), 1, "pages")


@test
def a_report_json_keeps_the_pages_it_was_made_with(here):
    write_run(here, 502)
    here.perfolio("analyze", "run.jsonl").exits(0)
    here.perfolio("report", "report.json", "--format", "json").exits(0)
    expect_equal(here.bytes("report/report.json"), here.bytes("report.json"),
                 "report.json")
    here.perfolio("report", "--all-pages", "report.json").exits(2).says(
        "--all-pages needs the run")


@test
def plots_hold_the_samples(here):
    write_run(here, 1)
    here.perfolio("analyze", "run.jsonl").exits(0)
    metric = json.loads(here.text("report.json"))["cases"][0]["metrics"][0]
    plot = metric["plot"]
    expect_equal(plot["values"], [1000003, 1000001, 1000007, 1000002, 1000009,
                                  1000004, 1000008, 1000005], "values")
    expect_equal(plot["launches"], list(range(1, 9)), "launches")
    histogram = plot["histogram"]
    expect_equal(sum(histogram["counts"]) + histogram["below"] +
                 histogram["above"], 8, "samples in the histogram")


def table_classes(here):
    page = here.text("report/index.html")
    return re.search(r'<table class="(cases [^"]*)"', page)[1].split()


@test
def only_the_widest_table_leaves_columns_out(here):
    """Several metrics and a comparison are 17 columns; one of them fits."""
    write_run(here, 2)
    write_run(here, 2, "two.jsonl", ("time", "cpu_time"))
    for run, baseline, wide in (("run.jsonl", "run.jsonl", False),
                                ("two.jsonl", None, False),
                                ("two.jsonl", "run.jsonl", True)):
        command = ["report", run, "--format", "html"]
        if baseline:
            here.write("base.jsonl", here.text(baseline).replace(
                "-000001", "-000000"))
            command += ["--baseline", "base.jsonl"]
        here.perfolio(*command).exits(0)
        expect_equal("many" in table_classes(here), wide,
                     f"{run} against {baseline}")


run_tests()
