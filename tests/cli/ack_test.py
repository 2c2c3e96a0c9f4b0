#!/usr/bin/env -S python3 -B
"""Accepted changes: the file, and the command that adds to it."""
import json
import re
import subprocess

from lib import expect, expect_equal, run_tests, test


def git(here, *words):
    return subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", *words],
        cwd=here.folder, check=True, stdout=subprocess.PIPE).stdout.decode()


def repository(here, commits=2):
    git(here, "init", "-q")
    for i in range(commits):
        git(here, "commit", "-q", "--allow-empty", "-m", str(i))
    return git(here, "log", "--format=%H").split()


@test
def an_accepted_change_is_a_line_behind_the_others(here):
    head, first = repository(here)
    here.perfolio("ack", "a/b=1", "--reason", "checks \"signatures\"",
                  "--until", "2999-01-31").exits(0).prints("perfolio.ack.yaml")
    here.perfolio("ack", "--cases", "^x", "--commit", f"{first[:8]}..HEAD",
                  "-m", "ü: a\nb", "--link", "https://x.org/1").exits(0)
    lines = here.text("perfolio.ack.yaml").split("\n")
    expect("#" in lines[0], "no comment", lines)
    expect_equal(lines[2], '- {"case":"a/b=1","commit":"' + head +
                 '","reason":"checks \\"signatures\\"",'
                 '"until":"2999-01-31"}', "the first")
    expect_equal(lines[3], '- {"cases":"^x","commit":"' + f"{first}..{head}"
                 '","reason":"ü: a\\nb","link":"https://x.org/1"}',
                 "the second")


@test
def what_its_author_wrote_stays(here):
    repository(here)
    before = "# ours\n\n  - {case: a, commit: 1234567, reason: x}   # old"
    here.write("perfolio.ack.yaml", before)
    here.perfolio("ack", "b", "--reason", "y").exits(0)
    after = here.text("perfolio.ack.yaml")
    expect(after.startswith(before + "\n  - {\"case\":\"b\""), after)
    here.perfolio("ack", "c", "--reason", "z").exits(0)


@test
def a_list_in_brackets_is_left_alone(here):
    repository(here)
    text = "[{case: a, commit: 1234567, reason: x}]\n"
    here.write("perfolio.ack.yaml", text)
    here.perfolio("ack", "b", "--reason", "y").exits(3).says(
        "perfolio.ack.yaml", "brackets")
    expect_equal(here.text("perfolio.ack.yaml"), text, "the file")


@test
def the_file_above_is_taken(here):
    repository(here)
    here.write("perfolio.ack.yaml", "# none yet\n")
    here.write("sub/x", "")
    here.perfolio("ack", "b", "--reason", "y", cwd=here.path("sub")).exits(0)
    expect("\"case\":\"b\"" in here.text("perfolio.ack.yaml"), "not above")


@test
def faults_are_refused_with_their_place(here):
    repository(here)
    for text, *parts in (
            ("a: 1\n", "perfolio.ack.yaml:1:1", "must be a list"),
            ("- {case: a, reason: x}\n", ":1:3", "commit"),
            ("- {case: a, cases: b, commit: c, reason: x}\n", ":1:3",
             "either \"case\""),
            ("- {cases: \"(\", commit: c, reason: x}\n", ":1:11"),
            ("- {case: a, commit: c, reson: x}\n", ":1:24", "reason"),
            ("- {case: a, commit: a.., reason: x}\n", ":1:21", "both ends"),
            ("- {case: a, commit: c, reason: x, until: 2027-13-01}\n", ":1:42",
             "a day"),
            ("- {case: a, commit: c, reason: x, link: javascript:1}\n",
             ":1:41", "https://")):
        here.write("perfolio.ack.yaml", text)
        here.perfolio("ack", "b", "--reason", "y").exits(3).says(*parts)
        expect_equal(here.text("perfolio.ack.yaml"), text, "the file")


@test
def bad_usage_is_refused_and_writes_nothing(here):
    repository(here)
    for words, part in ((["a"], "--reason"), (["--reason", "x"], "CASE"),
                        (["a", "--cases", "b", "--reason", "x"], "CASE"),
                        (["a", "--reason", "x", "--commit", "nope"], "nope"),
                        (["a", "--reason", "x", "--until", "soon"], "--until"),
                        (["a", "--reason", "x", "--until", "2027-02-30"],
                         "--until"), (["a", "b", "--reason", "x"], "CASE"),
                        (["a", "--reason", "x", "--link", "x"], "--link"),
                        (["--cases", "(", "--reason", "x"], "--cases")):
        here.perfolio("ack", *words).exits(2).says(part)
    expect("perfolio.ack.yaml" not in here.names(), here.names())


def put_run(here, commit, number=4, values=None):
    """A run of 2026-03 with five launches of each case around its level."""
    started = f"2026-03-{number + 1:02}T10:00:00.000Z"
    run = f"{started[:10].replace('-', '')}T100000Z-{number:06x}"
    lines = [{"type": "run", "format": 1, "id": run, "suite": "s",
              "started": started, "machine": {"id": "m"},
              "vcs": {"commit": commit}}]
    values = values or {"core/search": 1000, "io/sync": 1000}
    for case, level in values.items():
        lines.append({"type": "case", "case": case, "status": "planned",
                      "benchmark": case, "metrics": {"time": {
                          "unit": "ns", "better": "lower"}}})
        lines += [{"type": "samples", "case": case, "round": i, "launch": i,
                   "values": {"time": [level * (1000 + i * number % 7)]}}
                  for i in range(1, 6)]
        lines.append({"type": "case", "case": case, "status": "ok",
                      "launches": 5})
    lines.append({"type": "end", "finished": started})
    here.write(f".perfolio/runs/{run}.jsonl",
               "".join(json.dumps(line) + "\n" for line in lines))


