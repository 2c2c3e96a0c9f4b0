#include "collector/plan_metrics.h"

#include <string.h>

#include "base/err.h"
#include "base/vec.h"

/* The metrics of a case while they are put together. */
struct choosing {
	struct plan_case *plan_case;
	const struct plan_shared *shared;
	const struct case_source *source;
	VEC(struct metric) metrics;
	VEC(const char *) judged; /* names out of metrics, or perfolio's own */
};

static bool
starts_something(const struct plan_case *plan_case)
{
	return plan_case->command.count > 0 || plan_case->step_count > 0;
}

/* --collect names it, or there is none and so everything is wanted. */
static bool
is_collected(const struct choosing *choosing, const char *name)
{
	const struct plan_options *options = choosing->shared->options;
	size_t i;

	for (i = 0; i < options->collect_count; i++)
		if (strcmp(options->collect[i], name) == 0)
			return true;
	return options->collect_count == 0;
}

/* A budget, a claim, metrics: or --collect names it. */
static bool
is_named(const struct choosing *choosing, const char *name)
{
	const struct case_source *source = choosing->source;
	size_t i;

	for (i = 0; i < source->named_count; i++)
		if (strcmp(source->named[i].selector.metric, name) == 0)
			return true;
	return choosing->shared->options->collect_count > 0 &&
	       is_collected(choosing, name);
}

static void
add(struct choosing *choosing, const struct metric *metric)
{
	if (is_collected(choosing, metric->name))
		vec_push(&choosing->metrics, *metric);
}

static void
add_of_launches(struct choosing *choosing)
{
	const struct metric_entry *entry;
	size_t i;

	for (i = 0; i < METRIC_LAUNCH_COUNT; i++)
		add(choosing, &metric_entries[i].metric);
	for (i = METRIC_LAUNCH_COUNT; i < metric_entry_count; i++) {
		entry = &metric_entries[i];
		if (entry->source != METRIC_SOURCE_DEMAND ||
		    !is_named(choosing, entry->metric.name))
			continue;
		add(choosing, &entry->metric);
		if (is_collected(choosing, entry->metric.name))
			choosing->plan_case->extras |= 1u << entry->extra;
	}
}

static void
add_throughput(struct choosing *choosing)
{
	const struct work *work = &choosing->plan_case->work;
	struct metric throughput = metric_find("throughput")->metric;
	const struct metric *bytes = &metric_find("throughput_bytes")->metric;

	if (work->items == 0 && work->bytes == 0 &&
	    !choosing->source->has_concurrency)
		return;
	if (work->items == 0 && work->bytes > 0)
		throughput.unit = bytes->unit;
	add(choosing, &throughput);
	if (work->items > 0 && work->bytes > 0)
		add(choosing, bytes);
}

static void
add_own(struct choosing *choosing)
{
	const struct plan_case *plan_case = choosing->plan_case;
	const struct measure *measure = plan_case->measure;
	size_t i;

	for (i = 0; i < plan_case->extraction_count; i++)
		add(choosing, &plan_case->extractions[i].metric);
	if (starts_something(plan_case) && is_named(choosing, "success_rate"))
		add(choosing, &metric_find("success_rate")->metric);
	if (measure != NULL && measure->files.count > 0)
		add(choosing, &measure_file_size);
	if (measure != NULL && measure->command.count > 0)
		add(choosing, &measure->metric);
}

static void
add_of_steps(struct choosing *choosing)
{
	const struct plan_case *plan_case = choosing->plan_case;
	struct metric metric;
	const char *of_all;
	size_t i, j;

	for (i = 0; i < plan_case->step_count; i++)
		for (j = 0; j < METRIC_LAUNCH_COUNT; j++) {
			metric = metric_entries[j].metric;
			of_all = metric.name;
			metric.name = arena_printf(choosing->shared->arena,
			    "%s/%s", plan_case->steps[i].name, of_all);
			if (is_collected(choosing, metric.name) ||
			    is_collected(choosing, of_all))
				vec_push(&choosing->metrics, metric);
		}
}

static const struct metric *
find(const struct choosing *choosing, const char *name)
{
	size_t i;

	for (i = 0; i < choosing->metrics.count; i++)
		if (strcmp(choosing->metrics.items[i].name, name) == 0)
			return &choosing->metrics.items[i];
	return NULL;
}

