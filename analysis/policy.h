/*
 * The policy of a run, read: what collector/policy.h prints.
 *
 * Values are checked as those of a suite are; an error says where in the
 * policy it is: "policy: claims[2].to: …". Keys that neither the whole nor an
 * item of benchmarks has are another part's, and left alone.
 *
 * Everything belongs to the arena it was read into. A zeroed struct policy has
 * the default thresholds and no gates; policy_read of NULL has default gates.
 */
#ifndef ANALYSIS_POLICY_H
#define ANALYSIS_POLICY_H

#include "analysis/result.h"
#include "analysis/statistic.h"
#include "base/vec.h"
#include "collector/budget.h"
#include "collector/claim.h"
#include "collector/gate.h"
#include "collector/policy.h"
#include "collector/scaling.h"

struct err;

/* A line of a budget. */
struct policy_limit {
	const char *selector; /* as written */
	const char *metric;   /* without its statistic */
	enum statistic statistic;
	bool is_inherited; /* holds only for cases that have the metric */
	const struct budget_line *line;
};

struct policy_budget {
	const struct policy_limit *items;
	size_t count;
};

/* For cases whose parameters have one of these values each. */
struct policy_override {
	const struct policy_term {
		const char *param;
		struct text_list values;
	} * terms;
	size_t term_count;
	struct policy_budget budget;
};

struct policy_benchmark {
	const char *name, *group; /* group NULL: none */
	struct regression regression;
	struct policy_budget budget;
	const struct policy_override *overrides;
	size_t override_count;
	struct scaling_list scaling;
	size_t order; /* as written */
};

struct policy {
	struct regression regression;
	/* By name, then group; twins of one name and group are neighbours. */
	const struct policy_benchmark *benchmarks;
	size_t benchmark_count;
	const struct claim *claims; /* limits of own metrics are not checked */
	size_t claim_count;
	struct gate_list gates;
};

/*
 * json NULL: nothing is set, and the gates are measured, no-regression:
 * critical, budget: red and claims, as whenever none are given.
 */
int policy_read(struct policy *policy, const char *json, struct arena *arena,
    struct err *err);

/*
 * The thresholds of a case in a metric. Later ones lay over earlier ones: the
 * defaults, the suite's, the benchmark's, the suite's of that metric, the
 * benchmark's of that metric. A level that is not given where another one is
 * moves out of its way: with critical: 10% warning is 10 %, too.
 */
struct thresholds policy_thresholds(const struct policy *policy,
    const struct result_case *item, const char *metric);

/* The lines that hold for a case. */
struct policy_limits {
	VEC(struct policy_limit) list;
};

/*
 * Fills limits, which is emptied first: the benchmark's budget, and those of
 * the overrides whose condition the case fulfils beside it. A selector that an
 * override names has the override's lines alone.
 */
void policy_budget(const struct policy *policy, const struct result_case *item,
    struct policy_limits *limits);

/* What was asked of the scaling of a case's benchmark. */
struct policy_aims {
	VEC(const struct scaling_aim *) list;
};

/* Fills aims, which is emptied first. */
void policy_scaling(const struct policy *policy, const struct result_case *item,
    struct policy_aims *aims);

/* True when a budget or a claim is about that metric. */
bool policy_names(const struct policy *policy, const char *metric);

#endif
