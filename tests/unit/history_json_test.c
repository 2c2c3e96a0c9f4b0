#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "tests/unit/full_result.h"

static void
same_number(double a, double b)
{
	assert_true(a == b || (isnan(a) && isnan(b)));
}

static void
same_text(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		assert_ptr_equal(a, b);
	else
		assert_string_equal(a, b);
}

static int
read_back(const char *text, struct result *result, struct err *err)
{
	FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	int rc = result_json_read(result, in, "report.json", err);

	fclose(in);
	return rc;
}

static void
same_change(const struct timeline_change *a, const struct timeline_change *b)
{
	assert_int_equal(a->point, b->point);
	assert_int_equal(a->earliest, b->earliest);
	assert_int_equal(a->latest, b->latest);
	assert_int_equal(a->is_confirmed, b->is_confirmed);
	assert_int_equal(a->is_regression, b->is_regression);
	assert_int_equal(a->level, b->level);
	same_number(a->before, b->before);
	same_number(a->after, b->after);
	same_number(a->ratio, b->ratio);
	assert_int_equal(a->ratio_interval.exists, b->ratio_interval.exists);
	same_number(a->p, b->p);
	same_number(a->strength, b->strength);
	same_text(a->acknowledged, b->acknowledged);
	same_text(a->acknowledged_link, b->acknowledged_link);
}

static void
same_timeline(const struct timeline *a, const struct timeline *b)
{
	uint32_t i;

	assert_int_equal(a->point_count, b->point_count);
	assert_int_equal(a->shape, b->shape);
	assert_int_equal(a->is_logarithmic, b->is_logarithmic);
	assert_int_equal(a->segment_from, b->segment_from);
	assert_int_equal(a->stable_from, b->stable_from);
	assert_int_equal(a->runs_to_limit, b->runs_to_limit);
	assert_int_equal(a->change_count, b->change_count);
	for (i = 0; i < a->point_count; i++) {
		assert_int_equal(a->points[i].run, b->points[i].run);
		assert_int_equal(a->points[i].launches, b->points[i].launches);
		same_number(a->points[i].center, b->points[i].center);
		same_number(a->points[i].variance, b->points[i].variance);
	}
	for (i = 0; i < a->change_count; i++)
		same_change(&a->changes[i], &b->changes[i]);
	assert_int_equal(a->drift_count, b->drift_count);
	assert_int_equal(a->drift == NULL, b->drift == NULL);
	for (i = 0; i < a->drift_count; i++) {
		assert_int_equal(
		    a->drift == &a->drifts[i], b->drift == &b->drifts[i]);
		assert_int_equal(a->drifts[i].first, b->drifts[i].first);
		assert_int_equal(a->drifts[i].last, b->drifts[i].last);
		assert_int_equal(
		    a->drifts[i].is_regression, b->drifts[i].is_regression);
		same_number(a->drifts[i].per_point, b->drifts[i].per_point);
		same_number(a->drifts[i].now, b->drifts[i].now);
	}
	assert_int_equal(a->modes == NULL, b->modes == NULL);
	if (a->modes != NULL)
		same_number(a->modes->high_share, b->modes->high_share);
}

static void
what_is_read_equals_what_was_written(void **state)
{
	struct result first, second;
	struct err err = {0};
	char *text, *again;
	size_t i;

	(void)state;
	full_result(&first);
	text = full_result_text(&first);
	if (read_back(text, &second, &err) < 0)
		fail_msg("%s", err.text);
	assert_int_equal(first.past_count, second.past_count);
	for (i = 0; i < first.past_count; i++) {
		same_text(first.past[i].id, second.past[i].id);
		same_text(first.past[i].started, second.past[i].started);
		same_text(first.past[i].commit, second.past[i].commit);
		same_text(first.past[i].version, second.past[i].version);
		same_text(first.past[i].differs, second.past[i].differs);
		assert_int_equal(
		    first.past[i].is_candidate, second.past[i].is_candidate);
	}
	assert_int_equal(first.past_from, second.past_from);
	assert_int_equal(second.past_elsewhere, 87);
	same_text(first.since, second.since);
	same_text(first.commit_url, second.commit_url);
	same_timeline(first.cases[2].metrics[0].history,
	    second.cases[2].metrics[0].history);
	same_timeline(first.cases[0].metrics[0].history,
	    second.cases[0].metrics[0].history);
	assert_null(second.cases[1].metrics[0].history);
	again = full_result_text(&second);
	assert_string_equal(text, again);
	result_release(&first);
	result_release(&second);
	free(text);
	free(again);
}

