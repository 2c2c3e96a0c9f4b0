/*
 * A TrueType font file: is it whole, and which glyphs are made of which.
 *
 * libharu trusts every offset of a font, and embeds a composite glyph with its
 * parts but without the parts' parts. So a font is checked before libharu
 * sees it, and the set of used glyphs is closed over the composites before it
 * is written.
 *
 * Source: OpenType specification 1.9, chapters "Font file", "glyf", "loca".
 */
#ifndef OUTPUT_SFNT_H
#define OUTPUT_SFNT_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct err;

struct sfnt_table {
	size_t offset, length;
};

/* Owns its bytes; a zeroed one may be released. */
struct sfnt {
	struct buf file;
	struct sfnt_table glyf, loca;
	size_t glyph_count;
	int is_long; /* loca has offsets of four bytes */
};

/*
 * Reads and checks a font: TrueType outlines, all tables that libharu reads,
 * each within the file and as long as the others say. sfnt_release is due
 * either way.
 */
int sfnt_read(const char *path, struct sfnt *font, struct err *err);

/*
 * used[glyph] is nonzero for each glyph that is needed; sets it for what
 * these are composed of, to any depth. used has room for glyph_count.
 */
void sfnt_close_composites(const struct sfnt *font, unsigned char *used);

void sfnt_release(struct sfnt *font);

#endif
