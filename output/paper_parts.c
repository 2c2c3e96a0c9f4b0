#include "output/paper_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xalloc.h"
#include "output/paper.h"
#include "output/paper_figures.h"
#include "output/paper_history.h"
#include "output/paper_judgement.h"
#include "output/prose.h"
#include "output/table.h"
#include "output/view_change.h"

enum {
	LONG_IDS = 200,   /* listed whole */
	LOGO_HEIGHT = 54, /* at most, points */
	LOGO_WIDTH = 200,
	ID_MOST = 260,  /* points before an id wraps */
	NARROW_SIZE = 7 /* of text where there is a column more */
};

/* The columns of the table of cases, in order. */
enum case_column {
	CASE_ID,
	CASE_METRIC,
	CASE_STATUS,
	CASE_MEDIAN,
	CASE_INTERVAL,
	CASE_UNIT,
	CASE_SPREAD,
	CASE_MIN,
	CASE_P95,
	CASE_MAX,
	CASE_SAMPLES,
	CASE_RSS,
	CASE_COLUMNS
};

static const struct table_column case_columns[CASE_COLUMNS] = {
    [CASE_ID] = {"Case", TABLE_LEFT, true, true, ID_MOST},
    [CASE_METRIC] = {"Metric", TABLE_LEFT, true, true, 80},
    [CASE_STATUS] = {"Status", TABLE_LEFT, false, false, 90},
    [CASE_MEDIAN] = {"Median", TABLE_DECIMAL, false, false, 0},
    [CASE_INTERVAL] = {"95 % interval", TABLE_DECIMAL, false, false, 0},
    [CASE_UNIT] = {"Unit", TABLE_LEFT, false, true, 60},
    [CASE_SPREAD] = {"Spread", TABLE_DECIMAL, false, false, 0},
    [CASE_MIN] = {"Min", TABLE_DECIMAL, false, false, 0},
    [CASE_P95] = {"p95", TABLE_DECIMAL, false, false, 0},
    [CASE_MAX] = {"Max", TABLE_DECIMAL, false, false, 0},
    [CASE_SAMPLES] = {"n", TABLE_RIGHT, false, false, 0},
    [CASE_RSS] = {"Max RSS", TABLE_DECIMAL, false, false, 0},
};

static enum ink
tone_ink(const char *tone)
{
	return strcmp(tone, "plain") == 0 ? INK_MUTED : prose_ink(tone);
}

static const char *
or_dash(const char *text)
{
	return text == NULL ? "–" : text;
}

static const char *
status_text(struct document *document, const struct wording *status)
{
	return arena_printf(
	    &document->arena, "%s %s", status->sign, status->word);
}

/* What a row shows in each column, whether that is shown or not. */
static void
set_case_cells(struct document *document, const struct view_row *row,
    struct table_cell cells[CASE_COLUMNS])
{
	memset(cells, 0, CASE_COLUMNS * sizeof *cells);
	cells[CASE_ID].text = row->id.text;
	cells[CASE_METRIC].text = row->metric;
	cells[CASE_STATUS].text = status_text(document, &row->status);
	cells[CASE_STATUS].ink = tone_ink(row->status.tone);
	cells[CASE_RSS].text = or_dash(row->rss.text);
	if (row->median.text == NULL) {
		cells[CASE_MEDIAN].text =
		    row->message == NULL ? "not measured" : row->message;
		cells[CASE_MEDIAN].ink = INK_MUTED;
		return;
	}
	cells[CASE_MEDIAN].text = row->median.text;
	cells[CASE_INTERVAL].text = or_dash(row->interval.text);
	cells[CASE_UNIT].text = row->unit;
	cells[CASE_SPREAD].text = or_dash(row->spread.text);
	cells[CASE_MIN].text = row->min.text;
	cells[CASE_P95].text = or_dash(row->p95.text);
	cells[CASE_MAX].text = row->max.text;
	cells[CASE_SAMPLES].text = row->samples;
}

