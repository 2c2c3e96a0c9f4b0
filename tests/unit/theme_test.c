#include "tests/unit/test.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "output/theme.h"

/* WCAG 2.2, relative luminance of 0xRRGGBB. */
static double
luminance(uint32_t rgb)
{
	static const double weights[] = {0.0722, 0.7152, 0.2126};
	double sum = 0, share;
	int i;

	for (i = 0; i < 3; i++) {
		share = (double)(rgb >> (8 * i) & 0xFF) / 255;
		sum += weights[i] *
		       (share <= 0.04045 ? share / 12.92
					 : pow((share + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static double
contrast(uint32_t one, uint32_t other)
{
	double a = luminance(one), b = luminance(other);

	return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

/* Lies behind others: carries nothing alone. */
static int
is_soft(size_t ink)
{
	return ink == INK_GRID || ink == INK_DATA_SOFT || ink == INK_OTHER_SOFT;
}

static void
contrast_is_known_for_black_and_white(void **state)
{
	(void)state;
	assert_near(contrast(0, 0xFFFFFF), 21, 1e-9);
	assert_near(contrast(0x767676, 0xFFFFFF), 4.54, 1e-2);
}

static void
every_ink_can_be_read(void **state)
{
	static const uint32_t grounds[] = {
	    THEME_GROUND_LIGHT, THEME_GROUND_DARK, 0xFFFFFF};
	size_t ink, medium;
	double wanted, got;

	(void)state;
	for (ink = INK_NONE + 1; ink < INK_COUNT; ink++) {
		for (medium = 0; medium < THEME_COUNT; medium++) {
			wanted = is_soft(ink) ? 1.1 : ink == INK_AXIS ? 3 : 4.5;
			got = contrast(
			    theme_rgb((enum ink)ink, (enum theme_medium)medium),
			    grounds[medium]);
			if (got < wanted)
				fail_msg("%s in medium %zu: %.2f : 1",
				    theme_class((enum ink)ink), medium, got);
		}
	}
}

static void
marks_are_seen_on_their_soft_ground(void **state)
{
	size_t medium;

	(void)state;
	for (medium = 0; medium < THEME_COUNT; medium++) {
		enum theme_medium of = (enum theme_medium)medium;

		assert_true(contrast(theme_rgb(INK_DATA, of),
				theme_rgb(INK_DATA_SOFT, of)) >= 3);
		assert_true(contrast(theme_rgb(INK_OTHER, of),
				theme_rgb(INK_OTHER_SOFT, of)) >= 3);
	}
}

static void
grounds_are_those_of_the_page(void **state)
{
	struct buf css = {0};
	struct err err = {0};

	(void)state;
	assert_int_equal(file_read("templates/style.css", &css, &err), 0);
	assert_non_null(strstr(css.text, "--paper: #ffffff;"));
	assert_non_null(strstr(css.text, "--paper: #14181c;"));
	assert_int_equal(THEME_GROUND_LIGHT, 0xFFFFFF);
	assert_int_equal(THEME_GROUND_DARK, 0x14181C);
	buf_release(&css);
}

static void
rules_are_there_for_every_ink_and_medium(void **state)
{
	struct buf css = {0}, rule = {0};
	const char *dark;
	size_t ink;

	(void)state;
	theme_css(&css);
	dark = strstr(css.text, "@media (prefers-color-scheme: dark)");
	assert_non_null(dark);
	for (ink = INK_NONE + 1; ink < INK_COUNT; ink++) {
		buf_reset(&rule);
		buf_addf(&rule, ".%s{color:#%06x}", theme_class((enum ink)ink),
		    theme_rgb((enum ink)ink, THEME_LIGHT));
		assert_non_null(strstr(css.text, rule.text));
		assert_true(strstr(css.text, rule.text) < dark);
		buf_reset(&rule);
		buf_addf(&rule, ".%s{color:#%06x}", theme_class((enum ink)ink),
		    theme_rgb((enum ink)ink, THEME_DARK));
		assert_non_null(strstr(dark, rule.text));
	}
	assert_null(strchr(css.text, '<'));
	buf_release(&css);
	buf_release(&rule);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(contrast_is_known_for_black_and_white),
	    cmocka_unit_test(every_ink_can_be_read),
	    cmocka_unit_test(marks_are_seen_on_their_soft_ground),
	    cmocka_unit_test(grounds_are_those_of_the_page),
	    cmocka_unit_test(rules_are_there_for_every_ink_and_medium),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
