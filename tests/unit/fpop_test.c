#include <stdlib.h>
#include <string.h>

#include "analysis/fpop.h"
#include "analysis/level_cost.h"
#include "tests/unit/sample.h"
#include "tests/unit/slow_fpop.h"

/* The cost of the segmentation that was found. */
static double
cost_of(
    const double *values, size_t count, const struct fpop *fpop, double penalty)
{
	double cost = penalty * (double)fpop->count;
	size_t i, start = 0, end;

	for (i = 0; i <= fpop->count; i++) {
		end = i < fpop->count ? fpop->changes[i] : count;
		assert_true(end > start && end <= count);
		cost += slow_cost(values + start, end - start);
		start = end;
	}
	return cost;
}

static void
draw_series(struct random *random, double *values, size_t count)
{
	double level = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		if (random_below(random, 8) == 0)
			level = 8 * sample_normal(random);
		values[i] = level + sample_normal(random);
		if (random_below(random, 12) == 0)
			values[i] += 20;
	}
}

static void
no_segmentation_costs_less(void **state)
{
	struct random random = {1};
	double values[24], wanted, penalty;
	size_t count, trial, steps = 0;
	struct fpop got;

	(void)state;
	for (trial = 0; trial < 300; trial++) {
		count = 1 + random_below(&random, 24);
		draw_series(&random, values, count);
		penalty = trial % 2 ? 8 : 2;
		got = fpop_of(values, count, 1, penalty);
		wanted = slow_fpop(values, count, penalty);
		assert_true(fabs(got.cost - wanted) < 1e-7);
		assert_true(fabs(cost_of(values, count, &got, penalty) -
				 wanted) < 1e-7);
		steps += got.count;
		fpop_release(&got);
	}
	assert_true(steps > 300);
}

static void
costs_of_one_segment_agree(void **state)
{
	struct random random = {2};
	double values[40], costs[41], capped[41];
	size_t i, trial;
	struct fpop got;

	(void)state;
	for (trial = 0; trial < 20; trial++) {
		draw_series(&random, values, 40);
		fpop_costs(values, 40, 1, (double)INFINITY, costs);
		assert_true(costs[0] == 0);
		for (i = 1; i <= 40; i++)
			assert_true(
			    fabs(costs[i] - slow_cost(values, i)) < 1e-7);
		fpop_costs(values, 40, 1, 30, capped);
		for (i = 0; i <= 40; i++)
			assert_true(
			    fabs(capped[i] - fmin(costs[i], 30)) < 1e-7);
		got = fpop_of(values, 40, 1, (double)INFINITY);
		assert_true(got.count == 0 && got.cost == costs[40]);
		fpop_release(&got);
	}
}

static const double V1[] = {100, 101, 99, 100, 102, 100, 99, 101, 100, 100, 98,
    101, 100, 99, 100, 106, 105, 107, 106, 105, 106, 108, 106, 105, 107, 104,
    106, 107, 105, 106, 96, 95, 97, 96, 95, 96, 94, 96, 97, 95, 96, 95};
static const double V2[] = {100, 100, 100, 101, 99, 100, 102, 98, 100, 150, 101,
    99, 100, 100, 101, 99, 100, 102, 100, 99};

static struct fpop
segment(const double *values, size_t count)
{
	double logs[SLOW_FPOP_MOST];
	struct fpop_noise noise;
	size_t i;

	for (i = 0; i < count; i++)
		logs[i] = log(values[i]);
	noise = fpop_noise_of(logs, count, fpop_least_sd(0));
	return fpop_of(logs, count, noise.scale, noise.penalty);
}

/* Section 4.3, before confirmation. */
static void
steps_are_the_text_s(void **state)
{
	double values[20];
	struct fpop got;
	size_t i;

	(void)state;
	got = segment(V1, 30);
	assert_int_equal(got.count, 1);
	assert_int_equal(got.changes[0], 15);
	fpop_release(&got);
	got = segment(V1, 42);
	assert_int_equal(got.count, 2);
	assert_int_equal(got.changes[0], 15);
	assert_int_equal(got.changes[1], 30);
	fpop_release(&got);
	got = segment(V2, 20);
	assert_int_equal(got.count, 0);
	fpop_release(&got);
	for (i = 0; i < 20; i++)
		values[i] = i < 12 ? 1000000 : 1030000;
	got = segment(values, 20);
	assert_int_equal(got.count, 1);
	assert_int_equal(got.changes[0], 12);
	fpop_release(&got);
}

static void
noise_is_the_text_s(void **state)
{
	double logs[30];
	struct fpop_noise got;
	size_t i;

	(void)state;
	for (i = 0; i < 30; i++)
		logs[i] = log(V1[i]);
	got = fpop_noise_of(logs, 30, fpop_least_sd(0));
	assert_near(got.difference_sd, .0105363507, 1e-8);
	assert_near(got.raw, -.0198018, 1e-5);
	assert_true(got.autocorrelation == 0 && got.inflation == 1);
	assert_true(got.scale == got.difference_sd);
	assert_near(got.penalty, 2.5 * log(30), 1e-14);
}

