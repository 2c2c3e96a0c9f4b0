#!/usr/bin/env python3
"""What a slow minute in the middle of a run does to a comparison.

Two commands, the second doing 5 % more work, are compared three times, each
with so many launches that the interval of the ratio is about ±0.5 %:
as variants of one interleaved run, on a machine left alone; the same with a
busy loop on every core for SLOW seconds in the middle; and one after the
other, in two runs, with the same slow time in the middle of it all. Prints
the ratio of each and how far the slow time moved it.

usage: tests/perf/slow_minute.py [PERFOLIO] [SLOW] [LAUNCHES]
"""
import json
import os
import subprocess
import sys
import tempfile
import threading
import time

PERFOLIO = os.path.abspath(sys.argv[1] if len(sys.argv) > 1
                           else "build/perfolio")
SLOW = float(sys.argv[2]) if len(sys.argv) > 2 else 60
LAUNCHES = int(sys.argv[3]) if len(sys.argv) > 3 else 2500

WORK = "BEGIN {{ for (i = 0; i < {}; i++) s += i }}"
A, B = (["awk", WORK.format(n)] for n in (400000, 420000))


def suite(variants):
    return json.dumps({"defaults": {"launches": LAUNCHES}, "benchmarks": [
        {"name": "x", "variants": variants} if len(variants) > 1 else
        {"name": "x", **next(iter(variants.values()))}]})


def run(folder, name, variants):
    path = os.path.join(folder, name)
    with open(path + ".yaml", "w") as f:
        f.write(suite(variants))
    subprocess.run([PERFOLIO, "run", path + ".yaml", "-q", "-o",
                    path + ".jsonl"], cwd=folder, check=True,
                   stdout=subprocess.DEVNULL)
    out = subprocess.run([PERFOLIO, "analyze", path + ".jsonl", "-o", "-"],
                         cwd=folder, check=True, stdout=subprocess.PIPE).stdout
    return json.loads(out)["cases"]


def time_of(case):
    return next(m for m in case["metrics"] if m["metric"] == "time")


def interleaved(folder, name):
    """Ratio of b to a and its interval, and how long it took."""
    start = time.monotonic()
    cases = run(folder, name, {"a": {"command": A}, "b": {"command": B}})
    found = next(time_of(c)["reference"] for c in cases
                 if time_of(c)["reference"])
    return (found["ratio"], found["ratio_low"], found["ratio_high"],
            time.monotonic() - start)


def in_sequence(folder, name):
    medians = [time_of(run(folder, f"{name}-{which}",
                           {which: {"command": command}})[0])
               ["summary"]["median"] for which, command in
               (("a", A), ("b", B))]
    return medians[1] / medians[0]


def busy(delay):
    """A busy loop on every core, after a delay."""
    time.sleep(delay)
    loops = [subprocess.Popen(["timeout", str(SLOW), "sh", "-c",
                               "while :; do :; done"])
             for _ in range(os.cpu_count())]
    for loop in loops:
        loop.wait()


def disturbed(measure, delay):
    thread = threading.Thread(target=busy, args=(delay,))
    thread.start()
    result = measure()
    thread.join()
    return result


with tempfile.TemporaryDirectory() as folder:
    ratio, low, high, took = interleaved(folder, "quiet")
    print(f"interleaved, left alone:    {ratio:.4f} "
          f"[{low:.4f}, {high:.4f}] (±{50 * (high - low) / ratio:.2f} %) "
          f"in {took:.0f} s")
    # In the middle of an undisturbed run; for the two in a row it falls on
    # the end of the first.
    slow, low, high, _ = disturbed(lambda: interleaved(folder, "slow"),
                                   max(0, took / 2 - SLOW / 4))
    print(f"interleaved, slow {SLOW:.0f} s:     {slow:.4f} "
          f"[{low:.4f}, {high:.4f}] (±{50 * (high - low) / slow:.2f} %): "
          f"moved by {100 * (slow / ratio - 1):+.2f} %")
    apart = in_sequence(folder, "apart")
    print(f"one after the other, left alone: {apart:.4f}")
    moved = disturbed(lambda: in_sequence(folder, "row"),
                      max(0, took / 2 - SLOW))
    print(f"one after the other, slow:       {moved:.4f}: moved by "
          f"{100 * (moved / apart - 1):+.2f} %")
