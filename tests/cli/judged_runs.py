"""Runs made up to be judged: two cases against a baseline."""
import json
import os
import random


def run_line(number, **more):
    line = {"type": "run", "format": 1, "suite": "s", "seed": "1",
            "tool": "perfolio 0.1.0",
            "id": f"20260101T0000{number:02d}Z-00000{number % 10}",
            "started": f"2026-01-01T00:00:{number:02d}.000Z",
            "machine": {"id": "m1", "architecture": "x86_64"},
            "environment": {"kernel": "6.1"}}
    line.update(more)
    return line


def case_lines(case, times, outcome="ok", message=None, **more):
    lines = [{"type": "case", "case": case, "status": "planned",
              "benchmark": case,
              "metrics": {"time": {"unit": "ns", "better": "lower",
                                   "per": "launch", "resolution": 1}},
              **more}]
    lines += [{"type": "samples", "case": case, "round": i, "launch": i,
               "exit": 0, "values": {"time": [time]}}
              for i, time in enumerate(times, 1)]
    end = {"type": "case", "case": case, "status": outcome,
           "launches": len(times), "failed": 0, "stopped_by": "fixed"}
    if message:
        end["message"] = message
    return lines + [end]


def noisy(center, count=20, sigma=0.01, seed=1):
    source = random.Random(seed)
    return [center * (1 + source.gauss(0, sigma)) for _ in range(count)]


def write_run(here, number, cases, **more):
    """A run in the workspace: cases are lists of lines."""
    head = run_line(number, **more)
    lines = [head, *(line for case in cases for line in case)]
    lines.append({"type": "end", "finished": "2026-01-01T01:00:00.000Z",
                  "lines": len(lines) + 1})
    here.write(f".perfolio/runs/{head['id']}.jsonl",
               "".join(json.dumps(line) + "\n" for line in lines))
    return head["id"]


def baseline(here, number=1, **more):
    write_run(here, number, [case_lines("a", noisy(1e7, seed=1)),
                             case_lines("b", noisy(2e7, seed=2))], **more)


def candidate(here, a=1.0, b=1.0, number=2, **more):
    write_run(here, number, [case_lines("a", noisy(1e7 * a, seed=3)),
                             case_lines("b", noisy(2e7 * b, seed=4))], **more)


def policy(**more):
    return {"policy": more}


def tree(here, name, pause):
    """A working tree whose tool takes that many seconds."""
    here.write(f"{name}/tool", f"#!/bin/sh\nsleep {pause}\n")
    os.chmod(here.path(f"{name}/tool"), 0o755)


TWO_CASES = ("suite: t\ndefaults: {launches: 8}\nbenchmarks:\n"
             "  - {name: x, command: [./tool]}\n"
             "  - {name: y, command: [sleep, \"0.005\"]}\n")
