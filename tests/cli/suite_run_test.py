#!/usr/bin/env -S python3 -B
"""What a suite can say about how its cases are measured."""
import hashlib
import os

from lib import PERFOLIO, expect, expect_equal, run_tests, test


def listed(here, text):
    here.write("s.yaml", text)
    out = here.perfolio("list", "s.yaml").exits(0).out.splitlines()
    return [line.split()[0] for line in out[1:-1]]


@test
def parameters_multiply_and_may_be_left_out(here):
    expect_equal(listed(here, "benchmarks:\n  - name: x\n"
                        "    params: {b: [1, 2], a: [u, v]}\n"
                        "    exclude: [{a: u, b: 2}]\n"
                        "    command: [echo, \"{a}{b}\"]\n"),
                 ["x/a=u,b=1", "x/a=v,b=1", "x/a=v,b=2"], "cases")


@test
def zipped_parameters_go_in_pairs(here):
    expect_equal(sorted(listed(here, "benchmarks:\n  - name: x\n"
                               "    params: {n: [1, 2]}\n"
                               "    zip: {in: [p, q], out: [r, s]}\n"
                               "    command: [cp, \"{in}\", \"{out}{n}\"]\n")),
                 ["x/in=p,n=1,out=r", "x/in=p,n=2,out=r", "x/in=q,n=1,out=s",
                  "x/in=q,n=2,out=s"], "cases")


@test
def values_are_filled_in_as_they_are_written(here):
    here.suite("benchmarks:\n  - name: x\n    params: {n: [007, 1.50, yes]}\n"
               "    command: \"echo {n} {{n}} $((1+1)) >> out\"\n",
               "--launches", "1").exits(0)
    expect_equal(sorted(here.text("out").splitlines()),
                 ["007 {n} 2", "1.50 {n} 2", "yes {n} 2"], "what was printed")


@test
def overrides_change_the_cases_they_name(here):
    here.suite("defaults: {launches: 2}\nbenchmarks:\n  - name: x\n"
               "    params: {n: [1, 2, 3]}\n    command: [\"true\"]\n"
               "    overrides:\n"
               "      - {when: {n: 2}, launches: 4, command: [\"false\"]}\n"
               "      - {when: {n: 3}, launches: 1}\n"
               "      - {when: {n: 2}, command: [sh, -c, \"exit 0\"]}\n"
               ).exits(0)
    expect_equal([len(here.samples(f"x/n={n}")) for n in (1, 2, 3)],
                 [2, 4, 1], "launches")
    expect_equal(set(here.statuses().values()), {"ok"}, "statuses")


@test
def included_suites_join_and_start_in_the_outer_folder(here):
    here.write("sub/more.yaml", "defaults: {launches: 3}\n"
               "benchmarks: [{name: b, command: \"pwd > b.txt\"}]\n")
    here.suite("include: [sub/more.yaml]\nbenchmarks:\n"
               "  - {name: a, command: \"pwd > a.txt\"}\n",
               "--launches", "1").exits(0)
    expect_equal(sorted(here.statuses()), ["a", "b"], "cases")
    expect_equal(here.text("b.txt"), here.text("a.txt"), "working folder")


@test
def environment_is_ours_the_suites_and_never_perfolios(here):
    here.suite("defaults: {env: {A: \"1\", B: \"1\"}}\nbenchmarks:\n"
               "  - name: x\n    params: {n: [7]}\n    command: [env]\n"
               "    env: {B: \"n={n}\", HOME: /nowhere}\n    output: out\n",
               env={"PERFOLIO_OUTPUT_DIR": "x", "PERFOLIO_SECRET": "y",
                    "OURS": "kept"}).exits(0)
    seen = here.text("out").splitlines()
    for line in ("A=1", "B=n=7", "HOME=/nowhere", "OURS=kept"):
        expect_equal(seen.count(line), 1, line)
    expect("PERFOLIO_" not in here.text("out"), "perfolio's variables", seen)
    expect_equal(sum(line.startswith("HOME=") for line in seen), 1, "HOMEs")


@test
def command_is_found_in_the_path_of_its_own_environment(here):
    os.chmod(here.write("bin/tool", "#!/bin/sh\necho tool\n"), 0o755)
    here.suite("benchmarks:\n  - {name: x, command: [tool], output: out, "
               f"env: {{PATH: \"{here.path('bin')}:/usr/bin:/bin\"}}}}\n"
               ).exits(0)
    expect_equal(here.text("out"), "tool\n", "what it printed")


@test
def folder_input_and_output_are_the_suites(here):
    here.write("in/data.txt", "data 7\n")
    os.mkdir(here.path("sub"))
    here.suite("benchmarks:\n  - name: x\n    params: {n: [data]}\n"
               "    cwd: sub\n    stdin: in/{n}.txt\n    output: out-{n}.txt\n"
               "    command: \"basename $PWD; cat; echo said >&2\"\n").exits(0)
    # The launch, not the run: each starts with an empty file.
    expect_equal(here.text("out-data.txt"), "sub\ndata 7\n", "its output")


