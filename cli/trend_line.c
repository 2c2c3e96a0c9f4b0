#include "cli/trend_line.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/judgement.h"
#include "base/err.h"
#include "cli/past_line.h"
#include "cli/trend_since.h"

/* A timeline while it is made. */
struct drawing {
	struct trend_line *line;
	const struct trend_look *look;
	struct archive_anchors anchors; /* by case, metric, run */
	struct map places;              /* run or commit -> its first run */
	struct timeline_point *points;
	VEC(uint32_t) marks; /* anchors, as points */
};

static int
drawing_init(struct drawing *drawing, struct trend_line *line,
    const struct trend_look *look, struct err *err)
{
	size_t i = line->runs.count;

	*drawing = (struct drawing){.line = line, .look = look};
	while (i-- > 0) {
		if (line->line[i].commit != NULL)
			map_put(&drawing->places, line->line[i].commit, i);
		map_put(&drawing->places, line->line[i].id, i);
	}
	return archive_anchors(look->archive, line->suite, line->machine,
	    &line->arena, &drawing->anchors, err);
}

static void
drawing_release(struct drawing *drawing)
{
	vec_free(&drawing->anchors);
	vec_free(&drawing->marks);
	map_release(&drawing->places);
}

static int
compare_anchor(
    const struct archive_anchor *anchor, const struct archive_series *series)
{
	int order = strcmp(anchor->case_id, series->case_id);

	return order != 0 ? order : strcmp(anchor->metric, series->metric);
}

