#include "output/sfnt.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/xalloc.h"

enum {
	FILE_MAX = 64 << 20,
	DIRECTORY_ENTRY = 16,
	/* Flags of a composite glyph's part. */
	ARGS_ARE_WORDS = 0x0001,
	HAS_SCALE = 0x0008,
	HAS_MORE = 0x0020,
	HAS_TWO_SCALES = 0x0040,
	HAS_MATRIX = 0x0080
};

static unsigned
get16(const struct sfnt *font, size_t at)
{
	const unsigned char *bytes = (const unsigned char *)font->file.text;

	return (unsigned)bytes[at] << 8 | bytes[at + 1];
}

static size_t
get32(const struct sfnt *font, size_t at)
{
	return (size_t)get16(font, at) << 16 | get16(font, at + 2);
}

static bool
is_inside(const struct sfnt *font, const struct sfnt_table *table)
{
	return table->offset <= font->file.length &&
	       table->length <= font->file.length - table->offset;
}

/* Tables we never look at are embedded all the same. */
static int
check_directory(const struct sfnt *font, struct err *err)
{
	size_t count = get16(font, 4), i, at;

	if (12 + count * DIRECTORY_ENTRY > font->file.length)
		return err_set(err, "its directory is cut off");
	for (i = 0; i < count; i++) {
		at = 12 + i * DIRECTORY_ENTRY;
		if (!is_inside(font, &(struct sfnt_table){get32(font, at + 8),
					 get32(font, at + 12)}))
			return err_set(err, "its table \"%.4s\" is cut off",
			    font->file.text + at);
	}
	return 0;
}

/* The table of that tag, at least so many bytes long. */
static int
find_table(const struct sfnt *font, const char *tag, size_t least,
    struct sfnt_table *table, struct err *err)
{
	size_t count = get16(font, 4), i, at;

	for (i = 0; i < count; i++) {
		at = 12 + i * DIRECTORY_ENTRY;
		if (memcmp(font->file.text + at, tag, 4) != 0)
			continue;
		table->offset = get32(font, at + 8);
		table->length = get32(font, at + 12);
		if (table->length < least)
			return err_set(err, "its table \"%s\" is cut off", tag);
		return 0;
	}
	return err_set(err, "it has no table \"%s\"", tag);
}

/* Where a glyph's outline starts, from the start of glyf. */
static size_t
outline_at(const struct sfnt *font, size_t glyph)
{
	if (font->is_long)
		return get32(font, font->loca.offset + 4 * glyph);
	return (size_t)2 * get16(font, font->loca.offset + 2 * glyph);
}

static int
check_outlines(struct sfnt *font, struct err *err)
{
	size_t width = font->is_long ? 4 : 2, i;

	if (font->loca.length < (font->glyph_count + 1) * width)
		return err_set(err, "its table \"loca\" is cut off");
	for (i = 0; i < font->glyph_count; i++)
		if (outline_at(font, i) > outline_at(font, i + 1) ||
		    outline_at(font, i + 1) > font->glyf.length)
			return err_set(err, "glyph %zu is not in it", i);
	return 0;
}

/* libharu reads the one for Windows, Unicode, format 4. */
static int
check_cmap(const struct sfnt *font, struct err *err)
{
	struct sfnt_table cmap;
	size_t count, i, at, length;

	if (find_table(font, "cmap", 4, &cmap, err) < 0)
		return -1;
	count = get16(font, cmap.offset + 2);
	for (i = 0; i < count && 4 + 8 * (i + 1) <= cmap.length; i++) {
		at = cmap.offset + 4 + 8 * i;
		if (get16(font, at) != 3 || get16(font, at + 2) != 1)
			continue;
		at = get32(font, at + 4);
		if (at > cmap.length || cmap.length - at < 16)
			break;
		length = cmap.length - at;
		at += cmap.offset;
		if (get16(font, at) != 4 || get16(font, at + 2) > length ||
		    get16(font, at + 2) < 16 + 4 * get16(font, at + 6))
			break;
		return 0;
	}
	return err_set(err, "it has no Unicode character map of format 4");
}

