#include "archive/catalog.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "base/xalloc.h"

static bool
is_same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool
is_same_series(const struct archive_series *a, const struct archive_series *b)
{
	return is_same(a->case_id, b->case_id) &&
	       is_same(a->metric, b->metric) && is_same(a->unit, b->unit) &&
	       is_same(a->suite, b->suite);
}

void
catalog_join(struct catalog_rows *rows, struct arena *arena,
    struct archive_catalog *catalog)
{
	uint64_t *keys = arena_alloc(arena, (rows->count + 1) * sizeof *keys);
	struct catalog_row *row;
	size_t i;

	for (i = 0; i < rows->count; i++) {
		row = &rows->items[i];
		keys[i] = row->key;
		if (i == 0 || !is_same_series(&row[-1].of, &row->of)) {
			vec_push(catalog, row->of);
			catalog->items[catalog->count - 1].keys = &keys[i];
		}
		row->series = catalog->count - 1;
		catalog->items[row->series].key_count++;
	}
	rows->is_seen = xcalloc(catalog->count + 1, sizeof *rows->is_seen);
	rows->unseen = catalog->count;
}

void
catalog_see(struct catalog_rows *rows, struct archive_catalog *catalog,
    size_t row, enum better better, bool is_judged)
{
	const struct catalog_row *from = &rows->items[row];
	struct archive_series *series = &catalog->items[from->series];

	if (rows->is_seen[from->series])
		return;
	rows->is_seen[from->series] = true;
	rows->unseen--;
	series->group = from->of.group;
	series->benchmark = from->of.benchmark;
	series->better = better;
	series->is_judged = is_judged;
}

void
catalog_end(struct catalog_rows *rows, struct archive_catalog *catalog)
{
	size_t kept = 0, i;

	for (i = 0; i < catalog->count; i++)
		if (rows->is_seen[i])
			catalog->items[kept++] = catalog->items[i];
	catalog->count = kept;
	free(rows->is_seen);
	vec_free(rows);
	*rows = (struct catalog_rows){0};
}
