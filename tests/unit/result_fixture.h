/*
 * Results built by hand, for the tests of output/: what an analysis could
 * have given, without one.
 */
#ifndef TESTS_UNIT_RESULT_FIXTURE_H
#define TESTS_UNIT_RESULT_FIXTURE_H

#include <string.h>

#include "analysis/result.h"
#include "base/xalloc.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A metric of n launches around median; width is relative to it. */
static inline struct result_metric
fixture_metric(const char *name, const char *unit, double median, double width)
{
	return (struct result_metric){
	    .metric = {.name = name, .unit = unit},
	    .is_judged = strcmp(name, "time") == 0,
	    .is_measured = true,
	    .summary =
		{
		    .n = 10,
		    .launches = 10,
		    .mean = median * (1 + width / 8),
		    .median = median,
		    .min = median * (1 - 1.75 * width),
		    .max = median * (1 + 4 * width),
		    .mean_interval = {true, median * (1 - width),
			median * (1 + 1.25 * width)},
		    .median_interval = {true, median * (1 - width),
			median * (1 + 1.125 * width)},
		    .mad = median * width,
		    .sd = {true, median * width * 1.5},
		    .q1 = median * (1 - width),
		    .q3 = median * (1 + width),
		    .p90 = {true, median * (1 + 2 * width)},
		    .p95 = {true, median * (1 + 3 * width)},
		},
	};
}

static inline void
fixture_add_case(struct result *result, const struct result_case *item)
{
	struct result_counts *counts = &result->counts;

	result->cases[result->case_count++] = *item;
	counts->cases++;
	counts->ok += item->status == CASE_STATUS_OK;
	counts->failed += item->status == CASE_STATUS_FAILED;
	counts->timeout += item->status == CASE_STATUS_TIMEOUT;
	counts->blocked += item->status == CASE_STATUS_BLOCKED;
	counts->skipped += item->status == CASE_STATUS_SKIPPED;
	counts->missing += item->status == CASE_STATUS_MISSING;
	counts->allowed_failures +=
	    item->status != CASE_STATUS_OK && item->is_failure_allowed;
	counts->launches += item->launches;
	counts->samples += item->launches - item->failed;
}

static inline struct result_metric *
fixture_metrics(struct result *result, size_t count)
{
	return arena_alloc(
	    &result->arena, count * sizeof(struct result_metric));
}

/* A case that was measured: time, max_rss and four more. */
static inline struct result_case
fixture_case(
    struct result *result, const char *id, double median_ns, double width)
{
	struct result_metric *metrics = fixture_metrics(result, 6);

	metrics[0] = fixture_metric("time", "ns", median_ns, width);
	metrics[1] = fixture_metric("user_time", "ns", median_ns * 0.9, width);
	metrics[2] = fixture_metric("system_time", "ns", median_ns * 0.07, 0.1);
	metrics[3] =
	    fixture_metric("max_rss", "B", 1980416 + median_ns / 256, 0.01);
	metrics[4] = fixture_metric("page_faults", "1", 121, 0);
	metrics[5] = fixture_metric("context_switches", "1", 3, 0.25);
	return (struct result_case){
	    .id = id,
	    .benchmark = id,
	    .status = CASE_STATUS_OK,
	    .stopped_by = "fixed",
	    .launches = 10,
	    .metrics = metrics,
	    .metric_count = 6,
	};
}

static inline void
fixture_open(struct result *result, size_t case_count)
{
	*result = (struct result){.finished = "2026-11-20T18:14:40.001Z"};
	result->cases = arena_alloc(
	    &result->arena, (case_count + 1) * sizeof *result->cases);
	result->run = (struct record_run){
	    .id = "20261120T181203Z-7f3a9c",
	    .suite = "demo",
	    .started = "2026-11-20T18:12:03.412Z",
	    .tool = "perfolio 0.1.0",
	    .seed = "1",
	    .command = "{\"words\":[\"suites/demo.yaml\",\"it's\"],"
		       "\"suite\":\"suites/demo.yaml\"}",
	};
}

