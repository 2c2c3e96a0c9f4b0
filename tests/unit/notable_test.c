#include "analysis/notable.h"
#include "tests/unit/test.h"

static struct result_case
with_status(const char *id, enum case_status status)
{
	return (struct result_case){.id = id, .status = status};
}

static struct result_case
with_flag(const char *id, struct result_metric *metric)
{
	struct result_case item = with_status(id, CASE_STATUS_OK);

	item.metrics = metric;
	item.metric_count = 1;
	return item;
}

static struct result_metric noisy = {
    .is_judged = true, .flags = RESULT_FLAG_NOISY};
static struct result_metric not_judged = {.flags = RESULT_FLAG_NOISY};
static struct result_metric harmless = {
    .is_judged = true, .flags = RESULT_FLAG_CONSTANT | RESULT_FLAG_BATCH_MEANS};

static void
trouble_comes_first_then_what_is_doubtful(void **state)
{
	struct result_case cases[13] = {
	    with_status("a", CASE_STATUS_OK),
	    with_flag("b", &noisy),
	    with_flag("c", &not_judged),
	    with_status("d", CASE_STATUS_SKIPPED),
	    with_status("e", CASE_STATUS_FAILED),
	    with_status("f", CASE_STATUS_TIMEOUT),
	    with_status("g", CASE_STATUS_MISSING),
	    with_status("h", CASE_STATUS_BLOCKED),
	    with_status("i", CASE_STATUS_FAILED),
	    with_status("j", CASE_STATUS_TIMEOUT),
	    with_status("k", CASE_STATUS_OK),
	    with_flag("l", &harmless),
	    with_status("m", CASE_STATUS_OK),
	};
	struct result result = {.cases = cases, .case_count = 13};
	const struct result_case *order[13];
	char ids[14] = "";
	size_t i;

	(void)state;
	cases[8].is_failure_allowed = true;
	cases[9].is_failure_allowed = true;
	cases[10].is_cut_short = true;
	notable_order(&result, order);
	for (i = 0; i < 13; i++)
		ids[i] = order[i]->id[0];
	assert_string_equal(ids, "efghijkbacdlm");
}

static void
cases_compared_with_one_another_stay_together(void **state)
{
	struct result_case cases[7] = {
	    with_status("a", CASE_STATUS_OK),
	    with_flag("b", &noisy),
	    with_status("c", CASE_STATUS_OK),
	    with_status("d", CASE_STATUS_OK),
	    with_status("e", CASE_STATUS_FAILED),
	    with_status("f", CASE_STATUS_OK),
	    with_status("g", CASE_STATUS_OK),
	};
	struct result result = {.cases = cases, .case_count = 7};
	const struct result_case *order[7];
	char ids[8] = "";
	size_t i;

	(void)state;
	cases[2].reference = "e";
	cases[6].reference = "e";
	cases[6].base = "f";
	cases[1].reference = "gone";
	notable_order(&result, order);
	for (i = 0; i < 7; i++)
		ids[i] = order[i]->id[0];
	assert_string_equal(ids, "cefgbad");
}

static void
a_drift_is_doubtful(void **state)
{
	struct result_metric drifting = {
	    .is_judged = true, .flags = RESULT_FLAG_NOT_STEADY};
	struct result_case item = with_flag("a", &drifting);

	(void)state;
	assert_true(notable_has_flag(&item));
}

static void
pages_go_to_the_first_of_that_order(void **state)
{
	struct result_case cases[10];
	struct result result = {.cases = cases, .case_count = 10};
	size_t i, pages = 0;

	(void)state;
	for (i = 0; i < 10; i++)
		cases[i] = with_status("x", CASE_STATUS_OK);
	cases[9].status = CASE_STATUS_FAILED;
	notable_mark_pages(&result, 3);
	for (i = 0; i < 10; i++)
		pages += cases[i].has_page;
	assert_int_equal(pages, 3);
	assert_true(cases[0].has_page && cases[1].has_page);
	assert_true(cases[9].has_page);
	notable_mark_pages(&result, 500);
	for (i = 0; i < 10; i++)
		assert_true(cases[i].has_page);
}

static void
no_case_is_no_page(void **state)
{
	struct result result = {0};

	(void)state;
	notable_mark_pages(&result, 500);
	assert_int_equal(result.case_count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(trouble_comes_first_then_what_is_doubtful),
	    cmocka_unit_test(cases_compared_with_one_another_stay_together),
	    cmocka_unit_test(a_drift_is_doubtful),
	    cmocka_unit_test(pages_go_to_the_first_of_that_order),
	    cmocka_unit_test(no_case_is_no_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
