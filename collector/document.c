#include "collector/document.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "base/xalloc.h"

/* libyaml's document on its way into nodes, which share its numbers. */
struct loader {
	struct arena *arena;
	const char *path;
	yaml_document_t *yaml;
	struct node **nodes; /* by number; NULL: not built yet */
	size_t *weights;     /* nodes below and with this one, written out */
	bool *is_open;       /* being built: an alias to it is a cycle */
	size_t count;
	struct err *err;
};

static int build(struct loader *loader, int number, size_t depth);

int
node_fail(const struct node *node, struct err *err, const char *format, ...)
{
	char text[ERR_TEXT_BYTES];
	struct buf shown = {0};
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	text_printable(&shown, text, 0);
	if (node->line == 0)
		err_set(err, "%s: %s", node->path, buf_text(&shown));
	else
		err_set(err, "%s:%zu:%zu: %s", node->path, node->line,
		    node->column, buf_text(&shown));
	buf_release(&shown);
	return -1;
}

int
node_fail_unknown(const struct node *node, const char *what, const char *word,
    const char *const *candidates, size_t count, struct err *err)
{
	const char *nearest = text_nearest(word, candidates, count);
	struct buf list = {0};
	size_t i;

	if (nearest != NULL)
		return node_fail(node, err,
		    "unknown %s \"%.80s\", did you mean \"%.80s\"?", what, word,
		    nearest);
	for (i = 0; i < count && list.length < 300; i++)
		buf_addf(&list, "%s%.80s", i == 0 ? "" : ", ", candidates[i]);
	node_fail(node, err, "unknown %s \"%.80s\"; known: %s%s", what, word,
	    buf_text(&list), i < count ? ", …" : "");
	buf_release(&list);
	return -1;
}

const char *
node_place(struct arena *arena, const struct node *node)
{
	if (node->line == 0)
		return node->path;
	return arena_printf(
	    arena, "%s:%zu:%zu", node->path, node->line, node->column);
}

const char *
node_type_text(enum node_type type)
{
	switch (type) {
	case NODE_LIST:
		return "a list";
	case NODE_MAP:
		return "a map";
	case NODE_TEXT:
		break;
	}
	return "a text";
}

const struct node *
node_get(const struct node *map, const char *key)
{
	size_t i;

	for (i = 0; map->type == NODE_MAP && i < map->count; i++)
		if (strcmp(map->keys[i]->text, key) == 0)
			return map->items[i];
	return NULL;
}

/* The node at index i of a list, or of the keys or values of a map. */
static int
add_child(struct loader *loader, struct node *parent, size_t weight_index,
    int number, size_t depth, const struct node **child)
{
	struct node *node;
	size_t *weight = &loader->weights[weight_index];

	if (loader->nodes[number - 1] != NULL && loader->is_open[number - 1])
		return node_fail(loader->nodes[number - 1], loader->err,
		    "the anchor here is used within itself");
	if (build(loader, number, depth + 1) < 0)
		return -1;
	node = loader->nodes[number - 1];
	*weight += loader->weights[number - 1];
	if (*weight > loader->count + DOCUMENT_MAX_ALIASED)
		return node_fail(parent, loader->err,
		    "the aliases in here stand for more than a million "
		    "values; write fewer");
	*child = node;
	return 0;
}

static int
build_list(struct loader *loader, struct node *node, const yaml_node_t *yaml,
    size_t index, size_t depth)
{
	size_t count = (size_t)(yaml->data.sequence.items.top -
				yaml->data.sequence.items.start);
	const struct node **items =
	    arena_alloc(loader->arena, count * sizeof *items);
	size_t i;

	for (i = 0; i < count; i++)
		if (add_child(loader, node, index,
			yaml->data.sequence.items.start[i], depth,
			&items[i]) < 0)
			return -1;
	node->items = items;
	node->count = count;
	return 0;
}

