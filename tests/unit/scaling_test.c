#include "analysis/scaling_bounds.h"
#include "tests/unit/run.h"
#include "tests/unit/sized_result.h"

static const char ASKED[] =
    "{'benchmarks':[{'benchmark':'b','scaling':{'over':'n','at_most':'%s'}}]}";

static void
build(struct result *result, const char *policy_text)
{
	struct policy policy = judged_policy(result, policy_text);

	scaling_build(&policy, NULL, result);
}

static void
build_at_most(struct result *result, const char *class)
{
	build(result, arena_printf(&result->arena, ASKED, class));
}

/* count cases of n = first, first * factor, … whose time is scale n^power. */
static void
add_cases(struct result *result, double first, double factor, size_t count,
    double scale, double power)
{
	struct result_case *item;
	double n = first;

	for (; count > 0; count--, n *= factor) {
		item = sized_case(result, "n", n);
		sized_metric(result, item, "time", scale * pow(n, power), 0.01);
	}
}

static void
what_is_found_is_named_with_its_curve(void **state)
{
	const struct scaling_result *got;
	struct result result;

	(void)state;
	sized_open(&result);
	add_cases(&result, 16, 2, 8, 3, 1);
	build(&result, "{}");
	assert_int_equal(result.scaling_count, 1);
	got = &result.scalings[0];
	assert_string_equal(got->benchmark, "b");
	assert_string_equal(got->over, "n");
	assert_string_equal(got->metric.name, "time");
	assert_string_equal(got->metric.unit, "ns");
	assert_false(got->is_asked);
	assert_true(got->is_named);
	assert_int_equal(got->candidate_count, 1);
	assert_int_equal(got->candidates[0].class, COMPLEXITY_LINEAR);
	assert_near(got->candidates[0].scale, 3, 1e-9);
	assert_true(got->candidates[0].offset == 0);
	assert_near(got->exponent.value, 1, 1e-12);
	assert_int_equal(got->scaling, SCALING_LINEAR);
	assert_int_equal(got->status, SCALING_STATUS_NONE);
	assert_int_equal(got->point_count, 8);
	assert_true(got->points[7].size == 2048);
	assert_near(got->points[7].value, 6144, 1e-15);
	assert_near(got->points[7].interval.low, 6144 * 0.99, 1e-12);
	result_release(&result);
}

static void
cases_in_any_order_are_sorted_by_size(void **state)
{
	struct result result;
	size_t i;

	(void)state;
	sized_open(&result);
	add_cases(&result, 1000, 0.1, 4, 3, 1);
	build(&result, "{}");
	for (i = 0; i < 4; i++)
		assert_near(result.scalings[0].points[i].size,
		    pow(10, (double)i), 1e-12);
	result_release(&result);
}

static void
other_parameters_make_families(void **state)
{
	struct result result;
	struct result_case *item;
	size_t i, j;

	(void)state;
	sized_open(&result);
	for (i = 0; i < 3; i++)
		for (j = 0; j < 2; j++) {
			item = sized_case(&result, "n", 10 * (double)(i + 1));
			sized_param(item, "mode", j == 0 ? "fast" : "slow");
			sized_metric(&result, item, "time",
			    pow(10 * (double)(i + 1), 1 + (double)j), 0.01);
		}
	build(&result, "{}");
	assert_int_equal(result.scaling_count, 2);
	assert_int_equal(result.scalings[1].param_count, 1);
	assert_string_equal(result.scalings[1].params[0].name, "mode");
	assert_string_equal(result.scalings[1].params[0].value, "slow");
	assert_near(result.scalings[0].exponent.value, 1, 1e-12);
	assert_near(result.scalings[1].exponent.value, 2, 1e-12);
	result_release(&result);
}

