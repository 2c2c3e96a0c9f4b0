#!/usr/bin/env -S python3 -B
"""Accepted changes: the file, and the command that adds to it."""
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
                  "--until", "2027-01-31").exits(0).prints("perfolio.ack.yaml")
    here.perfolio("ack", "--cases", "^x", "--commit", f"{first[:8]}..HEAD",
                  "-m", "ü: a\nb", "--link", "https://x.org/1").exits(0)
    lines = here.text("perfolio.ack.yaml").split("\n")
    expect("#" in lines[0], "no comment", lines)
    expect_equal(lines[2], '- {"case":"a/b=1","commit":"' + head +
                 '","reason":"checks \\"signatures\\"",'
                 '"until":"2027-01-31"}', "the first")
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
                        (["a", "--reason", "x", "--link", "x"], "--link"),
                        (["--cases", "(", "--reason", "x"], "--cases")):
        here.perfolio("ack", *words).exits(2).says(part)
    expect("perfolio.ack.yaml" not in here.names(), here.names())


run_tests()
