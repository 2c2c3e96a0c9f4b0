#!/usr/bin/env -S python3 -B
"""summary.pdf, read back with qpdf and poppler's tools."""
import json
import os
import re
import shutil
import struct
import subprocess
import zlib

from lib import Skip, expect, expect_equal, run_tests, test

METRICS = {
    "time": {"unit": "ns", "better": "lower", "per": "iteration"},
    "max_rss": {"unit": "B", "better": "lower", "per": "launch"},
}
HOSTILE = ["µ ± → Ж ї ў/Привет=мир", "<script>alert(1)</script>/{{X}}",
           "a/" + "very-long-name-" * 40, "=cmd()/../../etc", "x" * 300,
           "\"quotes'&amp;/b", "日本語/テスト"]


def tool(*words, **options):
    if shutil.which(words[0]) is None:
        raise Skip(f"{words[0]} is not here")
    return subprocess.run(words, capture_output=True, text=True, **options)


def write_run(here, ids, failed=(), name="run.jsonl"):
    lines = [{"type": "run", "format": 1, "id": "20261120T181203Z-000001",
              "suite": "shop", "description": "Search at three sizes",
              "release": {"product": "Kräm", "version": "2.4.0",
                          "previous": "2.3.1"},
              "started": "2026-11-20T18:12:03.412Z", "tool": "perfolio 0.1.0",
              "machine": {"id": "m", "cpu": "Z80"}, "environment": {},
              "labels": {}, "seed": "1"}]
    lines += [{"type": "case", "case": case, "status": "planned",
               "owner": "search-team", "command": ["./tool", "run"],
               "metrics": METRICS} for case in ids]
    for launch in range(1, 8):
        lines += [{"type": "samples", "case": case, "round": launch,
                   "launch": launch, "exit": 0, "values": {
                       "time": [17254000 + 1000 * (launch * 37 % 11)],
                       "max_rss": [1835008]}}
                  for case in ids if case not in failed]
    lines += [{"type": "case", "case": case, "status": "failed",
               "message": "exit status 3: no index", "launches": 7,
               "failed": 7} for case in failed]
    lines.append({"type": "end", "finished": "2026-11-20T18:13:03.412Z"})
    here.write(name, "".join(json.dumps(line, ensure_ascii=False) + "\n"
                             for line in lines))


def report(here, *words, folder="out"):
    here.perfolio("report", "run.jsonl", "--format", "pdf", "--output-dir",
                  folder, *words).exits(0).says_nothing()
    return here.path(f"{folder}/summary.pdf")


def text(pdf, *words):
    seen = tool("pdftotext", "-enc", "UTF-8", *words, pdf, "-")
    expect(seen.stderr == "", seen.stderr[:300])
    return seen.stdout


def squeezed(what):
    """Without white space: text is wrapped, never hyphenated."""
    return re.sub(r"\s+", "", what)


def check(pdf):
    seen = tool("qpdf", "--check", pdf)
    expect(seen.returncode == 0 and "WARNING" not in seen.stdout + seen.stderr,
           seen.stdout, seen.stderr)


def info(pdf):
    return dict(re.findall(r"^([^:]+):\s+(.*)$", tool("pdfinfo", pdf).stdout,
                           re.M))


@test
def paper_says_what_was_measured(here):
    write_run(here, ["a/b/size=1", "a/b/size=2", "a/c"], failed=["a/c"])
    pdf = report(here)
    check(pdf)
    seen = text(pdf, "-layout")
    for part in ("Kräm", "Version 2.4.0, after 2.3.1", "shop", "Z80",
                 "Search at three sizes", "2026-11-20 18:12:03 UTC",
                 "2 of 3 cases measured, 1 failed", "exit status 3: no index",
                 "search-team", "page 1 of", "Figure 1.", "17.25", "ms",
                 "1.8 MiB", "perfolio 0.1.0"):
        expect(part in seen, part, seen)