static void
judge(struct choosing *choosing, const char *name)
{
	size_t i;

	for (i = 0; i < choosing->judged.count; i++)
		if (strcmp(choosing->judged.items[i], name) == 0)
			return;
	vec_push(&choosing->judged, name);
}

static int
fail_missing(const struct choosing *choosing, const struct selector *selector,
    struct err *err)
{
	const char *name = selector->metric, *why = "";

	if (!starts_something(choosing->plan_case))
		why = ": it has only \"measure\"";
	else if (strcmp(name, "throughput") == 0)
		why = "; that takes \"work\" or \"concurrency\"";
	else if (strcmp(name, "throughput_bytes") == 0)
		why = "; that takes \"work\" with both items and bytes";
	else if (strcmp(name, "efficiency") == 0)
		why = "; that takes \"concurrency\" with 1 among its levels";
	return node_fail(selector->place, err,
	    "the case \"%.200s\" has no metric \"%.80s\"%s",
	    choosing->source->id, name, why);
}

/* Efficiency comes of several cases: it is judged and never collected. */
static bool
is_known_later(const struct choosing *choosing, const char *name)
{
	return strcmp(name, "efficiency") == 0 &&
	       choosing->source->has_efficiency;
}

static int
judge_named(struct choosing *choosing, struct err *err)
{
	const struct case_source *source = choosing->source;
	struct plan_case *plan_case = choosing->plan_case;
	const struct selector *selector;
	const struct metric *metric;
	size_t i;

	for (i = 0; i < source->named_count; i++) {
		selector = &source->named[i].selector;
		metric = find(choosing, selector->metric);
		if (metric != NULL)
			judge(choosing, metric->name);
		else if (is_known_later(choosing, selector->metric))
			judge(choosing, selector->entry->metric.name);
		else if (source->named[i].is_needed &&
			 choosing->shared->options->collect_count == 0)
			return fail_missing(choosing, selector, err);
		if (metric == NULL ||
		    selector->tail_launches <= plan_case->tail_launches)
			continue;
		plan_case->tail_launches = selector->tail_launches;
		plan_case->tail_selector =
		    arena_strdup(choosing->shared->arena, selector->text);
	}
	return 0;
}

static void
judge_own(struct choosing *choosing)
{
	const struct plan_case *plan_case = choosing->plan_case;
	const struct measure *measure = plan_case->measure;
	const char *name;
	size_t i;

	for (i = 0; i < plan_case->extraction_count; i++) {
		name = plan_case->extractions[i].metric.name;
		if (find(choosing, name) != NULL)
			judge(choosing, name);
	}
	if (measure != NULL && find(choosing, measure_file_size.name) != NULL)
		judge(choosing, measure_file_size.name);
	if (measure != NULL && measure->command.count > 0 &&
	    find(choosing, measure->metric.name) != NULL)
		judge(choosing, measure->metric.name);
}

static void *
copy_of(struct arena *arena, const void *items, size_t bytes)
{
	void *copy = arena_alloc(arena, bytes);

	if (bytes > 0)
		memcpy(copy, items, bytes);
	return copy;
}

int
plan_metrics_fill(struct plan_case *plan_case, const struct plan_shared *shared,
    const struct case_source *source, struct err *err)
{
	struct choosing choosing = {
	    .plan_case = plan_case, .shared = shared, .source = source};
	struct record_case *record = &plan_case->record;
	int result;

	if (starts_something(plan_case)) {
		add_of_launches(&choosing);
		add_throughput(&choosing);
	}
	add_own(&choosing);
	add_of_steps(&choosing);
	result = judge_named(&choosing, err);
	judge_own(&choosing);
	record->metric_count = choosing.metrics.count;
	record->metrics = copy_of(shared->arena, choosing.metrics.items,
	    choosing.metrics.count * sizeof *choosing.metrics.items);
	record->judged_count = choosing.judged.count;
	record->judged = copy_of(shared->arena, choosing.judged.items,
	    choosing.judged.count * sizeof *choosing.judged.items);
	vec_free(&choosing.metrics);
	vec_free(&choosing.judged);
	return result;
}
