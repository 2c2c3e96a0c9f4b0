#include "output/text_trend.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/vec.h"
#include "output/quantity.h"
#include "output/text_table.h"
#include "output/trend_words.h"
#include "output/wording.h"

enum column {
	COLUMN_NAME,
	COLUMN_METRIC,
	COLUMN_WHERE,
	COLUMN_BEFORE,
	COLUMN_AFTER,
	COLUMN_CHANGE,
	COLUMN_SEEN,
	COLUMNS
};

enum { GAP = 2, NAME_LEAST = 12, SEGMENTS = 3 };

static const char *const heads[COLUMNS] = {
    "case", "metric", "between", "before", "after", "change", ""};

static const bool is_right[COLUMNS] = {
    [COLUMN_BEFORE] = true, [COLUMN_AFTER] = true};

/* A line of a table; cells NULL: empty. */
struct row {
	const char *cells[COLUMNS];
	const char *tone;
	/* What it is ranked by. */
	enum level level;
	double size;
};

struct rows {
	struct arena arena;
	VEC(struct row) list;
};

/* "search @ shop, ci-large" */
static const char *
name_of(const struct text_trend *trend, struct arena *arena)
{
	const char *name = wording_line(trend->name, arena);

	if (trend->line == NULL)
		return name;
	return arena_printf(
	    arena, "%s @ %s", name, wording_line(trend->line, arena));
}

static struct row *
add_row(struct rows *rows, const struct text_trend *trend, bool is_named)
{
	struct row *row = vec_add(&rows->list);

	if (!is_named)
		return row;
	row->cells[COLUMN_NAME] = name_of(trend, &rows->arena);
	if (trend->metric != NULL)
		row->cells[COLUMN_METRIC] =
		    wording_line(trend->metric, &rows->arena);
	return row;
}

static void
add_change(struct rows *rows, const struct text_trend *trend,
    const struct timeline_change *change, bool is_named)
{
	struct quantity quantity = quantity_plain(
	    trend->unit, fmax(fabs(change->before), fabs(change->after)));
	struct row *row = add_row(rows, trend, is_named);
	struct arena *arena = &rows->arena;

	row->cells[COLUMN_WHERE] = trend_words_between(trend, change, arena);
	row->cells[COLUMN_BEFORE] =
	    quantity_text(&quantity, change->before, arena);
	row->cells[COLUMN_AFTER] =
	    quantity_text(&quantity, change->after, arena);
	row->cells[COLUMN_CHANGE] =
	    trend_words_change(change, trend->unit, arena);
	row->cells[COLUMN_SEEN] = trend_words_seen(trend, change, arena);
	row->tone = change->acknowledged != NULL ? "plain"
		    : !change->is_regression     ? "good"
		    : change->is_confirmed       ? "bad"
						 : "warn";
	row->level = change->acknowledged != NULL ? LEVEL_NONE : change->level;
	row->size = isfinite(change->ratio) ? fabs(log(change->ratio)) : 0;
}

static void
add_changes(struct rows *rows, const struct text_trend *trend, bool is_named)
{
	const struct timeline *timeline = trend->timeline;
	const struct timeline_change *change;
	uint32_t i;

	for (i = 0; i < timeline->change_count; i++) {
		change = &timeline->changes[i];
		if (timeline->points[change->point].run >= trend->since)
			add_change(rows, trend, change, is_named);
	}
}

static size_t
width_of(const struct rows *rows, enum column column)
{
	size_t i, width = 0, here;
	const char *text;

	for (i = 0; i < rows->list.count; i++) {
		text = rows->list.items[i].cells[column];
		here = text == NULL ? 0 : text_characters(text);
		if (here > width)
			width = here;
	}
	here = text_characters(heads[column]);
	return width > 0 && here > width ? here : width;
}

static void
add_spaces(struct buf *line, size_t count)
{
	while (count-- > 0)
		buf_add_char(line, ' ');
}

static void
add_cell(struct buf *line, const char *text, size_t width, enum column column)
{
	struct buf cut = {0};
	size_t length;

	if (width == 0)
		return;
	if (text == NULL)
		text = "";
	if (column == COLUMN_NAME && text_characters(text) > width) {
		wording_cut(&cut, text, width);
		text = cut.text;
	}
	length = text_characters(text);
	if (is_right[column] && length < width)
		add_spaces(line, width - length);
	buf_add_string(line, text);
	if (!is_right[column] && column != COLUMN_SEEN && length < width)
		add_spaces(line, width - length);
	if (column != COLUMN_SEEN)
		add_spaces(line, GAP);
	buf_release(&cut);
}

static void
write_row(
    const struct row *row, const size_t *widths, bool is_coloured, FILE *out)
{
	struct buf line = {0};
	enum column column;

	for (column = 0; column < COLUMN_SEEN; column++)
		add_cell(&line, row->cells[column], widths[column], column);
	if (is_coloured && row->tone != NULL)
		buf_add_string(&line, text_table_colour(row->tone));
	add_cell(
	    &line, row->cells[COLUMN_SEEN], widths[COLUMN_SEEN], COLUMN_SEEN);
	if (is_coloured && row->tone != NULL)
		buf_add_string(&line, "\033[0m");
	while (line.length > 0 && line.text[line.length - 1] == ' ')
		line.text[--line.length] = '\0';
	fprintf(out, "%s\n", buf_text(&line));
	buf_release(&line);
}

