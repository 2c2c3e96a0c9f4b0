#include "tests/unit/test.h"

#include "base/buf.h"
#include "output/quantity.h"
#include "output/shell.h"
#include "output/view.h"
#include "tests/unit/result_fixture.h"

/* The interval of a metric with these numbers, as it is shown. */
static void
assert_shown(struct result_metric *metric, double median, double low,
    double high, const char *number, const char *interval)
{
	struct arena arena = {0};
	struct quantity quantity;

	metric->summary.median = median;
	metric->summary.median_interval = (struct interval){true, low, high};
	quantity = quantity_of(metric);
	assert_string_equal(quantity_text(&quantity, median, &arena), number);
	assert_string_equal(
	    quantity_interval(&quantity, &metric->summary, &arena), interval);
	arena_release(&arena);
}

static void
number_and_uncertainty_share_their_digits(void **state)
{
	struct result_metric time = {.metric = {.unit = "ns"}};

	(void)state;
	assert_shown(&time, 12345678, 12095678, 12595678, "12.35 ms", "± 0.25");
	assert_shown(&time, 12345678, 11945678, 12745678, "12.3 ms", "± 0.4");
	assert_shown(&time, 12345678, 11383678, 13307678, "12.3 ms", "± 1.0");
	assert_shown(&time, 987.1, 947.1, 1027.1, "990 ns", "± 40");
	assert_shown(&time, 1234.5, 1234.49999999, 1234.50000001, "1.23450 µs",
	    "± 1e-11");
}

static void
uneven_arms_are_shown_as_brackets(void **state)
{
	struct result_metric time = {.metric = {.unit = "ns"}};

	(void)state;
	assert_shown(&time, 12.3e6, 11.9e6, 13.4e6, "12.3 ms", "[11.9, 13.4]");
	assert_shown(&time, 100e6, 90e6, 112e6, "100 ms", "± 11");
	assert_shown(&time, 100e6, 90e6, 112.5e6, "100 ms", "[90, 112]");
	assert_shown(&time, 100e6, 100e6, 110e6, "100 ms", "[100, 110]");
	time.summary.median_level = (struct estimate){true, 0.9375};
	assert_shown(
	    &time, 100e6, 90e6, 110e6, "100 ms", "[90, 110] at 93.8 %");
}

static void
number_without_interval_has_four_digits(void **state)
{
	struct result_metric bytes = {.metric = {.unit = "B"}};
	struct quantity quantity;
	struct arena arena = {0};

	(void)state;
	bytes.summary.median = 1980416;
	quantity = quantity_of(&bytes);
	assert_string_equal(
	    quantity_text(&quantity, 1980416, &arena), "1.889 MiB");
	bytes.metric.unit = "1";
	bytes.summary.median = 123456;
	quantity = quantity_of(&bytes);
	assert_string_equal(
	    quantity_text(&quantity, 123456, &arena), "123.5 k");
	bytes.summary.median = 121;
	quantity = quantity_of(&bytes);
	assert_string_equal(quantity_text(&quantity, 121, &arena), "121");
	arena_release(&arena);
}

static void
percent_has_one_decimal(void **state)
{
	struct arena arena = {0};

	(void)state;
	assert_string_equal(quantity_percent(1.234, 100, &arena), "1.2 %");
	assert_string_equal(quantity_percent(0.0001, 100, &arena), "< 0.1 %");
	assert_string_equal(quantity_percent(0, 100, &arena), "0.0 %");
	assert_null(quantity_percent(1, 0, &arena));
	arena_release(&arena);
}

static void
cases_that_need_attention_come_first(void **state)
{
	struct result result;
	struct view view;
	const struct view_row *rows;

	(void)state;
	fixture_demo(&result);
	view_build(&view, &result);
	rows = view.rows.items;
	assert_int_equal(view.rows.count, 23);
	assert_string_equal(rows[0].id.text, "compress/gzip/level=9,size=none");
	assert_null(rows[0].median.text);
	assert_string_equal(rows[0].launches, "0 of 3");
	assert_string_equal(rows[1].id.text, "compress/gzip/level=9,size=4MB");
	assert_string_equal(rows[1].remarks, "noisy");
	assert_string_equal(rows[2].id.text, "compress/gzip/level=1,size=1MB");
	assert_string_equal(
	    rows[22].id.text, "sort/text/lines=100000,order=sorted");
	view_release(&view);
	result_release(&result);
}

static void
summary_counts_what_happened(void **state)
{
	struct result result;
	struct arena arena = {0};

	(void)state;
	fixture_demo(&result);
	assert_string_equal(wording_summary(&result, &arena),
	    "22 of 23 cases measured, 1 failed (allowed).");
	result.counts.timeout = 2;
	assert_string_equal(wording_summary(&result, &arena),
	    "22 of 23 cases measured, 1 failed, 2 timed out "
	    "(1 of them allowed).");
	result.counts = (struct result_counts){.cases = 4, .ok = 4};
	assert_string_equal(
	    wording_summary(&result, &arena), "All 4 cases measured.");
	result.counts = (struct result_counts){.cases = 1, .ok = 1};
	result.finished = NULL;
	assert_string_equal(wording_summary(&result, &arena),
	    "1 case measured. The run was cut short.");
	result_release(&result);
	arena_release(&arena);
}