static int
check_keys(const struct node *node, struct err *err)
{
	struct map seen = {0};
	const struct node *key;
	size_t i, first;
	int result = 0;

	for (i = 0; i < node->count && result == 0; i++) {
		key = node->keys[i];
		if (key->type != NODE_TEXT)
			result =
			    node_fail(key, err, "a key must be a text, not %s",
				node_type_text(key->type));
		else if (map_get(&seen, key->text, &first))
			result = node_fail(key, err,
			    "the key \"%.80s\" is there twice; the first is "
			    "in line %zu",
			    key->text, node->keys[first]->line);
		else
			map_put(&seen, key->text, i);
	}
	map_release(&seen);
	return result;
}

static int
build_map(struct loader *loader, struct node *node, const yaml_node_t *yaml,
    size_t index, size_t depth)
{
	const yaml_node_pair_t *pairs = yaml->data.mapping.pairs.start;
	size_t count = (size_t)(yaml->data.mapping.pairs.top - pairs), i;
	const struct node **keys =
	    arena_alloc(loader->arena, count * sizeof *keys);
	const struct node **items =
	    arena_alloc(loader->arena, count * sizeof *items);

	for (i = 0; i < count; i++)
		if (add_child(loader, node, index, pairs[i].key, depth,
			&keys[i]) < 0 ||
		    add_child(loader, node, index, pairs[i].value, depth,
			&items[i]) < 0)
			return -1;
	node->keys = keys;
	node->items = items;
	node->count = count;
	return check_keys(node, loader->err);
}

static int
build_text(struct loader *loader, struct node *node, const yaml_node_t *yaml)
{
	const char *text = (const char *)yaml->data.scalar.value;
	size_t length = yaml->data.scalar.length;

	node->text = arena_strndup(loader->arena, text, length);
	if (strlen(node->text) != length)
		return node_fail(node, loader->err,
		    "the text holds a NUL character; take it out");
	return 0;
}

/* Makes the node of that number, from 1, and all below it. */
static int
build(struct loader *loader, int number, size_t depth)
{
	const yaml_node_t *yaml = yaml_document_get_node(loader->yaml, number);
	size_t index = (size_t)number - 1;
	struct node *node;
	int result;

	if (loader->nodes[index] != NULL)
		return 0;
	node = arena_alloc(loader->arena, sizeof *node);
	node->path = loader->path;
	node->line = yaml->start_mark.line + 1;
	node->column = yaml->start_mark.column + 1;
	loader->nodes[index] = node;
	loader->weights[index] = 1;
	if (depth > DOCUMENT_MAX_DEPTH)
		return node_fail(node, loader->err, "nested more than %d deep",
		    DOCUMENT_MAX_DEPTH);
	loader->is_open[index] = true;
	if (yaml->type == YAML_SEQUENCE_NODE) {
		node->type = NODE_LIST;
		result = build_list(loader, node, yaml, index, depth);
	} else if (yaml->type == YAML_MAPPING_NODE) {
		node->type = NODE_MAP;
		result = build_map(loader, node, yaml, index, depth);
	} else {
		result = build_text(loader, node, yaml);
	}
	loader->is_open[index] = false;
	return result;
}

static void
parser_feed(yaml_parser_t *parser, const struct buf *content)
{
	yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
	    parser, (const unsigned char *)buf_text(content), content->length);
}

/* Line and column of the byte at offset; the reader's errors have no mark. */
static yaml_mark_t
mark_of(const char *text, size_t length, size_t offset)
{
	yaml_mark_t mark = {0};
	size_t i;

	for (i = 0; i < offset && i < length; i++) {
		if (text[i] == '\n') {
			mark.line++;
			mark.column = 0;
		} else if (((unsigned char)text[i] & 0xC0) != 0x80) {
			mark.column++;
		}
	}
	return mark;
}

static int
fail_at(const char *path, yaml_mark_t mark, const char *text, struct err *err)
{
	struct node at = {
	    .path = path, .line = mark.line + 1, .column = mark.column + 1};

	return node_fail(&at, err, "%s", text);
}

