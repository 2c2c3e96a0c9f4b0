#include "collector/import_run.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/text.h"
#include "base/vec.h"
#include "collector/file_tree.h"
#include "collector/runfile.h"

enum { ID_MAX = 200 };

/* Keeps the id and passes over the rest. */
struct reader {
	struct sink sink;
	struct arena *arena;
	const char *id;
};

static int
put(struct sink *sink, const struct record *record, struct err *err)
{
	struct reader *reader = (struct reader *)sink;

	(void)err;
	if (record->type == RECORD_RUN && reader->id == NULL)
		reader->id = arena_strdup(reader->arena, record->u.run->id);
	return 0;
}

bool
import_run_is_id(const char *id)
{
	size_t length = strlen(id);

	return length > 0 && length <= ID_MAX && id[0] != '.' && id[0] != '-' &&
	       strspn(id, "abcdefghijklmnopqrstuvwxyz"
			  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") == length;
}

bool
import_run_recognises(const char *path, const char *head)
{
	struct arena arena = {0};
	bool result;

	if (head != NULL)
		return strstr(head, "\"type\":\"run\"") != NULL &&
		       strstr(head, "\"format\"") != NULL;
	result = file_is_directory(
		     arena_printf(&arena, "%s/.perfolio/runs", path)) ||
		 file_is_directory(arena_printf(&arena, "%s/runs", path));
	arena_release(&arena);
	return result;
}

/* Where below path the runs are. */
static const char *
find_runs(struct arena *arena, const char *path)
{
	static const char *const below[] = {"/.perfolio/runs", "/runs"};
	const char *found;
	size_t i;

	for (i = 0; i < sizeof below / sizeof *below; i++) {
		found = arena_printf(arena, "%s%s", path, below[i]);
		if (file_is_directory(found))
			return found;
	}
	return path;
}

/* One that cannot be read is a fault; -1: it cannot be written. */
static int
import_file(const char *path, struct import_target *target, struct err *err)
{
	struct arena arena = {0};
	struct reader reader = {.sink.put = put, .arena = &arena};
	int result = 0;

	if (runfile_read(path, &reader.sink, NULL, err) == 0 &&
	    !import_run_is_id(reader.id))
		err_set(err,
		    "%s:1: the id \"%.80s\" cannot be the name of a file; "
		    "only letters, digits and . _ - can",
		    path, reader.id);
	if (err->text[0] != '\0') {
		target->fault(target, err);
		*err = (struct err){{0}};
	} else {
		result = target->copy(target, reader.id, path, err);
	}
	arena_release(&arena);
	return result;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int
import_run(const char *path, const struct import_options *options,
    struct import_target *target, struct err *err)
{
	struct arena arena = {0};
	struct file_tree tree;
	struct file_entry entry;
	VEC(const char *) files = {0};
	const char *slash;
	int result;
	size_t i;

	(void)options;
	if (!file_is_directory(path))
		return import_file(path, target, err);
	file_tree_open(&tree, find_runs(&arena, path));
	while ((result = file_tree_next(&tree, &entry, err)) > 0) {
		slash = strrchr(entry.path, '/');
		/* A workspace's change points are no run. */
		if (text_ends_with(entry.path, ".jsonl") &&
		    strcmp(slash == NULL ? entry.path : slash + 1,
			"anchors.jsonl") != 0)
			vec_push(&files, arena_strdup(&arena, entry.path));
	}
	file_tree_close(&tree);
	if (result == 0 && files.count == 0)
		result = err_set(err, "%s: holds no run files", path);
	if (result == 0)
		qsort(files.items, files.count, sizeof *files.items,
		    compare_names);
	for (i = 0; i < files.count && result == 0; i++)
		result = import_file(files.items[i], target, err);
	vec_free(&files);
	arena_release(&arena);
	return result;
}
