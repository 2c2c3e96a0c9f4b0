/*
 * The history of one case and metric: steps, a drift, or nothing (sections 4
 * and 5 of the statistics text), seen over the segments of one environment.
 *
 * Points are the session values of one line, in the order of commits. Where
 * the environment changes a new segment begins: steps are looked for within
 * segments, never across, since what moved there is not the code. Pure
 * functions: no clock, no disk.
 *
 * Logarithms are looked at where all values are positive. Others are divided
 * by their standard deviation: they have no relative size, so least_effect is
 * a share of that deviation, and there are no levels.
 *
 * Where a history jumps between two levels, the upper one is laid on the lower
 * one, and what is told is of that (timeline_jumps.h).
 */
#ifndef ANALYSIS_TIMELINE_H
#define ANALYSIS_TIMELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/comparison.h"
#include "analysis/estimate.h"
#include "analysis/judgement.h"
#include "analysis/timeline_modes.h"
#include "base/arena.h"

struct mann_whitney_table;

/* One run of the line, shared by all its timelines. */
struct timeline_run {
	const char *id, *started;
	const char *commit, *version; /* NULL: not known */
	/* NULL, or what changed in the environment: a new segment begins. */
	const char *differs;
	bool is_candidate; /* the run that is reported on */
};

struct timeline_point {
	uint32_t run; /* index in the line's runs; rises */
	uint32_t launches;
	double value;    /* a session's (session.h): finite */
	double variance; /* of it; NAN: not known */
	double center;   /* base unit */
};

enum timeline_shape {
	TIMELINE_SHORT,  /* "short": too few points to say */
	TIMELINE_STABLE, /* "stable" */
	TIMELINE_STEPS,  /* "steps" */
	TIMELINE_DRIFT,  /* "drift": a line, and no step */
	/* "bimodal": it jumps between two levels, and does nothing besides */
	TIMELINE_BIMODAL,
	TIMELINE_SHAPES /* how many */
};

const char *timeline_shape_text(enum timeline_shape shape);

struct timeline_change {
	uint32_t point;            /* the first of the new level */
	uint32_t earliest, latest; /* points it may be as well; change.h */
	bool is_confirmed;
	bool is_regression;   /* by the metric's direction */
	double before, after; /* medians of the segments, base unit */
	/*
	 * After by before: of logarithms by Hodges and Lehmann, with the
	 * interval; else of the medians, NAN if they are not positive.
	 */
	double ratio;
	struct interval ratio_interval;
	double p, strength; /* change.h */
	/* The highest whose limit the nearer end of the one-sided 95 %
	 * interval reaches, as a verdict's (verdict.h). */
	enum level level;
	/* NULL, or why it was accepted: perfolio.ack.yaml's reason. */
	const char *acknowledged, *acknowledged_link;
};

/*
 * A slope (trend.h) with p < 0.01 and a total of least_effect or more, where a
 * line costs less than levels do (analysis/timeline_drift.h).
 */
struct timeline_drift {
	/* Relative: 0.001 is +0.1 %. Base unit where not logarithmic. */
	double per_point;
	struct interval per_point_interval;
	double total; /* from first to last */
	double now;   /* the line at last, base unit */
	double p;
	bool is_regression;
	uint32_t first, last; /* points it was seen over */
};

struct timeline {
	const struct timeline_point *points;
	uint32_t point_count;
	bool is_logarithmic;
	enum timeline_shape shape; /* of the newest segment */
	const struct timeline_change *changes;
	uint32_t change_count;
	/* In place of stairs, in order; of all segments, as changes are. */
	const struct timeline_drift *drifts;
	uint32_t drift_count;
	/* The last of them if it goes to the newest point; else NULL. */
	const struct timeline_drift *drift;
	const struct timeline_modes *modes; /* of TIMELINE_BIMODAL; else NULL */
	uint32_t segment_from; /* first point of the newest segment */
	/*
	 * First point of the newest stable stretch, behind the last confirmed
	 * change of that segment: rule A rests on it.
	 */
	uint32_t stable_from;
	/* Runs until a limit is reached at this drift; 0: not known, never. */
	uint32_t runs_to_limit;
};

struct timeline_options {
	double least_effect; /* 0: 0.02 */
	bool is_lower_better;
	/*
	 * Resolution by the value, or, where not logarithmic, the resolution.
	 * 0: not known; the smallest distance between values is taken for it
	 * where half of them have an equal.
	 */
	double step;
	double warning, critical, blocker; /* relative, 0.15 …; 0: no level */
	const uint32_t *anchors;           /* points, rising */
	size_t anchor_count;
	struct estimate floor, ceiling; /* budgets' nearest, base unit */
};

/* A budget's limit (high: BUDGET_RANGE); on each side the nearest is kept. */
void timeline_limit_add(struct timeline_options *options, enum budget_op op,
    double limit, double high);

/*
 * points and runs outlive the timeline; the rest is in arena. runs may be NULL:
 * one segment. About O(n log n) for n points; O(n²) at worst, and each change
 * costs what change.h says.
 */
void timeline_of(struct timeline *timeline, struct mann_whitney_table *table,
    const struct timeline_run *runs, const struct timeline_point *points,
    size_t count, bool is_logarithmic, const struct timeline_options *options,
    struct arena *arena);

#endif
