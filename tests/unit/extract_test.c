#include "collector/extract.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/num.h"
#include "base/vec.h"
#include "tests/unit/test.h"

static struct arena arena;

/* Reads text as the value of extract; a message starts behind its path. */
static int
read_items(const char *text, struct extraction_list *list, struct err *err)
{
	char path[] = "/tmp/perfolio-extract-XXXXXX";
	int fd = mkstemp(path), result;
	struct err whole = {{0}};
	const struct node *root;
	const char *content;
	size_t skip = strlen(path) + 1;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	result = document_read(&arena, path, &root, &content, &whole);
	assert_int_equal(result, 0);
	result = extract_read(&arena, root, "extract", list, &whole);
	unlink(path);
	snprintf(err->text, sizeof err->text, "%s",
	    result < 0 ? whole.text + skip : "");
	return result;
}

static int
release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static void
assert_refused(const char *text, const char *message)
{
	struct extraction_list list = {0};
	struct err err;

	if (read_items(text, &list, &err) == 0)
		fail_msg("accepted: %s", text);
	assert_string_equal(err.text, message);
}

static const struct extraction *
only_item(const char *text)
{
	struct extraction_list list = {0};
	struct err err;

	if (read_items(text, &list, &err) < 0)
		fail_msg("%s", err.text);
	assert_int_equal(list.count, 1);
	return list.items;
}

/* The samples of an item in a text, one behind the other. */
static void
assert_values_bytes(
    const char *item, const char *text, size_t length, const char *wanted)
{
	const struct extraction *what = only_item(item);
	struct values values = {0};
	struct buf got = {0};
	struct err err = {{0}};
	char number[NUM_TEXT_BYTES];
	size_t i;

	if (extract_values(what, text, length, &values, &err) < 0)
		fail_msg("%s", err.text);
	for (i = 0; i < values.count; i++) {
		num_print(values.items[i], number);
		buf_addf(&got, "%s%s", i == 0 ? "" : " ", number);
	}
	assert_string_equal(buf_text(&got), wanted);
	buf_release(&got);
	vec_free(&values);
}

static void
assert_values(const char *item, const char *text, const char *wanted)
{
	assert_values_bytes(item, text, strlen(text), wanted);
}

static void
assert_failure(const char *item, const char *text, const char *message)
{
	const struct extraction *what = only_item(item);
	struct values values = {0};
	struct err err = {{0}};

	vec_push(&values, 42);
	if (extract_values(what, text, strlen(text), &values, &err) == 0)
		fail_msg("accepted: %s", text);
	assert_string_equal(err.text, message);
	/* What was there before stays, and nothing more. */
	assert_int_equal(values.count, 1);
	vec_free(&values);
}

static void
an_item_is_read_with_its_defaults(void **state)
{
	const struct extraction *item;

	(void)state;
	item = only_item("[{metric: hits, unit: \"1\", regex: 'h=(\\d+)'}]");
	assert_string_equal(item->metric.name, "hits");
	assert_string_equal(item->metric.unit, "1");
	assert_int_equal(item->metric.better, BETTER_LOWER);
	assert_false(item->metric.is_per_iteration);
	assert_false(item->metric.is_exact);
	assert_near(item->scale, 1, 0);
	assert_int_equal(item->kind, EXTRACT_REGEX);
	assert_string_equal(item->pattern, "h=(\\d+)");
	assert_int_equal(item->from, EXTRACT_STDOUT);
	assert_null(item->path);
	assert_int_equal(item->place->column, 2);
}

static void
known_units_become_base_units_and_others_stay(void **state)
{
	static const struct {
		const char *item, *unit;
		double scale;
	} cases[] = {
	    {"[{metric: a, unit: ms, count: x}]", NULL, 0},
	    {"[{metric: a, unit: ms, json: x}]", "ns", 1e6},
	    {"[{metric: a, unit: µs, json: x}]", "ns", 1e3},
	    {"[{metric: a, unit: min, json: x}]", "ns", 60e9},
	    {"[{metric: a, unit: MiB, json: x}]", "B", 1048576},
	    {"[{metric: a, unit: kB, json: x}]", "B", 1000},
	    {"[{metric: a, unit: req/s, json: x}]", "req/s", 1},
	    {"[{metric: a, unit: \"%\", json: x}]", "%", 1},
	    {"[{metric: a, unit: k, json: x}]", "k", 1},
	};
	const struct extraction *item;
	size_t i;

	(void)state;
	for (i = 1; i < sizeof cases / sizeof *cases; i++) {
		item = only_item(cases[i].item);
		assert_string_equal(item->metric.unit, cases[i].unit);
		assert_near(item->scale, cases[i].scale, 0);
	}
	assert_refused(cases[0].item,
	    "1:20: count is a number of matches; its unit cannot be ms");
}

