#!/usr/bin/env python3
"""What a launch costs perfolio itself, beside hyperfine -N.

Alternates the two over LAUNCHES launches of /bin/true and prints, for each,
the median CPU time of the program's own processes (perfolio and its launcher;
hyperfine alone), read from /proc/PID/schedstat, and the wall time. The
children's own time is not in it. hyperfine comes from Debian.

usage: tests/perf/launch_overhead.py [PERFOLIO] [LAUNCHES] [ROUNDS]
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

PERFOLIO = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/perfolio")
LAUNCHES = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 5


def own_processes(pid):
    """The program and its launcher, not what they measure."""
    pids = [pid]
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as f:
            children = f.read().split()
        for child in children:
            with open(f"/proc/{child}/comm") as f:
                if f.read().startswith("perfolio-launch"):
                    pids.append(int(child))
    except OSError:
        pass
    return pids


def run(command, folder):
    """Own CPU seconds and wall seconds of one run."""
    seen = {}
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    pids = []
    while process.poll() is None:
        if len(pids) < 2:
            pids = own_processes(process.pid)
        for pid in pids:
            try:
                # By its main thread and any other: hyperfine has one alone.
                with open(f"/proc/{pid}/schedstat") as f:
                    seen[pid] = int(f.read().split()[0])
            except OSError:
                pass
        time.sleep(0.002)
    wall = time.monotonic() - start
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return sum(seen.values()) / 1e9, wall


def main():
    n = str(LAUNCHES)
    commands = {
        "hyperfine -N": ["hyperfine", "-N", "-w", "0", "-r", n, "/bin/true"],
        "perfolio": [PERFOLIO, "run", "-q", "--launches", n, "--", "/bin/true"],
        "perfolio --collect time": [PERFOLIO, "run", "-q", "--launches", n,
                                    "--collect", "time", "--", "/bin/true"],
    }
    results = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            for name, command in commands.items():
                results[name].append(run(command, folder))
    base_cpu, base_wall = (statistics.median(v) for v in zip(*results["hyperfine -N"]))
    print(f"{LAUNCHES} launches of /bin/true, median of {ROUNDS}")
    for name, values in results.items():
        cpu, wall = (statistics.median(v) for v in zip(*values))
        print(f"{name:26} own CPU {cpu * 1e6 / LAUNCHES:6.1f} µs a launch"
              f" ({cpu / base_cpu:4.2f}x)   wall {wall:6.3f} s"
              f" ({wall / base_wall:4.2f}x)")


main()
