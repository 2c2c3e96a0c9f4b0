#include "output/pdf_font.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hpdf_doc.h>
#include <hpdf_font.h>
#include <hpdf_fontdef.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/xalloc.h"

enum { WIDTH_UNKNOWN = -1, WIDTH_NONE = -2, REPLACEMENT = 0xFFFD };

static const char *const names[PDF_FACE_COUNT] = {
    "DejaVuSans.ttf",
    "DejaVuSans-Bold.ttf",
    "DejaVuSansMono.ttf",
    "DejaVuSans.ttf",
};

/* Debian, then Fedora, Arch, openSUSE and the BSDs. */
static const char *const folders[] = {
    "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/dejavu-sans-fonts",
    "/usr/share/fonts/dejavu-sans-mono-fonts",
    "/usr/share/fonts/TTF",
    "/usr/share/fonts/truetype",
    "/usr/local/share/fonts/dejavu",
};

static int
find_dejavu(const char *name, struct buf *path, struct err *err)
{
	size_t i;

	for (i = 0; i < sizeof folders / sizeof *folders; i++) {
		buf_reset(path);
		buf_addf(path, "%s/%s", folders[i], name);
		if (file_exists(path->text))
			return 0;
	}
	return err_set(err,
	    "the font %s for summary.pdf is missing: install "
	    "fonts-dejavu-core, or leave the PDF out with --format "
	    "html,csv,json",
	    name);
}

static HPDF_FontAttr
attributes(const struct pdf_font *face)
{
	return face->font->attr;
}

/*
 * Which character each code is, so that text can be searched and copied.
 * libharu's own table has the operator of another kind of table, and readers
 * skip it. Codes are characters; a range may not go beyond a low byte.
 * Source: Adobe technical note 5411, "ToUnicode mapping file tutorial".
 */
static void
write_unicode_map(const struct pdf_font *face)
{
	HPDF_Stream out = attributes(face)->cmap_stream->stream;
	char line[64];
	unsigned high;

	HPDF_MemStream_FreeData(out);
	HPDF_Stream_WriteStr(out,
	    "/CIDInit /ProcSet findresource begin\n"
	    "12 dict begin\nbegincmap\n"
	    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) "
	    "/Supplement 0 >> def\n"
	    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
	    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
	for (high = 0; high < 0x100; high++) {
		if (high % 64 == 0)
			HPDF_Stream_WriteStr(out, "64 beginbfrange\n");
		snprintf(line, sizeof line, "<%02X00> <%02XFF> <%02X00>\n",
		    high, high, high);
		HPDF_Stream_WriteStr(out, line);
		if (high % 64 == 63)
			HPDF_Stream_WriteStr(out, "endbfrange\n");
	}
	HPDF_Stream_WriteStr(out,
	    "endcmap\nCMapName currentdict /CMap defineresource pop\n"
	    "end\nend\n");
}

static int
load(struct pdf_font *face, HPDF_Doc pdf, const char *path, struct err *err)
{
	const char *name;
	size_t i;

	if (sfnt_read(path, &face->file, err) < 0)
		return -1;
	name = HPDF_LoadTTFontFromFile(pdf, path, HPDF_TRUE);
	if (name != NULL)
		face->font = HPDF_GetFont(pdf, name, "UTF-8");
	if (face->font == NULL)
		return err_set(err,
		    "%s: cannot be embedded (libharu error 0x%04lx)", path,
		    (unsigned long)HPDF_GetError(pdf));
	write_unicode_map(face);
	face->widths = xmalloc(PDF_CODES * sizeof *face->widths);
	for (i = 0; i < PDF_CODES; i++)
		face->widths[i] = WIDTH_UNKNOWN;
	return 0;
}

int
pdf_fonts_open(
    struct pdf_fonts *fonts, HPDF_Doc pdf, const char *file, struct err *err)
{
	struct buf path = {0};
	int face, status = 0;

	*fonts = (struct pdf_fonts){0};
	for (face = 0; face < PDF_FACE_COUNT && status == 0; face++) {
		if (face == PDF_FACE_SPARE && file == NULL)
			continue;
		if (face == PDF_FACE_TEXT && file != NULL) {
			status = load(&fonts->faces[face], pdf, file, err);
			continue;
		}
		status = find_dejavu(names[face], &path, err);
		if (status == 0)
			status = load(&fonts->faces[face], pdf, path.text, err);
	}
	buf_release(&path);
	return status;
}

