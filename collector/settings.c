#include "collector/settings.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/num.h"
#include "base/vec.h"
#include "collector/metric.h"

enum { CPU_MAX = 4095, EXIT_MAX = 255 };

static int
read_output(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	struct output *output = field;
	const char *word;

	(void)arena;
	if (node_expect(value, NODE_TEXT, name, err) < 0)
		return -1;
	word = value->text;
	if (word[0] == '\0')
		return node_fail(value, err,
		    "%s is empty; write discard, keep or a file", name);
	*output = (struct output){OUTPUT_FILE, word};
	if (strcmp(word, "discard") == 0)
		*output = (struct output){OUTPUT_DISCARD, NULL};
	if (strcmp(word, "keep") == 0)
		*output = (struct output){OUTPUT_KEEP, NULL};
	return 0;
}

/* "5" or "2-3", up to end; the number of CPUs, 0 if it is neither. */
static size_t
parse_range(const char *text, size_t length, uint64_t *first)
{
	char copy[24], *dash;
	uint64_t last;

	if (length >= sizeof copy)
		return 0;
	memcpy(copy, text, length);
	copy[length] = '\0';
	dash = strchr(copy, '-');
	if (dash != NULL)
		*dash = '\0';
	if (!num_parse_u64(copy, first))
		return 0;
	last = *first;
	if (dash != NULL && !num_parse_u64(dash + 1, &last))
		return 0;
	return last < *first || last > CPU_MAX ? 0 : last - *first + 1;
}

static int
read_cpus(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	bool is_taken[CPU_MAX + 1] = {false};
	const char *text;
	uint64_t first;
	uint32_t *items;
	size_t length, many, count = 0, i;

	if (node_expect(value, NODE_TEXT, name, err) < 0)
		return -1;
	for (text = value->text;; text += length + 1) {
		length = strcspn(text, ",");
		many = parse_range(text, length, &first);
		if (many == 0)
			return node_fail(value, err,
			    "%s must be like 2-3,5, not \"%.80s\"", name,
			    value->text);
		for (i = 0; i < many; i++) {
			if (is_taken[first + i])
				return node_fail(value, err, "%s has %zu twice",
				    name, (size_t)first + i);
			is_taken[first + i] = true;
		}
		count += many;
		if (text[length] == '\0')
			break;
	}
	items = arena_alloc(arena, count * sizeof *items);
	for (i = 0, count = 0; i <= CPU_MAX; i++)
		if (is_taken[i])
			items[count++] = (uint32_t)i;
	*(struct cpu_list *)field = (struct cpu_list){items, count};
	return 0;
}

static int
read_metrics(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	struct text_list *list = field;
	const struct metric_entry *entry;
	size_t i, j;

	if (node_expect(value, NODE_LIST, name, err) < 0 ||
	    key_read_texts(arena, value, name, list, err) < 0)
		return -1;
	for (i = 0; i < list->count; i++) {
		entry = metric_read(value->items[i], list->items[i], err);
		if (entry == NULL)
			return -1;
		if (entry->source != METRIC_SOURCE_LAUNCH)
			return node_fail(value->items[i], err,
			    "metric \"%s\" is not supported yet",
			    entry->metric.name);
		for (j = 0; j < i; j++)
			if (strcmp(list->items[i], list->items[j]) == 0)
				return node_fail(value->items[i], err,
				    "\"%s\" is there twice", list->items[i]);
	}
	return 0;
}

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
	*(struct success *)field = (struct success){codes, count};
	return 0;
}

static int
read_success(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	*(struct success *)field = settings_builtin.success;
	return key_read_one(
	    arena, value, name, &success_keys, field, NULL, err);
}

static int
read_budget(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	(void)name;
	return budget_read(arena, value, field, err);
}

static const struct key_type type_output = {
    "output", sizeof(struct output), read_output, NULL};
static const struct key_type type_cpus = {
    "cpus", sizeof(struct cpu_list), read_cpus, NULL};
static const struct key_type type_metrics = {
    "metrics", sizeof(struct text_list), read_metrics, NULL};
static const struct key_type type_exit = {
    "exit", sizeof(struct success), read_exit_codes, NULL};
