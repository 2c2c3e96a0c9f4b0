#!/usr/bin/env python3
"""What a year of runs takes: the archive built, analysed, a report written.

RUNS run files of CASES cases, one launch of three values each, with a step in
every tenth case. Prints CPU time, peak memory and the bytes that were written,
of the first report (which builds the archive) and of the next one.

usage: tests/perf/past.py [PERFOLIO] [RUNS] [CASES] [FORMATS]
"""
import json
import os
import random
import subprocess
import sys
import tempfile

PERFOLIO = os.path.abspath(sys.argv[1] if len(sys.argv) > 1
                           else "build/perfolio")
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 500
CASES = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
FORMATS = sys.argv[4] if len(sys.argv) > 4 else "html"


def write_runs(folder):
    made = random.Random(1)
    os.makedirs(folder)
    for run in range(RUNS):
        day = f"{2024 + run // 336}-{1 + run // 28 % 12:02}-{1 + run % 28:02}"
        name = f"{day.replace('-', '')}T000000Z-{run:06x}"
        lines = [{"type": "run", "format": 1, "id": name, "suite": "s",
                  "started": f"{day}T00:00:00.000Z", "machine": {"id": "m"},
                  "environment": {"kernel": "Linux 6.1"}}]
        for case in range(CASES):
            level = 1e6 * (1 + case % 97)
            if case % 10 == 0 and run >= 200 + case % 150:
                level *= 1.2
            lines.append({"type": "samples", "case": f"group/case-{case}",
                          "metric": "time", "unit": "ns", "launch": 1,
                          "values": [round(level * made.gauss(1, 0.02))
                                     for _ in range(3)]})
        lines.append({"type": "end", "finished": f"{day}T00:01:00.000Z"})
        with open(f"{folder}/{name}.jsonl", "w") as f:
            f.writelines(json.dumps(line) + "\n" for line in lines)


def report(folder, name):
    process = subprocess.Popen([PERFOLIO, "report", "--format", FORMATS],
                               cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    after = usage.ru_utime + usage.ru_stime
    size = sum(os.path.getsize(os.path.join(top, file))
               for top, _, files in os.walk(f"{folder}/report")
               for file in files)
    print(f"{name}: {after:.2f} s CPU, {usage.ru_maxrss / 1024:.0f} MiB, "
          f"{size / 1e6:.1f} MB of {FORMATS}, exit status "
          f"{os.waitstatus_to_exitcode(status)}")


with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as top:
    write_runs(f"{top}/.perfolio/runs")
    report(top, f"{RUNS} runs of {CASES} cases, the first time")
    report(top, "the same again")
    print(f"archive.db: "
          f"{os.path.getsize(f'{top}/.perfolio/archive.db') / 1e6:.1f} MB")
