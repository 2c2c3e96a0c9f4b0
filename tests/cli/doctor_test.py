#!/usr/bin/env -S python3 -B
"""perfolio doctor: is this machine fit to measure on."""
import json
import os

from lib import expect, expect_equal, refuse, run_tests, test

LEVELS = {"ok": "✓ ok", "info": "· info", "warning": "! warning"}


def findings(here, *words, **options):
    seen = here.perfolio("doctor", "--json", *words, **options)
    seen.exits(0).says_nothing()
    return json.loads(seen.out, parse_constant=refuse)


def named(found, what):
    expect(what in [one["what"] for one in found], f"no finding {what}", found)
    return next(one for one in found if one["what"] == what)


@test
def findings_are_json_and_each_warning_has_advice(here):
    found = findings(here)
    for one in found:
        expect_equal(sorted(one), ["advice", "group", "level", "value",
                                   "what"], "keys")
        expect(one["level"] in LEVELS, "its level", one)
        expect(one["value"] != "", "its value", one)
        if one["level"] == "warning":
            expect(one["advice"] and one["advice"].endswith((".", "?")) or
                   "sudo" in one["advice"], "its advice", one)
        if one["value"] is None:
            expect_equal(one["level"], "info", "level of what is not known")


@test
def everything_that_matters_is_looked_at(here):
    expected = {"governor", "turbo", "SMT", "CPU limit", "load", "other work",
                "stolen time", "free memory", "swap in use",
                "free disk space", "power supply", "virtualization",
                "address layout", "irqbalance", "pressure (PSI)",
                "isolated processors", "clock source", "clock step",
                "clock reading", "perf_event_paranoid", "hardware counters",
                "git", "launch floor", "start of the shell"}
    seen = {one["what"] for one in findings(here)}
    expect_equal(expected - seen, set(), "findings that are not there")


@test
def table_says_the_level_in_words_and_ends_in_a_sentence(here):
    seen = here.perfolio("doctor").exits(0).says_nothing()
    seen.prints("processor\n", "launching\n", "  launch floor  ")
    lines = seen.out.split("\n")
    expect(any(line.startswith("  ✓ ok ") for line in lines), "an ok", seen)
    expect("small differences" in " ".join(seen.out.split()[-60:]),
           "a closing sentence", seen)
    for line in lines:
        expect(len(line) < 80 or not line.startswith(" " * 13),
               "advice fits the line", line)
        expect("\x1b" not in line, "no colours", line)


@test
def launch_floor_is_a_time_with_its_interval(here):
    floor = named(findings(here), "launch floor")
    expect(floor["value"] is not None and "[" in floor["value"] and
           floor["value"].split()[1] in ("ns", "µs", "ms", "s"),
           "the floor", floor)


@test
def looking_leaves_nothing_behind(here):
    before = here.names()
    here.perfolio("doctor").exits(0)
    expect_equal(here.names(), before, "files after it")


@test
def missing_program_of_a_suite_is_named_with_its_place(here):
    here.write("s.yaml", "benchmarks:\n"
               "  - name: a\n    command: [no-such-program-7, x]\n"
               "  - name: b\n    command: no-such-tool-8 --fast | cat\n"
               "  - name: c\n    command: [./tool]\n"
               "  - name: d\n    command: ls\n")
    found = findings(here, "s.yaml")
    for what, place in (("no-such-program-7", "s.yaml:2:"),
                        ("no-such-tool-8", "s.yaml:4:"),
                        ("./tool", "s.yaml:6:")):
        one = named(found, what)
        expect_equal(one["level"], "warning", what)
        expect(place in one["value"], f"its place, {place}", one)
    expect("PATH" in named(found, "no-such-program-7")["advice"], "advice")
    expect(here.folder in named(found, "./tool")["advice"], "its folder",
           found)
    here.perfolio("doctor", "s.yaml").exits(0).prints(
        "! warning  no-such-program-7 ", "missing, for s.yaml:2:")


@test
def suite_of_the_folder_is_looked_at_too(here):
    here.write("perfolio.yaml",
               "benchmarks: [{name: a, command: [no-such-program-7]}]\n")
    named(findings(here), "no-such-program-7")
    os.mkdir(here.path("below"))
    named(findings(here, cwd=here.path("below")), "no-such-program-7")


@test
def programs_that_are_there_are_counted(here):
    here.write("s.yaml", "benchmarks:\n  - {name: a, command: ls}\n"
               "  - {name: b, command: [cat]}\n")
    one = named(findings(here, "s.yaml"), "programs of the suite")
    expect_equal(one["value"], "3 found, 0 missing", "sh, ls and cat")


@test
def git_that_is_not_in_the_path_is_missing(here):
    os.mkdir(here.path("bin"))
    one = named(findings(here, env={"PATH": here.path("bin")}), "git")
    expect_equal((one["level"], one["value"]), ("info", "missing"), "git")


@test
def launches_that_cannot_be_made_are_not_available(here):
    os.mkdir(here.path("bin"))
    found = findings(here, env={"PATH": here.path("bin")})
    for what in ("launch floor", "start of the shell", "hardware counters"):
        expect_equal(named(found, what)["value"], None, what)


@test
def bad_suite_is_refused_with_its_place(here):
    here.write("s.yaml", "benchmarks:\n  - name: a\n    comand: ls\n")
    here.perfolio("doctor", "s.yaml").exits(2).says("s.yaml:3:5") \
        .prints_nothing()
    here.perfolio("doctor", "absent.yaml").exits(2).says("absent.yaml")


@test
def unknown_option_is_refused(here):
    here.perfolio("doctor", "--jsn").exits(2) \
        .says("--jsn", "--json").prints_nothing()
    here.perfolio("doctor", "a.yaml", "b.yaml").exits(2).says("b.yaml")


@test
def help_lists_its_options(here):
    here.perfolio("doctor", "--help").exits(0).prints(
        "usage: perfolio doctor [SUITE]", "--json")
    here.perfolio("help").exits(0).prints("doctor")


run_tests()
