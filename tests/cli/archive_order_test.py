#!/usr/bin/env -S python3 -B
"""Which run is the newest: @N and the archive's list are of one mind."""
import shutil

from archived_runs import listed, put_run, run_text, stored
from lib import expect_equal, run_tests, test


def named(here, count):
    """The runs that @1, @2, … are, the newest last."""
    return [here.perfolio("archive", "show", f"@{back}").exits(0).out
            .split("\n")[0].split()[1] for back in range(count, 0, -1)]


def expect_order(here, runs):
    expect_equal(listed(here), runs, "listed")
    expect_equal(named(here, len(runs)), runs, "what @N are")


@test
def copy_or_garbage_with_a_later_stamp_is_no_run(here):
    runs = [put_run(here, number) for number in range(2)]
    folder = here.path(".perfolio/runs")
    shutil.copy(f"{folder}/{runs[0]}.jsonl",
                f"{folder}/20260109T000000Z-000001.jsonl")
    here.write(".perfolio/runs/20260110T000000Z-000002.jsonl", "no run\n")
    here.write(".perfolio/runs/20260111T000000Z-000003.jsonl", "")
    expect_order(here, runs)
    here.perfolio("archive", "show", "@3").exits(3).says("there are 2 runs")


@test
def garbage_alone_is_told_from_no_run(here):
    here.write(".perfolio/runs/20260110T000000Z-000002.jsonl", "no run\n")
    here.perfolio("report").exits(3).says(
        "holds no run that can be read", "perfolio archive verify")


@test
def started_decides_and_not_the_stamp_of_the_id(here):
    late = put_run(here, 1, started="2026-03-01T00:00:00.000Z")
    runs = [put_run(here, number) for number in (2, 3)]
    early = put_run(here, 4, started="2025-12-31T00:00:00.000Z")
    expect_order(here, [early, *runs, late])


@test
def runs_with_and_without_a_stamp_are_in_one_order(here):
    for number, run in ((1, "nightly"), (4, "00"), (6, "Z")):
        here.write(f".perfolio/runs/{run}.jsonl", run_text(number, id=run)[1])
    two, five = put_run(here, 2), put_run(here, 5)
    expect_order(here, ["nightly", two, "00", five, "Z"])


@test
def beyond_a_thousand_the_newest_are_found_with_the_rest_unread(here):
    """Only what is unread, and said to have begun later, is overlooked."""
    old = put_run(here, 0, cases=1, started="2026-03-01T00:00:00.000Z")
    runs = [put_run(here, number, cases=1) for number in range(1, 1001)]
    expect_equal(named(here, 2), [runs[-1], old], "of 1,001")
    runs += [put_run(here, number, cases=1) for number in (1001, 1002)]
    expect_equal(named(here, 2), runs[-2:], "of 1,003")
    for back in (0, 1004, 2**64 - 1):
        here.perfolio("archive", "show", f"@{back}").exits(3).says(
            f"@{back}: there are 1003 runs")


@test
def every_form_of_a_start_is_in_its_place(here):
    starts = ("2026-01-01T00:00Z", "2026-01-01T00:00:00.03Z",
              "2026-01-01T00:00:00.12", "2026-01-01T00:00:00.1299Z",
              "2026-01-01T00:00:00.500Z", "2026-01-01T00:00:30Z",
              "2026-01-01T00:01", "2026-01-01T00:01:00.001Z")
    # By id they are in the other order.
    runs = [put_run(here, 50 - number, started=started)
            for number, started in enumerate(starts)]
    expect_order(here, runs)
    expect_equal(stored(here), runs, "stored")
    here.perfolio("archive", "verify").exits(0).says_nothing()
    seen = here.perfolio("archive", "list", "--json").exits(0)
    seen.prints('"2026-01-01T00:00:00.129Z"', '"2026-01-01T00:01:00.000Z"')
    # What is the past of a run is told by the same texts.
    here.perfolio("compare", "previous", runs[4]).prints(
        "a history of 5 runs")


run_tests()
