#include "tests/unit/test.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "output/figure.h"
#include "output/view_case.h"
#include "output/view_change.h"
#include "tests/unit/compared_fixture.h"

/* Two variants; the second one takes ratio of the time of the first. */
static void
build_pair(struct result *result, double ratio, double low, double high)
{
	struct result_case item;

	fixture_open(result, 4);
	item = fixture_variant(result, "gzip -9", 20e6);
	fixture_add_case(result, &item);
	item = fixture_variant(result, "zstd", 20e6 * ratio);
	item.reference = "pack/variant=gzip -9";
	fixture_metric_of(&item, 0)->reference =
	    fixture_comparison(result, item.reference, ratio, low, high);
	fixture_add_case(result, &item);
}

static void
assert_change(double ratio, double low, double high, const char *seen,
    const char *shown, const char *change)
{
	struct result result;
	struct view view;
	const struct view_change *found;

	build_pair(&result, ratio, low, high);
	view_build(&view, &result);
	assert_int_equal(view.comparisons.count, 1);
	found = view.comparisons.items[0].changes.items;
	assert_string_equal(found->seen.word, seen);
	assert_string_equal(found->ratio, shown);
	assert_string_equal(found->change, change);
	assert_string_equal(found->p, "0.012");
	assert_string_equal(found->rounds, "20");
	view_release(&view);
	result_release(&result);
}

static void
change_is_a_percentage_and_from_twice_on_a_factor(void **state)
{
	(void)state;
	assert_change(1.31, 1.28, 1.34, "slower", "1.310×", "+31 % [+28, +34]");
	assert_change(
	    1.042, 1.011, 1.074, "slower", "1.042×", "+4.2 % [+1.1, +7.4]");
	assert_change(
	    0.97, 0.96, 0.98, "faster", "0.970×", "-3.0 % [-4.0, -2.0]");
	assert_change(
	    2.31, 2.27, 2.35, "slower", "2.31×", "2.31× slower [2.27, 2.35]");
	assert_change(
	    0.25, 0.2, 0.4, "faster", "0.25×", "4.0× faster [2.5, 5.0]");
	assert_change(1.0002, 1.0001, 1.0003, "slower", "1.00020×",
	    "+0.020 % [+0.010, +0.030]");
}

static void
interval_that_holds_1_is_no_difference_that_was_seen(void **state)
{
	(void)state;
	assert_change(
	    1.3, 0.9, 1.9, "no difference seen", "1.3×", "+30 % [-10, +90]");
	assert_change(
	    2.5, 0.5, 9, "no difference seen", "2×", "+150 % [-50, +800]");
	assert_change(
	    1, 1, 1, "no difference seen", "1.000×", "0.0 % [0.0, 0.0]");
}

static void
more_of_what_should_be_high_is_better(void **state)
{
	struct result result;
	struct view view;
	const struct view_change *change;
	struct result_metric *metric;

	(void)state;
	build_pair(&result, 1.5, 1.4, 1.6);
	metric = fixture_metric_of(&result.cases[1], 0);
	metric->metric = (struct metric){
	    .name = "throughput", .unit = "1/s", .better = BETTER_HIGHER};
	view_build(&view, &result);
	change = view.comparisons.items[0].changes.items;
	assert_string_equal(change->seen.word, "more");
	assert_string_equal(change->seen.tone, "good");
	assert_int_equal(change->kind, CHART_CHANGE_BETTER);
	view_release(&view);
	metric->metric.better = BETTER_LOWER;
	view_build(&view, &result);
	change = view.comparisons.items[0].changes.items;
	assert_string_equal(change->seen.tone, "bad");
	assert_int_equal(change->kind, CHART_CHANGE_WORSE);
	view_release(&view);
	result_release(&result);
}

static void
reason_stands_instead_of_numbers(void **state)
{
	struct result result;
	struct view view;
	const struct view_change *change;
	struct comparison *comparison;

	(void)state;
	build_pair(&result, 1.5, 1.4, 1.6);
	comparison =
	    fixture_comparison(&result, "pack/variant=gzip -9", 0, 0, 0);
	comparison->reason = "insufficient-data";
	comparison->ratio_interval.exists = false;
	comparison->pairs = 4;
	fixture_metric_of(&result.cases[1], 0)->reference = comparison;
	view_build(&view, &result);
	change = view.comparisons.items[0].changes.items;
	assert_null(change->ratio);
	assert_null(change->p);
	assert_string_equal(change->seen.word, "not comparable");
	assert_string_equal(change->reason, "too few rounds in common");
	assert_string_equal(change->rounds, "4");
	assert_string_equal(view.compared,
	    "'zstd' and 'gzip -9' cannot be compared: too few rounds in "
	    "common.");
	view_release(&view);
	result_release(&result);
}

static void
two_commands_are_compared_in_a_sentence(void **state)
{
	struct result result;
	struct view view;

	(void)state;
	build_pair(&result, 0.43, 0.40, 0.46);
	view_build(&view, &result);
	assert_string_equal(view.compared,
	    "'zstd' takes 0.430× [0.400, 0.460] the time of 'gzip -9'.");
	assert_string_equal(
	    view.comparisons.items[0].heading, "Compared in this run");
	assert_string_equal(view.comparisons.items[0].metric, "time");
	assert_string_equal(
	    view.comparisons.items[0].changes.items[0].other.page,
	    view.case_pages[0]);
	view_release(&view);
	result_release(&result);
}

