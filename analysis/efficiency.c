#include "analysis/efficiency.h"

#include <string.h>

#include "analysis/late_metric.h"
#include "analysis/quotient.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/num.h"

/* The case's concurrency, 0 if it has none. */
static uint64_t
concurrency_of(const struct result_case *item)
{
	uint64_t count;
	size_t i;

	for (i = 0; i < item->param_count; i++)
		if (strcmp(item->params[i].name, "concurrency") == 0)
			return num_parse_u64(item->params[i].value, &count)
				   ? count
				   : 0;
	return 0;
}

/* What a case has in common with those that differ in concurrency alone. */
static const char *
family_of(const struct result_case *item, struct buf *key)
{
	const char *name = item->benchmark == NULL ? "" : item->benchmark;
	size_t i;

	buf_reset(key);
	buf_addf(key, "%zu:%s%zu:%s", strlen(name), name,
	    item->group == NULL ? 0 : strlen(item->group) + 1,
	    item->group == NULL ? "" : item->group);
	for (i = 0; i < item->param_count; i++)
		if (strcmp(item->params[i].name, "concurrency") != 0)
			buf_addf(key, "%zu:%s%zu:%s",
			    strlen(item->params[i].name), item->params[i].name,
			    strlen(item->params[i].value),
			    item->params[i].value);
	return buf_text(key);
}

static const struct result_metric *
throughput_of(const struct result_case *item)
{
	enum statistic statistic;
	const struct result_metric *metric =
	    statistic_metric(item, "throughput", &statistic);

	return metric != NULL && metric->is_measured &&
		       metric->summary.median > 0
		   ? metric
		   : NULL;
}

static void
divide_interval(struct interval *interval, double by)
{
	interval->low /= by;
	interval->high /= by;
}

static void
divide(double *value, double by)
{
	*value /= by;
}

/* Every number of the summary by the same divisor. */
static void
divide_summary(struct summary *summary, double by)
{
	divide(&summary->min, by);
	divide(&summary->max, by);
	divide(&summary->mad, by);
	divide(&summary->sd.value, by);
	divide(&summary->q1, by);
	divide(&summary->q3, by);
	divide(&summary->p90.value, by);
	divide(&summary->p95.value, by);
	divide(&summary->p99.value, by);
	divide_interval(&summary->p90_interval, by);
	divide_interval(&summary->p95_interval, by);
	divide_interval(&summary->p99_interval, by);
}

/* value and interval of one side by N times those of the other. */
static void
divide_estimate(double *value, struct interval *interval, double by_value,
    const struct interval *by, double n)
{
	const struct statistic_value above = {*value, *interval};
	const struct statistic_value below = {
	    n * by_value, {by->exists, n * by->low, n * by->high}};
	struct statistic_value ratio;

	if (!quotient_of(&above, &below, &ratio))
		ratio = (struct statistic_value){.value = *value / below.value};
	*value = ratio.value;
	*interval = ratio.interval;
}

static void
measure(const struct result_metric *many, const struct result_metric *one,
    uint64_t count, struct result_metric *out)
{
	const struct summary *by = &one->summary;
	struct summary *summary = &out->summary;
	double n = (double)count;

	out->is_measured = true;
	out->flags = many->flags;
	out->outliers = many->outliers;
	*summary = many->summary;
	divide_summary(summary, n * by->median);
	divide_estimate(&summary->median, &summary->median_interval, by->median,
	    &by->median_interval, n);
	divide_estimate(&summary->mean, &summary->mean_interval, by->mean,
	    &by->mean_interval, n);
	if (many != one)
		return;
	summary->median = summary->mean = 1;
	summary->median_interval = summary->mean_interval =
	    (struct interval){true, 1, 1};
}

/* The cases with one at a time, by family. */
static void
find_singles(const struct result *result, struct map *singles)
{
	struct buf key = {0};
	size_t i;

	for (i = 0; i < result->case_count; i++)
		if (concurrency_of(&result->cases[i]) == 1)
			map_put(singles, family_of(&result->cases[i], &key), i);
	buf_release(&key);
}

void
efficiency_add(struct result *result)
{
	const struct metric *known = &metric_find("efficiency")->metric;
	const struct result_metric *many, *one;
	struct result_metric *metric;
	struct result_case *item;
	enum statistic statistic;
	struct map singles = {0};
	struct buf key = {0};
	uint64_t count;
	size_t i, single;

	find_singles(result, &singles);
	for (i = 0; i < result->case_count; i++) {
		item = &result->cases[i];
		count = concurrency_of(item);
		if (count == 0 ||
		    statistic_metric(item, known->name, &statistic) != NULL)
			continue;
		metric = late_metric_add(result, item, 1);
		metric->metric = *known;
		many = throughput_of(item);
		one = NULL;
		if (map_get(&singles, family_of(item, &key), &single))
			one = throughput_of(&result->cases[single]);
		if (many != NULL && one != NULL)
			measure(many, one, count, metric);
	}
	buf_release(&key);
	map_release(&singles);
}
