#include <stdlib.h>
#include <string.h>

#include "analysis/plot_json.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "tests/unit/test.h"

static struct arena arena;

static const struct result_point points[] = {
    {.value = 0.1, .launch = 1, .is_warmup = true},
    {.value = -1e300, .launch = 1, .is_severe = true},
    {.value = 12345678, .launch = 7},
    {.value = 1.0 / 3, .launch = 4294967295, .is_mild = true},
};
static const uint64_t counts[] = {1, 0, 2};
static const double heights[] = {0, 1.5e-9, 0.25};

static const struct result_plot full = {
    .points = points,
    .point_count = 4,
    .is_thinned = true,
    .histogram = {true, -1.5, 1.0 / 3, counts, 3, 4, 5},
    .density = {-2.5, 1e-7, heights, 3},
};

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* The caller frees it. */
static char *
printed(const struct result_plot *plot)
{
	cJSON *object = cJSON_CreateObject();
	struct buf out = {0};

	plot_json_print(plot, object);
	json_print(object, &out);
	cJSON_Delete(object);
	return buf_detach(&out);
}

static int
parse(const char *text, struct result_plot *plot, struct err *err)
{
	cJSON *object = json_parse(text, strlen(text), err);
	int rc;

	assert_non_null(object);
	rc = plot_json_parse(object, &arena, plot, err);
	cJSON_Delete(object);
	return rc;
}

static void
columns_stand_in_parallel(void **state)
{
	char *text = printed(&full);

	(void)state;
	assert_string_equal(text,
	    "{\"thinned\":true,\"values\":[0.1,-1e+300,12345678,"
	    "0.3333333333333333],\"launches\":[1,1,7,4294967295],"
	    "\"warmup\":[0],\"mild\":[3],\"severe\":[1],"
	    "\"histogram\":{\"log\":true,\"low\":-1.5,"
	    "\"width\":0.3333333333333333,\"counts\":[1,0,2],\"below\":4,"
	    "\"above\":5},\"density\":{\"low\":-2.5,\"step\":1e-07,"
	    "\"heights\":[0,1.5e-09,0.25]}}");
	free(text);
}

static void
what_is_parsed_equals_what_was_printed(void **state)
{
	struct result_plot plot;
	struct err err = {0};
	char *text = printed(&full), *again;
	size_t i;

	(void)state;
	if (parse(text, &plot, &err) < 0)
		fail_msg("%s", err.text);
	assert_true(plot.is_thinned);
	assert_int_equal(plot.point_count, 4);
	for (i = 0; i < 4; i++) {
		assert_true(plot.points[i].value == points[i].value);
		assert_int_equal(plot.points[i].launch, points[i].launch);
		assert_int_equal(plot.points[i].is_warmup, points[i].is_warmup);
		assert_int_equal(plot.points[i].is_mild, points[i].is_mild);
		assert_int_equal(plot.points[i].is_severe, points[i].is_severe);
	}
	assert_true(plot.histogram.is_log);
	assert_true(plot.histogram.low == -1.5);
	assert_true(plot.histogram.width == 1.0 / 3);
	assert_int_equal(plot.histogram.count, 3);
	assert_memory_equal(plot.histogram.counts, counts, sizeof counts);
	assert_int_equal(plot.histogram.below, 4);
	assert_int_equal(plot.histogram.above, 5);
	assert_true(plot.density.low == -2.5 && plot.density.step == 1e-7);
	assert_int_equal(plot.density.count, 3);
	assert_memory_equal(plot.density.heights, heights, sizeof heights);
	again = printed(&plot);
	assert_string_equal(text, again);
	free(text);
	free(again);
}

static void
what_is_not_there_is_null(void **state)
{
	const struct result_plot bare = {.points = points, .point_count = 2};
	struct result_plot plot;
	struct err err = {0};
	char *text = printed(&bare);

	(void)state;
	assert_non_null(strstr(text, "\"histogram\":null,\"density\":null"));
	assert_int_equal(parse(text, &plot, &err), 0);
	assert_int_equal(plot.histogram.count, 0);
	assert_int_equal(plot.density.count, 0);
	free(text);
}

