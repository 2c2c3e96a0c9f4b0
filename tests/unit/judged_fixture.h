/*
 * Results that were judged: against a baseline, by budgets, claims and gates.
 */
#ifndef TESTS_UNIT_JUDGED_FIXTURE_H
#define TESTS_UNIT_JUDGED_FIXTURE_H

#include <math.h>

#include "tests/unit/compared_fixture.h"

/* Against the same case of a baseline, 30 launches each. */
static inline struct comparison *
fixture_judged(struct result *result, const struct result_case *item,
    double ratio, double arm, enum verdict verdict, enum level level)
{
	struct result_metric *metric = fixture_metric_of(item, 0);
	struct comparison *to = arena_alloc(&result->arena, sizeof *to);

	*to = comparison_none(item->id, NULL);
	to->rule = COMPARISON_LAUNCHES;
	to->launches = to->base_launches = 30;
	to->center = metric->summary.median;
	to->base_center = metric->summary.median / ratio;
	to->ratio = ratio;
	to->ratio_interval = (struct interval){true, ratio - arm, ratio + arm};
	to->ratio_lower = ratio - 0.8 * arm;
	to->ratio_upper = ratio + 0.8 * arm;
	to->p = verdict == VERDICT_INCONCLUSIVE || verdict == VERDICT_UNCHANGED
		    ? 0.31
		    : 0.00002;
	to->q = 2 * to->p;
	to->error = arm / ratio / 2;
	to->df = 57.3;
	to->run_sigma = 0.021;
	to->session_sigma = 0.01;
	to->detectable = 3 * arm / ratio;
	to->launches_needed = 84;
	to->verdict = verdict;
	to->level = level;
	metric->comparison = to;
	return to;
}

static inline void
fixture_add_judged(struct result *result, const char *id, double median_ns,
    double ratio, double arm, enum verdict verdict, enum level level)
{
	struct result_case item = fixture_case(result, id, median_ns, 0.01);

	item.group = "marketplace";
	item.has_page = true;
	fixture_judged(result, &item, ratio, arm, verdict, level);
	fixture_add_case(result, &item);
	switch (verdict) {
	case VERDICT_REGRESSION:
		result->counts.regressions++;
		break;
	case VERDICT_IMPROVEMENT:
		result->counts.improvements++;
		break;
	case VERDICT_UNCHANGED:
		result->counts.unchanged++;
		break;
	default:
		result->counts.inconclusive++;
		break;
	}
}

/* The first metric of a case gets one more budget of time, in ms. */
static inline struct budget_result *
fixture_budget(struct result *result, size_t place, const char *selector,
    const char *written, double limit_ms, enum budget_status status)
{
	struct result_metric *metric =
	    fixture_metric_of(&result->cases[place], 0);
	struct budget_result *to = arena_alloc(
	    &result->arena, (metric->budget_count + 1) * sizeof *to);

	if (metric->budget_count > 0)
		memcpy(to, metric->budgets, metric->budget_count * sizeof *to);
	metric->budgets = to;
	to += metric->budget_count++;
	*to = (struct budget_result){
	    .selector = selector,
	    .written = written,
	    .op = BUDGET_AT_MOST,
	    .limit = limit_ms * 1e6,
	    .red = 0.2,
	    .status = status,
	    .value = metric->summary.median,
	};
	if (strcmp(selector, "time.p95") == 0)
		to->value = metric->summary.p95.value;
	to->over = to->value / to->limit - 1;
	to->headroom = -to->over;
	result->counts.red += status == BUDGET_RED;
	result->counts.yellow += status == BUDGET_YELLOW;
	return to;
}

static inline void
fixture_open_judged(struct result *result, size_t case_count)
{
	static const struct record_run baseline = {
	    .id = "20261101T090000Z-00beef",
	    .started = "2026-11-01T09:00:00.000Z",
	    .version = "2.3.0",
	    .vcs_commit = "be27c44b0d1f7a7f8f5e2b1c9d80e340f3c1a9d5",
	    .vcs_branch = "release/2.3",
	};

	fixture_open(result, case_count);
	result->run.suite = "marketplace";
	result->run.product = "ggen";
	result->run.version = "2.4.0";
	result->run.previous = "2.3.0";
	result->run.vcs_commit = "0f3c1a9d5be27c44b0d1f7a7f8f5e2b1c9d80e34";
	result->run.vcs_branch = "main";
	result->run.suite_text = "suite: marketplace\n";
	result->baseline = &baseline;
}

