#include "output/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

enum {
	GAP = 9,          /* points between columns */
	ROW_PAD = 2,      /* above and below a row's lines */
	KEPT_ROWS = 12,   /* a table up to this is not torn */
	CELL_LINES = 200, /* one cell cannot fill the document */
	WRAP_LEAST = 60   /* points a column keeps */
};

static const double PLAIN_SIZE = 7.5, LEADING = 1.28;
static const double SIZE_LEAST = 5, SIZE_STEP = 0.5; /* of type */

/* A table and where it is drawn. */
struct layout {
	struct document *document;
	const struct table *table;
	double size, line;
	double *widths;    /* of each column, without the gap */
	double *fractions; /* widest text behind a decimal point */
};

static enum pdf_face
face_of(const struct table_column *column, const struct table_cell *cell)
{
	if (cell->is_bold)
		return PDF_FACE_BOLD;
	return column->is_code ? PDF_FACE_MONO : PDF_FACE_TEXT;
}

static double
cell_size(const struct layout *layout, const struct table_column *column)
{
	return column->is_code ? layout->size * 0.92 : layout->size;
}

static double
text_width(const struct layout *layout, const struct table_column *column,
    const struct table_cell *cell, const char *text)
{
	return pdf_fonts_width(&layout->document->file.fonts,
	    face_of(column, cell), cell_size(layout, column), text,
	    strlen(text));
}

/* The text behind the last digit before the point; NULL: no number. */
static const char *
fraction(const char *text)
{
	const char *point;

	if (strpbrk(text, "0123456789") == NULL || strchr(text, '[') != NULL)
		return NULL;
	point = strchr(text, '.');
	return point == NULL ? text + strlen(text) : point;
}

static void
measure_cell(struct layout *layout, size_t index, const struct table_cell *cell)
{
	const struct table_column *column = &layout->table->columns[index];
	double width;

	if (cell->text == NULL || cell->span > 0)
		return;
	width = text_width(layout, column, cell, cell->text);
	if (column->most > 0 && width > column->most)
		width = column->most;
	if (width > layout->widths[index])
		layout->widths[index] = width;
	if (column->align != TABLE_DECIMAL || fraction(cell->text) == NULL)
		return;
	width = text_width(layout, column, cell, fraction(cell->text));
	if (width > layout->fractions[index])
		layout->fractions[index] = width;
}

/* Numbers are as wide as their widest whole part and fraction together. */
static void
measure_whole_parts(struct layout *layout, size_t index)
{
	const struct table *table = layout->table;
	const struct table_column *column = &table->columns[index];
	const struct table_cell *cell;
	const char *behind;
	double width;
	size_t row;

	for (row = 0; row < table->row_count; row++) {
		cell = &table->cells[row * table->column_count + index];
		if (cell->text == NULL || cell->span > 0)
			continue;
		behind = fraction(cell->text);
		if (behind == NULL)
			continue;
		width = text_width(layout, column, cell, cell->text) -
			text_width(layout, column, cell, behind) +
			layout->fractions[index];
		if (width > layout->widths[index])
			layout->widths[index] = width;
	}
}

static void
measure(struct layout *layout)
{
	const struct table *table = layout->table;
	const struct table_cell head = {.is_bold = true};
	size_t row, i, skip;

	for (i = 0; i < table->column_count; i++)
		layout->widths[i] = text_width(
		    layout, &table->columns[i], &head, table->columns[i].head);
	for (row = 0; row < table->row_count; row++)
		for (i = 0; i < table->column_count; i += 1 + skip) {
			skip = table->cells[row * table->column_count + i].span;
			measure_cell(layout, i,
			    &table->cells[row * table->column_count + i]);
		}
	for (i = 0; i < table->column_count; i++)
		if (table->columns[i].align == TABLE_DECIMAL)
			measure_whole_parts(layout, i);
}

