#!/usr/bin/env -S python3 -B
"""Names that attack whoever reads them: terminal, page, spreadsheet, disk."""
import csv
import html.parser
import io
import json
import os

from lib import expect, expect_equal, refuse, run_tests, test

SCRIPT = "<script>alert(1)</script>"
CONTROL = [chr(c) for c in range(32) if chr(c) != "\n"] + ["\x7f"] + [
    chr(c) for c in range(0x80, 0xa0)]
FORMULA = tuple("=+-@\t\r")
FILES = ["report/.perfolio-files", "report/index.html", "report/report.json",
         "report/results.csv", "report/samples.csv"]

# In YAML's double quotes \x1b, \n and \u2028 are what they stand for.
SUITE = r"""
suite: "=suite()"
benchmarks:
  - {name: "<script>alert(1)</script>", command: ["true"]}
  - {name: "../../x", command: ["true"], group: "../../g"}
  - {name: "=cmd()", command: ["true"], tags: ["@tag", "+1"]}
  - {name: "-1+1", command: ["true"]}
  - {name: "a\nb\r\tc", command: ["true"]}
  - {name: "\x1b[31mred\x07\x7f\x9b1m", command: ["true"]}
  - {name: "\"><img src=x onerror=alert(1)>", command: ["true"]}
  - {name: "'; DROP TABLE x, {{X}}, {{%%AUTOESCAPE}}", command: ["true"]}
  - {name: "\u202Egnp.exe\u2028 &amp; ]]> --> µ", command: ["true"]}
  - {name: "%s", command: ["true"]}
  - name: p
    params: {"<b>k=": ["=1+1", "../../y", "a,b/c", "\x1b]0;title\x07"]}
    command: ["true"]
  - {name: fails, command: "printf '\\033[31m<script>alert(1)</script>\\377 error\\r\\n' >&2; exit 3"}
""" % ("n" * 10240)


class Tags(html.parser.HTMLParser):
    """The tags of a page, and every attribute name."""

    def __init__(self, page):
        super().__init__()
        self.seen, self.attributes = set(), set()
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attributes}


def expect_calm_terminal(seen):
    for name, text in (("stdout", seen.out), ("stderr", seen.err)):
        found = [c for c in CONTROL if c in text]
        expect_equal(found, [], f"control characters on {name}")
    expect_equal(seen.out_bytes.decode(), seen.out, "valid UTF-8")


def expect_safe_page(page):
    tags = Tags(page)
    expect("<script>alert" not in page, "the script of a name is in the page")
    expect("img" not in tags.seen, "the image of a name is in the page")
    expect_equal([name for name in tags.attributes if name.startswith("on")],
                 [], "event handlers")
    found = [c for c in CONTROL if c in page and c != "\t"]
    expect_equal(found, [], "control characters in the page")


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def expect_safe_csv(text):
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    expect(len(rows) > 1, "no rows")
    for row in rows:
        expect_equal(len(row), len(rows[0]), f"cells of {row[:4]}")
        for cell in row:
            expect(not cell.startswith(FORMULA) or is_number(cell),
                   f"a spreadsheet computes {cell[:80]!r}")
    return rows


def expect_safe_report(here, run):
    before = set(here.names())
    expect_calm_terminal(here.perfolio("report", run).exits(0))
    expect_equal([name for name in sorted(set(here.names()) - before)
                  if not name.startswith("report/bench")],
                 sorted(FILES + ["report", "report/summary.pdf",
                                  "report/comment.md", "report/junit.xml"]),
                 "files of the report")
    expect_safe_page(here.text("report/index.html"))
    json.loads(here.text("report/report.json"), parse_constant=refuse)
    expect_safe_csv(here.text("report/results.csv"))
    return expect_safe_csv(here.text("report/samples.csv"))


@test
def hostile_names_of_a_suite_harm_nobody(here):
    here.write("s.yaml", SUITE)
    expect_calm_terminal(here.perfolio("list", "s.yaml").exits(0))
    seen = here.suite(SUITE, "--launches", "2", "--report", "report").exits(0)
    expect_calm_terminal(seen)
    outcomes = here.outcomes()
    expect_equal(len(outcomes), 15, "cases")
    for case, status in ((SCRIPT, "ok"), ("../../g/../../x", "ok"),
                         ("=cmd()", "ok"), ("a%0Ab%0D%09c", "ok"),
                         ("n" * 10240, "ok"), ("fails", "failed"),
                         ("p/<b>k%3D=..%2F..%2Fy", "ok")):
        expect(case in outcomes, f"no case {case[:80]!r}",
               [name[:80] for name in outcomes])
        expect_equal(outcomes[case]["status"], status, case[:80])
    expect(SCRIPT in outcomes["fails"]["message"], "the message is not kept",
           outcomes["fails"])
    rows = here.text("report/samples.csv")
    expect("'=cmd()" in rows, "the name is not in samples.csv")
    for name in FILES[1:]:
        before = here.bytes(name)
        expect(b"\xff" not in before, f"invalid UTF-8 in {name}")
    expect("&lt;script&gt;alert(1)" in here.text("report/index.html"),
           "the name is not on the page")


