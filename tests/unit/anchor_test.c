#include <stdlib.h>

#include "analysis/anchor.h"
#include "analysis/mann_whitney.h"
#include "tests/unit/sample.h"

enum { MOST = 120 };

static struct mann_whitney_table table;

static const struct change_options OPTIONS = {
    .least_step = 0.0198, .least_sd = 1e-4};

/* A level of 0, and step more from index at on. */
static void
draw(
    struct random *random, double *values, size_t count, size_t at, double step)
{
	size_t i;

	for (i = 0; i < count; i++)
		values[i] = 0.004 * sample_normal(random) + (i < at ? 0 : step);
}

static void
has_changes(const double *values, size_t count, const size_t *anchors,
    size_t anchor_count, const size_t *wanted, size_t wanted_count)
{
	struct changes got = anchor_changes(
	    &table, values, count, anchors, anchor_count, &OPTIONS);
	size_t i;

	assert_int_equal(got.count, wanted_count);
	for (i = 0; i < wanted_count; i++)
		assert_int_equal(got.items[i].index, wanted[i]);
	changes_release(&got);
}

static void
without_anchors_changes_are_found_anew(void **state)
{
	struct random random = {1};
	double values[MOST];

	(void)state;
	draw(&random, values, 60, 30, 0.1);
	has_changes(values, 60, NULL, 0, (const size_t[]){30}, 1);
	has_changes(values, 5, NULL, 0, NULL, 0);
}

static void
an_anchor_stays_where_a_new_change_is_near(void **state)
{
	struct random random = {2};
	const size_t anchor = 32;
	struct changes got;
	double values[MOST];

	(void)state;
	draw(&random, values, 60, 30, 0.1);
	has_changes(values, 60, &anchor, 1, &anchor, 1);
	got = anchor_changes(&table, values, 60, &anchor, 1, &OPTIONS);
	assert_true(got.items[0].is_anchor);
	changes_release(&got);
	has_changes(values, 60, &(size_t){30 + ANCHOR_APART}, 1,
	    (const size_t[]){30 + ANCHOR_APART}, 1);
}

static void
an_anchor_outlives_what_would_not_be_found(void **state)
{
	struct random random = {3};
	const size_t anchor = 30;
	double values[MOST];

	(void)state;
	draw(&random, values, 60, 30, 0.014);
	has_changes(values, 60, NULL, 0, NULL, 0);
	has_changes(values, 60, &anchor, 1, &anchor, 1);
}

static void
an_anchor_of_nothing_is_dropped(void **state)
{
	struct random random = {4};
	const size_t anchors[] = {20, 40};
	double values[MOST];

	(void)state;
	draw(&random, values, 60, 40, 0.1);
	has_changes(values, 60, anchors, 2, anchors + 1, 1);
	has_changes(values, 5, (const size_t[]){2}, 1, NULL, 0);
}

static void
new_changes_join_the_anchors(void **state)
{
	struct random random = {5};
	const size_t anchor = 30;
	double values[MOST];
	size_t i;

	(void)state;
	draw(&random, values, MOST, 30, 0.1);
	for (i = 80; i < MOST; i++)
		values[i] -= 0.06;
	has_changes(values, MOST, &anchor, 1, (const size_t[]){30, 80}, 2);
}

/* Two values behind the last one it cannot stay: its segment is too short. */
static void
a_dropped_anchor_moves_to_a_change_nearby(void **state)
{
	struct random random = {6};
	const size_t anchor = 58;
	struct changes got;
	double values[MOST];

	(void)state;
	draw(&random, values, 60, 58 - ANCHOR_MOVE, 0.1);
	got = anchor_changes(&table, values, 60, &anchor, 1, &OPTIONS);
	assert_int_equal(got.count, 1);
	assert_int_equal(got.items[0].index, 58 - ANCHOR_MOVE);
	assert_false(got.items[0].is_anchor);
	changes_release(&got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(without_anchors_changes_are_found_anew),
	    cmocka_unit_test(an_anchor_stays_where_a_new_change_is_near),
	    cmocka_unit_test(an_anchor_outlives_what_would_not_be_found),
	    cmocka_unit_test(an_anchor_of_nothing_is_dropped),
	    cmocka_unit_test(new_changes_join_the_anchors),
	    cmocka_unit_test(a_dropped_anchor_moves_to_a_change_nearby),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
