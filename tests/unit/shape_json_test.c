#include <stdlib.h>
#include <string.h>

#include "analysis/pool.h"
#include "analysis/shape_json.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "tests/unit/full_shapes.h"

/* A result's shapes and a metric's, read back from what is written of them. */
struct round {
	struct result result;
	struct result_metric metric;
	struct err err;
	int status;
};

static cJSON *
written(const struct result *result, const struct result_metric *metric)
{
	cJSON *tree = cJSON_CreateObject();

	shape_json_add(tree, result);
	shape_json_add_metric(tree, metric);
	return tree;
}

static void
read_tree(struct round *round, cJSON *tree)
{
	struct pool pool = {.arena = &round->result.arena};
	struct buf text = {0};
	cJSON *parsed;

	json_print(tree, &text);
	cJSON_Delete(tree);
	parsed = json_parse(buf_text(&text), text.length, &round->err);
	if (parsed == NULL)
		fail_msg("%s", round->err.text);
	round->status =
	    shape_json_get(parsed, &pool, &round->result, &round->err) < 0 ||
		    shape_json_get_metric(
			parsed, &pool, &round->metric, &round->err) < 0
		? -1
		: 0;
	cJSON_Delete(parsed);
	buf_release(&text);
	pool_release(&pool);
}

static cJSON *
full_tree(void)
{
	struct result result = {0};
	struct result_metric metric = {0};

	full_shapes(&result, &metric);
	return written(&result, &metric);
}

static void
same_text(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		assert_ptr_equal(a, b);
	else
		assert_string_equal(a, b);
}

static void
same_interval(struct interval a, struct interval b)
{
	assert_int_equal(a.exists, b.exists);
	if (a.exists)
		assert_true(a.low == b.low && a.high == b.high);
}

static void
same_estimate(struct estimate a, struct estimate b)
{
	assert_int_equal(a.exists, b.exists);
	if (a.exists)
		assert_true(a.value == b.value);
}

static void
same_verdict(const struct scaling_verdict *a, const struct scaling_verdict *b)
{
	assert_int_equal(a->status, b->status);
	same_text(a->reason, b->reason);
}

static void
same_lists(const struct scaling_result *a, const struct scaling_result *b)
{
	size_t i;

	assert_int_equal(a->candidate_count, b->candidate_count);
	for (i = 0; i < a->candidate_count; i++) {
		assert_int_equal(
		    a->candidates[i].class, b->candidates[i].class);
		assert_true(a->candidates[i].weight == b->candidates[i].weight);
		assert_true(a->candidates[i].offset == b->candidates[i].offset);
		if (isfinite(a->candidates[i].scale))
			assert_true(
			    a->candidates[i].scale == b->candidates[i].scale);
		else
			assert_true(isnan(b->candidates[i].scale));
	}
	assert_int_equal(a->point_count, b->point_count);
	for (i = 0; i < a->point_count; i++) {
		same_text(a->points[i].case_id, b->points[i].case_id);
		assert_true(a->points[i].size == b->points[i].size);
		assert_true(a->points[i].value == b->points[i].value);
		same_interval(a->points[i].interval, b->points[i].interval);
	}
}

static void
same_scaling(const struct scaling_result *a, const struct scaling_result *b)
{
	same_text(a->benchmark, b->benchmark);
	same_text(a->group, b->group);
	assert_int_equal(a->param_count, b->param_count);
	if (a->param_count > 0)
		same_text(a->params[0].value, b->params[0].value);
	same_text(a->over, b->over);
	same_text(a->metric.name, b->metric.name);
	same_text(a->metric.unit, b->metric.unit);
	assert_int_equal(a->metric.better, b->metric.better);
	assert_int_equal(a->is_asked, b->is_asked);
	assert_int_equal(a->is_named, b->is_named);
	same_estimate(a->exponent, b->exponent);
	same_interval(a->exponent_interval, b->exponent_interval);
	assert_int_equal(a->scaling, b->scaling);
	same_text(a->at_most, b->at_most);
	same_verdict(&a->at_most_verdict, &b->at_most_verdict);
	same_text(a->per_item_written, b->per_item_written);
	same_estimate(a->per_item_limit, b->per_item_limit);
	same_estimate(a->per_item, b->per_item);
	same_interval(a->per_item_interval, b->per_item_interval);
	same_verdict(&a->per_item_verdict, &b->per_item_verdict);
	assert_int_equal(a->status, b->status);
	same_estimate(a->baseline_exponent, b->baseline_exponent);
	same_estimate(a->exponent_change, b->exponent_change);
	same_interval(a->exponent_change_interval, b->exponent_change_interval);
	assert_int_equal(a->change, b->change);
	same_lists(a, b);
}

static void
scaling_is_read_back(void **state)
{
	struct round round = {0};
	size_t i;

	(void)state;
	read_tree(&round, full_tree());
	assert_int_equal(round.status, 0);
	assert_int_equal(round.result.scaling_count, 2);
	for (i = 0; i < 2; i++)
		same_scaling(&full_scalings[i], &round.result.scalings[i]);
	result_release(&round.result);
}

static void
same_level(const struct concurrency_level *a, const struct concurrency_level *b)
{
	same_text(a->case_id, b->case_id);
	assert_true(a->workers == b->workers);
	assert_true(a->throughput == b->throughput);
	same_interval(a->throughput_interval, b->throughput_interval);
	same_estimate(a->latency, b->latency);
	same_interval(a->latency_interval, b->latency_interval);
	same_estimate(a->speedup, b->speedup);
	same_interval(a->speedup_interval, b->speedup_interval);
	same_estimate(a->efficiency, b->efficiency);
	same_interval(a->efficiency_interval, b->efficiency_interval);
}

