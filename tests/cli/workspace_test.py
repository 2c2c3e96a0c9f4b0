#!/usr/bin/env -S python3 -B
"""The runs and baselines of a workspace: what comes, is named and goes."""
import json
import os
import shutil
import subprocess

from archived_runs import expect_sound, listed, put_run, run_text, stored
from lib import expect, expect_equal, run_tests, test


def git(here, *words):
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b",
                    *words], cwd=here.folder, check=True,
                   capture_output=True)


@test
def add_takes_files_and_folders_once(here):
    runs = [put_run(here, number, folder="new") for number in range(3)]
    one = put_run(here, 7, folder="one")
    here.write("new/readme.txt", "no run\n")
    seen = here.perfolio("archive", "add", "new", f"one/{one}.jsonl").exits(0)
    seen.prints(*[f"added {run}" for run in runs + [one]])
    expect_equal(stored(here), runs + [one], "stored")
    expect_equal(here.bytes(f".perfolio/runs/{one}.jsonl"),
                 here.bytes(f"one/{one}.jsonl"), "the copy")
    again = here.perfolio("archive", "add", "new").exits(0)
    again.prints("3 runs were there already")
    expect("added" not in again.out, "nothing is added", again)
    # Named otherwise, it is still the run of its id.
    shutil.copy(here.path(f"one/{one}.jsonl"), here.path("renamed.jsonl"))
    here.perfolio("archive", "add", "renamed.jsonl").exits(0).prints("already")
    expect_equal(listed(here), runs + [one], "listed")


@test
def many_that_are_added_are_counted(here):
    for number in range(11):
        put_run(here, number, folder="new")
    expect_equal(here.perfolio("archive", "add", "new").exits(0).out,
                 "added 11 runs\n", "many")
    expect_equal(len(listed(here)), 11, "listed")


@test
def run_whose_archive_is_out_of_reach_is_kept_and_joins_later(here):
    run = put_run(here, 1, folder="new")
    seen = here.perfolio("archive", "add", f"new/{run}.jsonl", "--archive",
                         "postgresql://u@127.0.0.1:1/d").exits(3)
    seen.says("127.0.0.1", "1 run is whole in ", "joins the archive later")
    seen.prints_nothing()
    expect_equal(listed(here), [run], "listed")


@test
def add_refuses_what_would_do_harm_and_takes_the_rest(here):
    good = put_run(here, 1, folder="new")
    there = put_run(here, 2)
    before = here.bytes(f".perfolio/runs/{there}.jsonl")
    for name, text in (
            ("other", run_text(2, cases=9)[1]),
            ("up", run_text(3, id="../../up")[1]),
            ("dot", run_text(3, id=".hidden")[1]),
            ("long", run_text(3, id="x" * 300)[1]),
            ("lines", run_text(3, id="a\nb")[1]),
            ("bad", run_text(4)[1] + "no\n{}\n"),
            ("empty", ""), ("none", "{}\n")):
        here.write(f"new/{name}.jsonl", text)
    seen = here.perfolio("archive", "add", "new", "missing.jsonl").exits(3)
    seen.says("other.jsonl", "holds something else", "up.jsonl", "dot.jsonl",
              "long.jsonl", "bad.jsonl:5", "empty.jsonl", "none.jsonl",
              "missing.jsonl", "9 of the files").prints(f"added {good}")
    expect_equal(here.bytes(f".perfolio/runs/{there}.jsonl"), before,
                 "the one that was there")
    expect_equal(sorted(os.listdir(here.path(".perfolio/runs"))),
                 sorted(f"{run}.jsonl" for run in (good, there)), "runs")