@test
def release_of_the_suite_reaches_the_cover(here):
    here.write("s.yaml", "suite: s\ndescription: What it is\n"
               "release: {product: Thing, version: 3.0-rc1, previous: '2'}\n"
               "benchmarks: [{name: a, command: 'true'}]\n")
    here.perfolio("run", "s.yaml", "--quick", "-o", "run.jsonl", "--report",
                  "out", "--format", "pdf").exits(0)
    expect_equal(here.lines()[0]["release"],
                 {"product": "Thing", "version": "3.0-rc1", "previous": "2"},
                 "release in the run file")
    cover = text(here.path("out/summary.pdf"), "-l", "1")
    for part in ("Thing", "Version 3.0-rc1, after 2", "What it is"):
        expect(part in cover, part, cover)


@test
def every_id_is_found_even_hostile_ones(here):
    write_run(here, HOSTILE)
    pdf = report(here)
    check(pdf)
    seen = squeezed(text(pdf, "-raw"))
    for case in HOSTILE:
        expect(squeezed(case) in seen, "not found:", case)


@test
def document_info_has_title_and_no_date(here):
    write_run(here, ["a"])
    seen = info(report(here))
    expect_equal(seen["Title"], "Kräm 2.4.0", "title")
    expect_equal(seen["Creator"], "perfolio 0.1.0", "creator")
    for absent in ("Author", "CreationDate", "ModDate"):
        expect(absent not in seen, absent)
    seen = info(report(here, "--pdf-title", "Freigabe µ → Ж", "--paper",
                       "letter"))
    expect_equal(seen["Title"], "Freigabe µ → Ж", "title")
    expect_equal(seen["Page size"], "612 x 792 pts (letter)", "size")


@test
def sizes_of_paper_are_known(here):
    write_run(here, ["a"])
    expect("A4" in info(report(here, "--paper", "A4"))["Page size"], "A4")
    here.perfolio("report", "run.jsonl", "--paper", "A5").exits(2).says(
        "--paper: \"A5\" is no size of paper; there are A4 and Letter")


@test
def report_json_gives_the_same_bytes(here):
    write_run(here, ["a/b", "µ/ї"], failed=["a/b"])
    here.perfolio("report", "run.jsonl", "--format", "pdf,json",
                  "--output-dir", "a").exits(0)
    here.perfolio("report", "run.jsonl", "--format", "pdf", "--output-dir",
                  "b").exits(0)
    here.perfolio("report", "a/report.json", "--format", "pdf",
                  "--output-dir", "c").exits(0)
    first = here.bytes("a/summary.pdf")
    expect(first == here.bytes("b/summary.pdf"), "the second differs")
    expect(first == here.bytes("c/summary.pdf"), "that of report.json differs")


def objects(pdf):
    seen = json.loads(tool("qpdf", "--json", pdf).stdout)
    return seen, seen.get("objects") or seen["qpdf"][1]


def page_texts(pdf):
    return [re.sub(r"\s+", " ", page) for page in
            text(pdf, "-layout").split("\f")]


@test
def bookmarks_lead_to_their_headings(here):
    write_run(here, ["a/b", "a/c", "µ/ї"], failed=["a/b"])
    pdf = report(here)
    seen, _ = objects(pdf)
    pages = page_texts(pdf)
    titles = []

    def follow(outlines):
        for outline in outlines:
            titles.append(outline["title"])
            page = outline["destpageposfrom1"]
            expect(outline["title"] in pages[page - 1], outline["title"],
                   page)
            follow(outline["kids"])
    follow(seen["outlines"])
    for title in ("Contents", "Executive summary", "Needs attention", "a/b",
                  "At a glance", "All cases", "µ/ї", "Method", "Appendix"):
        expect(title in titles, title, titles)


