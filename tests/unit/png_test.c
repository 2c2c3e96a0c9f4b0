#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zlib.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "output/png.h"
#include "output/sfnt.h"

static const char dejavu[] = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";
static char path[] = "/tmp/png_test-XXXXXX";
static struct err err;

static int
make_path(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd < 0 ? -1 : close(fd);
}

static int
remove_path(void **state)
{
	(void)state;
	return remove(path);
}

static void
add32(struct buf *out, unsigned long value)
{
	const char bytes[] = {(char)(value >> 24), (char)(value >> 16),
	    (char)(value >> 8), (char)value};

	buf_add(out, bytes, 4);
}

static void
add_chunk(struct buf *out, const char *type, const void *bytes, size_t length)
{
	size_t from = out->length + 4;

	add32(out, length);
	buf_add_string(out, type);
	buf_add(out, bytes, length);
	add32(out, crc32(0, (const Bytef *)out->text + from,
		       (uInt)(out->length - from)));
}

static void
add_deep_head(
    struct buf *out, unsigned width, unsigned height, char colour, char depth)
{
	struct buf head = {0};
	const char rest[] = {depth, colour, 0, 0, 0};

	buf_add(out, "\x89PNG\r\n\x1A\n", 8);
	add32(&head, width);
	add32(&head, height);
	buf_add(&head, rest, 5);
	add_chunk(out, "IHDR", head.text, head.length);
	buf_release(&head);
}

static void
add_head(struct buf *out, unsigned width, unsigned height, char colour)
{
	add_deep_head(out, width, height, colour, 8);
}

static void
add_rows(struct buf *out, const void *rows, size_t count)
{
	Bytef packed[512];
	uLongf length = sizeof packed;

	compress(packed, &length, rows, count);
	add_chunk(out, "IDAT", packed, length);
}

static int
read_back(struct buf *bytes, struct png *png)
{
	err.text[0] = '\0';
	assert_int_equal(file_write(path, bytes->text, bytes->length, &err), 0);
	buf_release(bytes);
	return png_read(path, png, &err);
}

static void
filters_are_undone_and_transparency_lies_over_white(void **state)
{
	/* RGBA, 2 x 2: sub in the first row, up in the second. */
	static const unsigned char rows[] = {1, 10, 20, 30, 255, 1, 1, 1, 0,
	    /* the second pixel: 11 21 31 opaque */
	    2, 0, 0, 0, 1, 5, 5, 5, 0};
	static const unsigned char wanted[] = {
	    10, 20, 30, 11, 21, 31, 255, 255, 255, 16, 26, 36};
	struct buf bytes = {0};
	struct png png;

	(void)state;
	add_head(&bytes, 2, 2, 6);
	add_chunk(&bytes, "tEXt", "Author\0x", 8);
	add_rows(&bytes, rows, sizeof rows);
	add_chunk(&bytes, "IEND", "", 0);
	if (read_back(&bytes, &png) < 0)
		fail_msg("%s", err.text);
	assert_int_equal(png.width, 2);
	assert_int_equal(png.height, 2);
	assert_memory_equal(png.pixels, wanted, sizeof wanted);
	png_release(&png);
}

static void
every_depth_becomes_eight_bits(void **state)
{
	/* Three grey pixels of two bits; one RGB pixel of 16. */
	static const unsigned char grey[] = {0, 0x1B << 2 & 0xFC};
	static const unsigned char deep[] = {0, 0xFF, 0xFF, 0x80, 0x00, 0, 0};
	static const unsigned char wanted_grey[] = {
	    85, 85, 85, 170, 170, 170, 255, 255, 255};
	static const unsigned char wanted_deep[] = {255, 127, 0};
	struct buf bytes = {0};
	struct png png;

	(void)state;
	add_deep_head(&bytes, 3, 1, 0, 2);
	add_rows(&bytes, grey, sizeof grey);
	add_chunk(&bytes, "IEND", "", 0);
	assert_int_equal(read_back(&bytes, &png), 0);
	assert_memory_equal(png.pixels, wanted_grey, sizeof wanted_grey);
	png_release(&png);
	add_deep_head(&bytes, 1, 1, 2, 16);
	add_rows(&bytes, deep, sizeof deep);
	add_chunk(&bytes, "IEND", "", 0);
	assert_int_equal(read_back(&bytes, &png), 0);
	assert_memory_equal(png.pixels, wanted_deep, sizeof wanted_deep);
	png_release(&png);
}

