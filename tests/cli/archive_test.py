#!/usr/bin/env -S python3 -B
"""perfolio archive: what it knows of past runs, and what it withstands."""
import contextlib
import fcntl
import json
import os
import re
import resource
import shutil
import sqlite3
import subprocess

from disk import fill, readonly, small_disk
from lib import expect, expect_equal, run_tests, test

FULL = "No space left on device"


def run_text(number, cases=3, values=(10, 11, 12), **header):
    """A run file of the second number of a day; its id, its text."""
    run = f"20260101T{number:06}Z-{number:06x}"
    first = {"type": "run", "format": 1, "id": run, "suite": "s",
             "started": f"2026-01-01T{number // 3600:02}:"
                        f"{number // 60 % 60:02}:{number % 60:02}.000Z",
             "machine": {"id": "m"}, "environment": {"kernel": "6.1"},
             **header}
    lines = [first] + [
        {"type": "samples", "case": f"c{case}", "benchmark": f"c{case}",
         "metric": "time", "unit": "ns",
         "values": [value + case + number / 7 for value in values]}
        for case in range(cases)]
    return run, "".join(json.dumps(line) + "\n" for line in lines)


def put_run(here, number, folder=".perfolio/runs", **options):
    run, text = run_text(number, **options)
    here.write(f"{folder}/{run}.jsonl", text)
    return run


def listed(here, *words, **options):
    """Ids of the archive, as the command says."""
    seen = here.perfolio("archive", "list", "--json", *words, **options)
    return [run["id"] for run in json.loads(seen.exits(0).out)["runs"]]


def stored(here, name=".perfolio/archive.db"):
    """Ids in the database itself, whatever the program says."""
    with contextlib.closing(sqlite3.connect(here.path(name))) as database:
        return [row[0] for row in
                database.execute("SELECT id FROM run ORDER BY started, id")]


def answers(here):
    """All that the archive says, byte by byte."""
    told = {"list": here.perfolio("archive", "list", "--json").exits(0).out}
    for run in json.loads(told["list"])["runs"]:
        told[run["id"]] = here.perfolio("archive", "show", run["id"],
                                        "--json").exits(0).out
    return told


def expect_sound(here):
    here.perfolio("archive", "verify").exits(0).says_nothing()


@test
def run_adds_itself_to_the_archive(here):
    here.perfolio("run", "--quick", "--", "true").exits(0)
    runs = os.listdir(here.path(".perfolio/runs"))
    expect_equal([run + ".jsonl" for run in stored(here)], runs, "stored")
    expect_sound(here)


@test
def run_with_a_file_of_its_own_is_no_run_of_the_workspace(here):
    here.perfolio("run", "--quick", "--", "true").exits(0)
    here.perfolio("run", "--quick", "-o", "own.jsonl", "--",
                  "true").exits(0).says()
    expect_equal(len(stored(here)), 1, "runs in the archive")
    expect_equal(len(listed(here)), 1, "runs that are listed")


@test
def resumed_run_is_in_the_archive_whole(here):
    here.perfolio("run", "--launches", "6", "--", "true").exits(0)
    run = stored(here)[0]
    path = f".perfolio/runs/{run}.jsonl"
    here.cut_after(3, path)
    listed(here)
    here.perfolio("run", "--resume").exits(0)
    shown = here.perfolio("archive", "show", run, "--json").exits(0)
    launches = {value["launches"] for value in json.loads(shown.out)["values"]}
    expect_equal(launches, {6}, "launches in the archive")
    expect_sound(here)


