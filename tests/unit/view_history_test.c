#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/notable.h"
#include "analysis/result_json.h"
#include "base/err.h"
#include "output/baseline_document.h"
#include "output/folder.h"
#include "output/history_csv.h"
#include "output/text_check.h"
#include "output/view_case.h"
#include "output/writer.h"
#include "tests/unit/history_fixture.h"

static void
points_are_ranked_by_level_and_what_was_accepted_stands_apart(void **state)
{
	struct result result;
	struct view view;
	const struct view_point *points;

	(void)state;
	fixture_past(&result);
	view_build(&view, &result);
	assert_string_equal(view.trends.heading, "Trends and change points");
	assert_int_equal(view.trends.points.count, 3);
	points = view.trends.points.items;
	assert_string_equal(points[0].seen.word, "critical");
	assert_string_equal(points[0].change, "+32 % [+30, +33]");
	assert_string_equal(points[0].before, "2.280 ms");
	assert_string_equal(points[0].after, "3.000 ms");
	assert_string_equal(points[0].date, "2026-08-17");
	assert_string_equal(points[1].seen.word, "suspected, warning");
	assert_string_equal(points[1].seen.sign, "□");
	assert_string_equal(points[2].seen.word, "better");
	assert_int_equal(view.trends.acknowledged.count, 1);
	points = view.trends.acknowledged.items;
	assert_string_equal(points[0].seen.word, "acknowledged");
	assert_string_equal(points[0].seen.tone, "plain");
	assert_string_equal(
	    points[0].reason, "the index is checked now; <b>safety</b> first");
	assert_string_equal(
	    points[0].link, "https://example.org/ggen/issues/812");
	assert_string_equal(view.trends.summary,
	    "120 runs from 2026-03-01 to 2026-11-15, 5 histories: 2 changes "
	    "for the worse and 1 for the better, 1 of them suspected; 1 "
	    "acknowledged; 1 drift; 1 bimodal.");
	view_release(&view);
	result_release(&result);
}

static void
drift_says_when_the_limit_is_reached(void **state)
{
	struct result result;
	struct view view;

	(void)state;
	fixture_past(&result);
	view_build(&view, &result);
	assert_int_equal(view.trends.drifts.count, 2);
	assert_string_equal(view.trends.drifts.items[0].text,
	    "It grows by 0.3 % a run, +12 % over 40 runs; at that rate it "
	    "reaches its limit 50.00 ms in about 360 runs.");
	assert_string_equal(view.trends.drifts.items[1].seen.word, "bimodal");
	assert_non_null(strstr(view.trends.drifts.items[1].text,
	    "jumps between 24.00 ms and 26.88 ms"));
	view_release(&view);
	result_release(&result);
}

static void
with_since_only_what_came_later_is_told_of(void **state)
{
	struct result result;
	struct view view;
	struct view_case page;

	(void)state;
	fixture_since(&result);
	view_build(&view, &result);
	assert_string_equal(view.trends.heading, "Changes since v2.3.0 <now>");
	assert_int_equal(view.trends.points.count, 2);
	assert_string_equal(
	    view.trends.points.items[0].seen.word, "suspected, warning");
	assert_int_equal(view.trends.acknowledged.count, 0);
	assert_non_null(strstr(view.trends.summary, "25 runs from 2026-09-23"));
	/* The page of a case has all of its history. */
	view_case_build(&page, &view, 0);
	assert_int_equal(page.metrics.items[0].history.count, 1);
	assert_int_equal(
	    page.metrics.items[0].history.items[0].tables.items[0].points.count,
	    2);
	view_case_release(&page);
	view_release(&view);
	result_release(&result);
}

/* The link to the first commit of the first change point. */
static void
assert_link(const char *commit_url, const char *commit, const char *wanted)
{
	struct timeline_run *past;
	struct result result;
	struct view view;
	const char *url;

	fixture_past(&result);
	past = (struct timeline_run *)(uintptr_t)result.past;
	past[78].commit = commit;
	result.commit_url = commit_url;
	view_build(&view, &result);
	url = view.trends.points.items[0].first.url;
	if (wanted == NULL)
		assert_null(url);
	else
		assert_string_equal(url, wanted);
	view_release(&view);
	result_release(&result);
}

