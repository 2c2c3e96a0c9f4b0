#include "analysis/judgement_json.h"

#include <math.h>
#include <string.h>

#include "analysis/pool_json.h"
#include "analysis/result_members.h"
#include "base/err.h"
#include "base/json.h"

static const char *
op_word(unsigned index)
{
	return budget_op_text((enum budget_op)index);
}

static const char *
budget_word(unsigned index)
{
	return budget_status_text((enum budget_status)index);
}

static const char *
claim_word(unsigned index)
{
	return claim_status_text((enum claim_status)index);
}

static const char *
gate_word(unsigned index)
{
	return gate_status_text((enum gate_status)index);
}

static const char *
level_word(unsigned index)
{
	return gate_level_text((enum gate_level)index);
}

/* The index among count words of the member, which must be there. */
static int
get_word(const cJSON *object, const char *key, const char *(*word)(unsigned),
    unsigned count, unsigned *index, struct err *err)
{
	const char *text = "";

	if (json_get_string(object, key, &text, err) < 0)
		return -1;
	for (*index = 0; *index < count; ++*index)
		if (strcmp(word(*index), text) == 0)
			return 0;
	return err_set(err, "\"%s\" is none of this perfolio's", key);
}

static cJSON *
push_object(cJSON *array)
{
	cJSON *object = cJSON_CreateObject();

	cJSON_AddItemToArray(array, object);
	return object;
}

/* The rest of a budget, null where it was not measured. */
static void
add_standing(cJSON *object, const struct budget_result *budget)
{
	static const char *const keys[] = {"value", "over", "headroom"};
	const double values[] = {budget->value, budget->over, budget->headroom};
	bool is_measured = budget->status != BUDGET_NOT_MEASURED;
	size_t i;

	for (i = 0; i < sizeof keys / sizeof *keys; i++)
		if (is_measured && isfinite(values[i]))
			json_add_double(object, keys[i], values[i]);
		else
			json_add_null(object, keys[i]);
	if (is_measured && isfinite(budget->headroom))
		json_add_double(
		    object, "headroom_percent", 100 * budget->headroom);
	else
		json_add_null(object, "headroom_percent");
	json_add_bool(object, "uncertain", is_measured && budget->is_uncertain);
}

static void
add_budget(cJSON *object, const struct budget_result *budget)
{
	json_add_string(object, "selector", budget->selector);
	json_add_string(object, "written", budget->written);
	json_add_string(object, "op", budget_op_text(budget->op));
	members_print(budget_members, budget, object);
	if (budget->op == BUDGET_RANGE)
		json_add_double(object, "high", budget->high);
	else
		json_add_null(object, "high");
	json_add_string(object, "gate",
	    budget->has_gate ? gate_level_text(budget->gate) : NULL);
	json_add_string(object, "status", budget_status_text(budget->status));
	add_standing(object, budget);
	json_add_string(object, "reason", budget->reason);
}

void
judgement_json_add_budgets(cJSON *object, const struct result_metric *metric)
{
	cJSON *array = json_add_array(object, "budgets");
	size_t i;

	for (i = 0; i < metric->budget_count; i++)
		add_budget(push_object(array), &metric->budgets[i]);
}

static int
get_standing(const cJSON *object, struct budget_result *budget, struct err *err)
{
	budget->value = budget->over = budget->headroom = (double)NAN;
	if (json_get_double(object, "value", &budget->value, err) < 0 ||
	    json_get_double(object, "over", &budget->over, err) < 0 ||
	    json_get_double(object, "headroom", &budget->headroom, err) < 0)
		return -1;
	return json_get_bool(object, "uncertain", &budget->is_uncertain, err);
}

static int
get_budget(const cJSON *object, struct pool *pool, struct budget_result *budget,
    struct err *err)
{
	unsigned op, status, gate = 0;

	budget->has_gate = json_get(object, "gate") != NULL;
	if (pool_json_need(object, "selector", pool, &budget->selector, err) <
		0 ||
	    pool_json_text(object, "written", pool, &budget->written, err) <
		0 ||
	    pool_json_text(object, "reason", pool, &budget->reason, err) < 0 ||
	    get_word(object, "op", op_word, BUDGET_RANGE + 1, &op, err) < 0 ||
	    get_word(object, "status", budget_word, BUDGET_NOT_MEASURED + 1,
		&status, err) < 0 ||
	    (budget->has_gate && get_word(object, "gate", level_word,
				     GATE_NICE + 1, &gate, err) < 0) ||
	    members_parse(budget_members, object, budget, err) < 0 ||
	    json_get_double(object, "high", &budget->high, err) < 0)
		return -1;
	budget->op = (enum budget_op)op;
	budget->status = (enum budget_status)status;
	budget->gate = (enum gate_level)gate;
	return get_standing(object, budget, err);
}

int
judgement_json_get_budgets(const cJSON *object, struct pool *pool,
    struct result_metric *metric, struct err *err)
{
	struct budget_result *budgets;
	const cJSON *array, *item;

