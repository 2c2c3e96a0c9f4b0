#include "collector/claim.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/num.h"
#include "collector/limit.h"

enum { FACTOR_BYTES = 32 };

#define FIELD(name) offsetof(struct claim, name)

static const struct key claim_key_items[] = {
    {"name", &key_text, FIELD(name), KEY_REQUIRED},
    {"case", &key_text, FIELD(case_id), 0},
    {"metric", &key_text, FIELD(metric), 0},
    {"from", &key_node, FIELD(from), 0},
    {"to", &key_node, FIELD(to), 0},
    {"improves", &key_percent, FIELD(improves), 0},
    {"by", &key_node, FIELD(by), 0},
    {"between", &key_list, FIELD(between), 0},
    {"planned", &key_bool, FIELD(is_planned), 0},
};

const struct key_table claim_keys = KEY_TABLE("claim", claim_key_items);

static int
check_form(const struct claim *claim, struct err *err)
{
	bool improves = node_get(claim->node, "improves") != NULL;
	int forms = (claim->from != NULL || claim->to != NULL) + improves +
		    (claim->by != NULL);

	if (forms > 1)
		return node_fail(claim->node, err,
		    "a claim takes one of from and to, improves, by");
	if (forms == 0 && claim->between == NULL && !claim->is_planned)
		return node_fail(claim->node, err,
		    "a claim needs from and to, improves, by or between; or "
		    "planned: true");
	if (claim->between != NULL &&
	    (claim->from != NULL || claim->to != NULL))
		return node_fail(claim->between, err,
		    "between goes with improves or by, not with from and to");
	if ((claim->from == NULL) != (claim->to == NULL))
		return node_fail(
		    claim->node, err, "\"from\" and \"to\" belong together");
	if (improves && !(claim->improves > 0))
		return node_fail(node_get(claim->node, "improves"), err,
		    "improves must be above 0%%");
	if (claim->case_id == NULL && claim->between == NULL &&
	    !claim->is_planned)
		return node_fail(claim->node, err, "a claim needs \"case\"");
	if (claim->case_id != NULL && claim->between != NULL)
		return node_fail(node_get(claim->node, "case"), err,
		    "between names the cases; leave \"case\" out");
	return 0;
}

/* "60x". */
static int
check_factor(const struct node *node, struct err *err)
{
	char copy[FACTOR_BYTES];
	size_t length;
	double factor;

	if (node_expect(node, NODE_TEXT, "by", err) < 0)
		return -1;
	length = strlen(node->text);
	if (length > 1 && length < sizeof copy &&
	    node->text[length - 1] == 'x') {
		memcpy(copy, node->text, length - 1);
		copy[length - 1] = '\0';
		if (num_parse(copy, &factor) && factor > 1)
			return 0;
	}
	return node_fail(node, err,
	    "by must be a factor above 1 like 60x, not \"%.80s\"", node->text);
}

static int
check_between(struct arena *arena, const struct node *node, struct err *err)
{
	struct text_list cases;

	if (key_read_texts(arena, node, "between", &cases, err) < 0)
		return -1;
	if (cases.count != 2)
		return node_fail(node, err,
		    "between must name two cases, not %zu", cases.count);
	if (strcmp(cases.items[0], cases.items[1]) == 0)
		return node_fail(
		    node, err, "between must name two different cases");
	return 0;
}

static int
check_values(struct arena *arena, const struct claim *claim,
    const struct metric_entry *entry, struct err *err)
{
	double value;

	if (claim->from != NULL && entry != NULL &&
	    (limit_read_value(claim->from, entry, &value, err) < 0 ||
		limit_read_value(claim->to, entry, &value, err) < 0))
		return -1;
	if (claim->by != NULL && check_factor(claim->by, err) < 0)
		return -1;
	if (claim->between != NULL)
		return check_between(arena, claim->between, err);
	return 0;
}

int
claim_read(struct arena *arena, const struct node *node,
    const struct scope *scope, struct claim *claim, struct err *err)
{
	const struct node *metric;

	*claim = (struct claim){.metric = "time", .node = node};
	if (key_read_one(
		arena, node, "a claim", &claim_keys, claim, NULL, err) < 0)
		return -1;
	metric = node_get(node, "metric");
	if (selector_read(arena, metric == NULL ? node : metric, claim->metric,
		scope, &claim->selector, err) < 0)
		return -1;
	if (check_form(claim, err) < 0)
		return -1;
	return check_values(arena, claim, claim->selector.entry, err);
}