/* Columns without data are left out. */
static size_t
choose_columns(
    const struct view *view, size_t rows, enum case_column chosen[CASE_COLUMNS])
{
	bool has[CASE_COLUMNS];
	size_t i, count = 0;

	for (i = 0; i < CASE_COLUMNS; i++)
		has[i] = true;
	/* Memory is one of the metrics then, or leaves them the room. */
	has[CASE_METRIC] = view->has_many_metrics != NULL;
	has[CASE_MIN] = !has[CASE_METRIC];
	has[CASE_P95] = has[CASE_RSS] = false;
	for (i = 0; i < rows; i++) {
		has[CASE_P95] |= view->rows.items[i].p95.text != NULL;
		has[CASE_RSS] |=
		    view->rows.items[i].rss.text != NULL && !has[CASE_METRIC];
	}
	for (i = 0; i < CASE_COLUMNS; i++)
		if (has[i])
			chosen[count++] = (enum case_column)i;
	return count;
}

static void
draw_cases(struct document *document, const struct view *view)
{
	size_t rows =
	    view->rows.count < PAPER_ROWS ? view->rows.count : PAPER_ROWS;
	enum case_column chosen[CASE_COLUMNS];
	struct table_column columns[CASE_COLUMNS];
	struct table_cell all[CASE_COLUMNS], *cells, *cell;
	size_t count = choose_columns(view, rows, chosen), i, j;

	cells = cell = xcalloc(rows * count + 1, sizeof *cells);
	for (j = 0; j < count; j++)
		columns[j] = case_columns[chosen[j]];
	for (i = 0; i < rows; i++) {
		set_case_cells(document, &view->rows.items[i], all);
		for (j = 0; j < count; j++, cell++) {
			*cell = all[chosen[j]];
			/* A message takes the place of all numbers. */
			if (chosen[j] != CASE_MEDIAN ||
			    view->rows.items[i].median.text != NULL)
				continue;
			while (j + cell->span + 1 < count &&
			       chosen[j + cell->span + 1] <= CASE_SAMPLES)
				cell->span++;
		}
	}
	table_draw(
	    document, &(struct table){columns, count, cells, rows,
			  view->has_many_metrics == NULL ? 0 : NARROW_SIZE});
	free(cells);
}

size_t
paper_other_count(const struct view *view)
{
	size_t i, count = 0;

	for (i = 0; i < view->pages.count; i++)
		count += view->pages.items[i].others.count;
	return count;
}

static void
draw_others(struct document *document, const struct view *view)
{
	size_t columns = view->other_names.count + 1, i, j, c;
	size_t count = paper_other_count(view);
	struct table_column *heads = xcalloc(columns, sizeof *heads);
	struct table table = {
	    .columns = heads, .column_count = columns, .size = 7};
	const struct view_page *page;
	struct table_cell *cells, *cell;

	count = count < PAPER_OTHERS ? count : PAPER_OTHERS;
	cells = cell = xcalloc(count * columns + 1, sizeof *cells);
	heads[0] = case_columns[0];
	for (i = 1; i < columns; i++)
		heads[i] = (struct table_column){
		    .head = view->other_names.items[i - 1].text,
		    .align = TABLE_DECIMAL};
	for (i = 0; i < view->pages.count; i++) {
		page = &view->pages.items[i];
		for (j = 0; j < page->others.count && table.row_count < count;
		     j++, table.row_count++) {
			cell++->text = page->others.items[j].id.text;
			for (c = 0; c + 1 < columns; c++)
				cell++->text = or_dash(
				    page->others.items[j].cells.items[c].text);
		}
	}
	table.cells = cells;
	table_draw(document, &table);
	free(cells);
	free(heads);
}