static void
from_is_a_stream_or_a_file(void **state)
{
	const struct extraction *item;

	(void)state;
	item = only_item("[{metric: a, unit: \"1\", count: x, from: stderr, "
			 "better: higher}]");
	assert_int_equal(item->from, EXTRACT_STDERR);
	assert_int_equal(item->metric.better, BETTER_HIGHER);
	item = only_item(
	    "[{metric: a, unit: \"1\", count: x, from: \"o-{n}.log\"}]");
	assert_int_equal(item->from, EXTRACT_FILE);
	assert_string_equal(item->path, "o-{n}.log");
	item = only_item("[{metric: a, unit: \"1\", count: x, from: stdout}]");
	assert_int_equal(item->from, EXTRACT_STDOUT);
}

static void
an_item_that_is_wrong_says_where(void **state)
{
	(void)state;
	assert_refused("{metric: a}", "1:1: extract must be a list, not a map");
	assert_refused(
	    "[a]", "1:2: an item of extract must be a map, not a text");
	assert_refused("[{unit: s, count: x}]",
	    "1:2: an item of extract needs \"metric\"");
	assert_refused("[{metric: a, count: x}]",
	    "1:2: an item of extract needs \"unit\"");
	assert_refused("[{metric: a, unit: s}]",
	    "1:2: an item of extract needs \"regex\", \"json\" or \"count\"");
	assert_refused("[{metric: a, unit: s, regex: x, json: y}]",
	    "1:39: either \"regex\" or \"json\", not both");
	assert_refused("[{metric: a, unit: s, count: x, regex: y}]",
	    "1:30: either \"regex\" or \"count\", not both");
	assert_refused("[{metric: a, unit: s, regx: x}]",
	    "1:23: unknown key \"regx\", did you mean \"regex\"?");
	assert_refused("[{metric: a, unit: s, regex: [x]}]",
	    "1:30: regex must be a text, not a list");
	assert_refused(
	    "[{metric: a, unit: s, json: \"\"}]", "1:29: json is empty");
	assert_refused("[{metric: a, unit: s, json: x, better: lowr}]",
	    "1:40: unknown better \"lowr\", did you mean \"lower\"?");
	assert_refused(
	    "[{metric: a, unit: \"\", json: x}]", "1:20: unit is empty");
	assert_refused("[{metric: a, unit: [s], json: x}]",
	    "1:20: unit must be a text, not a list");
	assert_refused("[{metric: a, unit: s, json: x, from: \"\"}]",
	    "1:38: from is empty");
	assert_refused("- {metric: a, unit: s, json: x}\n"
		       "- {metric: b, unit: s, json: x}\n"
		       "- {metric: a, unit: s, json: y}\n",
	    "3:3: the metric \"a\" is there twice");
}

static void
a_name_that_cannot_be_one_is_refused(void **state)
{
	(void)state;
	assert_refused("[{metric: time, unit: s, json: x}]",
	    "1:11: \"time\" is a metric of perfolio's own; choose another "
	    "name");
	assert_refused("[{metric: file_size, unit: s, json: x}]",
	    "1:11: \"file_size\" is a metric of perfolio's own; choose "
	    "another name");
	assert_refused("[{metric: init/hits, unit: s, json: x}]",
	    "1:11: the metric \"init/hits\" must not have \"/\" in its name; "
	    "that is how metrics of steps are written");
	assert_refused("[{metric: hits.p95, unit: s, json: x}]",
	    "1:11: the metric \"hits.p95\" must not end in \".p95\"; that is "
	    "how a statistic of it is written");
	assert_refused("[{metric: \"a\\tb\", unit: s, json: x}]",
	    "1:11: metric \"a\\tb\" has control characters in it");
	assert_refused("[{metric: a, unit: \"a\\nb\", json: x}]",
	    "1:20: unit \"a\\nb\" has control characters in it");
	assert_refused(
	    "[{metric: \"\", unit: s, json: x}]", "1:11: metric is empty");
}

