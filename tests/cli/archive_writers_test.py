#!/usr/bin/env -S python3 -B
"""Eight processes add runs at once while one after the other is killed.

Every run that was reported as added is there, whole, and an archive that is
built anew gives the same answers. ARCHIVE_SECONDS says for how long (4), and
KILL_EVERY the seconds from one kill to the next (0.2).
"""
import json
import os
import random
import signal
import threading
import time

from lib import expect, expect_equal, run_tests, test

SECONDS = float(os.environ.get("ARCHIVE_SECONDS", "4"))
KILL_EVERY = float(os.environ.get("KILL_EVERY", "0.2"))
WRITERS, CASES = 8, 200


def run_text(writer, number):
    run = f"20260101T{number:06}Z-{writer:06x}"
    lines = [{"type": "run", "format": 1, "id": run, "suite": "s",
              "started": f"2026-01-01T00:00:00.{number:06}Z",
              "machine": {"id": f"m{writer % 2}"}}]
    lines += [{"type": "samples", "case": f"c{case}", "benchmark": f"c{case}",
               "metric": "time", "unit": "ns",
               "values": [writer + number + case + 1 for _ in range(3)]}
              for case in range(CASES)]
    return run, "".join(json.dumps(line) + "\n" for line in lines)


class Writers:
    def __init__(self, here):
        self.here, self.lock = here, threading.Lock()
        self.running, self.reported, self.offered = {}, set(), set()
        self.wrong, self.killed = [], 0
        self.end = time.monotonic() + SECONDS

    def add(self, writer, number):
        run, text = run_text(writer, number)
        path = self.here.write(f"new/{run}.jsonl", text)
        self.offered.add(run)
        with self.lock:
            process = self.here.start("archive", "add", path)
            self.running[writer] = process
        seen = self.here.finish(process, ("archive", "add", path))
        with self.lock:
            del self.running[writer]
        if f"added {run}\n" in seen.out:
            self.reported.add(run)
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
            time.sleep(KILL_EVERY * random.uniform(0.5, 1.5))
            with self.lock:
                alive = [process for process in self.running.values()
                         if process.poll() is None]
                if alive:
                    random.choice(alive).kill()
                    self.killed += 1

    def work(self):
        threads = [threading.Thread(target=self.write, args=(writer,))
                   for writer in range(WRITERS)]
        threads.append(threading.Thread(target=self.kill))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def answers(here):
    told = [here.perfolio("archive", "list", "--json").exits(0).out]
    runs = [run["id"] for run in json.loads(told[0])["runs"]]
    for run in random.sample(runs, min(10, len(runs))):
        told.append(here.perfolio("archive", "show", run, "--json").out)
    return runs, told


@test
def what_was_reported_as_added_is_there_whole(here):
    os.mkdir(here.path(".perfolio"))
    writers = Writers(here)
    writers.work()
    expect(not writers.wrong, "an addition failed", *writers.wrong[:3])
    expect(writers.killed > 0 and len(writers.reported) > WRITERS,
           f"{writers.killed} were killed, {len(writers.reported)} added")
    # Reads every run file and compares its values with the archive's.
    here.perfolio("archive", "verify").exits(0).says_nothing()
    random.seed(1)
    runs, told = answers(here)
    expect(writers.reported <= set(runs) <= writers.offered,
           "reported and not there", sorted(writers.reported - set(runs)))
    expect_equal(sorted(os.listdir(here.path(".perfolio/runs"))),
                 sorted(f"{run}.jsonl" for run in runs), "left behind")
    for run in runs:
        expect_equal(here.bytes(f".perfolio/runs/{run}.jsonl"),
                     here.bytes(f"new/{run}.jsonl"), f"the file of {run}")
    here.perfolio("archive", "verify").exits(0).says_nothing()
    for name in os.listdir(here.path(".perfolio")):
        if name.startswith("archive.db"):
            os.remove(here.path(f".perfolio/{name}"))
    random.seed(1)
    expect(answers(here)[1] == told, "an archive built anew says otherwise")
    if os.environ.get("ARCHIVE_SECONDS"):
        print(f"# {len(runs)} runs, {writers.killed} processes killed")


run_tests()
