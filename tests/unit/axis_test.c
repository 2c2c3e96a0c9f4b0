#include "tests/unit/test.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/random.h"
#include "output/axis.h"
#include "output/canvas_svg.h"
#include "output/chart.h"
#include "output/text_metrics.h"

static struct buf drawn;
static struct canvas_svg svg;

static void
place_x(struct axis *axis, double width)
{
	buf_reset(&drawn);
	canvas_svg_begin(&svg, &drawn, width, 100, NULL);
	axis_place_x(axis, &svg.canvas, 10, width - 10);
}

static void
assert_labels(double low, double high, const char *unit, bool is_log,
    double width, const char *wanted)
{
	struct buf labels = {0};
	struct axis axis;
	size_t i;

	axis_init(&axis, low, high, unit, is_log);
	place_x(&axis, width);
	for (i = 0; i < axis.tick_count; i++)
		buf_addf(
		    &labels, "%s%s", i > 0 ? "|" : "", axis.ticks[i].label);
	assert_string_equal(buf_text(&labels), wanted);
	buf_release(&labels);
}

static void
ticks_are_round(void **state)
{
	(void)state;
	assert_labels(0, 10, "", false, 400, "0|2|4|6|8|10");
	assert_labels(
	    11.9e6, 12.85e6, "ns", false, 500, "12.0|12.2|12.4|12.6|12.8");
	assert_labels(0, 4194304, "B", false, 400, "0|1|2|3|4");
	assert_labels(-0.31, 0.28, "x", false, 400, "-0.3|-0.2|-0.1|0|0.1|0.2");
	assert_labels(
	    0, 3e5, "1", false, 400, "0|50 k|100 k|150 k|200 k|250 k|300 k");
	assert_labels(
	    0, 3e300, "x", false, 400, "0|2e299|4e299|6e299|8e299|1.0e300");
	assert_labels(0, 3e-9, "x", false, 400,
	    "0|5e-10|1.0e-9|1.5e-9|2.0e-9|2.5e-9|3.0e-9");
}

/* 20 would be one too many, and 50 has but 100. */
static void
upright_axis_has_two_ticks(void **state)
{
	struct axis axis;

	(void)state;
	axis_init(&axis, 50.7, 149.3, "x", false);
	axis_place_y(&axis, 130, 10);
	assert_int_equal(axis.tick_count, 5);
	assert_string_equal(axis.ticks[0].label, "60");
}

/* 150 points on paper are 149.99… after they were scaled and back. */
static void
scaled_axis_has_the_same_ticks(void **state)
{
	struct axis axis, scaled;

	(void)state;
	axis_init(&axis, 60, 144, "x", false);
	scaled = axis;
	axis_place_y(&axis, 150, 0);
	axis_place_y(&scaled, 150 - 1e-9, 0);
	assert_int_equal(axis.tick_count, scaled.tick_count);
}

static void
logarithmic_ticks_are_decades(void **state)
{
	(void)state;
	assert_labels(1e3, 1e9, "ns", true, 400,
	    "1 µs|10 µs|100 µs|1 ms|10 ms|100 ms|1 s");
	assert_labels(1, 100, "x", true, 600, "1|2|5|10|20|50|100");
	assert_labels(512, 2e9, "B", true, 400,
	    "1 KiB|10 KiB|100 KiB|1 MiB|10 MiB|100 MiB|1 GiB");
}

static void
less_than_a_decade_has_linear_ticks(void **state)
{
	(void)state;
	assert_labels(2, 8, "x", true, 400, "2|3|4|5|6|7|8");
}

static void
unit_stands_once(void **state)
{
	struct buf title = {0};
	struct axis axis;

	(void)state;
	axis_init(&axis, 1e6, 5e6, "ns", false);
	axis_title(&axis, &title, "time");
	assert_string_equal(title.text, "time, ms");
	buf_reset(&title);
	axis_init(&axis, 1e3, 5e9, "ns", true);
	axis_title(&axis, &title, "time");
	assert_string_equal(title.text, "time, log scale");
	buf_reset(&title);
	axis_init(&axis, 0, 5e9, "1", false);
	axis_title(&axis, &title, "instructions");
	assert_string_equal(title.text, "instructions");
	buf_release(&title);
}

static void
one_value_stands_in_the_middle(void **state)
{
	static const double values[] = {
	    0, 1, -1, 1e300, -1e300, 1e-300, 12345678901.0};
	struct axis axis;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof values / sizeof *values; i++) {
		axis_init(&axis, values[i], values[i], "ns", false);
		place_x(&axis, 400);
		assert_near(axis_at(&axis, values[i]), 200, 1e-3);
	}
}

