#include "analysis/policy.h"

#include <math.h>
#include <stdlib.h>

#include "base/err.h"
#include "collector/document_json.h"
#include "collector/limit.h"

static int
read_limits(struct arena *arena, const struct node *node,
    const struct node *inherited, struct policy_budget *out, struct err *err)
{
	struct policy_limit *items;
	struct budget budget;
	struct limit limit;
	enum metric_kind unused;
	const char *selector;
	size_t i, length;

	*out = (struct policy_budget){0};
	if (node == NULL)
		return 0;
	if (budget_read(arena, node, NULL, &budget, err) < 0)
		return -1;
	items = arena_alloc(arena, budget.selectors.count * sizeof *items);
	for (i = 0; i < budget.selectors.count; i++) {
		selector = budget.selectors.items[i].text;
		length = statistic_split(selector, &items[i].statistic);
		items[i].selector = selector;
		items[i].metric = arena_strndup(arena, selector, length);
		items[i].line = &budget.lines[i];
		items[i].is_inherited = inherited != NULL;
		if (budget.selectors.items[i].entry == NULL &&
		    limit_read_unit_unknown(items[i].line->limit, selector,
			&limit, &unused, err) < 0)
			return -1;
	}
	*out = (struct policy_budget){items, budget.selectors.count};
	return 0;
}

static int
read_when(struct arena *arena, const struct node *when,
    struct policy_override *out, struct err *err)
{
	struct policy_term *terms;
	size_t i;

	if (node_expect(when, NODE_MAP, "when", err) < 0)
		return -1;
	terms = arena_alloc(arena, when->count * sizeof *terms);
	for (i = 0; i < when->count; i++) {
		terms[i].param = when->keys[i]->text;
		if (key_read_texts(arena, when->items[i], terms[i].param,
			&terms[i].values, err) < 0)
			return -1;
	}
	out->terms = terms;
	out->term_count = when->count;
	return 0;
}

static int
read_overrides(struct arena *arena, const struct node *node,
    struct policy_benchmark *out, struct err *err)
{
	struct policy_override *overrides;
	const struct node *when, *budget;
	size_t i;

	if (node == NULL)
		return 0;
	if (node_expect(node, NODE_LIST, "overrides", err) < 0)
		return -1;
	overrides = arena_alloc(arena, node->count * sizeof *overrides);
	for (i = 0; i < node->count; i++) {
		when = node_get(node->items[i], "when");
		budget = node_get(node->items[i], "budget");
		if (when == NULL)
			return node_fail(
			    node->items[i], err, "an override needs \"when\"");
		if (read_when(arena, when, &overrides[i], err) < 0 ||
		    read_limits(
			arena, budget, NULL, &overrides[i].budget, err) < 0)
			return -1;
	}
	out->overrides = overrides;
	out->override_count = node->count;
	return 0;
}

static int
read_benchmark(struct arena *arena, const struct node *node,
    struct policy_benchmark *out, struct err *err)
{
	const struct node *name, *group, *regression, *scaling;

	if (node_expect(node, NODE_MAP, "a benchmark", err) < 0)
		return -1;
	name = node_get(node, "benchmark");
	group = node_get(node, "group");
	regression = node_get(node, "regression");
	if (name == NULL)
		return node_fail(
		    node, err, "a benchmark needs \"benchmark\", its name");
	if (node_expect(name, NODE_TEXT, "benchmark", err) < 0 ||
	    (group != NULL && node_expect(group, NODE_TEXT, "group", err) < 0))
		return -1;
	out->name = name->text;
	out->group = group == NULL ? NULL : group->text;
	if (regression != NULL &&
	    regression_read(arena, regression, NULL, &out->regression, err) < 0)
		return -1;
	scaling = node_get(node, "scaling");
	if (scaling != NULL &&
	    scaling_read(arena, scaling, NULL, NULL, &out->scaling, err) < 0)
		return -1;
	if (read_limits(arena, node_get(node, "budget"),
		node_get(node, "inherited"), &out->budget, err) < 0)
		return -1;
	return read_overrides(arena, node_get(node, "overrides"), out, err);
}

