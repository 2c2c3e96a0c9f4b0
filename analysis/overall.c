#include "analysis/overall.h"

#include <math.h>

#include "analysis/quantile.h"
#include "analysis/sort.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"

static const double SHIFT_MIN = 1.02, SIGN_SHARE = 0.8, MAD_FACTOR = 1.4826;

/* The ratios of one metric, of all cases or a group. */
struct family {
	const char *group, *metric; /* group NULL: all */
	uint64_t cases;
	double sum; /* of logarithms */
};

struct families {
	VEC(struct family) items;
	struct map index; /* "METRIC" or "METRIC\x1fGROUP" -> items */
	struct buf key;
};

static struct family *
find_or_add(struct families *families, const char *group, const char *metric)
{
	struct family *added;
	size_t index;

	buf_reset(&families->key);
	buf_add_string(&families->key, metric);
	if (group != NULL) {
		buf_add_char(&families->key, '\x1f');
		buf_add_string(&families->key, group);
	}
	if (map_get(&families->index, families->key.text, &index))
		return &families->items.items[index];
	map_put(&families->index, families->key.text, families->items.count);
	added = vec_add(&families->items);
	added->group = group;
	added->metric = metric;
	return added;
}

/* NULL: nothing that counts. */
static const struct comparison *
ratio_in(const struct result_case *item, const struct result_metric *metric)
{
	const struct comparison *comparison = metric->comparison;

	if (item->status != CASE_STATUS_OK || !metric->is_judged ||
	    comparison == NULL || comparison->reason != NULL)
		return NULL;
	return comparison;
}

static void
add(struct families *families, const char *group, const char *metric,
    double ratio)
{
	struct family *family = find_or_add(families, group, metric);

	family->cases++;
	family->sum += log(ratio);
}

static void
add_case(
    struct families *families, const struct result_case *item, bool is_by_group)
{
	const struct comparison *comparison;
	const struct result_metric *metric;
	size_t i;

	for (i = 0; i < item->metric_count; i++) {
		metric = &item->metrics[i];
		comparison = ratio_in(item, metric);
		if (comparison != NULL)
			add(families, is_by_group ? item->group : NULL,
			    metric->metric.name, comparison->ratio);
	}
}

void
overall_means(struct result *result)
{
	struct families families = {0};
	const struct family *family;
	struct mean_change *means;
	size_t i;

	for (i = 0; i < result->case_count; i++)
		add_case(&families, &result->cases[i], false);
	for (i = 0; i < result->case_count; i++)
		if (result->cases[i].group != NULL)
			add_case(&families, &result->cases[i], true);
	means =
	    arena_alloc(&result->arena, families.items.count * sizeof *means);
	for (i = 0; i < families.items.count; i++) {
		family = &families.items.items[i];
		means[i] = (struct mean_change){
		    .group = family->group,
		    .metric = family->metric,
		    .cases = family->cases,
		    .ratio = exp(family->sum / (double)family->cases),
		};
	}
	result->means = means;
	result->mean_count = families.items.count;
	vec_free(&families.items);
	map_release(&families.index);
	buf_release(&families.key);
}

/* Sorts logs, which has room for as many again. */
static struct machine_shift
shift_among(double *logs, size_t count, const char *metric)
{
	struct machine_shift shift = {.metric = metric, .cases = count};
	size_t i, along = 0;

	sort_doubles(logs, count, logs + count);
	shift.shift = quantile_median(logs, count);
	shift.spread = MAD_FACTOR * quantile_mad(logs, count, shift.shift);
	for (i = 0; i < count; i++)
		along += shift.shift > 0 ? logs[i] > 0 : logs[i] < 0;
	shift.exists = fabs(shift.shift) >= log(SHIFT_MIN) &&
		       (double)along >= SIGN_SHARE * (double)count &&
		       shift.spread < fabs(shift.shift) / 2;
	return shift;
}

static struct machine_shift
shift_of_metric(const struct result *result, const char *name, double *logs)
{
	const struct comparison *comparison;
	const struct result_case *item;
	size_t i, j, count = 0;

	for (i = 0; i < result->case_count; i++) {
		item = &result->cases[i];
		for (j = 0; j < item->metric_count; j++) {
			comparison = ratio_in(item, &item->metrics[j]);
			if (comparison != NULL &&
			    comparison->rule != COMPARISON_PAIRED &&
			    strcmp(item->metrics[j].metric.name, name) == 0)
				logs[count++] = log(comparison->ratio);
		}
	}
	if (count < OVERALL_SHIFT_MIN)
		return (struct machine_shift){0};
	return shift_among(logs, count, name);
}

void
overall_shift(struct result *result)
{
	double *logs = xmalloc((2 * result->case_count + 1) * sizeof *logs);
	struct machine_shift shift = {0};
	size_t i;

	for (i = 0; i < result->mean_count && !shift.exists; i++)
		if (result->means[i].group == NULL)
			shift = shift_of_metric(
			    result, result->means[i].metric, logs);
	result->shift = shift.exists ? shift : (struct machine_shift){0};
	free(logs);
}
