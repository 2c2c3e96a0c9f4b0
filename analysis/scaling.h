/*
 * How a metric grows with a parameter: the fits of complexity.h to the medians
 * of cases, and what they say of the bounds a suite asks for.
 *
 * A family (family.h) over a parameter of at least SCALING_SIZES_MIN values
 * gives one result for each metric the suite asks for, and for each judged one
 * of which less is better; over the parameter concurrency only what is asked.
 * Points are the medians of cases that are ok; the variance of a logarithm is
 * that of a normal interval as wide as the median's. Of more than
 * SCALING_POINTS_MAX points as many are taken, at even distances by rank.
 *
 * at_most. A class g passes by its order, and by the exponent it would have
 * itself: the slope of ln g on ln n over the sizes the exponent comes from,
 * plus 0.1. Both must agree, or one of them be silent: the classes, if all
 * that are possible (a named one alone, else those less than 4 behind) are on
 * the same side; the exponent, if its 95 % interval is.
 *
 * per_item. The slope of the medians on the parameter by least squares, its
 * variance the sum of c² V of the cases' own: passes if its interval ends at
 * the limit or below, fails if it begins above it.
 *
 * change. The exponent less the baseline's: steeper or flatter if the interval
 * is on one side of 0 and the difference is 0.1 or more; unchanged if the
 * interval is within 0.1.
 */
#ifndef ANALYSIS_SCALING_H
#define ANALYSIS_SCALING_H

#include "analysis/complexity.h"
#include "collector/metric.h"

struct pair;
struct policy;
struct result;
struct series;

enum {
	SCALING_SIZES_MIN = 3,
	SCALING_POINTS_MAX = 200,
	SCALING_FITS_MAX = 1000 /* of a run; those asked for come first */
};

enum scaling_status {
	SCALING_STATUS_NONE, /* nothing was asked */
	SCALING_STATUS_PASS,
	SCALING_STATUS_FAIL,
	SCALING_STATUS_UNDECIDED
};

/* "pass", "fail", "undecided"; NULL for none. */
const char *scaling_status_text(enum scaling_status status);

/* "undecided", "sublinear", "linear", "superlinear". */
const char *scaling_text(enum scaling scaling);

enum scaling_change {
	SCALING_CHANGE_NONE, /* no baseline, or its exponent is not known */
	SCALING_CHANGE_UNDECIDED,
	SCALING_CHANGE_UNCHANGED,
	SCALING_CHANGE_STEEPER,
	SCALING_CHANGE_FLATTER
};

/* "undecided", "unchanged", "steeper", "flatter"; NULL for none. */
const char *scaling_change_text(enum scaling_change change);

/* A case that has the metric. */
struct scaling_point {
	const char *case_id;
	double size, value;       /* value in the metric's base unit */
	struct interval interval; /* of value */
};

struct scaling_candidate {
	enum complexity_class class;
	double weight;        /* among all classes */
	double scale, offset; /* the curve: scale g(n) + offset */
};

/* A bound, and how it stands. */
struct scaling_verdict {
	enum scaling_status status;
	const char *reason; /* a sentence with the numbers; NULL: no bound */
};

struct scaling_result {
	const char *benchmark, *group; /* NULL: none */
	const struct pair *params;     /* the other parameters */
	size_t param_count;
	const char *over;
	struct metric metric;
	bool is_asked; /* by the suite; else it was found */
	/* By size. */
	const struct scaling_point *points;
	size_t point_count;
	/*
	 * The class that fits best first; then, unless it is named, the others
	 * less than 4 behind. None below five sizes or eight times the least.
	 */
	struct scaling_candidate candidates[COMPLEXITY_CLASSES];
	size_t candidate_count;
	bool is_named; /* the first candidate has 80 % of the weight */
	struct estimate exponent;
	struct interval exponent_interval;
	enum scaling scaling; /* where that interval lies */
	const char *at_most;  /* class; NULL: not asked */
	struct scaling_verdict at_most_verdict;
	const char *per_item_written; /* as its author wrote it; NULL */
	struct estimate per_item_limit;
	/* The metric's unit for each unit of the parameter. */
	struct estimate per_item;
	struct interval per_item_interval;
	struct scaling_verdict per_item_verdict;
	/* Fails if either does, else is undecided if either is. */
	enum scaling_status status;
	struct estimate baseline_exponent;
	struct estimate exponent_change;
	struct interval exponent_change_interval;
	enum scaling_change change;
};

/*
 * Sets the scalings of result. baseline is a finished run, NULL: none; cases
 * of --against have their base's as baseline.
 */
void scaling_build(const struct policy *policy, const struct series *baseline,
    struct result *result);

#endif