static void
long_id_is_cut_and_kept_whole_beside_it(void **state)
{
	struct result result;
	struct view view;
	const struct view_row *row;

	(void)state;
	fixture_hostile(&result);
	view_build(&view, &result);
	row = &view.rows.items[2];
	assert_int_equal(row->id.text[0], 'W');
	assert_non_null(strstr(row->id.text, "…"));
	assert_true(strlen(row->id.text) < 100);
	assert_true(strlen(row->id.whole) > 10000);
	view_release(&view);
	result_release(&result);
}

static void
parts_of_an_id_are_the_id(void **state)
{
	struct result result;
	struct view view;
	struct buf joined = {0};
	size_t i, j;

	(void)state;
	fixture_hostile(&result);
	view_build(&view, &result);
	for (i = 0; i < view.rows.count; i++) {
		const struct view_id *id = &view.rows.items[i].id;

		buf_reset(&joined);
		for (j = 0; j < id->parts.count; j++)
			buf_add_string(&joined, id->parts.items[j].text);
		assert_string_equal(joined.text, id->text);
	}
	buf_release(&joined);
	view_release(&view);
	result_release(&result);
}

static void
numbers_of_a_column_line_up_at_the_point(void **state)
{
	struct result result;
	struct view view;

	(void)state;
	fixture_demo(&result);
	view_build(&view, &result);
	/* 2.213 has the most decimals: 18.40 misses one, 305 all and ".". */
	assert_string_equal(view.rows.items[1].median.text, "305");
	assert_string_equal(view.rows.items[1].median.shift, "s7");
	assert_string_equal(view.rows.items[2].median.text, "18.40");
	assert_string_equal(view.rows.items[2].median.shift, "s2");
	view_release(&view);
	result_release(&result);
}

static void
a_thousand_cases_stand_on_a_page(void **state)
{
	struct result result;
	struct view view;
	const struct view_page *pages;

	(void)state;
	fixture_many(&result, 2001);
	view_build(&view, &result);
	pages = view.pages.items;
	assert_int_equal(view.pages.count, 3);
	assert_int_equal(pages[0].rows.count, 1000);
	assert_int_equal(pages[0].others.count, 999);
	assert_int_equal(pages[2].rows.count, 1);
	assert_null(pages[0].previous);
	assert_string_equal(pages[0].next, "cases-2.html");
	assert_string_equal(pages[1].previous, "index.html");
	assert_string_equal(pages[1].range, "1001 to 2000 of 2001");
	assert_null(pages[2].next);
	/* The failed case is the last by id and the first to be read. */
	assert_string_equal(pages[0].rows.items[0].status.word, "failed");
	assert_string_equal(
	    pages[2].others.items[0].id.text, pages[2].rows.items[0].id.text);
	view_release(&view);
	result_release(&result);
}

static void
twenty_thousand_cases_take_less_than_30_megabytes(void **state)
{
	struct result result;
	struct view view;

	(void)state;
	fixture_many(&result, 20000);
	view_build(&view, &result);
	assert_true(arena_bytes(&view.arena) < 30000000);
	view_release(&view);
	result_release(&result);
}

static void
commands_can_be_pasted_into_a_shell(void **state)
{
	static const char *const plain[] = {"./a", "-x", "it's", "", "$HOME"};
	static const char *const shell[] = {"sh", "-c", "a | b"};
	struct buf out = {0};

	(void)state;
	shell_add_command(&out, plain, 5);
	assert_string_equal(out.text, "./a -x 'it'\\''s' '' '$HOME'");
	buf_reset(&out);
	shell_add_command(&out, shell, 3);
	assert_string_equal(out.text, "a | b");
	buf_reset(&out);
	shell_add_exact_pattern(&out, "a.b/c=(1)");
	assert_string_equal(out.text, "'^a\\.b/c=\\(1\\)$'");
	buf_release(&out);
}

static void
blocks_keep_their_lines_and_lose_control_characters(void **state)
{
	struct arena arena = {0};

	(void)state;
	assert_string_equal(
	    wording_block("a\r\n\tb\x1B[m\rc", &arena), "a\n\tb\\x1B[m\\x0Dc");
	assert_string_equal(wording_line("a\r\n\tb", &arena), "a\\x0D\\n\\tb");
	assert_string_equal(
	    wording_line("\xE2\x80\xAEx", &arena), "\\xE2\\x80\\xAEx");
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(number_and_uncertainty_share_their_digits),
	    cmocka_unit_test(uneven_arms_are_shown_as_brackets),
	    cmocka_unit_test(number_without_interval_has_four_digits),
	    cmocka_unit_test(percent_has_one_decimal),
	    cmocka_unit_test(cases_that_need_attention_come_first),
	    cmocka_unit_test(summary_counts_what_happened),
	    cmocka_unit_test(long_id_is_cut_and_kept_whole_beside_it),
	    cmocka_unit_test(parts_of_an_id_are_the_id),
	    cmocka_unit_test(numbers_of_a_column_line_up_at_the_point),
	    cmocka_unit_test(a_thousand_cases_stand_on_a_page),
	    cmocka_unit_test(twenty_thousand_cases_take_less_than_30_megabytes),
	    cmocka_unit_test(commands_can_be_pasted_into_a_shell),
	    cmocka_unit_test(
		blocks_keep_their_lines_and_lose_control_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