/* A whole report in which the first "what" is "with". */
static void
change_text(struct buf *changed, const char *what, const char *with)
{
	struct result result;
	size_t at = 0;
	char *text;

	full_result(&result);
	text = full_result_text(&result);
	while (strncmp(text + at, what, strlen(what)) != 0)
		assert_true(text[at++] != '\0');
	buf_add(changed, text, at);
	buf_add_string(changed, with);
	buf_add_string(changed, text + at + strlen(what));
	result_release(&result);
	free(text);
}

/* The message when the first "what" becomes "with". */
static void
assert_refused(const char *what, const char *with, const char *message)
{
	struct buf changed = {0};
	struct result read;
	struct err err = {0};

	change_text(&changed, what, with);
	assert_int_equal(read_back(changed.text, &read, &err), -1);
	if (strstr(err.text, message) == NULL)
		fail_msg("%s", err.text);
	buf_release(&changed);
}

static void
one_launch_without_an_error_is_two_numbers(void **state)
{
	static const char *const rows[] = {"[3,2]", "[3,2,null,1]"};
	const struct timeline *history;
	struct result read;
	struct err err;
	char *text;
	size_t i;

	(void)state;
	for (i = 0; i < 2; i++) {
		struct buf changed = {0};

		change_text(&changed, "[3,2,0.25,7]", rows[i]);
		assert_int_equal(read_back(changed.text, &read, &err), 0);
		history = read.cases[2].metrics[0].history;
		assert_int_equal(
		    history->points[history->point_count - 1].launches, 1);
		assert_true(
		    isnan(history->points[history->point_count - 1].variance));
		text = full_result_text(&read);
		assert_non_null(strstr(text, "[3,2]"));
		result_release(&read);
		buf_release(&changed);
		free(text);
	}
}

static void
what_cannot_be_a_history_is_refused_and_named(void **state)
{
	(void)state;
	assert_refused("\"series\":[[0,", "\"series\":[[4,",
	    "point 1 of \"series\": its run must be of \"past\"");
	assert_refused("\"series\":[[0,", "\"series\":[[-1,", "its run must");
	assert_refused("[3,2,0.25,7]", "[1,2,0.25,7]", "behind the one before");
	assert_refused("[3,2,0.25,7]", "[3,-2,0.25,7]", "no logarithm");
	assert_refused("[3,2,0.25,7]", "[3,2,0.25]",
	    "it must be [run, center, error, launches]");
	assert_refused("[3,2,0.25,7]", "[3,2,0.25,-7]", "no count");
	assert_refused("\"index\":1,", "\"index\":2,",
	    "\"index\" is no run of \"series\"");
	assert_refused("\"index\":1,", "\"index\":0,", "no level before it");
	assert_refused("\"status\":\"suspected\"", "\"status\":\"sure\"",
	    "change point 2: \"status\"");
	assert_refused(
	    "\"shape\":\"steps\"", "\"shape\":\"round\"", "\"shape\" is none");
	assert_refused(
	    "\"past_from\":2", "\"past_from\":4", "\"past_from\" is behind");
	assert_refused("\"earliest\":1,\"latest\":3",
	    "\"earliest\":3,\"latest\":3", "outside of its own range");
	assert_refused("\"index\":3,\"earliest\":3",
	    "\"index\":1,\"earliest\":1", "not in order");
	assert_refused("\"first\":1,\"last\":3", "\"first\":3,\"last\":1",
	    "ends before it begins");
	assert_refused("\"per_point\":", "\"per_pint\":", "\"drift\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_read_equals_what_was_written),
	    cmocka_unit_test(one_launch_without_an_error_is_two_numbers),
	    cmocka_unit_test(what_cannot_be_a_history_is_refused_and_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
