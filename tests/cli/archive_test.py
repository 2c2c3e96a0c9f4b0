#!/usr/bin/env -S python3 -B
"""perfolio archive: what it knows of past runs, and what it withstands."""
import contextlib
import fcntl
import json
import os
import re
import resource
import sqlite3

from archived_runs import expect_sound, listed, put_run, run_text, stored
from disk import fill, readonly, small_disk
from lib import expect, expect_equal, run_tests, test

FULL = "No space left on device"


def answers(here):
    """All that the archive says, byte by byte."""
    told = {"list": here.perfolio("archive", "list", "--json").exits(0).out}
    for run in json.loads(told["list"])["runs"]:
        told[run["id"]] = here.perfolio("archive", "show", run["id"],
                                        "--json").exits(0).out
    return told


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
    here.perfolio("archive", "baseline", "v2", first).exits(0)
    here.perfolio("archive", "list").exits(0).prints("baseline main, v2\n")
    here.perfolio("archive", "show", first).exits(0).prints(
        "baseline main, v2\n")


@test
def list_without_a_run_says_of_what_there_is_none(here):
    os.makedirs(here.path(".perfolio/runs"))
    here.perfolio("archive", "list").exits(0).prints("holds no run yet")
    put_run(here, 1)
    expect_equal(here.perfolio("archive", "list", "--suite", "n\nx").exits(
        0).out, 'The archive holds no run of a suite "n\\nx"; "perfolio '
        'archive list" shows what it has.\n', "of a suite")


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