static const struct table_column group_columns[] = {
    {"Group", TABLE_LEFT, true, true, ID_MOST},
    {"Cases", TABLE_RIGHT, false, false, 0},
    {"Measured", TABLE_RIGHT, false, false, 0},
    {"Need attention", TABLE_RIGHT, false, false, 0},
    {"With remarks", TABLE_RIGHT, false, false, 0},
    {"Geometric mean", TABLE_RIGHT, false, false, 0},
    {"Change", TABLE_RIGHT, false, false, 0},
};

enum { GROUP_COLUMNS = sizeof group_columns / sizeof *group_columns };

static void
draw_groups(struct document *document, const struct view *view)
{
	const struct view_group *group;
	struct table_cell *cells, *cell;
	size_t columns = GROUP_COLUMNS - (view->has_group_changes == NULL), i;

	cells = cell =
	    xcalloc(view->groups.count * GROUP_COLUMNS + 1, sizeof *cells);
	for (i = 0; i < view->groups.count; i++) {
		group = &view->groups.items[i];
		cell++->text = or_dash(group->name);
		cell++->text = group->cases;
		cell++->text = or_dash(group->measured);
		cell++->text = or_dash(group->attention);
		cell++->text = or_dash(group->remarked);
		cell++->text = or_dash(group->mean);
		if (columns == GROUP_COLUMNS)
			cell++->text = or_dash(group->change);
	}
	table_draw(document, &(struct table){group_columns, columns, cells,
				 view->groups.count, 8});
	free(cells);
}

static const struct table_column change_columns[] = {
    {"Case", TABLE_LEFT, true, true, 150},
    {"Compared with", TABLE_LEFT, true, true, 120},
    {"Metric", TABLE_LEFT, true, true, 70},
    {"Seen", TABLE_LEFT, false, true, 110},
    {"Ratio", TABLE_DECIMAL, false, false, 0},
    {"95 % interval", TABLE_LEFT, false, false, 0},
    {"p", TABLE_RIGHT, false, false, 0},
    {"Rounds", TABLE_RIGHT, false, false, 0},
};

enum {
	CHANGE_COLUMNS = sizeof change_columns / sizeof *change_columns,
	CHANGE_METRIC = 2,
	CHANGE_SEEN,
	CHANGE_RATIO
};

static void
set_change_cells(struct document *document, const struct view_change *change,
    struct table_cell *cells)
{
	const char *const texts[CHANGE_COLUMNS] = {
	    change->id.text,
	    change->other.text,
	    change->metric,
	    arena_printf(&document->arena, "%s %s", change->seen.sign,
		change->reason == NULL ? change->brief : change->seen.word),
	    change->reason == NULL ? change->ratio : change->reason,
	    or_dash(change->interval),
	    or_dash(change->p),
	    change->rounds,
	};
	size_t i;

	for (i = 0; i < CHANGE_COLUMNS; i++)
		cells[i] = (struct table_cell){.text = texts[i]};
	cells[CHANGE_SEEN].ink = tone_ink(change->seen.tone);
	if (change->reason == NULL)
		return;
	/* It takes the place of all numbers but the last. */
	cells[CHANGE_RATIO].ink = INK_MUTED;
	cells[CHANGE_RATIO].span = CHANGE_COLUMNS - CHANGE_RATIO - 2;
}

/* The metric has a column where there are several. */
static void
draw_changes(
    struct document *document, const struct view_comparison *comparison)
{
	bool has_metric = comparison->has_many_metrics != NULL;
	size_t count = CHANGE_COLUMNS - !has_metric, i, j;
	struct table_column columns[CHANGE_COLUMNS];
	struct table_cell all[CHANGE_COLUMNS], *cells, *cell;
	struct table table = {.columns = columns,
	    .column_count = count,
	    .row_count = comparison->changes.count,
	    .size = 7};

