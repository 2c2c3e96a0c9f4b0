#!/usr/bin/env -S python3 -B
"""Every command that the README shows runs."""
import os
import re
import shutil
import subprocess

from lib import PATIENCE_S, PERFOLIO, Failure, expect, run_tests, test

SKIPPED = ("make", "git clone")  # what builds and installs


def blocks(text):
    """The lines of each block marked sh, with their numbers."""
    found, block = [], None
    for number, line in enumerate(text.splitlines(), 1):
        if block is None and re.match(r"```sh\s*$", line):
            block = []
        elif block is not None and line.startswith("```"):
            found.append(block)
            block = None
        elif block is not None:
            block.append((number, line))
    expect(block is None, "README.md ends within a block")
    return found


def commands(block):
    """Lines, those that end in a backslash joined with the next."""
    command, first = "", 0
    for number, line in block:
        first = first or number
        command += line
        if command.endswith("\\"):
            command = command[:-1]
            continue
        stripped = command.strip()
        if stripped and not stripped.startswith(("#", *SKIPPED)):
            yield first, stripped
        command, first = "", 0


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
    with open("README.md", encoding="utf-8") as f:
        found = blocks(f.read())
    expect(found, "README.md has no block marked ```sh")
    for name in project_files():
        target = here.path(name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        shutil.copy2(name, target)
    path = os.path.dirname(PERFOLIO) + ":" + os.environ["PATH"]
    ran = 0
    for block in found:
        for number, command in commands(block):
            try:
                seen = subprocess.run(
                    ["sh", "-c", command], cwd=here.folder,
                    env=here.environment(PATH=path), timeout=PATIENCE_S,
                    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT, text=True)
            except subprocess.TimeoutExpired:
                raise Failure(f"README.md:{number}: {command}",
                              "does not end") from None
            expect(seen.returncode == 0, f"README.md:{number}: {command}",
                   f"exit status {seen.returncode}", seen.stdout[-2000:])
            ran += 1
    expect(ran > 0, "README.md shows no command")


run_tests()