static int
compare_groups(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

static int
compare_benchmarks(const void *left, const void *right)
{
	const struct policy_benchmark *a = left, *b = right;
	int order = strcmp(a->name, b->name);

	if (order == 0)
		order = compare_groups(a->group, b->group);
	return order != 0 ? order
			  : (a->order > b->order) - (a->order < b->order);
}

static int
read_benchmarks(struct arena *arena, const struct node *node,
    struct policy *policy, struct err *err)
{
	struct policy_benchmark *benchmarks;
	size_t i;

	if (node == NULL)
		return 0;
	if (node_expect(node, NODE_LIST, "benchmarks", err) < 0)
		return -1;
	benchmarks = arena_alloc(arena, node->count * sizeof *benchmarks);
	for (i = 0; i < node->count; i++) {
		benchmarks[i].order = i;
		if (read_benchmark(arena, node->items[i], &benchmarks[i], err) <
		    0)
			return -1;
	}
	qsort(benchmarks, node->count, sizeof *benchmarks, compare_benchmarks);
	policy->benchmarks = benchmarks;
	policy->benchmark_count = node->count;
	return 0;
}

static int
read_claims(struct arena *arena, const struct node *node, struct policy *policy,
    struct err *err)
{
	struct claim *claims;
	size_t i;

	if (node == NULL)
		return 0;
	if (node_expect(node, NODE_LIST, "claims", err) < 0)
		return -1;
	claims = arena_alloc(arena, node->count * sizeof *claims);
	for (i = 0; i < node->count; i++)
		if (claim_read(arena, node->items[i], NULL, &claims[i], err) <
		    0)
			return -1;
	policy->claims = claims;
	policy->claim_count = node->count;
	return 0;
}

static int
read_gates(struct arena *arena, const struct node *node, struct policy *policy,
    struct err *err)
{
	static const struct gate unasked[] = {
	    {.question = GATE_MEASURED},
	    {.question = GATE_NO_REGRESSION, .no_regression = "critical"},
	    {.question = GATE_BUDGET},
	    {.question = GATE_CLAIMS},
	};

	if (node != NULL)
		return gates_read(arena, node, NULL, &policy->gates, err);
	policy->gates =
	    (struct gate_list){unasked, sizeof unasked / sizeof *unasked};
	return 0;
}

int
policy_read(struct policy *policy, const char *json, struct arena *arena,
    struct err *err)
{
	static const struct node none = {.type = NODE_MAP};
	const struct node *root = &none, *regression;

	*policy = (struct policy){0};
	if (json != NULL &&
	    document_read_json(arena, "policy", json, &root, err) < 0)
		return -1;
	if (node_expect(root, NODE_MAP, "a policy", err) < 0)
		return -1;
	regression = node_get(root, "regression");
	if (regression != NULL && regression_read(arena, regression, NULL,
				      &policy->regression, err) < 0)
		return -1;
	if (read_benchmarks(arena, node_get(root, "benchmarks"), policy, err) <
		0 ||
	    read_claims(arena, node_get(root, "claims"), policy, err) < 0)
		return -1;
	return read_gates(arena, node_get(root, "gates"), policy, err);
}

/* The first of the benchmark's twins, and behind the last; both may be end. */
static void
find_benchmark(const struct policy *policy, const struct result_case *item,
    const struct policy_benchmark **first, const struct policy_benchmark **end)
{
	struct policy_benchmark wanted = {
	    .name = item->benchmark, .group = item->group};
	size_t low = 0, high = policy->benchmark_count, middle;

	*first = *end = policy->benchmarks;
	if (high == 0)
		return; /* there is no pointer to add to */
	/* An order below all others': the first that is not less. */
	while (item->benchmark != NULL && low < high) {
		middle = low + (high - low) / 2;
		if (compare_benchmarks(&policy->benchmarks[middle], &wanted) <
		    0)
			low = middle + 1;
		else
			high = middle;
	}
	*first = *end = policy->benchmarks + low;
	while (item->benchmark != NULL &&
	       *end < policy->benchmarks + policy->benchmark_count &&
	       strcmp((*end)->name, item->benchmark) == 0 &&
	       compare_groups((*end)->group, item->group) == 0)
		(*end)++;
}

/* Levels that are not given make way for those that are. */
static void
lay_over(struct thresholds *into, const struct levels *levels)
{
	double *const into_levels[] = {
	    &into->warning, &into->critical, &into->blocker};
	const double given[] = {
	    levels->warning, levels->critical, levels->blocker};
	const unsigned flags[] = {
	    LEVELS_WARNING, LEVELS_CRITICAL, LEVELS_BLOCKER};
	size_t i, j;

	if ((levels->given & LEVELS_MINOR) != 0)
		into->minor = levels->minor;
	if ((levels->given & LEVELS_UNCHANGED) != 0)
		into->unchanged = levels->unchanged;
	for (i = 0; i < 3; i++) {
		if ((levels->given & flags[i]) == 0)
			continue;
		*into_levels[i] = given[i];
		for (j = 0; j < i; j++)
			*into_levels[j] = fmin(*into_levels[j], given[i]);
		for (j = i + 1; j < 3; j++)
			*into_levels[j] = fmax(*into_levels[j], given[i]);
	}
}

static int
compare_metric(const void *name, const void *levels)
{
	return strcmp(name, ((const struct metric_levels *)levels)->metric);
}

static void
lay_over_metric(struct thresholds *into, const struct regression *regression,
    const char *metric)
{
	const struct metric_levels *levels;

	if (regression->metric_count == 0)
		return;
	levels = bsearch(metric, regression->metrics, regression->metric_count,
	    sizeof *levels, compare_metric);
	if (levels != NULL)
		lay_over(into, &levels->levels);
}

struct thresholds
policy_thresholds(const struct policy *policy, const struct result_case *item,
    const char *metric)
{
	struct thresholds thresholds = thresholds_default;
	const struct policy_benchmark *first, *end, *benchmark;

	find_benchmark(policy, item, &first, &end);
	lay_over(&thresholds, &policy->regression.all);
	for (benchmark = first; benchmark < end; benchmark++)
		lay_over(&thresholds, &benchmark->regression.all);
	lay_over_metric(&thresholds, &policy->regression, metric);
	for (benchmark = first; benchmark < end; benchmark++)
		lay_over_metric(&thresholds, &benchmark->regression, metric);
	return thresholds;
}

static const char *
param_of(const struct result_case *item, const char *name)
{
	size_t i;

	for (i = 0; i < item->param_count; i++)
		if (strcmp(item->params[i].name, name) == 0)
			return item->params[i].value;
	return NULL;
}

static bool
override_holds(
    const struct policy_override *override, const struct result_case *item)
{
	const struct policy_term *term;
	const char *value;
	size_t i, j;

	for (i = 0; i < override->term_count; i++) {
		term = &override->terms[i];
		value = param_of(item, term->param);
		if (value == NULL)
			return false;
		for (j = 0; j < term->values.count; j++)
			if (strcmp(term->values.items[j], value) == 0)
				break;
		if (j == term->values.count)
			return false;
	}
	return true;
}

static bool
is_about(const struct policy_budget *budget, const struct policy_limit *limit)
{
	size_t i;

	for (i = 0; i < budget->count; i++)
		if (budget->items[i].statistic == limit->statistic &&
		    strcmp(budget->items[i].metric, limit->metric) == 0)
			return true;
	return false;
}

/* Adds a budget; selectors it names are taken back from index from on. */
static void
add_budget(struct policy_limits *limits, const struct policy_budget *budget,
    size_t from)
{
	size_t i, kept = from;

	for (i = from; i < limits->list.count; i++)
		if (!is_about(budget, &limits->list.items[i]))
			limits->list.items[kept++] = limits->list.items[i];
	limits->list.count = kept;
	for (i = 0; i < budget->count; i++)
		vec_push(&limits->list, budget->items[i]);
}

void
policy_budget(const struct policy *policy, const struct result_case *item,
    struct policy_limits *limits)
{
	const struct policy_benchmark *first, *end, *benchmark;
	size_t i, from;

	limits->list.count = 0;
	find_benchmark(policy, item, &first, &end);
	for (benchmark = first; benchmark < end; benchmark++) {
		from = limits->list.count;
		add_budget(limits, &benchmark->budget, from);
		for (i = 0; i < benchmark->override_count; i++)
			if (override_holds(&benchmark->overrides[i], item))
				add_budget(limits,
				    &benchmark->overrides[i].budget, from);
	}
}

void
policy_scaling(const struct policy *policy, const struct result_case *item,
    struct policy_aims *aims)
{
	const struct policy_benchmark *first, *end, *benchmark;
	size_t i;

	aims->list.count = 0;
	find_benchmark(policy, item, &first, &end);
	for (benchmark = first; benchmark < end; benchmark++)
		for (i = 0; i < benchmark->scaling.count; i++)
			vec_push(&aims->list, &benchmark->scaling.items[i]);
}

static bool
budget_names(const struct policy_budget *budget, const char *metric)
{
	size_t i;

	for (i = 0; i < budget->count; i++)
		if (strcmp(budget->items[i].metric, metric) == 0)
			return true;
	return false;
}

bool
policy_names(const struct policy *policy, const char *metric)
{
	const struct policy_benchmark *benchmark;
	const struct claim *claim;
	enum statistic statistic;
	size_t i, j, length;

	for (i = 0; i < policy->benchmark_count; i++) {
		benchmark = &policy->benchmarks[i];
		if (budget_names(&benchmark->budget, metric))
			return true;
		for (j = 0; j < benchmark->override_count; j++)
			if (budget_names(
				&benchmark->overrides[j].budget, metric))
				return true;
	}
	for (i = 0; i < policy->claim_count; i++) {
		claim = &policy->claims[i];
		length = statistic_split(claim->metric, &statistic);
		if (strncmp(claim->metric, metric, length) == 0 &&
		    metric[length] == '\0')
			return true;
	}
	return false;
}