static void
only_judged_metrics_that_should_be_low_are_found(void **state)
{
	struct result result;
	struct result_case *item;
	size_t i;

	(void)state;
	sized_open(&result);
	for (i = 1; i <= 3; i++) {
		item = sized_case(&result, "n", (double)i);
		sized_metric(&result, item, "throughput", 5, 0.01);
		sized_metric(&result, item, "page_faults", 5, 0.01)->is_judged =
		    false;
		sized_metric(&result, item, "max_rss", 5, 0.01);
		item = sized_case(&result, "concurrency", (double)i);
		sized_metric(&result, item, "time", 5, 0.01);
	}
	build(&result, "{}");
	assert_int_equal(result.scaling_count, 1);
	assert_string_equal(result.scalings[0].metric.name, "max_rss");
	assert_string_equal(result.scalings[0].metric.unit, "B");
	result_release(&result);
}

static void
two_sizes_are_not_looked_at_unless_asked(void **state)
{
	const struct scaling_result *got;
	struct result result;

	(void)state;
	sized_open(&result);
	add_cases(&result, 10, 10, 3, 3, 1);
	result.cases[1].status = CASE_STATUS_FAILED;
	build(&result, "{}");
	assert_int_equal(result.scaling_count, 0);
	build_at_most(&result, "n");
	assert_int_equal(result.scaling_count, 1);
	got = &result.scalings[0];
	assert_true(got->is_asked);
	assert_int_equal(got->point_count, 2);
	assert_int_equal(got->candidate_count, 0);
	assert_int_equal(got->status, SCALING_STATUS_PASS);
	result_release(&result);
}

static void
what_was_not_measured_is_undecided(void **state)
{
	const struct scaling_result *got;
	struct result result;

	(void)state;
	sized_open(&result);
	add_cases(&result, 10, 10, 3, 3, 1);
	build(&result,
	    "{'benchmarks':[{'benchmark':'b','scaling':{'over':'n','metric':"
	    "'heap','at_most':'n','per_item':'5'}}]}");
	assert_int_equal(result.scaling_count, 2);
	got = &result.scalings[0];
	assert_string_equal(got->metric.name, "heap");
	assert_int_equal(got->point_count, 0);
	assert_int_equal(got->status, SCALING_STATUS_UNDECIDED);
	assert_string_equal(
	    got->at_most_verdict.reason, "fewer than two sizes were measured");
	assert_string_equal(
	    got->per_item_verdict.reason, "fewer than two sizes were measured");
	assert_false(got->exponent.exists);
	result_release(&result);
}

static void
assert_at_most(double power, size_t count, const char *class,
    enum scaling_status status, const char *reason)
{
	struct result result;

	sized_open(&result);
	add_cases(&result, 10, 10, count, 3, power);
	build_at_most(&result, class);
	assert_int_equal(result.scalings[0].status, status);
	assert_int_equal(result.scalings[0].at_most_verdict.status, status);
	if (reason != NULL)
		assert_string_equal(
		    result.scalings[0].at_most_verdict.reason, reason);
	result_release(&result);
}

/* 1 % is 0.0051 of a logarithm's deviation, by √2 ln 10 0.0016 of the slope. */
static void
the_exponent_decides_below_five_sizes(void **state)
{
	(void)state;
	assert_at_most(1, 3, "n", SCALING_STATUS_PASS,
	    "its exponent is 1.00 [1.00, 1.00], and n allows up to 1.10");
	assert_at_most(1, 3, "log n", SCALING_STATUS_FAIL, NULL);
	assert_at_most(1, 3, "1", SCALING_STATUS_FAIL,
	    "its exponent is 1.00 [1.00, 1.00], and 1 allows up to 0.10");
	assert_at_most(-0.001, 3, "n", SCALING_STATUS_PASS,
	    "its exponent is 0.00 [0.00, 0.00], and n allows up to 1.10");
	assert_at_most(1.08, 3, "n", SCALING_STATUS_PASS, NULL);
	assert_at_most(1.13, 3, "n", SCALING_STATUS_FAIL, NULL);
	/* n log n over 10 … 1000 has itself an exponent of 1.24. */
	assert_at_most(1.3, 3, "n log n", SCALING_STATUS_PASS, NULL);
	assert_at_most(1.4, 3, "n log n", SCALING_STATUS_FAIL, NULL);
	assert_at_most(2, 3, "n^2", SCALING_STATUS_PASS, NULL);
	assert_at_most(2, 3, "n^3", SCALING_STATUS_PASS, NULL);
}