static void
only_web_pages_are_linked(void **state)
{
	(void)state;
	assert_link("https://a.org/c/", "1234abc", "https://a.org/c/1234abc");
	assert_link(
	    "http://a.org/c/", "a/../b?\"", "http://a.org/c/a%2F..%2Fb%3F%22");
	assert_link("javascript:alert(1)//", "1234abc", NULL);
	assert_link("https://a.org/\" onclick=\"", "1234abc", NULL);
	assert_link("file:///etc/", "1234abc", NULL);
	assert_link(NULL, "1234abc", NULL);
	assert_link("https://a.org/c/", NULL, NULL);
	assert_null(view_link_of("data:text/html,x"));
	assert_null(view_link_of("https://a.org/\n"));
	assert_null(view_link_of(NULL));
}

static void
run_without_a_commit_is_named_by_its_id(void **state)
{
	struct timeline_run *past;
	struct result result;
	struct view view;

	(void)state;
	fixture_past(&result);
	past = (struct timeline_run *)(uintptr_t)result.past;
	past[78] = (struct timeline_run){
	    .id = "local-7", .started = "123456789\xC3\xA9"};
	past[77] = (struct timeline_run){0};
	view_build(&view, &result);
	assert_string_equal(view.trends.points.items[0].first.text, "local-7");
	assert_string_equal(view.trends.points.items[0].last.text, "run 77");
	assert_null(view.trends.points.items[0].date);
	view_release(&view);
	result_release(&result);
}

static void
without_a_history_nothing_is_said(void **state)
{
	struct report_options options = {.formats = REPORT_HTML | REPORT_CSV};
	struct folder *folder = folder_open_memory();
	struct result result;
	struct err err = {0};

	(void)state;
	fixture_go(&result);
	assert_int_equal(report_write(&result, folder, &options, &err), 0);
	assert_int_equal(folder_commit(folder, &err), 0);
	assert_null(folder_text(folder, "trends.html", NULL));
	assert_null(folder_text(folder, "history.csv", NULL));
	assert_null(
	    strstr(folder_text(folder, "index.html", NULL), "id=\"trends\""));
	folder_close(folder);
	result_release(&result);
}

/* The first cases have flat histories of so many runs, 0: none. */
static void
fixture_flat(struct result *result, size_t past, const size_t *counts)
{
	struct timeline *history;
	size_t i;

	fixture_go(result);
	fixture_add_past(result, past);
	for (i = 0; counts[i] > 0; i++) {
		history = fixture_history_of(result, i, counts[i], level_flat);
		if (counts[i] < 8)
			history->shape = TIMELINE_SHORT;
	}
}

static void
assert_summary(size_t past, const size_t *counts, const char *wanted)
{
	struct result result;
	struct view view;

	fixture_flat(&result, past, counts);
	view_build(&view, &result);
	assert_string_equal(view.trends.summary, wanted);
	view_release(&view);
	result_release(&result);
}

static void
terms_that_are_zero_are_left_out(void **state)
{
	(void)state;
	assert_summary(20, (size_t[]){20, 20, 0},
	    "20 runs from 2026-03-01 to 2026-04-11, 2 histories: no change.");
	assert_summary(8, (size_t[]){7, 8, 3, 0},
	    "8 runs from 2026-03-01 to 2026-03-15, 3 histories: no change; "
	    "2 too short to say (8 runs needed).");
	assert_summary(7, (size_t[]){1, 7, 2, 0},
	    "Trends: a history of 7 runs is too short to say (8 runs "
	    "needed).");
	assert_summary(1, (size_t[]){1, 0},
	    "Trends: a history of 1 run is too short to say (8 runs needed).");
}

static void
what_is_accepted_is_no_lack_of_change(void **state)
{
	struct timeline_change *change;
	struct result result;
	struct view view;

	(void)state;
	fixture_flat(&result, 20, (size_t[]){20, 0});
	change = fixture_change(&result,
	    (struct timeline *)(uintptr_t)fixture_metric_of(&result.cases[0], 0)
		->history,
	    9, 1, 2, LEVEL_BLOCKER);
	change->acknowledged = "known";
	view_build(&view, &result);
	assert_non_null(
	    strstr(view.trends.summary, "1 history: 1 acknowledged."));
	view_release(&view);
	result_release(&result);
}

static void
history_that_a_new_environment_cut_says_so(void **state)
{
	struct timeline *history;
	struct view_case page;
	struct result result;
	struct view view;

	(void)state;
	fixture_flat(&result, 40, (size_t[]){40, 0});
	history =
	    (struct timeline *)(uintptr_t)fixture_metric_of(&result.cases[0], 0)
		->history;
	history->shape = TIMELINE_SHORT;
	history->segment_from = 36;
	view_build(&view, &result);
	assert_null(view.trends.heading);
	assert_string_equal(view.trends.summary,
	    "Trends: a history of 40 runs is too short since the environment "
	    "changed (8 runs needed).");
	view_case_build(&page, &view, 0);
	assert_non_null(strstr(page.metrics.items[0].history.items[0].summary,
	    ": too short since the environment changed (8 runs needed)."));
	view_case_release(&page);
	view_release(&view);
	result_release(&result);
}

