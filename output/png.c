#include "output/png.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/xalloc.h"

enum colour { GREY = 0, RGB = 2, PALETTE = 3, GREY_ALPHA = 4, RGBA = 6 };

struct reader {
	unsigned width, height, channels, depth; /* bits a channel */
	enum colour colour;
	unsigned char palette[256][4]; /* RGB and opacity */
	unsigned colours;
	/* The one colour that is transparent, for GREY and RGB. */
	int has_key;
	unsigned key[3];
	struct buf packed;  /* IDAT, joined */
	unsigned char *raw; /* rows, each behind the number of its filter */
};

struct chunk {
	const char *type;
	const unsigned char *bytes;
	size_t length;
};

static uint32_t
get32(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
	       (uint32_t)bytes[2] << 8 | bytes[3];
}

/* PNG 1.2, table 11.1. */
static int
is_depth(enum colour colour, unsigned depth)
{
	switch (depth) {
	case 1:
	case 2:
	case 4:
		return colour == GREY || colour == PALETTE;
	case 8:
		return 1;
	case 16:
		return colour != PALETTE;
	}
	return 0;
}

static int
read_head(struct reader *reader, const struct chunk *chunk, struct err *err)
{
	static const unsigned char channels[] = {1, 0, 3, 1, 2, 0, 4};
	const unsigned char *bytes = chunk->bytes;

	if (reader->width != 0 || chunk->length != 13)
		return err_set(err, "its head is damaged");
	if (get32(bytes) == 0 || get32(bytes) > PNG_SIDE_MAX ||
	    get32(bytes + 4) == 0 || get32(bytes + 4) > PNG_SIDE_MAX)
		return err_set(err,
		    "it must be between 1 and %d pixels wide and high",
		    PNG_SIDE_MAX);
	if (bytes[9] >= sizeof channels || channels[bytes[9]] == 0 ||
	    bytes[10] != 0 || bytes[11] != 0)
		return err_set(err, "its head is damaged");
	if (!is_depth(bytes[9], bytes[8]))
		return err_set(err, "its head is damaged");
	if (bytes[12] != 0)
		return err_set(err, "it must not be interlaced");
	reader->depth = bytes[8];
	reader->width = get32(bytes);
	reader->height = get32(bytes + 4);
	reader->colour = bytes[9];
	reader->channels = channels[bytes[9]];
	return 0;
}

static int
read_palette(struct reader *reader, const struct chunk *chunk, struct err *err)
{
	unsigned i;

	if (chunk->length % 3 != 0 || chunk->length > (size_t)256 * 3 ||
	    reader->colours != 0)
		return err_set(err, "its palette is damaged");
	reader->colours = (unsigned)(chunk->length / 3);
	for (i = 0; i < reader->colours; i++) {
		memcpy(reader->palette[i], chunk->bytes + (size_t)3 * i, 3);
		reader->palette[i][3] = 255;
	}
	return 0;
}

static int
read_transparency(
    struct reader *reader, const struct chunk *chunk, struct err *err)
{
	size_t i;

	if (reader->colour == PALETTE) {
		if (chunk->length > reader->colours)
			return err_set(err, "its transparency is damaged");
		for (i = 0; i < chunk->length; i++)
			reader->palette[i][3] = chunk->bytes[i];
		return 0;
	}
	if (chunk->length != (size_t)2 * reader->channels ||
	    (reader->colour != GREY && reader->colour != RGB))
		return err_set(err, "its transparency is damaged");
	for (i = 0; i < reader->channels; i++)
		reader->key[i] = (unsigned)chunk->bytes[2 * i] << 8 |
				 chunk->bytes[2 * i + 1];
	reader->has_key = 1;
	return 0;
}

static int
read_chunk(struct reader *reader, const struct chunk *chunk, struct err *err)
{
	if (memcmp(chunk->type, "IHDR", 4) == 0)
		return read_head(reader, chunk, err);
	if (reader->width == 0)
		return err_set(err, "its head is missing");
	if (memcmp(chunk->type, "PLTE", 4) == 0)
		return read_palette(reader, chunk, err);
	if (memcmp(chunk->type, "tRNS", 4) == 0)
		return read_transparency(reader, chunk, err);
	if (memcmp(chunk->type, "IDAT", 4) == 0)
		buf_add(
		    &reader->packed, (const char *)chunk->bytes, chunk->length);
	return 0;
}

/* All chunks up to IEND. */
static int
read_chunks(struct reader *reader, const struct buf *file, struct err *err)
{
	const unsigned char *bytes = (const unsigned char *)file->text;
	struct chunk chunk;
	size_t at = 8;

	if (file->length < at || memcmp(bytes, "\x89PNG\r\n\x1A\n", at) != 0)
		return err_set(err, "it does not begin like one");
	for (;;) {
		if (file->length - at < 12)
			return err_set(err, "it is cut off");
		chunk.length = get32(bytes + at);
		chunk.type = (const char *)bytes + at + 4;
		chunk.bytes = bytes + at + 8;
		if (chunk.length > file->length - at - 12)
			return err_set(err, "it is cut off");
		if (crc32(0, bytes + at + 4, (uInt)chunk.length + 4) !=
		    get32(chunk.bytes + chunk.length))
			return err_set(err, "its checksum is wrong");
		if (memcmp(chunk.type, "IEND", 4) == 0)
			return 0;
		if (read_chunk(reader, &chunk, err) < 0)
			return -1;
		at += chunk.length + 12;
	}
}

