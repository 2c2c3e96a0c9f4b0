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

#include "analysis/estimate.h"
#include "analysis/outlier.h"
#include "analysis/plot.h"
#include "base/arena.h"
#include "collector/record.h"

/*
 * The samples of one case in one metric, per iteration, in the base unit.
 * All intervals are at 95 %. Formulas: analysis/describe.h, interval.h.
 */
struct summary {
	uint64_t n;            /* samples, at least 1 */
	uint64_t launches;     /* that gave them */
	struct estimate n_eff; /* for one launch with several samples alone */
	double mean, median, min, max;
	struct interval mean_interval, median_interval;
	struct estimate median_level; /* confidence, where it is below 0.95 */
	double mad;         /* median absolute deviation, not scaled */
	struct estimate sd; /* n - 1; from two samples on */
	double q1, q3;      /* type 7 */
	struct estimate p90, p95, p99;
	struct estimate autocorrelation; /* lag 1; from three samples on */
};

/* What is doubtful about a summary. The names are in report.json. */
enum result_flag {
	RESULT_FLAG_FEW_SAMPLES = 1 << 0,      /* "few-samples": n < 6 */
	RESULT_FLAG_CI_BELOW_NOMINAL = 1 << 1, /* "ci-below-nominal" */
	RESULT_FLAG_MEAN_UNRELIABLE = 1 << 2,  /* "mean-unreliable" */
	RESULT_FLAG_AUTOCORRELATED = 1 << 3,   /* "autocorrelated" */
	RESULT_FLAG_NOISY = 1 << 4,            /* "noisy": many outliers */
	RESULT_FLAG_TAIL_UNRESOLVED = 1 << 5,  /* "tail-unresolved" */
	RESULT_FLAG_CONSTANT = 1 << 6,         /* "constant" */
	RESULT_FLAG_COARSE_CLOCK = 1 << 7,     /* "coarse-clock" */
	RESULT_FLAG_SINGLE_LAUNCH = 1 << 8,    /* "single-launch" */
	RESULT_FLAG_BATCH_MEANS = 1 << 9, /* "batch-means": no tails of means */
	RESULT_FLAG_COUNT = 10
};

/* Name of the flag with that bit index, 0 to RESULT_FLAG_COUNT - 1. */
const char *result_flag_name(unsigned index);

struct result_metric {
	struct metric metric;
	bool is_judged;
	bool is_measured; /* false: no sample, and nothing below is set */
	struct summary summary;
	struct outliers outliers;
	unsigned flags;                 /* of enum result_flag */
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
	const char *cwd, *owner;
	enum case_status status;
	const char *message;    /* why it is not ok, NULL if it is */
	const char *stopped_by; /* NULL: not known */
	bool is_failure_allowed;
	bool is_cut_short; /* planned, and the run ended before its outcome */
	uint64_t launches, failed;
	const struct result_metric *metrics; /* in the order of first sight */
	size_t metric_count;
	bool has_page; /* among the most notable, or all have one */
};

struct result_counts {
	uint64_t cases, ok, failed, timeout, blocked, skipped, missing;
	uint64_t allowed_failures; /* of failed, timeout and blocked */
	uint64_t samples;          /* of all cases in all metrics */
	uint64_t launches;
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

struct result {
	struct arena arena;
	struct record_run run;
	const char *finished; /* NULL: the run was cut short */
	const char *sha256;   /* of the run file, NULL: it came from a pipe */
	enum result_verdict verdict;
	struct result_counts counts;
	struct result_case *cases; /* in the suite's order */
	size_t case_count;
	struct result_note *notes;
	size_t note_count;
};

void result_release(struct result *result);

#endif