static void
what_the_environment_made_too_short_is_counted_apart(void **state)
{
	struct timeline *history;
	struct result result;
	struct view view;

	(void)state;
	fixture_flat(&result, 20, (size_t[]){20, 20, 5, 0});
	history =
	    (struct timeline *)(uintptr_t)fixture_metric_of(&result.cases[1], 0)
		->history;
	history->shape = TIMELINE_SHORT;
	history->segment_from = 16;
	view_build(&view, &result);
	assert_string_equal(view.trends.summary,
	    "20 runs from 2026-03-01 to 2026-04-11, 3 histories: no change; 1 "
	    "too short to say (8 runs needed); 1 too short since the "
	    "environment changed (8 runs needed).");
	view_release(&view);
	result.past_from = 19;
	view_build(&view, &result);
	assert_non_null(
	    strstr(view.trends.summary, "1 run on 2026-04-11, 3 histories: "));
	view_release(&view);
	result_release(&result);
}

/* The summary of a flat history with every stride-th run of the past. */
static void
assert_history_summary(
    size_t past, size_t count, uint32_t stride, const char *wanted)
{
	struct timeline_point *points;
	struct timeline_drift drift = {
	    .per_point = 0.001, .total = 0.1, .last = (uint32_t)count - 1};
	struct timeline *history;
	struct view_case page;
	struct result result;
	struct view view;
	uint32_t i;

	fixture_flat(&result, past, (size_t[]){count, 0});
	history =
	    (struct timeline *)(uintptr_t)fixture_metric_of(&result.cases[0], 0)
		->history;
	points = (struct timeline_point *)(uintptr_t)history->points;
	for (i = 0; i < count; i++)
		points[i].run = i * stride;
	if (count > 8)
		history->drifts = history->drift = &drift;
	history->drift_count = count > 8;
	view_build(&view, &result);
	view_case_build(&page, &view, 0);
	assert_string_equal(
	    page.metrics.items[0].history.items[0].summary, wanted);
	view_case_release(&page);
	view_release(&view);
	result_release(&result);
}

static void
runs_without_a_value_are_not_counted(void **state)
{
	(void)state;
	assert_history_summary(12, 4, 3,
	    "4 runs from 2026-03-01 to 2026-03-19: too short to say (8 runs "
	    "needed).");
	assert_history_summary(90, 30, 3,
	    "30 runs from 2026-03-01 to 2026-09-07: no change. It grows by 0.1 "
	    "% a run, +10 % over 30 runs.");
	/* So long a one lacks points: nobody knows which runs had a value. */
	assert_history_summary(3000, 900, 3,
	    "2698 runs from 2026-03-01 to 2026-05-19: no change. It grows by "
	    "0.1 % a run, +10 % over 2698 runs.");
}

static size_t
occurrences(const char *text, const char *what)
{
	size_t count = 0;

	while ((text = strstr(text, what)) != NULL) {
		text += strlen(what);
		count++;
	}
	return count;
}

static void
pages_of_trends_are_linked_and_index_has_the_first(void **state)
{
	struct report_options options = {.formats = REPORT_HTML};
	struct folder *folder = folder_open_memory();
	struct timeline *history;
	struct result result;
	struct err err = {0};
	const char *index, *first, *second;
	size_t i, j;

	(void)state;
	fixture_many(&result, 400);
	fixture_add_past(&result, 20);
	for (i = 0; i < 399; i++) {
		history = fixture_history_of(&result, i, 20, level_flat);
		for (j = 3; j <= 15; j += 4)
			fixture_change(
			    &result, history, (uint32_t)j, 1, 2, LEVEL_BLOCKER);
	}
	assert_int_equal(report_write(&result, folder, &options, &err), 0);
	assert_int_equal(folder_commit(folder, &err), 0);
	index = folder_text(folder, "index.html", NULL);
	first = folder_text(folder, "trends.html", NULL);
	second = folder_text(folder, "trends-2.html", NULL);
	assert_int_equal(occurrences(index, "class=\"commits\""), 20);
	assert_non_null(strstr(index, "1576 more stand there."));
	assert_int_equal(occurrences(first, "class=\"commits\""), 1000);
	assert_int_equal(occurrences(second, "class=\"commits\""), 596);
	assert_int_equal(occurrences(first, "href=\"trends-2.html\""), 1);
	assert_int_equal(occurrences(second, "href=\"trends.html\""), 1);
	assert_null(folder_text(folder, "trends-3.html", NULL));
	folder_close(folder);
	result_release(&result);
}

