/*
 * A result in which everything occurs that can, and report.json made of it.
 */
#ifndef TESTS_UNIT_FULL_RESULT_H
#define TESTS_UNIT_FULL_RESULT_H

#include <stdio.h>
#include <stdlib.h>

#include "analysis/analyze.h"
#include "analysis/result_json.h"
#include "base/random.h"
#include "tests/unit/run.h"

static const struct pair full_params[] = {{"n", "1%2C0"}, {"q\"", "é\n"}};
static const char *const full_words[] = {"sh", "-c", "echo \"<script>\""};
static const struct fact full_facts[] = {
    {"cpu", "Z80", false}, {"memory_bytes", "17179869184", true}};

static const struct record_run full_run = {
    .id = "20261120T181203Z-7f3a9c",
    .suite = "market",
    .project = "p",
    .description = "all of it",
    .product = "x",
    .version = "1.0",
    .previous = "0.9",
    .started = "2026-11-20T18:12:03.412Z",
    .tool = "perfolio 0.1.0",
    .vcs_commit = "abc",
    .vcs_branch = "main",
    .vcs_time = "2026-11-20T18:00:00Z",
    .is_dirty = true,
    .machine = {full_facts, 2},
    .environment = {full_facts, 1},
    .labels = full_params,
    .label_count = 2,
    .seed = "18446744073709551615",
    .policy = "{\"regression\":{\"minor\":0.1}}",
    .command = "{\"argv\":[\"run\"]}",
    .suite_text = "version: 1\n",
    .suite_sha256 = "00",
};

static inline void
full_result_values(
    struct series *series, const char *id, uint64_t launches, size_t per_launch)
{
	struct random random = {launches};
	double values[100];
	uint64_t launch;
	size_t i;

	for (launch = 1; launch <= launches; launch++) {
		for (i = 0; i < per_launch; i++)
			values[i] = (double)random_next(&random) / 3e15;
		run_samples(series, id, "time", launch, values, per_launch);
	}
}

/* A result in which everything occurs that can. */
static inline void
full_result(struct result *result)
{
	static const char *const judged[] = {"time", "max_rss"};
	const struct metric hits = {.name = "hits",
	    .unit = "1",
	    .better = BETTER_HIGHER,
	    .is_exact = true};
	const struct record_case line = {.id = "b",
	    .group = "g\x01",
	    .params = full_params,
	    .param_count = 2,
	    .has_params = true,
	    .tags = full_words,
	    .tag_count = 2,
	    .command = full_words,
	    .command_count = 3,
	    .cwd = "/",
	    .owner = "me",
	    .metrics = &hits,
	    .metric_count = 1,
	    .judged = judged,
	    .judged_count = 2,
	    .status = CASE_STATUS_FAILED,
	    .message = "it \"broke\"",
	    .stopped_by = "max",
	    .has_failure_allowed = true,
	    .is_failure_allowed = true};
	const struct record_note note = {.level = NOTE_WARNING,
	    .case_id = "b",
	    .text = "hot",
	    .advice = "cool it"};
	const struct analyze_options options = {0};
	struct series series;

	series_init(&series);
	run_put(&series, RECORD_RUN, &full_run);
	run_plan(&series, "a");
	run_plan(&series, "b");
	run_plan(&series, "c");
	run_plan(&series, "d");
	full_result_values(&series, "a", 300, 1);
	run_put(&series, RECORD_CASE, &line);
	full_result_values(&series, "b", 1, 100);
	full_result_values(&series, "c", 3, 5);
	run_put(&series, RECORD_NOTE, &note);
	series_finish(&series);
	analyze(&series, &options, result);
	series_release(&series);
	result->finished = "2026-11-20T18:22:03Z";
	result->sha256 = "fe";
}

/* The caller frees it. */
static inline char *
full_result_text(const struct result *result)
{
	struct err err = {0};
	char *text = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&text, &length);

	assert_int_equal(result_json_write(result, out, &err), 0);
	fclose(out);
	return text;
}

#endif
