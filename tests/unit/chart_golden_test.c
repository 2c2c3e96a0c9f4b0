/*
 * tests/golden/charts holds what each chart looks like, wide and narrow. With
 * GOLDEN=write in the environment the files are written anew; the diff is the
 * review.
 */
#include "tests/unit/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "tests/unit/chart_scenes.h"

static void
check(const char *path, const struct buf *out)
{
	const char *mode = getenv("GOLDEN");
	struct buf wanted = {0};
	struct err err = {0};

	if (mode != NULL && strcmp(mode, "write") == 0) {
		assert_int_equal(
		    file_make_directory("tests/golden/charts", &err), 0);
		assert_int_equal(
		    file_write(path, out->text, out->length, &err), 0);
		return;
	}
	if (file_read(path, &wanted, &err) < 0)
		fail_msg("%s; make golden writes it", err.text);
	if (wanted.length != out->length ||
	    memcmp(wanted.text, out->text, out->length) != 0)
		fail_msg("%s is not what comes out now; see what changed "
			 "with: make golden && git diff",
		    path);
	buf_release(&wanted);
}

/* One element a line, so that a difference can be read. */
static void
break_lines(struct buf *out, const struct buf *svg)
{
	size_t i;

	for (i = 0; i < svg->length; i++) {
		buf_add_char(out, svg->text[i]);
		if (svg->text[i] == '>' && i + 1 < svg->length &&
		    svg->text[i + 1] == '<')
			buf_add_char(out, '\n');
	}
	buf_add_char(out, '\n');
}

static void
charts_are_as_they_were(void **state)
{
	static const double widths[] = {360, 720};
	struct buf svg = {0}, out = {0}, path = {0};
	size_t i, j;

	(void)state;
	for (i = 0; i < SCENE_COUNT(scenes); i++) {
		for (j = 0; j < SCENE_COUNT(widths); j++) {
			buf_reset(&svg);
			buf_reset(&out);
			buf_reset(&path);
			scenes[i].write(&svg, widths[j]);
			break_lines(&out, &svg);
			buf_addf(&path, "tests/golden/charts/%s-%g.svg",
			    scenes[i].name, widths[j]);
			check(path.text, &out);
		}
	}
	buf_release(&svg);
	buf_release(&out);
	buf_release(&path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(charts_are_as_they_were),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
