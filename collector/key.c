#include "collector/key.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/num.h"
#include "base/text.h"

enum { KEY_MAX_NAMES = 128 };

static const uint64_t WHOLE_MAX = 1000000000u;
static const double DURATION_MAX_NS = 1e18; /* 31 years */

int
node_expect(const struct node *node, enum node_type type, const char *noun,
    struct err *err)
{
	if (node->type == type)
		return 0;
	if (node->type == NODE_TEXT && node->text[0] == '\0')
		return node_fail(node, err, "%s must be %s; nothing is here",
		    noun, node_type_text(type));
	return node_fail(node, err, "%s must be %s, not %s", noun,
	    node_type_text(type), node_type_text(node->type));
}

static int
read_text(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	(void)arena;
	if (node_expect(value, NODE_TEXT, name, err) < 0)
		return -1;
	if (value->text[0] == '\0')
		return node_fail(value, err, "%s is empty", name);
	*(const char **)field = value->text;
	return 0;
}

int
key_read_texts(struct arena *arena, const struct node *value, const char *name,
    struct text_list *list, struct err *err)
{
	const char **items;
	size_t i;

	if (value->type == NODE_TEXT) {
		items = arena_alloc(arena, sizeof *items);
		*list = (struct text_list){items, 1};
		return read_text(arena, value, name, items, err);
	}
	if (node_expect(value, NODE_LIST, name, err) < 0)
		return -1;
	items = arena_alloc(arena, value->count * sizeof *items);
	for (i = 0; i < value->count; i++)
		if (read_text(arena, value->items[i], name, &items[i], err) < 0)
			return -1;
	*list = (struct text_list){items, value->count};
	return 0;
}

static int
read_texts(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	if (node_expect(value, NODE_LIST, name, err) < 0)
		return -1;
	return key_read_texts(arena, value, name, field, err);
}

static int
read_pairs(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	struct pair *items;
	size_t i;

	if (node_expect(value, NODE_MAP, name, err) < 0)
		return -1;
	items = arena_alloc(arena, value->count * sizeof *items);
	for (i = 0; i < value->count; i++) {
		const char *variable = value->keys[i]->text;

		if (variable[0] == '\0' || strchr(variable, '=') != NULL)
			return node_fail(value->keys[i], err,
			    "\"%.80s\" cannot be the name of a variable",
			    variable);
		if (node_expect(value->items[i], NODE_TEXT, name, err) < 0)
			return -1;
		items[i] = (struct pair){variable, value->items[i]->text};
	}
	*(struct pair_list *)field = (struct pair_list){items, value->count};
	return 0;
}

/* Name by name: what is new is added, what is there gets the new value. */
static void
merge_pairs(struct arena *arena, void *into, const void *from)
{
	struct pair_list *old = into;
	const struct pair_list *new = from;
	struct pair *items =
	    arena_alloc(arena, (old->count + new->count) * sizeof *items);
	size_t count = old->count, i, j;

	if (count > 0)
		memcpy(items, old->items, count * sizeof *items);
	for (i = 0; i < new->count; i++) {
		for (j = 0; j < count; j++)
			if (strcmp(items[j].name, new->items[i].name) == 0)
				break;
		items[j] = new->items[i];
		if (j == count)
			count++;
	}
	*old = (struct pair_list){items, count};
}

static int
read_command(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	const char **argv;
	size_t i;

	if (value->type == NODE_MAP)
		return node_fail(value, err,
		    "%s must be a text for the shell or a list of words, "
		    "not a map",
		    name);
	if (value->type == NODE_TEXT) {
		argv = arena_alloc(arena, 3 * sizeof *argv);
		argv[0] = "sh";
		argv[1] = "-c";
		*(struct command *)field = (struct command){argv, 3};
		return read_text(arena, value, name, &argv[2], err);
	}
	if (value->count == 0 || (value->items[0]->type == NODE_TEXT &&
				     value->items[0]->text[0] == '\0'))
		return node_fail(value, err, "%s is empty", name);
	argv = arena_alloc(arena, value->count * sizeof *argv);
	for (i = 0; i < value->count; i++) {
		if (node_expect(value->items[i], NODE_TEXT,
			"a word of a command", err) < 0)
			return -1;
		argv[i] = value->items[i]->text;
	}
	*(struct command *)field = (struct command){argv, value->count};
	return 0;
}

