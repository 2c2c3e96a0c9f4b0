#include "collector/policy.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "collector/suite.h"

#define FIELD(name) offsetof(struct levels, name)

static const struct key level_key_items[] = {
    {"minor", &key_percent, FIELD(minor), 0},
    {"unchanged", &key_percent, FIELD(unchanged), 0},
    {"warning", &key_percent, FIELD(warning), 0},
    {"critical", &key_percent, FIELD(critical), 0},
    {"blocker", &key_percent, FIELD(blocker), 0},
};

const struct key_table level_keys = KEY_TABLE("levels", level_key_items);

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

static int
read_levels(struct arena *arena, const struct node *node, struct levels *levels,
    struct err *err)
{
	uint64_t given;

	/* The flags are in the order of the table. */
	if (key_read_one(arena, node, "regression", &level_keys, levels, &given,
		err) < 0)
		return -1;
	levels->given = (unsigned)given;
	return check_order(node, levels, err);
}

static int
compare_names(const void *left, const void *right)
{
	const struct metric_levels *a = left, *b = right;

	return strcmp(a->metric, b->metric);
}

/* Whatever holds a map is a metric; the rest are levels for all of them. */
int
regression_read(struct arena *arena, const struct node *node,
    const struct scope *scope, struct regression *regression, struct err *err)
{
	struct metric_levels *metrics, *next;
	const struct node **keys, **items;
	struct node plain = *node;
	struct selector selector;
	size_t i;

	if (node_expect(node, NODE_MAP, "regression", err) < 0)
		return -1;
	keys = arena_alloc(arena, node->count * sizeof *keys);
	items = arena_alloc(arena, node->count * sizeof *items);
	next = metrics = arena_alloc(arena, node->count * sizeof *metrics);
	plain.keys = keys;
	plain.items = items;
	plain.count = 0;
	*regression = (struct regression){0};
	for (i = 0; i < node->count; i++) {
		if (node->items[i]->type != NODE_MAP ||
		    key_find(&level_keys, node->keys[i]->text) != NULL) {
			keys[plain.count] = node->keys[i];
			items[plain.count++] = node->items[i];
			continue;
		}
		next->metric = node->keys[i]->text;
		if (selector_read_metric(node->keys[i], next->metric, scope,
			&selector, err) < 0 ||
		    read_levels(arena, node->items[i], &next->levels, err) < 0)
			return -1;
		next++;
	}
	regression->metrics = metrics;
	regression->metric_count = (size_t)(next - metrics);
	qsort(
	    metrics, regression->metric_count, sizeof *metrics, compare_names);
	return read_levels(arena, &plain, &regression->all, err);
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
	       benchmark->scaling.node != NULL ||
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
		if (benchmark->settings.budget.node != NULL &&
		    !benchmark->has_own_budget)
			json_add_bool(item, "inherited", true);
		add_overrides(item, benchmark);
		add_node(item, "scaling", benchmark->scaling.node);
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
