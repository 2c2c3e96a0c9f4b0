/*
 * What a result is held against, and how it stands: thresholds, budgets,
 * claims, gates. Plain structs; see analysis/policy.h, target.h, gate.h.
 */
#ifndef ANALYSIS_JUDGEMENT_H
#define ANALYSIS_JUDGEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/estimate.h"

/* Shares: 0.15 is 15 %. Symmetric in logarithms. */
struct thresholds {
	double minor;     /* 0.02: least change of a minor verdict */
	double unchanged; /* 0.05 */
	double warning, critical, blocker; /* 0.15, 0.30, 0.50 */
};

extern const struct thresholds thresholds_default;

enum gate_level { GATE_MUST, GATE_SHOULD, GATE_NICE };

/* "must", "should", "nice". */
const char *gate_level_text(enum gate_level level);

enum budget_status {
	BUDGET_GREEN,
	BUDGET_YELLOW,
	BUDGET_RED,
	BUDGET_NOT_MEASURED
};

const char *budget_status_text(enum budget_status status);

enum budget_op { BUDGET_AT_MOST, BUDGET_AT_LEAST, BUDGET_RANGE };

/* "<=", ">=", "range". */
const char *budget_op_text(enum budget_op op);

/* A budget of a case. */
struct budget_result {
	const char *selector; /* "time.p95" */
	const char *written;  /* "50ms", as its author wrote it */
	enum budget_op op;
	double limit, high; /* base unit; high: BUDGET_RANGE */
	double yellow, red; /* shares */
	enum gate_level gate;
	bool has_gate; /* the line said one; else the gate's own line decides */
	enum budget_status status;
	/* The rest only where it was measured. */
	double value;       /* base unit */
	double over;        /* share; below 0: within */
	double headroom;    /* share of the limit */
	bool is_uncertain;  /* the interval straddles a colour's edge */
	const char *reason; /* BUDGET_NOT_MEASURED: why */
};

enum claim_status {
	CLAIM_HOLDS,
	CLAIM_PARTLY,
	CLAIM_FAILS,
	CLAIM_NOT_MEASURED, /* "not-measured" */
	CLAIM_PLANNED
};

const char *claim_status_text(enum claim_status status);

struct claim_result {
	const char *name;
	const char *text;     /* what is claimed: "from 250ms to 45ms" */
	const char *metric;   /* selector */
	const char *case_id;  /* or the second of between */
	const char *other_id; /* the first of between; NULL */
	enum claim_status status;
	bool is_planned;
	const char *reason; /* in words, with the numbers */
	/* Base unit; NAN: there is none. */
	double baseline, target, measured;
	double ratio; /* measured over what it is compared with; NAN */
	struct interval ratio_interval;
};

enum gate_status { GATE_PASS, GATE_FAIL, GATE_UNKNOWN };

const char *gate_status_text(enum gate_status status);

struct gate_result {
	enum gate_level level;
	const char *section; /* NULL: none */
	const char *name;    /* never NULL: "No critical regression" */
	enum gate_status status;
	const char *reason; /* one sentence, with the numbers */
	bool is_manual;
	/* Cases that make it fail or unknown, the worst first. */
	const char *const *cases;
	size_t case_count;
};

/* What was called changed was measured again, beside the baseline's tree. */
struct confirmation {
	const char *run, *against; /* that run's id; the tree's folder */
	const char *const *cases;  /* ids of this run's */
	size_t case_count;
	uint64_t rounds; /* the most a case had */
};

/* Nearly everything moved by the same share: section 2.5. */
struct machine_shift {
	bool exists;
	const char *metric;
	double shift, spread; /* of logarithms */
	uint64_t cases;
};

/* Geometric mean of the ratios of a group's judged cases; group NULL: all. */
struct mean_change {
	const char *group, *metric;
	uint64_t cases;
	double ratio;
};

#endif