	cells = cell = xcalloc(table.row_count * count + 1, sizeof *cells);
	for (j = i = 0; j < CHANGE_COLUMNS; j++)
		if (j != CHANGE_METRIC || has_metric)
			columns[i++] = change_columns[j];
	for (i = 0; i < table.row_count; i++) {
		set_change_cells(document, &comparison->changes.items[i], all);
		for (j = 0; j < CHANGE_COLUMNS; j++)
			if (j != CHANGE_METRIC || has_metric)
				*cell++ = all[j];
	}
	table.cells = cells;
	table_draw(document, &table);
	free(cells);
}

static void
draw_against_table(struct document *document, const struct view *view)
{
	const struct view_comparison *found =
	    view_comparison_find(view, "against");

	if (found != NULL)
		draw_changes(document, found);
}

static void
draw_compared_table(struct document *document, const struct view *view)
{
	const struct view_comparison *found =
	    view_comparison_find(view, "compared");

	if (found != NULL)
		draw_changes(document, found);
}

static bool
is_repeated(const struct view *view, size_t row)
{
	return row > 0 && view->rows.items[row].id.whole != NULL &&
	       view->rows.items[row - 1].id.whole != NULL &&
	       strcmp(view->rows.items[row].id.whole,
		   view->rows.items[row - 1].id.whole) == 0;
}

size_t
paper_long_id_count(const struct view *view)
{
	size_t i, count = 0;

	for (i = 0; i < view->rows.count; i++)
		count += view->rows.items[i].id.whole != NULL &&
			 !is_repeated(view, i);
	return count;
}

static void
draw_long_ids(struct document *document, const struct view *view)
{
	size_t i, shown = 0;

	for (i = 0; i < view->rows.count && shown < LONG_IDS; i++) {
		if (view->rows.items[i].id.whole == NULL ||
		    is_repeated(view, i))
			continue;
		prose_block(document, view->rows.items[i].id.whole);
		shown++;
	}
}

static void
draw_logo(struct document *document, const struct view *view)
{
	struct pdf_file *file = &document->file;
	double width = file->logo_width, height = file->logo_height, scale;
	struct point at;

	(void)view;
	if (file->logo == NULL)
		return;
	scale = LOGO_HEIGHT / height;
	if (width * scale > LOGO_WIDTH)
		scale = LOGO_WIDTH / width;
	at = document_place(document, height * scale);
	pdf_file_draw_logo(
	    file, document->page, at, width * scale, height * scale);
	document_skip(document, 40);
}

static const struct paper_part parts[] = {
    {"img logo", draw_logo},
    {"table cases", draw_cases},
    {"table others", draw_others},
    {"table groups", draw_groups},
    {"table long-ids", draw_long_ids},
    {"table against", draw_against_table},
    {"table compared", draw_compared_table},
    {"table checklist", paper_draw_checklist},
    {"table targets", paper_draw_targets},
    {"table regressions", paper_draw_regressions},
    {"table improvements", paper_draw_improvements},
    {"table undecided", paper_draw_undecided},
    {"table scaling", paper_draw_scaling},
    {"table concurrency", paper_draw_concurrency},
    {"table trends", paper_draw_trends},
    {"table acknowledged", paper_draw_acknowledged},
    {"figure histories", paper_draw_histories},
    {"figure changes", paper_draw_changes},
    {"figure overview", paper_draw_overviews},
    {"figure cases", paper_draw_case_figures},
    {"figure against", paper_draw_against},
    {"figure compared", paper_draw_compared},
    {"figure scaling", paper_draw_scaling_figures},
    {"figure concurrency", paper_draw_concurrency_figures},
    {"figure conditions", paper_draw_conditions},
};

const struct paper_part *
paper_part_find(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof parts / sizeof *parts; i++)
		if (strcmp(parts[i].name, name) == 0)
			return &parts[i];
	return NULL;
}

void
paper_parts_list(struct buf *out)
{
	size_t i;

	buf_add_string(out, "nav contents");
	for (i = 0; i < sizeof parts / sizeof *parts; i++)
		buf_addf(out, ", %s", parts[i].name);
}