@test
def contents_link_to_the_pages_they_name(here):
    write_run(here, [f"a/n={n}" for n in range(120)], failed=["a/n=3"])
    pdf = report(here)
    _, known = objects(pdf)
    seen, _ = objects(pdf)
    numbers = {page["object"]: page["pageposfrom1"] for page in seen["pages"]}
    get = lambda ref: value(known, ref)
    page = get(seen["pages"][1]["object"])
    targets = [numbers[get(get(link)["/Dest"])[0]]
               if isinstance(get(link)["/Dest"], str)
               else numbers[get(link)["/Dest"][0]]
               for link in listed(known, page["/Annots"])]
    named = [int(line.split()[-1]) for line in
             text(pdf, "-layout", "-f", "2", "-l", "2").splitlines()
             if re.search(r"\s\d+$", line) and "page" not in line]
    expect(len(named) > 6, named)
    expect_equal(targets, named, "targets of the links")


def value(known, ref):
    """qpdf's JSON, version 1 or 2."""
    entry = known.get(ref, known.get("obj:" + ref))
    return entry["value"] if isinstance(entry, dict) and "value" in entry \
        else entry


def listed(known, what):
    return value(known, what) if isinstance(what, str) else what


@test
def tables_go_on_with_their_heads(here):
    ids = [f"group/search-{n % 7}/size={n:05d},mode=fuzzy" for n in
           range(3000)]
    write_run(here, ids)
    pdf = report(here)
    check(pdf)
    seen = text(pdf, "-raw")
    whole = squeezed(seen)
    for case in ids:
        expect(case in whole, "not found:", case)
    tables = [page for page in seen.split("\f")
              if "All cases" in page.splitlines() and "mode=fuzzy" in page]
    expect(len(tables) > 40, len(tables))
    expect(all("95 % interval" in page for page in tables), "a head lacks")


@test
def ten_thousand_cases_are_small(here):
    write_run(here, [f"a/n={n:05d}" for n in range(10000)])
    expect(os.path.getsize(report(here)) < 5e6, "over 5 MB")


@test
def one_case_and_all_failed_have_no_empty_parts(here):
    write_run(here, ["a"])
    one = text(report(here))
    expect("Needs attention" not in one, one)
    write_run(here, ["a", "b"], failed=["a", "b"])
    seen = text(report(here))
    for part in ("At a glance", "Cases in detail", "NaN", "inf"):
        expect(part not in seen, part, seen)
    expect("NO-GO" in seen, seen)


def png(width, height):
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))
    rows = b"".join(b"\0" + b"\x20\x60\xa0" * width for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n" +
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0,
                                       0)) +
            chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


@test
def logo_stands_on_the_cover(here):
    write_run(here, ["a"])
    here.write("logo.png", png(60, 20))
    pdf = report(here, "--logo", "logo.png")
    check(pdf)
    images = tool("pdfimages", "-list", pdf).stdout.splitlines()[2:]
    expect_equal(len(images), 1, "pictures")
    expect_equal(images[0].split()[:5], ["1", "0", "image", "60", "20"],
                 "picture")


@test
def wrong_logo_and_font_are_usage_errors(here):
    write_run(here, ["a"])
    here.write("logo.png", png(60, 20)[:-20])
    for words, message in ((("--logo", "logo.png"), "logo.png: is no PNG"),
                           (("--logo", "none.png"), "none.png"),
                           (("--font", "run.jsonl"), "TrueType")):
        here.perfolio("report", "run.jsonl", *words).exits(2).says(message)
        here.perfolio("run", "--quick", "--report", "r", *words, "--",
                      "true").exits(2).says(message)
    expect(not os.path.exists(here.path("report")), "something was written")


@test
def wrong_template_is_an_error_with_its_name(here):
    write_run(here, ["a"])
    head = "{{%AUTOESCAPE context=\"HTML\"}}\n"
    for body, status, message in (
            ("<table data-part=\"x\"></table>", 3,
             "pdf.tpl: there is no part \"table x\""),
            ("<marquee>x</marquee>", 3, "<marquee>"),
            ("<p>{{NOTHING}}</p>", 2, "NOTHING")):
        here.write("t/pdf.tpl", head + body)
        here.perfolio("report", "run.jsonl", "--templates", "t").exits(
            status).says("pdf.tpl", message)
        expect(not os.path.exists(here.path("report/index.html")), "written")
    here.write("t/pdf.tpl", head + "<h1>{{TITLE}} &amp; all</h1>")
    expect("shop & all" in text(report(here, "--templates", "t")), "title")