static void
a_pattern_is_checked_while_the_suite_is_read(void **state)
{
	(void)state;
	assert_refused("[{metric: a, unit: s, regex: \"(a\"}]",
	    "1:30: regex: pattern \"(a\", character 3: missing closing "
	    "parenthesis");
	assert_refused("[{metric: a, unit: \"1\", count: \"[\"}]",
	    "1:32: count: pattern \"[\", character 2: missing terminating ] "
	    "for character class");
	assert_refused("[{metric: a, unit: s, json: \"a..b\"}]",
	    "1:29: json path \"a..b\", character 3: a name is missing here");
}

#define REGEX(unit, pattern)                                                   \
	"[{metric: hits, unit: \"" unit "\", regex: '" pattern "'}]"

static void
every_match_is_a_sample(void **state)
{
	static const char text[] = "t=1\nt=2.5\nt=-3e2\n";

	(void)state;
	assert_values(REGEX("1", "t=(.+)"), text, "1 2.5 -300");
	assert_values(
	    REGEX("ms", "t=(.+)"), text, "1000000 2500000 -300000000");
	assert_values(REGEX("req", "t=(.+)"), text, "1 2.5 -300");
	assert_values(REGEX("1", "u=(.+)"), text, "");
	assert_values(REGEX("1", "\\d+"), "", "");
	assert_values(REGEX("1", "^\\d+$"), "1\n2\nx3\n", "1 2");
}

static void
the_group_that_is_meant_is_taken(void **state)
{
	static const char text[] = "1 2 3";

	(void)state;
	assert_values(REGEX("1", "\\d \\d (?<value>\\d)"), text, "3");
	assert_values(
	    REGEX("1", "(\\d) (?<hits>\\d) (?<value>\\d)"), text, "3");
	assert_values(REGEX("1", "(\\d) (?<hits>\\d) (\\d)"), text, "2");
	assert_values(REGEX("1", "\\d (\\d) (\\d)"), text, "2");
	assert_values(REGEX("1", "\\d (?<other>\\d) (\\d)"), text, "2");
	assert_values(REGEX("1", "3"), text, "3");
	/* A group that took no part has no number. */
	assert_values(REGEX("1", "x(\\d)?"), "x x4", "4");
	assert_values(
	    REGEX("1", "(?J)a(?<value>\\d)|b(?<value>\\d)"), "a1 b2", "1 2");
}

static void
a_unit_in_the_text_scales(void **state)
{
	static const char pattern[] =
	    REGEX("ms", "took (?<value>[\\d.]+) ?(?<unit>[a-zµ]+)?");

	(void)state;
	assert_values(pattern, "took 2 s\ntook 3us\ntook 4 ns\ntook 5",
	    "2000000000 3000 4 5000000");
	assert_values(pattern, "took 1.5 µs", "1500");
	/* The unit may stand first, and it is not the number. */
	assert_values(REGEX("B", "(?<unit>\\w+): (\\d+)"), "KiB: 2\nMB: 3",
	    "2048 3000000");
	assert_values(REGEX("1", "(\\d+)(?<unit>[kMG%])"), "7% 2k 3G",
	    "0.07 2000 3000000000");
	assert_failure(pattern, "took 3 parsec",
	    "unknown unit \"parsec\"; known are ns us µs ms s min h, B kB MB "
	    "GB TB KiB MiB GiB TiB, k M G %");
	assert_failure(REGEX("ms", "(\\d+) (?<unit>\\w+)"), "1 s 3 MB",
	    "the unit \"MB\" is of another kind than the metric's, which is "
	    "kept in \"ns\"");
}