static void
autocorrelation_is_seen_and_bounded(void **state)
{
	enum { MANY = 20000 };
	struct random random = {6};
	double *values = xmalloc(MANY * sizeof *values), x = 0;
	struct fpop_noise got;
	size_t i;

	(void)state;
	for (i = 0; i < MANY; i++) {
		x = 0.6 * x + sample_normal(&random);
		values[i] = x;
	}
	got = fpop_noise_of(values, MANY, 1e-4);
	assert_near(got.raw, 0.6, 0.15);
	assert_near(got.autocorrelation, got.raw - 2 / sqrt(MANY), 1e-12);
	assert_near(got.scale,
	    got.difference_sd / sqrt(1 - got.autocorrelation), 1e-12);
	for (x = 0, i = 0; i < MANY; i++) {
		x += sample_normal(&random);
		values[i] = x;
	}
	got = fpop_noise_of(values, MANY, 1e-4);
	assert_near(got.raw, 1, 0.1);
	assert_near(got.inflation, 9, 1e-12);
	got = fpop_noise_of(values, 39, 1e-4);
	assert_true(got.autocorrelation == 0);
	free(values);
}

/* Its differences double from one neighbour to the next: that is no noise. */
static void
a_creep_is_no_autocorrelation(void **state)
{
	enum { MANY = 100 };
	struct random random = {7};
	struct fpop_noise got;
	double values[MANY];
	size_t i, kind;

	(void)state;
	for (kind = 0; kind < 3; kind++) {
		for (i = 0; i < MANY; i++)
			values[i] = kind == 0 ? 1e-3 * (double)i
					      : 0.02 * (double)i +
						    (kind == 1 ? 1e-2 : 1e-6) *
							sample_normal(&random);
		got = fpop_noise_of(values, MANY, 1e-4);
		assert_true(got.raw > 0.8);
		assert_true(got.autocorrelation < 0.2);
	}
	assert_true(got.autocorrelation == 0);
	/* What is left of a creep that bends a little is no noise either. */
	for (i = 0; i < MANY; i++)
		values[i] = 0.02 * (double)i + 1e-7 * (double)(i * i);
	got = fpop_noise_of(values, MANY, 1e-4);
	assert_true(got.raw > 0.8);
	assert_true(got.autocorrelation == 0);
}

static void
constants_have_least_noise_and_no_step(void **state)
{
	double values[50];
	struct fpop_noise noise;
	struct fpop got;
	size_t i;

	(void)state;
	for (i = 0; i < 50; i++)
		values[i] = 7;
	noise = fpop_noise_of(values, 50, fpop_least_sd(0.01));
	assert_near(noise.difference_sd, 0.01 / sqrt(12), 1e-14);
	assert_true(noise.raw == 0 && noise.autocorrelation == 0);
	got = fpop_of(values, 50, noise.scale, noise.penalty);
	assert_true(got.count == 0 && got.cost == 0);
	fpop_release(&got);
	for (i = 0; i < 3; i++) {
		got = fpop_of(values, i, 1, 1);
		assert_true(got.count == 0 && got.cost == 0);
		fpop_release(&got);
	}
}

/* 1e-4 of noise far from 0: nothing may cancel. */
static void
large_values_keep_their_digits(void **state)
{
	struct random random = {12};
	double small[60], large[60];
	struct fpop here, there;
	size_t i;

	(void)state;
	draw_series(&random, small, 60);
	for (i = 0; i < 60; i++) {
		small[i] = round(small[i] * 1024) / 1024;
		large[i] = 0x1p40 + small[i];
	}
	here = fpop_of(small, 60, 1, 8);
	there = fpop_of(large, 60, 1, 8);
	assert_int_equal(here.count, there.count);
	assert_true(here.cost == there.cost);
	assert_memory_equal(
	    here.changes, there.changes, here.count * sizeof *here.changes);
	fpop_release(&here);
	fpop_release(&there);
}

/* The text: 15 pieces on average for 5,000 values, 56 at most. */
static void
pieces_stay_few(void **state)
{
	enum { MANY = 20000 };
	struct random random = {3};
	struct level_cost cost = {0};
	size_t i, from, most = 0;
	double least;

	(void)state;
	level_cost_start(&cost, -100, 100);
	for (i = 0; i < MANY; i++) {
		level_cost_add(
		    &cost, sample_normal(&random) + (i / 1000 % 2 ? 4 : 0));
		least = level_cost_least(&cost, &from);
		level_cost_cap(&cost, least + 2.5 * log(MANY), i + 1);
		most = cost.pieces.count > most ? cost.pieces.count : most;
	}
	assert_true(most < 200);
	level_cost_release(&cost);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_segmentation_costs_less),
	    cmocka_unit_test(costs_of_one_segment_agree),
	    cmocka_unit_test(steps_are_the_text_s),
	    cmocka_unit_test(noise_is_the_text_s),
	    cmocka_unit_test(autocorrelation_is_seen_and_bounded),
	    cmocka_unit_test(a_creep_is_no_autocorrelation),
	    cmocka_unit_test(constants_have_least_noise_and_no_step),
	    cmocka_unit_test(large_values_keep_their_digits),
	    cmocka_unit_test(pieces_stay_few),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
