#include "analysis/statistic.h"

#include <inttypes.h>
#include <string.h>

#include "analysis/quantile.h"

enum { BEYOND = 3 };

static const struct {
	const char *name;
	unsigned tail_percent; /* 0: no tail */
} statistics[STATISTIC_COUNT] = {
    [STATISTIC_MEDIAN] = {"median", 0},
    [STATISTIC_MEAN] = {"mean", 0},
    [STATISTIC_MIN] = {"min", 0},
    [STATISTIC_MAX] = {"max", 0},
    [STATISTIC_P90] = {"p90", 10},
    [STATISTIC_P95] = {"p95", 5},
    [STATISTIC_P99] = {"p99", 1},
};

const char *
statistic_text(enum statistic statistic)
{
	return statistics[statistic].name;
}

static bool
is_rate_of_launches(const char *name, size_t length)
{
	return length == strlen("success_rate") &&
	       memcmp(name, "success_rate", length) == 0;
}

bool
statistic_is_compared(
    const struct result_metric *metric, enum statistic statistic)
{
	const char *name = metric->metric.name;

	return statistic == STATISTIC_MEDIAN ||
	       (statistic == STATISTIC_MEAN &&
		   is_rate_of_launches(name, strlen(name)));
}

static enum statistic
statistic_unasked(const char *name, size_t length)
{
	return is_rate_of_launches(name, length) ? STATISTIC_MEAN
						 : STATISTIC_MEDIAN;
}

size_t
statistic_split(const char *selector, enum statistic *statistic)
{
	const char *dot = strrchr(selector, '.');
	size_t i, length = strlen(selector);

	for (i = 0; dot != NULL && dot > selector && i < STATISTIC_COUNT; i++)
		if (strcmp(dot + 1, statistics[i].name) == 0) {
			*statistic = (enum statistic)i;
			return (size_t)(dot - selector);
		}
	*statistic = statistic_unasked(selector, length);
	return length;
}

static const struct result_metric *
find(const struct result_case *item, const char *name, size_t length)
{
	const struct metric *metric;
	size_t i;

	for (i = 0; i < item->metric_count; i++) {
		metric = &item->metrics[i].metric;
		if (strncmp(metric->name, name, length) == 0 &&
		    metric->name[length] == '\0')
			return &item->metrics[i];
	}
	return NULL;
}

const struct result_metric *
statistic_metric(const struct result_case *item, const char *selector,
    enum statistic *statistic)
{
	size_t length = strlen(selector);
	const struct result_metric *metric = find(item, selector, length);

	if (metric == NULL)
		return find(
		    item, selector, statistic_split(selector, statistic));
	*statistic = statistic_unasked(selector, length);
	return metric;
}

/* NULL: it ended well. */
static const char *
trouble(const struct result_case *item)
{
	switch (item->status) {
	case CASE_STATUS_OK:
		break;
	case CASE_STATUS_FAILED:
		return "the case failed";
	case CASE_STATUS_TIMEOUT:
		return "the case timed out";
	case CASE_STATUS_BLOCKED:
		return "the case was blocked";
	case CASE_STATUS_SKIPPED:
		return "the case was skipped";
	case CASE_STATUS_NONE:
	case CASE_STATUS_PLANNED:
	case CASE_STATUS_MISSING:
		return "the case was not run";
	}
	return NULL;
}

static const char *
no_tail(const struct result_metric *metric, enum statistic statistic,
    struct arena *arena)
{
	const struct summary *summary = &metric->summary;
	const char *name = statistics[statistic].name;
	unsigned percent = statistics[statistic].tail_percent;
	uint64_t needed = BEYOND * 100 / percent, each;

	if ((metric->flags & RESULT_FLAG_BATCH_MEANS) != 0)
		return arena_printf(arena,
		    "each sample is the mean of many iterations, and means "
		    "have no %s",
		    name);
	if (summary->n >= needed)
		return arena_printf(
		    arena, "%s has no %s", metric->metric.name, name);
	each = summary->launches == 0 ? 1 : summary->n / summary->launches;
	if (each == 0)
		each = 1;
	needed = (needed + each - 1) / each;
	return arena_printf(arena,
	    "%s needs %" PRIu64 " launches, and there %s %" PRIu64, name,
	    needed, summary->launches == 1 ? "was" : "were", summary->launches);
}

static bool
read_tail(const struct result_metric *metric, enum statistic statistic,
    struct statistic_value *out)
{
	const struct summary *summary = &metric->summary;
	const struct estimate *tail = &summary->p99;
	const struct interval *interval = &summary->p99_interval;

	if (statistic == STATISTIC_P90) {
		tail = &summary->p90;
		interval = &summary->p90_interval;
	} else if (statistic == STATISTIC_P95) {
		tail = &summary->p95;
		interval = &summary->p95_interval;
	}
	if (!tail->exists || !quantile_tail_resolved(summary->n,
				 statistics[statistic].tail_percent))
		return false;
	*out = (struct statistic_value){tail->value, *interval};
	return true;
}

static void
read_plain(const struct summary *summary, enum statistic statistic,
    struct statistic_value *out)
{
	switch (statistic) {
	case STATISTIC_MEAN:
		out->value = summary->mean;
		out->interval = summary->mean_interval;
		return;
	case STATISTIC_MIN:
		out->value = summary->min;
		return;
	case STATISTIC_MAX:
		out->value = summary->max;
		return;
	default:
		out->value = summary->median;
		out->interval = summary->median_interval;
		return;
	}
}

bool
statistic_of(const struct result_case *item, const struct result_metric *metric,
    enum statistic statistic, struct arena *arena, struct statistic_value *out,
    const char **reason)
{
	bool is_rate =
	    metric != NULL && is_rate_of_launches(metric->metric.name,
				  strlen(metric->metric.name));

	*out = (struct statistic_value){0};
	*reason = is_rate && metric->is_measured ? NULL : trouble(item);
	if (*reason == NULL && (metric == NULL || !metric->is_measured))
		*reason = "it was not recorded";
	if (*reason != NULL)
		return false;
	if (statistics[statistic].tail_percent == 0) {
		read_plain(&metric->summary, statistic, out);
		return true;
	}
	if (read_tail(metric, statistic, out))
		return true;
	*reason = no_tail(metric, statistic, arena);
	return false;
}
