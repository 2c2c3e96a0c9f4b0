#include "output/paper_judgement.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xalloc.h"
#include "output/prose.h"
#include "output/table.h"
#include "output/view_change.h"

enum { TEXT_SIZE = 8, NUMBER_SIZE = 7 };

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
sign_and_word(struct document *document, const struct wording *wording)
{
	return arena_printf(
	    &document->arena, "%s %s", wording->sign, wording->word);
}

static const struct table_column gate_columns[] = {
    {"Line", TABLE_LEFT, false, true, 130},
    {"Level", TABLE_LEFT, false, false, 0},
    {"Status", TABLE_LEFT, false, false, 0},
    {"Reason", TABLE_LEFT, false, true, 0},
};

enum { GATE_COLUMNS = sizeof gate_columns / sizeof *gate_columns };

static const char *
level_text_of(struct document *document, const struct view_gate *gate)
{
	if (gate->manual == NULL)
		return gate->level;
	return arena_printf(
	    &document->arena, "%s, %s", gate->level, gate->manual);
}

void
paper_draw_checklist(struct document *document, const struct view *view)
{
	struct table table = {.columns = gate_columns,
	    .column_count = GATE_COLUMNS,
	    .size = TEXT_SIZE};
	const struct view_section *section;
	const struct view_gate *gate;
	struct table_cell *cells, *cell;
	size_t i, j, rows = 0;

	for (i = 0; i < view->sections.count; i++)
		rows += 1 + view->sections.items[i].gates.count;
	cells = cell = xcalloc(rows * GATE_COLUMNS + 1, sizeof *cells);
	for (i = 0; i < view->sections.count; i++) {
		section = &view->sections.items[i];
		if (section->name != NULL) {
			*cell = (struct table_cell){.text = section->name,
			    .span = GATE_COLUMNS - 1,
			    .is_bold = true};
			cell += GATE_COLUMNS;
			table.row_count++;
		}
		for (j = 0; j < section->gates.count; j++) {
			gate = &section->gates.items[j];
			cell[0].text = gate->name;
			cell[1].text = level_text_of(document, gate);
			cell[2].text = sign_and_word(document, &gate->status);
			cell[2].ink = tone_ink(gate->status.tone);
			cell[2].is_bold = true;
			cell[3].text = or_dash(gate->reason);
			cell += GATE_COLUMNS;
			table.row_count++;
		}
	}
	table.cells = cells;
	table_draw(document, &table);
	free(cells);
}

static const struct table_column target_columns[] = {
    {"Case or claim", TABLE_LEFT, true, true, 140},
    {"Of", TABLE_LEFT, true, true, 70},
    {"Baseline", TABLE_RIGHT, false, false, 0},
    {"Target", TABLE_RIGHT, false, true, 80},
    {"Measured", TABLE_RIGHT, false, false, 0},
    {"Status", TABLE_LEFT, false, true, 80},
    {"Headroom", TABLE_LEFT, false, true, 120},
};

enum { TARGET_COLUMNS = sizeof target_columns / sizeof *target_columns };

static const char *
target_name(struct document *document, const struct view_target *target)
{
	if (target->claim == NULL)
		return target->id.text;
	if (target->id.text == NULL)
		return target->claim;
	return arena_printf(
	    &document->arena, "%s: %s", target->claim, target->id.text);
}

/* Headroom of a budget; of a claim what it is and why. */
static const char *
target_said(struct document *document, const struct view_target *target)
{
	const char *texts[] = {target->headroom, target->what, target->note};
	struct buf out = {0};
	const char *copy;
	size_t i;

	for (i = 0; i < sizeof texts / sizeof *texts; i++)
		if (texts[i] != NULL)
			buf_addf(
			    &out, "%s%s", out.length > 0 ? ". " : "", texts[i]);
	copy = arena_strdup(&document->arena, buf_text(&out));
	buf_release(&out);
	return copy;
}

void
paper_draw_targets(struct document *document, const struct view *view)
{
	size_t rows = view->targets.count, i;
	const struct view_target *target;
	struct table_cell *cells, *cell;

	cells = cell = xcalloc(rows * TARGET_COLUMNS + 1, sizeof *cells);
	for (i = 0; i < rows; i++, cell += TARGET_COLUMNS) {
		target = &view->targets.items[i];
		cell[0].text = target_name(document, target);
		cell[1].text = target->selector;
		cell[2].text = or_dash(target->baseline);
		cell[3].text = or_dash(target->target);
		cell[4].text = or_dash(target->measured);
		cell[5].text = sign_and_word(document, &target->status);
		if (target->uncertain != NULL)
			cell[5].text = arena_printf(&document->arena, "%s, %s",
			    cell[5].text, target->uncertain);
		cell[5].ink = tone_ink(target->status.tone);
		cell[6].text = target_said(document, target);
	}
	table_draw(document, &(struct table){target_columns, TARGET_COLUMNS,
				 cells, rows, NUMBER_SIZE});
	free(cells);
}