@test
def list_and_show_say_what_the_run_files_hold(here):
    first = put_run(here, 1, release={"version": "2.0"},
                    vcs={"commit": "abc", "branch": "main", "dirty": True})
    second = put_run(here, 2, suite="t")
    here.perfolio("archive", "baseline", "main", first).exits(0)
    runs = json.loads(here.perfolio("archive", "list", "--json").out)["runs"]
    expect_equal([run["id"] for run in runs], [first, second], "ids")
    expect_equal(
        {key: runs[0][key] for key in ("suite", "commit", "branch", "dirty",
                                       "version", "machine", "baselines")},
        {"suite": "s", "commit": "abc", "branch": "main", "dirty": True,
         "version": "2.0", "machine": "m", "baselines": ["main"]}, "the run")
    expect_equal(runs[1]["commit"], None, "commit of the second")
    expect_equal(listed(here, "--suite", "t"), [second], "runs of t")
    here.perfolio("archive", "list").exits(0).prints(
        first, "abc+", "2.0", "baseline main", "2026-01-01 00:00")
    shown = json.loads(here.perfolio("archive", "show", first, "--json").out)
    expect_equal([(value["case"], value["metric"], value["unit"],
                   value["launches"]) for value in shown["values"]],
                 [(f"c{case}", "time", "ns", 1) for case in range(3)],
                 "values")
    expect(abs(shown["values"][0]["center"] - (11 + 1 / 7)) < 1e-9,
           "the median of c0", shown["values"][0])
    expect_equal(shown["values"][0]["variance"], None, "variance of a launch")
    here.perfolio("archive", "show").exits(0).prints(second, "c0", "11.29 ns")


@test
def cases_that_failed_are_not_archived(here):
    here.write("s.yaml", "benchmarks: [{name: bad, command: 'false'}, "
                         "{name: good, command: 'true'}]\n")
    here.perfolio("run", "s.yaml", "--quick").exits(0)
    shown = json.loads(here.perfolio("archive", "show", "--json").out)
    expect_equal({value["case"] for value in shown["values"]}, {"good"},
                 "cases")


@test
def run_files_that_come_change_and_go_are_followed(here):
    first, second = put_run(here, 1), put_run(here, 2)
    expect_equal(listed(here), [first, second], "at first")
    before = answers(here)
    put_run(here, 2, values=(10, 11, 12, 13))
    third = put_run(here, 3)
    os.remove(here.path(f".perfolio/runs/{first}.jsonl"))
    expect_equal(listed(here), [second, third], "after it")
    expect_equal(stored(here), [second, third], "in the database")
    expect(answers(here)[second] != before[second], "the second is old")
    expect_sound(here)


@test
def archive_may_be_deleted_at_any_time(here):
    for number in range(12):
        put_run(here, number, cases=1 + number % 4,
                vcs={"commit": f"c{number}", "branch": "b", "dirty": False})
    here.write(".perfolio/anchors.jsonl", json.dumps(
        {"type": "anchor", "suite": "s", "machine": "m", "case": "c0",
         "metric": "time", "commit": "c3", "run": "r"}) + "\n")
    before = answers(here)
    # In another order, and with detours, it says the same.
    for detour in ((5, 1), (0, 11)):
        kept = {}
        for number in detour:
            run, text = run_text(number, cases=1 + number % 4,
                                 vcs={"commit": f"c{number}", "branch": "b",
                                      "dirty": False})
            kept[run] = text
            os.remove(here.path(f".perfolio/runs/{run}.jsonl"))
            listed(here)
        for run, text in kept.items():
            here.write(f".perfolio/runs/{run}.jsonl", text)
            listed(here)
    expect_equal(answers(here), before, "answers after detours")
    for name in os.listdir(here.path(".perfolio")):
        if name.startswith("archive.db"):
            os.remove(here.path(f".perfolio/{name}"))
    expect_equal(answers(here), before, "answers of the one built anew")
    expect_sound(here)