static int
fail_syntax(const yaml_parser_t *parser, const char *path,
    const struct buf *content, struct err *err)
{
	yaml_mark_t mark = parser->problem_mark;
	const char *context = parser->context;

	if (parser->error == YAML_READER_ERROR)
		mark = mark_of(
		    content->text, content->length, parser->problem_offset);
	fail_at(path, mark,
	    parser->problem == NULL ? "not valid YAML" : parser->problem, err);
	if (context != NULL && parser->error != YAML_READER_ERROR) {
		struct err problem = *err;

		err_set(err, "%.900s (%s)", problem.text, context);
	}
	return -1;
}

/*
 * Refuses deep nesting before libyaml loads it: its scanner takes a time that
 * grows with the square of the depth. Other faults are left to the loading.
 */
static int
check_depth(const char *path, const struct buf *content, struct err *err)
{
	yaml_parser_t parser;
	yaml_event_t event;
	yaml_event_type_t type = YAML_NO_EVENT;
	int depth = 0, result = 0;

	if (!yaml_parser_initialize(&parser))
		return err_set(err, "%s: YAML cannot be read", path);
	parser_feed(&parser, content);
	while (result == 0 && type != YAML_STREAM_END_EVENT &&
	       yaml_parser_parse(&parser, &event)) {
		type = event.type;
		if (type == YAML_SEQUENCE_START_EVENT ||
		    type == YAML_MAPPING_START_EVENT)
			depth++;
		if (type == YAML_SEQUENCE_END_EVENT ||
		    type == YAML_MAPPING_END_EVENT)
			depth--;
		if (depth > DOCUMENT_MAX_DEPTH)
			result = fail_at(path, event.start_mark,
			    "nested too deep; a suite never needs it", err);
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return result;
}

static int
build_root(struct arena *arena, const char *path, yaml_document_t *yaml,
    const struct node **root, struct err *err)
{
	struct loader loader = {.arena = arena, .path = path, .yaml = yaml};
	int result;

	loader.count = (size_t)(yaml->nodes.top - yaml->nodes.start);
	if (loader.count == 0)
		return err_set(err,
		    "%s:1:1: the file is empty; \"benchmarks:\" is the least "
		    "it needs",
		    path);
	loader.nodes = xcalloc(loader.count, sizeof *loader.nodes);
	loader.weights = xcalloc(loader.count, sizeof *loader.weights);
	loader.is_open = xcalloc(loader.count, sizeof *loader.is_open);
	loader.err = err;
	result = build(&loader, 1, 1);
	if (result == 0)
		*root = loader.nodes[0];
	free(loader.nodes);
	free(loader.weights);
	free(loader.is_open);
	return result;
}

/* Nothing may follow the first document. */
static int
check_end(yaml_parser_t *parser, const char *path, const struct buf *content,
    struct err *err)
{
	yaml_document_t second;
	int result = 0;

	if (!yaml_parser_load(parser, &second))
		return fail_syntax(parser, path, content, err);
	if (yaml_document_get_root_node(&second) != NULL)
		result = fail_at(path, second.start_mark,
		    "a second YAML document begins here; a suite is one", err);
	yaml_document_delete(&second);
	return result;
}

static int
load(struct arena *arena, const char *path, const struct buf *content,
    const struct node **root, struct err *err)
{
	yaml_parser_t parser;
	yaml_document_t yaml;
	int result;

	if (!yaml_parser_initialize(&parser))
		return err_set(err, "%s: YAML cannot be read", path);
	parser_feed(&parser, content);
	if (!yaml_parser_load(&parser, &yaml)) {
		result = fail_syntax(&parser, path, content, err);
	} else {
		result = build_root(arena, path, &yaml, root, err);
		yaml_document_delete(&yaml);
		if (result == 0)
			result = check_end(&parser, path, content, err);
	}
	yaml_parser_delete(&parser);
	return result;
}

int
document_read(struct arena *arena, const char *path, const struct node **root,
    const char **text, struct err *err)
{
	struct buf content = {0};
	int result;

	path = arena_strdup(arena, path);
	result = file_read(path, &content, err);
	if (result == 0)
		result = check_depth(path, &content, err);
	if (result == 0)
		result = load(arena, path, &content, root, err);
	*text = arena_strndup(arena, buf_text(&content), content.length);
	buf_release(&content);
	return result;
}