static void
what_is_no_number_fails(void **state)
{
	(void)state;
	assert_failure(REGEX("1", "t=(.*)"), "t=1\nt=1,234\n",
	    "\"1,234\" is no number like 1234 or -1.5e3");
	assert_failure(REGEX("1", "t=(.*)"),
	    "t=", "\"\" is no number like 1234 or -1.5e3");
	assert_failure(REGEX("1", "t=(.*)"), "t=nan",
	    "\"nan\" is no number like 1234 or -1.5e3");
	assert_failure(REGEX("1", "t=(.*)"), "t=\x1B[1m\xFF",
	    "\"\\x1B[1m\xEF\xBF\xBD\" is no number like 1234 or -1.5e3");
	assert_failure(REGEX("s", "t=(.*)"), "t=1e295",
	    "1e+295 is too large for a sample; 1e300 is the most");
}

#define COUNT(pattern) "[{metric: n, unit: \"1\", count: '" pattern "'}]"

static void
matches_are_counted(void **state)
{
	(void)state;
	assert_values(COUNT("^warning"), "warning: a\nx\nwarning: b\n", "2");
	assert_values(COUNT("^warning"), "", "0");
	assert_values(COUNT("^"), "a\nb\nc\n", "3");
	assert_values(COUNT("x*"), "ab", "3");
	assert_values(COUNT("(a)|(b)"), "aba", "3");
}

#define JSON(path) "[{metric: n, unit: ms, json: '" path "'}]"

static void
numbers_in_json_are_samples(void **state)
{
	static const char text[] =
	    "{\"p\": [{\"ms\": 1.5}, {\"ms\": \" 2 \"}],\n \"n\": null,\n "
	    "\"b\": true, \"s\": \"x\", \"o\": {}, \"l\": []}\n";

	(void)state;
	assert_values(JSON("p[*].ms"), text, "1500000 2000000");
	assert_values(JSON("p[1].ms"), text, "2000000");
	assert_values(JSON("p[2].ms"), text, "");
	assert_values(JSON("q"), text, "");
	assert_values(JSON("[0]"), "[3]", "3000000");
	assert_failure(JSON("n"), text, "\"n\" leads to null, not to a number");
	assert_failure(JSON("b"), text, "\"b\" leads to true, not to a number");
	assert_failure(
	    JSON("o"), text, "\"o\" leads to an object, not to a number");
	assert_failure(
	    JSON("p"), text, "\"p\" leads to a list, not to a number");
	assert_failure(
	    JSON("s"), text, "\"x\" is no number like 1234 or -1.5e3");
	assert_failure(JSON("[0]"), "[1e999]",
	    "inf is too large for a sample; 1e300 is the most");
}

static void
of_json_lines_the_last_one_counts(void **state)
{
	(void)state;
	assert_values(JSON("t"), "{\"t\":1}\n{\"t\":2}\n", "2000000");
	assert_values(JSON("t"), "starting\n\n{\"t\":3}\n\n \n", "3000000");
	assert_values(JSON("t"), "warming up\r\n{\"t\":4}\r\n", "4000000");
	assert_values(JSON("t"), "{\"t\":5}", "5000000");
}

static void
what_is_not_json_fails(void **state)
{
	(void)state;
	assert_failure(JSON("t"), "{\"t\":1}\n{\"t\":",
	    "the text is not JSON (2:1: not valid JSON), nor is its last "
	    "line, \"{\"t\":\"");
	assert_failure(JSON("t"), "all is well\n",
	    "the text is not JSON (1:1: not valid JSON), nor is its last "
	    "line, \"all is well\"");
	assert_failure(
	    JSON("t"), " \n\n", "there is no JSON: the text is empty");
	assert_failure(JSON("t"), "", "there is no JSON: the text is empty");
}