static int
read_whole(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	uint64_t number;

	(void)arena;
	if (node_expect(value, NODE_TEXT, name, err) < 0)
		return -1;
	if (!num_parse_u64(value->text, &number))
		return node_fail(value, err,
		    "%s must be a whole number like 10, not \"%.80s\"", name,
		    value->text);
	if (number > WHOLE_MAX)
		return node_fail(value, err, "%s is more than %llu",
		    value->text, (unsigned long long)WHOLE_MAX);
	*(uint64_t *)field = number;
	return 0;
}

static int
read_count(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	if (read_whole(arena, value, name, field, err) < 0)
		return -1;
	if (*(uint64_t *)field == 0)
		return node_fail(
		    value, err, "%s must be at least 1, not 0", name);
	return 0;
}

static int
read_duration(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	double ns;

	(void)arena;
	if (node_expect(value, NODE_TEXT, name, err) < 0)
		return -1;
	if (!num_parse_duration(value->text, &ns))
		return node_fail(value, err,
		    "%s must be a duration like 30s or 500ms, not \"%.80s\"",
		    name, value->text);
	if (!(ns >= 1 && ns <= DURATION_MAX_NS))
		return node_fail(value, err,
		    "%s must be more than 0 and at most 31 years, "
		    "not \"%.80s\"",
		    name, value->text);
	*(uint64_t *)field = (uint64_t)ns;
	return 0;
}

static int
read_percent(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	(void)arena;
	if (node_expect(value, NODE_TEXT, name, err) < 0)
		return -1;
	if (!num_parse_percent(value->text, field))
		return node_fail(value, err,
		    "%s must be a percentage like 15%%, not \"%.80s\"", name,
		    value->text);
	if (*(double *)field < 0)
		return node_fail(value, err, "%s must not be negative", name);
	return 0;
}

static int
read_bool(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	static const char *const words[] = {"false", "true"};
	int word;

	(void)arena;
	word = key_read_word(value, name, words, 2, err);
	if (word < 0)
		return -1;
	*(bool *)field = word == 1;
	return 0;
}

static int
read_node(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	(void)arena;
	(void)name;
	(void)err;
	*(const struct node **)field = value;
	return 0;
}

static int
read_list(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	if (node_expect(value, NODE_LIST, name, err) < 0)
		return -1;
	return read_node(arena, value, name, field, err);
}

static int
read_map(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	if (node_expect(value, NODE_MAP, name, err) < 0)
		return -1;
	return read_node(arena, value, name, field, err);
}

const struct key_type key_text = {
    "text", sizeof(const char *), read_text, NULL};
const struct key_type key_texts = {
    "texts", sizeof(struct text_list), read_texts, NULL};
const struct key_type key_pairs = {
    "pairs", sizeof(struct pair_list), read_pairs, merge_pairs};
const struct key_type key_command = {
    "command", sizeof(struct command), read_command, NULL};
const struct key_type key_whole = {"whole", sizeof(uint64_t), read_whole, NULL};
const struct key_type key_count = {"count", sizeof(uint64_t), read_count, NULL};
const struct key_type key_duration = {
    "duration", sizeof(uint64_t), read_duration, NULL};
const struct key_type key_percent = {
    "percent", sizeof(double), read_percent, NULL};
const struct key_type key_bool = {"bool", sizeof(bool), read_bool, NULL};
const struct key_type key_node = {
    "node", sizeof(const struct node *), read_node, NULL};
const struct key_type key_list = {
    "list", sizeof(const struct node *), read_list, NULL};
const struct key_type key_map = {
    "map", sizeof(const struct node *), read_map, NULL};

int
key_read_word(const struct node *value, const char *what,
    const char *const *words, size_t count, struct err *err)
{
	size_t i;

	if (node_expect(value, NODE_TEXT, what, err) < 0)
		return -1;
	for (i = 0; i < count; i++)
		if (strcmp(words[i], value->text) == 0)
			return (int)i;
	return node_fail_unknown(value, what, value->text, words, count, err);
}