static const struct key_type type_success = {
    "success", sizeof(struct success), read_success, NULL};
static const struct key_type type_budget = {
    "budget", sizeof(struct budget), read_budget, NULL};

#define FIELD(name) offsetof(struct settings, name)
#define HERE (KEY_DEFAULTS | KEY_BENCHMARK)
#define ANY (KEY_DEFAULTS | KEY_BENCHMARK | KEY_OVERRIDE)
#define CASE (KEY_BENCHMARK | KEY_OVERRIDE)

static const struct key settings_key_items[] = {
    {"group", &key_text, FIELD(group), HERE},
    {"owner", &key_text, FIELD(owner), ANY},
    {"tags", &key_texts, FIELD(tags), ANY},
    {"command", &key_command, FIELD(command), CASE | KEY_FILLED},
    {"setup", &key_command, FIELD(setup), ANY | KEY_FILLED},
    {"prepare", &key_command, FIELD(prepare), ANY | KEY_FILLED},
    {"conclude", &key_command, FIELD(conclude), ANY | KEY_FILLED},
    {"cleanup", &key_command, FIELD(cleanup), ANY | KEY_FILLED},
    {"env", &key_pairs, FIELD(env), ANY | KEY_FILLED},
    {"cwd", &key_text, FIELD(cwd), ANY | KEY_FILLED},
    {"stdin", &key_text, FIELD(stdin_path), ANY | KEY_FILLED},
    {"output", &type_output, FIELD(output), ANY | KEY_FILLED},
    {"cpus", &type_cpus, FIELD(cpus), ANY},
    {"timeout", &key_duration, FIELD(timeout_ns), ANY},
    {"warmup", &key_whole, FIELD(warmup), ANY},
    {"launches", &key_count, FIELD(launches), ANY},
    {"metrics", &type_metrics, FIELD(metrics), ANY},
    {"success", &type_success, FIELD(success), ANY},
    {"allow_failure", &key_bool, FIELD(is_failure_allowed), ANY},
    {"budget", &type_budget, FIELD(budget), ANY},
    {"precision", &key_node, 0, ANY | KEY_LATER},
    {"min_launches", &key_node, 0, ANY | KEY_LATER},
    {"max_launches", &key_node, 0, ANY | KEY_LATER},
    {"max_time", &key_node, 0, ANY | KEY_LATER},
    {"cold_files", &key_node, 0, ANY | KEY_LATER},
    {"work", &key_node, 0, ANY | KEY_LATER},
    {"extract", &key_node, 0, ANY | KEY_LATER},
};

static const struct key success_key_items[] = {
    {"exit", &type_exit, 0, 0},
    {"stdout", &key_node, 0, KEY_LATER},
    {"same_output", &key_node, 0, KEY_LATER},
};

static const struct key work_key_items[] = {
    {"items", &key_node, 0, KEY_LATER},
    {"bytes", &key_node, 0, KEY_LATER},
};

static const struct key extract_key_items[] = {
    {"metric", &key_node, 0, KEY_LATER},
    {"unit", &key_node, 0, KEY_LATER},
    {"better", &key_node, 0, KEY_LATER},
    {"regex", &key_node, 0, KEY_LATER},
    {"json", &key_node, 0, KEY_LATER},
    {"count", &key_node, 0, KEY_LATER},
};

const struct key_table settings_keys =
    KEY_TABLE("settings", settings_key_items);
const struct key_table success_keys = KEY_TABLE("success", success_key_items);
const struct key_table work_keys = KEY_TABLE("work", work_key_items);
const struct key_table extract_keys = KEY_TABLE("extract", extract_key_items);

static const char *const builtin_metrics[] = {"time"};
static const int builtin_exit_codes[] = {0};

const struct settings settings_builtin = {
    .cwd = ".",
    .timeout_ns = 600000000000,
    .launches = 10,
    .metrics = {builtin_metrics, 1},
    .success = {builtin_exit_codes, 1},
};

void
settings_apply(struct arena *arena, struct settings *settings,
    const struct settings_patch *patch)
{
	key_merge(
	    arena, &settings_keys, settings, &patch->settings, patch->given);
}
