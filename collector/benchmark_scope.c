#include "collector/benchmark_scope.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "collector/measure.h"
#include "collector/policy.h"

/* A scope while it is filled. */
struct filling {
	struct metric_entry *entries;
	size_t entry_count;
	const char **steps;
	size_t step_count;
};

static void
add_metric(struct filling *filling, const struct metric *metric)
{
	filling->entries[filling->entry_count++] = (struct metric_entry){
	    *metric, metric_kind_of(metric->unit), METRIC_SOURCE_OWN, -1};
}

static void
add_extracted(struct filling *filling, const struct extraction_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		add_metric(filling, &list->items[i].metric);
}

static size_t
count_extracted(const struct benchmark *benchmark)
{
	size_t count = benchmark->settings.extract.count, i;

	for (i = 0; i < benchmark->override_count; i++)
		count += benchmark->overrides[i].patch.settings.extract.count;
	return count;
}

static void
fill_scope(struct arena *arena, struct benchmark *benchmark)
{
	const struct measure *measure = benchmark->measure;
	struct filling filling = {0};
	size_t i;

	filling.entries = arena_alloc(
	    arena, (count_extracted(benchmark) + 2) * sizeof *filling.entries);
	filling.steps =
	    arena_alloc(arena, benchmark->steps.count * sizeof *filling.steps);
	if (benchmark_has_command(benchmark))
		add_extracted(&filling, &benchmark->settings.extract);
	for (i = 0; i < benchmark->override_count; i++)
		add_extracted(
		    &filling, &benchmark->overrides[i].patch.settings.extract);
	if (measure != NULL && measure->files.count > 0)
		add_metric(&filling, &measure_file_size);
	if (measure != NULL && measure->command.count > 0)
		add_metric(&filling, &measure->metric);
	for (i = 0; i < benchmark->steps.count; i++)
		filling.steps[filling.step_count++] =
		    benchmark->steps.items[i].name;
	benchmark->scope = (struct scope){filling.entries, filling.entry_count,
	    filling.steps, filling.step_count};
}

/* A list knows its own twins; this is about measure and a list. */
static int
check_twins(const struct benchmark *benchmark,
    const struct extraction_list *list, struct err *err)
{
	const struct measure *measure = benchmark->measure;
	size_t i;

	if (measure == NULL || measure->command.count == 0 ||
	    !benchmark_has_command(benchmark))
		return 0;
	for (i = 0; i < list->count; i++)
		if (strcmp(list->items[i].metric.name, measure->metric.name) ==
		    0)
			return node_fail(measure->place, err,
			    "the metric \"%.80s\" is both measured and "
			    "extracted; give one of them another name",
			    measure->metric.name);
	return 0;
}

static int
read_named(struct arena *arena, const struct scope *scope,
    struct settings *settings, struct err *err)
{
	if (settings->budget.node != NULL &&
	    budget_read(arena, settings->budget.node, scope, &settings->budget,
		err) < 0)
		return -1;
	if (settings->judged.node == NULL)
		return 0;
	return judged_read(
	    arena, settings->judged.node, scope, &settings->judged, err);
}

static int
read_own(struct arena *arena, struct benchmark *benchmark, struct err *err)
{
	struct settings *settings = &benchmark->settings;

	if (benchmark->has_own_budget &&
	    budget_read(arena, settings->budget.node, &benchmark->scope,
		&settings->budget, err) < 0)
		return -1;
	if (!benchmark->has_own_judged)
		return 0;
	return judged_read(arena, settings->judged.node, &benchmark->scope,
	    &settings->judged, err);
}

int
benchmark_scope_read(
    struct arena *arena, struct benchmark *benchmark, struct err *err)
{
	struct settings *settings;
	struct regression regression;
	size_t i;

	fill_scope(arena, benchmark);
	if (check_twins(benchmark, &benchmark->settings.extract, err) < 0 ||
	    read_own(arena, benchmark, err) < 0)
		return -1;
	if (benchmark->regression != NULL &&
	    regression_read(arena, benchmark->regression, &benchmark->scope,
		&regression, err) < 0)
		return -1;
	if (benchmark->scaling.node != NULL &&
	    scaling_read(arena, benchmark->scaling.node, &benchmark->scope,
		&benchmark->params, &benchmark->scaling, err) < 0)
		return -1;
	for (i = 0; i < benchmark->override_count; i++) {
		settings = &benchmark->overrides[i].patch.settings;
		if (check_twins(benchmark, &settings->extract, err) < 0 ||
		    read_named(arena, &benchmark->scope, settings, err) < 0)
			return -1;
	}
	return 0;
}

static void
join_scopes(struct suite *suite, struct scope *scope)
{
	const struct benchmark *benchmarks = suite->benchmarks.items;
	const struct scope *one;
	struct filling all = {0};
	size_t entries = 0, steps = 0, i;

	for (i = 0; i < suite->benchmarks.count; i++) {
		entries += benchmarks[i].scope.entry_count;
		steps += benchmarks[i].scope.step_count;
	}
	all.entries = arena_alloc(&suite->arena, entries * sizeof *all.entries);
	all.steps = arena_alloc(&suite->arena, steps * sizeof *all.steps);
	for (i = 0; i < suite->benchmarks.count; i++) {
		one = &benchmarks[i].scope;
		if (one->entry_count > 0)
			memcpy(all.entries + all.entry_count, one->entries,
			    one->entry_count * sizeof *all.entries);
		if (one->step_count > 0)
			memcpy(all.steps + all.step_count, one->steps,
			    one->step_count * sizeof *all.steps);
		all.entry_count += one->entry_count;
		all.step_count += one->step_count;
	}
	*scope = (struct scope){
	    all.entries, all.entry_count, all.steps, all.step_count};
}

/* Benchmarks of one file share what its defaults say. */
static int
read_inherited(struct suite *suite, const struct scope *scope, struct err *err)
{
	struct budget budget = {0};
	struct judged judged = {0};
	struct benchmark *benchmark;
	struct settings *settings;
	size_t i;

	for (i = 0; i < suite->benchmarks.count; i++) {
		benchmark = &suite->benchmarks.items[i];
		settings = &benchmark->settings;
		if (!benchmark->has_own_budget &&
		    settings->budget.node != NULL) {
			if (settings->budget.node != budget.node &&
			    budget_read(&suite->arena, settings->budget.node,
				scope, &budget, err) < 0)
				return -1;
			settings->budget = budget;
		}
		if (!benchmark->has_own_judged &&
		    settings->judged.node != NULL) {
			if (settings->judged.node != judged.node &&
			    judged_read(&suite->arena, settings->judged.node,
				scope, &judged, err) < 0)
				return -1;
			settings->judged = judged;
		}
	}
	return 0;
}

int
suite_scope_read(struct suite *suite, struct err *err)
{
	const struct scope *scope = &suite->scope;
	struct claim *claim;
	size_t i;

	join_scopes(suite, &suite->scope);
	if (read_inherited(suite, scope, err) < 0)
		return -1;
	for (i = 0; i < suite->claims.count; i++) {
		claim = &suite->claims.items[i];
		if (claim_read(&suite->arena, claim->node, scope, claim, err) <
		    0)
			return -1;
	}
	return 0;
}
