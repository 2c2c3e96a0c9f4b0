"""Run files made up for the archive, and what it says of them."""
import contextlib
import json
import sqlite3


def run_text(number, cases=3, values=(10, 11, 12), **header):
    """A run file of the second number of a day; its id, its text."""
    run = f"20260101T{number:06}Z-{number:06x}"
    first = {"type": "run", "format": 1, "id": run, "suite": "s",
             "started": f"2026-01-01T{number // 3600:02}:"
                        f"{number // 60 % 60:02}:{number % 60:02}.000Z",
             "machine": {"id": "m"}, "environment": {"kernel": "6.1"},
             **header}
    lines = [first] + [
        {"type": "samples", "case": f"c{case}", "benchmark": f"c{case}",
         "metric": "time", "unit": "ns",
         "values": [value + case + number / 7 for value in values]}
        for case in range(cases)]
    return run, "".join(json.dumps(line) + "\n" for line in lines)


def put_run(here, number, folder=".perfolio/runs", **options):
    run, text = run_text(number, **options)
    here.write(f"{folder}/{run}.jsonl", text)
    return run


def listed(here, *words, **options):
    """Ids of the archive, as the command says."""
    seen = here.perfolio("archive", "list", "--json", *words, **options)
    return [run["id"] for run in json.loads(seen.exits(0).out)["runs"]]


def stored(here, name=".perfolio/archive.db"):
    """Ids in the database itself, whatever the program says."""
    with contextlib.closing(sqlite3.connect(here.path(name))) as database:
        return [row[0] for row in
                database.execute("SELECT id FROM run ORDER BY started, id")]


def expect_sound(here):
    here.perfolio("archive", "verify").exits(0).says_nothing()
