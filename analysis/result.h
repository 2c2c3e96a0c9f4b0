/*
 * The result: what a run means. report.json is this struct, printed; every
 * other artifact can be made from it again years later.
 *
 * Base units, full precision, no wording. One arena owns everything.
 */
#ifndef ANALYSIS_RESULT_H
#define ANALYSIS_RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/result_case.h"

struct result_counts {
	uint64_t cases, ok, failed, timeout, blocked, skipped, missing;
	uint64_t allowed_failures; /* of failed, timeout and blocked */
	uint64_t samples;          /* of all cases in all metrics */
	uint64_t launches;
	/*
	 * Of cases that are ok, each in one: any judged metric regressed; else
	 * any improved; else any is inconclusive, new-nonzero or without enough
	 * data; else unchanged. added are those the baseline lacks.
	 */
	uint64_t regressions, improvements, unchanged, inconclusive, added;
	uint64_t red, yellow; /* budgets */
};

enum result_verdict {
	RESULT_VERDICT_NONE, /* nothing can be decided */
	RESULT_VERDICT_GO,
	RESULT_VERDICT_WARN,
	RESULT_VERDICT_NO_GO
};

const char *result_verdict_text(enum result_verdict verdict);

struct result_note {
	enum note_level level;
	const char *case_id; /* NULL: the whole run */
	const char *text, *advice;
};

/* A fact of the machine or its environment; NULL: not known there. */
struct fact_difference {
	const char *name;
	const char *base, *here;
};

struct result {
	struct arena arena;
	struct record_run run;
	/* Words of the command that judge it like this: "--baseline", "main".
	 */
	const char *const *judged_with;
	size_t judged_with_count;
	const struct confirmation *confirmation; /* NULL: none */
	const char *finished; /* NULL: the run was cut short */
	const char *sha256;   /* of the run file, NULL: it came from a pipe */
	enum result_verdict verdict;
	struct result_counts counts;
	struct result_case *cases; /* in the suite's order */
	size_t case_count;
	struct result_note *notes;
	size_t note_count;
	/* What else the machine did, in order of time; analysis/strip.h. */
	const struct record_system *conditions;
	size_t condition_count;
	/* What it is compared with; NULL: no other run. Facts as in its file.
	 */
	const struct record_run *baseline;
	const char *const *history; /* ids of runs behind rule A */
	size_t history_count;
	/*
	 * The line of this run: what the timelines of all metrics are over.
	 * The last is this run itself.
	 */
	const struct timeline_run *past;
	size_t past_count;
	/* The first run of the period that is reported on, of past; 0: all. */
	size_t past_from;
	uint64_t past_elsewhere; /* earlier runs left out: other machines' */
	const char *since;       /* as the user named its begin; NULL */
	const char *commit_url;  /* a commit is behind it; NULL: not known */
	bool is_other_machine;   /* than the baseline's */
	/* Between the baseline's and this run's. */
	const struct fact_difference *environment_differences;
	size_t environment_difference_count;
	const struct claim_result *claims;
	size_t claim_count;
	const struct gate_result *gates;
	size_t gate_count;
	const struct mean_change *means;
	size_t mean_count;
	struct machine_shift shift;
	const struct scaling_result *scalings;
	size_t scaling_count;
	const struct concurrency_result *concurrencies;
	size_t concurrency_count;
};

void result_release(struct result *result);

#endif