/* 23 cases of compressing and sorting; one fails and is allowed to. */
static inline void
fixture_demo(struct result *result)
{
	static const struct {
		const char *group, *benchmark, *id;
		struct pair params[2];
		double median_ns, width;
		unsigned flags;
	} rows[] = {
#define ROW(g, b, p, q, v, w, ns, width, flags)                                \
	{g, b, g "/" b "/" p "=" q "," v "=" w, {{p, q}, {v, w}}, ns, width,   \
	    flags}
	    ROW("compress", "gzip", "level", "1", "size", "1MB", 18.4e6, 0.011,
		0),
	    ROW("compress", "gzip", "level", "1", "size", "4MB", 70.9e6, 0.008,
		0),
	    ROW("compress", "gzip", "level", "6", "size", "1MB", 46.2e6, 0.006,
		0),
	    ROW("compress", "gzip", "level", "6", "size", "4MB", 181.7e6,
		0.0042, 0),
	    ROW("compress", "gzip", "level", "9", "size", "1MB", 77.35e6,
		0.0101, 0),
	    ROW("compress", "gzip", "level", "9", "size", "4MB", 305.2e6, 0.013,
		RESULT_FLAG_NOISY),
	    ROW("compress", "xz", "level", "0", "size", "1MB", 92.1e6, 0.004,
		0),
	    ROW("compress", "xz", "level", "0", "size", "4MB", 371.4e6, 0.003,
		0),
	    ROW("compress", "xz", "level", "6", "size", "1MB", 512.9e6, 0.0035,
		0),
	    ROW("compress", "xz", "level", "6", "size", "4MB", 2.2134e9, 0.0061,
		0),
	    ROW("compress", "xz", "level", "9", "size", "1MB", 520.8e6, 0.005,
		0),
	    ROW("compress", "xz", "level", "9", "size", "4MB", 2.2698e9, 0.0057,
		0),
	    ROW("expand", "gunzip", "level", "1", "size", "1MB", 6.03e6, 0.02,
		0),
	    ROW("expand", "gunzip", "level", "9", "size", "4MB", 21.8e6, 0.014,
		0),
	    ROW("expand", "unxz", "level", "6", "size", "4MB", 98.4e6, 0.009,
		0),
	    ROW("sort", "numeric", "lines", "1000", "order", "random", 1.412e6,
		0.031, RESULT_FLAG_MEAN_UNRELIABLE),
	    ROW("sort", "numeric", "lines", "10000", "order", "random", 4.881e6,
		0.017, 0),
	    ROW("sort", "numeric", "lines", "100000", "order", "random",
		42.63e6, 0.0088, 0),
	    ROW("sort", "text", "lines", "1000", "order", "random", 1.398e6,
		0.024, 0),
	    ROW("sort", "text", "lines", "1000", "order", "sorted", 987.1e3,
		0.027, 0),
	    ROW("sort", "text", "lines", "100000", "order", "random", 61.27e6,
		0.0122, 0),
	    ROW("sort", "text", "lines", "100000", "order", "sorted", 38.9e6,
		0.0096, 0),
	};
	static const char *const tags[] = {"critical", "nightly"};
	static const char *const command[] = {
	    "gzip", "-9", "-k", "-c", "data/missing file.bin"};
	static const struct pair labels[] = {{"runner", "lab-3"}};
	static const struct fact machine[] = {{"arch", "x86_64", false},
	    {"cpu", "AMD EPYC 7B13 64-Core Processor", false},
	    {"cpus", "2", true}, {"memory_bytes", "8315846656", true},
	    {"virtualisation", "kvm", false}};
	static const struct fact environment[] = {
	    {"kernel", "Linux 6.1.0-18-amd64", false},
	    {"libc", "glibc 2.36", false}, {"governor", "performance", false}};
	static struct result_note notes[] = {
	    {NOTE_INFO, NULL, "Starting a shell took 0.6 ms a launch.", NULL},
	    {NOTE_WARNING, NULL, "The clock speed may change during the run.",
		"Set the governor to performance."}};
	struct result_case item;
	struct result_metric *metric;
	size_t i;

	fixture_open(result, COUNT(rows) + 1);
	result->verdict = RESULT_VERDICT_GO;
	result->sha256 = "9f86d081884c7d659a2feaa0c55ad015"
			 "a3bf4f1b2b0b822cd15d6c15b0f00a08";
	result->notes = notes;
	result->note_count = COUNT(notes);
	result->run.project = "perfolio";
	result->run.vcs_commit = "0f3c1a9d5be27c44b0d1f7a7f8f5e2b1c9d80e34";
	result->run.vcs_branch = "main";
	result->run.machine = (struct facts){machine, COUNT(machine)};
	result->run.environment =
	    (struct facts){environment, COUNT(environment)};
	result->run.labels = labels;
	result->run.label_count = 1;
	result->run.policy = "{\"budgets\":[]}";
	result->run.suite_text =
	    "suite: demo\n"
	    "defaults: {launches: 10, warmup: 1}\n"
	    "benchmarks:\n"
	    "  - name: gzip\n"
	    "    group: compress\n"
	    "    params: {level: [1, 6, 9]}\n"
	    "    command: [gzip, -c, \"-{level}\", data]\n";
	for (i = 0; i < COUNT(rows); i++) {
		if (i == 6) {
			item = (struct result_case){
			    .id = "compress/gzip/level=9,size=none",
			    .group = "compress",
			    .benchmark = "gzip",
			    .status = CASE_STATUS_FAILED,
			    .message =
				"exit status 1: gzip: data/missing file.bin: "
				"No such file or directory",
			    .is_failure_allowed = true,
			    .owner = "compression team",
			    .cwd = "/srv/demo",
			    .command = command,
			    .command_count = COUNT(command),
			    .launches = 3,
			    .failed = 3,
			};
			fixture_add_case(result, &item);
		}
		item = fixture_case(
		    result, rows[i].id, rows[i].median_ns, rows[i].width);
		item.group = rows[i].group;
		item.benchmark = rows[i].benchmark;
		item.params = rows[i].params;
		item.param_count = 2;
		item.tags = tags;
		item.tag_count = i % 3;
		metric = (struct result_metric *)item.metrics;
		metric->flags = rows[i].flags;
		/* Every third one is even enough for ±. */
		if (i % 3 == 1)
			metric->summary.median_interval.high =
			    metric->summary.median * (1 + 2 * rows[i].width);
		fixture_add_case(result, &item);
	}
#undef ROW
}

