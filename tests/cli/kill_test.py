#!/usr/bin/env python3
"""kill -9 of perfolio, and of its launcher, at random moments of a run.

After each kill: no benchmark process is left, what was written is read again
with the note that the run was cut short, and --resume finishes it, measures
nothing twice and misses nothing. KILLS says how many moments (30).
"""
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

PERFOLIO = os.path.abspath(os.environ.get("BUILD", "build") + "/perfolio")
KILLS = int(os.environ.get("KILLS", "30"))
CASES, LAUNCHES = 5, 6
LINES = 1 + CASES * (2 + LAUNCHES)
random.seed(int(os.environ.get("SEED", "1")))

# Leaves a grandchild behind that outlives it, in a session of its own.
SUITE = """
suite: killed
benchmarks:
  - name: sleeps
    params: {n: [1, 2, 3]}
    launches: %d
    command: [sleep, "0.00%%s{n}"]
  - name: leaves
    launches: %d
    command: "setsid sleep 77.%%s & sleep 0.002"
  - name: copies
    launches: %d
    concurrency: 3
    command: [sleep, "0.00%%s3"]
""" % (LAUNCHES, LAUNCHES, LAUNCHES)


def processes(marker):
    """Command lines that carry the marker."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as f:
                line = f.read().replace(b"\0", b" ").decode(errors="replace")
            with open(f"/proc/{pid}/stat") as f:
                state = f.read().rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
        if "sleep" in line and marker in line and state != "Z":
            found.append(line)
    return found


def wait_for_none(marker):
    """The launcher needs a moment after its perfolio died."""
    for _ in range(100):
        left = processes(marker)
        if not left:
            return []
        time.sleep(0.02)
    return left


def wait_for_lines(run, path, lines):
    """Until the run file has that many, or the run is over."""
    while run.poll() is None:
        try:
            with open(path, "rb") as f:
                if f.read().count(b"\n") >= lines:
                    return
        except OSError:
            if lines == 0:
                return
        time.sleep(0.001)


def launcher_of(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as f:
            for child in f.read().split():
                with open(f"/proc/{child}/comm") as comm:
                    if comm.read().startswith("perfolio-launch"):
                        return int(child)
    except OSError:
        pass
    return None


def check_whole(path):
    """The finished file: every launch of every case, once."""
    seen, planned, ended = {}, set(), set()
    with open(path) as f:
        lines = [json.loads(line) for line in f]
    for line in lines:
        if line["type"] == "samples":
            seen.setdefault(line["case"], []).append(line["launch"])
        elif line["type"] == "case":
            (planned if line["status"] == "planned" else ended).add(line["case"])
    if len(planned) != CASES or ended != planned:
        return f"{len(planned)} planned, {len(ended)} ended"
    for case, launches in seen.items():
        if launches != list(range(1, LAUNCHES + 1)):
            return f"{case} has the launches {launches}"
    if len(seen) != CASES:
        return f"only {len(seen)} cases have samples"
    if lines[-1]["type"] != "end":
        return "no end line"
    return None


def one(folder, number, victim):
    """A run killed once; what is wrong, or None."""
    marker = f"{number:04d}"
    with open(f"{folder}/s.yaml", "w") as f:
        f.write(SUITE % (marker, marker, marker))
    path = f"{folder}/run-{number}.jsonl"
    run = subprocess.Popen([PERFOLIO, "run", "-q", "s.yaml", "-o", path],
                           cwd=folder, stdout=subprocess.DEVNULL,
                           stderr=subprocess.PIPE, text=True)
    wait_for_lines(run, path, random.randrange(LINES + 1))
    time.sleep(random.uniform(0, 0.004))
    target = run.pid if victim == "perfolio" else launcher_of(run.pid)
    if target is not None:
        try:
            os.kill(target, signal.SIGKILL)
        except ProcessLookupError:
            pass
    _, said = run.communicate()
    left = wait_for_none(marker)
    if left:
        return f"left running: {left}"
    if not os.path.exists(path) or os.path.getsize(path) == 0:
        return None
    with open(path) as f:
        text = f.read()
    if '"type":"end"' in text.rsplit("\n", 2)[-2]:
        return check_whole(path)
    one.cut += 1
    if victim == "launcher" and target and run.returncode != 3:
        return f"exit status {run.returncode}: {said}"
    if "\n" in text:
        shown = subprocess.run([PERFOLIO, "analyze", path, "-o", "-"],
                               cwd=folder, capture_output=True, text=True)
        if shown.returncode != 0:
            return f"analyze: {shown.stderr}"
        notes = json.loads(shown.stdout)["notes"]
        if not any("cut short" in note["text"] for note in notes):
            return f"no note that it was cut short: {notes}"
        resumed = subprocess.run([PERFOLIO, "run", "-q", "--resume", path],
                                 cwd=folder, capture_output=True, text=True)
        if resumed.returncode != 0:
            return f"resume: {resumed.returncode} {resumed.stderr}"
        left = wait_for_none(marker)
        return f"left running: {left}" if left else check_whole(path)
    return None


def main():
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for victim in ("perfolio", "launcher"):
            trouble = None
            one.cut = 0
            for number in range(KILLS):
                trouble = trouble or one(
                    folder, number + (5000 if victim == "launcher" else 0), victim)
            name = f"kill_9_of_the_{victim}_at_{KILLS}_moments_loses_nothing"
            if not trouble and one.cut < KILLS / 4:
                trouble = f"only {one.cut} of {KILLS} kills hit a run"
            print(f"not ok {name}\n    {trouble}" if trouble
                  else f"ok {name}", flush=True)
            failed |= bool(trouble)
    sys.exit(failed)


main()
