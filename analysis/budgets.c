#include "analysis/budgets.h"

#include <math.h>

#include "analysis/late_metric.h"
#include "base/err.h"
#include "base/map.h"
#include "collector/limit.h"

static const double RED = 0.2;
static const double DIGITS = 1e-12;

/* A limit without margins, ready to be compared with. */
struct edge {
	enum budget_op op;
	double low, high; /* BUDGET_AT_MOST: high, BUDGET_AT_LEAST: low */
	double yellow, red;
};

/* By which share a is above b; over nothing, and less, without end. */
static double
excess(double a, double b)
{
	if (a == b)
		return 0;
	if (b > 0)
		return a / b - 1;
	return a > b ? (double)INFINITY : -1;
}

static double
over_of(const struct edge *edge, double value)
{
	double floor = excess(edge->low, value);
	double ceiling = excess(value, edge->high);

	switch (edge->op) {
	case BUDGET_AT_MOST:
		return ceiling;
	case BUDGET_AT_LEAST:
		return floor;
	case BUDGET_RANGE:
		break;
	}
	return fmax(floor, ceiling);
}

static double
headroom_of(const struct edge *edge, double value)
{
	double below = value / edge->low - 1, above = 1 - value / edge->high;

	switch (edge->op) {
	case BUDGET_AT_MOST:
		return above;
	case BUDGET_AT_LEAST:
		return below;
	case BUDGET_RANGE:
		break;
	}
	return fmin(below, above);
}

static bool
is_at_least(double over, double margin)
{
	return over >= margin - DIGITS * (1 + margin);
}

static bool
is_above(double over, double margin)
{
	return over > margin + DIGITS * (1 + margin);
}

static enum budget_status
colour_of(const struct edge *edge, double value)
{
	double over = over_of(edge, value);

	if (is_above(over, 0) && is_at_least(over, edge->red))
		return BUDGET_RED;
	return is_above(over, edge->yellow) ? BUDGET_YELLOW : BUDGET_GREEN;
}

static bool
is_uncertain(const struct edge *edge, const struct statistic_value *measured)
{
	const struct interval *interval = &measured->interval;
	enum budget_status colour = colour_of(edge, measured->value);

	if (!interval->exists)
		return false;
	return colour_of(edge, interval->low) != colour ||
	       colour_of(edge, interval->high) != colour ||
	       (edge->op == BUDGET_RANGE && interval->low < edge->low &&
		   interval->high > edge->high);
}

static enum metric_kind
kind_of(const struct metric *metric)
{
	const char *slash = strrchr(metric->name, '/');
	const struct metric_entry *entry =
	    metric_find(slash == NULL ? metric->name : slash + 1);

	return entry != NULL && strcmp(entry->metric.unit, metric->unit) == 0
		   ? entry->kind
		   : metric_kind_of(metric->unit);
}

enum budget_op
budget_op_of(const struct limit *limit, enum better better)
{
	switch (limit->form) {
	case LIMIT_AT_MOST:
		return BUDGET_AT_MOST;
	case LIMIT_AT_LEAST:
		return BUDGET_AT_LEAST;
	case LIMIT_RANGE:
		return BUDGET_RANGE;
	case LIMIT_PLAIN:
		break;
	}
	return better == BETTER_HIGHER ? BUDGET_AT_LEAST : BUDGET_AT_MOST;
}

/* The line; -1 if its limit is not in the metric's unit. */
static int
read_edge(const struct budget_line *line, const struct metric *metric,
    struct edge *edge, struct err *err)
{
	struct metric_entry entry = {.metric = *metric,
	    .kind = kind_of(metric),
	    .source = METRIC_SOURCE_OWN,
	    .extra = -1};
	struct limit limit;
	enum metric_kind unused;
	int result;
	bool is_strict = metric->is_exact || entry.kind == METRIC_KIND_RATE;

	*edge = (struct edge){.op = BUDGET_AT_MOST};
	edge->yellow = line->has_yellow ? line->yellow : 0;
	edge->red = line->has_red ? line->red : is_strict ? 0 : RED;
	if (!line->has_red && edge->red < edge->yellow)
		edge->red = edge->yellow;
	if (!line->has_yellow && edge->yellow > edge->red)
		edge->yellow = edge->red;
	result = limit_read(line->limit, &entry, &limit, err);
	if (result < 0 && limit_read_unit_unknown(line->limit, metric->name,
			      &limit, &unused, &(struct err){{0}}) < 0)
		return -1;
	edge->op = budget_op_of(&limit, metric->better);
	edge->low = limit.value;
	edge->high = edge->op == BUDGET_RANGE ? limit.high : limit.value;
	return result;
}

/* A case, and where its budgets go. */
struct holding {
	const struct result_case *item;
	struct arena *arena;
};

static void
hold(const struct holding *holding, const struct policy_limit *limit,
    const struct result_metric *metric, enum statistic statistic,
    struct budget_result *out)
{
	struct statistic_value measured;
	struct edge edge;
	struct err err = {0};
	int fit = read_edge(limit->line, &metric->metric, &edge, &err);