static void
case_that_changed_is_notable_unless_that_was_accepted(void **state)
{
	const struct result_case *order[8];
	struct result result;

	(void)state;
	fixture_past(&result);
	notable_order(&result, order);
	/* A step, a drift, a step; then the accepted one and the bimodal. */
	assert_string_equal(order[0]->id, "marketplace/search/packages=100");
	assert_string_equal(order[1]->id, "marketplace/search/packages=10000");
	assert_string_equal(order[2]->id, "marketplace/publish");
	assert_string_equal(order[3]->id, "marketplace/search/packages=1000");
	assert_false(notable_has_changed(&result.cases[1]));
	assert_true(notable_has_changed(&result.cases[0]));
	result_release(&result);
}

static void
csv_has_a_row_a_run_and_names_segments_and_changes(void **state)
{
	struct result result;
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	(void)state;
	fixture_past(&result);
	history_csv_write(&result, out);
	fclose(out);
	assert_int_equal(occurrences(text, "\r\n"), 1 + 3 * 120 + 40 + 50);
	assert_int_equal(occurrences(text, ",\"confirmed\","), 3);
	assert_int_equal(occurrences(text, ",\"suspected\","), 1);
	/* 50 of each whole history stand before the border; none of the
	   shorter ones do. */
	assert_int_equal(occurrences(text, ",10,1,"), 150 + 90);
	assert_int_equal(occurrences(text, ",10,2,"), 210);
	assert_non_null(strstr(text, ",10,2,\"confirmed\",31.57"));
	result_release(&result);
	free(text);
}

static char *
document_of(enum baseline_format format)
{
	struct result result;
	struct err err = {0};
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	fixture_past(&result);
	result.cases[0].id = result.cases[0].benchmark = "<a|b>";
	fixture_metric_of(&result.cases[1], 0)->is_measured = false;
	if (baseline_document_write(&result, "v<2>", format, NULL, out, &err) <
	    0)
		fail_msg("%s", err.text);
	fclose(out);
	result_release(&result);
	return text;
}

static void
baseline_names_operation_value_limit_and_machine(void **state)
{
	char *text = document_of(BASELINE_MD);

	(void)state;
	assert_non_null(strstr(text, "# Baseline v&lt;2&gt;: marketplace"));
	assert_non_null(strstr(text, "| marketplace/&lt;a&#124;b&gt; | – |"));
	assert_non_null(strstr(text, "| not available |"));
	assert_non_null(strstr(text, "| ≤ 50ms | 66 % left |"));
	assert_non_null(strstr(text, "Measured 2026-11-20."));
	free(text);
	text = document_of(BASELINE_HTML);
	assert_non_null(strstr(text, "<title>Baseline v&lt;2&gt;: "));
	assert_non_null(strstr(text, "<code>marketplace/&lt;a|b&gt;</code>"));
	assert_non_null(strstr(text, "≤ 50ms"));
	assert_null(strstr(text, "src="));
	free(text);
}

static void
formats_of_a_baseline_are_checked(void **state)
{
	enum baseline_format format;
	struct err err;

	(void)state;
	assert_int_equal(baseline_format_parse("html", &format, &err), 0);
	assert_int_equal(format, BASELINE_HTML);
	assert_int_equal(baseline_format_parse("md", &format, &err), 0);
	assert_int_equal(format, BASELINE_MD);
	assert_int_equal(baseline_format_parse("pdf", &format, &err), -1);
	assert_non_null(strstr(err.text, "md and html"));
}

static void
next_step_is_to_find_the_cause_or_to_accept_it(void **state)
{
	struct result result;
	struct view view;
	const struct view_step *step;

	(void)state;
	fixture_past(&result);
	view_build(&view, &result);
	/* Neither what is suspected, nor what is better or accepted. */
	assert_int_equal(view.steps.count, 1);
	step = view.steps.items;
	assert_string_equal(step->text,
	    "marketplace/search/packages=100 became worse, time +32 % [+30, "
	    "+33], between 34e713ee5be2 and d31e8d9f5be2: find the cause, or "
	    "say why it is accepted.");
	assert_string_equal(step->command,
	    "perfolio ack marketplace/search/packages=100 --commit "
	    "34e713ee5be27c44b0d1f7a7f8f5e2b1c9d80e34..d31e8d9f5be27c44b0d1f7"
	    "a7f8f5e2b1c9d80e34 --reason 'why'");
	view_release(&view);
	result_release(&result);
}