uint32_t
pdf_code_next(const char **text, const char *end)
{
	const unsigned char *c = (const unsigned char *)*text;
	unsigned length, i;
	uint32_t code;

	if (*text >= end)
		return 0;
	length = *c < 0x80 ? 1 : *c < 0xE0 ? 2 : *c < 0xF0 ? 3 : 4;
	if (length > (size_t)(end - *text))
		length = (unsigned)(end - *text);
	code = length == 1 ? *c : *c & (0x7Fu >> length);
	for (i = 1; i < length; i++)
		code = code << 6 | (c[i] & 0x3Fu);
	*text += length;
	return code >= PDF_CODES || code == 0 ? REPLACEMENT : code;
}

static HPDF_FontDef
definition(const struct pdf_font *face)
{
	return attributes(face)->fontdef;
}

/* WIDTH_NONE when the face has no glyph for the code. */
static int
width_of(const struct pdf_font *face, uint32_t code)
{
	int16_t *width = &face->widths[code];

	if (*width == WIDTH_UNKNOWN)
		*width = HPDF_TTFontDef_GetGlyphid(
			     definition(face), (HPDF_UINT16)code) == 0
			     ? WIDTH_NONE
			     : (int16_t)HPDF_Font_GetUnicodeWidth(
				   face->font, (HPDF_UNICODE)code);
	return *width;
}

enum pdf_face
pdf_fonts_face(
    const struct pdf_fonts *fonts, enum pdf_face wanted, uint32_t code)
{
	static const enum pdf_face lenders[] = {PDF_FACE_TEXT, PDF_FACE_SPARE};
	size_t i;

	if (width_of(&fonts->faces[wanted], code) != WIDTH_NONE)
		return wanted;
	for (i = 0; i < sizeof lenders / sizeof *lenders; i++)
		if (fonts->faces[lenders[i]].font != NULL &&
		    width_of(&fonts->faces[lenders[i]], code) != WIDTH_NONE)
			return lenders[i];
	return wanted;
}

static double
code_width(const struct pdf_fonts *fonts, enum pdf_face face, uint32_t code)
{
	const struct pdf_font *shown =
	    &fonts->faces[pdf_fonts_face(fonts, face, code)];
	int width = width_of(shown, code);

	if (width != WIDTH_NONE)
		return width;
	/* What stands for a missing glyph. */
	return HPDF_TTFontDef_GetGidWidth(definition(shown), 0);
}

double
pdf_fonts_width(const struct pdf_fonts *fonts, enum pdf_face face, double size,
    const char *text, size_t length)
{
	const char *end = text + length;
	double width = 0;
	uint32_t code;

	while ((code = pdf_code_next(&text, end)) != 0)
		width += code_width(fonts, face, code);
	return width * size / 1000;
}

size_t
pdf_fonts_fit(const struct pdf_fonts *fonts, enum pdf_face face, double size,
    double width, const char *text, size_t length)
{
	const char *end = text + length, *at = text, *before, *gap = NULL;
	double used = 0;
	uint32_t code;

	while (at < end) {
		before = at;
		code = pdf_code_next(&at, end);
		used += code_width(fonts, face, code) * size / 1000;
		/* A space at the end of a line may stick out. */
		if (used > width && code != ' ') {
			if (gap != NULL)
				return (size_t)(gap - text);
			return (size_t)((before == text ? at : before) - text);
		}
		if (code == ' ' || code == '/' || code == ',' || code == '-')
			gap = at;
	}
	return length;
}

void
pdf_fonts_finish(const struct pdf_fonts *fonts)
{
	HPDF_TTFontDefAttr attr;
	int i;

	for (i = 0; i < PDF_FACE_COUNT; i++) {
		if (fonts->faces[i].font == NULL)
			continue;
		attr = definition(&fonts->faces[i])->attr;
		if (attr->num_glyphs == fonts->faces[i].file.glyph_count)
			sfnt_close_composites(
			    &fonts->faces[i].file, attr->glyph_tbl.flgs);
	}
}

void
pdf_fonts_close(struct pdf_fonts *fonts)
{
	int i;

	for (i = 0; i < PDF_FACE_COUNT; i++) {
		free(fonts->faces[i].widths);
		sfnt_release(&fonts->faces[i].file);
	}
	*fonts = (struct pdf_fonts){0};
}
