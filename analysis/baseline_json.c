#include "analysis/baseline_json.h"

#include <math.h>

#include "analysis/pool.h"
#include "analysis/pool_json.h"
#include "analysis/result_members.h"
#include "base/err.h"
#include "base/json.h"
#include "collector/record_json.h"

static cJSON *
push_object(cJSON *array)
{
	cJSON *object = cJSON_CreateObject();

	cJSON_AddItemToArray(array, object);
	return object;
}

static void
add_means(cJSON *object, const struct result *result)
{
	cJSON *array = json_add_array(object, "means"), *item;
	const struct mean_change *mean;
	size_t i;

	for (i = 0; i < result->mean_count; i++) {
		mean = &result->means[i];
		item = push_object(array);
		json_add_string(item, "group", mean->group);
		json_add_string(item, "metric", mean->metric);
		members_print(mean_members, mean, item);
		json_add_double(
		    item, "change_percent", 100 * (mean->ratio - 1));
	}
}

static int
get_means(const cJSON *object, struct pool *pool, struct result *result,
    struct err *err)
{
	struct mean_change *means, *mean;
	const cJSON *array, *item;

	if (json_get_array(object, "means", &array, err) < 0)
		return -1;
	means = pool_json_items(array, sizeof *means, pool);
	result->means = means;
	cJSON_ArrayForEach (item, array) {
		mean = &means[result->mean_count++];
		if (pool_json_text(item, "group", pool, &mean->group, err) <
			0 ||
		    pool_json_need(item, "metric", pool, &mean->metric, err) <
			0 ||
		    members_parse(mean_members, item, mean, err) < 0)
			return err_add(err, "mean %zu", result->mean_count);
	}
	return 0;
}

static void
add_shift(cJSON *object, const struct machine_shift *shift)
{
	cJSON *item;

	if (!shift->exists) {
		json_add_null(object, "shift");
		return;
	}
	item = json_add_object(object, "shift");
	json_add_string(item, "metric", shift->metric);
	members_print(shift_members, shift, item);
	json_add_double(item, "change_percent", 100 * expm1(shift->shift));
}

static int
get_shift(const cJSON *object, struct pool *pool, struct machine_shift *shift,
    struct err *err)
{
	const cJSON *item;

	if (json_get_object(object, "shift", &item, err) < 0)
		return -1;
	if (item == NULL)
		return 0;
	shift->exists = true;
	if (pool_json_need(item, "metric", pool, &shift->metric, err) < 0 ||
	    members_parse(shift_members, item, shift, err) < 0)
		return err_add(err, "\"shift\"");
	return 0;
}

static void
add_environment(cJSON *object, const struct result *result)
{
	cJSON *tree = json_add_object(object, "environment"), *array, *item;
	const struct fact_difference *difference;
	size_t i;

	json_add_bool(tree, "other_machine", result->is_other_machine);
	array = json_add_array(tree, "difference");
	for (i = 0; i < result->environment_difference_count; i++) {
		difference = &result->environment_differences[i];
		item = push_object(array);
		json_add_string(item, "name", difference->name);
		json_add_string(item, "base", difference->base);
		json_add_string(item, "here", difference->here);
	}
}

static int
get_environment(const cJSON *object, struct pool *pool, struct result *result,
    struct err *err)
{
	struct fact_difference *items, *to;
	const cJSON *tree, *array, *item;

	if (json_get_object(object, "environment", &tree, err) < 0 ||
	    json_get_bool(
		tree, "other_machine", &result->is_other_machine, err) < 0 ||
	    json_get_array(tree, "difference", &array, err) < 0)
		return -1;
	items = pool_json_items(array, sizeof *items, pool);
	result->environment_differences = items;
	cJSON_ArrayForEach (item, array) {
		to = &items[result->environment_difference_count++];
		if (pool_json_need(item, "name", pool, &to->name, err) < 0 ||
		    pool_json_text(item, "base", pool, &to->base, err) < 0 ||
		    pool_json_text(item, "here", pool, &to->here, err) < 0)
			return err_add(err, "\"difference\"");
	}
	return 0;
}

void
baseline_json_add_tail(cJSON *object, const struct result *result)
{
	add_means(object, result);
	add_shift(object, &result->shift);
	add_environment(object, result);
}

int
baseline_json_get_tail(const cJSON *object, struct pool *pool,
    struct result *result, struct err *err)
{
	if (get_means(object, pool, result, err) < 0 ||
	    get_shift(object, pool, &result->shift, err) < 0)
		return -1;
	return get_environment(object, pool, result, err);
}

static void
add_texts(
    cJSON *object, const char *key, const char *const *texts, size_t count)
{
	cJSON *array = json_add_array(object, key);
	size_t i;

	for (i = 0; i < count; i++)
		json_push_string(array, texts[i]);
}

static void
add_confirmation(cJSON *object, const struct confirmation *confirmation)
{
	cJSON *item;

	if (confirmation == NULL) {
		json_add_null(object, "confirmation");
		return;
	}
	item = json_add_object(object, "confirmation");
	json_add_string(item, "run", confirmation->run);
	json_add_string(item, "against", confirmation->against);
	add_texts(item, "cases", confirmation->cases, confirmation->case_count);
	json_add_u64(item, "rounds", confirmation->rounds);
}

/* Results of earlier versions say neither. */
static int
get_confirmation(const cJSON *object, struct pool *pool, struct result *result,
    struct err *err)
{
	struct confirmation *to;
	const cJSON *item;

	if (json_get_object(object, "confirmation", &item, err) < 0)
		return -1;
	if (item == NULL)
		return 0;
	to = arena_alloc(pool->arena, sizeof *to);
	if (pool_json_text(item, "run", pool, &to->run, err) < 0 ||
	    pool_json_text(item, "against", pool, &to->against, err) < 0 ||
	    pool_json_texts(
		item, "cases", pool, &to->cases, &to->case_count, err) < 0 ||
	    json_get_u64(item, "rounds", &to->rounds, err) < 0)
		return err_add(err, "\"confirmation\"");
	result->confirmation = to;
	return 0;
}

void
baseline_json_add_head(cJSON *object, const struct result *result)
{

	if (result->baseline == NULL)
		json_add_null(object, "baseline");
	else
		record_run_print(
		    result->baseline, json_add_object(object, "baseline"));
	add_texts(
	    object, "history_runs", result->history, result->history_count);
	add_texts(object, "judged_with", result->judged_with,
	    result->judged_with_count);
	add_confirmation(object, result->confirmation);
}

int
baseline_json_get_head(const cJSON *object, struct pool *pool,
    struct result *result, struct err *err)
{
	struct record_run *baseline;
	const cJSON *tree;

	if (json_get_object(object, "baseline", &tree, err) < 0)
		return -1;
	if (tree != NULL) {
		baseline = arena_alloc(pool->arena, sizeof *baseline);
		if (record_run_parse(tree, pool->arena, baseline, err) < 0)
			return err_add(err, "\"baseline\"");
		result->baseline = baseline;
	}
	if (pool_json_texts(object, "history_runs", pool, &result->history,
		&result->history_count, err) < 0 ||
	    pool_json_texts(object, "judged_with", pool, &result->judged_with,
		&result->judged_with_count, err) < 0)
		return -1;
	return get_confirmation(object, pool, result, err);
}
