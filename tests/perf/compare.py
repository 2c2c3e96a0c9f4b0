#!/usr/bin/env python3
"""What comparing takes: CPU seconds, best of five, and peak memory.

10,000 cases x 30 launches against a baseline, with time alone and with six
metrics: both runs read, analysed, judged and written as JSON. 1,000 cases x
10,000 samples, read and analysed; tests/perf/analysis.c says what of it is
analysis, in multiples of sorting the same samples. A million samples in one
case.

usage: tests/perf/compare.py [PERFOLIO]
"""
import json
import os
import random
import subprocess
import sys
import tempfile

PERFOLIO = os.path.abspath(sys.argv[1] if len(sys.argv) > 1
                           else "build/perfolio")
SIX = ("time", "user_time", "system_time", "max_rss", "page_faults",
       "context_switches")
UNITS = {"time": "ns", "user_time": "ns", "system_time": "ns", "max_rss": "B"}


def write_run(path, number, cases, launches, metrics, per_launch=1):
    source = random.Random(number)
    with open(path, "w") as f:
        def put(line):
            f.write(json.dumps(line, separators=(",", ":")) + "\n")
        put({"type": "run", "format": 1, "suite": "perf", "seed": "1",
             "id": f"2026010{number}T000000Z-000000", "tool": "perfolio 0.1.0",
             "started": f"2026-01-0{number}T00:00:00.000Z",
             "machine": {"id": "m"}, "environment": {}})
        declared = {name: {"unit": UNITS.get(name, "1"), "better": "lower",
                           "per": "launch", "resolution": 1}
                    for name in metrics}
        for case in range(cases):
            put({"type": "case", "case": f"c{case:05d}", "status": "planned",
                 "benchmark": f"c{case:05d}", "metrics": declared})
        for launch in range(1, launches + 1):
            for case in range(cases):
                center = 1e6 * (1 + case % 97)
                put({"type": "samples", "case": f"c{case:05d}",
                     "round": launch, "launch": launch, "exit": 0,
                     "values": {name: [round(center * source.gauss(1, 0.02))
                                       for _ in range(per_launch)]
                                for name in metrics}})
        put({"type": "end", "finished": "2026-01-09T00:00:00.000Z",
             "lines": 2 + cases * (1 + launches)})


def cpu(words, times=5):
    """Best CPU seconds, and peak memory in MiB."""
    best, peak = None, 0
    for _ in range(times):
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
        if status != 0:
            sys.exit(f"{' '.join(words)}: status {status}")
        used = usage.ru_utime + usage.ru_stime
        best = used if best is None else min(best, used)
        peak = max(peak, usage.ru_maxrss / 1024)
    return best, peak


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for metrics in (("time",), SIX):
        for number in (1, 2):
            path = f"{number}.jsonl"
            write_run(path, number, 10000, 30, metrics)
        took, peak = cpu([PERFOLIO, "analyze", "./2.jsonl", "--baseline",
                          "./1.jsonl", "-o", "out.json"])
        alone, _ = cpu([PERFOLIO, "analyze", "./2.jsonl", "-o", "out.json"])
        print(f"10,000 cases x 30 launches x {len(metrics)} metrics against "
              f"a baseline: {took:.2f} s CPU, {peak:.0f} MiB "
              f"(without the baseline {alone:.2f} s)")
    write_run("big.jsonl", 3, 1000, 10, ("time",), 1000)
    whole, peak = cpu([PERFOLIO, "analyze", "./big.jsonl", "-o", "out.json"],
                      3)
    print(f"1,000 cases x 10,000 samples, read and analysed: {whole:.2f} s "
          f"CPU, {peak:.0f} MiB")
    write_run("one.jsonl", 4, 1, 1000, ("time",), 1000)
    whole, peak = cpu([PERFOLIO, "analyze", "./one.jsonl", "-o", "out.json"],
                      3)
    print(f"1 case x 1,000,000 samples, read and analysed: {whole:.2f} s "
          f"CPU, {peak:.0f} MiB")