@test
def damaged_archive_is_built_anew(here):
    for number in range(40):
        put_run(here, number, cases=20)
    before = answers(here)
    size = os.path.getsize(here.path(".perfolio/archive.db"))
    for cut in (0, 10, 99, 100, 3000, 4096, size // 2, size - 1):
        os.truncate(here.path(".perfolio/archive.db"), cut)
        seen = here.perfolio("archive", "list", "--json").exits(0)
        expect_equal(seen.out, before["list"], f"list, cut at {cut}")
        seen.says_nothing()
        expect_sound(here)
    with open(here.path(".perfolio/archive.db"), "r+b") as f:
        f.seek(8192)
        f.write(b"\x5a" * (size - 8192))
    here.perfolio("archive", "verify").exits(3).prints("archive.db")
    expect_equal(answers(here), before, "answers after damage within")
    expect_sound(here)


@test
def archive_of_another_version_is_built_anew(here):
    run = put_run(here, 1)
    listed(here)
    with contextlib.closing(
            sqlite3.connect(here.path(".perfolio/archive.db"))) as database:
        database.execute("PRAGMA user_version = 4711")
    expect_equal(listed(here), [run], "runs")
    expect_sound(here)


@test
def what_is_no_archive_of_ours_stays_as_it_is(here):
    run = put_run(here, 1)
    with contextlib.closing(
            sqlite3.connect(here.path("other.db"))) as database:
        database.execute("CREATE TABLE t (a)")
        database.commit()
    for content in (b"my diary\n", b"x", here.bytes("other.db"),
                    here.bytes("other.db")[:4096]):
        here.write(".perfolio/archive.db", content)
        seen = here.perfolio("archive", "list", "--json").exits(0)
        seen.says(".perfolio/archive.db", "stays as it is").prints(run)
        here.perfolio("archive", "show", run).exits(0)
        here.perfolio("archive", "verify").exits(3).prints("stays as it is")
        seen = here.perfolio("run", "--quick", "--", "true").exits(0)
        seen.says("not in the archive", "stays as it is")
        here.perfolio("archive", "list", "--archive",
                      ".perfolio/archive.db").exits(3).says("stays as it is")
        expect_equal(here.bytes(".perfolio/archive.db"), content, "the file")
        for name in os.listdir(here.path(".perfolio/runs")):
            if run not in name:
                os.remove(here.path(f".perfolio/runs/{name}"))


@test
def archive_may_lie_elsewhere(here):
    run = put_run(here, 1)
    expect_equal(listed(here, "--archive", "a.db"), [run], "by --archive")
    expect_equal(listed(here, env={"PERFOLIO_ARCHIVE": here.path("b.db")}),
                 [run], "by the environment")
    expect_equal(stored(here, "a.db"), [run], "in a.db")
    expect_equal(stored(here, "b.db"), [run], "in b.db")
    expect(".perfolio/archive.db" not in here.names(), "one of its own")
    here.perfolio("archive", "list", "--archive",
                  "no/such/a.db").exits(3).says("no/such/a.db")


@test
def readonly_workspace_gives_the_same_answers(here):
    runs = [put_run(here, number) for number in range(3)]
    before = answers(here)
    with readonly(here, ".perfolio"):
        expect_equal(answers(here), before, "answers")
        here.perfolio("archive", "list").says_nothing()
        here.perfolio("archive", "verify").exits(0)
        here.perfolio("archive", "add", "x.jsonl").exits(3)
        here.perfolio("run", "--quick", "-o", "own.jsonl", "--",
                      "true").exits(0)
    # Run files that it does not know are read all the same.
    runs.append(put_run(here, 3))
    os.remove(here.path(f".perfolio/runs/{runs.pop(0)}.jsonl"))
    with readonly(here, ".perfolio"):
        expect_equal(listed(here), runs, "runs that are listed")
    for name in os.listdir(here.path(".perfolio")):
        if name.startswith("archive.db"):
            os.remove(here.path(f".perfolio/{name}"))
    with readonly(here, ".perfolio"):
        expect_equal(listed(here), runs, "without an archive")
    expect_equal(answers(here).keys() - {"list"}, set(runs), "afterwards")


@test
def full_disk_loses_no_run_that_was_added(here):
    with small_disk(here) as disk:
        added = []
        for number in range(60):
            run = put_run(here, number, folder="new", cases=100)
            seen = here.perfolio("archive", "add", f"../new/{run}.jsonl",
                                 cwd=here.path(disk))
            if f"added {run}" in seen.out:
                added.append(run)
            if seen.status != 0:
                break
        seen.exits(3).says(FULL)
        expect(3 < len(added) < 60, f"{len(added)} runs were added")
        # Whether the archive could follow or not: they are all there.
        for spare in (0, 4096, 16384):
            fill(here, f"{disk}/filler", spare)
            expect_equal(listed(here, cwd=here.path(disk)), added,
                         f"listed with {spare} bytes left")
            os.remove(here.path(f"{disk}/filler"))
        expect_equal(listed(here, cwd=here.path(disk)), added, "with room")
        here.perfolio("archive", "verify", cwd=here.path(disk)).exits(0)


@test
def run_on_a_disk_without_room_for_the_archive_succeeds(here):
    with small_disk(here) as disk:
        here.perfolio("run", "--quick", "--", "true",
                      cwd=here.path(disk)).exits(0)
        fill(here, f"{disk}/filler", 12288)
        seen = here.perfolio("run", "--quick", "--", "true",
                             cwd=here.path(disk)).exits(0)
        seen.says("not in the archive")
        expect_equal(len(listed(here, cwd=here.path(disk))), 2, "runs")


@test
def limit_on_the_size_of_files_costs_no_run(here):
    runs = [put_run(here, number, cases=200) for number in range(10)]

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (60000, 60000))

    seen = here.perfolio("archive", "list", "--json", preexec_fn=limit)
    expect_equal([run["id"] for run in json.loads(seen.exits(0).out)["runs"]],
                 runs, "under the limit")
    seen.says("the archive is not kept", "archive.db")
    expect_equal(listed(here), runs, "without it")
    expect_sound(here)


