#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/regex.h"
#include "collector/extract.h"
#include "collector/json_path.h"
#include "collector/own_metric.h"

struct extract_fields {
	const struct node *metric, *unit, *better;
	const struct node *ways[3]; /* by enum extract_kind */
	const char *from;
};

#define FIELD(name) offsetof(struct extract_fields, name)

static const struct key extract_key_items[] = {
    {"metric", &key_node, FIELD(metric), KEY_REQUIRED},
    {"unit", &key_node, FIELD(unit), KEY_REQUIRED},
    {"better", &key_node, FIELD(better), 0},
    {"regex", &key_node, FIELD(ways[EXTRACT_REGEX]), 0},
    {"json", &key_node, FIELD(ways[EXTRACT_JSON]), 0},
    {"count", &key_node, FIELD(ways[EXTRACT_COUNT]), 0},
    {"from", &key_text, FIELD(from), 0},
};

const struct key_table extract_keys = KEY_TABLE("extract", extract_key_items);

static const char *const way_names[] = {"regex", "json", "count"};

static void
read_from(const char *from, struct extraction *extraction)
{
	if (from == NULL || strcmp(from, "stdout") == 0)
		return;
	extraction->from = EXTRACT_STDERR;
	if (strcmp(from, "stderr") == 0)
		return;
	extraction->from = EXTRACT_FILE;
	extraction->path = from;
}

static int
check_pattern(const struct node *node, enum extract_kind kind, struct err *err)
{
	struct err problem = {{0}};
	struct json_path path;
	struct arena scratch = {0};
	struct regex *regex;
	int result = 0;

	if (kind == EXTRACT_JSON) {
		if (json_path_parse(&scratch, node->text, &path, &problem) < 0)
			result = node_fail(node, err, "json path \"%.80s\", %s",
			    node->text, problem.text);
		arena_release(&scratch);
		return result;
	}
	regex = regex_new(node->text, &problem);
	if (regex == NULL)
		result = node_fail(
		    node, err, "%s: %s", way_names[kind], problem.text);
	regex_free(regex);
	return result;
}

static bool
is_measured_unit(const struct extraction *extraction)
{
	const char *unit = extraction->metric.unit;

	return strcmp(unit, "ns") == 0 || strcmp(unit, "B") == 0;
}

/* The one way of the three it is taken out by. */
static int
read_way(const struct node *item, const struct extract_fields *fields,
    struct extraction *extraction, struct err *err)
{
	const struct node *node = NULL;
	size_t i;

	for (i = 0; i < 3; i++) {
		if (fields->ways[i] == NULL)
			continue;
		if (node != NULL)
			return node_fail(fields->ways[i], err,
			    "either \"%s\" or \"%s\", not both",
			    way_names[extraction->kind], way_names[i]);
		node = fields->ways[i];
		extraction->kind = (enum extract_kind)i;
	}
	if (node == NULL)
		return node_fail(item, err,
		    "an item of extract needs \"regex\", \"json\" or "
		    "\"count\"");
	if (node_expect(node, NODE_TEXT, way_names[extraction->kind], err) < 0)
		return -1;
	if (node->text[0] == '\0')
		return node_fail(
		    node, err, "%s is empty", way_names[extraction->kind]);
	extraction->pattern = node->text;
	if (extraction->kind == EXTRACT_COUNT && is_measured_unit(extraction))
		return node_fail(fields->unit, err,
		    "count is a number of matches; its unit cannot be %.80s",
		    fields->unit->text);
	return check_pattern(node, extraction->kind, err);
}

static int
read_item(struct arena *arena, const struct node *item,
    struct extraction *extraction, struct err *err)
{
	struct extract_fields fields = {0};

	if (key_read_one(arena, item, "an item of extract", &extract_keys,
		&fields, NULL, err) < 0)
		return -1;
	extraction->place = item;
	read_from(fields.from, extraction);
	if (own_metric_read(
		&(struct own_metric){fields.metric, fields.unit, fields.better},
		&extraction->metric, &extraction->scale, err) < 0)
		return -1;
	return read_way(item, &fields, extraction, err);
}

int
extract_read(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	struct extraction *items;
	size_t i, j;

	if (node_expect(value, NODE_LIST, name, err) < 0)
		return -1;
	items = arena_alloc(arena, value->count * sizeof *items);
	for (i = 0; i < value->count; i++) {
		if (read_item(arena, value->items[i], &items[i], err) < 0)
			return -1;
		for (j = 0; j < i; j++)
			if (strcmp(items[i].metric.name,
				items[j].metric.name) == 0)
				return node_fail(value->items[i], err,
				    "the metric \"%.80s\" is there twice",
				    items[i].metric.name);
	}
	*(struct extraction_list *)field =
	    (struct extraction_list){items, value->count};
	return 0;
}