static void
expect_refused(struct buf *bytes, const char *part)
{
	struct png png;

	assert_int_equal(read_back(bytes, &png), -1);
	if (strstr(err.text, part) == NULL)
		fail_msg("no \"%s\" in \"%s\"", part, err.text);
	png_release(&png);
}

static void
damaged_pictures_are_refused(void **state)
{
	static const unsigned char rows[] = {0, 1, 2, 3}, bad[] = {9, 1, 2, 3};
	struct buf bytes = {0};

	(void)state;
	buf_add_string(&bytes, "GIF89a, and so on");
	expect_refused(&bytes, "begin");
	add_head(&bytes, 100000, 1, 2);
	expect_refused(&bytes, "4096");
	add_head(&bytes, 1, 1, 2);
	expect_refused(&bytes, "cut off");
	add_head(&bytes, 1, 1, 2);
	bytes.text[20]++;
	add_chunk(&bytes, "IEND", "", 0);
	expect_refused(&bytes, "checksum");
	add_head(&bytes, 1, 1, 2);
	add_rows(&bytes, rows, 3);
	add_chunk(&bytes, "IEND", "", 0);
	expect_refused(&bytes, "pixels");
	add_head(&bytes, 1, 1, 2);
	add_rows(&bytes, bad, 4);
	add_chunk(&bytes, "IEND", "", 0);
	expect_refused(&bytes, "pixels");
	/* A colour of a palette that is not there. */
	add_head(&bytes, 1, 1, 3);
	add_rows(&bytes, rows, 2);
	add_chunk(&bytes, "IEND", "", 0);
	expect_refused(&bytes, "palette");
}

static void
every_cut_of_a_picture_is_refused(void **state)
{
	static const unsigned char rows[] = {0, 1, 2, 3};
	struct buf whole = {0}, part = {0};
	size_t length;

	(void)state;
	add_head(&whole, 1, 1, 2);
	add_rows(&whole, rows, 4);
	add_chunk(&whole, "IEND", "", 0);
	for (length = 0; length < whole.length; length++) {
		buf_add(&part, whole.text, length);
		expect_refused(&part, "PNG");
	}
	buf_release(&whole);
}

static void
parts_of_parts_of_a_glyph_are_used_too(void **state)
{
	struct sfnt font;
	unsigned char *used;
	size_t glyph, depth_two = 0, before, i;

	(void)state;
	if (!file_exists(dejavu))
		skip();
	assert_int_equal(sfnt_read(dejavu, &font, &err), 0);
	used = calloc(font.glyph_count, 1);
	for (glyph = 0; glyph < font.glyph_count; glyph++) {
		memset(used, 0, font.glyph_count);
		used[glyph] = 1;
		sfnt_close_composites(&font, used);
		for (before = i = 0; i < font.glyph_count; i++)
			before += used[i];
		/* Closed: doing it again adds nothing. */
		sfnt_close_composites(&font, used);
		for (i = 0; i < font.glyph_count; i++)
			before -= used[i];
		assert_int_equal(before, 0);
		for (i = 0; i < font.glyph_count; i++)
			depth_two += used[i];
	}
	assert_true(depth_two > font.glyph_count);
	free(used);
	sfnt_release(&font);
}

static void
damaged_fonts_are_refused(void **state)
{
	struct buf whole = {0};
	struct sfnt font;
	size_t length;

	(void)state;
	if (!file_exists(dejavu))
		skip();
	assert_int_equal(file_read(dejavu, &whole, &err), 0);
	for (length = 0; length < whole.length; length += 50021) {
		assert_int_equal(file_write(path, whole.text, length, &err), 0);
		assert_int_equal(sfnt_read(path, &font, &err), -1);
		sfnt_release(&font);
	}
	buf_release(&whole);
	assert_int_equal(file_write(path, "OTTO, and so on", 15, &err), 0);
	assert_int_equal(sfnt_read(path, &font, &err), -1);
	assert_non_null(strstr(err.text, "TrueType"));
	sfnt_release(&font);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_depth_becomes_eight_bits),
	    cmocka_unit_test(
		filters_are_undone_and_transparency_lies_over_white),
	    cmocka_unit_test(damaged_pictures_are_refused),
	    cmocka_unit_test(every_cut_of_a_picture_is_refused),
	    cmocka_unit_test(parts_of_parts_of_a_glyph_are_used_too),
	    cmocka_unit_test(damaged_fonts_are_refused),
	};

	return cmocka_run_group_tests(tests, make_path, remove_path);
}