@test
def run_that_is_being_written_joins_when_it_is_done(here):
    first, second = put_run(here, 1), put_run(here, 2)
    with open(here.path(f".perfolio/runs/{second}.jsonl"), "rb") as f:
        fcntl.flock(f, fcntl.LOCK_EX)
        expect_equal(listed(here), [first], "while it is written")
        here.perfolio("archive", "verify").exits(0).prints("being written")
        here.perfolio("archive", "prune", "--keep", "0").exits(0)
    expect_equal(listed(here), [second], "then")


@test
def run_file_that_cannot_be_read_is_left_out_and_named(here):
    run = put_run(here, 1)
    here.write(".perfolio/runs/bad.jsonl", run_text(2)[1] + "no\n{}\n")
    seen = here.perfolio("archive", "list", "--json").exits(0)
    seen.says("left out", "bad.jsonl:5")
    expect_equal(len(json.loads(seen.out)["runs"]), 1, "runs")
    here.perfolio("archive", "verify").exits(3).prints("bad.jsonl:5")
    here.write(".perfolio/runs/worse.jsonl", "")
    here.perfolio("archive", "list").exits(0).says("2 run files").prints(run)
    # Without a last line, it is as good as one that was cut short.
    torn, text = run_text(3)
    here.write(f".perfolio/runs/{torn}.jsonl", text + '{"type":"sam')
    expect_equal(listed(here), [run, torn], "with a torn one")


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
    anchor = {"type": "anchor", "suite": "s", "case": "c0", "metric": "time",
              "run": theirs}
    for name in (".perfolio", "there/.perfolio"):
        here.write(f"{name}/anchors.jsonl",
                   json.dumps({**anchor, "machine": name}) + "\n")
    seen = here.perfolio("archive", "merge", "there").exits(0)
    seen.prints(f"added {theirs}", f"baseline v1 is {theirs}")
    seen.says(f"the baseline main stays {ours}")
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
def anchors_are_read_and_what_is_none_is_named(here):
    put_run(here, 1)
    anchor = {"type": "anchor", "suite": "s", "machine": "m", "case": "c0",
              "metric": "time", "commit": "c", "run": "r"}
    lines = [anchor, anchor, {**anchor, "run": "r2"},
             {**anchor, "case": "c1", "commit": None},
             {**anchor, "case": "c1", "commit": None, "run": "r2"}]

    def anchors():
        listed(here)
        with contextlib.closing(sqlite3.connect(
                here.path(".perfolio/archive.db"))) as database:
            return database.execute("SELECT case_id, run FROM anchor "
                                    "ORDER BY case_id, run").fetchall()

    def put(lines, tail=""):
        here.write(".perfolio/anchors.jsonl", tail.join(
            json.dumps(line) + "\n" for line in lines))

    kept = [("c0", "r"), ("c1", "r"), ("c1", "r2")]
    put(lines)
    expect_equal(anchors(), kept, "anchors")
    put(lines + [{"type": "forget", "suite": "other"}, {"type": "new"}])
    expect_equal(anchors(), kept, "still there")
    put(lines + [{"type": "forget", "suite": "s"}, {**anchor, "case": "c2"}])
    expect_equal(anchors(), [("c2", "r")], "after forgetting")
    put(lines + [{"type": "forget"}])
    expect_equal(anchors(), [], "after forgetting all")
    here.write(".perfolio/anchors.jsonl",
               json.dumps(anchor) + '\nno\n{"type":"anchor"}\n{"type":"anc')
    here.perfolio("archive", "list").exits(0).says("anchors.jsonl:2")
    expect_equal(anchors(), [("c0", "r")], "of what can be read")
    here.perfolio("archive", "verify").exits(3).prints("2 lines", "is 2")
    os.remove(here.path(".perfolio/anchors.jsonl"))
    expect_equal(anchors(), [], "without the file")


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


