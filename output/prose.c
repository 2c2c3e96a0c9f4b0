#include "output/prose.h"

#include <string.h>

#include "base/buf.h"

enum {
	KEPT_LINES = 4,        /* a paragraph up to this is not torn */
	KEPT_BLOCK_LINES = 12, /* a command, that can be copied */
	TAB_COLUMNS = 8,
	BLOCK_PAD = 6
};

/* The suite of a large project would fill a book. */
enum { BLOCK_LINES = 400 };

static const double BLOCK_SIZE = 7.5, BLOCK_LEADING = 10.5;

static const struct prose_style plain_style = {
    .size = 9.5, .leading = 13.5, .ink = INK_TEXT, .after = 7};

/* A word, or a piece of one: what a line is made of. */
struct piece {
	const char *text;
	size_t length;
	double width;
	bool is_bold, is_code;
	bool has_space; /* before it */
};

struct lines {
	VEC(struct piece) pieces;
	VEC(size_t) starts; /* of each line; behind them the end */
};

enum ink
prose_ink(const char *words)
{
	static const struct {
		const char *word;
		enum ink ink;
	} inks[] = {{"good", INK_GOOD}, {"warn", INK_WARN}, {"bad", INK_BAD},
	    {"fine", INK_MUTED}, {"over", INK_MUTED}, {"muted", INK_MUTED}};
	size_t i;

	for (i = 0; i < sizeof inks / sizeof *inks; i++)
		if (markup_has_style(words, inks[i].word))
			return inks[i].ink;
	return INK_TEXT;
}

struct prose_style
prose_style_of(const char *words)
{
	static const struct {
		const char *word;
		struct prose_style style;
	} looks[] = {
	    {"over", {.size = 11, .leading = 15, .before = 70, .after = 6}},
	    {"title", {.size = 30, .leading = 37, .is_bold = true, .after = 8}},
	    {"subtitle", {.size = 14, .leading = 20, .after = 10}},
	    {"verdict", {.size = 26,
			    .leading = 34,
			    .is_bold = true,
			    .before = 26,
			    .after = 8}},
	    {"lead", {.size = 11.5, .leading = 17, .after = 6}},
	    {"fine", {.size = 8, .leading = 11.5, .after = 5}},
	};
	struct prose_style style = plain_style;
	size_t i;

	for (i = 0; i < sizeof looks / sizeof *looks; i++)
		if (markup_has_style(words, looks[i].word))
			style = looks[i].style;
	style.ink = prose_ink(words);
	return style;
}

static enum pdf_face
face_of(const struct piece *piece, const struct prose_style *style)
{
	if (piece->is_code)
		return PDF_FACE_MONO;
	return piece->is_bold || style->is_bold ? PDF_FACE_BOLD : PDF_FACE_TEXT;
}

/* DejaVu's monospaced face looks larger than its text face. */
static double
size_of(const struct piece *piece, const struct prose_style *style)
{
	return piece->is_code ? style->size * 0.92 : style->size;
}

static double
space_width(const struct document *document, const struct prose_style *style)
{
	return pdf_fonts_width(
	    &document->file.fonts, PDF_FACE_TEXT, style->size, " ", 1);
}

/* A word wider than a line becomes several pieces. */
static void
add_word(const struct document *document, struct lines *lines,
    struct piece word, double width, const struct prose_style *style)
{
	const struct pdf_fonts *fonts = &document->file.fonts;
	struct piece piece = word;

	while (word.length > 0) {
		piece.text = word.text;
		piece.length = pdf_fonts_fit(fonts, face_of(&word, style),
		    size_of(&word, style), width, word.text, word.length);
		piece.width = pdf_fonts_width(fonts, face_of(&word, style),
		    size_of(&word, style), word.text, piece.length);
		vec_push(&lines->pieces, piece);
		word.text += piece.length;
		word.length -= piece.length;
		piece.has_space = false;
	}
}

static void
add_words(const struct document *document, struct lines *lines,
    const struct run *runs, size_t count, double width,
    const struct prose_style *style)
{
	const char *at;
	size_t i, length;
	bool has_space = false;

	for (i = 0; i < count; i++) {
		for (at = runs[i].text; *at != '\0'; at += length) {
			length = strspn(at, " ");
			if (length > 0) {
				has_space = true;
				continue;
			}
			length = strcspn(at, " ");
			add_word(document, lines,
			    (struct piece){.text = at,
				.length = length,
				.is_bold = runs[i].is_bold,
				.is_code = runs[i].is_code,
				.has_space = has_space},
			    width, style);
			has_space = false;
		}
	}
}