@test
def a_day_that_is_over_is_refused(here):
    repository(here)
    here.perfolio("ack", "a", "-m", "x", "--until", "2025-01-01").exits(
        2).says("--until 2025-01-01 is over", "today (2")
    expect("perfolio.ack.yaml" not in here.names(), here.names())


@test
def what_the_archive_does_not_know_is_added_and_said(here):
    head, _ = repository(here)
    put_run(here, head)
    for words, *said in (
            (["core/serch"], 'no case "core/serch"',
             'did you mean "core/search"?'),
            (["quite/another"], 'no case "quite/another"', "trend --all"),
            (["core/search", "--metric", "tme"], 'no metric "tme"',
             'did you mean "time"?'),
            (["--cases", "^core/x"], 'matches "^core/x"')):
        here.perfolio("ack", *words, "-m", "x").exits(0).prints(
            words[-1]).says("accepts nothing: ", *said)
    for words in (["core/search"], ["--cases", "^io/", "--metric", "time"]):
        here.perfolio("ack", *words, "-m", "x").exits(0).says_nothing()


@test
def entries_that_accept_nothing_are_named_with_their_line(here):
    head, first = repository(here)
    put_run(here, first)
    here.write("perfolio.ack.yaml",
               f"- {{case: core/serch, commit: {head}, reason: x}}\n"
               f"- {{case: io/sync, commit: {head}, reason: x}}\n"
               f"- {{case: io/sync, commit: {head}, reason: x,"
               " until: 2026-03-04}\n"
               f"- {{case: io/sync, commit: {head}, reason: x,"
               " until: 2026-03-05}\n"
               "- {case: io/sync, commit: 0123456789, reason: x}\n")
    for command in ("trend", "check", "report"):
        seen = here.perfolio(command).exits(0)
        expect_equal([line for line in seen.err.splitlines()
                      if "perfolio.ack.yaml" in line], [
            'perfolio: perfolio.ack.yaml:1:3 accepts nothing: no case '
            '"core/serch" was measured, did you mean "core/search"?',
            "perfolio: perfolio.ack.yaml:3:3 accepts nothing: it held until "
            "2026-03-04; delete it, or set another day",
            "perfolio: perfolio.ack.yaml:5:3 accepts nothing: git does not "
            "know the commit 0123456789 here, and no run was made of it; a "
            "shallow clone lacks old ones"], command)
    here.write("perfolio.ack.yaml", "".join(
        f"- {{case: io/sink, commit: {head}, reason: x}}\n"
        for _ in range(5)))
    here.perfolio("trend").exits(0).says(
        ":3:3 ", "perfolio: and 2 more of perfolio.ack.yaml accept nothing")
    here.write("perfolio.ack.yaml",
               f"- {{case: io/sync, commit: {first[:9]}, reason: x}}\n")
    here.perfolio("trend").exits(0).says_nothing()


@test
def a_commit_that_only_a_run_knows_is_one(here):
    put_run(here, "0123456789" * 4)
    here.write("perfolio.ack.yaml",
               "- {case: io/sync, commit: 0123456789, reason: x}\n")
    here.perfolio("trend").exits(0).says_nothing()
    here.write("perfolio.ack.yaml",
               "- {case: io/sync, commit: 0123456780, reason: x}\n")
    here.perfolio("trend").exits(0).says("0123456780")


def documented():
    """The example of docs/formats.md, word for word."""
    with open("docs/formats.md", encoding="utf-8") as f:
        text = f.read().split("## perfolio.ack.yaml: ")[1].split("\n## ")[0]
    blocks = re.findall(r"```yaml\n# perfolio.ack.yaml\n(.*?)```", text, re.S)
    expect_equal(len(blocks), 1, "blocks")
    return text, blocks[0]


@test
def the_documented_example_accepts_what_it_says(here):
    _, example = documented()
    git(here, "init", "-q")
    commits, tags = [], {5: "v2.2", 8: "v2.3"}
    for i in range(24):
        git(here, "commit", "-q", "--allow-empty", "-m", str(i))
        commits.append(git(here, "rev-parse", "HEAD").strip())
        if i in tags:
            git(here, "tag", tags[i])
        # The one that git does not know is the last before a change.
        made_of = "4f2c9d1" + "0" * 33 if i == 12 else commits[i]
        put_run(here, made_of, number=i, values={
            "search/packages=1000": 1000 if i < 12 else 1500,
            "search/packages=10": 1000 if i < 12 else 1500,
            "parse/a": 1000 if i < 7 else 1400})
    here.write("perfolio.ack.yaml", example)
    seen = here.perfolio("trend", "--json").exits(0).says_nothing()
    reasons = {one["case"]: [c.get("reason") for c in one["changes"]]
               for one in json.loads(seen.out)["series"]}
    expect_equal(reasons, {"search/packages=1000": ["checks signatures now"],
                           "search/packages=10": [None],
                           "parse/a": ["the new grammar is slower, and "
                                       "right"]}, "reasons")


@test
def every_key_of_an_entry_is_documented(here):
    text, example = documented()
    keys = re.findall(r"^- ([a-z]+):|^  ([a-z]+):", example, re.M)
    keys = {a or b for a, b in keys}
    expect_equal(keys, {"case", "cases", "metric", "commit", "reason", "link",
                        "until"}, "keys of the example")
    for key in keys:
        expect(f"`{key}`" in text, key, "is not explained")
    repository(here)
    here.write("perfolio.ack.yaml", "- {case: a, commit: c, reson: x}\n")
    here.perfolio("ack", "b", "-m", "y").exits(3).says("reason")


run_tests()
