/*
 * A line of the gate and its answer. Part of gates.c and the gate_*.c files;
 * nobody else includes it.
 */
#ifndef ANALYSIS_GATE_LINE_H
#define ANALYSIS_GATE_LINE_H

#include "analysis/gates.h"
#include "analysis/offenders.h"
#include "base/map.h"

/* What is asked. */
struct gate_line {
	struct gate gate;
	enum gate_level level;
	bool is_own_budgets; /* those whose own gate is this level */
};

/* Whom it is asked of. */
struct gate_desk {
	const struct policy *policy;
	const struct judge_options *options;
	const struct result *result;
	struct arena *arena;
	struct map bases; /* ids of the cases of --against's tree */
	/* Of the line at hand. */
	const struct gate_line *line;
	const char *metric; /* NULL: all */
	VEC(const struct result_case *) cases;
	struct offenders offenders; /* make it fail or unknown */
	struct offenders undecided; /* could go either way */
};

struct gate_answer {
	enum gate_status status;
	const char *reason;
	bool is_undecided;  /* passed, and some of it could go either way */
	bool is_about_none; /* passed, since there was nothing to ask */
};

/* The base's cases do not count for it. */
bool gate_is_base(const struct gate_desk *desk, const struct result_case *item);

/* True when the line is about all cases and metrics. */
bool gate_is_wide(const struct gate_line *line);

/* The worst of them in words, "a (…), b (…), c (…) and 2 more". */
const char *gate_worst(const struct gate_desk *desk,
    const struct offenders *offenders,
    const char *(*text)(
	const struct gate_desk *desk, const struct offender *one));

struct gate_answer gate_measured(struct gate_desk *desk);
struct gate_answer gate_no_regression(struct gate_desk *desk);
struct gate_answer gate_budget(struct gate_desk *desk);
struct gate_answer gate_claims(struct gate_desk *desk);
struct gate_answer gate_improves(struct gate_desk *desk);
struct gate_answer gate_manual(struct gate_desk *desk);

#endif
