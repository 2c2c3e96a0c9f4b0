/*
 * A result in which everything occurs that can, and report.json made of it.
 */
#ifndef TESTS_UNIT_FULL_RESULT_H
#define TESTS_UNIT_FULL_RESULT_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "analysis/analyze.h"
#include "analysis/result_json.h"
#include "base/random.h"
#include "tests/unit/full_history.h"
#include "tests/unit/full_shapes.h"
#include "tests/unit/run.h"

enum { FULL_CASES = 5 }; /* of full_result */

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
    .against = "../base \"1\"",
    .suite_text = "version: 1\n",
    .suite_sha256 = "00",
};

static const struct confirmation full_confirmation = {
    "20260101T000000Z-00c0de", "../base", full_words, 3, 10};

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

/* 30 rounds in which everything, and one in which nothing is known. */
static inline void
full_result_systems(struct series *series)
{
	struct record_system system = {.clock_hz = 3.4e9 / 3};
	uint64_t round;

	for (round = 1; round <= 30; round++) {
		system.round = round;
		system.start_ns = system.end_ns;
		system.end_ns += 1000000000 + round;
		system.load = 1 / (double)round;
		system.others = round < 12 ? 0.01 : 0.63;
		system.stolen = system.io_stall = 1 / 300.0;
		system.cpu_stall = system.memory_stall = 0.07;
		system.throttled = (double)(round % 2);
		run_put(series, RECORD_SYSTEM, &system);
	}
	system = (struct record_system){.round = 31,
	    .start_ns = system.end_ns,
	    .end_ns = system.end_ns + 7,
	    .load = (double)NAN,
	    .others = (double)NAN,
	    .stolen = (double)NAN,
	    .cpu_stall = (double)NAN,
	    .io_stall = (double)NAN,
	    .memory_stall = (double)NAN,
	    .throttled = (double)NAN,
	    .clock_hz = (double)NAN};
	run_put(series, RECORD_SYSTEM, &system);
}

/*
 * Compares a's time with that of e, and with b's, which has one round alone;
 * b's hits with those of a, which are constant; and b with what is not there.
 */
static inline void
full_result_references(struct series *series)
{
	static const struct metric hits = {
	    .name = "hits", .unit = "1", .is_exact = true};
	static const struct record_step steps[] = {
	    {"init\n", full_words, 3}, {"", NULL, 0}};
	static const double fours[] = {4, 4, 4, 4, 4, 4, 4}, threes[] = {3, 3};
	const struct record_case first = {.id = "a",
	    .metrics = &hits,
	    .metric_count = 1,
	    .steps = steps,
	    .step_count = 2,
	    .reference = "e",
	    .base = "b"};
	const struct record_case second = {.id = "b",
	    .reference = "a",
	    .base = "gone",
	    .precision = 0.02,
	    .reached = 1 / 60.0};

	run_put(series, RECORD_CASE, &first);
	run_put(series, RECORD_CASE, &second);
	run_launches(series, "a", "hits", fours, 7);
	run_launches(series, "b", "hits", threes, 2);
	run_plan(series, "e");
	full_result_values(series, "e", 40, 1);
}

static const struct record_run full_baseline = {
    .id = "20261119T181203Z-000000",
    .suite = "market",
    .started = "2026-11-19T18:12:03.412Z",
    .tool = "perfolio 0.1.0",
    .machine = {full_facts, 1},
    .environment = {full_facts, 2},
    .labels = full_params,
    .label_count = 1,
    .seed = "7",
};

static const struct budget_result full_budgets[] = {
    {.selector = "time.p95",
	.written = "50ms",
	.limit = 5e7,
	.yellow = 0.1,
	.red = 0.2,
	.gate = GATE_SHOULD,
	.has_gate = true,
	.status = BUDGET_YELLOW,
	.value = 5.7e7,
	.over = 0.14,
	.headroom = -0.14,
	.is_uncertain = true},
    {.selector = "time",
	.written = "38ms..45ms",
	.op = BUDGET_RANGE,
	.limit = 3.8e7,
	.high = 4.5e7,
	.red = 0.2,
	.status = BUDGET_NOT_MEASURED,
	.value = (double)NAN,
	.over = (double)NAN,
	.headroom = (double)NAN,
	.reason = "the case \"b\" failed"},
};