/* The names give way where a line is narrow; the last column runs over. */
static void
write_rows(const struct rows *rows, const struct text_table_options *options,
    FILE *out)
{
	size_t widths[COLUMNS], rest = 0, least = NAME_LEAST;
	struct row head = {0};
	enum column column;
	size_t i;

	for (column = 0; column < COLUMNS; column++) {
		widths[column] = width_of(rows, column);
		head.cells[column] = heads[column];
		if (column != COLUMN_NAME && widths[column] > 0)
			rest += GAP + widths[column];
	}
	if (options->width > rest + least)
		least = options->width - rest;
	if (options->width > 0 && widths[COLUMN_NAME] > least)
		widths[COLUMN_NAME] = least;
	write_row(&head, widths, false, out);
	for (i = 0; i < rows->list.count; i++)
		write_row(
		    &rows->list.items[i], widths, options->is_coloured, out);
}

static void
rows_release(struct rows *rows)
{
	vec_free(&rows->list);
	arena_release(&rows->arena);
}

/* What else there is to say of one history. */
static void
write_shape(const struct text_trend *trend, struct arena *arena, FILE *out)
{
	const struct timeline *timeline = trend->timeline;

	switch (timeline->shape) {
	case TIMELINE_SHORT:
		fprintf(out, "It is %s.\n", trend_words_short(timeline));
		break;
	case TIMELINE_STABLE:
		fprintf(out, "No step%s.\n",
		    timeline->drift == NULL ? " and no drift" : "");
		break;
	case TIMELINE_BIMODAL:
		fprintf(
		    out, "Two modes: %s.\n", trend_words_modes(trend, arena));
		break;
	case TIMELINE_STEPS:
	case TIMELINE_DRIFT:
	case TIMELINE_SHAPES:
		break;
	}
	if (timeline->drift != NULL)
		fprintf(
		    out, "It drifts: %s.\n", trend_words_drift(trend, arena));
}

void
text_trend_write(const struct text_trend *trend,
    const struct text_table_options *options, FILE *out)
{
	const struct timeline *timeline = trend->timeline;
	struct rows rows = {0};

	fprintf(out, "%s: %" PRIu32 " run%s, %s; %" PRIu32 " change%s\n",
	    wording_line(trend->name, &rows.arena), timeline->point_count,
	    timeline->point_count == 1 ? "" : "s",
	    timeline->is_logarithmic ? "looked at in logarithms"
				     : "not all positive: no percent",
	    timeline->change_count, timeline->change_count == 1 ? "" : "s");
	add_changes(&rows, trend, false);
	if (rows.list.count > 0)
		write_rows(&rows, options, out);
	write_shape(trend, &rows.arena, out);
	rows_release(&rows);
}

static int
compare_rows(const void *a, const void *b)
{
	const struct row *x = *(struct row *const *)a;
	const struct row *y = *(struct row *const *)b;

	if (x->level != y->level)
		return x->level < y->level ? 1 : -1;
	if (x->size != y->size)
		return x->size < y->size ? 1 : -1;
	return (x > y) - (x < y); /* as they came */
}

/* The order is total, so that qsort may do it. */
static void
rank(struct rows *rows)
{
	size_t count = rows->list.count, i;
	struct row **order = xmalloc((count + 1) * sizeof *order);
	struct row *ranked = xmalloc((count + 1) * sizeof *ranked);

	for (i = 0; i < count; i++)
		order[i] = &rows->list.items[i];
	qsort(order, count, sizeof *order, compare_rows);
	for (i = 0; i < count; i++)
		ranked[i] = *order[i];
	if (count > 0)
		memcpy(rows->list.items, ranked, count * sizeof *ranked);
	free(order);
	free(ranked);
}

struct counts {
	size_t changed, drifting, bimodal, stable;
	struct trend_short few;
};

/* Is there anything to tell of it since then? */
static bool
has_changed(const struct text_trend *trend)
{
	const struct timeline *timeline = trend->timeline;
	uint32_t i;

	for (i = 0; i < timeline->change_count; i++)
		if (timeline->points[timeline->changes[i].point].run >=
		    trend->since)
			return true;
	return false;
}

/* Neither a change, nor a drift, nor two modes. */
static bool
is_quiet(const struct text_trend *trend)
{
	return !has_changed(trend) && trend->timeline->drift == NULL &&
	       trend->timeline->shape != TIMELINE_BIMODAL;
}

static void
count_trend(struct counts *counts, const struct text_trend *trend)
{
	const struct timeline *timeline = trend->timeline;

	counts->changed += has_changed(trend);
	counts->drifting += timeline->drift != NULL;
	counts->bimodal += timeline->shape == TIMELINE_BIMODAL;
	if (!is_quiet(trend))
		return;
	if (timeline->shape == TIMELINE_SHORT)
		trend_short_add(&counts->few, timeline);
	else
		counts->stable++;
}

