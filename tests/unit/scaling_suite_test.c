#include "base/arena.h"
#include "collector/policy.h"
#include "tests/unit/suite_file.h"

static const char PARAMS[] = "params: {n: [1, 20, 1e3], mode: [fast]},";

static void
assert_scaling_refused(const char *scaling, const char *message)
{
	char keys[1024];

	snprintf(keys, sizeof keys, "%s\n scaling: %s", PARAMS, scaling);
	assert_key_refused(keys, message);
}

static const struct scaling_list *
read_aims(const char *scaling, struct suite *suite)
{
	char text[1024];

	snprintf(text, sizeof text,
	    "benchmarks: [{name: a, command: x, %s\n scaling: %s}]", PARAMS,
	    scaling);
	assert_accepted(text, suite);
	return &suite->benchmarks.items[0].scaling;
}

static void
scaling_is_of_time_and_without_a_bound_unless_asked(void **state)
{
	const struct scaling_list *list;
	struct suite suite;

	(void)state;
	list = read_aims("{over: n}", &suite);
	assert_int_equal(list->count, 1);
	assert_string_equal(list->items[0].over, "n");
	assert_string_equal(list->items[0].metric, "time");
	assert_int_equal(list->items[0].at_most, SCALING_BOUND_NONE);
	assert_null(list->items[0].per_item);
	suite_release(&suite);
}

static void
bounds_may_be_written_in_several_ways(void **state)
{
	static const struct {
		const char *text;
		enum scaling_bound bound;
	} rows[] = {
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
	const struct scaling_list *list;
	struct suite suite;
	char text[64];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		snprintf(
		    text, sizeof text, "{over: n, at_most: %s}", rows[i].text);
		list = read_aims(text, &suite);
		assert_int_equal(list->items[0].at_most, rows[i].bound);
		suite_release(&suite);
	}
	assert_scaling_refused("{over: n, at_most: n^4}",
	    "4:30: at_most must be 1, log n, n, n log n, n^2 or n^3, not "
	    "\"n^4\"");
	assert_scaling_refused("{over: n, at_most: [n]}",
	    "4:30: at_most must be a text, not a list");
}

static void
several_metrics_may_have_a_scaling_each(void **state)
{
	const struct scaling_list *list;
	struct suite suite;

	(void)state;
	list = read_aims("[{over: n, at_most: n}, {over: n, metric: max_rss, "
			 "per_item: 50MB}]",
	    &suite);
	assert_int_equal(list->count, 2);
	assert_string_equal(list->items[1].metric, "max_rss");
	assert_string_equal(list->items[1].per_item->text, "50MB");
	suite_release(&suite);
	assert_scaling_refused("[]", "4:11: scaling is empty");
	assert_scaling_refused("[{over: n}, {over: n, at_most: n}]",
	    "4:23: scaling of \"time\" over \"n\" stands there twice");
	assert_scaling_refused("n", "4:11: scaling must be a map, not a text");
}

static void
the_parameter_must_be_one_of_positive_numbers(void **state)
{
	(void)state;
	assert_scaling_refused("{at_most: n}", "4:11: scaling needs \"over\"");
	assert_scaling_refused(
	    "{over: zzzz}", "4:18: unknown parameter \"zzzz\"; known: mode, n");
	assert_scaling_refused("{over: mod}",
	    "4:18: unknown parameter \"mod\", did you mean \"mode\"?");
	assert_scaling_refused("{over: mode}",
	    "4:18: scaling needs positive numbers, and \"mode\" has the value "
	    "\"fast\"");
	assert_key_refused("params: {n: [0, 1]},\n scaling: {over: n}",
	    "4:18: scaling needs positive numbers, and \"n\" has the value "
	    "\"0\"");
	assert_key_refused("params: {n: [1]},\n scaling: {over: n}",
	    "4:18: scaling needs at least two values of \"n\"");
	assert_key_refused("scaling: {over: n}",
	    "3:17: \"n\" is no parameter: this benchmark has none");
}

static void
the_metric_decides_what_may_be_asked(void **state)
{
	(void)state;
	assert_scaling_refused("{over: n, metric: tine}",
	    "4:29: unknown metric \"tine\", did you mean \"time\"?");
	assert_scaling_refused("{over: n, metric: throughput, at_most: n}",
	    "4:50: at_most is for metrics of which less is better; of "
	    "\"throughput\" more is");
	assert_scaling_refused("{over: n, per_item: 50MB}",
	    "4:31: \"50MB\" is no limit for time; write a duration like 50ms");
	assert_scaling_refused("{over: n, colour: 50MB}",
	    "4:21: unknown key \"colour\"; known: over, metric, at_most, "
	    "per_item");
}

static void
scaling_travels_in_the_policy_as_it_was_written(void **state)
{
	struct suite suite;
	const char *policy;

	(void)state;
	read_aims("{over: n, at_most: n^2, per_item: 1ms}", &suite);
	policy = policy_print(&suite.arena, &suite);
	assert_string_equal(policy,
	    "{\"benchmarks\":[{\"benchmark\":\"a\",\"scaling\":{\"over\":\"n\","
	    "\"at_most\":\"n^2\",\"per_item\":\"1ms\"}}]}");
	suite_release(&suite);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		scaling_is_of_time_and_without_a_bound_unless_asked),
	    cmocka_unit_test(bounds_may_be_written_in_several_ways),
	    cmocka_unit_test(several_metrics_may_have_a_scaling_each),
	    cmocka_unit_test(the_parameter_must_be_one_of_positive_numbers),
	    cmocka_unit_test(the_metric_decides_what_may_be_asked),
	    cmocka_unit_test(scaling_travels_in_the_policy_as_it_was_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