@test
def report_of_hostile_names_harms_nobody(here):
    here.suite(SUITE, "--launches", "2").exits(0)
    expect_safe_report(here, "run.jsonl")
    here.perfolio("report", "report/report.json", "--output-dir",
                  "again").exits(0)
    expect_equal(here.bytes("again/index.html"),
                 here.bytes("report/index.html"), "rendered again")


@test
def hostile_commands_and_labels_harm_nobody(here):
    long = ": " + "x" * 10240
    commands = [f": '{SCRIPT}'", "=cmd()", "../../x", ": 'a\nb\x1b[31m\t'",
                long, b": '\xff\xfe\x9b31m'", ": '\u009b31m'"]
    words = [word for command in commands for word in ("-c", command)]
    labels = [f"k={SCRIPT}", "=x"[1:] + "y==1+1", b"b\xff\x1b[1m=v\xff\n",
              "../../z=../../x", "long=" + "y" * 10240]
    words += [word for label in labels for word in ("--label", label)]
    seen = here.perfolio("run", "-o", "run.jsonl", "--launches", "2", *words)
    expect_calm_terminal(seen.exits(0))
    outcomes = here.outcomes()
    expect_equal(len(outcomes), len(commands), "cases")
    expect(": '\ufffd\ufffd\ufffd31m'" in outcomes,
           "no case of the invalid UTF-8", list(outcomes)[-2:])
    stored = here.lines()[0]["labels"]
    expect_equal(stored.get("k"), SCRIPT, "the label")
    expect_equal(stored.get("b\ufffd\x1b[1m"), "v\ufffd\n", "the label")
    expect_safe_report(here, "run.jsonl")


@test
def words_behind_two_dashes_are_passed_on_byte_by_byte(here):
    word = b"<\xff\n\x1b=>"
    here.perfolio("run", "--launches", "1", "-o", "run.jsonl", "--", "sh",
                  "-c", 'printf %s "$1" > out', "sh", word).exits(0)
    expect_equal(here.bytes("out"), word, "the argument")
    expect_safe_report(here, "run.jsonl")


@test
def folder_whose_name_is_no_text_is_measured_in(here):
    folder = os.path.join(os.fsencode(here.folder), b"d\xff\n\x1b[31m")
    os.makedirs(folder)
    seen = here.perfolio("run", "-o", here.path("run.jsonl"), "--quick", "-c",
                         "true", cwd=folder)
    expect_calm_terminal(seen.exits(0))
    expect_safe_report(here, "run.jsonl")
    expect_calm_terminal(here.perfolio("run", "--quick", "--report", "r", "-c",
                                       "true", cwd=folder).exits(0))


@test
def run_with_words_that_are_no_text_is_not_resumed_as_another(here):
    here.perfolio("run", "-q", "-o", "run.jsonl", "--launches", "2", "-c",
                  b"echo '\xff' >> out").exits(0)
    here.cut_after(1)
    before = here.bytes("run.jsonl")
    here.perfolio("run", "--resume", "run.jsonl").exits(3).says("UTF-8")
    expect_equal(here.bytes("run.jsonl"), before, "the run file")
    expect_equal(here.bytes("out"), b"\xff\n\xff\n", "what the command wrote")


@test
def hostile_words_of_the_command_line_do_not_reach_the_terminal(here):
    bad = b"\x1b[31m\xff\n"
    for words in ([bad], [b"--" + bad], ["run", b"--" + bad],
                  ["run", bad + b".yaml"], ["report", bad],
                  ["report", b"./" + bad], ["run", "--seed", bad, "--", "true"],
                  ["run", "--label", bad, "--", "true"],
                  ["run", "--collect", bad, "--", "true"],
                  ["run", "--format", bad, "--", "true"],
                  ["import", bad, "x"], ["import", "csv", bad],
                  ["init", bad + b"/no/such"]):
        seen = here.perfolio(*words)
        expect(seen.status in (2, 3), "expected a refusal", seen)
        expect_calm_terminal(seen)
        expect_equal(len(seen.err.splitlines()), 1, str(seen))


@test
def hostile_names_of_an_import_harm_nobody(here):
    names = [SCRIPT, "=cmd()", "../../x", "a\nb", "\x1b[31m", "y" * 10240]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["case", "metric", "unit", "value"])
    for name in names:
        writer.writerow([name, "=m<script>alert(1)", "=u\x1b<", 7])
    here.write("in.csv", out.getvalue().encode() + b"\xff\xfe,m,u,1\n")
    seen = here.perfolio("import", "csv", "in.csv", "-o", "run.jsonl")
    expect_calm_terminal(seen.exits(0))
    rows = expect_safe_report(here, "run.jsonl")
    expect_equal(len(rows), 1 + len(names) + 1, "rows of samples.csv")


run_tests()