static inline void
fixture_gate(struct result *result, enum gate_level level, const char *section,
    const char *name, enum gate_status status, const char *reason)
{
	struct gate_result *gates = (struct gate_result *)result->gates;

	if (gates == NULL)
		result->gates = gates =
		    arena_alloc(&result->arena, 16 * sizeof *gates);
	gates[result->gate_count++] = (struct gate_result){.level = level,
	    .section = section,
	    .name = name,
	    .status = status,
	    .reason = reason};
}

/* Everything is as it should be. */
static inline void
fixture_go(struct result *result)
{
	static const char *const ids[] = {"marketplace/search/packages=100",
	    "marketplace/search/packages=1000",
	    "marketplace/search/packages=10000", "marketplace/install",
	    "marketplace/publish"};
	size_t i;

	fixture_open_judged(result, COUNT(ids));
	for (i = 0; i < COUNT(ids); i++)
		fixture_add_judged(result, ids[i], 1e6 * (double)(7 * i + 3),
		    1 + 0.004 * (double)i, 0.02, VERDICT_UNCHANGED, LEVEL_NONE);
	fixture_budget(result, 2, "time", "50ms", 50, BUDGET_GREEN);
	fixture_gate(result, GATE_MUST, NULL, "All cases measured", GATE_PASS,
	    "5 cases measured.");
	fixture_gate(result, GATE_MUST, NULL, "No critical regression",
	    GATE_PASS,
	    "No regression of level critical or above in 5 compared cases.");
	fixture_gate(result, GATE_MUST, NULL, "No red budget", GATE_PASS,
	    "1 budget: all green.");
	result->verdict = RESULT_VERDICT_GO;
}

static inline void
fixture_no_go_cases(struct result *result)
{
	static const struct {
		const char *id;
		double median_ms, ratio, arm;
		enum verdict verdict;
		enum level level;
	} rows[] = {
	    {"marketplace/search/mode=exact,packages=10000", 412, 1.31, 0.03,
		VERDICT_REGRESSION, LEVEL_CRITICAL},
	    {"marketplace/search/mode=fuzzy,packages=10000", 655, 2.31, 0.04,
		VERDICT_REGRESSION, LEVEL_BLOCKER},
	    {"marketplace/install", 58, 1.36, 0.04, VERDICT_REGRESSION,
		LEVEL_CRITICAL},
	    {"marketplace/publish", 91, 1.19, 0.06, VERDICT_REGRESSION,
		LEVEL_NONE},
	    {"marketplace/login", 12, 1.034, 0.01, VERDICT_REGRESSION,
		LEVEL_NONE},
	    {"marketplace/search/mode=exact,packages=100", 5.2, 0.87, 0.02,
		VERDICT_IMPROVEMENT, LEVEL_NONE},
	    {"marketplace/search/mode=exact,packages=1000", 44.8, 0.48, 0.02,
		VERDICT_IMPROVEMENT, LEVEL_NONE},
	    {"marketplace/list", 8.7, 1.002, 0.012, VERDICT_UNCHANGED,
		LEVEL_NONE},
	    {"marketplace/help", 2.1, 0.995, 0.02, VERDICT_UNCHANGED,
		LEVEL_NONE},
	    {"marketplace/sync", 130, 1.09, 0.16, VERDICT_INCONCLUSIVE,
		LEVEL_NONE},
	};
	size_t i;

	for (i = 0; i < COUNT(rows); i++)
		fixture_add_judged(result, rows[i].id, 1e6 * rows[i].median_ms,
		    rows[i].ratio, rows[i].arm, rows[i].verdict, rows[i].level);
	/* Suspected, and a jump that is hard to believe. */
	fixture_metric_of(&result->cases[3], 0)->comparison->suspected =
	    LEVEL_WARNING;
	fixture_metric_of(&result->cases[1], 0)->comparison->is_implausible =
	    true;
}

/* What the baseline lacks, and what only the baseline has. */
static inline void
fixture_add_moved(struct result *result)
{
	struct result_case item =
	    fixture_case(result, "marketplace/new-command", 3e6, 0.01);
	struct comparison *none = arena_alloc(&result->arena, sizeof *none);

	*none = comparison_none(item.id, "no-baseline-case");
	fixture_metric_of(&item, 0)->comparison = none;
	fixture_add_case(result, &item);
	result->counts.added++;
	item = (struct result_case){.id = "marketplace/old-command",
	    .status = CASE_STATUS_MISSING,
	    .message = "The baseline has this case, and this run has not.",
	    .is_failure_allowed = true};
	fixture_add_case(result, &item);
	result->counts.allowed_failures--;
}