/* The full plot with old replaced by new must be refused. */
static void
refused(const char *old, const char *new, const char *why)
{
	char *text = printed(&full);
	const char *at = strstr(text, old);
	struct buf bad = {0};
	struct result_plot plot;
	struct err err = {0};

	assert_non_null(at);
	buf_add(&bad, text, (size_t)(at - text));
	buf_add_string(&bad, new);
	buf_add_string(&bad, at + strlen(old));
	if (parse(bad.text, &plot, &err) == 0)
		fail_msg("%s was accepted", new);
	if (strstr(err.text, why) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", err.text, why);
	buf_release(&bad);
	free(text);
}

static void
bad_plots_are_refused_with_a_reason(void **state)
{
	(void)state;
	refused("\"values\"", "\"v\"", "\"values\" is missing");
	refused("[0.1,-1e+300,12345678,0.3333333333333333]", "[]", "is empty");
	refused("0.1", "\"0.1\"", "\"values\": item 1 is no number");
	refused("0.1", "1e999", "\"values\": item 1 is no number");
	refused("[1,1,7,4294967295]", "[1,1,7]", "as many as");
	refused("4294967295", "4294967296", "item 4 is no whole number");
	refused("[1,1,7", "[1,1,7.5", "item 3 is no whole number");
	refused("\"mild\":[3]", "\"mild\":[4]", "number from 0 to 3");
	refused("\"mild\":[3]", "\"mild\":[-1]", "\"mild\": item 1");
	refused("\"mild\":[3]", "\"mild\":3", "\"mild\" must be a list");
	refused("\"severe\":[1]", "\"severe\":[0,1,2,3,3]", "more than 4");
	refused("\"width\":0.3333333333333333", "\"width\":0", "no bins");
	refused("\"counts\":[1,0,2]", "\"counts\":[]", "no bins");
	refused("\"counts\":[1", "\"counts\":[-1", "\"counts\": item 1");
	refused("\"low\":-1.5,", "", "\"histogram\": \"low\" is missing");
	refused("\"below\":4", "\"below\":-4", "\"below\" must be a whole");
	refused("\"step\":1e-07", "\"step\":-1", "\"density\": it has no");
	refused("\"heights\":[0,1.5e-09,0.25]", "\"heights\":[]", "no heights");
	refused("\"histogram\":{", "\"histogram\":1,\"x\":{", "an object");
}

/* Charts rely on the bounds. */
static void
more_than_there_may_be_is_refused(void **state)
{
	static const struct {
		const char *from, *why;
		int limit;
	} lists[] = {
	    {"\"values\":[", "\"values\" has more than 1000", 1000 - 4},
	    {"\"counts\":[", "\"counts\" has more than 60", 60 - 3},
	    {"\"heights\":[", "\"heights\" has more than 128", 128 - 3},
	};
	struct buf new = {0};
	size_t i;
	int j;

	(void)state;
	for (i = 0; i < 3; i++) {
		buf_reset(&new);
		buf_add_string(&new, lists[i].from);
		for (j = 0; j < lists[i].limit; j++)
			buf_add_string(&new, "1,");
		if (i == 0) /* then only the launches are too few */
			refused(lists[i].from, new.text, "as many as");
		buf_add_string(&new, "1,");
		refused(lists[i].from, new.text, lists[i].why);
	}
	buf_release(&new);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(columns_stand_in_parallel),
	    cmocka_unit_test(what_is_parsed_equals_what_was_printed),
	    cmocka_unit_test(what_is_not_there_is_null),
	    cmocka_unit_test(bad_plots_are_refused_with_a_reason),
	    cmocka_unit_test(more_than_there_may_be_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
