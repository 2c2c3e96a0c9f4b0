#include "tests/unit/test.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/num.h"
#include "base/vec.h"
#include "output/csv.h"
#include "tests/unit/judged_fixture.h"

/* A table read back by libcsv. */
struct table {
	VEC(char *) cells;
	size_t columns; /* of the first row */
	size_t rows, in_row;
};

static void
on_cell(void *text, size_t length, void *context)
{
	struct table *table = context;

	(void)length;
	vec_push(&table->cells, xstrdup(text == NULL ? "" : text));
	table->in_row++;
}

static void
on_row(int end, void *context)
{
	struct table *table = context;

	(void)end;
	if (table->rows++ == 0)
		table->columns = table->in_row;
	assert_int_equal(table->in_row, table->columns);
	table->in_row = 0;
}

static int
is_never_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void
table_read(struct table *table, const char *text)
{
	struct csv_parser parser;

	*table = (struct table){0};
	assert_int_equal(
	    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL),
	    0);
	csv_set_space_func(&parser, is_never_space);
	assert_int_equal(
	    csv_parse(&parser, text, strlen(text), on_cell, on_row, table),
	    strlen(text));
	assert_int_equal(csv_fini(&parser, on_cell, on_row, table), 0);
	csv_free(&parser);
}

static void
table_release(struct table *table)
{
	size_t i;

	for (i = 0; i < table->cells.count; i++)
		free(table->cells.items[i]);
	vec_free(&table->cells);
}

static const char *
cell(const struct table *table, size_t row, const char *column)
{
	size_t i;

	for (i = 0; i < table->columns; i++)
		if (strcmp(table->cells.items[i], column) == 0)
			return table->cells.items[row * table->columns + i];
	fail_msg("no column %s", column);
	return NULL;
}

static char *
results_text(void (*build)(struct result *))
{
	struct result result;
	char *text;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	build(&result);
	csv_write_results(&result, out);
	fclose(out);
	result_release(&result);
	return text;
}

static void
columns_are_those_of_the_design(void **state)
{
	char *text = results_text(fixture_failed);

	(void)state;
	*strchr(text, '\n') = '\0';
	assert_string_equal(text,
	    "suite,group,benchmark,case,params,tags,status,metric,unit,better,"
	    "n,launches,mean,mean_low,mean_high,median,median_low,median_high,"
	    "sd,mad,min,q1,q3,p90,p95,p99,max,baseline_median,ratio,ratio_low,"
	    "ratio_high,change_percent,p,q,mde_percent,verdict,level,"
	    "budget_limit,budget_status,headroom_percent\r");
	free(text);
}

/* What a case is compared with in its own run is in report.json alone. */
static void
head_has_its_base_beside_it(void **state)
{
	char *text = results_text(fixture_compared);
	struct table table;
	size_t row = 1;

	(void)state;
	table_read(&table, text);
	while (strcmp(cell(&table, row, "case"), "sort/variant=head") != 0)
		assert_string_equal(cell(&table, row++, "ratio"), "");
	assert_string_equal(cell(&table, row, "metric"), "time");
	assert_string_equal(cell(&table, row, "baseline_median"), "1000000");
	assert_string_equal(cell(&table, row, "ratio"), "1.042");
	assert_string_equal(cell(&table, row, "ratio_low"), "1.011");
	assert_string_equal(cell(&table, row, "ratio_high"), "1.074");
	assert_true(
	    strncmp(cell(&table, row, "change_percent"), "4.2", 3) == 0);
	assert_string_equal(cell(&table, row, "p"), "0.0123");
	assert_string_equal(cell(&table, row, "verdict"), "");
	/* No ratio, and a base all the same. */
	row++;
	assert_string_equal(cell(&table, row, "baseline_median"), "900000");
	assert_string_equal(cell(&table, row, "ratio"), "");
	assert_string_equal(cell(&table, row, "p"), "");
	table_release(&table);
	free(text);
}

static void
numbers_read_back_as_they_were(void **state)
{
	char *text = results_text(fixture_demo);
	struct table table;
	struct result result;
	double value;

	(void)state;
	fixture_demo(&result);
	table_read(&table, text);
	assert_string_equal(cell(&table, 1, "case"), result.cases[0].id);
	assert_true(num_parse(cell(&table, 1, "median_high"), &value));
	assert_true(
	    value == result.cases[0].metrics[0].summary.median_interval.high);
	assert_string_equal(cell(&table, 1, "median"), "18400000");
	assert_string_equal(cell(&table, 1, "p99"), "");
	assert_string_equal(cell(&table, 1, "better"), "lower");
	assert_string_equal(cell(&table, 2, "metric"), "user_time");
	assert_string_equal(cell(&table, 1, "params"), "level=1;size=1MB");
	table_release(&table);
	result_release(&result);
	free(text);
}

static void
case_without_metrics_has_one_row(void **state)
{
	char *text = results_text(fixture_failed);
	struct table table;

	(void)state;
	table_read(&table, text);
	assert_int_equal(table.rows, 5);
	assert_string_equal(cell(&table, 3, "status"), "timeout");
	assert_string_equal(cell(&table, 3, "metric"), "");
	assert_string_equal(cell(&table, 3, "median"), "");
	table_release(&table);
	free(text);
}

