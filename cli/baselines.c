#include "cli/baselines.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/text.h"

static int
compare(const void *a, const void *b)
{
	const struct baseline *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static void
read_one(struct baselines *baselines, const char *folder, const char *name)
{
	struct arena *arena = &baselines->arena;
	struct buf path = {0}, id = {0};
	struct baseline baseline;
	struct err ignored;

	buf_addf(&path, "%s/%s", folder, name);
	if (!file_is_directory(path.text) &&
	    file_read(path.text, &id, &ignored) == 0) {
		baseline.name = text_cleaned(arena, name, strlen(name));
		baseline.id = text_cleaned(
		    arena, buf_text(&id), strcspn(buf_text(&id), " \t\r\n"));
		vec_push(&baselines->items, baseline);
	}
	buf_release(&path);
	buf_release(&id);
}

void
baselines_read(struct baselines *baselines, const struct workspace *workspace)
{
	struct buf folder = {0};
	struct dirent *entry;
	struct err ignored;
	DIR *files;

	*baselines = (struct baselines){0};
	if (workspace->path == NULL)
		return;
	buf_addf(&folder, "%s/baselines", workspace->path);
	files = opendir(folder.text);
	while (files != NULL && (entry = readdir(files)) != NULL)
		if (workspace_check_baseline(entry->d_name, &ignored) == 0)
			read_one(baselines, folder.text, entry->d_name);
	if (files != NULL)
		closedir(files);
	if (baselines->items.count > 0)
		qsort(baselines->items.items, baselines->items.count,
		    sizeof *baselines->items.items, compare);
	buf_release(&folder);
}

const struct baseline *
baselines_of(const struct baselines *baselines, const char *id)
{
	size_t i;

	for (i = 0; i < baselines->items.count; i++)
		if (strcmp(baselines->items.items[i].id, id) == 0)
			return &baselines->items.items[i];
	return NULL;
}

void
baselines_release(struct baselines *baselines)
{
	vec_free(&baselines->items);
	arena_release(&baselines->arena);
	*baselines = (struct baselines){0};
}
