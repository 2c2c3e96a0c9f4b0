#include "output/text_table.h"

#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "output/text_changes.h"

enum { GAP = 2, ID_LEAST = 16 };

enum column {
	COLUMN_ID,
	COLUMN_METRIC,
	COLUMN_MEDIAN,
	COLUMN_UNIT,
	COLUMN_INTERVAL,
	COLUMN_SAMPLES,
	COLUMN_RSS,
	COLUMN_STATUS,
	COLUMN_COUNT
};

static const char *const titles[COLUMN_COUNT] = {
    "case", "metric", "median", "", "95 % interval", "n", "max RSS", "status"};

static const bool is_right[COLUMN_COUNT] = {
    [COLUMN_MEDIAN] = true, [COLUMN_SAMPLES] = true, [COLUMN_RSS] = true};

/* Left out in this order when the line is too narrow. */
static const enum column expendable[] = {
    COLUMN_RSS, COLUMN_SAMPLES, COLUMN_INTERVAL, COLUMN_METRIC};

struct layout {
	size_t width[COLUMN_COUNT]; /* 0: the column is not shown */
	size_t fraction;            /* most characters from the point on */
	size_t line; /* characters a line may have, 0: any number */
	bool is_coloured;
};

/* Characters from the decimal point on. */
static size_t
fraction_of(const char *number)
{
	const char *point = strchr(number, '.');

	return point == NULL || strchr(number, 'e') != NULL ? 0 : strlen(point);
}

static void
add_spaces(struct buf *out, size_t count)
{
	while (count-- > 0)
		buf_add_char(out, ' ');
}

/* The cell without padding. */
static void
cell_text(struct buf *out, const struct view_row *row, enum column column,
    const struct layout *layout)
{
	const char *text = NULL;

	switch (column) {
	case COLUMN_ID:
		text = row->id.text;
		if (layout->width[COLUMN_ID] == 0)
			break;
		/* From the whole: the cut of a cut would have two "…". */
		if (row->id.whole != NULL)
			text = row->id.whole;
		wording_cut(out, text, layout->width[COLUMN_ID]);
		return;
	case COLUMN_METRIC:
		text = row->metric;
		break;
	case COLUMN_MEDIAN:
		if (row->median.text == NULL)
			return;
		buf_add_string(out, row->median.text);
		add_spaces(
		    out, layout->fraction - fraction_of(row->median.text));
		return;
	case COLUMN_UNIT:
		text = row->unit;
		break;
	case COLUMN_INTERVAL:
		text = row->interval.text;
		break;
	case COLUMN_SAMPLES:
		text = row->samples;
		break;
	case COLUMN_RSS:
		text = row->rss.text;
		break;
	case COLUMN_STATUS:
	case COLUMN_COUNT:
		text = row->status.word;
		break;
	}
	if (text != NULL)
		buf_add_string(out, text);
}

static size_t
total_width(const struct layout *layout)
{
	size_t total = 0;
	int column;

	for (column = 0; column < COLUMN_COUNT; column++)
		if (layout->width[column] != 0)
			total += layout->width[column] +
				 (column == COLUMN_ID ? 0 : GAP);
	return total;
}

static void
widths_measure(struct layout *layout, const struct view *view)
{
	const struct view_row *row;
	struct buf cell = {0};
	size_t width[COLUMN_COUNT] = {0}, i, length;
	int column;

	for (i = 0; i < view->rows.count; i++) {
		row = &view->rows.items[i];
		if (row->median.text == NULL)
			continue;
		length = fraction_of(row->median.text);
		if (length > layout->fraction)
			layout->fraction = length;
	}
	for (i = 0; i < view->rows.count; i++) {
		for (column = 0; column < COLUMN_COUNT; column++) {
			buf_reset(&cell);
			cell_text(&cell, &view->rows.items[i],
			    (enum column)column, layout);
			length = text_characters(buf_text(&cell));
			if (length > width[column])
				width[column] = length;
		}
	}
	for (column = 0; column < COLUMN_COUNT; column++) {
		length = strlen(titles[column]);
		if (width[column] != 0 && width[column] < length)
			width[column] = length;
	}
	if (view->has_many_metrics == NULL)
		width[COLUMN_METRIC] = 0;
	memcpy(layout->width, width, sizeof width);
	buf_release(&cell);
}

/* Cuts the ids, then leaves out columns, until a line fits. */
static void
widths_fit(struct layout *layout)
{
	size_t whole_id = layout->width[COLUMN_ID], next = 0, rest;

	if (layout->line == 0)
		return;
	for (;;) {
		rest = total_width(layout) - layout->width[COLUMN_ID];
		if (rest + whole_id <= layout->line) {
			layout->width[COLUMN_ID] = whole_id;
			return;
		}
		if (rest + ID_LEAST <= layout->line) {
			layout->width[COLUMN_ID] = layout->line - rest;
			return;
		}
		if (next == sizeof expendable / sizeof *expendable)
			break;
		layout->width[expendable[next++]] = 0;
	}
	layout->width[COLUMN_ID] =
	    rest + 1 < layout->line ? layout->line - rest : 1;
}

