/*
 * A case of the result and its metrics, as analysis and judging leave them.
 */
#ifndef ANALYSIS_RESULT_CASE_H
#define ANALYSIS_RESULT_CASE_H

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
#include "analysis/timeline.h"
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
	/* Over result.past; NULL: none is known. Its points too are ours. */
	const struct timeline *history;
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

#endif