static void
no_text_cell_can_be_computed(void **state)
{
	char *text = results_text(fixture_hostile);
	struct table table;
	size_t i;
	double number;

	(void)state;
	table_read(&table, text);
	assert_string_equal(cell(&table, 13, "case"), "'=1+1");
	for (i = 0; i < table.cells.count; i++) {
		if (num_parse(table.cells.items[i], &number))
			continue;
		assert_null(memchr("=+-@\t\r", table.cells.items[i][0], 6));
	}
	table_release(&table);
	free(text);
}

static void
lists_in_a_cell_keep_their_items_apart(void **state)
{
	char *text = results_text(fixture_hostile);
	struct table table;

	(void)state;
	table_read(&table, text);
	assert_string_equal(cell(&table, 1, "params"),
	    "<b>=\"><img src%3Dx onerror%3Dalert(1)>;"
	    "a%3Bb%3Dc=50%25%09%3B%0D%0A");
	assert_string_equal(cell(&table, 1, "tags"), "%3Dcmd();a%3Bb");
	table_release(&table);
	free(text);
}

static void
samples_are_numbered_by_launch(void **state)
{
	const double values[] = {1.5, 2, 0.1}, iterations[] = {10, 20, 30};
	const struct metric metric = {.name = "time", .unit = "ns"};
	struct samples_csv csv = {0};
	char *text;
	size_t length;

	(void)state;
	csv.out = open_memstream(&text, &length);
	samples_csv_begin(&csv);
	samples_csv_series(&csv, "=a,\"b\"", &metric);
	samples_csv_add(&csv, &(struct samples_csv_launch){1, values, NULL, 2});
	samples_csv_add(
	    &csv, &(struct samples_csv_launch){2, values, iterations, 1});
	samples_csv_add(&csv,
	    &(struct samples_csv_launch){2, values + 2, iterations + 2, 1});
	samples_csv_series(&csv, "c", &metric);
	samples_csv_add(&csv, &(struct samples_csv_launch){2, values, NULL, 1});
	fclose(csv.out);
	samples_csv_release(&csv);
	assert_string_equal(text,
	    "case,metric,unit,launch,sample,iterations,value\r\n"
	    "\"'=a,\"\"b\"\"\",\"time\",\"ns\",1,1,1,1.5\r\n"
	    "\"'=a,\"\"b\"\"\",\"time\",\"ns\",1,2,1,2\r\n"
	    "\"'=a,\"\"b\"\"\",\"time\",\"ns\",2,1,10,1.5\r\n"
	    "\"'=a,\"\"b\"\"\",\"time\",\"ns\",2,2,30,0.1\r\n"
	    "\"c\",\"time\",\"ns\",2,1,1,1.5\r\n");
	free(text);
}

static void
verdict_and_budget_stand_in_their_columns(void **state)
{
	char *text = results_text(fixture_no_go);
	struct table table;
	size_t row = 1;

	(void)state;
	table_read(&table, text);
	assert_string_equal(cell(&table, row, "q"), "4e-05");
	assert_true(
	    strncmp(cell(&table, row, "baseline_median"), "314503816", 9) == 0);
	assert_true(strncmp(cell(&table, row, "mde_percent"), "6.87", 4) == 0);
	assert_string_equal(cell(&table, row, "verdict"), "regression");
	assert_string_equal(cell(&table, row, "level"), "critical");
	assert_string_equal(cell(&table, row, "budget_limit"), "400000000");
	assert_string_equal(cell(&table, row, "budget_status"), "yellow");
	assert_true(
	    strncmp(cell(&table, row, "headroom_percent"), "-3", 2) == 0);
	/* user_time has neither. */
	row++;
	assert_string_equal(cell(&table, row, "verdict"), "");
	assert_string_equal(cell(&table, row, "level"), "");
	assert_string_equal(cell(&table, row, "budget_status"), "");
	while (strcmp(cell(&table, row, "case"), "marketplace/sync") != 0)
		row++;
	assert_string_equal(cell(&table, row, "budget_status"), "not-measured");
	assert_string_equal(cell(&table, row, "headroom_percent"), "");
	table_release(&table);
	free(text);
}

/* The worst of them: a green one says nothing beside a red one. */
static void
of_several_budgets_the_worst_has_the_row(void **state)
{
	struct result result;
	struct table table;
	char *text;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	(void)state;
	fixture_go(&result);
	fixture_budget(&result, 2, "time.p95", "10ms", 10, BUDGET_RED);
	fixture_budget(&result, 2, "time", "20ms", 20, BUDGET_GREEN);
	csv_write_results(&result, out);
	fclose(out);
	table_read(&table, text);
	assert_string_equal(cell(&table, 13, "budget_limit"), "10000000");
	assert_string_equal(cell(&table, 13, "budget_status"), "red");
	table_release(&table);
	free(text);
	result_release(&result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(columns_are_those_of_the_design),
	    cmocka_unit_test(head_has_its_base_beside_it),
	    cmocka_unit_test(verdict_and_budget_stand_in_their_columns),
	    cmocka_unit_test(of_several_budgets_the_worst_has_the_row),
	    cmocka_unit_test(numbers_read_back_as_they_were),
	    cmocka_unit_test(case_without_metrics_has_one_row),
	    cmocka_unit_test(no_text_cell_can_be_computed),
	    cmocka_unit_test(lists_in_a_cell_keep_their_items_apart),
	    cmocka_unit_test(samples_are_numbered_by_launch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