static inline void
fixture_no_go_gates(struct result *result)
{
	static const char *const worst[] = {
	    "marketplace/search/mode=fuzzy,packages=10000",
	    "marketplace/install",
	    "marketplace/search/mode=exact,packages=10000"};
	struct gate_result *gates;

	fixture_gate(result, GATE_MUST, NULL, "All cases measured", GATE_PASS,
	    "11 cases measured.");
	fixture_gate(result, GATE_MUST, NULL, "No critical regression",
	    GATE_FAIL,
	    "3 of 10 compared cases have a regression of level critical or "
	    "above: marketplace/search/mode=fuzzy,packages=10000 (2.31× "
	    "[2.27, 2.35]), marketplace/install (+36 % [+32, +40]) and "
	    "marketplace/search/mode=exact,packages=10000 (+31 % [+28, +34]).");
	fixture_gate(result, GATE_MUST, "Performance", "No red budget",
	    GATE_FAIL,
	    "1 of 4 budgets is red: marketplace/search/mode=fuzzy,"
	    "packages=10000 time (655 ms, 31 % over 500ms).");
	fixture_gate(result, GATE_MUST, "Performance", "Claims hold", GATE_FAIL,
	    "1 of 3 claims does not hold: Ten times faster search (fails).");
	fixture_gate(result, GATE_MUST, "Release", "Docs reviewed",
	    GATE_UNKNOWN,
	    "Nobody attested it yet: --attest \"Docs reviewed=pass\".");
	fixture_gate(result, GATE_SHOULD, "Performance", "All budgets green",
	    GATE_FAIL, "2 of 4 budgets are not green.");
	fixture_gate(result, GATE_NICE, "Performance", "time improves by 10 %",
	    GATE_FAIL, "time changed by +9.4 % in the geometric mean.");
	gates = (struct gate_result *)result->gates;
	gates[1].cases = worst;
	gates[1].case_count = COUNT(worst);
	gates[4].is_manual = true;
}

static inline void
fixture_no_go(struct result *result)
{
	static const struct fact_difference differences[] = {
	    {"kernel", "Linux 6.1.0-18", "Linux 6.1.0-21"},
	    {"governor", "performance", NULL}};
	static const struct claim_result claims[] = {
	    {.name = "Ten times faster search",
		.text = "by 10×",
		.metric = "time",
		.case_id = "marketplace/search/mode=exact,packages=1000",
		.status = CLAIM_FAILS,
		.reason = "It is 2.08× as fast [2.00, 2.17].",
		.baseline = 93.3e6,
		.target = 9.33e6,
		.measured = 44.8e6,
		.ratio = 0.48},
	    {.name = "Install below a tenth of a second",
		.text = "to 100ms",
		.metric = "time",
		.case_id = "marketplace/install",
		.status = CLAIM_HOLDS,
		.reason = "58 ms.",
		.baseline = (double)NAN,
		.target = 100e6,
		.measured = 58e6,
		.ratio = (double)NAN},
	    {.name = "Half the memory",
		.text = "improves: 50%",
		.metric = "max_rss",
		.case_id = "marketplace/next",
		.status = CLAIM_PLANNED,
		.is_planned = true,
		.baseline = (double)NAN,
		.target = (double)NAN,
		.measured = (double)NAN,
		.ratio = (double)NAN},
	};
	static const struct mean_change means[] = {
	    {NULL, "time", 10, 1.094}, {"marketplace", "time", 10, 1.094}};
	struct budget_result *budget;

	fixture_open_judged(result, 14);
	fixture_no_go_cases(result);
	fixture_add_moved(result);
	fixture_budget(result, 1, "time", "500ms", 500, BUDGET_RED);
	fixture_budget(result, 0, "time", "400ms", 400, BUDGET_YELLOW);
	budget =
	    fixture_budget(result, 2, "time.p95", "60ms", 58.5, BUDGET_GREEN);
	budget->yellow = 0.1;
	budget->is_uncertain = true;
	budget = fixture_budget(result, 7, "time", "20ms", 20, BUDGET_GREEN);
	budget->has_gate = true;
	budget->gate = GATE_SHOULD;
	budget = fixture_budget(
	    result, 9, "time.p99", "1s", 1000, BUDGET_NOT_MEASURED);
	budget->reason = "p99 needs 300 samples, there are 10";
	result->claims = claims;
	result->claim_count = COUNT(claims);
	result->means = means;
	result->mean_count = COUNT(means);
	result->environment_differences = differences;
	result->environment_difference_count = COUNT(differences);
	fixture_no_go_gates(result);
	result->verdict = RESULT_VERDICT_NO_GO;
}

