#!/usr/bin/env python3
"""What the archive takes.

Adding a run of 1,000 cases to an archive of 1,000 runs, beside the bare
insertion of the same rows by SQLite in one transaction; the same in memory
alone, where nothing is waited for. Then building the archive of 500 run files
of 1,000 cases, and opening it when it is up to date: CPU seconds and memory.

usage: tests/perf/archive_add.py [BUILD]
"""
import json
import os
import random
import subprocess
import sys
import tempfile

BUILD = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build")
PERFOLIO = BUILD + "/perfolio"
RUNS, CASES = 500, 1000


def add(folder, runs, cases):
    with tempfile.TemporaryDirectory(dir=folder) as place:
        seen = subprocess.run(
            [f"{BUILD}/tests/perf/archive_add", place, str(runs), str(cases),
             "41"], check=True, capture_output=True, text=True)
    return map(float, seen.stdout.split())


def write_run(folder, number):
    source = random.Random(number)
    hour, minute = divmod(number, 60)
    stamp = f"20260101T{hour:02}{minute:02}00Z-{number:06x}"
    lines = [{"type": "run", "format": 1, "id": stamp, "suite": "perf",
              "started": f"2026-01-01T{hour:02}:{minute:02}:00Z",
              "tool": "perfolio 0.1.0", "machine": {"id": "m"},
              "vcs": {"commit": f"{number:040x}", "branch": "main",
                      "dirty": False}, "environment": {"kernel": "6.1"}}]
    for case in range(CASES):
        lines.append({"type": "samples", "case": f"c{case:04}",
                      "benchmark": f"c{case:04}", "metric": "time",
                      "unit": "ns",
                      "values": [round(1e6 * source.gauss(1, 0.02))
                                 for _ in range(5)]})
    with open(f"{folder}/{stamp}.jsonl", "w") as f:
        f.writelines(json.dumps(line, separators=(",", ":")) + "\n"
                     for line in lines)


def cpu(words):
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status != 0:
        sys.exit(f"{' '.join(words)}: status {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


subprocess.run(["make", "-s", f"BUILD={BUILD}",
                f"{BUILD}/tests/perf/archive_add"], check=True,
               cwd=os.path.dirname(os.path.abspath(__file__)) + "/../..")
for where, folder in (("on the disk", None), ("in memory", "/dev/shm")):
    if folder is not None and not os.path.isdir(folder):
        continue
    ours, bare = add(folder, 1000, CASES)
    print(f"a run of {CASES:,} cases into 1,000 runs {where}: {ours:.2f} ms; "
          f"bare SQLite {bare:.2f} ms; {ours / bare:.1f} times (limit 3)")
with tempfile.TemporaryDirectory() as folder:
    os.makedirs(f"{folder}/.perfolio/runs")
    for number in range(RUNS):
        write_run(f"{folder}/.perfolio/runs", number)
    os.chdir(folder)
    took, peak = cpu([PERFOLIO, "archive", "list", "--json"])
    size = os.path.getsize(".perfolio/archive.db") / 2**20
    print(f"building the archive of {RUNS} runs of {CASES:,} cases: "
          f"{took:.2f} s CPU, {peak:.0f} MiB, on disk {size:.0f} MiB")
    took, peak = cpu([PERFOLIO, "archive", "list", "--json"])
    print(f"opening it again: {took:.3f} s CPU, {peak:.0f} MiB")
