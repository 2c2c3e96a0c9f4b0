#include "collector/budget.h"

#include "base/arena.h"
#include "base/err.h"
#include "collector/limit.h"

const char *const gate_levels[] = {"must", "should", "nice"};

/* A limit with its margins, in both of the forms it is written in. */
struct written_line {
	const char *selector; /* only in a list */
	const struct node *limit, *gate;
	double yellow, red; /* fractions */
};

#define FIELD(name) offsetof(struct written_line, name)

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

/* Checks what was written at node of the selector, and keeps it in line. */
static int
check_line(const struct node *node, const struct written_line *written,
    const struct selector *selector, struct budget_line *line, struct err *err)
{
	struct limit limit;
	int gate = 0;

	if (selector->entry != NULL
		? limit_read(written->limit, selector->entry, &limit, err) < 0
		: node_expect(written->limit, NODE_TEXT, "a limit", err) < 0)
		return -1;
	if (written->gate != NULL) {
		gate = key_read_word(written->gate, "gate level", gate_levels,
		    GATE_LEVEL_COUNT, err);
		if (gate < 0)
			return -1;
	}
	*line = (struct budget_line){.limit = written->limit,
	    .has_yellow = node_get(node, "yellow") != NULL,
	    .has_red = node_get(node, "red") != NULL,
	    .has_gate = written->gate != NULL,
	    .yellow = written->yellow,
	    .red = written->red,
	    .gate = gate};
	if (line->has_yellow && line->has_red && line->yellow > line->red)
		return node_fail(node_get(node, "yellow"), err,
		    "yellow must not be above red");
	return 0;
}

static int
read_item(struct arena *arena, const struct node *node,
    const struct scope *scope, struct selector *selector,
    struct budget_line *line, struct err *err)
{
	struct written_line written = {0};

	if (key_read_one(arena, node, "an item of a budget", &budget_item_keys,
		&written, NULL, err) < 0 ||
	    selector_read(arena, node_get(node, "selector"), written.selector,
		scope, selector, err) < 0)
		return -1;
	return check_line(node, &written, selector, line, err);
}

/* A map's entry: its value is a limit, or {limit, yellow, red}. */
static int
read_entry(struct arena *arena, const struct node *name,
    const struct node *value, const struct scope *scope,
    struct selector *selector, struct budget_line *line, struct err *err)
{
	struct written_line written = {.limit = value};

	if (selector_read(arena, name, name->text, scope, selector, err) < 0)
		return -1;
	if (value->type == NODE_LIST)
		return node_fail(value, err,
		    "several limits for a metric: make the budget a list of "
		    "{selector: %.80s, limit: …}",
		    selector->text);
	if (value->type == NODE_MAP &&
	    key_read_one(
		arena, value, "a limit", &limit_keys, &written, NULL, err) < 0)
		return -1;
	return check_line(value, &written, selector, line, err);
}

int
budget_read(struct arena *arena, const struct node *node,
    const struct scope *scope, struct budget *budget, struct err *err)
{
	struct selector *selectors;
	struct budget_line *lines;
	size_t i;
	int result = 0;

	if (node->type == NODE_TEXT)
		return node_fail(node, err,
		    "a budget must be a map like {time.p95: 50ms} or a list "
		    "of {selector, limit}");
	selectors = arena_alloc(arena, node->count * sizeof *selectors);
	lines = arena_alloc(arena, node->count * sizeof *lines);
	for (i = 0; i < node->count && result == 0; i++) {
		if (node->type == NODE_LIST)
			result = read_item(arena, node->items[i], scope,
			    &selectors[i], &lines[i], err);
		else
			result =
			    read_entry(arena, node->keys[i], node->items[i],
				scope, &selectors[i], &lines[i], err);
	}
	*budget = (struct budget){node, {selectors, node->count}, lines};
	return result;
}
