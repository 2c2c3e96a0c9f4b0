#include "collector/scaling.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/num.h"
#include "base/xalloc.h"
#include "collector/limit.h"

enum { PLACES_LEAST = 2 };

static int
read_bound(struct arena *arena, const struct node *value, const char *name,
    void *field, struct err *err)
{
	static const struct {
		const char *text;
		enum scaling_bound bound;
	} words[] = {
	    {"1", SCALING_BOUND_CONSTANT},
	    {"log n", SCALING_BOUND_LOGARITHMIC},
	    {"n", SCALING_BOUND_LINEAR},
	    {"n log n", SCALING_BOUND_LINEARITHMIC},
	    {"n^2", SCALING_BOUND_QUADRATIC},
	    {"n2", SCALING_BOUND_QUADRATIC},
	    {"n²", SCALING_BOUND_QUADRATIC},
	    {"n^3", SCALING_BOUND_CUBIC},
	    {"n3", SCALING_BOUND_CUBIC},
	    {"n³", SCALING_BOUND_CUBIC},
	};
	enum scaling_bound *bound = field;
	size_t i;

	(void)arena;
	if (node_expect(value, NODE_TEXT, name, err) < 0)
		return -1;
	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].text, value->text) == 0) {
			*bound = words[i].bound;
			return 0;
		}
	return node_fail(value, err,
	    "%s must be 1, log n, n, n log n, n^2 or n^3, not \"%.80s\"", name,
	    value->text);
}

static const struct key_type type_bound = {
    "scaling_bound", sizeof(enum scaling_bound), read_bound, NULL};

#define FIELD(name) offsetof(struct scaling_aim, name)

static const struct key scaling_key_items[] = {
    {"over", &key_text, FIELD(over), KEY_REQUIRED},
    {"metric", &key_text, FIELD(metric), 0},
    {"at_most", &type_bound, FIELD(at_most), 0},
    {"per_item", &key_node, FIELD(per_item), 0},
};

const struct key_table scaling_keys = KEY_TABLE("scaling", scaling_key_items);

static int
fail_param(const struct node *place, const struct params *params,
    const char *name, struct err *err)
{
	const char **names;
	size_t i;
	int result;

	if (params->count == 0)
		return node_fail(place, err,
		    "\"%.80s\" is no parameter: this benchmark has none", name);
	names = xcalloc(params->count, sizeof *names);
	for (i = 0; i < params->count; i++)
		names[i] = params->items[i].name;
	result = node_fail_unknown(
	    place, "parameter", name, names, params->count, err);
	free(names);
	return result;
}

static int
check_param(
    const struct scaling_aim *aim, const struct params *params, struct err *err)
{
	const struct node *place = node_get(aim->node, "over");
	const struct text_list *values;
	double size;
	size_t i;

	for (i = 0; i < params->count; i++)
		if (strcmp(params->items[i].name, aim->over) == 0)
			break;
	if (i == params->count)
		return fail_param(place, params, aim->over, err);
	values = &params->items[i].values;
	for (i = 0; i < values->count; i++)
		if (!num_parse(values->items[i], &size) || size <= 0)
			return node_fail(place, err,
			    "scaling needs positive numbers, and \"%.80s\" has "
			    "the value \"%.80s\"",
			    aim->over, values->items[i]);
	if (values->count < PLACES_LEAST)
		return node_fail(place, err,
		    "scaling needs at least two values of \"%.80s\"",
		    aim->over);
	return 0;
}

static int
check_metric(const struct scaling_aim *aim, struct err *err)
{
	const struct metric_entry *entry = aim->selector.entry;
	double limit;

	if (entry == NULL)
		return 0;
	if (aim->at_most != SCALING_BOUND_NONE &&
	    entry->metric.better == BETTER_HIGHER)
		return node_fail(node_get(aim->node, "at_most"), err,
		    "at_most is for metrics of which less is better; of "
		    "\"%.80s\" more is",
		    aim->metric);
	if (aim->per_item == NULL)
		return 0;
	return limit_read_value(aim->per_item, entry, &limit, err);
}

static int
read_aim(struct arena *arena, const struct node *node,
    const struct scope *scope, const struct params *params,
    struct scaling_aim *aim, struct err *err)
{
	const struct node *metric;

	*aim = (struct scaling_aim){.metric = "time", .node = node};
	if (key_read_one(
		arena, node, "scaling", &scaling_keys, aim, NULL, err) < 0)
		return -1;
	metric = node_get(node, "metric");
	if (selector_read_metric(metric == NULL ? node : metric, aim->metric,
		scope, &aim->selector, err) < 0 ||
	    (params != NULL && check_param(aim, params, err) < 0))
		return -1;
	return check_metric(aim, err);
}

static int
check_twin(const struct scaling_aim *aims, size_t at, struct err *err)
{
	size_t i;

	for (i = 0; i < at; i++)
		if (strcmp(aims[i].over, aims[at].over) == 0 &&
		    strcmp(aims[i].metric, aims[at].metric) == 0)
			return node_fail(aims[at].node, err,
			    "scaling of \"%.80s\" over \"%.80s\" stands there "
			    "twice",
			    aims[at].metric, aims[at].over);
	return 0;
}

int
scaling_read(struct arena *arena, const struct node *node,
    const struct scope *scope, const struct params *params,
    struct scaling_list *list, struct err *err)
{
	const struct node *const *items = &node;
	struct scaling_aim *aims;
	size_t count = 1, i;

	if (node->type == NODE_LIST) {
		items = node->items;
		count = node->count;
	}
	if (count == 0)
		return node_fail(node, err, "scaling is empty");
	aims = arena_alloc(arena, count * sizeof *aims);
	for (i = 0; i < count; i++)
		if (read_aim(arena, items[i], scope, params, &aims[i], err) <
			0 ||
		    check_twin(aims, i, err) < 0)
			return -1;
	*list = (struct scaling_list){aims, count, node};
	return 0;
}