@test
def kept_output_is_that_of_the_last_launch(here):
    here.suite("benchmarks:\n  - name: x\n    output: keep\n"
               "    command: \"echo >> count; wc -l < count\"\n",
               "--launches", "3").exits(0)
    name = hashlib.sha256(b"x").hexdigest()[:8] + ".txt"
    expect_equal(os.listdir(here.path("run.jsonl.output")), [name], "files")
    expect_equal(here.text(f"run.jsonl.output/{name}").strip(), "3",
                 "its output")


@test
def processors_are_the_suites(here):
    words = "[grep, Cpus_allowed_list, /proc/self/status]"
    here.suite("benchmarks:\n"
               f"  - {{name: x, cpus: 0, command: {words}, output: x.txt}}\n"
               f"  - {{name: y, command: {words}, output: y.txt}}\n").exits(0)
    expect_equal(here.text("x.txt").split()[1], "0", "bound")
    own = [line.split()[1] for line in open("/proc/self/status")
           if line.startswith("Cpus_allowed_list")]
    expect_equal(here.text("y.txt").split()[1:], own, "not bound")


@test
def success_is_what_the_suite_calls_so(here):
    here.suite("benchmarks:\n"
               "  - {name: x, command: \"exit 3\", success: {exit: [0, 3]}}\n"
               "  - {name: y, command: \"exit 0\", success: {exit: 3}}\n")
    expect_equal(here.statuses(), {"x": "ok", "y": "failed"}, "statuses")
    expect_equal(len(here.samples("x")[0]["values"]["time"]), 1, "samples")


@test
def commands_around_the_launches_come_in_their_order(here):
    hooks = "".join(f"    {name}: \"echo {name} {{n}} >> log\"\n"
                    for name in ("setup", "prepare", "conclude", "cleanup"))
    here.suite("build: \"echo build >> log\"\nbefore: \"echo before >> log\"\n"
               "after: \"echo after >> log\"\n"
               "benchmarks:\n  - name: x\n    params: {n: [1]}\n"
               "    warmup: 1\n    launches: 2\n"
               "    command: \"echo launch >> log\"\n" + hooks).exits(0)
    around = ["prepare 1", "launch", "conclude 1"]
    expect_equal(here.text("log").splitlines(),
                 ["build", "before", "setup 1", *around * 3, "cleanup 1",
                  "after"], "the log")
    expect_equal(len(here.samples()), 2, "warm-up launches are no samples")


@test
def commands_around_the_launches_are_not_timed(here):
    here.suite("before: sleep 0.2\nbenchmarks:\n  - name: x\n    launches: 2\n"
               "    setup: sleep 0.2\n    prepare: sleep 0.2\n"
               "    conclude: sleep 0.2\n    command: [\"true\"]\n").exits(0)
    times = [line["values"]["time"][0] for line in here.samples()]
    expect(min(times) < 150_000_000, "it took as long as a sleep", times)


@test
def failing_build_blocks_every_case_with_the_first_error(here):
    for key in ("build", "before"):
        seen = here.suite(
            f"{key}: \"echo compiling; echo 'a.c:3: error: no semicolon' >&2;"
            " echo 'error: second' >&2; exit 2\"\nbenchmarks:\n"
            "  - {name: x, command: \"touch started\"}\n"
            "  - {name: y, command: \"touch started\"}\n", "--report",
            "report").exits(3)
        seen.says("nothing could be measured").prints("a.c:3: error")
        for case in ("x", "y"):
            line = here.outcomes()[case]
            expect_equal(line["status"], "blocked", case)
            expect_equal(line["message"], f"the suite's {key} failed: exit "
                         "status 2: a.c:3: error: no semicolon", case)
        expect(not os.path.exists(here.path("started")), "a case was started")
        page = here.text("report/index.html")
        expect("a.c:3: error: no semicolon" in page, "not on the page")
        expect_equal(here.result()["verdict"], "no-go", "verdict")
        os.remove(here.path("run.jsonl"))


@test
def failing_setup_blocks_its_case_alone(here):
    for key in ("setup", "prepare", "conclude"):
        here.suite("benchmarks:\n  - {name: x, command: [\"true\"], "
                   f"{key}: \"echo 'no rights: denied' >&2; exit 9\"}}\n"
                   "  - {name: y, command: [\"true\"]}\n").exits(0)
        expect_equal(here.statuses(), {"x": "blocked", "y": "ok"}, key)
        expect_equal(here.outcomes()["x"]["message"],
                     f"its {key} failed: exit status 9: no rights: denied",
                     key)
        os.remove(here.path("run.jsonl"))


@test
def failing_setup_of_the_only_case_exits_3(here):
    here.suite("benchmarks:\n  - {name: x, command: [\"true\"], "
               "setup: \"false\"}\n").exits(3).says("nothing could be measured")
    here.result()


@test
def failing_after_is_noted_and_what_was_measured_stands(here):
    here.suite("after: \"echo 'error: disk is gone' >&2; exit 1\"\n"
               "benchmarks: [{name: x, command: [\"true\"]}]\n").exits(0).prints(
        "error: disk is gone")
    expect_equal(here.statuses(), {"x": "ok"}, "statuses")