@test
def merge_takes_runs_baselines_and_anchors(here):
    ours = put_run(here, 1)
    here.perfolio("archive", "baseline", "main", ours).exits(0)
    theirs = put_run(here, 2, folder="there/.perfolio/runs")
    for name in ("main", "v1"):
        here.perfolio("archive", "baseline", name, theirs,
                      cwd=here.path("there")).exits(0)
    here.write("there/.perfolio/baselines/gone", "20250101T000000Z-000001\n")
    anchor = {"type": "anchor", "suite": "s", "case": "c0", "metric": "time",
              "run": theirs}
    for name in (".perfolio", "there/.perfolio"):
        here.write(f"{name}/anchors.jsonl",
                   json.dumps({**anchor, "machine": name}) + "\n")
    seen = here.perfolio("archive", "merge", "there").exits(0)
    seen.prints(f"added {theirs}", f"baseline v1 is {theirs}")
    seen.says(f"the baseline main stays {ours}", "the baseline gone is left "
              "out: its run 20250101T000000Z-000001 is not here")
    expect("gone" not in seen.out, "it is taken over", seen)
    expect_sound(here)
    expect_equal(listed(here), [ours, theirs], "runs")
    expect_equal(here.text(".perfolio/baselines/main"), ours + "\n", "main")
    anchors = here.lines(".perfolio/anchors.jsonl")
    expect_equal([line["machine"] for line in anchors],
                 [".perfolio", "there/.perfolio"], "anchors")
    # Behind a torn line a new one begins.
    torn = here.text(".perfolio/anchors.jsonl")[:-20]
    here.write(".perfolio/anchors.jsonl", torn)
    here.perfolio("archive", "merge", "there").exits(0)
    anchors = here.text(".perfolio/anchors.jsonl").split("\n")
    expect_equal((len(anchors), json.loads(anchors[2])["machine"]),
                 (4, "there/.perfolio"), "the torn line, and one behind it")
    # Again, and by its folder's own name: nothing new.
    before = here.text(".perfolio/anchors.jsonl")
    here.perfolio("archive", "merge", "there/.perfolio").exits(0)
    expect_equal(here.text(".perfolio/anchors.jsonl"), before, "anchors")
    here.perfolio("archive", "merge", "nowhere").exits(3).says("nowhere")


@test
def baseline_is_shown_and_set(here):
    first, second = put_run(here, 1), put_run(here, 2)
    here.perfolio("archive", "baseline").exits(0).prints("no baseline yet")
    here.perfolio("archive", "baseline", "main").exits(3).says("main")
    here.perfolio("archive", "baseline", "main", "@2").exits(0).prints(first)
    here.perfolio("archive", "baseline", "main", second).exits(0).prints(
        "main", second)
    here.perfolio("archive", "baseline", "v1", first[:-3]).exits(0)
    here.perfolio("archive", "baseline", "v1", first[:8]).exits(3)
    here.perfolio("archive", "baseline").exits(0).prints(
        f"main  {second}", f"v1    {first}")
    outside = put_run(here, 3, folder="new")
    here.perfolio("archive", "baseline", "x",
                  f"new/{outside}.jsonl").exits(3).says("archive add")
    here.perfolio("archive", "baseline", "../x", first).exits(2).says("../x")
    here.perfolio("archive", "baseline", "x" * 300, first).exits(2).says(
        "it has 300 bytes, and 200 are the most")
    os.remove(here.path(f".perfolio/runs/{first}.jsonl"))
    here.perfolio("archive", "baseline", "v1").exits(0).prints("is gone")
    here.perfolio("archive", "verify").exits(3).prints("baseline v1")


@test
def prune_keeps_what_somebody_may_want_again(here):
    git(here, "init", "-q")
    git(here, "commit", "-q", "--allow-empty", "-m", "x")
    git(here, "tag", "v9")
    tagged = subprocess.run(["git", "rev-parse", "HEAD"], cwd=here.folder,
                            capture_output=True, text=True,
                            check=True).stdout.strip()
    vcs = {"commit": tagged, "branch": "main", "dirty": False}
    of_tag = put_run(here, 1, vcs=vcs)
    baseline = put_run(here, 2)
    put_run(here, 3, release={"version": "1"})
    release = put_run(here, 4, release={"version": "1"})
    plain = [put_run(here, number) for number in range(5, 9)]
    other = put_run(here, 0, machine={"id": "another"})
    here.write(f".perfolio/runs/{plain[0]}.jsonl.output/c0/1.txt", "said\n")
    here.perfolio("archive", "baseline", "main", baseline).exits(0)
    listed(here)
    before = here.names()
    seen = here.perfolio("archive", "prune", "--keep", "2",
                         "--dry-run").exits(0)
    seen.prints(f"would remove {plain[0]}", "would remove 3 of 9 runs")
    expect_equal(here.names(), before, "files after a dry run")
    seen = here.perfolio("archive", "prune", "--keep", "2").exits(0)
    seen.prints(f"removed {plain[0]}", f"removed {plain[1]}",
                "removed 3 of 9 runs")
    left = [other, of_tag, baseline, release] + plain[2:]
    expect_equal(listed(here), left, "runs that are left")
    expect_equal(stored(here), left, "in the database")
    expect(f".perfolio/runs/{plain[0]}.jsonl.output" not in here.names(),
           "its output is left")
    here.perfolio("archive", "prune", "--keep",
                  "2").exits(0).prints("removed 0 of 6")
    expect_sound(here)


