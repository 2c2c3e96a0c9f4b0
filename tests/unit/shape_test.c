#include "analysis/quantile.h"
#include "analysis/shape.h"
#include "analysis/thin.h"
#include "tests/unit/sample.h"

enum { MOST = 20000 };

/* What is made of values, as many in every launch. */
struct made {
	struct arena arena;
	struct result_metric metric;
};

static void
make(struct made *made, const struct metric *metric, const double *values,
    size_t count, uint32_t per_launch)
{
	struct series_metric kept = {.metric = *metric};
	struct describe_desk desk = {0};
	size_t i;

	*made = (struct made){0};
	for (i = 0; i < count; i++) {
		vec_push(&kept.values, values[i]);
		if (i % per_launch == 0)
			spans_add(&kept.spans, (uint32_t)(i / per_launch) + 1,
			    (uint32_t)(i / per_launch) + 1, per_launch);
	}
	describe_metric(&desk, &kept, &made->metric);
	shape_describe(&desk, &kept, &made->arena, &made->metric);
	describe_desk_release(&desk);
	vec_free(&kept.values);
	spans_release(&kept.spans);
}

static const struct metric TIME = {.name = "time", .unit = "ns"};
static const struct metric HEAP = {.name = "heap", .unit = "B"};

/* A share of low around 100, the rest around 200, in any order. */
static void
fill_two(double *values, size_t count, double low_share)
{
	struct random random = {count};
	size_t i;

	for (i = 0; i < count; i++)
		values[i] = (double)(i % 100) < 100 * low_share
				? 100 + sample_normal(&random)
				: 200 + sample_normal(&random);
}

static void
two_modes_are_found_in_launches_and_in_samples_of_one(void **state)
{
	const uint32_t per_launch[] = {1, 100};
	double values[100];
	struct made made;
	size_t i;

	(void)state;
	fill_two(values, 100, 0.7);
	for (i = 0; i < 2; i++) {
		make(&made, &TIME, values, 100, per_launch[i]);
		assert_int_equal(made.metric.mode_count, 2);
		assert_near(made.metric.modes[0].weight, 0.7, 1e-12);
		assert_near(made.metric.modes[0].median, 100, 0.01);
		assert_near(made.metric.modes[1].median, 200, 0.01);
		assert_true(made.metric.modes[0].high < 110);
		assert_true(made.metric.modes[1].low > 190);
		assert_true(made.metric.flags & RESULT_FLAG_MULTIMODAL);
		arena_release(&made.arena);
	}
}

static void
launches_of_several_samples_have_modes_of_medians(void **state)
{
	double values[240], two[80];
	struct made made;
	size_t i;

	(void)state;
	fill_two(two, 80, 0.5);
	for (i = 0; i < 240; i++)
		values[i] = two[i / 3];
	make(&made, &TIME, values, 240, 3);
	assert_int_equal(made.metric.mode_count, 2);
	assert_near(made.metric.modes[0].weight, 50 / 80.0, 1e-12);
	arena_release(&made.arena);
	/* 20 launches say nothing, however many samples they have. */
	make(&made, &TIME, values, 240, 12);
	assert_int_equal(made.metric.mode_count, 0);
	arena_release(&made.arena);
}

static void
one_mode_or_few_values_are_no_modes(void **state)
{
	struct random random = {3};
	double values[100];
	struct made made;
	size_t i;

	(void)state;
	for (i = 0; i < 100; i++)
		values[i] = 100 + sample_normal(&random);
	make(&made, &TIME, values, 100, 1);
	assert_int_equal(made.metric.mode_count, 0);
	assert_null(made.metric.modes);
	assert_false(made.metric.flags & RESULT_FLAG_MULTIMODAL);
	arena_release(&made.arena);
	fill_two(values, 49, 0.5);
	make(&made, &TIME, values, 49, 1);
	assert_int_equal(made.metric.mode_count, 0);
	arena_release(&made.arena);
	for (i = 0; i < 100; i++)
		values[i] = 7;
	make(&made, &TIME, values, 100, 1);
	assert_int_equal(made.metric.mode_count, 0);
	arena_release(&made.arena);
}

/* CPU times in ticks of 4 ms, said to be exact to the microsecond. */
static void
steps_coarser_than_they_said_are_no_modes(void **state)
{
	const struct metric user = {
	    .name = "user_time", .unit = "ns", .resolution = 1000};
	struct random random = {4};
	double values[100];
	struct made made;
	size_t i;

	(void)state;
	for (i = 0; i < 100; i++)
		values[i] = 4e6 * round(20 + 2 * sample_normal(&random));
	make(&made, &user, values, 100, 1);
	assert_int_equal(made.metric.mode_count, 0);
	arena_release(&made.arena);
	/* Two values far apart are. */
	for (i = 0; i < 100; i++)
		values[i] = i % 3 == 0 ? 4e6 : 40e6;
	make(&made, &user, values, 100, 1);
	assert_int_equal(made.metric.mode_count, 2);
	arena_release(&made.arena);
}

