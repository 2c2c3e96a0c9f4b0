#include <math.h>

#include "analysis/pool.h"
#include "analysis/pool_json.h"
#include "analysis/result_members.h"
#include "analysis/shape_json.h"
#include "analysis/word_json.h"
#include "base/err.h"
#include "base/json.h"
#include "collector/record_json.h"

#define LEVEL(key, type, field)                                                \
	{                                                                      \
		key, MEMBER_##type, offsetof(struct concurrency_level, field)  \
	}
#define LAW(key, type, field)                                                  \
	{                                                                      \
		key, MEMBER_##type, offsetof(struct scalability, field)        \
	}

static const struct member level_members[] = {
    LEVEL("workers", NUMBER, workers),
    LEVEL("throughput", NUMBER, throughput),
    LEVEL("throughput_low", LOW, throughput_interval),
    LEVEL("throughput_high", HIGH, throughput_interval),
    LEVEL("latency", ESTIMATE, latency),
    LEVEL("latency_low", LOW, latency_interval),
    LEVEL("latency_high", HIGH, latency_interval),
    LEVEL("speedup", ESTIMATE, speedup),
    LEVEL("speedup_low", LOW, speedup_interval),
    LEVEL("speedup_high", HIGH, speedup_interval),
    LEVEL("efficiency", ESTIMATE, efficiency),
    LEVEL("efficiency_low", LOW, efficiency_interval),
    LEVEL("efficiency_high", HIGH, efficiency_interval),
    {0},
};

static const struct member law_members[] = {
    LAW("lambda", NUMBER, law.lambda),
    LAW("lambda_low", LOW, lambda),
    LAW("lambda_high", HIGH, lambda),
    LAW("sigma", NUMBER, law.sigma),
    LAW("sigma_low", LOW, sigma),
    LAW("sigma_high", HIGH, sigma),
    LAW("kappa", NUMBER, law.kappa),
    LAW("kappa_low", LOW, kappa),
    LAW("kappa_high", HIGH, kappa),
    LAW("peak_workers", ESTIMATE, peak_workers),
    LAW("peak_throughput", ESTIMATE, peak_throughput),
    {0},
};

static const char *
status_word(unsigned index)
{
	return concurrency_status_text((enum concurrency_status)index);
}

static void
add_levels(cJSON *object, const struct concurrency_result *of)
{
	cJSON *array = json_add_array(object, "levels"), *item;
	size_t i;

	for (i = 0; i < of->level_count; i++) {
		item = word_json_push(array);
		json_add_string(item, "case", of->levels[i].case_id);
		members_print(level_members, &of->levels[i], item);
	}
}

/* An interval of the peak without an upper end: there may be no peak. */
static void
add_law(cJSON *object, const struct scalability *law)
{
	const struct interval *peak = &law->peak_interval;
	cJSON *item;

	if (!law->exists) {
		json_add_null(object, "law");
		return;
	}
	item = json_add_object(object, "law");
	members_print(law_members, law, item);
	if (peak->exists)
		json_add_double(item, "peak_low", peak->low);
	else
		json_add_null(item, "peak_low");
	if (peak->exists && isfinite(peak->high))
		json_add_double(item, "peak_high", peak->high);
	else
		json_add_null(item, "peak_high");
}

void
concurrency_json_add(cJSON *object, const struct result *result)
{
	cJSON *array = json_add_array(object, "concurrency"), *item;
	const struct concurrency_result *of;
	size_t i;

	for (i = 0; i < result->concurrency_count; i++) {
		of = &result->concurrencies[i];
		item = word_json_push(array);
		json_add_string(item, "benchmark", of->benchmark);
		json_add_string(item, "group", of->group);
		record_pairs_print(json_add_object(item, "params"), of->params,
		    of->param_count);
		json_add_string(item, "metric", of->metric.name);
		json_add_string(item, "unit", of->metric.unit);
		json_add_string(
		    item, "status", concurrency_status_text(of->status));
		add_levels(item, of);
		add_law(item, &of->law);
	}
}

static int
get_identity(const cJSON *object, struct pool *pool,
    struct concurrency_result *out, struct err *err)
{
	const cJSON *params;
	unsigned status;

	if (pool_json_text(object, "benchmark", pool, &out->benchmark, err) <
		0 ||
	    pool_json_text(object, "group", pool, &out->group, err) < 0 ||
	    pool_json_need(object, "metric", pool, &out->metric.name, err) <
		0 ||
	    pool_json_need(object, "unit", pool, &out->metric.unit, err) < 0 ||
	    word_json_get(object, "status", status_word, CONCURRENCY_STATUSES,
		&status, err) < 0 ||
	    json_get_object(object, "params", &params, err) < 0)
		return -1;
	out->metric.better = BETTER_HIGHER;
	out->status = (enum concurrency_status)status;
	if (cJSON_GetArraySize(params) == 0)
		return 0;
	return record_pairs_parse(
	    params, pool->arena, &out->params, &out->param_count, err);
}

static int
get_levels(const cJSON *object, struct pool *pool,
    struct concurrency_result *out, struct err *err)
{
	struct concurrency_level *levels, *level;
	const cJSON *array, *item;

	if (json_get_array(object, "levels", &array, err) < 0)
		return -1;
	levels = pool_json_items(array, sizeof *levels, pool);
	out->levels = levels;
	cJSON_ArrayForEach (item, array) {
		level = &levels[out->level_count++];
		if (pool_json_need(item, "case", pool, &level->case_id, err) <
			0 ||
		    members_parse(level_members, item, level, err) < 0)
			return err_add(err, "level %zu", out->level_count);
	}
	return 0;
}

static int
get_law(const cJSON *object, struct scalability *out, struct err *err)
{
	const cJSON *tree;

	if (json_get_object(object, "law", &tree, err) < 0)
		return -1;
	if (tree == NULL)
		return 0;
	out->exists = true;
	out->peak_interval.exists = json_get(tree, "peak_low") != NULL;
	if (out->peak_interval.exists)
		out->peak_interval.high = (double)INFINITY;
	if (members_parse(law_members, tree, out, err) < 0 ||
	    json_get_double(tree, "peak_low", &out->peak_interval.low, err) <
		0 ||
	    json_get_double(tree, "peak_high", &out->peak_interval.high, err) <
		0)
		return err_add(err, "\"law\"");
	return 0;
}

int
concurrency_json_get(const cJSON *object, struct pool *pool,
    struct result *result, struct err *err)
{
	struct concurrency_result *items, *out;
	const cJSON *array, *item;

	if (json_get_array(object, "concurrency", &array, err) < 0)
		return -1;
	items = pool_json_items(array, sizeof *items, pool);
	result->concurrencies = items;
	cJSON_ArrayForEach (item, array) {
		out = &items[result->concurrency_count++];
		if (get_identity(item, pool, out, err) < 0 ||
		    get_levels(item, pool, out, err) < 0 ||
		    get_law(item, &out->law, err) < 0)
			return err_add(
			    err, "concurrency %zu", result->concurrency_count);
	}
	return 0;
}
