#!/usr/bin/env python3
"""Time and memory of "perfolio report" over large runs.

Prints CPU seconds and peak memory for a million samples in one case and for
2,000 and 20,000 cases of 30 launches with six metrics each, best of ROUNDS;
time should grow tenfold from 2,000 to 20,000 cases.

usage: tests/perf/report.py [PERFOLIO] [ROUNDS]
"""
import json
import os
import random
import subprocess
import sys
import tempfile

PERFOLIO = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/perfolio")
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 3
LAUNCHES = 30
METRICS = {
    "time": {"unit": "ns", "better": "lower", "per": "iteration", "resolution": 1},
    "user_time": {"unit": "ns", "better": "lower", "per": "launch"},
    "system_time": {"unit": "ns", "better": "lower", "per": "launch"},
    "max_rss": {"unit": "B", "better": "lower", "per": "launch"},
    "page_faults": {"unit": "1", "better": "lower", "per": "launch"},
    "context_switches": {"unit": "1", "better": "lower", "per": "launch"},
}


def put(f, line):
    f.write(json.dumps(line, separators=(",", ":")) + "\n")


def put_header(f, suite):
    put(f, {"type": "run", "format": 1, "id": "20261120T181203Z-000001",
            "suite": suite, "started": "2026-11-20T18:12:03.412Z",
            "tool": "perfolio", "machine": {"id": "m"}, "environment": {},
            "labels": {}, "seed": "1"})


def put_case(f, case, n, metrics):
    put(f, {"type": "case", "case": case, "status": "planned", "group": "g",
            "benchmark": "b", "params": {"n": str(n)},
            "command": ["./tool", "--run", str(n)], "metrics": metrics})


def many_cases(path, cases):
    with open(path, "w") as f:
        put_header(f, "many")
        for n in range(cases):
            put_case(f, f"g/b/n={n:05d}", n, METRICS)
        for launch in range(1, LAUNCHES + 1):
            for n in range(cases):
                time = int(random.lognormvariate(17, 0.05))
                put(f, {"type": "samples", "case": f"g/b/n={n:05d}",
                        "round": launch, "launch": launch,
                        "start": launch * 1000000, "exit": 0, "values": {
                            "time": [time],
                            "user_time": [time * 8 // 10000 * 1000],
                            "system_time": [time // 10000 * 1000],
                            "max_rss": [4096 * random.randrange(400, 440)],
                            "page_faults": [random.randrange(80, 99)],
                            "context_switches": [random.randrange(1, 4)]}})
        put(f, {"type": "end", "finished": "2026-11-20T18:13:03.412Z"})


def one_case(path, samples):
    with open(path, "w") as f:
        put_header(f, "one")
        put_case(f, "g/b", 1, {"time": METRICS["time"]})
        for at in range(0, samples, 1000):
            put(f, {"type": "samples", "case": "g/b", "round": 1, "launch": 1,
                    "values": {"time": [int(random.lognormvariate(10, 0.1))
                                        for _ in range(1000)]},
                    "more": at + 1000 < samples})
        put(f, {"type": "end", "finished": "2026-11-20T18:13:03.412Z"})


def measure(path, folder, *words):
    """Best CPU seconds and largest peak bytes."""
    best, peak = None, 0
    for _ in range(ROUNDS):
        process = subprocess.Popen(
            [PERFOLIO, "report", path, "--output-dir", folder + "/report",
             *words],
            stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
        if status != 0:
            sys.exit(f"perfolio report ended with {status}")
        cpu = usage.ru_utime + usage.ru_stime
        best = cpu if best is None else min(best, cpu)
        peak = max(peak, usage.ru_maxrss)
    return best, peak


def main():
    random.seed(1)
    times = {}
    with tempfile.TemporaryDirectory() as folder:
        path = folder + "/run.jsonl"
        jobs = {"1,000,000 samples in one case": lambda: one_case(path, 1000000),
                " 2,000 cases x 30 launches": lambda: many_cases(path, 2000),
                "20,000 cases x 30 launches": lambda: many_cases(path, 20000)}
        for name, write in jobs.items():
            write()
            cpu, kib = measure(path, folder)
            times[name] = cpu
            size = os.path.getsize(path) / 1e6
            print(f"{name:30} {size:6.1f} MB run file: {cpu:6.2f} s CPU, "
                  f"{kib / 1024:6.1f} MiB peak", flush=True)
    few, many = list(times.values())[1:]
    print(f"ten times the cases take {many / few:.1f} times the time")


if __name__ == "__main__":
    main()