static int
check_names(const struct sfnt *font, struct err *err)
{
	struct sfnt_table name;
	size_t count, i, at, storage;

	if (find_table(font, "name", 6, &name, err) < 0)
		return -1;
	count = get16(font, name.offset + 2);
	storage = get16(font, name.offset + 4);
	if (6 + 12 * count > name.length)
		return err_set(err, "its table \"name\" is cut off");
	for (i = 0; i < count; i++) {
		at = name.offset + 6 + 12 * i;
		if (storage + get16(font, at + 10) + get16(font, at + 8) >
		    name.length)
			return err_set(err, "its table \"name\" is cut off");
	}
	return 0;
}

static int
check_tables(struct sfnt *font, struct err *err)
{
	struct sfnt_table head, hhea, hmtx, maxp, os2;
	size_t metrics;

	if (check_directory(font, err) < 0 ||
	    find_table(font, "head", 54, &head, err) < 0 ||
	    find_table(font, "hhea", 36, &hhea, err) < 0 ||
	    find_table(font, "maxp", 6, &maxp, err) < 0 ||
	    find_table(font, "OS/2", 78, &os2, err) < 0 ||
	    find_table(font, "loca", 4, &font->loca, err) < 0 ||
	    find_table(font, "glyf", 0, &font->glyf, err) < 0)
		return -1;
	font->is_long = get16(font, head.offset + 50) != 0;
	font->glyph_count = get16(font, maxp.offset + 4);
	metrics = get16(font, hhea.offset + 34);
	if (get16(font, head.offset + 18) < 16)
		return err_set(err, "its units per em are below 16");
	if (metrics == 0 || metrics > font->glyph_count ||
	    find_table(font, "hmtx", 2 * (metrics + font->glyph_count), &hmtx,
		err) < 0)
		return err_set(err, "its table \"hmtx\" is cut off");
	if (check_outlines(font, err) < 0 || check_cmap(font, err) < 0)
		return -1;
	return check_names(font, err);
}

int
sfnt_read(const char *path, struct sfnt *font, struct err *err)
{
	static const char plain[4] = {0, 1, 0, 0};

	*font = (struct sfnt){0};
	if (file_read(path, &font->file, err) < 0)
		return -1;
	if (font->file.length < 12 || font->file.length > FILE_MAX ||
	    memcmp(font->file.text, plain, 4) != 0)
		return err_set(err,
		    "%s: is no font with TrueType outlines (a .ttf file)",
		    path);
	if (check_tables(font, err) < 0)
		return err_add(err, "%s: is no whole font", path);
	return 0;
}

/*
 * The glyph of the part of a composite that starts at *at, which moves
 * behind it; SIZE_MAX behind the last one.
 */
static size_t
next_part(const struct sfnt *font, size_t *at, size_t end, bool *has_more)
{
	unsigned flags;
	size_t glyph;

	if (!*has_more || *at + 4 > end)
		return SIZE_MAX;
	flags = get16(font, *at);
	glyph = get16(font, *at + 2);
	*at += 4 + ((flags & ARGS_ARE_WORDS) != 0 ? 4 : 2);
	if ((flags & HAS_SCALE) != 0)
		*at += 2;
	else if ((flags & HAS_TWO_SCALES) != 0)
		*at += 4;
	else if ((flags & HAS_MATRIX) != 0)
		*at += 8;
	*has_more = (flags & HAS_MORE) != 0;
	return glyph;
}

void
sfnt_close_composites(const struct sfnt *font, unsigned char *used)
{
	size_t *waiting = xmalloc((font->glyph_count + 1) * sizeof *waiting);
	size_t count = 0, glyph, part, at, end;
	bool has_more;

	for (glyph = 0; glyph < font->glyph_count; glyph++)
		if (used[glyph])
			waiting[count++] = glyph;
	while (count > 0) {
		glyph = waiting[--count];
		at = font->glyf.offset + outline_at(font, glyph);
		end = font->glyf.offset + outline_at(font, glyph + 1);
		/* A negative number of contours marks a composite. */
		if (end - at < 10 || get16(font, at) < 0x8000)
			continue;
		has_more = true;
		at += 10;
		while (
		    (part = next_part(font, &at, end, &has_more)) != SIZE_MAX) {
			if (part >= font->glyph_count || used[part])
				continue;
			used[part] = 1;
			waiting[count++] = part;
		}
	}
	free(waiting);
}

void
sfnt_release(struct sfnt *font)
{
	buf_release(&font->file);
	*font = (struct sfnt){0};
}
