#include "collector/budget.h"

#include "base/arena.h"
#include "base/err.h"
#include "collector/limit.h"

const char *const gate_levels[] = {"must", "should", "nice"};

/* A limit with its margins, in both of the forms it is written in. */
struct budget_line {
	const char *selector; /* only in a list */
	const struct node *limit, *gate;
	double yellow, red; /* fractions */
};

#define FIELD(name) offsetof(struct budget_line, name)

static const struct key limit_key_items[] = {
    {"limit", &key_node, FIELD(limit), KEY_REQUIRED},
    {"yellow", &key_percent, FIELD(yellow), 0},
    {"red", &key_percent, FIELD(red), 0},
};

static const struct key budget_item_key_items[] = {
    {"selector", &key_text, FIELD(selector), KEY_REQUIRED},
    {"limit", &key_node, FIELD(limit), KEY_REQUIRED},
    {"yellow", &key_percent, FIELD(yellow), 0},
    {"red", &key_percent, FIELD(red), 0},
    {"gate", &key_node, FIELD(gate), 0},
};

const struct key_table limit_keys = KEY_TABLE("limit", limit_key_items);
const struct key_table budget_item_keys =
    KEY_TABLE("budget_item", budget_item_key_items);

static int
check_margins(
    const struct node *node, const struct budget_line *line, struct err *err)
{
	if (node_get(node, "yellow") != NULL && node_get(node, "red") != NULL &&
	    line->yellow > line->red)
		return node_fail(node_get(node, "yellow"), err,
		    "yellow must not be above red");
	return 0;
}

/* The value of a map's entry: a limit, or {limit, yellow, red}. */
static int
check_limit(struct arena *arena, const struct node *node,
    const struct metric_entry *entry, struct err *err)
{
	struct budget_line line = {0};
	struct limit limit;

	if (node->type == NODE_TEXT)
		return limit_read(node, entry, &limit, err);
	if (node->type == NODE_LIST)
		return node_fail(node, err,
		    "several limits for a metric: make the budget a list of "
		    "{selector: %s, limit: …}",
		    entry->metric.name);
	if (key_read_one(
		arena, node, "a limit", &limit_keys, &line, NULL, err) < 0 ||
	    limit_read(line.limit, entry, &limit, err) < 0)
		return -1;
	return check_margins(node, &line, err);
}

static int
read_item(struct arena *arena, const struct node *node, const char **metric,
    struct err *err)
{
	struct budget_line line = {0};
	const struct metric_entry *entry;
	struct limit limit;

	if (key_read_one(arena, node, "an item of a budget", &budget_item_keys,
		&line, NULL, err) < 0)
		return -1;
	entry = selector_read(node_get(node, "selector"), line.selector, err);
	if (entry == NULL || limit_read(line.limit, entry, &limit, err) < 0)
		return -1;
	if (line.gate != NULL && key_read_word(line.gate, "gate level",
				     gate_levels, GATE_LEVEL_COUNT, err) < 0)
		return -1;
	*metric = entry->metric.name;
	return check_margins(node, &line, err);
}

static int
read_entry(struct arena *arena, const struct node *name,
    const struct node *value, const char **metric, struct err *err)
{
	const struct metric_entry *entry = selector_read(name, name->text, err);

	if (entry == NULL)
		return -1;
	*metric = entry->metric.name;
	return check_limit(arena, value, entry, err);
}

int
budget_read(struct arena *arena, const struct node *node, struct budget *budget,
    struct err *err)
{
	const char **metrics;
	size_t i;
	int result = 0;

	if (node->type == NODE_TEXT)
		return node_fail(node, err,
		    "a budget must be a map like {time.p95: 50ms} or a list "
		    "of {selector, limit}");
	metrics = arena_alloc(arena, node->count * sizeof *metrics);
	for (i = 0; i < node->count && result == 0; i++) {
		if (node->type == NODE_LIST)
			result =
			    read_item(arena, node->items[i], &metrics[i], err);
		else
			result = read_entry(arena, node->keys[i],
			    node->items[i], &metrics[i], err);
	}
	*budget = (struct budget){node, {metrics, node->count}};
	return result;
}
