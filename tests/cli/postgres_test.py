#!/usr/bin/env -S python3 -B
"""The archive in PostgreSQL: several workspaces, one archive.

The server is the tests' own (tests/postgres.sh). PG_SECONDS says for how long
eight writers are killed (4).
"""
import atexit
import json
import os
import random
import signal
import subprocess
import tempfile
import threading
import time

from lib import Skip, expect, expect_equal, run_tests, test

SECONDS = float(os.environ.get("PG_SECONDS", "4"))
SCRIPT = os.path.abspath("tests/postgres.sh")
PASSWORD = "s3cret"  # the beginning of it; what follows needs escaping


class Server:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="perfolio-pg-")
        atexit.register(self.stop)
        made = subprocess.run([SCRIPT, "start", self.folder, str(os.getpid())],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if made.returncode == 77:
            raise Skip(made.stderr.decode().strip())
        expect(made.returncode == 0, "no server", made.stderr.decode())
        self.url = made.stdout.decode().strip()
        self.databases = 0

    def stop(self):
        subprocess.run([SCRIPT, "stop", self.folder], check=False)
        subprocess.run(["rm", "-rf", self.folder], check=False)

    def sql(self, text, url=None):
        return subprocess.run(
            ["psql", url or self.url, "-qAtX", "-v", "ON_ERROR_STOP=1", "-c",
             text], check=True, stdout=subprocess.PIPE).stdout.decode().strip()

    def database(self):
        """The URL of a new one."""
        self.databases += 1
        name = f"t{self.databases}"
        self.sql(f"CREATE DATABASE {name}")
        return self.url.replace("/postgres?", f"/{name}?")


running = []


def server():
    if not running:
        running.append(Server())
    return running[0]


def run_text(number, values, machine="m", suite="s", writer=0, samples=10):
    made = random.Random(f"{number} {writer}")
    run = f"20260101T{number:06}Z-{writer:06x}"
    lines = [{"type": "run", "format": 1, "id": run, "suite": suite,
              "started": f"2026-01-{1 + number:02}T00:00:00.000Z"
              if number < 28 else f"2026-02-01T00:00:00.{number:06}Z",
              "machine": {"id": machine},
              "environment": {"kernel": "Linux 6.1"}}]
    lines += [{"type": "samples", "case": case, "benchmark": case,
               "metric": "time", "unit": "ns", "round": i, "launch": i,
               "values": [round(level * made.gauss(1, .005))]}
              for case, level in values.items() for i in range(1, samples + 1)]
    return run, "".join(json.dumps(line) + "\n" for line in lines)


class Workspace:
    """One of several in a test's folder, on its own machine."""

    def __init__(self, here, name, url):
        self.here, self.name, self.url = here, name, url
        os.makedirs(here.path(f"{name}/.perfolio"))

    def perfolio(self, *words, url=None, env=None):
        env = {"PERFOLIO_ARCHIVE": url or self.url} if env is None else env
        seen = self.here.perfolio(*words, env=env,
                                  cwd=self.here.path(self.name))
        expect(PASSWORD not in seen.out + seen.err, "the password shows", seen)
        return seen

    def put(self, number, values, **options):
        run, text = run_text(number, values, **options)
        self.here.write(f"{self.name}/.perfolio/runs/{run}.jsonl", text)
        return run

    def listed(self, **options):
        out = self.perfolio("archive", "list", "--json", **options).exits(0).out
        return [run["id"] for run in json.loads(out)["runs"]]

    def fetched(self, run):
        return self.here.bytes(f"{self.name}/.perfolio/fetched/{run}.jsonl")


def two(here):
    url = server().database()
    return Workspace(here, "a", url), Workspace(here, "b", url)


@test
def two_machines_share_one_archive(here):
    a, b = two(here)
    ours = [a.put(i, {"x": 1e6}, machine="m1") for i in range(3)]
    theirs = [b.put(i, {"x": 2e6}, machine="m2", writer=1) for i in range(3)]
    expect_equal(a.listed(), ours, "what a lists at first")
    expect_equal(b.listed(), sorted(ours + theirs), "what b lists")
    expect_equal(a.listed(), sorted(ours + theirs), "what a lists then")
    # Nothing is forgotten because another workspace does not have it.
    os.remove(here.path(f"a/.perfolio/runs/{ours[0]}.jsonl"))
    expect_equal(a.listed(), sorted(ours + theirs), "after one file is gone")
    a.perfolio("archive", "verify").exits(0).says_nothing()
    expect(not os.path.exists(here.path("a/.perfolio/archive.db")),
           "an archive.db was made beside")


@test
def run_adds_and_stores_its_file(here):
    a, b = two(here)
    a.perfolio("run", "--quick", "--", "true").exits(0)
    run, = a.listed()
    b.perfolio("archive", "show", run).exits(0).prints(run, "time")
    expect_equal(b.fetched(run),
                 here.bytes(f"a/.perfolio/runs/{run}.jsonl"), "the file")
    b.perfolio("run", "--quick", "--archive", a.url, "--", "true",
               env={}).exits(0)
    expect_equal(len(a.listed()), 2, "runs")


@test
def runs_of_others_can_be_named(here):
    a, b = two(here)
    run = a.put(3, {"x": 1e6})
    a.listed()
    b.perfolio("report", run, "--format", "csv").exits(0)
    b.perfolio("report", run[:-2], "--format", "csv", "--archive", a.url,
               env={}).exits(0)
    expect_equal(b.fetched(run), here.bytes(f"a/.perfolio/runs/{run}.jsonl"),
                 "the copy")
    b.perfolio("archive", "baseline", "v1", run).exits(0)
    own = b.put(4, {"x": 1e6})
    os.remove(here.path(f"b/.perfolio/fetched/{run}.jsonl"))
    b.perfolio("check", own, "--baseline", "v1").exits(0)
    b.perfolio("archive", "verify").exits(0)
    expect_equal(b.fetched(run), here.bytes(f"a/.perfolio/runs/{run}.jsonl"),
                 "the copy, made anew")
    # It is no run of this workspace: @1 stays the own one.
    b.perfolio("report", "@2").exits(3).says("there is 1 run, ")
    b.perfolio("report", "20260101T000099Z").exits(3).says("no file")
    # A baseline is taken over whose run only the archive has.
    c = Workspace(here, "c", a.url)
    here.write("b/.perfolio/baselines/gone", "x\n")
    seen = c.perfolio("archive", "merge", "../b").exits(0)
    seen.prints(f"baseline v1 is {run}").says("baseline gone is left out")
    c.perfolio("archive", "verify").exits(0)
    d = Workspace(here, "d", "unused")
    d.perfolio("archive", "merge", "../b", "--archive", a.url, env={}).exits(
        0).prints(f"baseline v1 is {run}")


@test
def fresh_checkout_is_judged_by_what_others_measured(here):
    a, b = two(here)
    a.put(1, {"x": 1e6, "y": 1e6})
    a.listed()
    b.put(2, {"x": 1.6e6, "y": 1e6})
    b.perfolio("check").exits(1).prints("NO-GO")
    b.perfolio("check", env={}).exits(0)


@test
def trend_finds_a_step_over_two_workspaces(here):
    a, b = two(here)
    for i in range(20):
        (a if i % 2 else b).put(i, {"x": 1e6 if i < 12 else 1.3e6})
    a.listed()
    seen = b.perfolio("trend").exits(0).prints("1 changed")
    anchors = "SELECT count(*) FROM perfolio.anchor"
    expect_equal(server().sql(anchors, a.url), "1", "anchors")
    expect_equal(a.perfolio("trend").exits(0).out, seen.out, "what a sees")
    # The archive is not the only place where they are kept.
    expect("x" in here.text("b/.perfolio/anchors.jsonl"), "b keeps none")
    server().sql("DELETE FROM perfolio.anchor", a.url)
    b.listed()
    expect_equal(server().sql(anchors, a.url), "1", "anchors, shared again")


@test
def answers_are_those_of_sqlite(here):
    a, _ = two(here)
    for i in range(12):
        a.put(i, {"é": 1e6, "Z": 2e6 + i, "a/b": 3e6}, samples=1 + i % 3)
    words = [["archive", "list", "--json"], ["trend", "--json"],
             ["archive", "show", "@3", "--json"], ["analyze", "-o", "-"]]
    for word in words:
        expect_equal(a.perfolio(*word).exits(0).out,
                     a.perfolio(*word, env={}).exits(0).out, " ".join(word))


@test
def prune_leaves_the_archive_what_it_has(here):
    a, b = two(here)
    runs = [a.put(i, {"x": 1e6}) for i in range(4)]
    other = b.put(9, {"x": 1e6}, machine="m2")
    b.listed()
    a.perfolio("archive", "prune", "--keep", "1").exits(0).prints("removed 3")
    expect_equal(os.listdir(here.path("a/.perfolio/runs")),
                 [f"{runs[3]}.jsonl"], "run files")
    expect_equal(a.listed(), runs + [other], "runs of the archive")


@test
def server_that_is_gone_is_said(here):
    url = Server().url
    a = Workspace(here, "a", url)
    a.put(1, {"x": 1e6})
    a.listed()
    subprocess.run([SCRIPT, "stop", url.split("host=")[1]], check=True)
    for words in (["archive", "list"], ["check"], ["trend"],
                  ["archive", "verify"], ["report", "20260101T000077Z"]):
        seen = a.perfolio(*words).exits(3)
        expect("postgresql://perf@/postgres" in seen.out + seen.err, seen)
    seen = a.perfolio("run", "--quick", "--", "true").exits(3)
    seen.says("postgresql://perf@/postgres", "is whole")
    expect_equal(len(os.listdir(here.path("a/.perfolio/runs"))), 2,
                 "run files: what was measured is kept")
    here.write("a/v.csv", "case,value\nc,1\nc,2\n")
    a.perfolio("import", "csv", "v.csv").exits(3).says("archive")
    # Without the archive's name everything goes on.
    expect_equal(len(a.listed(env={})), 3, "runs")


@test
def foreign_database_is_refused_and_untouched(here):
    a, _ = two(here)
    server().sql("CREATE TABLE orders (a int); INSERT INTO orders VALUES (1)",
                 a.url)
    a.put(1, {"x": 1e6})
    for words in (["archive", "list"], ["check"]):
        a.perfolio(*words).exits(3).says("stays as it is", "createdb")
    schemas = "SELECT count(*) FROM pg_namespace WHERE nspname = 'perfolio'"
    expect_equal(server().sql(schemas, a.url), "0", "schemas")
    # Who makes the schema wants it.
    server().sql("CREATE SCHEMA perfolio", a.url)
    expect_equal(len(a.listed()), 1, "runs")
    expect_equal(server().sql("SELECT a FROM orders", a.url), "1", "orders")


@test
def archive_of_another_version_is_left_alone(here):
    a, b = two(here)
    run = a.put(1, {"x": 1e6})
    a.listed()
    server().sql("UPDATE perfolio.archive SET version = 7", a.url)
    b.perfolio("archive", "list").exits(3).says("version 7", "newer")
    server().sql("UPDATE perfolio.archive SET version = 1", a.url)
    expect_equal(b.listed(), [run], "runs")


@test
def password_is_never_shown(here):
    a, _ = two(here)
    wrong = a.url.replace("W0rd", "W0rdy")
    a.perfolio("archive", "list", url=wrong).exits(3).says("password", "perf")
    for url in (a.url.replace("s3cret%2F", "s3cret/"),
                a.url.replace("perf:", "perf:x@"),
                a.url + "&port=s3cret", a.url + "&s3cret=1",
                "postgresql://[s3cret"):
        a.perfolio("archive", "list", url=url).exits(3)


@test
def reader_reads_and_says_that_it_cannot_write(here):
    a, b = two(here)
    run = a.put(1, {"x": 1e6})
    a.listed()
    server().sql("CREATE USER reader PASSWORD 's3cretR'; "
                 "GRANT USAGE ON SCHEMA perfolio TO reader; GRANT SELECT ON "
                 "ALL TABLES IN SCHEMA perfolio TO reader", a.url)
    b.url = a.url.replace("perf:s3cret%2FW0rd", "reader:s3cretR")
    expect_equal(b.listed(), [run], "runs")
    b.perfolio("archive", "show", run).exits(0)
    b.put(2, {"x": 1e6})
    b.perfolio("archive", "list").exits(0).says("may only be read")
    b.perfolio("run", "--quick", "--", "true").exits(3).says("is whole")
    b.perfolio("trend").exits(0)
    expect_equal(a.listed(), [run], "runs then")


@test
def user_without_rights_is_told_which(here):
    a, b = two(here)
    a.put(1, {"x": 1e6})
    a.listed()
    server().sql("CREATE USER nobody2 PASSWORD 's3cretN'", a.url)
    b.url = a.url.replace("perf:s3cret%2FW0rd", "nobody2:s3cretN")
    for words in (["list"], ["verify"]):
        seen = b.perfolio("archive", *words).exits(3)
        told = seen.out + seen.err
        expect("the user nobody2 may not use the schema perfolio" in told and
               "USAGE" in told and "SELECT" in told, "expected why", seen)


@test
def damaged_file_is_found(here):
    a, b = two(here)
    run = a.put(1, {"x": 1e6})
    a.listed()
    server().sql("UPDATE perfolio.run_file SET bytes = "
                 "set_byte(bytes, 50, 255 - get_byte(bytes, 50))", a.url)
    a.perfolio("archive", "verify").exits(3).prints(run)
    b.perfolio("report", run).exits(3).says(run)
    expect_equal(os.listdir(here.path("b/.perfolio/fetched")), [], "copies")


class Writers:
    """Eight in two workspaces, while one after the other is killed."""

    def __init__(self, workspaces):
        self.workspaces, self.lock = workspaces, threading.Lock()
        self.running, self.reported, self.offered = {}, {}, set()
        self.wrong, self.killed = [], 0
        self.end = time.monotonic() + SECONDS

    def add(self, writer, number):
        workspace = self.workspaces[writer % 2]
        here = workspace.here
        cases = {f"c{case}": 1e6 + case for case in range(100)}
        run, text = run_text(number, cases, writer=writer, samples=3,
                             machine=f"m{writer % 2}")
        path = here.write(f"new/{run}.jsonl", text)
        self.offered.add(run)
        with self.lock:
            process = here.start("archive", "add", path,
                                 cwd=here.path(workspace.name),
                                 env={"PERFOLIO_ARCHIVE": workspace.url})
            self.running[writer] = process
        seen = here.finish(process, ("archive", "add", path))
        with self.lock:
            del self.running[writer]
        if f"added {run}\n" in seen.out:
            self.reported[run] = text
        # A leak checker that is killed says so.
        if seen.status != -signal.SIGKILL and (seen.status or seen.err):
            self.wrong.append(seen)

    def write(self, writer):
        number = 0
        while time.monotonic() < self.end:
            self.add(writer, number)
            number += 1

    def kill(self):
        while time.monotonic() < self.end:
            time.sleep(random.uniform(0.2, 0.6))
            with self.lock:
                alive = [process for process in self.running.values()
                         if process.poll() is None]
                if alive:
                    random.choice(alive).kill()
                    self.killed += 1

    def work(self):
        threads = [threading.Thread(target=self.write, args=(writer,))
                   for writer in range(8)]
        threads.append(threading.Thread(target=self.kill))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


@test
def what_was_reported_as_added_is_there_whole(here):
    a, b = two(here)
    writers = Writers([a, b])
    writers.work()
    expect(not writers.wrong, "an addition failed", *writers.wrong[:3])
    expect(writers.killed > 0 and len(writers.reported) > 8,
           f"{writers.killed} were killed, {len(writers.reported)} added")
    c = Workspace(here, "c", a.url)
    runs = c.listed()
    expect(set(writers.reported) <= set(runs) <= writers.offered,
           "reported and not there", sorted(set(writers.reported) - set(runs)))
    c.perfolio("archive", "verify").exits(0)
    for run in random.sample(sorted(writers.reported), 9):
        shown = c.perfolio("archive", "show", run, "--json").exits(0).out
        expect_equal(len(json.loads(shown)["values"]), 100, f"cases of {run}")
        expect_equal(c.fetched(run).decode(), writers.reported[run], run)
    a.perfolio("archive", "verify").exits(0)
    if os.environ.get("PG_SECONDS"):
        print(f"# {len(runs)} runs, {writers.killed} processes killed")


run_tests()