static struct folder *
pages_of(const struct result *result)
{
	struct report_options options = {.formats = REPORT_ALL};
	struct folder *folder = folder_open_memory();
	struct err err = {0};

	if (report_write(result, folder, &options, &err) < 0 ||
	    folder_commit(folder, &err) < 0)
		fail_msg("%s", err.text);
	return folder;
}

static void
histories_that_are_too_short_are_one_sentence(void **state)
{
	static const char said[] =
	    "Trends: a history of 3 runs is too short to say (8 runs needed).";
	struct text_table_options options = {0};
	struct folder *folder;
	struct result result;
	struct view view;
	const char *index;
	size_t length;
	char *text;
	FILE *out = open_memstream(&text, &length);

	(void)state;
	fixture_flat(&result, 3, (size_t[]){3, 3, 0});
	folder = pages_of(&result);
	index = folder_text(folder, "index.html", NULL);
	assert_null(folder_text(folder, "trends.html", NULL));
	assert_null(strstr(index, "trends.html"));
	assert_null(strstr(index, "id=\"trends\""));
	assert_int_equal(occurrences(index, said), 1);
	assert_non_null(strstr(index, "<p class=\"fine\">Trends: "));
	assert_int_equal(
	    occurrences(folder_text(folder, "comment.md", NULL), said), 1);
	view_build(&view, &result);
	text_check_write(&view, &options, out);
	text_table_write(&view, &options, out);
	fclose(out);
	assert_int_equal(occurrences(text, said), 2);
	free(text);
	view_release(&view);
	folder_close(folder);
	result_release(&result);
}

static void
same_file(const struct folder *a, const struct folder *b, const char *name)
{
	size_t x, y;
	const char *left = folder_text(a, name, &x);
	const char *right = folder_text(b, name, &y);

	assert_non_null(left);
	assert_non_null(right);
	assert_int_equal(x, y);
	assert_memory_equal(left, right, x);
}

static void
report_made_of_report_json_has_the_same_bytes(void **state)
{
	static const char *const names[] = {"index.html", "trends.html",
	    "history.csv", "comment.md", "report.json", "summary.pdf",
	    "bench/marketplace-publish-bb7b399a.html"};
	struct folder *first, *second;
	struct result result, again;
	struct err err = {0};
	size_t length, i;
	const char *text;
	FILE *in;

	(void)state;
	fixture_since(&result);
	first = pages_of(&result);
	text = folder_text(first, "report.json", &length);
	in = fmemopen((void *)(uintptr_t)text, length, "r");
	if (result_json_read(&again, in, "report.json", &err) < 0)
		fail_msg("%s", err.text);
	fclose(in);
	second = pages_of(&again);
	for (i = 0; i < COUNT(names); i++)
		same_file(first, second, names[i]);
	folder_close(first);
	folder_close(second);
	result_release(&result);
	result_release(&again);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		points_are_ranked_by_level_and_what_was_accepted_stands_apart),
	    cmocka_unit_test(drift_says_when_the_limit_is_reached),
	    cmocka_unit_test(with_since_only_what_came_later_is_told_of),
	    cmocka_unit_test(only_web_pages_are_linked),
	    cmocka_unit_test(run_without_a_commit_is_named_by_its_id),
	    cmocka_unit_test(without_a_history_nothing_is_said),
	    cmocka_unit_test(terms_that_are_zero_are_left_out),
	    cmocka_unit_test(
		what_the_environment_made_too_short_is_counted_apart),
	    cmocka_unit_test(runs_without_a_value_are_not_counted),
	    cmocka_unit_test(what_is_accepted_is_no_lack_of_change),
	    cmocka_unit_test(history_that_a_new_environment_cut_says_so),
	    cmocka_unit_test(histories_that_are_too_short_are_one_sentence),
	    cmocka_unit_test(next_step_is_to_find_the_cause_or_to_accept_it),
	    cmocka_unit_test(report_made_of_report_json_has_the_same_bytes),
	    cmocka_unit_test(
		pages_of_trends_are_linked_and_index_has_the_first),
	    cmocka_unit_test(
		case_that_changed_is_notable_unless_that_was_accepted),
	    cmocka_unit_test(
		csv_has_a_row_a_run_and_names_segments_and_changes),
	    cmocka_unit_test(baseline_names_operation_value_limit_and_machine),
	    cmocka_unit_test(formats_of_a_baseline_are_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
