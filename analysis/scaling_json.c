#include <string.h>

#include "analysis/pool.h"
#include "analysis/pool_json.h"
#include "analysis/result_members.h"
#include "analysis/shape_json.h"
#include "analysis/word_json.h"
#include "base/err.h"
#include "base/json.h"
#include "collector/record_json.h"

#define FIELD(key, type, field)                                                \
	{                                                                      \
		key, MEMBER_##type, offsetof(struct scaling_result, field)     \
	}
#define POINT(key, type, field)                                                \
	{                                                                      \
		key, MEMBER_##type, offsetof(struct scaling_point, field)      \
	}
#define CANDIDATE(field, type)                                                 \
	{                                                                      \
#field, MEMBER_##type,                                         \
		    offsetof(struct scaling_candidate, field)                  \
	}

static const struct member result_members[] = {
    FIELD("asked", TRUTH, is_asked),
    FIELD("named", TRUTH, is_named),
    FIELD("exponent", ESTIMATE, exponent),
    FIELD("exponent_low", LOW, exponent_interval),
    FIELD("exponent_high", HIGH, exponent_interval),
    FIELD("per_item", ESTIMATE, per_item),
    FIELD("per_item_low", LOW, per_item_interval),
    FIELD("per_item_high", HIGH, per_item_interval),
    FIELD("per_item_limit", ESTIMATE, per_item_limit),
    FIELD("baseline_exponent", ESTIMATE, baseline_exponent),
    FIELD("exponent_change", ESTIMATE, exponent_change),
    FIELD("exponent_change_low", LOW, exponent_change_interval),
    FIELD("exponent_change_high", HIGH, exponent_change_interval),
    {0},
};

static const struct member point_members[] = {
    POINT("size", NUMBER, size),
    POINT("value", NUMBER, value),
    POINT("low", LOW, interval),
    POINT("high", HIGH, interval),
    {0},
};

static const struct member candidate_members[] = {
    CANDIDATE(weight, NUMBER),
    CANDIDATE(scale, KNOWN),
    CANDIDATE(offset, KNOWN),
    {0},
};

static const char *
class_word(unsigned index)
{
	return complexity_class_text((enum complexity_class)index);
}

static const char *
scaling_word(unsigned index)
{
	return scaling_text((enum scaling)index);
}

static const char *
status_word(unsigned index)
{
	return scaling_status_text((enum scaling_status)index);
}

static const char *
change_word(unsigned index)
{
	return scaling_change_text((enum scaling_change)index);
}

static const char *
better_word(unsigned index)
{
	return better_text((enum better)index);
}

static void
add_identity(cJSON *object, const struct scaling_result *of)
{
	json_add_string(object, "benchmark", of->benchmark);
	json_add_string(object, "group", of->group);
	record_pairs_print(
	    json_add_object(object, "params"), of->params, of->param_count);
	json_add_string(object, "over", of->over);
	json_add_string(object, "metric", of->metric.name);
	json_add_string(object, "unit", of->metric.unit);
	json_add_string(object, "better", better_text(of->metric.better));
}

/* The likeliest class once more for those who look for no more. */
static void
add_candidates(cJSON *object, const struct scaling_result *of)
{
	cJSON *array, *item;
	size_t i;

	if (of->candidate_count > 0) {
		json_add_string(object, "best",
		    complexity_class_text(of->candidates[0].class));
		json_add_double(object, "weight", of->candidates[0].weight);
	} else {
		json_add_null(object, "best");
		json_add_null(object, "weight");
	}
	array = json_add_array(object, "candidates");
	for (i = 0; i < of->candidate_count; i++) {
		item = word_json_push(array);
		json_add_string(item, "class",
		    complexity_class_text(of->candidates[i].class));
		members_print(candidate_members, &of->candidates[i], item);
	}
}

static void
add_points(cJSON *object, const struct scaling_result *of)
{
	cJSON *array = json_add_array(object, "points"), *item;
	size_t i;

	for (i = 0; i < of->point_count; i++) {
		item = word_json_push(array);
		json_add_string(item, "case", of->points[i].case_id);
		members_print(point_members, &of->points[i], item);
	}
}

static void
add(cJSON *object, const struct scaling_result *of)
{
	add_identity(object, of);
	add_candidates(object, of);
	members_print(result_members, of, object);
	json_add_string(object, "scaling", scaling_text(of->scaling));
	json_add_string(object, "at_most", of->at_most);
	json_add_string(object, "at_most_status",
	    scaling_status_text(of->at_most_verdict.status));
	json_add_string(object, "at_most_reason", of->at_most_verdict.reason);
	json_add_string(object, "per_item_written", of->per_item_written);
	json_add_string(object, "per_item_status",
	    scaling_status_text(of->per_item_verdict.status));
	json_add_string(object, "per_item_reason", of->per_item_verdict.reason);
	json_add_string(object, "status", scaling_status_text(of->status));
	json_add_string(object, "change", scaling_change_text(of->change));
	add_points(object, of);
}

