#!/usr/bin/env -S python3 -B
"""Suites that are wrong: exit status 2, where and what, nothing left behind."""
import os
import socket

from lib import Skip, expect_equal, run_tests, test


def refused(here, text, place, *parts):
    """run and list refuse the suite at "line:column"."""
    here.write("s.yaml", text)
    refused_file(here, "s.yaml", f"perfolio: s.yaml:{place}: ", *parts)


def refused_file(here, name, *parts, **options):
    before = here.names()
    for command in ("run", "list"):
        seen = here.perfolio(command, name, **options)
        seen.exits(2).says(*parts).prints_nothing()
        expect_equal(len(seen.err.splitlines()), 1, "lines on stderr")
        expect_equal(here.names(), before, "files after it")


@test
def wrong_key_is_refused_with_its_place_and_the_nearest_one(here):
    refused(here, "benchmarks:\n  - name: a\n    comand: [true]\n", "3:5",
            '"comand"', 'did you mean "command"?')


@test
def wrong_key_of_defaults_is_refused(here):
    refused(here, "defaults: {lanches: 3}\n"
            "benchmarks: [{name: a, command: [true]}]\n", "1:12",
            'did you mean "launches"?')


@test
def wrong_key_in_an_override_is_refused(here):
    refused(here, "benchmarks:\n  - name: a\n    params: {x: [1, 2]}\n"
            "    command: [true]\n    overrides:\n"
            "      - {when: {x: 1}, timout: 3s}\n", "6:24",
            'did you mean "timeout"?')


@test
def wrong_unit_is_refused_with_an_example(here):
    refused(here, "benchmarks:\n  - name: a\n    command: [true]\n"
            "    timeout: 3 parsecs\n", "4:14", '"3 parsecs"', "30s")


@test
def unit_of_another_metric_is_refused(here):
    refused(here, "benchmarks:\n  - name: a\n    command: [true]\n"
            "    budget: {time: 5MB}\n", "4:20", '"5MB"')


@test
def number_with_something_behind_it_is_refused(here):
    refused(here, "defaults: {launches: 10x}\n"
            "benchmarks: [{name: a, command: [true]}]\n", "1:22", '"10x"')


@test
def key_of_a_later_version_is_refused_as_such(here):
    refused(here, "benchmarks:\n  - name: a\n    harness: ./x\n", "3:5",
            "not supported yet")


@test
def benchmark_of_two_kinds_is_refused(here):
    refused(here, "benchmarks:\n  - name: a\n    command: [true]\n"
            "    steps: [{name: x, command: [true]}]\n", "4:5",
            '"command"', '"steps"')


@test
def one_variant_alone_is_refused(here):
    refused(here, "benchmarks:\n  - name: a\n"
            "    variants: {x: {command: [true]}}\n", "3:15", "two")


@test
def precision_that_is_none_is_refused(here):
    refused(here, "defaults: {precision: 80%}\n"
            "benchmarks: [{name: a, command: [true]}]\n", "1:23", "50%")


@test
def least_launches_above_the_most_are_refused(here):
    refused(here, "benchmarks:\n  - name: a\n    command: [true]\n"
            "    max_launches: 5\n    min_launches: 6\n", "5:19",
            "max_launches, which is 5 in line 4")


@test
def pattern_that_is_none_is_refused(here):
    refused(here, "benchmarks:\n  - name: a\n    command: [true]\n"
            "    success: {stdout: 'a('}\n", "4:23", "parenthesis")


@test
def limit_on_a_metric_nobody_extracts_is_refused(here):
    refused(here, "benchmarks:\n  - name: a\n    command: [true]\n"
            "    budget: {hitz: 3}\n"
            "    extract: [{metric: hits, unit: \"1\", count: x}]\n", "4:14",
            'did you mean "hits"?')


@test
def limit_on_efficiency_without_concurrency_is_refused(here):
    refused(here, "benchmarks:\n  - name: a\n    command: [true]\n"
            "    budget: {efficiency: 80%}\n", "4:14", "concurrency")


@test
def limit_on_efficiency_without_one_at_a_time_is_refused(here):
    refused(here, "benchmarks:\n  - name: a\n    command: [true]\n"
            "    concurrency: [2, 4]\n"
            "    budget: {efficiency: 80%}\n", "5:14", "with 1 among")


@test
def metric_that_the_case_does_not_have_is_refused(here):
    refused(here, "benchmarks:\n  - name: a\n    command: [true]\n"
            "    metrics: [time, throughput]\n", "4:21", '"work"')


@test
def cold_files_without_start_are_refused(here):
    refused(here, "benchmarks:\n  - name: a\n    command: [true]\n"
            "    cold_files: [x]\n", "4:17", "start: [cold, warm]")


@test
def outputs_of_copies_cannot_be_looked_into(here):
    refused(here, "benchmarks:\n  - name: a\n    command: [true]\n"
            "    concurrency: [1, 2]\n    success: {stdout: x}\n", "5:23",
            "the outputs of the copies mix")


@test
def steps_of_several_copies_are_refused(here):
    refused(here, "benchmarks:\n  - name: a\n    concurrency: 2\n"
            "    steps: [{name: x, command: [true]}]\n", "3:18",
            "one after another")