/* "4 histories: 2 changed, 1 drifts, 1 did not change" */
static void
write_counts(const struct counts *counts, size_t count, FILE *out)
{
	struct buf text = {0};
	struct wording_list list = {.out = &text, .separator = ", "};

	wording_list_add(&list, counts->changed, "changed");
	wording_list_add(&list, counts->drifting,
	    counts->drifting == 1 ? "drifts" : "drift");
	wording_list_add(&list, counts->bimodal,
	    counts->bimodal == 1 ? "jumps between two levels"
				 : "jump between two levels");
	wording_list_add(&list, counts->stable, "did not change");
	trend_short_list(&counts->few, &list);
	fprintf(out, "%zu histor%s: %s\n", count, count == 1 ? "y" : "ies",
	    buf_text(&text));
	buf_release(&text);
}

/* "search (max_rss)" */
static const char *
title(const struct text_trend *trend, struct arena *arena)
{
	if (trend->metric == NULL)
		return name_of(trend, arena);
	return arena_printf(arena, "%s (%s)", name_of(trend, arena),
	    wording_line(trend->metric, arena));
}

static int
compare_drifts(const void *a, const void *b)
{
	const struct text_trend *x = *(const struct text_trend *const *)a;
	const struct text_trend *y = *(const struct text_trend *const *)b;
	double one = fabs(x->timeline->drift->total);
	double other = fabs(y->timeline->drift->total);

	if (one != other)
		return one < other ? 1 : -1;
	return (x > y) - (x < y);
}

static void
write_drifts(const struct text_trend *trends, size_t count, struct arena *arena,
    FILE *out)
{
	const struct text_trend **order = xmalloc((count + 1) * sizeof *order);
	size_t drifting = 0, i;

	for (i = 0; i < count; i++)
		if (trends[i].timeline->drift != NULL)
			order[drifting++] = &trends[i];
	qsort(order, drifting, sizeof *order, compare_drifts);
	for (i = 0; i < drifting; i++)
		fprintf(out, "%s drifts: %s\n", title(order[i], arena),
		    trend_words_drift(order[i], arena));
	free(order);
}

static void
write_others(const struct text_trend *trends, size_t count, bool is_all,
    struct arena *arena, FILE *out)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (trends[i].timeline->shape == TIMELINE_BIMODAL)
			fprintf(out, "%s: %s\n", title(&trends[i], arena),
			    trend_words_modes(&trends[i], arena));
	for (i = 0; is_all && i < count; i++)
		if (is_quiet(&trends[i]))
			fprintf(out, "%s: %s, %" PRIu32 " run%s\n",
			    title(&trends[i], arena),
			    trends[i].timeline->shape == TIMELINE_SHORT
				? trend_words_short(trends[i].timeline)
				: "no change",
			    trends[i].timeline->point_count,
			    trends[i].timeline->point_count == 1 ? "" : "s");
}

/* Where segments begin: the newest few, the others counted. */
static void
write_segments(const struct text_trend *trend, struct arena *arena, FILE *out)
{
	const struct timeline_run *runs = trend->runs;
	size_t borders = 0, left_out, i;

	for (i = trend->since; i < trend->run_count; i++)
		borders += runs[i].differs != NULL;
	left_out = borders > SEGMENTS ? borders - SEGMENTS : 0;
	if (borders > 0 && trend->line != NULL)
		fprintf(out, "%s:\n", wording_line(trend->line, arena));
	if (left_out > 0)
		fprintf(out,
		    "%zu times the environment changed, and at last:\n",
		    borders);
	for (i = trend->since; i < trend->run_count; i++)
		if (runs[i].differs != NULL && left_out > 0)
			left_out--;
		else if (runs[i].differs != NULL)
			fprintf(out, "from %s on the environment differs: %s\n",
			    trend_words_run(trend, (uint32_t)i, arena),
			    wording_line(runs[i].differs, arena));
}

/* Of each line once; its histories stand together. */
static void
write_environments(const struct text_trend *trends, size_t count,
    struct arena *arena, FILE *out)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (i == 0 || trends[i].runs != trends[i - 1].runs)
			write_segments(&trends[i], arena, out);
}

void
text_trends_write(const struct text_trend *trends, size_t count, bool is_all,
    const struct text_table_options *options, FILE *out)
{
	struct counts counts = {0};
	struct rows rows = {0};
	size_t i;

	for (i = 0; i < count; i++) {
		add_changes(&rows, &trends[i], true);
		count_trend(&counts, &trends[i]);
	}
	rank(&rows);
	if (rows.list.count > 0) {
		write_rows(&rows, options, out);
		fputc('\n', out);
	}
	write_drifts(trends, count, &rows.arena, out);
	write_others(trends, count, is_all, &rows.arena, out);
	write_environments(trends, count, &rows.arena, out);
	write_counts(&counts, count, out);
	rows_release(&rows);
}