static void
an_exponent_on_the_edge_is_undecided(void **state)
{
	(void)state;
	assert_at_most(1.1, 3, "n", SCALING_STATUS_UNDECIDED,
	    "its exponent is 1.10 [1.10, 1.10], and n allows up to 1.10");
}

static void
classes_that_all_pass_or_fail_decide(void **state)
{
	(void)state;
	assert_at_most(1, 8, "n", SCALING_STATUS_PASS,
	    "it grows like n, with 100 % of the weight; its exponent is 1.00 "
	    "[1.00, 1.00], and n allows up to 1.10");
	assert_at_most(2, 8, "n log n", SCALING_STATUS_FAIL,
	    "it grows like n², with 100 % of the weight; its exponent is 2.00 "
	    "[2.00, 2.00], and n log n allows up to 1.17");
}

static void
class_and_exponent_must_not_contradict_each_other(void **state)
{
	static const struct scaling_point points[] = {
	    {.size = 1, .value = 1}, {.size = 2, .value = 2}};
	static const struct scaling_variances variances[2];
	const struct scaling_aim aim = {.at_most = SCALING_BOUND_LINEAR};
	struct scaling_result got = {.points = points,
	    .point_count = 2,
	    .candidates = {{COMPLEXITY_QUADRATIC, 0.85, 1, 0}},
	    .candidate_count = 1,
	    .is_named = true,
	    .exponent = {true, 1.02},
	    .exponent_interval = {true, 0.95, 1.04}};
	struct arena arena = {0};

	(void)state;
	scaling_bounds_judge(&aim, variances, &arena, &got);
	assert_int_equal(got.status, SCALING_STATUS_UNDECIDED);
	assert_string_equal(got.at_most_verdict.reason,
	    "it grows like n², with 85 % of the weight; but its exponent is "
	    "1.02 [0.95, 1.04], and n allows up to 1.10");
	got.exponent_interval.exists = false;
	scaling_bounds_judge(&aim, variances, &arena, &got);
	assert_int_equal(got.status, SCALING_STATUS_FAIL);
	got.candidates[1].class = COMPLEXITY_LINEAR;
	got.candidate_count = 2;
	got.is_named = false;
	scaling_bounds_judge(&aim, variances, &arena, &got);
	assert_int_equal(got.status, SCALING_STATUS_UNDECIDED);
	assert_string_equal(
	    got.at_most_verdict.reason, "it grows like n² or n");
	arena_release(&arena);
}

/* 5 MB and 2 MB a unit: least squares are exact on a line. */
static void
per_item_is_the_slope(void **state)
{
	static const struct {
		const char *limit;
		enum scaling_status status;
	} rows[] = {
	    {"2100 kB", SCALING_STATUS_PASS},
	    {"1.9MB", SCALING_STATUS_FAIL},
	    {"2MB", SCALING_STATUS_UNDECIDED},
	};
	const struct scaling_result *got;
	struct result_case *item;
	struct result result;
	size_t i, j;
	double n;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		sized_open(&result);
		for (j = 0; j < 4; j++) {
			n = (double)(1 << j);
			item = sized_case(&result, "n", n);
			sized_metric(
			    &result, item, "max_rss", 5e6 + 2e6 * n, 0.01);
		}
		build(&result,
		    arena_printf(&result.arena,
			"{'benchmarks':[{'benchmark':'b','scaling':{'over':"
			"'n','metric':'max_rss','per_item':'%s'}}]}",
			rows[i].limit));
		assert_int_equal(result.scaling_count, 1);
		got = &result.scalings[0];
		assert_near(got->per_item.value, 2e6, 1e-12);
		/* c = (-11, -7, 1, 17) / 115; y = 7, 9, 13, 21 MB. */
		assert_near(got->per_item_interval.high - got->per_item.value,
		    1e4 / 115 *
			sqrt(pow(11 * 7, 2) + pow(7 * 9, 2) + pow(13, 2) +
			     pow(17 * 21, 2)),
		    1e-9);
		assert_string_equal(got->per_item_written, rows[i].limit);
		assert_int_equal(got->per_item_verdict.status, rows[i].status);
		assert_int_equal(got->status, rows[i].status);
		result_release(&result);
	}
}