/* Nothing could be measured: no samples, no machine, no commit, cut short. */
static inline void
fixture_failed(struct result *result)
{
	static const char *const command[] = {
	    "sh", "-c", "make bench && ./bench | tee out.txt"};
	struct result_case item = {
	    .id = "build/first",
	    .benchmark = "first",
	    .status = CASE_STATUS_BLOCKED,
	    .message = "the build failed:\nmain.c:12:1: error: expected ';'\n"
		       "\tmake: *** [all] Error 2",
	    .command = command,
	    .command_count = COUNT(command),
	};

	fixture_open(result, 4);
	result->finished = NULL;
	result->verdict = RESULT_VERDICT_NO_GO;
	result->run.vcs_commit = "0f3c1a9d5be27c44b0d1f7a7f8f5e2b1c9d80e34";
	result->run.is_dirty = true;
	fixture_add_case(result, &item);
	item.id = "build/second";
	fixture_add_case(result, &item);
	item.id = "hang";
	item.status = CASE_STATUS_TIMEOUT;
	item.message = "no end within 30 s";
	item.launches = item.failed = 1;
	fixture_add_case(result, &item);
	item.id = "new";
	item.status = CASE_STATUS_MISSING;
	item.message = NULL;
	item.command_count = 0;
	item.launches = item.failed = 0;
	fixture_add_case(result, &item);
}

