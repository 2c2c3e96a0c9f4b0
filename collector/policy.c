#include "collector/policy.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "collector/suite.h"

/* Fractions, in ascending order where they are levels. */
struct levels {
	double minor, unchanged, warning, critical, blocker;
};

#define FIELD(name) offsetof(struct levels, name)

static const struct key level_key_items[] = {
    {"minor", &key_percent, FIELD(minor), 0},
    {"unchanged", &key_percent, FIELD(unchanged), 0},
    {"warning", &key_percent, FIELD(warning), 0},
    {"critical", &key_percent, FIELD(critical), 0},
    {"blocker", &key_percent, FIELD(blocker), 0},
};

/* Beside the levels for all metrics those of one. */
static const struct key regression_key_items[] = {
    {"time", &key_map, 0, 0},
    {"user_time", &key_map, 0, 0},
    {"system_time", &key_map, 0, 0},
    {"max_rss", &key_map, 0, 0},
    {"page_faults", &key_map, 0, 0},
    {"context_switches", &key_map, 0, 0},
};

const struct key_table level_keys = KEY_TABLE("levels", level_key_items);
const struct key_table regression_keys =
    KEY_TABLE("regression", regression_key_items);

static int
check_order(
    const struct node *node, const struct levels *levels, struct err *err)
{
	const char *const names[] = {"warning", "critical", "blocker"};
	const double values[] = {
	    levels->warning, levels->critical, levels->blocker};
	size_t i, last = 3;

	for (i = 0; i < 3; i++) {
		if (node_get(node, names[i]) == NULL)
			continue;
		if (last < 3 && values[i] < values[last])
			return node_fail(node_get(node, names[i]), err,
			    "%s must not be below %s", names[i], names[last]);
		last = i;
	}
	return 0;
}

int
regression_check(struct arena *arena, const struct node *node, struct err *err)
{
	struct levels all = {0}, one;
	const struct node *unused;
	struct key_part parts[] = {{.table = &level_keys, .fields = &all},
	    {.table = &regression_keys, .fields = &unused}};
	size_t i;

	if (key_read(arena, node, "regression", parts, 2, err) < 0 ||
	    check_order(node, &all, err) < 0)
		return -1;
	for (i = 0; i < node->count; i++) {
		if (node->items[i]->type != NODE_MAP)
			continue;
		one = (struct levels){0};
		if (key_read_one(arena, node->items[i], "regression",
			&level_keys, &one, NULL, err) < 0 ||
		    check_order(node->items[i], &one, err) < 0)
			return -1;
	}
	return 0;
}

static cJSON *
json_of(const struct node *node)
{
	cJSON *json;
	size_t i;

	switch (node->type) {
	case NODE_LIST:
		json = cJSON_CreateArray();
		for (i = 0; i < node->count; i++)
			cJSON_AddItemToArray(json, json_of(node->items[i]));
		return json;
	case NODE_MAP:
		json = cJSON_CreateObject();
		for (i = 0; i < node->count; i++)
			json_add_named(
			    json, node->keys[i]->text, json_of(node->items[i]));
		return json;
	case NODE_TEXT:
		break;
	}
	return cJSON_CreateString(node->text);
}

static void
add_node(cJSON *object, const char *key, const struct node *node)
{
	if (node != NULL)
		json_add_named(object, key, json_of(node));
}

static bool
has_policy(const struct benchmark *benchmark)
{
	size_t i;

	for (i = 0; i < benchmark->override_count; i++)
		if (benchmark->overrides[i].patch.settings.budget.node != NULL)
			return true;
	return benchmark->regression != NULL ||
	       benchmark->settings.budget.node != NULL;
}

static void
add_overrides(cJSON *object, const struct benchmark *benchmark)
{
	const struct override *override;
	const struct node *budget;
	cJSON *list = NULL, *item;
	size_t i;

	for (i = 0; i < benchmark->override_count; i++) {
		override = &benchmark->overrides[i];
		budget = override->patch.settings.budget.node;
		if (budget == NULL)
			continue;
		if (list == NULL)
			list = json_add_array(object, "overrides");
		item = cJSON_CreateObject();
		add_node(item, "when", override->when_node);
		add_node(item, "budget", budget);
		cJSON_AddItemToArray(list, item);
	}
}

static void
add_benchmarks(cJSON *policy, const struct suite *suite)
{
	const struct benchmark *benchmark;
	cJSON *list = NULL, *item;
	size_t i;

	for (i = 0; i < suite->benchmarks.count; i++) {
		benchmark = &suite->benchmarks.items[i];
		if (!has_policy(benchmark))
			continue;
		if (list == NULL)
			list = json_add_array(policy, "benchmarks");
		item = cJSON_CreateObject();
		json_add_string(item, "benchmark", benchmark->name);
		if (benchmark->settings.group != NULL)
			json_add_string(
			    item, "group", benchmark->settings.group);
		add_node(item, "regression", benchmark->regression);
		add_node(item, "budget", benchmark->settings.budget.node);
		add_overrides(item, benchmark);
		cJSON_AddItemToArray(list, item);
	}
}

const char *
policy_print(struct arena *arena, const struct suite *suite)
{
	cJSON *policy = cJSON_CreateObject(), *claims;
	struct buf text = {0};
	const char *copy = NULL;
	size_t i;

	add_node(policy, "regression", suite->regression);
	add_benchmarks(policy, suite);
	if (suite->claims.count > 0) {
		claims = json_add_array(policy, "claims");
		for (i = 0; i < suite->claims.count; i++)
			cJSON_AddItemToArray(
			    claims, json_of(suite->claims.items[i].node));
	}
	add_node(policy, "gates", suite->gates);
	if (policy->child != NULL) {
		json_print(policy, &text);
		copy = arena_strndup(arena, buf_text(&text), text.length);
	}
	buf_release(&text);
	cJSON_Delete(policy);
	return copy;
}