static size_t
row_bytes(const struct reader *reader)
{
	return ((size_t)reader->width * reader->channels * reader->depth + 7) /
	       8;
}

static int
unpack(struct reader *reader, struct err *err)
{
	uLongf wanted = (uLongf)(row_bytes(reader) + 1) * reader->height,
	       got = wanted;

	reader->raw = xmalloc(wanted);
	if (uncompress(reader->raw, &got, (const Bytef *)reader->packed.text,
		reader->packed.length) != Z_OK ||
	    got != wanted)
		return err_set(err, "its pixels are damaged");
	return 0;
}

/* Whichever of left, above and corner is nearest to their estimate. */
static unsigned char
paeth(int left, int above, int corner)
{
	int estimate = left + above - corner;
	int a = abs(estimate - left), b = abs(estimate - above);
	int c = abs(estimate - corner);

	if (a <= b && a <= c)
		return (unsigned char)left;
	return (unsigned char)(b <= c ? above : corner);
}

static int
unfilter_row(unsigned char *row, const unsigned char *previous, size_t count,
    size_t channels, int filter)
{
	size_t i;
	int left, above, corner, guess;

	for (i = 0; i < count; i++) {
		left = i < channels ? 0 : row[i - channels];
		above = previous == NULL ? 0 : previous[i];
		corner = i < channels || previous == NULL
			     ? 0
			     : previous[i - channels];
		switch (filter) {
		case 0:
			return 0;
		case 1:
			guess = left;
			break;
		case 2:
			guess = above;
			break;
		case 3:
			guess = (left + above) / 2;
			break;
		case 4:
			guess = paeth(left, above, corner);
			break;
		default:
			return -1;
		}
		row[i] = (unsigned char)(row[i] + guess);
	}
	return 0;
}

static unsigned char
over_white(unsigned value, unsigned opacity)
{
	return (unsigned char)((value * opacity + 255 * (255 - opacity) + 127) /
			       255);
}

/* The index-th number of a row, as it stands there. */
static unsigned
raw_at(const struct reader *reader, const unsigned char *row, size_t index)
{
	size_t bit = index * reader->depth;

	if (reader->depth == 16)
		return (unsigned)row[2 * index] << 8 | row[2 * index + 1];
	return row[bit / 8] >> (8 - reader->depth - bit % 8) &
	       ((1u << reader->depth) - 1);
}

static unsigned
to_eight_bits(const struct reader *reader, unsigned raw)
{
	return raw * 255 / ((1u << reader->depth) - 1);
}

/* One pixel of a row as RGB over white. */
static int
put_pixel(const struct reader *reader, const unsigned char *row, size_t x,
    unsigned char *out)
{
	unsigned raw[4] = {0}, rgb[3], opacity = 255, i;
	unsigned channels = reader->channels;
	int is_grey = channels < 3, is_key = reader->has_key;

	for (i = 0; i < channels; i++) {
		raw[i] = raw_at(reader, row, x * channels + i);
		is_key = is_key && raw[i] == reader->key[i];
	}
	if (reader->colour == PALETTE && raw[0] >= reader->colours)
		return -1;
	for (i = 0; i < 3; i++)
		rgb[i] = reader->colour == PALETTE
			     ? reader->palette[raw[0]][i]
			     : to_eight_bits(reader, raw[is_grey ? 0 : i]);
	if (reader->colour == PALETTE)
		opacity = reader->palette[raw[0]][3];
	else if (reader->colour == GREY_ALPHA || reader->colour == RGBA)
		opacity = to_eight_bits(reader, raw[channels - 1]);
	else if (is_key)
		opacity = 0;
	for (i = 0; i < 3; i++)
		out[i] = over_white(rgb[i], opacity);
	return 0;
}

static int
put_rows(struct reader *reader, struct png *png, struct err *err)
{
	size_t count = row_bytes(reader), x;
	size_t pixel = (size_t)reader->channels * reader->depth / 8;
	unsigned char *row, *previous = NULL, *out;
	unsigned y;

	out = png->pixels = xmalloc((size_t)reader->width * reader->height * 3);
	for (y = 0; y < reader->height; y++, previous = row) {
		row = reader->raw + y * (count + 1) + 1;
		if (unfilter_row(row, previous, count, pixel == 0 ? 1 : pixel,
			row[-1]) < 0)
			return err_set(err, "its pixels are damaged");
		for (x = 0; x < reader->width; x++, out += 3)
			if (put_pixel(reader, row, x, out) < 0)
				return err_set(
				    err, "a colour is not in its palette");
	}
	png->width = reader->width;
	png->height = reader->height;
	return 0;
}

int
png_read(const char *path, struct png *png, struct err *err)
{
	struct reader reader = {0};
	struct buf file = {0};
	int status = -1;

	*png = (struct png){0};
	if (file_read(path, &file, err) < 0)
		goto out;
	if (file.length > PNG_FILE_MAX)
		err_set(err, "it is larger than %d MiB", PNG_FILE_MAX >> 20);
	else if (read_chunks(&reader, &file, err) == 0 &&
		 unpack(&reader, err) == 0)
		status = put_rows(&reader, png, err);
	if (status < 0)
		err_add(err, "%s: is no PNG picture we can use", path);
out:
	buf_release(&file);
	buf_release(&reader.packed);
	free(reader.raw);
	return status;
}

void
png_release(struct png *png)
{
	free(png->pixels);
	*png = (struct png){0};
}