@test
def policy_is_carried_in_the_run_file(here):
    here.suite("regression: {warning: 15%}\nbenchmarks:\n"
               "  - {name: x, command: [\"true\"], budget: {time: 50ms}}\n"
               "claims:\n  - {name: c, case: x, metric: time, from: 60ms, to: 45ms}\n"
               "gates: {must: [measured]}\n").exits(0)
    policy = here.lines()[0]["policy"]
    for word in ("budget", "claims", "gates", "regression"):
        expect(word in str(policy), f"no {word} in the policy", policy)
    expect_equal(here.lines()[0]["suite_text"], here.text("s.yaml"), "text")
    expect_equal(here.lines()[0]["suite_sha256"],
                 hashlib.sha256(here.bytes("s.yaml")).hexdigest(), "digest")


@test
def memory_of_a_command_is_its_own(here):
    # Point 3: a child's peak begins at that of whoever starts it.
    here.suite("defaults: {launches: 5}\nbenchmarks:\n"
               "  - {name: small, command: [/bin/true]}\n"
               "  - name: big\n    command: [python3, -I, -S, -c, "
               "\"b = bytearray(300 << 20); b[::4096] = b'x' * (300 << 8)\"]\n"
               ).exits(0)
    small = [line["values"]["max_rss"][0] for line in here.samples("small")]
    big = [line["values"]["max_rss"][0] for line in here.samples("big")]
    expect_equal(len(small), 5, "launches")
    expect(max(small) < 3_000_000, "peak of /bin/true", small)
    expect(min(big) >= 300 << 20, "peak of what allocates 300 MiB", big)


@test
def memory_of_a_command_is_its_own_with_a_big_environment(here):
    names = "".join(f"V{i}: \"{'x' * 1000}\", " for i in range(400))
    here.suite("defaults: {launches: 3}\nbenchmarks:\n"
               "  - {name: big, command: [/bin/true], env: {%s}}\n"
               "  - {name: small, command: [/bin/true]}\n" % names).exits(0)
    small = [line["values"]["max_rss"][0] for line in here.samples("small")]
    expect(max(small) < 3_000_000, "peak of /bin/true", small)


@test
def cleanup_runs_however_a_case_ends(here):
    here.write("s.yaml", "benchmarks:\n"
               "  - {name: good, command: [\"true\"], launches: 2,\n"
               "     setup: touch good.set, cleanup: rm good.set}\n"
               "  - {name: blocked, command: [\"true\"], prepare: \"false\",\n"
               "     setup: touch blocked.set, cleanup: rm blocked.set}\n")
    here.perfolio("run", "s.yaml", "-o", "run.jsonl").exits(0)
    expect_equal([name for name in here.names() if name.endswith(".set")], [],
                 "what setup made")
    here.perfolio("run", "s.yaml", "-o", "fast.jsonl",
                  "--fail-fast").exits(3).says("--fail-fast")
    expect_equal([name for name in here.names() if name.endswith(".set")], [],
                 "what setup made before --fail-fast")


@test
def failing_cleanup_is_noted_and_what_was_measured_stands(here):
    here.suite("benchmarks:\n"
               "  - {name: a, command: [\"true\"], launches: 6,\n"
               "     cleanup: \"echo error: stuck >&2; exit 1\"}\n").exits(0)
    expect_equal(here.statuses(), {"a": "ok"}, "statuses")
    notes = " ".join(note["text"] for note in here.result()["notes"])
    expect("error: stuck" in notes, "expected a note", notes)


@test
def what_git_says_aside_is_no_answer(here):
    git = ("git init -q . && git -c user.name=a -c user.email=a@b "
           "commit -q --allow-empty -m x")
    here.perfolio("run", "-q", "--launches", "1", "-o", "made.jsonl", "-c",
                  git).exits(0)
    here.perfolio("run", "-q", "--launches", "1", "-o", "run.jsonl", "--",
                  "true", env={**os.environ, "GIT_TRACE": "1"}).exits(0)
    vcs = here.lines()[0]["vcs"]
    expect_equal((len(vcs["commit"]), vcs["dirty"]), (40, False), "vcs")


@test
def closed_standard_descriptors_do_not_reach_the_command(here):
    for closed in ("<&-", ">&-", "<&- >&- 2>&-"):
        here.perfolio("run", "-q", "-o", "outer.jsonl", "--launches", "1", "-c",
                      f"'{PERFOLIO}' run -q --launches 2 -o in.jsonl -- cat"
                      f" {closed}").exits(0)
        expect_equal(len(here.samples("cat", "in.jsonl")), 2, closed)
        os.remove(here.path("in.jsonl"))
        os.remove(here.path("outer.jsonl"))


@test
def suites_that_ship_are_sound(here):
    suites = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..",
                          "suites")
    names = [name for name in os.listdir(suites) if name.endswith(".yaml")]
    expect("demo.yaml" in names and "perfolio.yaml" in names, names)
    for name in names:
        here.perfolio("list", os.path.join(suites, name)).exits(0)


run_tests()