/* Takes what is too much from the columns that may wrap, the widest first. */
static void
shrink(const struct layout *layout, double excess)
{
	const struct table *table = layout->table;
	size_t i, widest;

	while (excess > 0) {
		widest = SIZE_MAX;
		for (i = 0; i < table->column_count; i++)
			if (table->columns[i].may_wrap &&
			    layout->widths[i] > WRAP_LEAST &&
			    (widest == SIZE_MAX ||
				layout->widths[i] > layout->widths[widest]))
				widest = i;
		if (widest == SIZE_MAX)
			return;
		layout->widths[widest] -= 1;
		excess -= 1;
	}
}

/* What the columns and the gaps between them take beyond the page. */
static double
excess_of(const struct layout *layout)
{
	double all = -GAP - document_width(layout->document);
	size_t i;

	for (i = 0; i < layout->table->column_count; i++)
		all += layout->widths[i] + GAP;
	return all;
}

/* In smaller type where columns that cannot wrap are too wide. */
static void
lay_out(struct layout *layout)
{
	const struct table *table = layout->table;
	double excess;

	layout->size = table->size > 0 ? table->size : PLAIN_SIZE;
	for (;; layout->size -= SIZE_STEP) {
		layout->line = layout->size * LEADING;
		memset(layout->fractions, 0,
		    table->column_count * sizeof *layout->fractions);
		measure(layout);
		excess = excess_of(layout);
		shrink(layout, excess);
		if (layout->size - SIZE_STEP < SIZE_LEAST ||
		    excess_of(layout) <= 0)
			break;
	}
	if (excess < 0)
		layout->widths[0] -= excess;
}

static struct layout
layout_new(struct document *document, const struct table *table)
{
	return (struct layout){.document = document,
	    .table = table,
	    .widths = xcalloc(table->column_count, sizeof(double)),
	    .fractions = xcalloc(table->column_count, sizeof(double))};
}

static void
layout_free(struct layout *layout)
{
	free(layout->widths);
	free(layout->fractions);
}

void
table_widths(
    const struct document *document, const struct table *table, double *widths)
{
	/* Measuring changes nothing of the document. */
	struct layout layout = layout_new((struct document *)document, table);

	lay_out(&layout);
	memcpy(widths, layout.widths, table->column_count * sizeof *widths);
	layout_free(&layout);
}

/* The width of a cell with the columns it covers. */
static double
cell_width(const struct layout *layout, size_t index, size_t span)
{
	double width = layout->widths[index];
	size_t i;

	for (i = 1; i <= span && index + i < layout->table->column_count; i++)
		width += GAP + layout->widths[index + i];
	return width;
}

/* The bytes of text that the next line of a cell takes. */
static size_t
cell_line(const struct layout *layout, size_t index,
    const struct table_cell *cell, const char *text)
{
	const struct table_column *column = &layout->table->columns[index];

	/* A hair more, for sums that are rounded. */
	return pdf_fonts_fit(&layout->document->file.fonts,
	    face_of(column, cell), cell_size(layout, column),
	    cell_width(layout, index, cell->span) + 0.01, text, strlen(text));
}

static size_t
cell_lines(
    const struct layout *layout, size_t index, const struct table_cell *cell)
{
	const char *text = cell->text;
	size_t lines = 0;

	if (text == NULL)
		return 0;
	for (; *text != '\0' && lines < CELL_LINES; lines++)
		text += cell_line(layout, index, cell, text);
	return lines;
}

static size_t
row_lines(const struct layout *layout, const struct table_cell *cells)
{
	size_t most = 1, lines, i;

	for (i = 0; i < layout->table->column_count; i += 1 + cells[i].span) {
		lines = cell_lines(layout, i, &cells[i]);
		most = lines > most ? lines : most;
	}
	return most;
}

static double
row_height(const struct layout *layout, const struct table_cell *cells)
{
	return (double)row_lines(layout, cells) * layout->line + 2 * ROW_PAD;
}