/* Head and base of count cases; every third is slower, the last the most. */
static void
build_against(struct result *result, size_t count)
{
	struct result_case item;
	const char *id;
	double ratio;
	size_t i;

	fixture_open(result, 2 * count);
	result->run.against = "../old tree";
	for (i = 0; i < count; i++) {
		id = arena_printf(&result->arena, "c%03zu/variant=base", i);
		item = fixture_case(result, id, 1e6, 0.01);
		fixture_add_case(result, &item);
		item = fixture_case(result,
		    arena_printf(&result->arena, "c%03zu/variant=head", i), 1e6,
		    0.01);
		item.base = id;
		ratio = i % 3 == 2 ? 1.2 + (double)i / 100 : 1;
		fixture_metric_of(&item, 0)->comparison = fixture_comparison(
		    result, id, ratio, ratio * 0.95, ratio * 1.05);
		fixture_metric_of(&item, 3)->comparison =
		    fixture_comparison(result, id, 7, 6, 8);
		fixture_add_case(result, &item);
	}
}

static void
head_against_base_is_counted_by_case(void **state)
{
	struct result result;
	struct view view;
	const struct view_comparison *found;

	(void)state;
	build_against(&result, 6);
	view_build(&view, &result);
	assert_int_equal(view.comparisons.count, 1);
	found = &view.comparisons.items[0];
	assert_string_equal(found->heading, "Head against base");
	assert_non_null(strstr(found->introduction, "../old tree"));
	/* Only judged metrics: max_rss has its ratio on the case's page. */
	assert_int_equal(found->changes.count, 6);
	assert_string_equal(
	    found->changes.items[0].id.text, "c005/variant=head");
	assert_string_equal(
	    found->changes.items[1].id.text, "c002/variant=head");
	assert_string_equal(
	    found->changes.items[2].id.text, "c000/variant=head");
	assert_string_equal(view.compared,
	    "Head against base: 2 of 6 cases are slower, 4 without a "
	    "difference; the largest change is c005/variant=head, +25 % "
	    "[+19, +31].");
	view_release(&view);
	result_release(&result);
}

static void
two_hundred_changes_are_listed_and_the_rest_is_said(void **state)
{
	struct result result;
	struct view view;
	const struct view_comparison *found;
	struct buf caption = {0};

	(void)state;
	build_against(&result, 207);
	view_build(&view, &result);
	found = &view.comparisons.items[0];
	assert_int_equal(found->changes.count, 200);
	assert_non_null(strstr(found->more, "7 smaller changes"));
	figure_changes_caption(&caption, found);
	assert_non_null(strstr(caption.text, "The 60 largest of 200 changes"));
	buf_release(&caption);
	view_release(&view);
	result_release(&result);
}

static void
page_of_a_case_links_to_what_it_is_compared_with(void **state)
{
	struct result result;
	struct view view;
	struct view_case page;
	struct result_metric *metric;

	(void)state;
	build_pair(&result, 2.5, 2.4, 2.6);
	metric = fixture_metric_of(&result.cases[1], 3);
	metric->reference =
	    fixture_comparison(&result, "pack/variant=gzip -9", 1.2, 1.1, 1.3);
	view_build(&view, &result);
	view_case_build(&page, &view, 1);
	assert_int_equal(page.metrics.items[0].changes.count, 1);
	assert_string_equal(page.metrics.items[0].changes.items[0].other.page,
	    strchr(view.case_pages[0], '/') + 1);
	assert_string_equal(
	    page.metrics.items[0].changes.items[0].role, "reference");
	/* max_rss is the third that nobody judges. */
	assert_int_equal(page.resources.items[2].changes.count, 1);
	assert_int_equal(page.resources.items[1].changes.count, 0);
	assert_non_null(page.has_changes);
	assert_null(page.has_both);
	view_case_release(&page);
	view_release(&view);
	result_release(&result);
}

static void
run_that_compares_nothing_says_nothing_of_it(void **state)
{
	struct result result;
	struct view view;

	(void)state;
	fixture_demo(&result);
	view_build(&view, &result);
	assert_int_equal(view.comparisons.count, 0);
	assert_null(view.compared);
	assert_null(view.conditions);
	view_release(&view);
	result_release(&result);
}

static void
reference_is_slower_and_never_a_regression(void **state)
{
	static const enum verdict verdicts[] = {
	    VERDICT_REGRESSION, VERDICT_UNCHANGED, VERDICT_INCONCLUSIVE};
	struct result result;
	struct comparison *of;
	struct view view;
	const struct view_change *found;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(verdicts); i++) {
		build_pair(&result, 1.042, 1.011, 1.074);
		of = fixture_metric_of(&result.cases[1], 0)->reference;
		of->verdict = verdicts[i];
		of->level = LEVEL_CRITICAL;
		view_build(&view, &result);
		found = view.comparisons.items[0].changes.items;
		assert_string_equal(found->seen.word, "slower");
		assert_null(found->level);
		assert_string_equal(found->brief, "+4.2 % slower");
		view_release(&view);
		result_release(&result);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reference_is_slower_and_never_a_regression),
	    cmocka_unit_test(change_is_a_percentage_and_from_twice_on_a_factor),
	    cmocka_unit_test(
		interval_that_holds_1_is_no_difference_that_was_seen),
	    cmocka_unit_test(more_of_what_should_be_high_is_better),
	    cmocka_unit_test(reason_stands_instead_of_numbers),
	    cmocka_unit_test(two_commands_are_compared_in_a_sentence),
	    cmocka_unit_test(head_against_base_is_counted_by_case),
	    cmocka_unit_test(
		two_hundred_changes_are_listed_and_the_rest_is_said),
	    cmocka_unit_test(page_of_a_case_links_to_what_it_is_compared_with),
	    cmocka_unit_test(run_that_compares_nothing_says_nothing_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
