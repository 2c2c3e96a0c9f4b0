#include "cli/columns.h"

#include "base/buf.h"
#include "base/text.h"

enum { CELL_CHARACTERS = 60 };

void
columns_add(struct columns *columns, const char *text)
{
	struct buf clean = {0};
	const char *cell;

	text_printable(&clean, text == NULL ? "" : text, CELL_CHARACTERS);
	cell = arena_strdup(&columns->arena, buf_text(&clean));
	vec_push(&columns->cells, cell);
	buf_release(&clean);
}

/* 0: there is nothing in it but a head. */
static size_t
widest(const struct columns *columns, size_t column)
{
	size_t width = 0, characters, i;
	bool is_empty = true;

	for (i = column; i < columns->cells.count; i += columns->count) {
		characters = text_characters(columns->cells.items[i]);
		if (characters > width)
			width = characters;
		if (characters > 0 && (i > column || !columns->has_heads))
			is_empty = false;
	}
	return is_empty ? 0 : width;
}

/* Spaces are owed, so that a line has none at its end. */
static void
print_line(const struct columns *columns, const char *const *cells,
    const size_t *widths, FILE *out)
{
	size_t owed = 0, i;

	for (i = 0; i < columns->count; i++) {
		if (widths[i] == 0)
			continue;
		if (cells[i][0] != '\0') {
			fprintf(out, "%*s%s", (int)owed, "", cells[i]);
			owed = 0;
		}
		owed += widths[i] - text_characters(cells[i]) + 2;
	}
	putc('\n', out);
}

void
columns_print(const struct columns *columns, FILE *out)
{
	size_t *widths = xcalloc(columns->count, sizeof *widths);
	size_t i;

	for (i = 0; i < columns->count; i++)
		widths[i] = widest(columns, i);
	for (i = 0; i < columns->cells.count; i += columns->count)
		print_line(columns, columns->cells.items + i, widths, out);
	free(widths);
}

void
columns_release(struct columns *columns)
{
	vec_free(&columns->cells);
	arena_release(&columns->arena);
}
