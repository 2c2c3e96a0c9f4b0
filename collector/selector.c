#include "collector/selector.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/vec.h"

enum { CANDIDATES_MAX = 64 };

/* A statistic; launches: 3 = n (1 - p) of them lie beyond its percentile. */
static const struct {
	const char *name;
	uint64_t tail_launches;
} stats[] = {{"median", 0}, {"mean", 0}, {"min", 0}, {"max", 0}, {"p90", 30},
    {"p95", 60}, {"p99", 300}};

enum { STAT_COUNT = sizeof stats / sizeof *stats };

static const struct metric_entry *
find_own(const struct scope *scope, const char *name)
{
	size_t i;

	for (i = 0; i < scope->entry_count; i++)
		if (strcmp(scope->entries[i].metric.name, name) == 0)
			return &scope->entries[i];
	return NULL;
}

static bool
has_step(const struct scope *scope, const char *name, size_t length)
{
	size_t i;

	for (i = 0; i < scope->step_count; i++)
		if (strlen(scope->steps[i]) == length &&
		    memcmp(scope->steps[i], name, length) == 0)
			return true;
	return false;
}

const struct metric_entry *
selector_find(const struct scope *scope, const char *metric)
{
	const char *slash = strrchr(metric, '/');
	const struct metric_entry *entry;

	if (scope == NULL)
		return metric_find(metric);
	if (slash == NULL) {
		entry = metric_find(metric);
		return entry != NULL ? entry : find_own(scope, metric);
	}
	entry = metric_find(slash + 1);
	if (entry == NULL || entry->source != METRIC_SOURCE_LAUNCH ||
	    !has_step(scope, metric, (size_t)(slash - metric)))
		return NULL;
	return entry;
}

/* Names for a suggestion, each once. */
struct candidates {
	const char *names[CANDIDATES_MAX];
	size_t count;
};

static void
suggest(struct candidates *candidates, const char *name)
{
	size_t i;

	for (i = 0; i < candidates->count; i++)
		if (strcmp(candidates->names[i], name) == 0)
			return;
	if (candidates->count < CANDIDATES_MAX)
		candidates->names[candidates->count++] = name;
}

static int
fail_step(const struct node *place, const char *name, const char *slash,
    const struct scope *scope, struct err *err)
{
	struct candidates candidates = {.count = 0};
	size_t length = (size_t)(slash - name), i;
	char *step;
	int result;

	if (has_step(scope, name, length)) {
		for (i = 0; i < METRIC_LAUNCH_COUNT; i++)
			suggest(&candidates, metric_entries[i].metric.name);
		return node_fail_unknown(place, "metric of a step", slash + 1,
		    candidates.names, candidates.count, err);
	}
	step = xstrdup(name);
	step[length] = '\0';
	for (i = 0; i < scope->step_count; i++)
		suggest(&candidates, scope->steps[i]);
	result = candidates.count == 0
		     ? node_fail(place, err,
			   "\"%.80s\" is the metric of a step, and there are "
			   "no steps",
			   name)
		     : node_fail_unknown(place, "step", step, candidates.names,
			   candidates.count, err);
	free(step);
	return result;
}

static int
fail_metric(const struct node *place, const char *name,
    const struct scope *scope, struct err *err)
{
	struct candidates candidates = {.count = 0};
	const char *slash = strrchr(name, '/');
	size_t i;

	if (slash != NULL)
		return fail_step(place, name, slash, scope, err);
	for (i = 0; i < scope->entry_count; i++)
		suggest(&candidates, scope->entries[i].metric.name);
	for (i = 0; i < metric_entry_count; i++)
		suggest(&candidates, metric_entries[i].metric.name);
	return node_fail_unknown(
	    place, "metric", name, candidates.names, candidates.count, err);
}

int
selector_read_metric(const struct node *place, const char *text,
    const struct scope *scope, struct selector *selector, struct err *err)
{
	*selector = (struct selector){.text = text,
	    .metric = text,
	    .entry = selector_find(scope, text),
	    .place = place};
	if (selector->entry == NULL && scope != NULL)
		return fail_metric(place, text, scope, err);
	return 0;
}

static int
read_stat(const struct node *place, const char *name, uint64_t *tail_launches,
    struct err *err)
{
	const char *names[STAT_COUNT];
	size_t i;

	for (i = 0; i < STAT_COUNT; i++) {
		names[i] = stats[i].name;
		if (strcmp(name, stats[i].name) != 0)
			continue;
		*tail_launches = stats[i].tail_launches;
		return 0;
	}
	return node_fail_unknown(
	    place, "statistic", name, names, STAT_COUNT, err);
}

int
selector_read(struct arena *arena, const struct node *place, const char *text,
    const struct scope *scope, struct selector *selector, struct err *err)
{
	const char *dot = strrchr(text, '.');
	uint64_t tail_launches = 0;

	/* A metric of the user's own may have dots in its name. */
	if (dot == NULL || selector_find(scope, text) != NULL)
		return selector_read_metric(place, text, scope, selector, err);
	if (selector_read_metric(place,
		arena_strndup(arena, text, (size_t)(dot - text)), scope,
		selector, err) < 0)
		return -1;
	selector->text = text;
	if (selector->entry == NULL)
		return 0;
	if (read_stat(place, dot + 1, &tail_launches, err) < 0)
		return -1;
	selector->tail_launches = tail_launches;
	return 0;
}
