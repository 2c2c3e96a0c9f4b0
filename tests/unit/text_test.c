#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "tests/unit/test.h"

#include <malloc.h>
#include <string.h>

#define BAD "\xEF\xBF\xBD"

static void
assert_cleaned(const char *text, size_t length, const char *wanted)
{
	struct buf buf = {0};

	text_clean(&buf, text, length);
	assert_string_equal(buf_text(&buf), wanted);
	assert_true(text_is_utf8(buf_text(&buf), buf.length));
	buf_release(&buf);
}

static void
valid_text_is_left_alone(void **state)
{
	(void)state;
	assert_cleaned("", 0, "");
	assert_cleaned("aé€😀", strlen("aé€😀"), "aé€😀");
	assert_cleaned("\xF4\x8F\xBF\xBF", 4, "\xF4\x8F\xBF\xBF");
}

static void
every_invalid_byte_becomes_a_replacement(void **state)
{
	(void)state;
	assert_cleaned("a\xff"
		       "b",
	    3, "a" BAD "b");
	assert_cleaned("\xC0\x80", 2, BAD BAD);                 /* overlong */
	assert_cleaned("\xE0\x80\x80", 3, BAD BAD BAD);         /* overlong */
	assert_cleaned("\xED\xA0\x80", 3, BAD BAD BAD);         /* surrogate */
	assert_cleaned("\xF4\x90\x80\x80", 4, BAD BAD BAD BAD); /* > 10FFFF */
	assert_cleaned("x\xE2\x82", 3, "x" BAD BAD);            /* cut short */
	assert_cleaned("a\0b", 3, "a" BAD "b");
	assert_false(text_is_utf8("a\0b", 3));
	assert_false(text_is_utf8("\xE2\x82", 2));
}

static void
a_cleaned_copy_belongs_to_the_arena(void **state)
{
	struct arena arena = {0};

	(void)state;
	assert_string_equal(text_cleaned(&arena, "a\x80", 2), "a" BAD);
	assert_string_equal(text_cleaned(&arena, "", 0), "");
	arena_release(&arena);
}

static void
assert_printable(const char *text, size_t max, const char *wanted)
{
	struct buf buf = {0};

	text_printable(&buf, text, max);
	assert_string_equal(buf_text(&buf), wanted);
	buf_release(&buf);
}

static void
control_characters_are_shown_and_never_sent(void **state)
{
	(void)state;
	assert_printable("a\n\t\x1B[0m\x7F", 0, "a\\n\\t\\x1B[0m\\x7F");
	assert_printable("\xC2\x9B"
			 "1m",
	    0, "\\xC2\\x9B1m");
	assert_printable("é\xff", 0, "é" BAD);
}

static void
long_text_is_cut_at_a_character(void **state)
{
	(void)state;
	assert_printable("äöü", 3, "äöü");
	assert_printable("äöüß", 3, "äö…");
	assert_printable("abc", 1, "…");
	assert_printable("a", 1, "a");
}

static void
ids_escape_what_separates_them(void **state)
{
	struct buf buf = {0};

	(void)state;
	text_escape_id(&buf, "a%b,c=d/e\n\x7Fé");
	assert_string_equal(buf.text, "a%25b%2Cc%3Dd%2Fe%0A%7Fé");
	buf_reset(&buf);
	text_escape_control(&buf, "a%b,c=d/e\n\x7Fé");
	assert_string_equal(buf.text, "a%b,c=d/e%0A%7Fé");
	buf_release(&buf);
}

static void
characters_are_code_points(void **state)
{
	(void)state;
	assert_int_equal(text_characters(""), 0);
	assert_int_equal(text_characters("aé€😀"), 4);
}

static void
the_nearest_word_is_a_likely_slip(void **state)
{
	const char *const words[] = {"command", "concurrency", "cwd", "time"};

	(void)state;
	assert_string_equal(text_nearest("comand", words, 4), "command");
	assert_string_equal(text_nearest("tiem", words, 4), "time");
	assert_null(text_nearest("zebra", words, 4));
	assert_null(text_nearest("comand", words, 0));
	assert_null(text_nearest("", words, 4));
}

static void
starts_and_ends_are_compared_whole(void **state)
{
	(void)state;
	assert_true(text_starts_with("abc", "ab"));
	assert_false(text_starts_with("a", "ab"));
	assert_true(text_ends_with("abc", "bc"));
	assert_true(text_ends_with("abc", ""));
	assert_false(text_ends_with("c", "bc"));
}

/* What malloc gives is not zero. */
static void
reserved_room_is_text_at_once(void **state)
{
	struct buf buf = {0};

	(void)state;
	mallopt(M_PERTURB, 0x5A);
	buf_reserve(&buf, 100);
	mallopt(M_PERTURB, 0);
	assert_string_equal(buf_text(&buf), "");
	buf_release(&buf);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(valid_text_is_left_alone),
	    cmocka_unit_test(every_invalid_byte_becomes_a_replacement),
	    cmocka_unit_test(a_cleaned_copy_belongs_to_the_arena),
	    cmocka_unit_test(control_characters_are_shown_and_never_sent),
	    cmocka_unit_test(long_text_is_cut_at_a_character),
	    cmocka_unit_test(ids_escape_what_separates_them),
	    cmocka_unit_test(characters_are_code_points),
	    cmocka_unit_test(the_nearest_word_is_a_likely_slip),
	    cmocka_unit_test(starts_and_ends_are_compared_whole),
	    cmocka_unit_test(reserved_room_is_text_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