static size_t
first_anchor(const struct drawing *drawing, const struct archive_series *series)
{
	size_t low = 0, high = drawing->anchors.count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (compare_anchor(&drawing->anchors.items[middle], series) < 0)
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

/* The first point at or behind a run's place, if it is not the first. */
static void
add_mark(
    struct drawing *drawing, const struct archive_points *points, size_t place)
{
	size_t i;

	for (i = 0; i < points->count; i++)
		if (points->index[i] >= place)
			break;
	if (i > 0 && i < points->count)
		vec_push(&drawing->marks, (uint32_t)i);
}

/* The anchors of a series as points, rising, each once. */
static void
find_marks(struct drawing *drawing, const struct archive_series *series,
    const struct archive_points *points)
{
	const struct archive_anchor *anchor;
	size_t i, place, kept = 0;

	drawing->marks.count = 0;
	i = first_anchor(drawing, series);
	for (; i < drawing->anchors.count; i++) {
		anchor = &drawing->anchors.items[i];
		if (compare_anchor(anchor, series) != 0)
			break;
		if ((anchor->commit != NULL &&
			map_get(&drawing->places, anchor->commit, &place)) ||
		    map_get(&drawing->places, anchor->run, &place))
			add_mark(drawing, points, place);
	}
	if (drawing->marks.count > 1)
		qsort(drawing->marks.items, drawing->marks.count,
		    sizeof *drawing->marks.items, compare_marks);
	for (i = 0; i < drawing->marks.count; i++)
		if (kept == 0 ||
		    drawing->marks.items[kept - 1] != drawing->marks.items[i])
			drawing->marks.items[kept++] = drawing->marks.items[i];
	drawing->marks.count = kept;
}

/* Where not all are logarithms, all are centres. */
static bool
make_points(struct drawing *drawing, const struct archive_points *from)
{
	struct timeline_point *points;
	bool is_logarithmic = true;
	size_t i;

	points = arena_alloc(
	    &drawing->line->arena, (from->count + 1) * sizeof *points);
	for (i = 0; i < from->count; i++) {
		points[i] =
		    (struct timeline_point){.run = (uint32_t)from->index[i],
			.launches = from->items[i].launches,
			.value = from->items[i].value,
			.variance = from->items[i].variance,
			.center = from->items[i].center};
		is_logarithmic &= from->items[i].is_logarithmic;
	}
	for (i = 0; i < from->count && !is_logarithmic; i++) {
		points[i].value = points[i].center;
		points[i].variance = (double)NAN;
	}
	drawing->points = points;
	return is_logarithmic;
}

static struct timeline_options
options_of(const struct drawing *drawing, const struct archive_series *series,
    const struct archive_points *points, bool is_logarithmic)
{
	const struct archive_point *last = &points->items[points->count - 1];

	return (struct timeline_options){
	    .is_lower_better = series->better == BETTER_LOWER,
	    .step = is_logarithmic ? last->step : 0,
	    .warning = thresholds_default.warning,
	    .critical = thresholds_default.critical,
	    .blocker = thresholds_default.blocker,
	    .anchors = drawing->marks.items,
	    .anchor_count = drawing->marks.count,
	    .limit = (double)NAN,
	};
}

static void
acknowledge(const struct drawing *drawing, const struct archive_series *series,
    const struct timeline *timeline, struct timeline_change *change)
{
	const struct timeline_run *runs = drawing->line->line;
	const char *day = runs[drawing->line->runs.count - 1].started;
	const struct timeline_point *points = timeline->points;
	const struct ack *ack;

	ack = ack_file_match(drawing->look->acks, drawing->look->commits,
	    series->case_id, series->metric, day == NULL ? "" : day,
	    change->earliest == 0
		? NULL
		: runs[points[change->earliest - 1].run].commit,
	    runs[points[change->latest].run].commit);
	if (ack == NULL)
		return;
	change->acknowledged = ack->reason;
	change->acknowledged_link = ack->link;
}

static bool
is_anchor(const struct drawing *drawing, uint32_t point)
{
	size_t i;

	for (i = 0; i < drawing->marks.count; i++)
		if (drawing->marks.items[i] == point)
			return true;
	return false;
}

static void
keep_confirmed(struct drawing *drawing, const struct archive_series *series,
    const struct timeline *timeline, const struct timeline_change *change)
{
	struct trend_line *line = drawing->line;
	const struct timeline_run *run =
	    &line->line[timeline->points[change->point].run];

	if (!change->is_confirmed || is_anchor(drawing, change->point))
		return;
	vec_push(&line->confirmed, (struct archive_anchor){.suite = line->suite,
				       .machine = line->machine,
				       .case_id = series->case_id,
				       .metric = series->metric,
				       .commit = run->commit,
				       .run = run->id});
}

static void
draw(struct drawing *drawing, const struct archive_series *series,
    const struct archive_points *points)
{
	struct trend_line *line = drawing->line;
	struct trend_series out = {.of = series};
	bool is_logarithmic = make_points(drawing, points);
	struct timeline_options options;
	struct timeline_change *changes;
	uint32_t i;

	if (points->count == 0)
		return;
	find_marks(drawing, series, points);
	options = options_of(drawing, series, points, is_logarithmic);
	timeline_of(&out.timeline, drawing->look->table, line->line,
	    drawing->points, points->count, is_logarithmic, &options,
	    &line->arena);
	changes = arena_alloc(
	    &line->arena, (out.timeline.change_count + 1) * sizeof *changes);
	for (i = 0; i < out.timeline.change_count; i++) {
		changes[i] = out.timeline.changes[i];
		acknowledge(drawing, series, &out.timeline, &changes[i]);
		keep_confirmed(drawing, series, &out.timeline, &changes[i]);
	}
	out.timeline.changes = changes;
	vec_push(&line->series, out);
}

/* 1 if the series is asked for, -1 where the pattern cannot tell. */
static int
is_asked(const struct trend_look *look, const struct archive_series *series,
    struct err *err)
{
	const struct trend_options *options = look->options;

	if (options->metric != NULL
		? strcmp(series->metric, options->metric) != 0
		: !series->is_judged && !options->is_all)
		return 0;
	if (look->filter == NULL)
		return 1;
	return regex_search(
	    look->filter, series->case_id, strlen(series->case_id), err);
}

static int
keep_asked(
    struct trend_line *line, const struct trend_look *look, struct err *err)
{
	size_t i, kept = 0;
	int asked;

	for (i = 0; i < line->catalog.count; i++) {
		asked = is_asked(look, &line->catalog.items[i], err);
		if (asked < 0)
			return -1;
		if (asked > 0)
			line->catalog.items[kept++] = line->catalog.items[i];
	}
	line->catalog.count = kept;
	return 0;
}

static int
draw_all(
    struct trend_line *line, const struct trend_look *look, struct err *err)
{
	size_t count = line->catalog.count, i;
	struct archive_points *points = xcalloc(count + 1, sizeof *points);
	struct drawing drawing;
	int status = drawing_init(&drawing, line, look, err);

	if (status == 0 && count > 0)
		status = archive_points_all(look->archive, line->catalog.items,
		    count, &line->runs, points, err);
	for (i = 0; status == 0 && i < count; i++)
		draw(&drawing, &line->catalog.items[i], &points[i]);
	for (i = 0; i < count; i++)
		archive_points_release(&points[i]);
	free(points);
	drawing_release(&drawing);
	return status;
}

int
trend_line_read(
    struct trend_line *line, const struct trend_look *look, struct err *err)
{
	size_t since;

	past_line_order(&line->runs, look->commits);
	line->line = past_line_of(&line->runs, &line->arena);
	if (trend_since(line, look, &since, err) < 0)
		return -1;
	line->since = (uint32_t)since;
	if (archive_series(look->archive, line->suite, &line->arena,
		&line->catalog, err) < 0 ||
	    keep_asked(line, look, err) < 0)
		return -1;
	return draw_all(line, look, err);
}

void
trend_line_release(struct trend_line *line)
{
	vec_free(&line->runs);
	vec_free(&line->catalog);
	vec_free(&line->series);
	vec_free(&line->confirmed);
	arena_release(&line->arena);
}
