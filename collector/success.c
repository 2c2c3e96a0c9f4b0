#include "collector/success.h"

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/num.h"
#include "base/regex.h"

enum { EXIT_MAX = 255 };

static int
read_exit_code(
    const struct node *value, const char *name, int *code, struct err *err)
{
	uint64_t number;

	if (node_expect(value, NODE_TEXT, name, err) < 0)
		return -1;
	if (!num_parse_u64(value->text, &number) || number > EXIT_MAX)
		return node_fail(value, err,
		    "\"%.80s\" is no exit status; they are 0 to %d",
		    value->text, EXIT_MAX);
	*code = (int)number;
	return 0;
}

static int
read_exit_codes(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	const struct node *const *items = &value;
	size_t count = 1, i;
	int *codes;

	if (value->type == NODE_LIST) {
		items = value->items;
		count = value->count;
	}
	if (count == 0)
		return node_fail(value, err,
		    "%s has no status; without one no launch succeeds", name);
	codes = arena_alloc(arena, count * sizeof *codes);
	for (i = 0; i < count; i++)
		if (read_exit_code(items[i], name, &codes[i], err) < 0)
			return -1;
	*(struct exit_codes *)field = (struct exit_codes){codes, count};
	return 0;
}

static int
read_pattern(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	struct err problem = {{0}};
	struct regex *regex;
	const char *text;

	if (key_text.read(arena, value, name, &text, err) < 0)
		return -1;
	regex = regex_new(text, &problem);
	if (regex == NULL)
		return node_fail(value, err, "%s: %.300s", name, problem.text);
	regex_free(regex);
	*(struct pattern *)field = (struct pattern){text, value};
	return 0;
}

static const struct key_type type_exit = {
    "exit", sizeof(struct exit_codes), read_exit_codes, NULL};
static const struct key_type type_pattern = {
    "pattern", sizeof(struct pattern), read_pattern, NULL};

static const struct key success_key_items[] = {
    {"exit", &type_exit, offsetof(struct success, exit), 0},
    {"stdout", &type_pattern, offsetof(struct success, output), 0},
    {"same_output", &key_bool, offsetof(struct success, is_output_same), 0},
};

const struct key_table success_keys = KEY_TABLE("success", success_key_items);

static int
read_success(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	struct success *success = field;

	*success = (struct success){0};
	if (key_read_one(arena, value, name, &success_keys, success,
		&success->given, err) < 0)
		return -1;
	success->same_place = node_get(value, "same_output");
	return 0;
}

static void
merge_success(struct arena *arena, void *into, const void *from)
{
	const struct success *over = from;
	struct success *success = into;

	key_merge(arena, &success_keys, success, over, over->given);
	success->given |= over->given;
	if (over->same_place != NULL)
		success->same_place = over->same_place;
}

const struct key_type success_type = {
    "success", sizeof(struct success), read_success, merge_success};