	*out = (struct budget_result){
	    .selector = limit->selector,
	    .written = limit->line->limit->text,
	    .op = edge.op,
	    .limit = edge.low,
	    .high = edge.high,
	    .yellow = edge.yellow,
	    .red = edge.red,
	    .gate = (enum gate_level)limit->line->gate,
	    .has_gate = limit->line->has_gate,
	    .status = BUDGET_NOT_MEASURED,
	};
	if (fit < 0) {
		out->reason = arena_strdup(holding->arena, err.text);
		return;
	}
	if (!statistic_of(holding->item, metric, statistic, holding->arena,
		&measured, &out->reason))
		return;
	out->value = measured.value;
	out->status = colour_of(&edge, measured.value);
	out->over = over_of(&edge, measured.value);
	out->headroom = headroom_of(&edge, measured.value);
	/* Of a limit of 0. */
	if (!isfinite(out->over))
		out->over = (double)NAN;
	if (!isfinite(out->headroom))
		out->headroom = (double)NAN;
	out->is_uncertain = is_uncertain(&edge, &measured);
	if (!measured.interval.exists)
		out->reason = arena_printf(holding->arena,
		    "there is no interval of the %s",
		    statistic_text(statistic));
}

/* What can be said of a metric that a case does not have. */
static struct metric
absent_metric(const struct policy_limit *limit)
{
	const char *slash = strrchr(limit->metric, '/');
	const struct metric_entry *entry =
	    metric_find(slash == NULL ? limit->metric : slash + 1);
	struct metric metric = {.name = limit->metric, .unit = "1"};
	static const char *const units[] = {
	    [METRIC_KIND_DURATION] = "ns",
	    [METRIC_KIND_SIZE] = "B",
	    [METRIC_KIND_COUNT] = "1",
	    [METRIC_KIND_RATE] = "1",
	    [METRIC_KIND_THROUGHPUT] = "1/s",
	};
	enum metric_kind kind;
	struct limit unused;
	struct err err;

	if (entry != NULL) {
		metric = entry->metric;
		metric.name = limit->metric;
	} else if (limit_read_unit_unknown(limit->line->limit, limit->metric,
		       &unused, &kind, &err) == 0) {
		metric.unit = units[kind];
	}
	return metric;
}

/* Gives the case the metrics its limits name and it does not have. */
static void
add_absent(struct result *result, struct result_case *item,
    const struct policy_limits *limits)
{
	const struct policy_limit *limit;
	enum statistic statistic;
	size_t i;

	for (i = 0; i < limits->list.count; i++) {
		limit = &limits->list.items[i];
		if (!limit->is_inherited &&
		    statistic_metric(item, limit->selector, &statistic) == NULL)
			late_metric_add(result, item, 1)->metric =
			    absent_metric(limit);
	}
}

static void
count(struct result_counts *counts, const struct budget_result *budget)
{
	counts->red += budget->status == BUDGET_RED;
	counts->yellow += budget->status == BUDGET_YELLOW;
}

/* Each metric gets its budgets out of one array, in the order of the lines. */
static void
judge_case(struct result *result, struct result_case *item,
    const struct policy_limits *limits)
{
	struct holding holding = {item, &result->arena};
	struct budget_result *budgets =
	    arena_alloc(&result->arena, limits->list.count * sizeof *budgets);
	struct result_metric *metrics;
	const struct policy_limit *limit;
	enum statistic statistic;
	size_t i, j;

	add_absent(result, item, limits);
	metrics = item->metrics;
	for (j = 0; j < item->metric_count; j++) {
		metrics[j].budgets = budgets;
		for (i = 0; i < limits->list.count; i++) {
			limit = &limits->list.items[i];
			if (statistic_metric(item, limit->selector,
				&statistic) != &metrics[j])
				continue;
			hold(&holding, limit, &metrics[j], statistic, budgets);
			count(&result->counts, budgets++);
			metrics[j].budget_count++;
		}
		if (metrics[j].budget_count == 0)
			metrics[j].budgets = NULL;
	}
}

/* The cases of the other tree. */
static void
find_bases(const struct result *result, struct map *bases)
{
	size_t i;

	for (i = 0; i < result->case_count; i++)
		if (result->cases[i].base != NULL)
			map_put(bases, result->cases[i].base, i);
}

static void
forget(struct result *result)
{
	struct result_metric *metrics;
	size_t i, j;

	result->counts.red = result->counts.yellow = 0;
	for (i = 0; i < result->case_count; i++) {
		metrics = result->cases[i].metrics;
		for (j = 0; j < result->cases[i].metric_count; j++) {
			metrics[j].budgets = NULL;
			metrics[j].budget_count = 0;
		}
	}
}

void
budgets_judge(const struct policy *policy, struct result *result)
{
	struct policy_limits limits = {0};
	struct map bases = {0};
	struct result_case *item;
	size_t i, head;

	forget(result);
	find_bases(result, &bases);
	for (i = 0; i < result->case_count; i++) {
		item = &result->cases[i];
		if (map_get(&bases, item->id, &head))
			continue;
		policy_budget(policy, item, &limits);
		if (limits.list.count > 0)
			judge_case(result, item, &limits);
	}
	map_release(&bases);
	vec_free(&limits.list);
}
