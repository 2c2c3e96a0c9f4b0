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

#include "analysis/comparison.h"
#include "analysis/concurrency.h"
#include "analysis/estimate.h"
#include "analysis/judgement.h"
#include "analysis/memory_growth.h"
#include "analysis/modality.h"
#include "analysis/outlier.h"
#include "analysis/plot.h"
#include "analysis/scaling.h"
#include "analysis/summary.h"
#include "base/arena.h"
#include "collector/record.h"

struct result_metric {
	struct metric metric;
	bool is_judged;
	bool is_measured; /* false: no sample, and nothing below is set */
	struct summary summary;
	struct outliers outliers;
	unsigned flags; /* of enum result_flag */
	/* By location, from two on; none: unimodal, or too few values. */
	const struct mode *modes;
	size_t mode_count;
	const struct memory_growth *growth; /* NULL: nothing is known */
	/* NULL: there is nothing to compare with. */
	struct comparison *comparison; /* a baseline, or --against's base */
	struct comparison *reference;  /* with another variant */
	const struct budget_result *budgets;
	size_t budget_count;
	const struct result_plot *plot; /* NULL: the case has no page */
};

struct result_case {
	const char *id, *group, *benchmark; /* group NULL: none */
	const struct pair *params;
	size_t param_count;
	const char *const *tags;
	size_t tag_count;
	const char *const *command;
	size_t command_count;
	const struct record_step *steps; /* in place of a command */
	size_t step_count;
	const char *cwd, *owner;
	enum case_status status;
	const char *message;    /* why it is not ok, NULL if it is */
	const char *stopped_by; /* NULL: not known */
	bool is_failure_allowed;
	bool is_cut_short; /* planned, and the run ended before its outcome */
	uint64_t launches, failed;
	/* Relative half-widths: asked for; and reached at the end. 0: none. */
	double precision, reached;
	const char *reference, *base;  /* ids of other cases; NULL: none */
	struct result_metric *metrics; /* in the order of first sight */
	size_t metric_count;
	bool has_page; /* among the most notable, or all have one */
};

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
	bool is_other_machine; /* than the baseline's */
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
