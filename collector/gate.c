#include "collector/gate.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/num.h"
#include "base/regex.h"
#include "collector/budget.h"

struct gates {
	const struct node *levels[GATE_LEVEL_COUNT];
};

struct gate_item {
	const struct node *no_regression, *budget, *case_pattern;
	double improves;
	bool is_measured, is_claims, is_manual;
	const char *name, *section, *against, *metric;
};

#define LEVEL(index)                                                           \
	offsetof(struct gates, levels) + (index) * sizeof(const struct node *)
#define FIELD(name) offsetof(struct gate_item, name)

static const struct key gates_key_items[] = {
    {"must", &key_list, LEVEL(0), 0},
    {"should", &key_list, LEVEL(1), 0},
    {"nice", &key_list, LEVEL(2), 0},
};

static const struct key gate_item_key_items[] = {
    {"measured", &key_bool, FIELD(is_measured), 0},
    {"no-regression", &key_node, FIELD(no_regression), 0},
    {"budget", &key_node, FIELD(budget), 0},
    {"claims", &key_bool, FIELD(is_claims), 0},
    {"improves", &key_percent, FIELD(improves), 0},
    {"manual", &key_bool, FIELD(is_manual), 0},
    {"name", &key_text, FIELD(name), 0},
    {"section", &key_text, FIELD(section), 0},
    {"case", &key_node, FIELD(case_pattern), 0},
    {"metric", &key_text, FIELD(metric), 0},
    {"against", &key_text, FIELD(against), 0},
};

const struct key_table gates_keys = KEY_TABLE("gates", gates_key_items);
const struct key_table gate_item_keys =
    KEY_TABLE("gate_item", gate_item_key_items);

/* What a line asks for: it has exactly one of these. */
static const char *const questions[GATE_QUESTION_COUNT] = {
    [GATE_MEASURED] = "measured",
    [GATE_NO_REGRESSION] = "no-regression",
    [GATE_BUDGET] = "budget",
    [GATE_CLAIMS] = "claims",
    [GATE_IMPROVES] = "improves",
    [GATE_MANUAL] = "manual",
};

static int
read_word(const struct node *node, struct gate *gate, struct err *err)
{
	static const char *const needing[][2] = {
	    {"no-regression", "no-regression: critical"},
	    {"budget", "budget: red"}, {"improves", "improves: 10%"},
	    {"manual", "{name: …, manual: true}"}};
	static const char *const words[] = {"measured", "claims"};
	static const enum gate_question asked[] = {GATE_MEASURED, GATE_CLAIMS};
	size_t i;
	int word;

	for (i = 0; i < sizeof needing / sizeof *needing; i++)
		if (strcmp(needing[i][0], node->text) == 0)
			return node_fail(node, err,
			    "\"%s\" needs a value; write %s", node->text,
			    needing[i][1]);
	word = key_read_word(node, "gate", words, 2, err);
	if (word < 0)
		return -1;
	gate->question = asked[word];
	return 0;
}

/* LEVEL or a percentage. */
static int
read_no_regression(const struct node *node, struct gate *gate, struct err *err)
{
	static const char *const levels[] = {"warning", "critical", "blocker"};

	if (node_expect(node, NODE_TEXT, "no-regression", err) < 0)
		return -1;
	if (!num_parse_percent(node->text, &gate->share)) {
		if (key_read_word(node, "regression level", levels, 3, err) < 0)
			return -1;
		gate->no_regression = node->text;
	} else if (gate->share < 0) {
		return node_fail(
		    node, err, "no-regression must not be negative");
	}
	return 0;
}

static int
check_case(const struct node *node, struct err *err)
{
	struct err problem;
	struct regex *regex;

	if (node_expect(node, NODE_TEXT, "case", err) < 0)
		return -1;
	regex = regex_new(node->text, &problem);
	if (regex == NULL)
		return node_fail(node, err, "%.300s", problem.text);
	regex_free(regex);
	return 0;
}

static int
read_question(const struct node *node, const struct gate_item *item,
    struct gate *gate, struct err *err)
{
	const struct node *value;
	size_t i, asked = 0;

	for (i = 0; i < GATE_QUESTION_COUNT; i++) {
		value = node_get(node, questions[i]);
		if (value == NULL)
			continue;
		asked++;
		gate->question = (enum gate_question)i;
		if (value->type == NODE_TEXT &&
		    strcmp(value->text, "false") == 0)
			return node_fail(value, err,
			    "%s must be true; leave the line out instead",
			    questions[i]);
	}
	if (asked != 1)
		return node_fail(node, err,
		    "a gate needs exactly one of measured, no-regression, "
		    "budget, claims, improves, manual");
	if (item->is_manual && item->name == NULL)
		return node_fail(node, err,
		    "a manual gate needs \"name\": it is attested by it");
	if (item->against != NULL && item->no_regression == NULL)
		return node_fail(node_get(node, "against"), err,
		    "\"against\" belongs to no-regression");
	return 0;
}

/* What a map says beyond its question. */
static int
read_rest(struct arena *arena, const struct node *node,
    const struct gate_item *item, const struct scope *scope, struct gate *gate,
    struct err *err)
{
	static const char *const colours[] = {"red", "yellow"};
	int colour;

	if (item->no_regression != NULL &&
	    read_no_regression(item->no_regression, gate, err) < 0)
		return -1;
	if (item->budget != NULL) {
		colour = key_read_word(item->budget, "colour", colours, 2, err);
		if (colour < 0)
			return -1;
		gate->is_yellow = colour == 1;
	}
	if (item->case_pattern != NULL) {
		if (check_case(item->case_pattern, err) < 0)
			return -1;
		gate->case_pattern = item->case_pattern->text;
	}
	if (item->metric == NULL)
		return 0;
	return selector_read(arena, node_get(node, "metric"), item->metric,
	    scope, &gate->metric, err);
}

static int
read_item(struct arena *arena, const struct node *node,
    const struct scope *scope, struct gate *gate, struct err *err)
{
	struct gate_item item = {0};

	gate->node = node;
	if (node->type == NODE_TEXT)
		return read_word(node, gate, err);
	if (key_read_one(
		arena, node, "a gate", &gate_item_keys, &item, NULL, err) < 0 ||
	    read_question(node, &item, gate, err) < 0)
		return -1;
	gate->name = item.name;
	gate->section = item.section;
	gate->against = item.against;
	if (gate->question == GATE_IMPROVES)
		gate->share = item.improves;
	return read_rest(arena, node, &item, scope, gate, err);
}

int
gates_read(struct arena *arena, const struct node *node,
    const struct scope *scope, struct gate_list *list, struct err *err)
{
	struct gates gates = {0};
	const struct node *lines;
	struct gate *items, *next;
	size_t level, i, count = 0;

	if (key_read_one(arena, node, "gates", &gates_keys, &gates, NULL, err) <
	    0)
		return -1;
	for (level = 0; level < GATE_LEVEL_COUNT; level++)
		if (gates.levels[level] != NULL)
			count += gates.levels[level]->count;
	next = items = arena_alloc(arena, count * sizeof *items);
	for (level = 0; level < GATE_LEVEL_COUNT; level++) {
		lines = gates.levels[level];
		for (i = 0; lines != NULL && i < lines->count; i++) {
			next->level = (int)level;
			if (read_item(
				arena, lines->items[i], scope, next++, err) < 0)
				return -1;
		}
	}
	*list = (struct gate_list){items, count};
	return 0;
}
