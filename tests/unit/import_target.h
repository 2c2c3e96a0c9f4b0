/*
 * Imports in memory: every run as the text of its run file, and the faults.
 */
#ifndef TESTS_UNIT_IMPORT_TARGET_H
#define TESTS_UNIT_IMPORT_TARGET_H

#include "base/buf.h"
#include "base/err.h"
#include "base/vec.h"
#include "collector/import.h"
#include "collector/record_json.h"
#include "tests/unit/tree.h"

struct kept {
	struct import_target target;
	struct sink sink;
	VEC(char *) runs;   /* finished ones */
	VEC(char *) faults; /* and what could not be read */
	VEC(char *) copies; /* paths */
	struct buf run;     /* under construction */
	uint64_t dropped;
	bool is_full; /* nothing can be written */
	struct err err;
	int result;
};

static int
kept_put(struct sink *sink, const struct record *record, struct err *err)
{
	struct kept *kept =
	    (struct kept *)((char *)sink - offsetof(struct kept, sink));

	if (kept->is_full)
		return err_set(err, "the disk is full");
	record_print(record, &kept->run);
	return 0;
}

static int
kept_begin(struct import_target *target, const struct record_run *run,
    struct sink **sink, struct err *err)
{
	struct kept *kept = (struct kept *)target;

	buf_reset(&kept->run);
	*sink = &kept->sink;
	return sink_put_run(*sink, run, err);
}

static int
kept_finish(struct import_target *target, struct err *err)
{
	struct kept *kept = (struct kept *)target;

	(void)err;
	vec_push(&kept->runs, xstrdup(buf_text(&kept->run)));
	return 0;
}

static void
kept_drop(struct import_target *target)
{
	((struct kept *)target)->dropped++;
}

static int
kept_copy(struct import_target *target, const char *id, const char *path,
    struct err *err)
{
	struct kept *kept = (struct kept *)target;

	(void)err;
	vec_push(&kept->runs, xstrdup(id));
	vec_push(&kept->copies, xstrdup(path));
	return 0;
}

static void
kept_fault(struct import_target *target, const struct err *what)
{
	struct kept *kept = (struct kept *)target;

	vec_push(&kept->faults, xstrdup(what->text));
}

static const struct record_run kept_here = {.id = "here", .seed = "0"};

static inline void
kept_make(struct kept *kept)
{
	*kept = (struct kept){.target = {kept_begin, kept_finish, kept_drop,
				  kept_copy, kept_fault},
	    .sink.put = kept_put};
}

/* Reads path with the format of that name. */
static inline void
kept_import(struct kept *kept, const char *format, const char *path,
    struct import_options options)
{
	const struct import_format *found =
	    import_format_find(format, &kept->err);

	assert_non_null(found);
	if (options.here == NULL)
		options.here = &kept_here;
	kept->result = found->read(path, &options, &kept->target, &kept->err);
}

/* The index-th run holds the text. */
static inline void
kept_has(const struct kept *kept, size_t index, const char *text)
{
	assert_true(index < kept->runs.count);
	if (strstr(kept->runs.items[index], text) == NULL)
		fail_msg("no %s in\n%s", text, kept->runs.items[index]);
}

static inline void
kept_lacks(const struct kept *kept, size_t index, const char *text)
{
	assert_true(index < kept->runs.count);
	if (strstr(kept->runs.items[index], text) != NULL)
		fail_msg("%s is in\n%s", text, kept->runs.items[index]);
}

/* The index-th fault says all of the parts, the last of which is NULL. */
static inline void
kept_faults(
    const struct kept *kept, size_t index, const char *one, const char *two)
{
	assert_true(index < kept->faults.count);
	if (strstr(kept->faults.items[index], one) == NULL ||
	    strstr(kept->faults.items[index], two) == NULL)
		fail_msg(
		    "no %s and %s in\n%s", one, two, kept->faults.items[index]);
}

static inline void
kept_release(struct kept *kept)
{
	size_t i;

	for (i = 0; i < kept->runs.count; i++)
		free(kept->runs.items[i]);
	for (i = 0; i < kept->faults.count; i++)
		free(kept->faults.items[i]);
	for (i = 0; i < kept->copies.count; i++)
		free(kept->copies.items[i]);
	vec_free(&kept->runs);
	vec_free(&kept->faults);
	vec_free(&kept->copies);
	buf_release(&kept->run);
}

/* A file with that text; its folders are made. */
static inline const char *
tree_text(struct tree *tree, const char *name, const char *text)
{
	const char *path = tree_file(tree, name, 0);
	struct err err = {{0}};

	if (file_write(path, text, strlen(text), &err) < 0)
		fail_msg("%s", err.text);
	return path;
}

#endif