static void
same_law(const struct scalability *a, const struct scalability *b)
{
	assert_int_equal(a->exists, b->exists);
	if (!a->exists)
		return;
	assert_true(a->law.lambda == b->law.lambda);
	assert_true(a->law.sigma == b->law.sigma);
	assert_true(a->law.kappa == b->law.kappa);
	same_interval(a->lambda, b->lambda);
	same_interval(a->sigma, b->sigma);
	same_interval(a->kappa, b->kappa);
	same_estimate(a->peak_workers, b->peak_workers);
	same_estimate(a->peak_throughput, b->peak_throughput);
	same_interval(a->peak_interval, b->peak_interval);
}

static void
concurrency_is_read_back(void **state)
{
	const struct concurrency_result *a, *b;
	struct round round = {0};
	size_t i, j;

	(void)state;
	read_tree(&round, full_tree());
	assert_int_equal(round.status, 0);
	assert_int_equal(round.result.concurrency_count, 3);
	for (i = 0; i < 3; i++) {
		a = &full_concurrencies[i];
		b = &round.result.concurrencies[i];
		same_text(a->benchmark, b->benchmark);
		same_text(a->metric.unit, b->metric.unit);
		assert_int_equal(a->metric.better, b->metric.better);
		assert_int_equal(a->param_count, b->param_count);
		assert_int_equal(a->status, b->status);
		assert_int_equal(a->level_count, b->level_count);
		for (j = 0; j < a->level_count; j++)
			same_level(&a->levels[j], &b->levels[j]);
		same_law(&a->law, &b->law);
	}
	result_release(&round.result);
}

static void
modes_and_growth_are_read_back(void **state)
{
	struct round round = {0};

	(void)state;
	read_tree(&round, full_tree());
	assert_int_equal(round.metric.mode_count, 2);
	assert_memory_equal(round.metric.modes, full_modes, sizeof full_modes);
	assert_int_equal(round.metric.growth->kind, GROWTH_SATURATING);
	assert_true(round.metric.growth->total == full_growth.total);
	assert_true(round.metric.growth->per_step == full_growth.per_step);
	assert_int_equal(round.metric.growth->launches, 3);
	assert_int_equal(round.metric.growth->growing, 2);
	assert_true(round.metric.growth->is_confirmed);
	result_release(&round.result);
}

static void
what_is_not_there_stays_away(void **state)
{
	const struct result empty = {0};
	const struct result_metric plain = {0};
	struct round round = {0};

	(void)state;
	read_tree(&round, written(&empty, &plain));
	assert_int_equal(round.status, 0);
	assert_int_equal(round.result.scaling_count, 0);
	assert_int_equal(round.result.concurrency_count, 0);
	assert_int_equal(round.metric.mode_count, 0);
	assert_null(round.metric.growth);
	result_release(&round.result);
	/* Nor are the keys needed. */
	read_tree(&round, cJSON_CreateObject());
	assert_int_equal(round.status, 0);
	result_release(&round.result);
}

static cJSON *
member(cJSON *tree, const char *list, const char *key)
{
	cJSON *item = cJSON_GetObjectItem(tree, list);

	if (cJSON_IsArray(item))
		item = item->child;
	return key == NULL ? item : cJSON_GetObjectItem(item, key);
}

/* A member of a list's first item, or of an object, with another value. */
static void
assert_wrong(
    const char *list, const char *key, const char *value, const char *message)
{
	struct round round = {0};
	cJSON *tree = full_tree();

	assert_non_null(member(tree, list, key));
	cJSON_ReplaceItemInObject(
	    member(tree, list, NULL), key, cJSON_CreateString(value));
	read_tree(&round, tree);
	assert_int_equal(round.status, -1);
	assert_string_equal(round.err.text, message);
	result_release(&round.result);
}

static void
what_is_wrong_is_refused_with_its_place(void **state)
{
	(void)state;
	assert_wrong("scaling", "status", "perhaps",
	    "scaling 1: \"status\" is none of this perfolio's");
	assert_wrong("scaling", "change", "perhaps",
	    "scaling 1: \"change\" is none of this perfolio's");
	assert_wrong("scaling", "scaling", "perhaps",
	    "scaling 1: \"scaling\" is none of this perfolio's");
	assert_wrong("concurrency", "status", "perhaps",
	    "concurrency 1: \"status\" is none of this perfolio's");
	assert_wrong("growth", "kind", "perhaps",
	    "\"growth\": \"kind\" is none of this perfolio's");
}

/* A file made by others must not write beyond the candidates there can be. */
static void
too_many_candidates_are_refused(void **state)
{
	struct round round = {0};
	cJSON *tree = full_tree(), *list;
	size_t i;

	(void)state;
	list = member(tree, "scaling", "candidates");
	for (i = 0; i < COMPLEXITY_CLASSES; i++)
		cJSON_AddItemToArray(list, cJSON_Duplicate(list->child, 1));
	read_tree(&round, tree);
	assert_int_equal(round.status, -1);
	assert_string_equal(
	    round.err.text, "scaling 1: \"candidates\" are too many");
	result_release(&round.result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(scaling_is_read_back),
	    cmocka_unit_test(concurrency_is_read_back),
	    cmocka_unit_test(modes_and_growth_are_read_back),
	    cmocka_unit_test(what_is_not_there_stays_away),
	    cmocka_unit_test(what_is_wrong_is_refused_with_its_place),
	    cmocka_unit_test(too_many_candidates_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
