#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/text_check.h"
#include "output/view.h"
#include "tests/unit/history_fixture.h"

static size_t
occurrences(const char *text, const char *what)
{
	size_t count = 0;

	for (; (text = strstr(text, what)) != NULL; text += strlen(what))
		count++;
	return count;
}

static char *
checked(const struct result *result)
{
	const struct text_table_options plain = {0};
	struct view view;
	char *text;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	view_build(&view, result);
	text_check_write(&view, &plain, out);
	fclose(out);
	view_release(&view);
	return text;
}

static void
check_names_what_became_worse_until_it_is_accepted_or_cured(void **state)
{
	static const char *const line =
	    "\n  ■ critical  marketplace/search/packages=100  time  +32 % [+30, "
	    "+33]  34e713ee5be2 .. d31e8d9f5be2, 41 runs ago\n";
	struct result result;
	struct timeline_change *change;
	struct timeline *history;
	char *text;

	(void)state;
	fixture_past(&result);
	text = checked(&result);
	assert_int_equal(occurrences(text, "Worse since earlier runs"), 1);
	assert_int_equal(occurrences(text, line), 1);
	assert_int_equal(occurrences(text, "packages=100"), 1);
	assert_null(strstr(text, "perfolio trend"));
	free(text);

	/* Back to where it was, and it needs no one. */
	history =
	    (struct timeline *)(uintptr_t)result.cases[0].metrics[0].history;
	change =
	    fixture_change(&result, history, 118, history->changes[1].after,
		1.1 * history->changes[0].before, LEVEL_NONE);
	text = checked(&result);
	assert_null(strstr(text, "Worse since earlier runs"));
	free(text);
	/* Or better than it ever was. */
	change->after = 0.5 * history->changes[0].before;
	text = checked(&result);
	assert_null(strstr(text, "Worse since earlier runs"));
	free(text);
	change->after = 1.2 * history->changes[0].before;
	text = checked(&result);
	assert_int_equal(occurrences(text, line), 1);
	free(text);
	change = (struct timeline_change *)(uintptr_t)history->changes;
	change->acknowledged = "it is safer";
	text = checked(&result);
	assert_null(strstr(text, "Worse since earlier runs"));
	free(text);
	result_release(&result);
}

static void
what_went_back_in_a_new_environment_is_cured(void **state)
{
	struct result result;
	struct timeline *history;
	struct timeline_point *points;
	char *text;
	size_t i;

	(void)state;
	fixture_past(&result);
	history =
	    (struct timeline *)(uintptr_t)result.cases[0].metrics[0].history;
	history->change_count = 1;
	history->segment_from = 100;
	text = checked(&result);
	assert_int_equal(occurrences(text, "Worse since earlier runs"), 1);
	free(text);
	/* What went back before stays so, whatever the environment does. */
	fixture_change(&result, history, 90, history->changes[0].after,
	    history->changes[0].before, LEVEL_NONE);
	text = checked(&result);
	assert_null(strstr(text, "Worse since earlier runs"));
	free(text);
	history->change_count = 1;
	points = (struct timeline_point *)(uintptr_t)history->points;
	for (i = 100; i < FIXTURE_PAST; i++)
		points[i].center = history->changes[0].before;
	text = checked(&result);
	assert_null(strstr(text, "Worse since earlier runs"));
	free(text);
	result_release(&result);
}

/* Every history is too short to say. */
static void
make_short(struct result *result)
{
	struct result_metric *metric;
	struct timeline *history;
	size_t i;

	for (i = 0; i < result->case_count; i++) {
		metric = fixture_metric_of(&result->cases[i], 0);
		history = (struct timeline *)(uintptr_t)metric->history;
		history->shape = TIMELINE_SHORT;
		history->change_count = 0;
		history->drift = NULL;
		history->modes = NULL;
	}
}

static void
runs_of_other_machines_are_counted(void **state)
{
	static const char *const said[] = {
	    " 1 earlier run on another machine is not in this.",
	    " 87 earlier runs on another machine are not in this."};
	struct result result;
	char *text;
	size_t i;

	(void)state;
	for (i = 0; i < 4; i++) {
		fixture_past(&result);
		if (i > 1)
			make_short(&result);
		result.past_elsewhere = i % 2 == 0 ? 1 : 87;
		text = checked(&result);
		assert_int_equal(occurrences(text, said[i % 2]), 1);
		assert_int_equal(occurrences(text, "another machine"), 1);
		free(text);
		result_release(&result);
	}
}

static void
check_names_five_that_became_worse_and_counts_the_rest(void **state)
{
	struct result result;
	struct timeline *history;
	char *text;
	uint32_t i;

	(void)state;
	fixture_past(&result);
	history =
	    (struct timeline *)(uintptr_t)result.cases[1].metrics[0].history;
	for (i = 100; i < 107; i++)
		fixture_change(
		    &result, history, i, i * 1e4, (i + 1) * 1e4, LEVEL_NONE);
	text = checked(&result);
	assert_int_equal(occurrences(text, " runs ago\n"), 5);
	assert_int_equal(
	    occurrences(text, "\n  and 3 more: see perfolio trend\n"), 1);
	free(text);
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		check_names_what_became_worse_until_it_is_accepted_or_cured),
	    cmocka_unit_test(
		check_names_five_that_became_worse_and_counts_the_rest),
	    cmocka_unit_test(what_went_back_in_a_new_environment_is_cured),
	    cmocka_unit_test(runs_of_other_machines_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
