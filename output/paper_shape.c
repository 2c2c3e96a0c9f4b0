#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "output/paper_judgement.h"
#include "output/prose.h"
#include "output/table.h"

enum { SIZE = 7 /* points */ };

static const char *
or_dash(const char *text)
{
	return text == NULL ? "–" : text;
}

static void
set_status(struct document *document, const struct wording *status,
    struct table_cell *cell)
{
	cell->text =
	    arena_printf(&document->arena, "%s %s", status->sign, status->word);
	cell->ink = strcmp(status->tone, "plain") == 0
			? INK_MUTED
			: prose_ink(status->tone);
}

static const struct table_column scaling_columns[] = {
    {"Benchmark", TABLE_LEFT, true, true, 130},
    {"Metric", TABLE_LEFT, true, true, 60},
    {"Over", TABLE_LEFT, true, true, 60},
    {"Sizes", TABLE_LEFT, false, true, 80},
    {"Status", TABLE_LEFT, false, true, 70},
    {"Exponent", TABLE_LEFT, false, false, 0},
    {"Grows as", TABLE_LEFT, false, true, 60},
    {"Allowed", TABLE_LEFT, false, true, 80},
};

enum { SCALING_COLUMNS = sizeof scaling_columns / sizeof *scaling_columns };

void
paper_draw_scaling(struct document *document, const struct view *view)
{
	size_t rows = view->scalings.count, i;
	const struct view_scaling *from;
	struct table_cell *cells, *cell;

	cells = cell = xcalloc(rows * SCALING_COLUMNS + 1, sizeof *cells);
	for (i = 0; i < rows; i++, cell += SCALING_COLUMNS) {
		from = &view->scalings.items[i];
		cell[0].text = from->name;
		cell[1].text = from->metric;
		cell[2].text = from->over;
		cell[3].text = or_dash(from->sizes);
		set_status(document, &from->status, &cell[4]);
		cell[5].text = or_dash(from->exponent);
		cell[6].text = or_dash(from->class);
		cell[7].text = or_dash(from->bound);
	}
	table_draw(document, &(struct table){scaling_columns, SCALING_COLUMNS,
				 cells, rows, SIZE});
	free(cells);
}

static const struct table_column level_columns[] = {
    {"Benchmark", TABLE_LEFT, true, true, 150},
    {"At once", TABLE_RIGHT, false, false, 0},
    {"Throughput", TABLE_RIGHT, false, false, 0},
    {"Latency", TABLE_RIGHT, false, false, 0},
    {"Speed-up", TABLE_RIGHT, false, false, 0},
    {"Efficiency", TABLE_RIGHT, false, false, 0},
    {"Status", TABLE_LEFT, false, true, 80},
};

enum { LEVEL_COLUMNS = sizeof level_columns / sizeof *level_columns };

void
paper_draw_concurrency(struct document *document, const struct view *view)
{
	const struct view_concurrency *from;
	const struct view_level *level;
	struct table_cell *cells, *cell;
	size_t i, j, rows = 0;

	for (i = 0; i < view->concurrencies.count; i++)
		rows += view->concurrencies.items[i].levels.count;
	cells = cell = xcalloc(rows * LEVEL_COLUMNS + 1, sizeof *cells);
	for (i = 0; i < view->concurrencies.count; i++) {
		from = &view->concurrencies.items[i];
		for (j = 0; j < from->levels.count; j++) {
			level = &from->levels.items[j];
			if (j == 0) {
				cell[0].text = from->name;
				set_status(document, &from->status, &cell[6]);
			}
			cell[1].text = level->workers;
			cell[2].text = level->throughput;
			cell[3].text = or_dash(level->latency);
			cell[4].text = or_dash(level->speedup);
			cell[5].text = or_dash(level->efficiency);
			cell += LEVEL_COLUMNS;
		}
	}
	table_draw(document,
	    &(struct table){level_columns, LEVEL_COLUMNS, cells, rows, SIZE});
	free(cells);
}