const char *
text_table_colour(const char *tone)
{
	if (strcmp(tone, "good") == 0)
		return "\033[32m";
	if (strcmp(tone, "warn") == 0)
		return "\033[33m";
	if (strcmp(tone, "bad") == 0)
		return "\033[31m";
	return "";
}

/* Why the case is not ok: behind it if there is room, else below it. */
static void
add_message(struct buf *out, size_t used, const char *message,
    const struct layout *layout)
{
	size_t room = layout->line > GAP ? layout->line - GAP : 1;

	if (layout->line != 0 &&
	    used + GAP + text_characters(message) > layout->line)
		buf_add_char(out, '\n');
	add_spaces(out, GAP);
	if (layout->line == 0)
		buf_add_string(out, message);
	else
		text_printable(out, message, room);
}

static void
write_row(const struct view_row *row, const struct layout *layout, FILE *out)
{
	struct buf line = {0}, cell = {0};
	size_t used = 0, length, padding;
	bool is_last, is_tinted;
	int column;

	for (column = 0; column < COLUMN_COUNT; column++) {
		if (layout->width[column] == 0)
			continue;
		buf_reset(&cell);
		cell_text(&cell, row, (enum column)column, layout);
		length = text_characters(buf_text(&cell));
		padding = layout->width[column] - length;
		is_last = column == COLUMN_STATUS;
		is_tinted = is_last && layout->is_coloured;
		if (column != COLUMN_ID)
			add_spaces(&line, GAP);
		if (is_right[column])
			add_spaces(&line, padding);
		if (is_tinted)
			buf_add_string(
			    &line, text_table_colour(row->status.tone));
		buf_add(&line, buf_text(&cell), cell.length);
		if (is_tinted)
			buf_add_string(&line, "\033[0m");
		if (!is_right[column] && !is_last)
			add_spaces(&line, padding);
		used += (column == COLUMN_ID ? 0 : GAP) + length +
			(is_last ? 0 : padding);
	}
	if (row->message != NULL)
		add_message(&line, used, row->message, layout);
	fwrite(line.text, 1, line.length, out);
	fputc('\n', out);
	buf_release(&line);
	buf_release(&cell);
}

static void
write_head(const struct layout *layout, FILE *out)
{
	struct view_row head = {
	    .id = {.text = titles[COLUMN_ID]},
	    .metric = titles[COLUMN_METRIC],
	    .median.text = titles[COLUMN_MEDIAN],
	    .interval.text = titles[COLUMN_INTERVAL],
	    .samples = titles[COLUMN_SAMPLES],
	    .rss.text = titles[COLUMN_RSS],
	    .status = {titles[COLUMN_STATUS], "", "plain"},
	};
	struct layout plain = *layout;

	plain.is_coloured = false;
	plain.fraction = 0;
	write_row(&head, &plain, out);
}

/* "few samples (3 cases): Fewer than … Raise …" */
static void
write_said(const char *head, const char *text, const char *advice, FILE *out)
{
	struct buf line = {0};

	buf_addf(&line, "%s: ", head);
	text_printable(&line, text, 0);
	if (advice != NULL) {
		buf_add_char(&line, ' ');
		text_printable(&line, advice, 0);
	}
	fprintf(out, "%s\n", line.text);
	buf_release(&line);
}

static void
write_notes(const struct view *view, FILE *out)
{
	const struct view_note *note;
	const struct view_remark *remark;
	struct buf head = {0};
	size_t i;

	for (i = 0; i < view->notes.count; i++) {
		note = &view->notes.items[i];
		buf_reset(&head);
		buf_add_string(&head, note->level.word);
		if (note->id != NULL)
			buf_addf(&head, ", %s", note->id);
		write_said(head.text, note->text, note->advice, out);
	}
	for (i = 0; i < view->remarks.count; i++) {
		remark = &view->remarks.items[i];
		buf_reset(&head);
		buf_addf(&head, "%s (%s)", remark->word, remark->cases);
		write_said(head.text, remark->sentence, remark->advice, out);
	}
	buf_release(&head);
}

void
text_table_write(const struct view *view,
    const struct text_table_options *options, FILE *out)
{
	struct layout layout = {
	    .line = options->width,
	    .is_coloured = options->is_coloured,
	};
	size_t i;

	widths_measure(&layout, view);
	widths_fit(&layout);
	if (view->rows.count != 0)
		write_head(&layout, out);
	for (i = 0; i < view->rows.count; i++)
		write_row(&view->rows.items[i], &layout, out);
	if (view->rows.count != 0)
		fputc('\n', out);
	text_changes_write(view, options, out);
	fprintf(out, "%s\n", view->summary);
	if (view->judged != NULL)
		fprintf(out, "%s\n", view->judged);
	if (view->trends.heading != NULL)
		fprintf(out, "%s: ", view->trends.heading);
	if (view->trends.summary != NULL)
		fprintf(out, "%s\n", view->trends.summary);
	write_notes(view, out);
}