	if (json_get_array(object, "budgets", &array, err) < 0)
		return -1;
	budgets = pool_json_items(array, sizeof *budgets, pool);
	metric->budgets = budgets;
	cJSON_ArrayForEach (item, array)
		if (get_budget(
			item, pool, &budgets[metric->budget_count++], err) < 0)
			return err_add(err, "budget %zu", metric->budget_count);
	return 0;
}

static void
add_claims(cJSON *object, const struct result *result)
{
	cJSON *array = json_add_array(object, "claims"), *item;
	const struct claim_result *claim;
	size_t i;

	for (i = 0; i < result->claim_count; i++) {
		claim = &result->claims[i];
		item = push_object(array);
		json_add_string(item, "name", claim->name);
		json_add_string(item, "text", claim->text);
		json_add_string(item, "metric", claim->metric);
		json_add_string(item, "case", claim->case_id);
		json_add_string(item, "other", claim->other_id);
		json_add_string(
		    item, "status", claim_status_text(claim->status));
		json_add_string(item, "reason", claim->reason);
		members_print(claim_members, claim, item);
	}
}

static int
get_claim(const cJSON *object, struct pool *pool, struct claim_result *claim,
    struct err *err)
{
	unsigned status;

	if (pool_json_need(object, "name", pool, &claim->name, err) < 0 ||
	    pool_json_text(object, "text", pool, &claim->text, err) < 0 ||
	    pool_json_text(object, "metric", pool, &claim->metric, err) < 0 ||
	    pool_json_text(object, "case", pool, &claim->case_id, err) < 0 ||
	    pool_json_text(object, "other", pool, &claim->other_id, err) < 0 ||
	    pool_json_text(object, "reason", pool, &claim->reason, err) < 0 ||
	    get_word(object, "status", claim_word, CLAIM_PLANNED + 1, &status,
		err) < 0)
		return -1;
	claim->status = (enum claim_status)status;
	return members_parse(claim_members, object, claim, err);
}

static int
get_claims(const cJSON *object, struct pool *pool, struct result *result,
    struct err *err)
{
	struct claim_result *claims;
	const cJSON *array, *item;

	if (json_get_array(object, "claims", &array, err) < 0)
		return -1;
	claims = pool_json_items(array, sizeof *claims, pool);
	result->claims = claims;
	cJSON_ArrayForEach (item, array)
		if (get_claim(item, pool, &claims[result->claim_count++], err) <
		    0)
			return err_add(err, "claim %zu", result->claim_count);
	return 0;
}

static void
add_gates(cJSON *object, const struct result *result)
{
	cJSON *array = json_add_array(object, "gates"), *item, *cases;
	const struct gate_result *gate;
	size_t i, j;

	for (i = 0; i < result->gate_count; i++) {
		gate = &result->gates[i];
		item = push_object(array);
		json_add_string(item, "level", gate_level_text(gate->level));
		json_add_string(item, "section", gate->section);
		json_add_string(item, "name", gate->name);
		json_add_string(item, "status", gate_status_text(gate->status));
		json_add_string(item, "reason", gate->reason);
		json_add_bool(item, "manual", gate->is_manual);
		cases = json_add_array(item, "cases");
		for (j = 0; j < gate->case_count; j++)
			json_push_string(cases, gate->cases[j]);
	}
}

static int
get_gate(const cJSON *object, struct pool *pool, struct gate_result *gate,
    struct err *err)
{
	unsigned level, status;

	if (get_word(object, "level", level_word, GATE_NICE + 1, &level, err) <
		0 ||
	    get_word(object, "status", gate_word, GATE_UNKNOWN + 1, &status,
		err) < 0 ||
	    pool_json_text(object, "section", pool, &gate->section, err) < 0 ||
	    pool_json_need(object, "name", pool, &gate->name, err) < 0 ||
	    pool_json_text(object, "reason", pool, &gate->reason, err) < 0 ||
	    json_get_bool(object, "manual", &gate->is_manual, err) < 0)
		return -1;
	gate->level = (enum gate_level)level;
	gate->status = (enum gate_status)status;
	return pool_json_texts(
	    object, "cases", pool, &gate->cases, &gate->case_count, err);
}

static int
get_gates(const cJSON *object, struct pool *pool, struct result *result,
    struct err *err)
{
	struct gate_result *gates;
	const cJSON *array, *item;

	if (json_get_array(object, "gates", &array, err) < 0)
		return -1;
	gates = pool_json_items(array, sizeof *gates, pool);
	result->gates = gates;
	cJSON_ArrayForEach (item, array)
		if (get_gate(item, pool, &gates[result->gate_count++], err) < 0)
			return err_add(err, "gate %zu", result->gate_count);
	return 0;
}

void
judgement_json_add(cJSON *object, const struct result *result)
{
	add_claims(object, result);
	add_gates(object, result);
}

int
judgement_json_get(const cJSON *object, struct pool *pool,
    struct result *result, struct err *err)
{
	if (get_claims(object, pool, result, err) < 0)
		return -1;
	return get_gates(object, pool, result, err);
}