/* No baseline at all, a manual line open, another one that only should. */
static inline void
fixture_warn(struct result *result)
{
	static const char *const ids[] = {"a", "b", "c"};
	struct result_case item;
	struct gate_result *gates;
	size_t i;

	fixture_open(result, COUNT(ids));
	result->run.suite_text = "suite: demo\n";
	for (i = 0; i < COUNT(ids); i++) {
		item =
		    fixture_case(result, ids[i], 1e6 * (double)(i + 1), 0.01);
		item.has_page = true;
		fixture_add_case(result, &item);
	}
	fixture_budget(result, 1, "time", "1.9ms", 1.9, BUDGET_YELLOW);
	fixture_gate(result, GATE_MUST, NULL, "All cases measured", GATE_PASS,
	    "3 cases measured.");
	fixture_gate(result, GATE_MUST, NULL, "No critical regression",
	    GATE_UNKNOWN, "There is no baseline to compare with.");
	fixture_gate(result, GATE_MUST, "Release", "Docs reviewed",
	    GATE_UNKNOWN,
	    "Nobody attested it yet: --attest \"Docs reviewed=pass\".");
	fixture_gate(result, GATE_SHOULD, NULL, "All budgets green", GATE_FAIL,
	    "1 of 1 budget is not green: b time (2 ms, 5.3 % over 1.9ms).");
	gates = (struct gate_result *)result->gates;
	gates[2].is_manual = true;
	result->verdict = RESULT_VERDICT_WARN;
}

/* One in seven regressed, every twentieth improved; the machine shifted. */
static inline void
fixture_judged_many(struct result *result, size_t count)
{
	enum verdict verdict;
	enum level level;
	struct gate_result *gates;
	double ratio;
	size_t i;

	fixture_open_judged(result, count);
	for (i = 0; i < count; i++) {
		verdict = i % 7 == 3    ? VERDICT_REGRESSION
			  : i % 20 == 0 ? VERDICT_IMPROVEMENT
			  : i % 50 == 1 ? VERDICT_INCONCLUSIVE
					: VERDICT_UNCHANGED;
		ratio = verdict == VERDICT_REGRESSION
			    ? 1.05 + (double)(i % 90) / 100
			: verdict == VERDICT_IMPROVEMENT
			    ? 0.9 - (double)(i % 40) / 100
			    : 1 + (double)(i % 5) / 500;
		level = verdict != VERDICT_REGRESSION ? LEVEL_NONE
			: ratio > 1.53                ? LEVEL_BLOCKER
			: ratio > 1.33                ? LEVEL_CRITICAL
			: ratio > 1.18                ? LEVEL_WARNING
						      : LEVEL_NONE;
		fixture_add_judged(result,
		    arena_printf(&result->arena, "group%zu/case/number=%06zu",
			i % 12, i),
		    1e6 * (double)(i % 97 + 1), ratio, 0.02, verdict, level);
		result->cases[i].group =
		    arena_printf(&result->arena, "group%zu", i % 12);
		result->cases[i].has_page = i % 7 == 3;
		if (i % 3 == 0)
			fixture_budget(result, i, "time", "40ms", 40,
			    i % 97 < 39   ? BUDGET_GREEN
			    : i % 97 < 47 ? BUDGET_YELLOW
					  : BUDGET_RED);
	}
	result->shift =
	    (struct machine_shift){true, "time", log(1.048), 0.012, count};
	fixture_gate(result, GATE_MUST, NULL, "No critical regression",
	    GATE_FAIL,
	    "Many compared cases have a regression of level critical or "
	    "above.");
	gates = (struct gate_result *)result->gates;
	gates[0].cases = arena_alloc(&result->arena, sizeof(char *) * count);
	for (i = 0; i < count; i++)
		((const char **)gates[0].cases)[i] = result->cases[i].id;
	gates[0].case_count = count;
	result->verdict = RESULT_VERDICT_NO_GO;
}

#endif