static const struct table_column verdict_columns[] = {
    {"Case", TABLE_LEFT, true, true, 170},
    {"Metric", TABLE_LEFT, true, true, 70},
    {"Verdict", TABLE_LEFT, false, true, 90},
    {"Change, 95 %", TABLE_RIGHT, false, false, 0},
    {"Without shift", TABLE_RIGHT, false, false, 0},
    {"Ratio", TABLE_DECIMAL, false, false, 0},
    {"p", TABLE_RIGHT, false, false, 0},
    {"q", TABLE_RIGHT, false, false, 0},
    {"Not seen", TABLE_RIGHT, false, false, 0},
    {"Launches", TABLE_RIGHT, false, false, 0},
};

enum {
	VERDICT_COLUMNS = sizeof verdict_columns / sizeof *verdict_columns,
	COLUMN_METRIC = 1,
	COLUMN_VERDICT,
	COLUMN_CHANGE,
	COLUMN_ADJUSTED,
	COLUMN_LAUNCHES = VERDICT_COLUMNS - 1
};

static const char *
verdict_word(struct document *document, const struct view_change *change)
{
	return arena_printf(&document->arena, "%s %s%s%s", change->seen.sign,
	    change->level == NULL ? change->seen.word : change->level,
	    change->doubt == NULL ? "" : ", ",
	    change->doubt == NULL ? "" : change->doubt);
}

static void
set_verdict_cells(struct document *document, const struct view_change *change,
    struct table_cell *cells)
{
	const char *texts[VERDICT_COLUMNS] = {
	    change->id.text,
	    change->metric,
	    verdict_word(document, change),
	    change->change == NULL ? change->reason : change->change,
	    or_dash(change->adjusted),
	    or_dash(change->ratio),
	    or_dash(change->p),
	    or_dash(change->q),
	    change->least == NULL
		? "–"
		: arena_printf(&document->arena, "< %s", change->least),
	    or_dash(change->counts),
	};
	size_t i;

	for (i = 0; i < VERDICT_COLUMNS; i++)
		cells[i] = (struct table_cell){.text = texts[i]};
	cells[COLUMN_VERDICT].ink = tone_ink(change->seen.tone);
	if (change->change == NULL)
		cells[COLUMN_CHANGE].ink = INK_MUTED;
}

static void
draw_verdicts(
    struct document *document, const struct view_comparison *comparison)
{
	bool is_shown[VERDICT_COLUMNS];
	struct table_column columns[VERDICT_COLUMNS];
	struct table_cell all[VERDICT_COLUMNS], *cells, *cell;
	struct table table = {.columns = columns, .size = NUMBER_SIZE};
	size_t i, j;

	for (j = 0; j < VERDICT_COLUMNS; j++)
		is_shown[j] = true;
	is_shown[COLUMN_METRIC] = comparison->has_many_metrics != NULL;
	is_shown[COLUMN_ADJUSTED] = comparison->has_adjusted != NULL;
	for (j = 0; j < VERDICT_COLUMNS; j++)
		if (is_shown[j])
			columns[table.column_count++] = verdict_columns[j];
	table.row_count = comparison->changes.count;
	cells = cell =
	    xcalloc(table.row_count * table.column_count + 1, sizeof *cells);
	for (i = 0; i < table.row_count; i++) {
		set_verdict_cells(document, &comparison->changes.items[i], all);
		for (j = 0; j < VERDICT_COLUMNS; j++)
			if (is_shown[j])
				*cell++ = all[j];
		/* A reason takes the place of all numbers but the last. */
		if (comparison->changes.items[i].change == NULL)
			cell[-(COLUMN_LAUNCHES - COLUMN_CHANGE + 1) +
			     !is_shown[COLUMN_ADJUSTED]]
			    .span = COLUMN_LAUNCHES - COLUMN_CHANGE - 1 -
				    !is_shown[COLUMN_ADJUSTED];
	}
	table.cells = cells;
	table_draw(document, &table);
	free(cells);
}

static void
draw_section(
    struct document *document, const struct view *view, const char *anchor)
{
	size_t i;

	for (i = 0; i < view->verdicts.count; i++)
		if (strcmp(view->verdicts.items[i].anchor, anchor) == 0)
			draw_verdicts(document, &view->verdicts.items[i]);
}

void
paper_draw_regressions(struct document *document, const struct view *view)
{
	draw_section(document, view, "regressions");
}

void
paper_draw_improvements(struct document *document, const struct view *view)
{
	draw_section(document, view, "improvements");
}

void
paper_draw_undecided(struct document *document, const struct view *view)
{
	draw_section(document, view, "undecided");
}
