/*
 * What is known of one metric of one case, and what is doubtful about it.
 */
#ifndef ANALYSIS_SUMMARY_H
#define ANALYSIS_SUMMARY_H

#include <stdint.h>

#include "analysis/estimate.h"

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
	struct interval p90_interval, p95_interval, p99_interval;
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
	RESULT_FLAG_NOT_STEADY = 1 << 10, /* "not-steady": it drifted */
	RESULT_FLAG_MULTIMODAL = 1 << 11, /* "multimodal": several modes */
	RESULT_FLAG_NOT_EXACT = 1 << 12,  /* "not-exact": a count that varies */
	RESULT_FLAG_GROWING = 1 << 13,    /* "growing": memory does */
	RESULT_FLAG_COUNT = 14
};

/* Name of the flag with that bit index, 0 to RESULT_FLAG_COUNT - 1. */
const char *result_flag_name(unsigned index);

#endif
