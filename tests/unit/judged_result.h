/*
 * Small results for the tests of targets and gates, built by hand, and
 * policies written with ' for ".
 */
#ifndef TESTS_UNIT_JUDGED_RESULT_H
#define TESTS_UNIT_JUDGED_RESULT_H

#include <string.h>

#include "analysis/gates.h"
#include "analysis/late_metric.h"
#include "analysis/target.h"
#include "base/err.h"
#include "tests/unit/test.h"

enum { JUDGED_CASES_MAX = 16, JUDGED_LAUNCHES = 10 };

static inline void
judged_open(struct result *result)
{
	*result = (struct result){0};
	result->cases = arena_alloc(
	    &result->arena, JUDGED_CASES_MAX * sizeof *result->cases);
}

/* A case that is ok and has no metric yet; its benchmark is the id's head. */
static inline struct result_case *
judged_case(struct result *result, const char *id)
{
	struct result_case *item = &result->cases[result->case_count++];

	assert_true(result->case_count <= JUDGED_CASES_MAX);
	*item = (struct result_case){.id = id,
	    .benchmark = arena_strndup(&result->arena, id, strcspn(id, "/")),
	    .status = CASE_STATUS_OK,
	    .launches = JUDGED_LAUNCHES};
	result->counts.cases++;
	result->counts.samples += JUDGED_LAUNCHES;
	return item;
}

/* A metric of ten launches around value, its intervals 1 % to each side. */
static inline struct result_metric *
judged_metric(struct result *result, struct result_case *item, const char *name,
    double value)
{
	const struct metric_entry *known = metric_find(name);
	struct result_metric *metric = late_metric_add(result, item, 1);
	struct interval interval = {true, value * 0.99, value * 1.01};

	metric->metric = known != NULL
			     ? known->metric
			     : (struct metric){.name = name, .unit = "1"};
	metric->is_measured = true;
	metric->is_judged = true;
	metric->summary = (struct summary){.n = JUDGED_LAUNCHES,
	    .launches = JUDGED_LAUNCHES,
	    .mean = value,
	    .median = value,
	    .min = value * 0.9,
	    .max = value * 1.1,
	    .mean_interval = interval,
	    .median_interval = interval};
	return metric;
}

/* A case with a time; the time. */
static inline struct result_metric *
judged_time(struct result *result, const char *id, double ns)
{
	return judged_metric(result, judged_case(result, id), "time", ns);
}

/* Sets what the metric is against a baseline; the interval is 2 % wide. */
static inline struct comparison *
judged_against(struct result *result, struct result_metric *metric,
    double ratio, enum verdict verdict, enum level level)
{
	static struct record_run baseline = {.id = "20261101T000000Z-aaaaaa",
	    .version = "2.3.0",
	    .vcs_commit = "0f3c1a9d5be27c44b0d1f7a7f8f5e2b1c9d80e34"};
	struct comparison *comparison =
	    arena_alloc(&result->arena, sizeof *comparison);

	*comparison = (struct comparison){.ratio = ratio,
	    .ratio_interval = {true, ratio * 0.99, ratio * 1.01},
	    .ratio_lower = ratio * 0.99,
	    .ratio_upper = ratio * 1.01,
	    .center = metric->summary.median,
	    .base_center = metric->summary.median / ratio,
	    .verdict = verdict,
	    .level = level};
	metric->comparison = comparison;
	result->baseline = &baseline;
	return comparison;
}

/* text with ' for " must be a policy. */
static inline struct policy
judged_policy(struct result *result, const char *text)
{
	char *json = arena_strdup(&result->arena, text), *quote;
	struct policy policy;
	struct err err = {{0}};

	for (quote = json; quote != NULL && *quote != '\0'; quote++)
		if (*quote == '\'')
			*quote = '"';
	if (policy_read(&policy, json, &result->arena, &err) < 0)
		fail_msg("%s", err.text);
	return policy;
}

/* Judges targets and gates. */
static inline void
judged_by(struct result *result, const char *text,
    const struct judge_options *options)
{
	static const struct judge_options none;
	struct policy policy = judged_policy(result, text);

	target_judge(&policy, result);
	gates_judge(&policy, options == NULL ? &none : options, result);
}

static inline const struct gate_result *
judged_gate(const struct result *result, const char *name)
{
	size_t i;

	for (i = 0; i < result->gate_count; i++)
		if (strcmp(result->gates[i].name, name) == 0)
			return &result->gates[i];
	fail_msg("no line is called %s", name);
	return NULL;
}

static inline void
assert_gate(const struct result *result, const char *name,
    enum gate_status status, const char *reason)
{
	const struct gate_result *gate = judged_gate(result, name);

	assert_string_equal(gate->reason, reason);
	assert_string_equal(
	    gate_status_text(gate->status), gate_status_text(status));
}

#endif