/* Fills lines one after the other, as much as each one takes. */
static void
break_lines(const struct document *document, struct lines *lines,
    const struct run *runs, size_t count, const struct prose_style *style)
{
	double width = style->width > 0
			   ? style->width
			   : document_width(document) - style->indent;
	double space = space_width(document, style), used = 0, needed;
	const struct piece *piece;
	size_t i;

	add_words(document, lines, runs, count, width, style);
	for (i = 0; i < lines->pieces.count; i++) {
		piece = &lines->pieces.items[i];
		needed = piece->width + (piece->has_space ? space : 0);
		if (i > 0 && used + needed <= width) {
			used += needed;
			continue;
		}
		vec_push(&lines->starts, i);
		used = piece->width;
	}
	vec_push(&lines->starts, lines->pieces.count);
}

static void
lines_release(struct lines *lines)
{
	vec_free(&lines->pieces);
	vec_free(&lines->starts);
}

static void
draw_pieces(struct document *document, const struct piece *pieces, size_t count,
    struct point at, const struct prose_style *style)
{
	struct buf joined = {0};
	double space = space_width(document, style);
	size_t i, j;

	for (i = 0; i < count; i = j) {
		const struct pdf_type type = {face_of(&pieces[i], style),
		    size_of(&pieces[i], style), style->ink};

		/* Pieces that look the same are one text. */
		buf_reset(&joined);
		if (i > 0 && pieces[i].has_space)
			at.x += space;
		for (j = i; j < count; j++) {
			if (face_of(&pieces[j], style) != type.face)
				break;
			if (j > i && pieces[j].has_space)
				buf_add_char(&joined, ' ');
			buf_add(&joined, pieces[j].text, pieces[j].length);
		}
		document_type(
		    document, at, buf_text(&joined), joined.length, &type);
		at.x += pdf_fonts_width(&document->file.fonts, type.face,
		    type.size, buf_text(&joined), joined.length);
	}
	buf_release(&joined);
}

static void
draw_line(struct document *document, const struct lines *lines, size_t line,
    struct point at, const struct prose_style *style)
{
	size_t from = lines->starts.items[line];

	/* The baseline that centres x-height and leading. */
	at.x += style->indent;
	at.y += (style->leading + style->size * 0.72) / 2;
	if (style->has_dot && line == 0)
		document_dot(document,
		    (struct point){
			at.x - style->indent + 4, at.y - style->size * 0.3},
		    style->ink);
	draw_pieces(document, lines->pieces.items + from,
	    lines->starts.items[line + 1] - from, at, style);
}

void
prose_paragraph(struct document *document, const struct run *runs, size_t count,
    const struct prose_style *style)
{
	struct lines lines = {0};
	size_t all, i, kept;
	struct point at;

	break_lines(document, &lines, runs, count, style);
	all = lines.starts.count - 1;
	if (all > 0)
		document_skip(document, style->before);
	for (i = 0; i < all; i += kept) {
		kept = all <= KEPT_LINES ? all : i == 0 || all - i == 2 ? 2 : 1;
		at = document_place(document, (double)kept * style->leading);
		for (size_t j = 0; j < kept; j++) {
			draw_line(document, &lines, i + j, at, style);
			at.y += style->leading;
		}
	}
	if (all > 0)
		document_skip(document, style->after);
	lines_release(&lines);
}

static const struct prose_style caption_style = {
    .size = 8, .leading = 11, .ink = INK_MUTED, .before = 2, .after = 8};

void
prose_caption(struct document *document, const char *number, const char *text)
{
	const struct run runs[] = {
	    {number, true, false}, {" ", false, false}, {text, false, false}};

	prose_paragraph(document, runs, 3, &caption_style);
}

double
prose_caption_height(
    struct document *document, const char *number, const char *text)
{
	const struct run runs[] = {
	    {number, true, false}, {" ", false, false}, {text, false, false}};
	struct lines lines = {0};
	double height;

	break_lines(document, &lines, runs, 3, &caption_style);
	height = (double)(lines.starts.count - 1) * caption_style.leading +
		 caption_style.before;
	lines_release(&lines);
	return height;
}

/* A line of a block, on its ground. */
static void
draw_block_line(struct document *document, const char *text, size_t length)
{
	const struct pdf_type type = {PDF_FACE_MONO, BLOCK_SIZE, INK_TEXT};
	struct point at = document_place(document, BLOCK_LEADING);

	document_rule(document, at.x, at.y + BLOCK_LEADING / 2, 2,
	    BLOCK_LEADING, INK_GRID);
	at.x += BLOCK_PAD + 2;
	at.y += (BLOCK_LEADING + BLOCK_SIZE * 0.72) / 2;
	document_type(document, at, text, length, &type);
}

