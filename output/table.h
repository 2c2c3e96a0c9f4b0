/*
 * A table in a document: columns as wide as their text, cells that wrap, heads
 * repeated on every page, numbers that line up at their decimal point.
 *
 * A row stays on one page if a page can hold it.
 */
#ifndef OUTPUT_TABLE_H
#define OUTPUT_TABLE_H

#include "output/document.h"

enum table_align { TABLE_LEFT, TABLE_RIGHT, TABLE_DECIMAL };

struct table_column {
	const char *head;
	enum table_align align;
	bool is_code;
	bool may_wrap; /* gives way where the table is too wide */
	double most;   /* points; wider text wraps. 0: no limit */
};

/* A zeroed cell is empty. */
struct table_cell {
	const char *text;
	enum ink ink; /* INK_NONE: that of text */
	size_t span;  /* columns beyond its own that it covers too */
	bool is_bold;
};

struct table {
	const struct table_column *columns;
	size_t column_count;
	const struct table_cell *cells; /* row after row */
	size_t row_count;
	double size; /* points; 0: 7.5 */
};

/* Widths of the columns, so that the table fills the document's width. */
void table_widths(
    const struct document *document, const struct table *table, double *widths);

void table_draw(struct document *document, const struct table *table);

#endif