@test
def start_without_cold_files_is_refused(here):
    refused(here, "benchmarks:\n  - name: a\n    command: [true]\n"
            "    start: [cold, warm]\n", "4:12", "cold_files")


@test
def reference_to_a_value_there_is_not_is_refused(here):
    refused(here, "benchmarks:\n  - name: a\n    command: [true]\n"
            "    params: {level: [none, low]}\n"
            "    reference: {level: nnoe}\n", "5:24", 'did you mean "none"?')


@test
def key_given_twice_is_refused(here):
    refused(here, "benchmarks:\n  - name: a\n    command: [true]\n"
            "    name: b\n", "4:5", '"name"')


@test
def benchmark_without_a_command_is_refused(here):
    refused(here, "benchmarks:\n  - name: a\n    tags: [x]\n", "2:5",
            "command")


@test
def unknown_placeholder_is_refused(here):
    refused(here, "benchmarks:\n  - name: a\n    params: {size: [1]}\n"
            "    command: [echo, '{sise}']\n", "4:21", "sise", "size")


@test
def list_in_place_of_a_text_is_refused(here):
    refused(here, "benchmarks:\n  - name: [a]\n    command: [true]\n", "2:11",
            "name")


@test
def empty_file_is_refused(here):
    refused(here, "", "1:1", "empty", "benchmarks:")


@test
def file_of_comments_alone_is_refused(here):
    refused(here, "# nothing\n\n# at all\n", "1:1", "empty")


@test
def directory_in_place_of_a_suite_is_refused(here):
    os.mkdir(here.path("d.yaml"))
    refused_file(here, "d.yaml", "perfolio: d.yaml: is a directory")


@test
def suite_without_benchmarks_is_refused(here):
    refused(here, "suite: x\nbenchmarks: []\n", "2:13", "benchmarks")


@test
def exclude_of_every_case_is_refused(here):
    refused(here, "benchmarks:\n  - name: a\n    command: [true]\n"
            "    params: {x: [1]}\n    exclude: [{x: 1}]\n", "2:5", "exclude")


@test
def filter_and_tags_that_no_case_has_are_refused(here):
    here.write("s.yaml", "benchmarks:\n  - {name: abc, command: [true]}\n")
    before = here.names()
    for words in (["xyz"], ["--tags", "nope"]):
        here.perfolio("run", "s.yaml", *words).exits(2).says(words[-1])
    expect_equal(here.names(), before, "files after it")


@test
def filter_that_is_no_pattern_is_refused(here):
    here.write("s.yaml", "benchmarks:\n  - {name: abc, command: [true]}\n")
    here.perfolio("run", "s.yaml", "a(b").exits(2).says("a(b")


@test
def duplicate_id_is_refused_with_both_places(here):
    refused(here, "benchmarks:\n  - {name: a, command: [true]}\n"
            "  - {name: b, command: [true]}\n"
            "  - {name: a, command: [false]}\n", "4:5", '"a"', "s.yaml:2:5")


@test
def duplicate_id_by_parameters_is_refused(here):
    refused(here, "benchmarks:\n  - name: a\n    command: [true]\n"
            "    params: {x: [1, 2, 1]}\n", "4:24", "1", "twice")


@test
def second_document_is_refused(here):
    refused(here, "benchmarks:\n  - {name: a, command: [true]}\n---\n"
            "suite: y\n", "3:1", "second YAML document")


@test
def broken_yaml_is_refused_with_its_place(here):
    refused(here, "benchmarks:\n  - {name: a, command: [true}\n", "2:29")
    refused(here, "benchmarks:\n\t- name: a\n", "2:1")


@test
def invalid_utf_8_in_a_suite_is_refused(here):
    refused(here, b"benchmarks:\n  - name: \"a\xff\"\n    command: [true]\n",
            "2:13", "UTF-8")


@test
def missing_include_is_refused_where_it_is_named(here):
    refused(here, "include: [other.yaml]\n"
            "benchmarks:\n  - {name: a, command: [true]}\n", "1:11",
            "other.yaml")


@test
def missing_suite_is_refused(here):
    refused_file(here, "none.yaml", "none.yaml")


@test
def no_suite_at_all_is_refused_with_what_to_do(here):
    here.perfolio("run").exits(2).says("perfolio.yaml", "perfolio init",
                                       "perfolio run -- COMMAND")
    expect_equal(here.names(), [], "files after it")


@test
def socket_in_place_of_a_suite_is_refused(here):
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind(here.path("s.yaml"))
        refused_file(here, "s.yaml", "perfolio: s.yaml: ")


@test
def link_to_itself_in_place_of_a_suite_is_refused(here):
    os.symlink("s.yaml", here.path("s.yaml"))
    refused_file(here, "s.yaml", "perfolio: s.yaml: ")


@test
def unreadable_suite_is_refused(here):
    path = here.write("s.yaml", "benchmarks: [{name: a, command: [true]}]\n")
    os.chmod(path, 0)
    options = {}
    if os.geteuid() == 0:
        # Root reads everything, so that somebody else has to try.
        options["user"] = 65534
        os.chmod(here.folder, 0o755)
    try:
        here.perfolio("--version", **options).exits(0)
    except PermissionError:
        raise Skip("nobody but root may start this build") from None
    refused_file(here, "s.yaml", "perfolio: s.yaml: Permission denied",
                 **options)


run_tests()
