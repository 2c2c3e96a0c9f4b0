#include "collector/measure.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "collector/file_tree.h"
#include "collector/own_metric.h"
#include "collector/written_unit.h"

const struct metric measure_file_size = {
    "file_size", "B", BETTER_LOWER, false, true, 1};

struct measure_fields {
	struct text_list files;
	struct command command;
	const struct node *metric, *unit, *better;
};

static int
read_files(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	if (value->type == NODE_LIST && value->count == 0)
		return node_fail(value, err, "%s is empty", name);
	return key_read_texts(arena, value, name, field, err);
}

static const struct key_type type_files = {
    "files", sizeof(struct text_list), read_files, NULL};

#define FIELD(name) offsetof(struct measure_fields, name)

static const struct key measure_key_items[] = {
    {"file_size", &type_files, FIELD(files), KEY_FILLED},
    {"command", &key_command, FIELD(command), KEY_FILLED},
    {"metric", &key_node, FIELD(metric), 0},
    {"unit", &key_node, FIELD(unit), 0},
    {"better", &key_node, FIELD(better), 0},
};

const struct key_table measure_keys = KEY_TABLE("measure", measure_key_items);

/* What only a command has. */
static int
check_without_command(const struct node *value,
    const struct measure_fields *fields, struct err *err)
{
	static const char *const names[] = {"metric", "unit", "better"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (node_get(value, names[i]) != NULL)
			return node_fail(node_get(value, names[i]), err,
			    "\"%s\" is about a \"command\", and there is none",
			    names[i]);
	if (fields->files.count == 0)
		return node_fail(
		    value, err, "measure needs \"file_size\" or \"command\"");
	return 0;
}

int
measure_read(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	struct measure_fields fields = {0};
	struct measure *measure = arena_alloc(arena, sizeof *measure);

	if (key_read_one(
		arena, value, name, &measure_keys, &fields, NULL, err) < 0)
		return -1;
	measure->files = fields.files;
	measure->command = fields.command;
	measure->place = value;
	*(const struct measure **)field = measure;
	if (fields.command.count == 0)
		return check_without_command(value, &fields, err);
	if (fields.metric == NULL)
		return node_fail(value, err,
		    "measure needs \"metric\": what its command says");
	return own_metric_read(
	    &(struct own_metric){fields.metric, fields.unit, fields.better},
	    &measure->metric, &measure->scale, err);
}

/* A file's identity and size. */
struct sized {
	uint64_t device, number, bytes;
};

static int
compare_sized(const void *a, const void *b)
{
	const struct sized *x = a, *y = b;

	if (x->device != y->device)
		return x->device < y->device ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

int
measure_files(const struct text_list *files, double *bytes, struct err *err)
{
	VEC(struct sized) all = {0};
	struct file_tree tree;
	struct file_entry entry;
	size_t i;
	int more = 0;

	for (i = 0; i < files->count && more == 0; i++) {
		file_tree_open(&tree, files->items[i]);
		while ((more = file_tree_next(&tree, &entry, err)) > 0)
			vec_push(&all, (struct sized){entry.device,
					   entry.number, entry.bytes});
		file_tree_close(&tree);
	}
	if (all.count > 0)
		qsort(all.items, all.count, sizeof *all.items, compare_sized);
	*bytes = 0;
	for (i = 0; i < all.count; i++)
		if (i == 0 ||
		    compare_sized(&all.items[i - 1], &all.items[i]) != 0)
			*bytes += (double)all.items[i].bytes;
	vec_free(&all);
	return more;
}

static const char digits[] = "0123456789";
static const char blanks[] = " \t\n\r\v\f";

/* How many of the first characters are of that set. */
static size_t
run_of(const char *text, size_t length, const char *set)
{
	size_t at = 0;

	while (at < length && text[at] != '\0' && strchr(set, text[at]) != NULL)
		at++;
	return at;
}

/* Behind the exponent at the start of text, if one is there. */
static size_t
exponent_length(const char *text, size_t length)
{
	size_t sign, count;

	if (length == 0 || (*text != 'e' && *text != 'E'))
		return 0;
	sign = length > 1 && (text[1] == '-' || text[1] == '+');
	count = run_of(text + 1 + sign, length - 1 - sign, digits);
	return count == 0 ? 0 : 1 + sign + count;
}

/* Where a number ends and its unit begins; length: there is no unit. */
static size_t
number_length(const char *text, size_t length)
{
	size_t at = 0, unit;

	at += run_of(text, length, "+-");
	at += run_of(text + at, length - at, "0123456789.");
	at += exponent_length(text + at, length - at);
	unit = at + run_of(text + at, length - at, " \t");
	if (at == 0 || unit == length ||
	    run_of(text + unit, 1, "0123456789+-.,\n\r") > 0)
		return length;
	return at;
}

int
measure_number(const struct measure *measure, const char *text, size_t length,
    double *value, struct err *err)
{
	struct written_unit unit = {NULL, measure->scale, 1};
	double number;
	size_t at;

	at = run_of(text, length, blanks);
	text += at;
	length -= at;
	while (length > 0 && run_of(text + length - 1, 1, blanks) > 0)
		length--;
	if (length == 0)
		return err_set(err, "said nothing; it must print one number");
	at = number_length(text, length);
	if (written_number(text, at, &number, err) < 0)
		return -1;
	at += run_of(text + at, length - at, blanks);
	if (at < length && written_unit_scale(text + at, length - at,
			       measure->metric.unit, &unit, err) < 0)
		return -1;
	return written_value(number, &unit, value, err);
}
