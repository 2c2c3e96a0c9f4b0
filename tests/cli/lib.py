"""What the tests of the program share.

A test is a function marked with @test. Its name is a sentence, and it gets a
Here: a temporary folder in which it writes files and calls perfolio as a user
would. run_tests(), the last line of every script, prints a line a test.
"""
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import traceback

PERFOLIO = os.path.abspath(os.environ.get("BUILD", "build") + "/perfolio")
PATIENCE_S = 120  # a program that takes longer hangs

tests = []


class Failure(Exception):
    pass


class Skip(Exception):
    pass


def test(function):
    tests.append(function)
    return function


def expect(condition, *what):
    """What was expected, and what was seen instead."""
    if not condition:
        raise Failure("\n".join(str(part) for part in what))


def expect_equal(seen, expected, what):
    expect(seen == expected, f"{what}:", f"expected {expected!r}",
           f"seen     {seen!r}")


def shortened(text):
    return text if len(text) < 4000 else text[:3000] + "\n[…]\n" + text[-900:]


class Seen:
    """How a call of perfolio ended, and what it printed (text and bytes)."""

    def __init__(self, words, status, out, err):
        self.words, self.status = words, status
        self.out_bytes, self.err_bytes = out, err
        self.out = out.decode(errors="replace")
        self.err = err.decode(errors="replace")

    def __str__(self):
        words = " ".join(map(str, self.words))
        return (f"perfolio {shortened(words)}\nexit status {self.status}\n"
                f"stdout: {shortened(self.out)}\nstderr: {shortened(self.err)}")

    def exits(self, status):
        expect(self.status == status, f"expected exit status {status}", self)
        return self

    def prints(self, *parts):
        for part in parts:
            expect(part in self.out, f"expected {part!r} on stdout", self)
        return self

    def says(self, *parts):
        for part in parts:
            expect(part in self.err, f"expected {part!r} on stderr", self)
        return self

    def prints_nothing(self):
        expect(self.out == "", "expected nothing on stdout", self)
        return self

    def says_nothing(self):
        expect(self.err == "", "expected nothing on stderr", self)
        return self


class Here:
    """A temporary folder, and the program in it."""

    def __init__(self, folder):
        self.folder = folder
        # A number that no other process carries in its command line.
        self.marker = f"{random.SystemRandom().randrange(10**8, 10**9)}"

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(text if isinstance(text, bytes) else text.encode())
        return path

    def bytes(self, name):
        with open(self.path(name), "rb") as f:
            return f.read()

    def text(self, name):
        return self.bytes(name).decode()

    def names(self):
        """Everything in the folder, files and folders."""
        found = []
        for folder, folders, files in os.walk(self.folder):
            found += [os.path.relpath(os.path.join(folder, name), self.folder)
                      for name in folders + files]
        return sorted(found)

    def environment(self, **extra):
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith("PERFOLIO_") and name != "NO_COLOR"}
        kept.update(extra)
        return kept

    def start(self, *words, env=None, cwd=None, **options):
        options.setdefault("stdin", subprocess.DEVNULL)
        options.setdefault("stdout", subprocess.PIPE)
        options.setdefault("stderr", subprocess.PIPE)
        return subprocess.Popen([PERFOLIO, *words], cwd=cwd or self.folder,
                                env=self.environment(**(env or {})), **options)

    def finish(self, process, words=(), stdin=None):
        try:
            out, err = process.communicate(stdin, timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Failure(f"perfolio {' '.join(words)}",
                          f"hangs: no end after {PATIENCE_S} s") from None
        return Seen(words, process.returncode, out or b"", err or b"")

    def perfolio(self, *words, stdin=None, **options):
        if stdin is not None:
            options["stdin"] = subprocess.PIPE
        process = self.start(*words, **options)
        return self.finish(process, words, stdin)

    def suite(self, text, *words, **options):
        """Runs a suite's benchmarks; the run file is run.jsonl."""
        self.write("s.yaml", text)
        return self.perfolio("run", "s.yaml", "-o", "run.jsonl", *words,
                             **options)

    def lines(self, name="run.jsonl"):
        """The records of a run file."""
        return [json.loads(line, parse_constant=refuse)
                for line in self.text(name).split("\n") if line]

    def samples(self, case=None, name="run.jsonl"):
        return [line for line in self.lines(name) if line["type"] == "samples"
                and (case is None or line["case"] == case)]

    def cut_after(self, samples, name="run.jsonl"):
        """Cuts a run file behind so many samples lines."""
        kept = []
        for line in self.text(name).splitlines(keepends=True):
            kept.append(line)
            samples -= '"type":"samples"' in line
            if samples == 0:
                break
        self.write(name, "".join(kept))

    def outcomes(self, name="run.jsonl"):
        """The last case line of each case."""
        return {line["case"]: line for line in self.lines(name)
                if line["type"] == "case"}

    def statuses(self, name="run.jsonl"):
        return {case: line["status"]
                for case, line in self.outcomes(name).items()}

    def result(self, run="run.jsonl"):
        """report.json of a run file."""
        seen = self.perfolio("analyze", run, "-o", "-").exits(0)
        return json.loads(seen.out, parse_constant=refuse)

    def left_running(self):
        """Command lines with the marker, two seconds after the end."""
        for _ in range(100):
            left = processes_with(self.marker)
            if not left:
                break
            time.sleep(0.02)
        return left

    def expect_nothing_running(self):
        expect_equal(self.left_running(), [], "processes left running")


def refuse(constant):
    raise Failure(f"JSON has no {constant}")


def processes_with(marker):
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as f:
                line = f.read().replace(b"\0", b" ").decode(errors="replace")
            with open(f"/proc/{pid}/stat") as f:
                state = f.read().rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
        if marker in line and state != "Z":
            found.append(line)
    return found


def wait_until(condition, what):
    for _ in range(PATIENCE_S * 50):
        if condition():
            return
        time.sleep(0.02)
    raise Failure(f"waited in vain: {what}")


def indented(text):
    return "".join(f"    {line}\n" for line in text.splitlines())


def run_tests():
    failed = False
    for function in tests:
        name = function.__name__
        with tempfile.TemporaryDirectory(prefix="perfolio-test-") as folder:
            try:
                function(Here(folder))
                print(f"ok {name}", flush=True)
            except Skip as reason:
                print(f"skip {name}: {reason}", flush=True)
            except Exception as error:
                failed = True
                known = isinstance(error, Failure)
                text = ("\n".join(map(str, error.args)) if known
                        else traceback.format_exc())
                print(f"not ok {name}\n{indented(text)}", end="", flush=True)
    sys.exit(failed)