def git(here, *words):
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b",
                    *words], cwd=here.folder, check=True,
                   capture_output=True)


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
def verify_says_what_is_wrong(here):
    runs = [put_run(here, number) for number in range(4)]
    here.perfolio("archive", "verify").exits(0).prints(
        "4 run files, all whole", "there is no archive yet")
    listed(here)
    new = put_run(here, 4)
    here.perfolio("archive", "verify").exits(0).prints("1 of them is not in")
    path = f".perfolio/runs/{runs[0]}.jsonl"
    here.write(path, here.text(path).replace("10.0", "10.1"))
    path = f".perfolio/runs/{runs[1]}.jsonl"
    here.write(path, here.text(path)[:-20])
    os.remove(here.path(f".perfolio/runs/{runs[2]}.jsonl"))
    with contextlib.closing(
            sqlite3.connect(here.path(".perfolio/archive.db"))) as database:
        database.execute(
            "UPDATE value SET launches = 9 WHERE run = "
            "(SELECT key FROM run WHERE id = ?)", (runs[3],))
        database.commit()
    seen = here.perfolio("archive", "verify").exits(3)
    seen.prints(f"{runs[0]}.jsonl: holds something else",
                f"{runs[1]}.jsonl: has become shorter",
                f"{runs[2]}.jsonl: is in the archive, and gone",
                f"{runs[3]}.jsonl: the archive holds other values")
    seen.says("4 faults")
    expect(new not in seen.out, "what is only new is no fault", seen)


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
    here.perfolio("archive", "show", "@2").exits(3).says("there are 1 runs")


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


@test
def empty_database_is_filled_and_no_fault(here):
    run = put_run(here, 1)
    here.write(".perfolio/archive.db", "")
    here.perfolio("archive", "verify").exits(0).says_nothing().prints(
        "there is no archive yet")
    expect_equal((listed(here), stored(here)), ([run], [run]), "filled")
    expect_sound(here)


@test
def password_behind_a_wrong_scheme_is_never_shown(here):
    put_run(here, 1)
    for url, said in (
            ("http://sec:S3cretPW@h/a", '"http…"'),
            ("mysql://u:S3cretPW@h/a?x=y", '"mysql…"'),
            ("postgresq://u:S3cretPW@h", '"postgresq…"'),
            ("pg:u:S3cretPW@h/d", '"pg…"'),
            ("host=h password=S3cretPW", '"host…"'),
            ("postgresql:/u:S3cretPW@h/d", "cannot be read"),
            ("Postgres:u:S3cretPW@h/d", "cannot be read"),
            ("POSTGRESQL://u:S3cretPW@127.0.0.1:1/d",
             "postgresql://u@127.0.0.1:1/d")):
        for words, env in (
                (["archive", "list", "--archive", url], {}),
                (["archive", "verify", "--archive", url], {}),
                (["archive", "add", "no.jsonl", "--archive", url], {}),
                (["report"], {"PERFOLIO_ARCHIVE": url}),
                (["archive", "list"], {"PERFOLIO_ARCHIVE": url})):
            seen = here.perfolio(*words, env=env).exits(3)
            expect("S3cret" not in seen.out + seen.err, "a password", seen)
            expect(said in seen.out + seen.err, f"expected {said}", seen)
    expect_equal([name for name in here.names() if ":" in name], [], "files")
    here.perfolio("archive", "list", "--archive", "./a:/b.db").exits(3).says(
        "./a:/b.db")