def pages_below(here, lines, body):
    """The pages of a document that has so many lines before the body."""
    here.write("t/pdf.tpl", "{{%AUTOESCAPE context=\"HTML\"}}\n<h1>Top</h1>\n" +
               "<p>a line</p>\n" * lines + body)
    return text(report(here, "--templates", "t"), "-layout").split("\f")


def stays_whole(here, counts, body, mark, introduction):
    """Below so many lines: on one page with what introduces it, on each."""
    seen = set()
    for lines in counts:
        pages = pages_below(here, lines, body)
        on = [n for n, page in enumerate(pages) if mark in page]
        expect_equal(len(on), 1, f"pages of it after {lines} lines")
        expect(introduction in pages[on[0]], lines, pages)
        seen.add(on[0])
    expect_equal(seen, {0, 1}, "pages that were tried")


@test
def command_is_not_torn(here):
    write_run(here, ["a"])
    stays_whole(here, range(26, 38), "<p>What to do.</p>\n"
                "<pre>first of it\nsecond of it</pre>\n",
                " of it", "What to do.")


@test
def table_stands_below_its_heading(here):
    write_run(here, [f"case-{n}/" + "long-name-" * 7 for n in range(10)])
    stays_whole(here, range(6, 22), "<h1>Below</h1>\n<p>It is that.</p>\n"
                "<table data-part=\"cases\"></table>\n",
                "case-", "It is that.")


@test
def font_of_the_users_is_embedded(here):
    serif = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf"
    if not os.path.exists(serif):
        raise Skip(f"{serif} is not here")
    write_run(here, ["a/ї ў"])
    pdf = report(here, "--font", serif)
    check(pdf)
    fonts = tool("pdffonts", pdf).stdout
    expect("DejaVuSansMono-Bold" in fonts, fonts)
    expect("ї ў" in text(pdf), "the id is gone")


@test
def all_glyphs_have_their_parts(here):
    """ї, ў and й differ from their base by parts of parts."""
    tool("pdftoppm", "-v")
    ink = {}
    for name in ("ї", "і", "ў", "у", "й", "и"):
        write_run(here, ["a"])
        pdf = report(here, "--pdf-title", name)
        seen = tool("pdftotext", "-bbox", "-f", "1", "-l", "1", pdf, "-")
        expect(f">{name}<" in seen.stdout, name)
        shot = subprocess.run(["pdftoppm", "-r", "100", "-f", "1", "-l", "1",
                               "-x", "70", "-y", "200", "-W", "80", "-H",
                               "60", "-gray", pdf], capture_output=True,
                              check=True).stdout
        ink[name] = sum(255 - byte for byte in shot[-80 * 60:])
    for whole, base in (("ї", "і"), ("ў", "у"), ("й", "и")):
        expect(ink[whole] > ink[base] > 0, whole, ink)


@test
def comparisons_have_a_section_with_table_and_chart(here):
    here.suite("""
benchmarks:
  - name: wait
    launches: 6
    variants:
      short: {command: [sleep, "0.001"]}
      long: {command: [sleep, "0.01"]}
""").exits(0)
    pdf = report(here)
    check(pdf)
    seen = squeezed(text(pdf))
    for words in ("Compared in this run", "'long'", "Compared with",
                  "1 change against the reference, with its 95 % interval"):
        expect(squeezed(words) in seen, words)
    outline = json.loads(tool("qpdf", "--json", "--json-key=outlines",
                              pdf).stdout)["outlines"]
    expect("Compared in this run" in [item["title"] for item in outline],
           outline)


run_tests()