/* Where a line of a cell begins, from the left of its column. */
static double
line_offset(const struct layout *layout, size_t index,
    const struct table_cell *cell, const char *text, size_t length)
{
	const struct table_column *column = &layout->table->columns[index];
	double width, room = layout->widths[index];
	const char *behind;

	if (column->align == TABLE_LEFT || cell->span > 0)
		return 0;
	width = pdf_fonts_width(&layout->document->file.fonts,
	    face_of(column, cell), cell_size(layout, column), text, length);
	behind = column->align == TABLE_DECIMAL && !cell->is_bold
		     ? fraction(text)
		     : NULL;
	if (behind == NULL)
		return room - width;
	return room - width - layout->fractions[index] +
	       text_width(layout, column, cell, behind);
}

static void
draw_cell(const struct layout *layout, size_t index,
    const struct table_cell *cell, struct point at)
{
	const struct table_column *column = &layout->table->columns[index];
	const struct pdf_type type = {face_of(column, cell),
	    cell_size(layout, column),
	    cell->ink == INK_NONE ? INK_TEXT : cell->ink};
	const char *text = cell->text;
	size_t length, lines, shown;

	at.y += (layout->line + layout->size * 0.72) / 2;
	for (lines = 0; *text != '\0' && lines < CELL_LINES; lines++) {
		length = cell_line(layout, index, cell, text);
		for (shown = length; shown > 0 && text[shown - 1] == ' ';)
			shown--;
		document_type(layout->document,
		    (struct point){
			at.x + line_offset(layout, index, cell, text, shown),
			at.y},
		    text, shown, &type);
		at.y += layout->line;
		text += length;
	}
}

static void
draw_cells(const struct layout *layout, const struct table_cell *cells,
    struct point at)
{
	size_t i;

	at.y += ROW_PAD;
	for (i = 0; i < layout->table->column_count; i += 1 + cells[i].span) {
		if (cells[i].text != NULL)
			draw_cell(layout, i, &cells[i], at);
		at.x += cell_width(layout, i, cells[i].span) + GAP;
	}
}

static double
head_height(const struct layout *layout)
{
	return layout->line + 2 * ROW_PAD + 2;
}

static void
draw_head(const struct layout *layout)
{
	const struct table *table = layout->table;
	struct table_cell *heads = xcalloc(table->column_count, sizeof *heads);
	double height = head_height(layout), width;
	struct point at = document_place(layout->document, height);
	size_t i;

	for (i = 0; i < table->column_count; i++)
		heads[i] = (struct table_cell){
		    .text = table->columns[i].head, .is_bold = true};
	draw_cells(layout, heads, at);
	width = document_width(layout->document);
	document_rule(
	    layout->document, at.x, at.y + height - 1, width, 0.8, INK_TEXT);
	free(heads);
}

static void
draw_row(const struct layout *layout, const struct table_cell *cells)
{
	double height = row_height(layout, cells);
	struct point at;

	if (document_room(layout->document) < height) {
		document_break(layout->document);
		draw_head(layout);
	}
	at = document_place(layout->document, height);
	draw_cells(layout, cells, at);
	document_rule(layout->document, at.x, at.y + height,
	    document_width(layout->document), 0.4, INK_GRID);
}

void
table_draw(struct document *document, const struct table *table)
{
	struct layout layout;
	double first;
	size_t i, kept;

	/* A long one is torn anyway, and takes long to lay out. */
	if (document->tried_from > 0 && table->row_count > KEPT_ROWS)
		return;
	layout = layout_new(document, table);
	lay_out(&layout);
	/* A small table stays whole, else the head with the first row. */
	kept = table->row_count <= KEPT_ROWS ? table->row_count : 1;
	first = head_height(&layout);
	for (i = 0; i < kept; i++)
		first +=
		    row_height(&layout, table->cells + i * table->column_count);
	if (document_room(document) < first)
		document_break(document);
	draw_head(&layout);
	for (i = 0; i < table->row_count; i++)
		draw_row(&layout, table->cells + i * table->column_count);
	document_skip(document, 12);
	layout_free(&layout);
}
