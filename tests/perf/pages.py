#!/usr/bin/env python3
"""Time, memory and size of the page and the paper.

Prints CPU seconds and peak memory of "perfolio report" with every format for
500 and 20,000 cases of 30 launches with six metrics, time per case page
(beside the 24 ms a page that criterion.rs published), the size of a PDF of
10,000 cases, and the size of the demo's report folder. Best of ROUNDS.

usage: tests/perf/pages.py [PERFOLIO] [ROUNDS]
"""
import os
import subprocess
import tempfile

import report


def folder_bytes(folder):
    return sum(os.path.getsize(os.path.join(place, name))
               for place, _, names in os.walk(folder) for name in names)


def main():
    with tempfile.TemporaryDirectory() as folder:
        path, out = folder + "/run.jsonl", folder + "/report"
        report.many_cases(path, 500)
        alone, _ = report.measure(path, folder, "--format", "json")
        html, _ = report.measure(path, folder, "--format", "html")
        cpu, kib = report.measure(path, folder)
        print(f"   500 cases, pages and PDF: {cpu:5.2f} s CPU, "
              f"{kib / 1024:5.1f} MiB peak", flush=True)
        print(f"   a case page: {(html - alone) / 500 * 1e3:5.2f} ms CPU "
              "(criterion.rs: 24 ms)", flush=True)
        report.many_cases(path, 10000)
        cpu, kib = report.measure(path, folder, "--format", "pdf")
        size = os.path.getsize(out + "/summary.pdf") / 1e6
        print(f"10,000 cases, PDF alone:     {cpu:5.2f} s CPU, "
              f"{kib / 1024:5.1f} MiB peak, {size:.1f} MB", flush=True)
        report.many_cases(path, 20000)
        cpu, kib = report.measure(path, folder)
        print(f"20,000 cases, everything:    {cpu:5.2f} s CPU, "
              f"{kib / 1024:5.1f} MiB peak", flush=True)
        subprocess.run([report.PERFOLIO, "run", "-q", "suites/demo.yaml", "-o",
                        folder + "/demo.jsonl", "--report", folder + "/demo"],
                       check=True, stdout=subprocess.DEVNULL)
        print(f"the demo's report folder:    "
              f"{folder_bytes(folder + '/demo') / 1e6:.2f} MB")


main()
