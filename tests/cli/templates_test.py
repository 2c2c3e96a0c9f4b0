#!/usr/bin/env -S python3 -B
"""report --templates, and the pages of cases, as their user sees them."""
import os

from lib import expect, expect_equal, run_tests, test

HEAD = '{{%AUTOESCAPE context="HTML"}}\n'


def measure(here):
    here.perfolio("run", "--launches", "7", "-o", "run.jsonl", "-c", "true",
                  "-c", "echo 'a <b>'", "-c", "exit 3").exits(0)


def write(here, name, text):
    os.makedirs(os.path.dirname(here.path(name)), exist_ok=True)
    with open(here.path(name), "w") as f:
        f.write(text)


def pages(here, folder):
    return sorted(os.listdir(here.path(folder + "/bench")))


@test
def every_case_has_a_page_that_the_report_links_to(here):
    measure(here)
    here.perfolio("report", "run.jsonl").exits(0)
    index = here.text("report/index.html")
    expect_equal(len(pages(here, "report")), 3, "pages")
    for page in pages(here, "report"):
        expect(f'href="bench/{page}"' in index, page)
        expect('href="../index.html"' in here.text("report/bench/" + page),
               page)


@test
def pages_have_the_same_bytes_again_and_from_report_json(here):
    measure(here)
    here.perfolio("report", "run.jsonl").exits(0)
    here.perfolio("report", "report/report.json", "--output-dir",
                  "again").exits(0)
    for page in pages(here, "report"):
        expect(here.bytes("report/bench/" + page) ==
               here.bytes("again/bench/" + page), page)


@test
def pages_of_cases_that_are_gone_are_removed(here):
    measure(here)
    here.perfolio("report", "run.jsonl").exits(0)
    here.perfolio("run", "--launches", "5", "-o", "less.jsonl", "-c",
                  "true").exits(0)
    here.perfolio("report", "less.jsonl").exits(0)
    expect_equal(len(pages(here, "report")), 1, "pages")


@test
def own_template_takes_the_place_of_ours(here):
    measure(here)
    write(here, "mine/index.tpl", HEAD + "<p>{{SUMMARY}}</p>\n")
    here.perfolio("report", "run.jsonl", "--templates", "mine").exits(0)
    expect(here.text("report/index.html").startswith("<p>2 of 3 cases"),
           here.text("report/index.html")[:99])


@test
def wrong_template_is_named_and_nothing_is_written(here):
    measure(here)
    for name, text, wanted in (
            ("index.tpl", HEAD + "\n{{SUMARY}}", "mine/index.tpl:3: unknown"),
            ("bench.tpl", HEAD + "{{#METRICS}}", "mine/bench.tpl:2: "),
            ("other.tpl", HEAD, "mine/other.tpl: ")):
        write(here, "mine/" + name, text)
        here.perfolio("report", "run.jsonl", "--templates",
                      "mine").exits(2).says(wanted)
        here.perfolio("run", "--report", "report", "--templates", "mine",
                      "--", "touch", "started").exits(2).says(wanted)
        os.unlink(here.path("mine/" + name))
    expect(not os.path.exists(here.path("report")), "a report was written")
    expect(not os.path.exists(here.path("started")), "a run was started")


run_tests()