static void
modes_of_many_values_are_those_of_all(void **state)
{
	static double values[MOST];
	struct made made;

	(void)state;
	fill_two(values, MOST, 0.9);
	make(&made, &TIME, values, MOST, MOST);
	assert_int_equal(made.metric.mode_count, 2);
	assert_near(made.metric.modes[0].weight, 0.9, 1e-12);
	assert_true(made.metric.modes[0].low == made.metric.summary.min);
	assert_true(made.metric.modes[1].high == made.metric.summary.max);
	arena_release(&made.arena);
}

static void
thinning_keeps_the_ends_and_the_order(void **state)
{
	const double sorted[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
	double out[10];
	size_t i;

	(void)state;
	thin_sorted(sorted, 10, out, 4);
	assert_true(out[0] == 1 && out[1] == 4 && out[2] == 7 && out[3] == 10);
	thin_sorted(sorted, 10, out, 10);
	assert_memory_equal(sorted, out, sizeof sorted);
	assert_int_equal(thin_count(1023, 3), 896);
	assert_int_equal(thin_count(1024, 3), 1024);
	assert_int_equal(thin_count(7, 3), 7);
	for (i = 1; i < 5000; i++) {
		assert_true(thin_count(i, 5) <= i);
		assert_true(16 * thin_count(i, 5) > 15 * i);
	}
}

static void
tails_of_many_samples_are_near_those_of_all(void **state)
{
	static double values[MOST];
	struct harrell_davis weights = {0};
	struct random random = {5};
	struct made made;
	struct tail wanted;
	size_t i;

	(void)state;
	for (i = 0; i < 12345; i++)
		values[i] = 100 + sample_normal(&random);
	make(&made, &TIME, values, 12345, 1);
	qsort(values, 12345, sizeof *values, sample_compare);
	wanted = tail_of(&weights, values, 12345, 0.99);
	assert_near(made.metric.summary.p99.value, wanted.value, 1e-4);
	assert_near(made.metric.summary.p99_interval.high -
			made.metric.summary.p99.value,
	    wanted.interval.high - wanted.value, 0.05);
	harrell_davis_release(&weights);
	arena_release(&made.arena);
}

static void
tails_follow_the_rule_of_three_beyond(void **state)
{
	const struct summary *summary;
	struct harrell_davis weights = {0};
	double values[60];
	struct made made;
	struct tail wanted;
	size_t i;

	(void)state;
	for (i = 0; i < 60; i++)
		values[i] = 100 + (double)(i * i % 61);
	make(&made, &TIME, values, 30, 1);
	summary = &made.metric.summary;
	qsort(values, 30, sizeof *values, sample_compare);
	wanted = tail_of(&weights, values, 30, 0.9);
	assert_int_equal(wanted.method, TAIL_WEIGHTED);
	assert_near(summary->p90.value, wanted.value, 1e-12);
	assert_near(summary->p90_interval.low, wanted.interval.low, 1e-12);
	assert_near(summary->p90_interval.high, wanted.interval.high, 1e-12);
	assert_near(
	    summary->p95.value, quantile_of_sorted(values, 30, 0.95), 1e-12);
	assert_false(summary->p95_interval.exists);
	assert_false(summary->p99.exists || summary->p99_interval.exists);
	assert_true(made.metric.flags & RESULT_FLAG_TAIL_UNRESOLVED);
	harrell_davis_release(&weights);
	arena_release(&made.arena);
	/* 29: only the upper end is known, so there is no interval. */
	make(&made, &TIME, values, 29, 1);
	assert_true(summary->p90.exists && !summary->p90_interval.exists);
	arena_release(&made.arena);
	/* Samples of a launch are not independent. */
	make(&made, &TIME, values, 60, 30);
	assert_true(summary->p95.exists && !summary->p95_interval.exists);
	assert_false(made.metric.flags & RESULT_FLAG_TAIL_UNRESOLVED);
	arena_release(&made.arena);
}

static void
what_is_exact_and_varies_is_said_so(void **state)
{
	const struct metric exact = {
	    .name = "instructions", .unit = "1", .is_exact = true};
	double values[] = {1000000, 1000090, 1000000};
	struct made made;

	(void)state;
	make(&made, &exact, values, 3, 1);
	assert_false(made.metric.flags & RESULT_FLAG_NOT_EXACT);
	arena_release(&made.arena);
	values[1] = 1000110;
	make(&made, &exact, values, 3, 1);
	assert_true(made.metric.flags & RESULT_FLAG_NOT_EXACT);
	arena_release(&made.arena);
	make(&made, &TIME, values, 3, 1);
	assert_false(made.metric.flags & RESULT_FLAG_NOT_EXACT);
	arena_release(&made.arena);
}

/* launches of 100 values, of which some grow by share. */
static void
fill_heap(double *values, size_t launches, size_t growing, double share)
{
	struct random random = {launches + growing};
	size_t i, j;

	for (i = 0; i < launches; i++)
		for (j = 0; j < 100; j++)
			values[100 * i + j] =
			    10e6 *
			    (1 + (i < growing ? share * (double)j / 99 : 0) +
				0.001 * sample_normal(&random));
}

static void
growth_of_two_launches_is_confirmed(void **state)
{
	double values[500];
	struct made made;

	(void)state;
	fill_heap(values, 3, 3, 0.5);
	make(&made, &HEAP, values, 300, 100);
	assert_non_null(made.metric.growth);
	assert_int_equal(made.metric.growth->kind, GROWTH_LINEAR);
	assert_near(made.metric.growth->total, 0.5, 0.02);
	assert_near(made.metric.growth->per_step, 5e6 / 99, 0.02);
	assert_int_equal(made.metric.growth->launches, 3);
	assert_int_equal(made.metric.growth->growing, 3);
	assert_true(made.metric.growth->is_confirmed);
	assert_true(made.metric.flags & RESULT_FLAG_GROWING);
	arena_release(&made.arena);
	/* One alone is not, nor two of five. */
	make(&made, &HEAP, values, 100, 100);
	assert_int_equal(made.metric.growth->kind, GROWTH_LINEAR);
	assert_false(made.metric.growth->is_confirmed);
	assert_false(made.metric.flags & RESULT_FLAG_GROWING);
	arena_release(&made.arena);
	fill_heap(values, 5, 2, 0.5);
	make(&made, &HEAP, values, 500, 100);
	assert_int_equal(made.metric.growth->kind, GROWTH_STABLE);
	assert_int_equal(made.metric.growth->growing, 2);
	assert_false(made.metric.growth->is_confirmed);
	arena_release(&made.arena);
}

static void
memory_that_shrinks_or_stays_does_not_grow(void **state)
{
	double values[300];
	struct made made;

	(void)state;
	fill_heap(values, 3, 3, -0.5);
	make(&made, &HEAP, values, 300, 100);
	assert_int_equal(made.metric.growth->kind, GROWTH_LINEAR);
	assert_true(made.metric.growth->total < -0.4);
	assert_int_equal(made.metric.growth->growing, 0);
	assert_false(made.metric.flags & RESULT_FLAG_GROWING);
	arena_release(&made.arena);
	fill_heap(values, 3, 0, 0);
	make(&made, &HEAP, values, 300, 100);
	assert_int_equal(made.metric.growth->kind, GROWTH_STABLE);
	arena_release(&made.arena);
}

static void
what_launches_need_is_a_course_only_of_ones_own_metric(void **state)
{
	const struct metric rss = {.name = "init/max_rss", .unit = "B"};
	double values[100];
	struct made made;

	(void)state;
	fill_heap(values, 1, 1, 0.5);
	make(&made, &rss, values, 100, 1);
	assert_null(made.metric.growth);
	arena_release(&made.arena);
	make(&made, &HEAP, values, 100, 1);
	assert_int_equal(made.metric.growth->kind, GROWTH_LINEAR);
	assert_false(made.metric.growth->is_confirmed);
	arena_release(&made.arena);
	make(&made, &HEAP, values, 39, 1);
	assert_null(made.metric.growth);
	arena_release(&made.arena);
	make(&made, &TIME, values, 100, 100);
	assert_null(made.metric.growth);
	arena_release(&made.arena);
}

/* Of 40 launches as few are looked at as a leak needs, the last among them. */
static void
many_launches_are_looked_at_here_and_there(void **state)
{
	static double values[4000];
	struct made made;
	size_t i;

	(void)state;
	fill_heap(values, 40, 0, 0);
	for (i = 0; i < 100; i++)
		values[3900 + i] = 10e6 * (1 + (double)i / 100);
	make(&made, &HEAP, values, 4000, 100);
	assert_int_equal(made.metric.growth->launches, MEMORY_GROWTH_LAUNCHES);
	assert_int_equal(made.metric.growth->growing, 1);
	arena_release(&made.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		two_modes_are_found_in_launches_and_in_samples_of_one),
	    cmocka_unit_test(launches_of_several_samples_have_modes_of_medians),
	    cmocka_unit_test(one_mode_or_few_values_are_no_modes),
	    cmocka_unit_test(steps_coarser_than_they_said_are_no_modes),
	    cmocka_unit_test(modes_of_many_values_are_those_of_all),
	    cmocka_unit_test(thinning_keeps_the_ends_and_the_order),
	    cmocka_unit_test(tails_of_many_samples_are_near_those_of_all),
	    cmocka_unit_test(tails_follow_the_rule_of_three_beyond),
	    cmocka_unit_test(what_is_exact_and_varies_is_said_so),
	    cmocka_unit_test(growth_of_two_launches_is_confirmed),
	    cmocka_unit_test(memory_that_shrinks_or_stays_does_not_grow),
	    cmocka_unit_test(
		what_launches_need_is_a_course_only_of_ones_own_metric),
	    cmocka_unit_test(many_launches_are_looked_at_here_and_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
