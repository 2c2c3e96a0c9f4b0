#include "analysis/comparison_json.h"

#include <math.h>
#include <string.h>

#include "analysis/pool.h"
#include "analysis/result_members.h"
#include "base/err.h"
#include "base/json.h"

/* Null where it is not known. */
static void
add_percent(cJSON *object, const char *key, double share)
{
	if (isfinite(share))
		json_add_double(object, key, 100 * share);
	else
		json_add_null(object, key);
}

static void
print_ratio(const struct comparison *comparison, cJSON *object)
{
	const struct member *member;

	if (comparison->reason == NULL) {
		members_print(ratio_members, comparison, object);
		add_percent(object, "change_percent", comparison->ratio - 1);
		add_percent(object, "mde_percent", comparison->detectable);
		return;
	}
	for (member = ratio_members; member->key != NULL; member++)
		json_add_null(object, member->key);
	json_add_null(object, "change_percent");
	json_add_null(object, "mde_percent");
}

static void
print_verdict(const struct comparison *comparison, cJSON *object)
{
	json_add_string(object, "verdict", verdict_text(comparison->verdict));
	json_add_string(object, "verdict_reason", comparison->verdict_reason);
	json_add_string(object, "level", level_text(comparison->level));
	json_add_bool(object, "suspected", comparison->suspected != LEVEL_NONE);
	json_add_string(
	    object, "suspected_level", level_text(comparison->suspected));
	json_add_string(object, "accepted", comparison->accepted);
	if (comparison->lapsed != NULL)
		json_add_string(object, "lapsed", comparison->lapsed);
}

static void
print(const struct comparison *comparison, cJSON *object)
{
	json_add_string(object, "case", comparison->case_id);
	json_add_string(object, "rule", comparison_rule_text(comparison->rule));
	json_add_string(object, "reason", comparison->reason);
	members_print(side_members, comparison, object);
	print_ratio(comparison, object);
	print_verdict(comparison, object);
}

void
comparison_json_add(
    cJSON *object, const char *key, const struct comparison *comparison)
{
	if (comparison == NULL)
		json_add_null(object, key);
	else
		print(comparison, json_add_object(object, key));
}

/* Without a ratio there may be none. */
static int
parse_rule(const cJSON *object, bool is_optional, enum comparison_rule *rule,
    struct err *err)
{
	const char *text = NULL;

	if (json_get_string(object, "rule", &text, err) < 0)
		return -1;
	*rule = COMPARISON_NO_RULE;
	if (text == NULL && is_optional)
		return 0;
	for (*rule = COMPARISON_PAIRED;
	     text != NULL && *rule < COMPARISON_RULES; ++*rule)
		if (strcmp(comparison_rule_text(*rule), text) == 0)
			return 0;
	return err_set(err, "\"rule\" is none of this perfolio's");
}

static int
parse_level(
    const cJSON *object, const char *key, enum level *level, struct err *err)
{
	const char *text = "";

	if (json_get_string(object, key, &text, err) < 0)
		return -1;
	for (*level = LEVEL_NONE; *level <= LEVEL_BLOCKER; ++*level)
		if (strcmp(level_text(*level), text) == 0)
			return 0;
	return err_set(err, "\"%s\" is none of this perfolio's", key);
}

static int
parse_verdict(const cJSON *object, struct pool *pool,
    struct comparison *comparison, struct err *err)
{
	const char *text = NULL, *reason = NULL, *accepted = NULL;
	const char *lapsed = NULL;
	enum verdict *verdict = &comparison->verdict;

	if (json_get_string(object, "verdict", &text, err) < 0 ||
	    json_get_string(object, "verdict_reason", &reason, err) < 0 ||
	    parse_level(object, "level", &comparison->level, err) < 0 ||
	    parse_level(
		object, "suspected_level", &comparison->suspected, err) < 0 ||
	    json_get_string(object, "accepted", &accepted, err) < 0 ||
	    json_get_string(object, "lapsed", &lapsed, err) < 0)
		return -1;
	comparison->accepted = pool_keep(pool, accepted);
	comparison->lapsed = pool_keep(pool, lapsed);
	comparison->verdict_reason = pool_keep(pool, reason);
	if (text == NULL)
		return 0;
	for (*verdict = VERDICT_REGRESSION; *verdict < VERDICT_COUNT;
	     ++*verdict)
		if (strcmp(verdict_text(*verdict), text) == 0)
			return 0;
	return err_set(err, "\"verdict\" is none of this perfolio's");
}

static int
parse(const cJSON *object, struct pool *pool, struct comparison *comparison,
    struct err *err)
{
	const char *id = NULL, *reason = NULL;

	if (json_get_string(object, "case", &id, err) < 0 ||
	    json_get_string(object, "reason", &reason, err) < 0)
		return -1;
	if (id == NULL)
		return err_set(err, "\"case\" is missing");
	*comparison =
	    comparison_none(pool_keep(pool, id), pool_keep(pool, reason));
	if (parse_rule(object, reason != NULL, &comparison->rule, err) < 0 ||
	    members_parse(side_members, object, comparison, err) < 0 ||
	    members_parse(ratio_members, object, comparison, err) < 0)
		return -1;
	if (reason == NULL && !isfinite(comparison->ratio))
		return err_set(err, "\"ratio\" is missing");
	return parse_verdict(object, pool, comparison, err);
}

int
comparison_json_get(const cJSON *object, const char *key, struct pool *pool,
    struct comparison **out, struct err *err)
{
	struct comparison *comparison;
	const cJSON *tree;

	if (json_get_object(object, key, &tree, err) < 0)
		return -1;
	if (tree == NULL)
		return 0;
	comparison = arena_alloc(pool->arena, sizeof *comparison);
	*out = comparison;
	if (parse(tree, pool, comparison, err) < 0)
		return err_add(err, "\"%s\"", key);
	return 0;
}