/* Names that attack the page, the spreadsheet and the terminal. */
static inline void
fixture_hostile(struct result *result)
{
	static const struct pair params[] = {
	    {"<b>", "\"><img src=x onerror=alert(1)>"},
	    {"a;b=c", "50%\t;\r\n"}};
	static const char *const tags[] = {"=cmd()", "a;b"};
	static struct result_note notes[] = {{NOTE_WARNING, "=1+1",
	    "</style><script>alert(1)</script>\n{{X}}", "\033[31mred\033[0m"}};
	static const struct fact facts[] = {
	    {"<i>name</i>_bytes", "not a number", false},
	    {"javascript:alert(1)", "{{#FACTS}}", false}};
	struct result_case item;
	struct result_metric *metrics;
	char *tall;

	fixture_open(result, 8);
	result->verdict = RESULT_VERDICT_WARN;
	result->notes = notes;
	result->note_count = 1;
	result->run.suite = "<script>alert('suite')</script>";
	result->run.seed = "1; rm -rf '$HOME'";
	result->run.vcs_commit = "-h\" onload=\"x";
	result->run.suite_text = "suite: </pre><script>x</script>\r\n\ttab\n"
				 "\033]0;title\a\n";
	result->run.machine = (struct facts){facts, 2};

	item = fixture_case(result, "../../x", 1e3, 0.2);
	item.params = params;
	item.param_count = 2;
	item.tags = tags;
	item.tag_count = 2;
	fixture_add_case(result, &item);

	item =
	    fixture_case(result, "<script>alert(\"id\")</script>", 12.5, 0.3);
	item.message = "\033[2J\033[H{{MEDIAN}}\nsecond line\xC2\x9B";
	item.status = CASE_STATUS_FAILED;
	item.launches = 10;
	item.failed = 4;
	metrics = (struct result_metric *)item.metrics;
	metrics[0].summary.median_level = (struct estimate){true, 0.9375};
	metrics[0].flags = RESULT_FLAG_FEW_SAMPLES |
			   RESULT_FLAG_CI_BELOW_NOMINAL |
			   RESULT_FLAG_COARSE_CLOCK;
	metrics[1].is_judged = true;
	metrics[1].metric.name = "+<u>time</u>";
	metrics[1].metric.unit = "<em>\"parsecs\"</em>";
	fixture_add_case(result, &item);

	item = fixture_case(result, "=1+1", 3600e9, 1e-9);
	metrics = (struct result_metric *)item.metrics;
	metrics[0].summary.median_interval.exists = false;
	metrics[0].summary.p95.exists = false;
	metrics[0].summary.n = 1;
	fixture_add_case(result, &item);

	tall = arena_alloc(&result->arena, 10241);
	memset(tall, 'W', 10240);
	memcpy(tall + 5000, "\nü…\r", 7);
	item = fixture_case(result, tall, 5e20, 0.01);
	item.message = tall;
	item.status = CASE_STATUS_FAILED;
	fixture_add_case(result, &item);

	item = fixture_case(result, "\xE2\x80\xAEtxet sdrawkcab", 7e-9, 0.5);
	metrics = (struct result_metric *)item.metrics;
	metrics[0].summary.median = metrics[0].summary.min =
	    metrics[0].summary.max = 0;
	metrics[0].summary.median_interval = (struct interval){true, 0, 0};
	fixture_add_case(result, &item);
}

/* As many measured cases as wanted; the last one failed. */
static inline void
fixture_many(struct result *result, size_t count)
{
	struct result_case item;
	size_t i;

	fixture_open(result, count);
	for (i = 0; i < count; i++) {
		item = fixture_case(result,
		    arena_printf(&result->arena, "group/case/number=%06zu", i),
		    1e6 * (double)(i % 997 + 1) + 0.37 * (double)i, 0.01);
		if (i + 1 == count) {
			item.status = CASE_STATUS_FAILED;
			item.message = "exit status 1";
			item.metric_count = 0;
		}
		fixture_add_case(result, &item);
	}
}

#endif
