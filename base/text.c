#include "base/text.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

/* Bytes of the valid character at text, 0 if there is none (Unicode 3.9). */
static size_t
character_bytes(const unsigned char *text, size_t length)
{
	unsigned char low = 0x80, high = 0xBF;
	size_t need, i;

	if (text[0] == 0)
		return 0;
	if (text[0] < 0x80)
		return 1;
	if (text[0] >= 0xC2 && text[0] <= 0xDF)
		need = 2;
	else if (text[0] >= 0xE0 && text[0] <= 0xEF)
		need = 3;
	else if (text[0] >= 0xF0 && text[0] <= 0xF4)
		need = 4;
	else
		return 0;
	if (text[0] == 0xE0)
		low = 0xA0;
	if (text[0] == 0xED)
		high = 0x9F;
	if (text[0] == 0xF0)
		low = 0x90;
	if (text[0] == 0xF4)
		high = 0x8F;
	if (length < need || text[1] < low || text[1] > high)
		return 0;
	for (i = 2; i < need; i++)
		if ((text[i] & 0xC0) != 0x80)
			return 0;
	return need;
}

void
text_clean(struct buf *out, const char *text, size_t length)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t at = 0, from = 0, step;

	while (at < length) {
		step = character_bytes(bytes + at, length - at);
		if (step != 0) {
			at += step;
			continue;
		}
		buf_add(out, text + from, at - from);
		buf_add_string(out, "\xEF\xBF\xBD");
		from = ++at;
	}
	buf_add(out, text + from, at - from);
}

char *
text_cleaned(struct arena *arena, const char *text, size_t length)
{
	struct buf buf = {0};
	char *copy;

	text_clean(&buf, text, length);
	copy = arena_strndup(arena, buf_text(&buf), buf.length);
	buf_release(&buf);
	return copy;
}

bool
text_is_utf8(const char *text, size_t length)
{
	size_t at = 0, step;

	for (; at < length; at += step) {
		step = character_bytes(
		    (const unsigned char *)text + at, length - at);
		if (step == 0)
			return false;
	}
	return true;
}

static bool
is_control(const char *text, size_t step)
{
	const unsigned char *c = (const unsigned char *)text;

	if (step == 1)
		return c[0] < 0x20 || c[0] == 0x7F;
	/* C1 controls: some terminals obey them like ESC. */
	if (step == 2)
		return c[0] == 0xC2 && c[1] < 0xA0;
	/* Line separators, and what turns the direction of a line around. */
	if (step == 3 && c[0] == 0xE2 && c[1] == 0x80)
		return c[2] >= 0xA8 && c[2] <= 0xAE;
	return step == 3 && c[0] == 0xE2 && c[1] == 0x81 && c[2] >= 0xA6 &&
	       c[2] <= 0xA9;
}

void
text_printable(struct buf *out, const char *text, size_t max)
{
	size_t length = strlen(text), at, step, shown = 0, i;

	for (at = 0; at < length; at += step, shown++) {
		if (max != 0 && shown + 1 == max &&
		    text_characters(text + at) > 1) {
			buf_add_string(out, "…");
			return;
		}
		step = character_bytes(
		    (const unsigned char *)text + at, length - at);
		if (step == 0) {
			buf_add_string(out, "\xEF\xBF\xBD");
			step = 1;
		} else if (text[at] == '\n') {
			buf_add_string(out, "\\n");
		} else if (text[at] == '\t') {
			buf_add_string(out, "\\t");
		} else if (is_control(text + at, step)) {
			for (i = 0; i < step; i++)
				buf_addf(out, "\\x%02X",
				    (unsigned char)text[at + i]);
		} else {
			buf_add(out, text + at, step);
		}
	}
}

static void
escape(struct buf *out, const char *text, const char *special)
{
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text < 0x20 || *text == 0x7F ||
		    strchr(special, *text) != NULL)
			buf_addf(out, "%%%02X", (unsigned char)*text);
		else
			buf_add_char(out, *text);
	}
}

void
text_escape_id(struct buf *out, const char *text)
{
	escape(out, text, "%,=/");
}

void
text_escape_control(struct buf *out, const char *text)
{
	escape(out, text, "");
}

size_t
text_characters(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += ((unsigned char)*text & 0xC0) != 0x80;
	return count;
}

/*
 * Edits from one word to the other: a letter more, less or another, or two
 * neighbours swapped. Words over 63 bytes are far from everything.
 */
static size_t
distance(const char *a, const char *b)
{
	size_t rows[3][64], *row, *above, *above2;
	size_t n = strlen(a), m = strlen(b), i, j, best;

	if (n > 63 || m > 63)
		return 64;
	for (j = 0; j <= m; j++)
		rows[0][j] = j;
	for (i = 1; i <= n; i++) {
		row = rows[i % 3];
		above = rows[(i + 2) % 3];
		above2 = rows[(i + 1) % 3];
		row[0] = i;
		for (j = 1; j <= m; j++) {
			best = above[j - 1] + (a[i - 1] != b[j - 1]);
			if (above[j] + 1 < best)
				best = above[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] && above2[j - 2] + 1 < best)
				best = above2[j - 2] + 1;
			row[j] = best;
		}
	}
	return rows[n % 3][m];
}

const char *
text_nearest(const char *word, const char *const *candidates, size_t count)
{
	const char *nearest = NULL;
	size_t best = (strlen(word) + 2) / 3 + 1, i, edits;

	for (i = 0; i < count; i++) {
		edits = distance(word, candidates[i]);
		if (edits < best) {
			best = edits;
			nearest = candidates[i];
		}
	}
	return nearest;
}

bool
text_starts_with(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool
text_ends_with(const char *text, const char *suffix)
{
	size_t length = strlen(text), tail = strlen(suffix);

	return length >= tail && strcmp(text + length - tail, suffix) == 0;
}
