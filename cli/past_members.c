#include "cli/past_members.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"

static int
compare_keys(const char *case_id, const char *metric, const char *unit,
    const struct archive_series *series)
{
	int order = strcmp(case_id, series->case_id);

	if (order == 0)
		order = strcmp(metric, series->metric);
	return order != 0 ? order : strcmp(unit, series->unit);
}

/* The catalog is by case, metric, unit. */
static const struct archive_series *
find_series(const struct archive_catalog *catalog,
    const struct series_case *kept, const struct metric *metric)
{
	const struct archive_series *found;
	size_t low = 0, high = catalog->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		found = &catalog->items[middle];
		if (compare_keys(
			kept->line.id, metric->name, metric->unit, found) <= 0)
			high = middle;
		else
			low = middle + 1;
	}
	if (low == catalog->count ||
	    compare_keys(kept->line.id, metric->name, metric->unit,
		&catalog->items[low]) != 0)
		return NULL;
	return &catalog->items[low];
}

/* The judged metric of the result that is this one; NULL: none. */
static struct result_metric *
find_target(struct result_case *item, const struct metric *metric)
{
	size_t i;

	for (i = 0; i < item->metric_count; i++)
		if (item->metrics[i].is_judged &&
		    item->metrics[i].is_measured &&
		    strcmp(item->metrics[i].metric.name, metric->name) == 0)
			return &item->metrics[i];
	return NULL;
}

static void
add_case(struct members *members, const struct archive_catalog *catalog,
    const struct series_case *kept, struct result_case *item)
{
	struct member member = {.kept = kept, .item = item};
	const struct archive_series *found;
	size_t i;

	for (i = 0; i < kept->metrics.count; i++) {
		member.metric = &kept->metrics.items[i];
		if (item != NULL)
			member.target =
			    find_target(item, &member.metric->metric);
		if (item != NULL && member.target == NULL)
			continue;
		found = find_series(catalog, kept, &member.metric->metric);
		if (found == NULL)
			continue;
		vec_push(&members->list, member);
		vec_push(&members->series, *found);
	}
}

/* All metrics of the run; with a result those that are judged there. */
static void
add_members(struct members *members, const struct archive_catalog *catalog,
    const struct series *series, struct result *result)
{
	size_t i, place;

	for (i = 0; i < series->cases.count && result == NULL; i++)
		add_case(members, catalog, &series->cases.items[i], NULL);
	for (i = 0; result != NULL && i < result->case_count; i++)
		if (map_get(&series->case_index, result->cases[i].id, &place))
			add_case(members, catalog, &series->cases.items[place],
			    &result->cases[i]);
}

int
members_read(struct members *members, struct past *past,
    const struct series *series, struct result *result,
    const struct archive_runs *runs, struct err *err)
{
	struct archive_catalog catalog = {0};
	struct archive_points *points;
	size_t i;
	int status;

	*members = (struct members){0};
	if (runs->count == 0)
		return 0;
	status = archive_series(past->index.archive, series->run.suite,
	    &past->arena, &catalog, err);
	if (status == 0)
		add_members(members, &catalog, series, result);
	vec_free(&catalog);
	if (status < 0 || members->list.count == 0)
		return status;
	points = xcalloc(members->list.count, sizeof *points);
	status = archive_points_all(past->index.archive, members->series.items,
	    members->series.count, runs, points, err);
	for (i = 0; i < members->list.count; i++)
		members->list.items[i].points = points[i];
	free(points);
	return status;
}

void
members_release(struct members *members)
{
	size_t i;

	for (i = 0; i < members->list.count; i++)
		archive_points_release(&members->list.items[i].points);
	vec_free(&members->list);
	vec_free(&members->series);
}