static void
add_expanded(struct buf *out, const char *text)
{
	size_t column = 0;

	for (; *text != '\0'; text++) {
		if (*text != '\t') {
			buf_add_char(out, *text);
			column += ((unsigned char)*text & 0xC0) != 0x80;
			column = *text == '\n' ? 0 : column;
			continue;
		}
		do
			buf_add_char(out, ' ');
		while (++column % TAB_COLUMNS != 0);
	}
}

/* The bytes of the next line of a block. */
static size_t
block_line(const struct document *document, const char *text)
{
	return pdf_fonts_fit(&document->file.fonts, PDF_FACE_MONO, BLOCK_SIZE,
	    document_width(document) - BLOCK_PAD - 2, text,
	    strcspn(text, "\n"));
}

/* Behind the line and its end. */
static const char *
block_next(const struct document *document, const char *text)
{
	text += block_line(document, text);
	return text + (*text == '\n');
}

/* The lines of a block, counted as far as it may stay whole. */
static size_t
block_lines(const struct document *document, const char *text)
{
	size_t count = 0;

	for (; *text != '\0' && count <= KEPT_BLOCK_LINES; count++)
		text = block_next(document, text);
	return count;
}

void
prose_block(struct document *document, const char *text)
{
	struct buf expanded = {0};
	const char *at;
	size_t lines;

	add_expanded(&expanded, text);
	at = buf_text(&expanded);
	lines = block_lines(document, at);
	if (lines <= KEPT_BLOCK_LINES &&
	    document_room(document) < (double)lines * BLOCK_LEADING)
		document_break(document);
	for (lines = 0; *at != '\0' && lines < BLOCK_LINES; lines++) {
		draw_block_line(document, at, block_line(document, at));
		at = block_next(document, at);
	}
	if (*at != '\0')
		draw_block_line(document, "…", strlen("…"));
	document_skip(document, 9);
	buf_release(&expanded);
}

static double
name_width(struct document *document, const struct block *blocks, size_t count)
{
	double widest = 0, width;
	const char *text;
	size_t i;

	for (i = 0; i < count; i++) {
		if (blocks[i].kind != BLOCK_DT)
			continue;
		text = markup_text(&blocks[i], &document->arena);
		width = pdf_fonts_width(&document->file.fonts, PDF_FACE_TEXT,
		    plain_style.size, text, strlen(text));
		widest = width > widest ? width : widest;
	}
	width = document_width(document) * 0.34;
	return widest < width ? widest : width;
}

/* A name and its value, side by side. */
static void
draw_fact(struct document *document, const struct block *name,
    const struct block *value, const struct prose_style *styles)
{
	struct lines left = {0}, right = {0};
	size_t rows, i;
	struct point at;

	break_lines(document, &left, name->runs, name->run_count, &styles[0]);
	if (value != NULL)
		break_lines(document, &right, value->runs, value->run_count,
		    &styles[1]);
	else
		vec_push(&right.starts, 0);
	rows = left.starts.count > right.starts.count ? left.starts.count - 1
						      : right.starts.count - 1;
	if (rows <= KEPT_LINES &&
	    document_room(document) < (double)rows * styles[0].leading)
		document_break(document);
	for (i = 0; i < rows; i++) {
		at = document_place(document, styles[0].leading);
		if (i + 1 < left.starts.count)
			draw_line(document, &left, i, at, &styles[0]);
		if (i + 1 < right.starts.count)
			draw_line(document, &right, i, at, &styles[1]);
	}
	document_skip(document, 3);
	lines_release(&left);
	lines_release(&right);
}

void
prose_facts(struct document *document, const struct block *blocks, size_t count)
{
	struct prose_style styles[2] = {plain_style, plain_style};
	const struct block *value;
	size_t i;

	document_skip(document, 4);
	styles[0].width = name_width(document, blocks, count) + 0.5;
	styles[0].ink = INK_MUTED;
	styles[1].indent = styles[0].width + 14;
	for (i = 0; i < count; i++) {
		if (blocks[i].kind != BLOCK_DT)
			continue;
		value = i + 1 < count && blocks[i + 1].kind == BLOCK_DD
			    ? &blocks[i + 1]
			    : NULL;
		draw_fact(document, &blocks[i], value, styles);
	}
	document_skip(document, 6);
}