static void
a_bound_that_fails_outweighs_one_that_passes(void **state)
{
	struct result result;

	(void)state;
	sized_open(&result);
	add_cases(&result, 10, 10, 3, 3, 1);
	build(&result, "{'benchmarks':[{'benchmark':'b','scaling':{'over':'n',"
		       "'at_most':'n','per_item':'1ns'}}]}");
	assert_int_equal(
	    result.scalings[0].at_most_verdict.status, SCALING_STATUS_PASS);
	assert_int_equal(result.scalings[0].status, SCALING_STATUS_FAIL);
	assert_string_equal(result.scalings[0].per_item_verdict.reason,
	    "3 ns each, 2.968 ns to 3.032 ns; 1ns allowed");
	result_release(&result);
}

static void
medians_without_intervals_decide_nothing(void **state)
{
	struct result result;
	size_t i;

	(void)state;
	sized_open(&result);
	add_cases(&result, 10, 10, 3, 3, 1);
	for (i = 0; i < 3; i++)
		result.cases[i].metrics[0].summary.median_interval.exists =
		    false;
	build_at_most(&result, "n");
	assert_true(result.scalings[0].exponent.exists);
	assert_int_equal(result.scalings[0].status, SCALING_STATUS_UNDECIDED);
	assert_string_equal(result.scalings[0].at_most_verdict.reason,
	    "its exponent has no interval: use more launches");
	result_release(&result);
}

/* The baseline grew like the square root. */
static void
a_change_of_the_exponent_is_seen(void **state)
{
	static const double powers[] = {0.5, 1, 1.5, 1.02};
	static const enum scaling_change wanted[] = {SCALING_CHANGE_STEEPER,
	    SCALING_CHANGE_UNCHANGED, SCALING_CHANGE_FLATTER,
	    SCALING_CHANGE_UNCHANGED};
	const struct scaling_result *got;
	struct series baseline;
	struct result result;
	struct policy policy;
	double values[10], n;
	size_t i, j, k;

	(void)state;
	for (i = 0; i < sizeof powers / sizeof *powers; i++) {
		sized_open(&result);
		add_cases(&result, 10, 10, 4, 3, 1);
		series_init(&baseline);
		for (j = 0, n = 10; j < 4; j++, n *= 10) {
			run_plan(&baseline, result.cases[j].id);
			for (k = 0; k < 10; k++)
				values[k] =
				    pow(n, powers[i]) * (1 + 0.001 * (double)k);
			run_launches(
			    &baseline, result.cases[j].id, "time", values, 10);
		}
		series_finish(&baseline);
		policy = judged_policy(&result, "{}");
		scaling_build(&policy, &baseline, &result);
		got = &result.scalings[0];
		assert_near(got->baseline_exponent.value, powers[i], 1e-9);
		assert_near(got->exponent_change.value + powers[i], 1, 1e-9);
		assert_true(got->exponent_change_interval.exists);
		assert_int_equal(got->change, wanted[i]);
		series_release(&baseline);
		result_release(&result);
	}
}

static void
the_base_tree_is_the_baseline_of_the_head(void **state)
{
	struct result_case *base, *head;
	struct result result;
	double n;

	(void)state;
	sized_open(&result);
	for (n = 10; n < 2000; n *= 10) {
		base = sized_case(&result, "n", n);
		sized_param(base, "side", "base");
		sized_metric(&result, base, "time", n, 0.01);
		head = sized_case(&result, "n", n);
		sized_param(head, "side", "head");
		sized_metric(&result, head, "time", n * n, 0.01);
		head->base = base->id;
	}
	build(&result, "{}");
	assert_int_equal(result.scaling_count, 1);
	assert_string_equal(result.scalings[0].params[0].value, "head");
	assert_near(result.scalings[0].exponent.value, 2, 1e-12);
	assert_near(result.scalings[0].baseline_exponent.value, 1, 1e-12);
	assert_int_equal(result.scalings[0].change, SCALING_CHANGE_STEEPER);
	result_release(&result);
}

