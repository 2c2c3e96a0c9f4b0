#include "cli/timelines.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

int
timelines_read(struct timelines *timelines, struct archive *archive,
    struct arena *arena, struct err *err)
{
	const struct timeline_run *line = timelines->line;
	size_t i = timelines->count;

	/* Of several runs of a commit the first begins its level. */
	while (i-- > 0) {
		if (line[i].commit != NULL)
			map_put(&timelines->places, line[i].commit, i);
		if (line[i].id != NULL)
			map_put(&timelines->places, line[i].id, i);
	}
	return archive_anchors(archive, timelines->suite, timelines->machine,
	    arena, &timelines->anchors, err);
}

static int
compare_anchor(
    const struct archive_anchor *anchor, const struct timelines_series *series)
{
	int order = strcmp(anchor->case_id, series->case_id);

	return order != 0 ? order : strcmp(anchor->metric, series->metric);
}

static size_t
first_anchor(const struct archive_anchors *anchors,
    const struct timelines_series *series)
{
	size_t low = 0, high = anchors->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (compare_anchor(&anchors->items[middle], series) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int
compare_marks(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The first point at or behind a place of the line; 0: none, or the first. */
static uint32_t
point_at(const struct timeline_point *points, size_t count, size_t place)
{
	size_t low = 0, high = count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (points[middle].run < place)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count ? (uint32_t)low : 0;
}

/* The anchors of a series as points, rising, each once. */
static void
find_marks(struct timelines *timelines, const struct timelines_series *series,
    const struct timeline_point *points, size_t count)
{
	const struct archive_anchors *anchors = &timelines->anchors;
	const struct archive_anchor *anchor;
	size_t at = first_anchor(anchors, series), place, kept = 0, i;
	uint32_t mark, *marks;

	timelines->marks.count = 0;
	for (; at < anchors->count; at++) {
		anchor = &anchors->items[at];
		if (compare_anchor(anchor, series) != 0)
			break;
		if (!(anchor->commit != NULL &&
			map_get(&timelines->places, anchor->commit, &place)) &&
		    !map_get(&timelines->places, anchor->run, &place))
			continue;
		mark = point_at(points, count, place);
		if (mark > 0)
			vec_push(&timelines->marks, mark);
	}
	marks = timelines->marks.items;
	if (timelines->marks.count > 1)
		qsort(marks, timelines->marks.count, sizeof *marks,
		    compare_marks);
	for (i = 0; i < timelines->marks.count; i++)
		if (kept == 0 || marks[kept - 1] != marks[i])
			marks[kept++] = marks[i];
	timelines->marks.count = kept;
}

static struct timeline_point
own_point(const struct timelines *timelines, const struct session *own)
{
	return (struct timeline_point){.run = (uint32_t)(timelines->count - 1),
	    .launches = (uint32_t)own->side.count,
	    .value = own->value,
	    .variance = own->side.count < 2 ? (double)NAN : own->variance,
	    .center = own->center};
}

static struct timeline_point *
make_points(const struct timelines *timelines,
    const struct timelines_series *series, struct arena *arena, size_t *count,
    bool *is_logarithmic)
{
	const struct archive_points *from = series->points;
	bool has_own = series->own != NULL && series->own->samples > 0;
	struct timeline_point *points =
	    arena_alloc(arena, (from->count + 1) * sizeof *points);
	size_t i;

	*is_logarithmic = !has_own || series->own->is_logarithmic;
	for (i = 0; i < from->count; i++) {
		points[i] = (struct timeline_point){
		    .run = (uint32_t)(series->first + from->index[i]),
		    .launches = from->items[i].launches,
		    .value = from->items[i].value,
		    .variance = from->items[i].variance,
		    .center = from->items[i].center};
		*is_logarithmic &= from->items[i].is_logarithmic;
	}
	*count = from->count;
	if (has_own)
		points[(*count)++] = own_point(timelines, series->own);
	for (i = 0; i < *count && !*is_logarithmic; i++) {
		points[i].value = points[i].center;
		points[i].variance = (double)NAN;
	}
	return points;
}

/* By the value of logarithms only: else it would be of another unit. */
static double
step_of(const struct archive_points *points, bool is_logarithmic)
{
	const struct archive_point *last;

	if (points->count == 0)
		return 0;
	last = &points->items[points->count - 1];
	return last->is_logarithmic == is_logarithmic ? last->step : 0;
}

void
timelines_draw(struct timelines *timelines,
    const struct timelines_series *series, struct timeline_options *options,
    struct arena *arena, struct timeline *to)
{
	size_t count;
	bool is_logarithmic;
	struct timeline_point *points =
	    make_points(timelines, series, arena, &count, &is_logarithmic);

	find_marks(timelines, series, points, count);
	options->anchors = timelines->marks.items;
	options->anchor_count = timelines->marks.count;
	options->step = step_of(series->points, is_logarithmic);
	timeline_of(to, timelines->table, timelines->line, points, count,
	    is_logarithmic, options, arena);
}

static void
accept(const struct timelines *timelines, const struct timelines_series *series,
    const struct git_line *commits, const struct ack_list *acks,
    const struct timeline *drawn, struct timeline_change *change,
    struct arena *arena)
{
	const struct timeline_run *line = timelines->line;
	const struct timeline_point *points = drawn->points;
	const char *day = line[timelines->count - 1].started;
	const char *good = change->earliest == 0
			       ? NULL
			       : line[points[change->earliest - 1].run].commit;
	const struct ack *ack = ack_file_match(acks, commits, series->case_id,
	    series->metric, day == NULL ? "" : day, good,
	    line[points[change->latest].run].commit);

	if (ack == NULL)
		return;
	change->acknowledged = arena_strdup(arena, ack->reason);
	change->acknowledged_link = arena_strdup(arena, ack->link);
}

static bool
is_marked(const struct timelines *timelines, uint32_t point)
{
	size_t i;

	for (i = 0; i < timelines->marks.count; i++)
		if (timelines->marks.items[i] == point)
			return true;
	return false;
}

void
timelines_settle(struct timelines *timelines,
    const struct timelines_series *series, const struct git_line *commits,
    const struct ack_list *acks, struct arena *arena, struct timeline *drawn)
{
	struct timeline_change *changes;
	const struct timeline_run *run;
	uint32_t i;

	if (drawn->change_count == 0)
		return;
	changes = arena_alloc(arena, drawn->change_count * sizeof *changes);
	for (i = 0; i < drawn->change_count; i++) {
		changes[i] = drawn->changes[i];
		run = &timelines->line[drawn->points[changes[i].point].run];
		if (acks->count > 0)
			accept(timelines, series, commits, acks, drawn,
			    &changes[i], arena);
		if (changes[i].is_confirmed && !run->is_candidate &&
		    !is_marked(timelines, changes[i].point))
			vec_push(&timelines->confirmed,
			    (struct archive_anchor){.suite = timelines->suite,
				.machine = timelines->machine,
				.case_id = series->case_id,
				.metric = series->metric,
				.commit = run->commit,
				.run = run->id});
	}
	drawn->changes = changes;
}

void
timelines_keep(const struct timelines *timelines, struct index *index)
{
	struct err err;

	if (timelines->confirmed.count > 0 && !index->is_readonly &&
	    index_anchor_add(index, timelines->confirmed.items,
		timelines->confirmed.count, &err) < 0)
		fprintf(stderr,
		    "perfolio: confirmed changes are not written down: %s\n",
		    err.text);
}

void
timelines_release(struct timelines *timelines)
{
	vec_free(&timelines->anchors);
	map_release(&timelines->places);
	vec_free(&timelines->marks);
	vec_free(&timelines->confirmed);
}
