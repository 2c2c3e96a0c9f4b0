#include "collector/settings.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/num.h"
#include "base/vec.h"
#include "collector/metric.h"
#include "collector/stopping.h"

enum { CPU_MAX = 4095 };

static const double PRECISION_MAX = 0.5;

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

int
judged_read(struct arena *arena, const struct node *value,
    const struct scope *scope, struct judged *judged, struct err *err)
{
	struct text_list names;
	struct selector *metrics;
	size_t i, j;

	if (node_expect(value, NODE_LIST, "metrics", err) < 0 ||
	    key_read_texts(arena, value, "metrics", &names, err) < 0)
		return -1;
	metrics = arena_alloc(arena, names.count * sizeof *metrics);
	for (i = 0; i < names.count; i++) {
		if (selector_read_metric(value->items[i], names.items[i], scope,
			&metrics[i], err) < 0)
			return -1;
		for (j = 0; j < i; j++)
			if (strcmp(names.items[i], names.items[j]) == 0)
				return node_fail(value->items[i], err,
				    "\"%.80s\" is there twice", names.items[i]);
	}
	*judged = (struct judged){{metrics, names.count}, value};
	return 0;
}

static int
read_metrics(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	(void)name;
	return judged_read(arena, value, NULL, field, err);
}

static int
read_launches(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	uint64_t number;

	if (node_expect(value, NODE_TEXT, name, err) < 0)
		return -1;
	*(uint64_t *)field = 0;
	if (strcmp(value->text, "adaptive") == 0)
		return 0;
	if (!num_parse_u64(value->text, &number))
		return node_fail(value, err,
		    "%s must be a whole number like 10, or adaptive, not "
		    "\"%.80s\"",
		    name, value->text);
	return key_count.read(arena, value, name, field, err);
}

/* min_launches or max_launches. */
static int
read_bound(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	uint64_t *number = field;

	if (key_whole.read(arena, value, name, field, err) < 0)
		return -1;
	if (*number < STOPPING_LEAST)
		return node_fail(value, err,
		    "%s must be at least %d, not %s; launches: %s would make "
		    "exactly so many",
		    name, STOPPING_LEAST, value->text,
		    *number == 0 ? "1" : value->text);
	return 0;
}

static int
read_precision(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	double *precision = field;

	if (key_percent.read(arena, value, name, field, err) < 0)
		return -1;
	if (!(*precision > 0 && *precision <= PRECISION_MAX))
		return node_fail(value, err,
		    "%s must be above 0%% and at most 50%%, not \"%.80s\"",
		    name, value->text);
	return 0;
}

static int
read_items(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	double *items = field;

	(void)arena;
	if (node_expect(value, NODE_TEXT, name, err) < 0)
		return -1;
	if (!num_parse(value->text, items) || !(*items > 0))
		return node_fail(value, err,
		    "%s must be a number above 0 like 1000, not \"%.80s\"",
		    name, value->text);
	return 0;
}

static int
read_bytes(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	double *bytes = field;

	(void)arena;
	if (node_expect(value, NODE_TEXT, name, err) < 0)
		return -1;
	if (!num_parse_size(value->text, bytes) || !(*bytes > 0))
		return node_fail(value, err,
		    "%s must be a size above 0 like 5MB, not \"%.80s\"", name,
		    value->text);
	return 0;
}

static int
read_work(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	*(struct work *)field = (struct work){0};
	if (key_read_one(arena, value, name, &work_keys, field, NULL, err) < 0)
		return -1;
	if (value->count == 0)
		return node_fail(
		    value, err, "%s needs \"items\" or \"bytes\"", name);
	return 0;
}

static int
read_budget(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	(void)name;
	return budget_read(arena, value, NULL, field, err);
}

static const struct key_type type_output = {
    "output", sizeof(struct output), read_output, NULL};
static const struct key_type type_cpus = {
    "cpus", sizeof(struct cpu_list), read_cpus, NULL};
static const struct key_type type_metrics = {
    "metrics", sizeof(struct judged), read_metrics, NULL};
static const struct key_type type_launches = {
    "launches", sizeof(uint64_t), read_launches, NULL};
static const struct key_type type_bound = {
    "bound", sizeof(uint64_t), read_bound, NULL};
static const struct key_type type_precision = {
    "precision", sizeof(double), read_precision, NULL};
static const struct key_type type_items = {
    "items", sizeof(double), read_items, NULL};
static const struct key_type type_bytes = {
    "bytes", sizeof(double), read_bytes, NULL};
static const struct key_type type_work = {
    "work", sizeof(struct work), read_work, NULL};
static const struct key_type type_extract = {
    "extract", sizeof(struct extraction_list), extract_read, NULL};
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
    {"launches", &type_launches, FIELD(stopping.launches), ANY},
    {"precision", &type_precision, FIELD(stopping.precision), ANY},
    {"min_launches", &type_bound, FIELD(stopping.min_launches), ANY},
    {"max_launches", &type_bound, FIELD(stopping.max_launches), ANY},
    {"max_time", &key_duration, FIELD(stopping.max_time_ns), ANY},
    {"cold_files", &key_texts, FIELD(cold_files), ANY | KEY_FILLED},
    {"work", &type_work, FIELD(work), ANY},
    {"extract", &type_extract, FIELD(extract), ANY},
    {"metrics", &type_metrics, FIELD(judged), ANY},
    {"success", &success_type, FIELD(success), ANY},
    {"allow_failure", &key_bool, FIELD(is_failure_allowed), ANY},
    {"budget", &type_budget, FIELD(budget), ANY},
};

static const struct key work_key_items[] = {
    {"items", &type_items, offsetof(struct work, items), 0},
    {"bytes", &type_bytes, offsetof(struct work, bytes), 0},
};

const struct key_table settings_keys =
    KEY_TABLE("settings", settings_key_items);
const struct key_table work_keys = KEY_TABLE("work", work_key_items);

static const int builtin_exit_codes[] = {0};
static const struct selector builtin_metrics[] = {
    {.text = "time", .metric = "time", .entry = &metric_entries[0]}};

const struct settings settings_builtin = {
    .cwd = ".",
    .timeout_ns = 600000000000,
    .stopping = {.precision = 0.02,
	.min_launches = 10,
	.max_launches = 100,
	.max_time_ns = 60000000000},
    .judged = {{builtin_metrics, 1}, NULL},
    .success = {.exit = {builtin_exit_codes, 1}},
};

int
settings_check_launches(const struct node *map,
    const struct settings_patch *patch, const struct settings *below,
    struct err *err)
{
	const struct node *min = node_get(map, "min_launches");
	const struct node *max = node_get(map, "max_launches");
	uint64_t most = max != NULL ? patch->settings.stopping.max_launches
				    : below->stopping.max_launches;

	if (min == NULL || patch->settings.stopping.min_launches <= most)
		return 0;
	if (max != NULL)
		return node_fail(min, err,
		    "min_launches must not be above max_launches, which is "
		    "%s in line %zu",
		    max->text, max->line);
	return node_fail(min, err,
	    "min_launches must not be above max_launches, which is %llu here; "
	    "give max_launches too",
	    (unsigned long long)most);
}

void
settings_apply(struct arena *arena, struct settings *settings,
    const struct settings_patch *patch)
{
	key_merge(
	    arena, &settings_keys, settings, &patch->settings, patch->given);
}
