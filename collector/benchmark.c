#include <string.h>

#include "base/err.h"
#include "collector/placeholder.h"
#include "collector/policy.h"
#include "collector/suite.h"

/* The keys of a benchmark beside its settings. */
struct benchmark_fields {
	const char *name;
	const struct node *params, *zip, *exclude, *overrides, *regression;
};

struct override_fields {
	const struct node *when;
};

#define FIELD(name) offsetof(struct benchmark_fields, name)

static const struct key benchmark_key_items[] = {
    {"name", &key_text, FIELD(name), KEY_REQUIRED},
    {"params", &key_node, FIELD(params), 0},
    {"zip", &key_node, FIELD(zip), 0},
    {"exclude", &key_node, FIELD(exclude), 0},
    {"overrides", &key_list, FIELD(overrides), 0},
    {"regression", &key_node, FIELD(regression), 0},
    {"steps", &key_node, 0, KEY_LATER},
    {"variants", &key_node, 0, KEY_LATER},
    {"harness", &key_node, 0, KEY_LATER},
    {"import", &key_node, 0, KEY_LATER},
    {"measure", &key_node, 0, KEY_LATER},
    {"concurrency", &key_node, 0, KEY_LATER},
    {"reference", &key_node, 0, KEY_LATER},
    {"start", &key_node, 0, KEY_LATER},
    {"scaling", &key_node, 0, KEY_LATER},
};

static const struct key override_key_items[] = {
    {"when", &key_map, offsetof(struct override_fields, when), KEY_REQUIRED},
};

static const struct key step_key_items[] = {
    {"name", &key_node, 0, KEY_LATER},
    {"command", &key_node, 0, KEY_LATER},
};

static const struct key variant_key_items[] = {
    {"command", &key_node, 0, KEY_LATER},
    {"cwd", &key_node, 0, KEY_LATER},
    {"env", &key_node, 0, KEY_LATER},
};

static const struct key import_key_items[] = {
    {"format", &key_node, 0, KEY_LATER},
    {"path", &key_node, 0, KEY_LATER},
    {"command", &key_node, 0, KEY_LATER},
    {"launches", &key_node, 0, KEY_LATER},
};

static const struct key measure_key_items[] = {
    {"file_size", &key_node, 0, KEY_LATER},
};

static const struct key scaling_key_items[] = {
    {"over", &key_node, 0, KEY_LATER},
    {"metric", &key_node, 0, KEY_LATER},
    {"at_most", &key_node, 0, KEY_LATER},
    {"per_item", &key_node, 0, KEY_LATER},
};

const struct key_table benchmark_keys =
    KEY_TABLE("benchmark", benchmark_key_items);
const struct key_table override_keys =
    KEY_TABLE("override", override_key_items);
const struct key_table step_keys = KEY_TABLE("step", step_key_items);
const struct key_table variant_keys = KEY_TABLE("variant", variant_key_items);
const struct key_table import_keys = KEY_TABLE("import", import_key_items);
const struct key_table measure_keys = KEY_TABLE("measure", measure_key_items);
const struct key_table scaling_keys = KEY_TABLE("scaling", scaling_key_items);

/* A benchmark is made of exactly one of these; measure may stand beside. */
static int
check_kind(const struct node *node, struct err *err)
{
	static const char *const kinds[] = {
	    "command", "steps", "variants", "harness", "import"};
	const char *first = NULL;
	size_t i, j;

	if (node_expect(node, NODE_MAP, "a benchmark", err) < 0)
		return -1;
	for (i = 0; i < node->count; i++)
		for (j = 0; j < sizeof kinds / sizeof *kinds; j++) {
			if (strcmp(node->keys[i]->text, kinds[j]) != 0)
				continue;
			if (first != NULL)
				return node_fail(node->keys[i], err,
				    "a benchmark has either \"%s\" or \"%s\", "
				    "not both",
				    first, kinds[j]);
			first = kinds[j];
		}
	return 0;
}

static int
check_has_kind(
    const struct node *node, const struct settings *settings, struct err *err)
{
	if (settings->command.count > 0)
		return 0;
	return node_fail(node, err,
	    "this benchmark has nothing to run; it needs \"command\"");
}

/* Slips in what this map itself says; defaults serve many benchmarks. */
static int
check_placeholders(
    const struct node *node, const struct params *params, struct err *err)
{
	struct pair *pairs = xcalloc(params->count + 1, sizeof *pairs);
	struct placeholders values = {pairs, params->count, ""};
	const struct key *key;
	size_t i;
	int result = 0;

	for (i = 0; i < params->count; i++)
		pairs[i] = (struct pair){params->items[i].name, ""};
	for (i = 0; i < node->count && result == 0; i++) {
		key = key_find(&settings_keys, node->keys[i]->text);
		if (key != NULL && (key->flags & KEY_FILLED))
			result =
			    placeholder_check(node->items[i], &values, err);
	}
	free(pairs);
	return result;
}

static int
read_override(struct arena *arena, const struct node *node,
    const struct params *params, struct override *override, struct err *err)
{
	struct override_fields fields = {0};
	struct key_part parts[] = {{.table = &override_keys, .fields = &fields},
	    {.table = &settings_keys,
		.fields = &override->patch.settings,
		.scope = KEY_OVERRIDE}};

	if (key_read(arena, node, "an override", parts, 2, err) < 0)
		return -1;
	override->patch.given = parts[1].given;
	override->when_node = fields.when;
	if (override->patch.given == 0)
		return node_fail(node, err, "this override changes nothing");
	if (condition_read(
		arena, fields.when, "when", params, &override->when, err) < 0)
		return -1;
	return check_placeholders(node, params, err);
}

static int
read_overrides(struct arena *arena, const struct node *list,
    struct benchmark *benchmark, struct err *err)
{
	size_t i;

	benchmark->overrides =
	    arena_alloc(arena, list->count * sizeof *benchmark->overrides);
	benchmark->override_count = list->count;
	for (i = 0; i < list->count; i++)
		if (read_override(arena, list->items[i], &benchmark->params,
			&benchmark->overrides[i], err) < 0)
			return -1;
	return 0;
}

int
benchmark_read(struct arena *arena, const struct node *node,
    const struct settings *base, struct benchmark *benchmark, struct err *err)
{
	struct benchmark_fields fields = {0};
	struct settings_patch patch = {0};
	struct key_part parts[] = {
	    {.table = &benchmark_keys, .fields = &fields},
	    {.table = &settings_keys,
		.fields = &patch.settings,
		.scope = KEY_BENCHMARK}};

	if (check_kind(node, err) < 0 ||
	    key_read(arena, node, "a benchmark", parts, 2, err) < 0)
		return -1;
	patch.given = parts[1].given;
	*benchmark = (struct benchmark){
	    .name = fields.name, .settings = *base, .place = node};
	settings_apply(arena, &benchmark->settings, &patch);
	if (check_has_kind(node, &benchmark->settings, err) < 0)
		return -1;
	if (params_read(arena, fields.params, fields.zip, fields.exclude,
		&benchmark->params, err) < 0 ||
	    check_placeholders(node, &benchmark->params, err) < 0)
		return -1;
	benchmark->regression = fields.regression;
	if (fields.regression != NULL &&
	    regression_check(arena, fields.regression, err) < 0)
		return -1;
	if (fields.overrides == NULL)
		return 0;
	return read_overrides(arena, fields.overrides, benchmark, err);
}
