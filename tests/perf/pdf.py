#!/usr/bin/env python3
"""Time, memory and size of summary.pdf over large runs.

Prints CPU seconds and peak memory of "perfolio report --format pdf" and the
size of the file, best of ROUNDS, for 500, 10,000 and 20,000 cases of 10
launches; "read" is the same run without a report, so that the difference is
what the paper takes.

usage: tests/perf/pdf.py [PERFOLIO] [ROUNDS]
"""
import os
import sys
import tempfile

import report


def main():
    report.LAUNCHES = 10
    with tempfile.TemporaryDirectory() as folder:
        path = folder + "/run.jsonl"
        for cases in (500, 10000, 20000):
            report.many_cases(path, cases)
            read, _ = report.measure(path, folder, "--format", "json")
            cpu, kib = report.measure(path, folder, "--format", "pdf")
            size = os.path.getsize(folder + "/report/summary.pdf") / 1e6
            print(f"{cases:6,} cases: {cpu:6.2f} s CPU ({read:.2f} s for "
                  f"report.json alone), {kib / 1024:6.1f} MiB peak, "
                  f"{size:4.1f} MB summary.pdf", flush=True)


if __name__ == "__main__":
    sys.exit(main())
