#!/usr/bin/env python3
"""How well change points are found, against the answers of others.

Runs "perfolio trend --csv FILE --json" on

- the synthetic series in tests/data/changepoint, whose changes are known: none
  may be found where the noise is independent and nothing changes, and F1 over
  all is to be at least 0.94 (margin 5);
- the univariate series of the Turing Change Point Dataset in FOLDER, each
  marked by five people: F1 with margin 5 and cover, by the definitions of
  TCPDBench's metrics.py, beside those of finding nothing at all. Both are to be
  at least 0.72.

Prints a line a series, with the time the program took from its start to its
end, and the means.

usage: tests/perf/change_points.py [PERFOLIO] [FOLDER]
"""
import csv
import glob
import json
import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PERFOLIO = os.path.abspath(sys.argv[1] if len(sys.argv) > 1
                           else "build/perfolio")
SYNTHETIC = os.path.join(HERE, "..", "data", "changepoint")
TCPD = sys.argv[2] if len(sys.argv) > 2 else os.path.join(
    HERE, "..", "..", "..", "shared", "fixtures", "changepoint", "TCPD")
MARGIN = 5
# Nothing changes, and what lies beside one another is independent.
INDEPENDENT = ("null_gauss_300", "null_heavy_300", "null_quantised_150",
               "null_const_50", "null_spikes_200", "single_outlier_60",
               "var_only_200", "bimodal_null_200")


def trend(path):
    begun = time.monotonic()
    seen = subprocess.run([PERFOLIO, "trend", "--csv", path, "--json"],
                          stdout=subprocess.PIPE, check=True)
    return json.loads(seen.stdout), time.monotonic() - begun


def true_positives(truth, found):
    """Of TCPDBench: each found one counts for one true one at most."""
    found = set(found)
    hits = set()
    for tau in truth:
        close = sorted((abs(tau - x), x) for x in found
                       if abs(tau - x) <= MARGIN)
        if close:
            hits.add(tau)
            found.remove(close[0][1])
    return hits


def f_measure(annotations, found):
    """F1 against several people; 0 belongs to every set."""
    people = [set(points) | {0} for points in annotations.values()]
    found = set(found) | {0}
    everyone = set().union(*people)
    precision = len(true_positives(everyone, found)) / len(found)
    recall = sum(len(true_positives(points, found)) / len(points)
                 for points in people) / len(people)
    return 2 * precision * recall / (precision + recall)


def partition(points, n):
    cuts = [0] + sorted(p for p in set(points) if 0 < p < n) + [n]
    return [set(range(a, b)) for a, b in zip(cuts, cuts[1:])]


def covering(annotations, found, n):
    """How well the segments of each person are covered by those found."""
    ours = partition(found, n)
    covers = []
    for points in annotations.values():
        total = 0
        for theirs in partition(points, n):
            total += len(theirs) * max(len(theirs & part) / len(theirs | part)
                                       for part in ours)
        covers.append(total / n)
    return sum(covers) / len(covers)


def score_synthetic():
    with open(os.path.join(SYNTHETIC, "truth.json")) as f:
        truth = json.load(f)
    hits = found_count = true_count = false_alarms = 0
    for name, about in truth.items():
        answer, seconds = trend(os.path.join(SYNTHETIC, name + ".csv"))
        wanted = about["changepoints_first_index_of_new_segment"]
        found = answer["change_points"]
        hits += len(true_positives(wanted, found))
        found_count += len(found)
        true_count += len(wanted)
        if name in INDEPENDENT:
            false_alarms += len(found)
        print(f"{name:22} {answer['shape']:8} found {found} of {wanted}"
              f"  {1000 * seconds:.1f} ms")
    precision, recall = hits / found_count, hits / true_count
    f1 = 2 * precision * recall / (precision + recall)
    print(f"synthetic: precision {precision:.3f}, recall {recall:.3f}, "
          f"F1 {f1:.3f} (at least 0.94); {false_alarms} found where nothing "
          f"changes (0)\n")


def write_series(path, values):
    with open(path, "w", newline="") as f:
        rows = csv.writer(f)
        rows.writerow(["index", "value"])
        for i, value in enumerate(values):
            rows.writerow([i, "" if value is None else repr(value)])


def score_tcpd(folder):
    with open(os.path.join(folder, "annotations.json")) as f:
        annotations = json.load(f)
    scores = []
    with tempfile.TemporaryDirectory() as here:
        path = os.path.join(here, "series.csv")
        for source in sorted(glob.glob(os.path.join(folder, "*.json"))):
            name = os.path.basename(source)[:-len(".json")]
            with open(source) as f:
                series = json.load(f)
            if "series" not in series or series["n_dim"] != 1:
                continue
            values = series["series"][0]["raw"]
            write_series(path, values)
            answer, seconds = trend(path)
            found, people = answer["change_points"], annotations[name]
            scores.append((f_measure(people, found),
                           covering(people, found, len(values)),
                           f_measure(people, []),
                           covering(people, [], len(values)), seconds))
            print(f"{name:20} {answer['shape']:8} F1 {scores[-1][0]:.3f} "
                  f"(nothing {scores[-1][2]:.3f})  cover {scores[-1][1]:.3f} "
                  f"({scores[-1][3]:.3f})  {1000 * seconds:5.1f} ms  {found}")
    means = [sum(column) / len(scores) for column in zip(*scores)]
    print(f"TCPD, {len(scores)} series: F1 {means[0]:.3f} (nothing "
          f"{means[2]:.3f}; at least 0.72), cover {means[1]:.3f} (nothing "
          f"{means[3]:.3f}; at least 0.72), {1000 * means[4]:.1f} ms")


def main():
    score_synthetic()
    if os.path.isdir(TCPD):
        score_tcpd(TCPD)
    else:
        print("TCPD: skipped, there is no " + TCPD)


if __name__ == "__main__":
    main()
