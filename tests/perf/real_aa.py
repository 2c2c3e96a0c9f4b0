#!/usr/bin/env python3
"""How often perfolio calls a change that is none, and finds one that is.

The demo suite is run RUNS times, nothing changed in between: by rule B over
disjoint pairs, and by rule A over every run with five before it, what share of
the cases is neither unchanged nor inconclusive? The same for a suite of
identical variants by the paired rule. Then variants that do 10 % and 20 % more
work, ten launches each of 60 to 160 ms, so that the start of the program is
little of it: how many are found? RUNS 0 is these alone. Chance is allowed 5 %
of the cases, up to the 0.95 quantile of the binomial distribution.

usage: tests/perf/real_aa.py [PERFOLIO] [RUNS] [SUITE]
"""
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile

PERFOLIO = os.path.abspath(sys.argv[1] if len(sys.argv) > 1
                           else "build/perfolio")
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 20
SUITE = os.path.abspath(sys.argv[3] if len(sys.argv) > 3
                        else "suites/demo.yaml")
QUIET = ("unchanged", "inconclusive", "insufficient-data", None)
REPEATS = 12


def perfolio(folder, *words):
    seen = subprocess.run([PERFOLIO, *words], cwd=folder,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if seen.returncode > 1:
        sys.exit(f"perfolio {' '.join(words)}: {seen.stderr.decode()}")
    return seen.stdout


def allowed(n, p=0.05, level=0.95):
    """The smallest k with P(Bin(n, p) <= k) >= level."""
    below = 0.0
    for k in range(n + 1):
        below += math.comb(n, k) * p ** k * (1 - p) ** (n - k)
        if below >= level:
            return k
    return n


def judged(folder, key, *words):
    """The verdicts of a run's judged metrics."""
    result = json.loads(perfolio(folder, "analyze", *words, "-o", "-"))
    return [(c["case"], m["metric"], m[key]) for c in result["cases"]
            for m in c["metrics"] if m["judged"] and m[key]]


def report(name, verdicts):
    changed = [v for v in verdicts if v[2]["verdict"] not in QUIET]
    rules = sorted({v[2]["rule"] for v in verdicts})
    n = len(verdicts)
    print(f"{name} (rule {', '.join(rules)}): {len(changed)} of {n} "
          f"({100 * len(changed) / max(n, 1):.1f} %) called changed; "
          f"{allowed(n)} allowed", flush=True)
    for case, metric, found in changed[:12]:
        print(f"    {case} {metric}: {found['verdict']} "
              f"{found['change_percent']:+.1f} % "
              f"[{100 * found['ratio_low'] - 100:+.1f}, "
              f"{100 * found['ratio_high'] - 100:+.1f}]")


def variants(share):
    """A busy loop, and one that does so much more work, some cases of each."""
    loop = "BEGIN {{ for (i = 0; i < {}; i++) s += i }}"
    sizes = (1500000, 2000000, 2500000, 3000000, 4000000)
    return json.dumps({"suite": "pairs", "defaults": {"launches": 10},
                       "benchmarks": [
        {"name": f"n{size}", "variants": {
            "a": {"command": ["awk", loop.format(size)]},
            "b": {"command": ["awk", loop.format(round(size *
                                                       (1 + share)))]}}}
        for size in sizes]})


def paired(folder, share):
    """All pairs of REPEATS runs."""
    found = []
    with open(f"{folder}/pairs.yaml", "w") as f:
        f.write(variants(share))
    for _ in range(REPEATS):
        path = f"{folder}/pairs.jsonl"
        if os.path.exists(path):
            os.remove(path)
        perfolio(folder, "run", "pairs.yaml", "-q", "-o", path)
        found += judged(folder, "reference", path)
    return found


with tempfile.TemporaryDirectory() as top:
    shutil.copytree(os.path.dirname(SUITE), f"{top}/suites")
    name = f"suites/{os.path.basename(SUITE)}"
    for i in range(RUNS):
        perfolio(top, "run", name, "-q")
        print(f"# run {i + 1} of {RUNS}", file=sys.stderr, flush=True)
    # @RUNS is the oldest.
    pairs = []
    for i in range(RUNS // 2):
        base, new = RUNS - 2 * i, RUNS - 2 * i - 1
        # A workspace of its own has no history: only the pair counts.
        runs = sorted(os.listdir(f"{top}/.perfolio/runs"))
        paths = [f"{top}/.perfolio/runs/{runs[RUNS - n]}"
                 for n in (base, new)]
        with tempfile.TemporaryDirectory() as apart:
            pairs += judged(apart, "comparison", paths[1], "--baseline",
                            paths[0])
    if pairs:
        report("runs of the same code, pairs", pairs)
    archive = []
    for n in range(RUNS - 5, 0, -1):
        archive += judged(top, "comparison", f"@{n}")
    if archive:
        report("runs of the same code, archive", archive)
    report("identical variants", paired(top, 0))
    for share in (0.1, 0.2):
        found = paired(top, share)
        right = [v for v in found if v[2]["verdict"] == "regression"]
        print(f"+{100 * share:.0f} % of work: found in {len(right)} of "
              f"{len(found)} ({100 * len(right) / len(found):.0f} %)",
              flush=True)