static void
a_long_family_is_thinned_and_keeps_its_ends(void **state)
{
	struct result result;
	size_t i;

	(void)state;
	sized_open(&result);
	for (i = 1; i <= 1000; i++)
		sized_metric(&result, sized_case(&result, "n", (double)i),
		    "time", 7 * (double)i, 0.01);
	build(&result, "{}");
	assert_int_equal(result.scalings[0].point_count, SCALING_POINTS_MAX);
	assert_true(result.scalings[0].points[0].size == 1);
	assert_true(
	    result.scalings[0].points[SCALING_POINTS_MAX - 1].size == 1000);
	assert_int_equal(
	    result.scalings[0].candidates[0].class, COMPLEXITY_LINEAR);
	result_release(&result);
}

/* 1,200 families of three cases; the last one is asked for. */
static void
what_is_asked_for_comes_before_what_is_found(void **state)
{
	struct result result;
	struct result_case *item;
	size_t i, j;

	(void)state;
	sized_open(&result);
	for (i = 0; i < 1200; i++)
		for (j = 1; j <= 3; j++) {
			item = sized_case(&result, "n", (double)j);
			sized_param(item, "mode",
			    arena_printf(&result.arena, "m%zu", i));
			if (i == 1199)
				item->benchmark = "last";
			sized_metric(&result, item, "time", 5, 0.01);
		}
	build(&result, "{'benchmarks':[{'benchmark':'last','scaling':{'over':"
		       "'n'}}]}");
	assert_int_equal(result.scaling_count, SCALING_FITS_MAX);
	assert_string_equal(
	    result.scalings[SCALING_FITS_MAX - 1].benchmark, "last");
	assert_string_equal(result.scalings[0].params[0].value, "m0");
	assert_int_equal(result.note_count, 1);
	assert_string_equal(result.notes[0].text,
	    "Only the first 1000 of 1200 growths with a parameter were looked "
	    "at.");
	result_release(&result);
}

static void
values_that_are_no_positive_numbers_are_no_sizes(void **state)
{
	struct result result;
	struct result_case *item;
	size_t i;

	(void)state;
	sized_open(&result);
	for (i = 0; i < 6; i++) {
		item = sized_case(&result, "n", (double)i - 3);
		sized_param(item, "name", i % 2 == 0 ? "x" : "");
		sized_metric(&result, item, "time", 5, 0.01);
	}
	build(&result, "{}");
	assert_int_equal(result.scaling_count, 0);
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_found_is_named_with_its_curve),
	    cmocka_unit_test(cases_in_any_order_are_sorted_by_size),
	    cmocka_unit_test(other_parameters_make_families),
	    cmocka_unit_test(only_judged_metrics_that_should_be_low_are_found),
	    cmocka_unit_test(two_sizes_are_not_looked_at_unless_asked),
	    cmocka_unit_test(what_was_not_measured_is_undecided),
	    cmocka_unit_test(the_exponent_decides_below_five_sizes),
	    cmocka_unit_test(an_exponent_on_the_edge_is_undecided),
	    cmocka_unit_test(classes_that_all_pass_or_fail_decide),
	    cmocka_unit_test(class_and_exponent_must_not_contradict_each_other),
	    cmocka_unit_test(per_item_is_the_slope),
	    cmocka_unit_test(a_bound_that_fails_outweighs_one_that_passes),
	    cmocka_unit_test(medians_without_intervals_decide_nothing),
	    cmocka_unit_test(a_change_of_the_exponent_is_seen),
	    cmocka_unit_test(the_base_tree_is_the_baseline_of_the_head),
	    cmocka_unit_test(a_long_family_is_thinned_and_keeps_its_ends),
	    cmocka_unit_test(what_is_asked_for_comes_before_what_is_found),
	    cmocka_unit_test(values_that_are_no_positive_numbers_are_no_sizes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