static void
any_bytes_may_stand_in_the_text(void **state)
{
	static const char bytes[] =
	    "\xFF\xFE\0hits=1\n\xC0\x80hits=2\xED\xA0\x80\0\0hits=3";
	static const char json[] = "\0\xFF\n{\"\xFF\": 1, \"t\": 2}";
	const struct extraction *what;
	struct values values = {0};
	struct err err;

	(void)state;
	assert_values_bytes(
	    REGEX("1", "hits=(\\d)"), bytes, sizeof bytes - 1, "1 2 3");
	assert_values_bytes(COUNT("hits"), bytes, sizeof bytes - 1, "3");
	assert_values_bytes(JSON("t"), json, sizeof json - 1, "2000000");
	assert_values_bytes(COUNT("^$"), NULL, 0, "1");
	assert_values_bytes(REGEX("1", "\\d"), "12", 1, "1");
	what = only_item(JSON("t"));
	assert_int_equal(extract_values(what, "\0", 1, &values, &err), -1);
	assert_int_equal(extract_values(what, NULL, 0, &values, &err), -1);
	vec_free(&values);
}

static void
deep_json_is_refused_and_not_followed(void **state)
{
	const size_t depth = 200000;
	char *text = test_malloc(depth + 1);

	(void)state;
	memset(text, '[', depth);
	text[depth] = '\0';
	assert_int_equal(strlen(text), depth);
	{
		const struct extraction *what = only_item(JSON("[0]"));
		struct values values = {0};
		struct err err;

		assert_int_equal(
		    extract_values(what, text, depth, &values, &err), -1);
		vec_free(&values);
	}
	test_free(text);
}

static void
a_long_text_is_taken_and_a_million_samples_are_the_end(void **state)
{
	const size_t length = 10 << 20;
	char *text = test_malloc(length + 1);
	const struct extraction *what;
	struct values values = {0};
	struct err err = {{0}};
	size_t i;

	(void)state;
	for (i = 0; i < length; i++)
		text[i] = i % 8 == 7 ? '\n' : (char)('0' + i % 8);
	what = only_item(REGEX("1", "^\\d+$"));
	assert_int_equal(extract_values(what, text, 7999999, &values, &err), 0);
	assert_int_equal(values.count, 1000000);
	assert_near(values.items[999999], 123456, 0);
	values.count = 0;
	assert_int_equal(extract_values(what, text, length, &values, &err), -1);
	assert_string_equal(
	    err.text, "more than a million samples in one launch");
	assert_int_equal(values.count, 0);
	/* A count is one sample, however large. */
	what = only_item(COUNT("^"));
	assert_int_equal(extract_values(what, text, length, &values, &err), 0);
	assert_near(values.items[0], (double)(length / 8), 0);
	memset(text, 'a', length);
	what = only_item(REGEX("1", "(a+)+$"));
	assert_int_equal(extract_values(what, text, length, &values, &err), -1);
	text[length - 1] = '!';
	assert_int_equal(extract_values(what, text, length, &values, &err), -1);
	assert_string_equal(
	    err.text, "the pattern is too costly on this text (match limit)");
	vec_free(&values);
	test_free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_teardown(
		an_item_is_read_with_its_defaults, release),
	    cmocka_unit_test_teardown(
		known_units_become_base_units_and_others_stay, release),
	    cmocka_unit_test_teardown(from_is_a_stream_or_a_file, release),
	    cmocka_unit_test_teardown(
		an_item_that_is_wrong_says_where, release),
	    cmocka_unit_test_teardown(
		a_name_that_cannot_be_one_is_refused, release),
	    cmocka_unit_test_teardown(
		a_pattern_is_checked_while_the_suite_is_read, release),
	    cmocka_unit_test_teardown(every_match_is_a_sample, release),
	    cmocka_unit_test_teardown(
		the_group_that_is_meant_is_taken, release),
	    cmocka_unit_test_teardown(a_unit_in_the_text_scales, release),
	    cmocka_unit_test_teardown(what_is_no_number_fails, release),
	    cmocka_unit_test_teardown(matches_are_counted, release),
	    cmocka_unit_test_teardown(numbers_in_json_are_samples, release),
	    cmocka_unit_test_teardown(
		of_json_lines_the_last_one_counts, release),
	    cmocka_unit_test_teardown(what_is_not_json_fails, release),
	    cmocka_unit_test_teardown(any_bytes_may_stand_in_the_text, release),
	    cmocka_unit_test_teardown(
		deep_json_is_refused_and_not_followed, release),
	    cmocka_unit_test_teardown(
		a_long_text_is_taken_and_a_million_samples_are_the_end,
		release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
