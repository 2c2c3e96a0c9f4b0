#include "output/paper_history.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "output/prose.h"
#include "output/table.h"

enum { SIZE = 7 /* points */ };

static const struct table_column columns[] = {
    {"Case", TABLE_LEFT, true, true, 120},
    {"Metric", TABLE_LEFT, false, true, 60},
    {"Seen", TABLE_LEFT, false, true, 80},
    {"Change, 95 %", TABLE_RIGHT, false, false, 0},
    {"Before", TABLE_RIGHT, false, false, 0},
    {"After", TABLE_RIGHT, false, false, 0},
    {"Commits", TABLE_LEFT, true, true, 110},
    {0}, /* the date, or why it is accepted */
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static const struct table_column date_column = {.head = "Date"};
static const struct table_column reason_column = {
    .head = "Why", .may_wrap = true, .most = 110};

static void
fill_row(struct document *document, const struct view_point *from,
    struct table_cell *cell)
{
	cell[0].text = from->id.text;
	cell[1].text = from->metric;
	cell[2].text = arena_printf(
	    &document->arena, "%s %s", from->seen.sign, from->seen.word);
	cell[2].ink = strcmp(from->seen.tone, "plain") == 0
			  ? INK_MUTED
			  : prose_ink(from->seen.tone);
	cell[3].text = from->change;
	cell[3].is_bold = true;
	cell[4].text = from->before;
	cell[5].text = from->after;
	cell[6].text = arena_printf(
	    &document->arena, "%s .. %s", from->last.text, from->first.text);
	cell[7].text = from->reason != NULL ? from->reason
		       : from->date != NULL ? from->date
					    : "–";
}

static void
draw_points(struct document *document, const struct view_point *points,
    size_t count, const struct table_column *last)
{
	struct table_column heads[COLUMNS];
	size_t rows = count < PAPER_TRENDS ? count : PAPER_TRENDS, i;
	struct table_cell *cells = xcalloc(rows * COLUMNS + 1, sizeof *cells);

	memcpy(heads, columns, sizeof heads);
	heads[COLUMNS - 1] = *last;
	for (i = 0; i < rows; i++)
		fill_row(document, &points[i], cells + i * COLUMNS);
	table_draw(
	    document, &(struct table){heads, COLUMNS, cells, rows, SIZE});
	free(cells);
}

void
paper_draw_trends(struct document *document, const struct view *view)
{
	if (view->trends.points.count > 0)
		draw_points(document, view->trends.points.items,
		    view->trends.points.count, &date_column);
}

void
paper_draw_acknowledged(struct document *document, const struct view *view)
{
	if (view->trends.acknowledged.count > 0)
		draw_points(document, view->trends.acknowledged.items,
		    view->trends.acknowledged.count, &reason_column);
}