static bool
is_allowed(const struct key *key, const struct key_part *part)
{
	return part->scope == 0 || (key->flags & part->scope) != 0;
}

const struct key *
key_find(const struct key_table *table, const char *name)
{
	size_t i;

	for (i = 0; i < table->count; i++)
		if (strcmp(table->keys[i].name, name) == 0)
			return &table->keys[i];
	return NULL;
}

static int
fail_unknown_key(const struct node *name, const char *what,
    const struct key_part *parts, size_t part_count, struct err *err)
{
	const char *names[KEY_MAX_NAMES] = {0}, *nearest;
	size_t count = 0, i, j;

	for (i = 0; i < part_count; i++)
		for (j = 0; j < parts[i].table->count; j++)
			if (is_allowed(&parts[i].table->keys[j], &parts[i]) &&
			    count < KEY_MAX_NAMES)
				names[count++] = parts[i].table->keys[j].name;
	nearest = text_nearest(name->text, names, count);
	if (nearest == NULL && count > 12)
		return node_fail(name, err,
		    "unknown key \"%.80s\" in %s; docs/suite.schema.json "
		    "lists them",
		    name->text, what);
	return node_fail_unknown(name, "key", name->text, names, count, err);
}

static int
read_key(struct arena *arena, const struct node *map, size_t at,
    const char *what, struct key_part *parts, size_t part_count,
    struct err *err)
{
	const struct node *name = map->keys[at];
	struct key_part *part = parts;
	const struct key *key = NULL;
	size_t i;

	for (i = 0; i < part_count && key == NULL; i++) {
		part = &parts[i];
		key = key_find(part->table, name->text);
	}
	if (key == NULL)
		return fail_unknown_key(name, what, parts, part_count, err);
	if (!is_allowed(key, part))
		return node_fail(
		    name, err, "\"%s\" cannot stand in %s", key->name, what);
	if (key->flags & KEY_LATER)
		return node_fail(
		    name, err, "\"%s\" is not supported yet", key->name);
	part->given |= (uint64_t)1 << (key - part->table->keys);
	return key->type->read(arena, map->items[at], key->name,
	    (char *)part->fields + key->offset, err);
}

static int
check_required(const struct node *map, const char *what,
    const struct key_part *part, struct err *err)
{
	size_t i;

	for (i = 0; i < part->table->count; i++)
		if ((part->table->keys[i].flags & KEY_REQUIRED) &&
		    is_allowed(&part->table->keys[i], part) &&
		    !(part->given & (uint64_t)1 << i))
			return node_fail(map, err, "%s needs \"%s\"", what,
			    part->table->keys[i].name);
	return 0;
}

int
key_read(struct arena *arena, const struct node *map, const char *what,
    struct key_part *parts, size_t part_count, struct err *err)
{
	size_t i;

	if (node_expect(map, NODE_MAP, what, err) < 0)
		return -1;
	for (i = 0; i < map->count; i++)
		if (read_key(arena, map, i, what, parts, part_count, err) < 0)
			return -1;
	for (i = 0; i < part_count; i++)
		if (check_required(map, what, &parts[i], err) < 0)
			return -1;
	return 0;
}

int
key_read_one(struct arena *arena, const struct node *map, const char *what,
    const struct key_table *table, void *fields, uint64_t *given,
    struct err *err)
{
	struct key_part part = {.table = table, .fields = fields};

	if (key_read(arena, map, what, &part, 1, err) < 0)
		return -1;
	if (given != NULL)
		*given = part.given;
	return 0;
}

void
key_merge(struct arena *arena, const struct key_table *table, void *into,
    const void *from, uint64_t given)
{
	const struct key *key;
	size_t i;

	for (i = 0; i < table->count; i++) {
		if (!(given & (uint64_t)1 << i))
			continue;
		key = &table->keys[i];
		if (key->type->merge != NULL)
			key->type->merge(arena, (char *)into + key->offset,
			    (const char *)from + key->offset);
		else
			memcpy((char *)into + key->offset,
			    (const char *)from + key->offset, key->type->bytes);
	}
}
