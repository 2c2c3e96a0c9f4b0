/*
 * A small PNG picture, read without trust: a logo on a cover.
 *
 * Any depth, not interlaced; grey, RGB, palette, each with or without
 * transparency, which is laid over white. Lengths, checksums and dimensions
 * are checked before anything is unpacked, and everything but the picture
 * itself is skipped.
 *
 * Source: Portable Network Graphics, second edition (ISO/IEC 15948:2003).
 */
#ifndef OUTPUT_PNG_H
#define OUTPUT_PNG_H

#include <stddef.h>

struct err;

enum { PNG_FILE_MAX = 4 << 20, PNG_SIDE_MAX = 4096 };

/* Owns its pixels: three bytes each, rows from the top. */
struct png {
	unsigned width, height;
	unsigned char *pixels;
};

/* png_release is due either way. */
int png_read(const char *path, struct png *png, struct err *err);

void png_release(struct png *png);

#endif