@test
def prune_by_age_and_number_removes_what_is_both(here):
    old = [put_run(here, number) for number in range(4)]
    new = put_run(here, 9, started="2999-01-01T00:00:00.000Z")
    ageless = put_run(here, 8, started=None)
    here.perfolio("archive", "prune", "--older-than", "1d", "--keep",
                  "3").exits(0).prints("removed 2 of 6")
    expect_equal(listed(here), [ageless] + old[2:] + [new], "left")
    here.perfolio("archive", "prune", "--older-than", "52w", "--suite",
                  "none").exits(0).prints("removed 0 of 4")
    here.perfolio("archive", "prune", "--older-than", "0d").exits(0)
    expect_equal(listed(here), [ageless, new], "left at last")


@test
def what_is_no_file_in_runs_is_named_and_waits_for_nobody(here):
    run = put_run(here, 1)
    os.mkfifo(here.path(".perfolio/runs/pipe.jsonl"))
    os.symlink("/nowhere/at/all", here.path(".perfolio/runs/link.jsonl"))
    os.mkdir(here.path(".perfolio/runs/folder.jsonl"))
    seen = here.perfolio("archive", "verify").exits(3).says("3 faults")
    for name in ("pipe", "link", "folder"):
        seen.prints(f"{name}.jsonl: is no file, or a link to one")
    expect_equal(listed(here), [run], "listed")
    here.perfolio("archive", "show").exits(0).prints(run)
    here.perfolio("archive", "add", here.path(".perfolio/runs/pipe.jsonl"),
                  ).exits(3).says("is no regular file")


@test
def copy_of_a_run_counts_once_and_is_named(here):
    run = put_run(here, 1)
    for name in (f"{run} (copy)", "copy"):
        shutil.copy(here.path(f".perfolio/runs/{run}.jsonl"),
                    here.path(f".perfolio/runs/{name}.jsonl"))
    seen = here.perfolio("archive", "list", "--json").exits(0)
    seen.says("2 run files")
    expect_equal([told["id"] for told in json.loads(seen.out)["runs"]], [run],
                 "listed")
    here.perfolio("archive", "verify").exits(3).says("2 faults").prints(
        f"copy.jsonl: holds the run {run}", f"rename it to {run}.jsonl")
    here.perfolio("archive", "show", "@1").exits(0).prints(run)
    here.perfolio("archive", "show", "@2").exits(3).says(
        "there is 1 run, @1")


@test
def newest_run_is_the_last_of_the_list(here):
    # By id and by the files' age it would be another one.
    for number, run in ((1, "nightly-7"), (5, "alpha"), (3, "zebra")):
        here.write(f".perfolio/runs/{run}.jsonl", run_text(number, id=run)[1])
    ids = ["nightly-7", "zebra", put_run(here, 4), "alpha"]
    expect_equal(listed(here), ids, "listed")
    for back, run in enumerate(reversed(ids), 1):
        here.perfolio("archive", "show", f"@{back}").exits(0).prints(
            f"run      {run}\n")
    here.perfolio("archive", "show", "@5").exits(3).says("there are 4 runs")
    here.perfolio("archive", "show", "nightly").exits(0).prints("nightly-7")
    # A whole id is no prefix of another one.
    here.write(".perfolio/runs/nightly-71.jsonl",
               run_text(2, id="nightly-71")[1])
    here.perfolio("archive", "show", "nightly-7").exits(0).prints(
        "run      nightly-7\n")
    here.perfolio("archive", "show", "nightly").exits(3).says("2 run ids")


@test
def impossible_start_is_refused_and_named(here):
    good = put_run(here, 1)
    for number, started in enumerate((
            "2026-13-45T99:00", "12000-01-01T00:00:00.000Z", "yesterday",
            "2026-02-29T00:00:00Z"), 2):
        run = put_run(here, number, folder="new", started=started)
        here.perfolio("archive", "add", f"new/{run}.jsonl").exits(3).says(
            f'"started" is "{started}"', "2026-11-20T18:12:03.412Z")
        put_run(here, number, started=started)
    ageless = put_run(here, 9, folder="new", started=None)
    here.perfolio("archive", "add", f"new/{ageless}.jsonl").exits(3).says(
        '"started" is missing')
    put_run(here, 9, started=None)
    seen = here.perfolio("archive", "verify").exits(3).says("5 faults")
    seen.prints("yesterday", f"{ageless}.jsonl: does not say when it began")
    expect_equal(listed(here), [ageless, good], "listed")


run_tests()