@test
def machines_are_named_where_there_are_several(here):
    put_run(here, 1, machine={"id": "97f56fa2cae8", "host_class": "beta"})
    seen = here.perfolio("archive", "list").exits(0)
    expect("beta" not in seen.out, "there is only one", seen)
    put_run(here, 2, machine={"id": "97f56fa2cae8", "host_class": "beta"})
    put_run(here, 3, machine={"id": "34393c0a1b2c"})
    lines = here.perfolio("archive", "list").exits(0).out.splitlines()
    expect_equal([re.split("  +", line)[2] for line in lines],
                 ["machine", "beta (97f56f)", "beta (97f56f)",
                  "34393c0a1b2c"], "machines")
    here.perfolio("archive", "show", "@2").exits(0).prints(
        "machine  beta (97f56f)\n")


@test
def error_has_two_digits_and_is_never_zero(here):
    def error(values):
        run, text = run_text(1, cases=0)
        here.write(f".perfolio/runs/{run}.jsonl", text + "".join(
            json.dumps({"type": "samples", "case": "c", "benchmark": "c",
                        "metric": "time", "unit": "ns", "values": [value]})
            + "\n" for value in values))
        seen = here.perfolio("archive", "show").exits(0)
        return seen.out.splitlines()[-1].split("  ")[-2].strip()

    expect_equal(error([1000000.5] * 40), "all equal", "of equal launches")
    expect_equal(error([1e9, 1e9 + 1.5] * 50), "<0.001 %", "a small one")
    expect_equal(error([1, 1e9]), "1036 %", "a large one")
    expect_equal(error([100, 110, 120.5]), "5.4 %", "an ordinary one")


@test
def hostile_text_comes_back_as_it_was(here):
    nasty = "'; DROP TABLE run; -- <script>\n\x1b[31m\u2028 \\ \" é"
    run = put_run(here, 1, suite=nasty, project=nasty,
                  vcs={"commit": nasty, "branch": nasty, "dirty": False})
    seen = here.perfolio("archive", "list", "--json").exits(0)
    told = json.loads(seen.out)["runs"][0]
    expect_equal((told["suite"], told["project"], told["commit"]),
                 (nasty, nasty, nasty), "the run's text")
    expect_equal(listed(here, "--suite", nasty), [run], "found by it")
    for words in (["list"], ["show"], ["baseline", "b", run]):
        seen = here.perfolio("archive", *words).exits(0)
        expect("\x1b" not in seen.out, "control characters", seen)


@test
def wrong_words_are_refused(here):
    here.perfolio("archive", "list").exits(3).says("no .perfolio folder")
    put_run(here, 1)
    for words, message in (
            ([], "usage"), (["lst"], 'did you mean "list"'),
            (["list", "x"], "--suite"), (["show", "@1", "@1"], "one run"),
            (["add"], "needs a name"), (["merge"], "needs a name"),
            (["prune"], "--keep N"), (["prune", "--keep", "x"], "--keep"),
            (["prune", "--older-than", "90"], "90d"),
            (["prune", "--older-than", "-1d"], "90d"),
            (["prune", "--keep", "1", "x"], "no other word"),
            (["verify", "x"], "no words"),
            (["baseline", "a", "b", "c"], "a name and a run"),
            (["list", "--keep", "1"], "--keep")):
        here.perfolio("archive", *words).exits(2).says(message)
    here.perfolio("archive", "show", "nothing").exits(3).says("nothing")
    for word in ("list", "show", "add", "merge", "prune", "baseline",
                 "verify"):
        here.perfolio("archive", word, "--help").exits(0).prints("usage")
    here.perfolio("archive", "--help").exits(0).prints("prune", "verify")


run_tests()