void
scaling_json_add(cJSON *object, const struct result *result)
{
	cJSON *array = json_add_array(object, "scaling");
	size_t i;

	for (i = 0; i < result->scaling_count; i++)
		add(word_json_push(array), &result->scalings[i]);
}

static int
get_identity(const cJSON *object, struct pool *pool, struct scaling_result *out,
    struct err *err)
{
	const cJSON *params;
	unsigned better;

	if (pool_json_text(object, "benchmark", pool, &out->benchmark, err) <
		0 ||
	    pool_json_text(object, "group", pool, &out->group, err) < 0 ||
	    pool_json_need(object, "over", pool, &out->over, err) < 0 ||
	    pool_json_need(object, "metric", pool, &out->metric.name, err) <
		0 ||
	    pool_json_need(object, "unit", pool, &out->metric.unit, err) < 0 ||
	    word_json_get(object, "better", better_word, BETTER_HIGHER + 1,
		&better, err) < 0 ||
	    json_get_object(object, "params", &params, err) < 0)
		return -1;
	out->metric.better = (enum better)better;
	if (cJSON_GetArraySize(params) == 0)
		return 0;
	return record_pairs_parse(
	    params, pool->arena, &out->params, &out->param_count, err);
}

static int
get_candidates(const cJSON *object, struct scaling_result *out, struct err *err)
{
	struct scaling_candidate *candidate;
	const cJSON *array, *item;
	unsigned class;

	if (json_get_array(object, "candidates", &array, err) < 0)
		return -1;
	if (cJSON_GetArraySize(array) > COMPLEXITY_CLASSES)
		return err_set(err, "\"candidates\" are too many");
	cJSON_ArrayForEach (item, array) {
		candidate = &out->candidates[out->candidate_count++];
		if (word_json_get(item, "class", class_word, COMPLEXITY_CLASSES,
			&class, err) < 0 ||
		    members_parse(candidate_members, item, candidate, err) < 0)
			return err_add(
			    err, "candidate %zu", out->candidate_count);
		candidate->class = (enum complexity_class) class;
	}
	return 0;
}

static int
get_points(const cJSON *object, struct pool *pool, struct scaling_result *out,
    struct err *err)
{
	struct scaling_point *points, *point;
	const cJSON *array, *item;

	if (json_get_array(object, "points", &array, err) < 0)
		return -1;
	points = pool_json_items(array, sizeof *points, pool);
	out->points = points;
	cJSON_ArrayForEach (item, array) {
		point = &points[out->point_count++];
		if (pool_json_need(item, "case", pool, &point->case_id, err) <
			0 ||
		    members_parse(point_members, item, point, err) < 0)
			return err_add(err, "point %zu", out->point_count);
	}
	return 0;
}

static int
get_verdict(const cJSON *object, const char *status_key, const char *reason_key,
    struct pool *pool, struct scaling_verdict *out, struct err *err)
{
	unsigned status;

	if (word_json_get(object, status_key, status_word,
		SCALING_STATUS_UNDECIDED + 1, &status, err) < 0)
		return -1;
	out->status = (enum scaling_status)status;
	return pool_json_text(object, reason_key, pool, &out->reason, err);
}

static int
get_verdicts(const cJSON *object, struct pool *pool, struct scaling_result *out,
    struct err *err)
{
	unsigned scaling, status, change;

	if (get_verdict(object, "at_most_status", "at_most_reason", pool,
		&out->at_most_verdict, err) < 0 ||
	    get_verdict(object, "per_item_status", "per_item_reason", pool,
		&out->per_item_verdict, err) < 0 ||
	    word_json_get(object, "scaling", scaling_word,
		SCALING_SUPERLINEAR + 1, &scaling, err) < 0 ||
	    word_json_get(object, "status", status_word,
		SCALING_STATUS_UNDECIDED + 1, &status, err) < 0 ||
	    word_json_get(object, "change", change_word,
		SCALING_CHANGE_FLATTER + 1, &change, err) < 0 ||
	    pool_json_text(object, "per_item_written", pool,
		&out->per_item_written, err) < 0)
		return -1;
	out->scaling = (enum scaling)scaling;
	out->status = (enum scaling_status)status;
	out->change = (enum scaling_change)change;
	return pool_json_text(object, "at_most", pool, &out->at_most, err);
}

int
scaling_json_get(const cJSON *object, struct pool *pool, struct result *result,
    struct err *err)
{
	struct scaling_result *items, *out;
	const cJSON *array, *item;

	if (json_get_array(object, "scaling", &array, err) < 0)
		return -1;
	items = pool_json_items(array, sizeof *items, pool);
	result->scalings = items;
	cJSON_ArrayForEach (item, array) {
		out = &items[result->scaling_count++];
		if (get_identity(item, pool, out, err) < 0 ||
		    get_candidates(item, out, err) < 0 ||
		    members_parse(result_members, item, out, err) < 0 ||
		    get_verdicts(item, pool, out, err) < 0 ||
		    get_points(item, pool, out, err) < 0)
			return err_add(
			    err, "scaling %zu", result->scaling_count);
	}
	return 0;
}
