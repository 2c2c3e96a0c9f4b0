#!/usr/bin/env -S python3 -B
"""Every command and every suite that the documents show runs."""
import os
import re
import shutil
import subprocess

from lib import PATIENCE_S, PERFOLIO, Failure, expect, run_tests, test

SKIPPED = ("make", "git clone")  # what builds and installs


def blocks(path):
    """Fenced blocks: what they are, their first line's number, their lines."""
    found, kind = [], None
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f.read().splitlines(), 1):
            fence = re.match(r"```(.*)", line)
            if kind is None and fence:
                kind, lines, first = fence[1].strip(), [], number + 1
            elif fence:
                found.append((kind, first, lines))
                kind = None
            elif kind is not None:
                lines.append(line)
    expect(kind is None, f"{path} ends within a block")
    return found


def commands(first, lines):
    """Lines, those that end in a backslash joined with the next."""
    command, begun = "", first
    for number, line in enumerate(lines, first):
        if not command:
            begun = number
        command += line
        if command.endswith("\\"):
            command = command[:-1]
            continue
        stripped = command.strip()
        if stripped and not stripped.startswith(("#", *SKIPPED)):
            yield begun, stripped
        command = ""


def run(here, path, number, command, is_good):
    search = os.path.dirname(PERFOLIO) + ":" + os.environ["PATH"]
    try:
        seen = subprocess.run(
            ["sh", "-c", command], cwd=here.path("work"),
            env=here.environment(PATH=search), timeout=PATIENCE_S,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)
    except subprocess.TimeoutExpired:
        raise Failure(f"{path}:{number}: {command}",
                      "does not end") from None
    expect((seen.returncode == 0) == is_good, f"{path}:{number}: {command}",
           f"exit status {seen.returncode}", seen.stdout[-2000:])
    return seen.stdout


def run_document(here, path):
    """
    Commands are run in order, in one folder. A block whose first line is
    "# NAME" is that file; a text block is what the command before it said.
    """
    ran, said = 0, ""
    for kind, first, lines in blocks(path):
        named = re.match(r"# (\S+\.\w+)$", lines[0]) if lines else None
        if kind in ("sh", "sh fails"):
            for number, command in commands(first, lines):
                said = run(here, path, number, command, kind == "sh")
                ran += 1
        elif kind == "text":
            for number, line in enumerate(lines, first):
                expect(line.strip() in said, f"{path}:{number}: {line}",
                       "is not what was said:", said[-2000:])
        elif named:
            here.write("work/" + named[1], "\n".join(lines) + "\n")
    expect(ran > 0, f"{path} shows no command")


def project_files():
    """What is in the project: no build folders, nothing that git ignores."""
    words = ["git", "ls-files", "-z", "--cached", "--others",
             "--exclude-standard"]
    listed = subprocess.run(words, capture_output=True, text=True)
    if listed.returncode == 0:
        return [name for name in listed.stdout.split("\0")
                if name and os.path.exists(name)]
    found = []
    for folder, folders, files in os.walk("."):
        folders[:] = [name for name in folders
                      if not name.startswith(("build", ".git", ".perfolio"))]
        found += [os.path.join(folder, name) for name in files]
    return found


@test
def every_command_of_the_readme_runs(here):
    expect(os.path.exists("README.md"), "there is no README.md")
    for name in project_files():
        target = here.path("work/" + name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copy2(name, target)
    run_document(here, "README.md")


@test
def every_suite_of_the_guide_runs(here):
    here.write("work/.keep", "")
    run_document(here, "docs/writing-a-suite.md")


@test
def every_command_about_reading_a_report_runs(here):
    here.write("work/.keep", "")
    run_document(here, "docs/reading.md")


@test
def every_command_about_the_machine_runs(here):
    here.write("work/.keep", "")
    run_document(here, "docs/measuring-well.md")


run_tests()