static void
what_is_outside_stands_at_the_edge(void **state)
{
	struct axis axis;

	(void)state;
	axis_init(&axis, 1, 2, "", false);
	place_x(&axis, 400);
	assert_near(axis_at(&axis, 0), 10, 0);
	assert_near(axis_at(&axis, 3), 390, 0);
	assert_near(axis_at(&axis, HUGE_VAL), 390, 0);
	assert_near(axis_at(&axis, -HUGE_VAL), 10, 0);
	assert_true(isfinite(axis_at(&axis, (double)NAN)));
	assert_false(axis_has(&axis, (double)NAN));
	assert_false(axis_has(&axis, 2.1));
	assert_true(axis_has(&axis, 2));
}

static void
log_is_refused_where_it_has_no_sense(void **state)
{
	struct axis axis;

	(void)state;
	axis_init(&axis, 0, 10, "", true);
	assert_false(axis.is_log);
	axis_init(&axis, -1, 10, "", true);
	assert_false(axis.is_log);
	assert_false(axis_wants_log(0, 1e9));
	assert_false(axis_wants_log(1, 9));
	assert_true(axis_wants_log(1, 11));
}

/* A number of any size and sign. */
static double
any_value(struct random *random, int decades)
{
	double mantissa = (double)random_below(random, 2000000) / 1e6 - 1;

	return mantissa *
	       pow(10, (double)random_below(random, (uint64_t)decades * 2) -
			   decades);
}

static void
assert_ticks_hold(struct axis *axis, double width)
{
	double end = -HUGE_VAL, middle, half;
	size_t i;

	assert_true(axis->low < axis->high);
	assert_true(axis->tick_count <= AXIS_TICKS_MAX);
	for (i = 0; i < axis->tick_count; i++) {
		assert_true(axis_has(axis, axis->ticks[i].value));
		assert_null(strpbrk(axis->ticks[i].label, "\n"));
		assert_null(strstr(axis->ticks[i].label, "nan"));
		assert_null(strstr(axis->ticks[i].label, "inf"));
		half = text_metrics_width(
			   axis->ticks[i].label, chart_label.size, false) /
		       2;
		middle = axis_at(axis, axis->ticks[i].value);
		middle = fmax(half, fmin(middle, width - half));
		assert_true(middle - half > end);
		end = middle + half;
		if (i == 0)
			continue;
		assert_true(axis->ticks[i].value > axis->ticks[i - 1].value);
		assert_string_not_equal(
		    axis->ticks[i].label, axis->ticks[i - 1].label);
	}
}

static void
ticks_of_any_range_hold(void **state)
{
	static const char *const units[] = {"ns", "B", "1", "", "ops/s"};
	struct random random = {1};
	struct axis axis;
	double low, high, width;
	size_t i, few = 0;

	(void)state;
	for (i = 0; i < 40000; i++) {
		low = any_value(&random, i % 2 == 0 ? 300 : 9);
		high = i % 3 == 0 ? low * (1 + any_value(&random, 8))
				  : any_value(&random, i % 2 == 0 ? 300 : 9);
		width = 150 + (double)random_below(&random, 700);
		if (i % 5 == 0) {
			low = fabs(low);
			high = fabs(high);
		}
		axis_init(&axis, low, high, units[i % 5], i % 4 == 0);
		if (i % 7 == 0)
			axis_pad(&axis, 0.05);
		place_x(&axis, width);
		assert_ticks_hold(&axis, width);
		few += width > 400 && axis.tick_count < 3;
		axis_place_y(&axis, 150, 10);
		assert_true(axis.tick_count <= AXIS_TICKS_MAX);
	}
	/* Numbers of nine digits may leave room for two. */
	assert_true(few < 120);
}

static void
places_keep_their_order(void **state)
{
	struct random random = {2};
	struct axis axis;
	double low, high, middle;
	size_t i;

	(void)state;
	for (i = 0; i < 2000; i++) {
		low = fabs(any_value(&random, 290)) + 1e-299;
		high = fabs(any_value(&random, 290)) + 1e-299;
		axis_init(&axis, low, high, "ns", i % 2 == 0);
		place_x(&axis, 400);
		middle = axis.low + (axis.high - axis.low) / 3;
		assert_near(axis_at(&axis, axis.low), 10, 1e-9);
		assert_near(axis_at(&axis, axis.high), 390, 1e-9);
		assert_true(axis_at(&axis, middle) > 10 &&
			    axis_at(&axis, middle) < 390.001);
	}
}

static int
release(void **state)
{
	(void)state;
	buf_release(&drawn);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ticks_are_round),
	    cmocka_unit_test(upright_axis_has_two_ticks),
	    cmocka_unit_test(scaled_axis_has_the_same_ticks),
	    cmocka_unit_test(logarithmic_ticks_are_decades),
	    cmocka_unit_test(less_than_a_decade_has_linear_ticks),
	    cmocka_unit_test(unit_stands_once),
	    cmocka_unit_test(one_value_stands_in_the_middle),
	    cmocka_unit_test(what_is_outside_stands_at_the_edge),
	    cmocka_unit_test(log_is_refused_where_it_has_no_sense),
	    cmocka_unit_test(ticks_of_any_range_hold),
	    cmocka_unit_test(places_keep_their_order),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
