/*
 * Runs to be judged: cases of a metric or two, and what became of them.
 */
#ifndef TESTS_UNIT_JUDGED_RUN_H
#define TESTS_UNIT_JUDGED_RUN_H

#include <stdio.h>
#include <string.h>

#include "analysis/analyze.h"
#include "analysis/judge.h"
#include "tests/unit/run.h"
#include "tests/unit/sample.h"

static const struct fact judged_machine[] = {
    {"id", "m1", false}, {"cpu", "Z80", false}};
static const struct fact judged_other_machine[] = {
    {"id", "m2", false}, {"cpu", "6502", false}};

static inline void
judged_begin(struct series *series, const char *id, const struct fact *machine,
    const char *policy)
{
	struct record_run run = {
	    .id = id, .suite = "s", .started = "2026", .policy = policy};

	if (machine != NULL)
		run.machine = (struct facts){machine, 2};
	series_init(series);
	run_put(series, RECORD_RUN, &run);
}

/* A case that is ok with count launches around center, and 1 % noise. */
static inline void
judged_case(struct series *series, const char *id, double center, size_t count,
    uint64_t seed)
{
	struct random random = {seed};
	double value;
	size_t i;

	run_plan(series, id);
	for (i = 0; i < count; i++) {
		value = floor(center * (1 + 0.01 * sample_normal(&random)));
		run_samples(series, id, "time", i + 1, &value, 1);
	}
	run_outcome(series, id, CASE_STATUS_OK);
}

/* Finishes both; the caller releases them and the result. */
static inline void
judged_end(struct series *here, struct series *base,
    const struct judge_options *options, struct result *result)
{
	const struct analyze_options analysis = {0};
	struct judge_options all = *options;
	struct err err = {0};

	series_finish(here);
	if (base != NULL)
		series_finish(base);
	all.baseline = base;
	analyze(here, &analysis, result);
	if (judge(here, &all, result, &err) < 0)
		fail_msg("%s", err.text);
}

/* The comparison of a case's time. */
static inline const struct comparison *
judged_time(const struct result *result, size_t index)
{
	const struct comparison *found =
	    result->cases[index].metrics[0].comparison;

	assert_non_null(found);
	return found;
}

/* The note that holds text, NULL if none does. */
static inline const struct result_note *
judged_note(const struct result *result, const char *text)
{
	size_t i;

	for (i = 0; i < result->note_count; i++)
		if (strstr(result->notes[i].text, text) != NULL)
			return &result->notes[i];
	return NULL;
}

#endif