static const struct claim_result full_claims[] = {
    {.name = "Fast",
	.text = "from 250ms to 45ms",
	.metric = "time",
	.case_id = "a",
	.status = CLAIM_PARTLY,
	.reason = "1/3",
	.baseline = 2.5e8,
	.target = 4.5e7,
	.measured = 1e8 / 3,
	.ratio = 1 / 7.0,
	.ratio_interval = {true, 1 / 8.0, 1 / 6.0}},
    {.name = "Later",
	.metric = "time",
	.case_id = "b",
	.other_id = "a",
	.status = CLAIM_PLANNED,
	.is_planned = true,
	.baseline = (double)NAN,
	.target = (double)NAN,
	.measured = (double)NAN,
	.ratio = (double)NAN},
};

static const struct gate_result full_gates[] = {
    {.level = GATE_MUST,
	.name = "measured",
	.status = GATE_FAIL,
	.reason = "2 cases failed",
	.cases = full_words,
	.case_count = 3},
    {.level = GATE_NICE,
	.section = "Release",
	.name = "Docs",
	.status = GATE_UNKNOWN,
	.is_manual = true},
};

static const struct mean_change full_means[] = {
    {NULL, "time", 3, 1 / 3.0}, {"g\x01", "time", 1, 1.5}};

static const struct fact_difference full_differences[] = {
    {"cpu", "Z80", "6502"}, {"turbo", NULL, "on"}, {"libc", "2.36", NULL}};

/* What a comparison and a judgement may hold, numbers that mean nothing. */
static inline void
full_result_judged(struct result *result)
{
	struct comparison *first =
	    arena_alloc(&result->arena, 2 * sizeof *first);
	struct comparison *none = first + 1;

	*first = comparison_none("c", NULL);
	first->rule = COMPARISON_ARCHIVE;
	first->launches = 3;
	first->base_launches = 4;
	first->sessions = 17;
	first->center = 1 / 3.0;
	first->base_center = 1 / 7.0;
	comparison_set(
	    first, &(struct effect){0.8, 0.7, 0.9, 0.72, 0.88, 1e-9});
	first->q = 2e-9;
	first->error = 0.05 / 3;
	first->df = 7.7;
	first->run_sigma = 0.02 / 3;
	first->session_sigma = 0.01 / 3;
	first->detectable = 0.04 / 3;
	first->launches_needed = 31;
	first->verdict = VERDICT_REGRESSION;
	first->lapsed = "accepted until \"then\"";
	first->level = LEVEL_CRITICAL;
	first->suspected = LEVEL_BLOCKER;
	first->is_single_run = first->is_implausible = true;
	first->is_bimodal = true;
	*none = comparison_none("c", "not-positive");
	none->rule = COMPARISON_SINGLE;
	none->center = 3;
	none->base_center = 0;
	none->is_base_zero = none->is_zero = true;
	none->difference = (struct estimate){true, 3};
	none->difference_interval = (struct interval){true, 2, 4};
	none->verdict = VERDICT_NEW_NONZERO;
	none->verdict_reason = "not-positive";
	result->cases[2].metrics[0].comparison = first;
	result->cases[2].metrics[0].reference = none;
	result->cases[2].metrics[0].budgets = full_budgets;
	result->cases[2].metrics[0].budget_count = 2;
	result->baseline = &full_baseline;
	result->history = full_words;
	result->history_count = 3;
	result->judged_with = full_words;
	result->judged_with_count = 2;
	result->confirmation = &full_confirmation;
	result->is_other_machine = true;
	result->environment_differences = full_differences;
	result->environment_difference_count = 3;
	result->claims = full_claims;
	result->claim_count = 2;
	result->gates = full_gates;
	result->gate_count = 2;
	result->means = full_means;
	result->mean_count = 2;
	result->shift = (struct machine_shift){true, "time", 0.1 / 3, 0.01, 12};
	result->counts.regressions = 1;
	result->counts.improvements = 2;
	result->counts.unchanged = 3;
	result->counts.inconclusive = 4;
	result->counts.added = 5;
	result->counts.red = 6;
	result->counts.yellow = 7;
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
	full_result_references(&series);
	full_result_systems(&series);
	run_put(&series, RECORD_NOTE, &note);
	series_finish(&series);
	analyze(&series, &options, result);
	series_release(&series);
	result->finished = "2026-11-20T18:22:03Z";
	result->sha256 = "fe";
	full_result_judged(result);
	full_shapes(result, &result->cases[2].metrics[0]);
	full_history(
	    result, &result->cases[2].metrics[0], &result->cases[0].metrics[0]);
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
