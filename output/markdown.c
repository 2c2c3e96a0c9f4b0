#include "output/markdown.h"

#include <string.h>

#include "base/buf.h"

/* A character that is not seen, and breaks what it stands in. */
static const char joint[] = "\xE2\x81\xA0"; /* U+2060 word joiner */

static void
add_character(struct buf *out, const char *at, const char *text)
{
	switch (*at) {
	case '<':
		buf_add_string(out, "&lt;");
		return;
	case '>':
		buf_add_string(out, "&gt;");
		return;
	case '&':
		buf_add_string(out, "&amp;");
		return;
	/* A backslash before it would not keep a cell together. */
	case '|':
		buf_add_string(out, "&#124;");
		return;
	case '\n':
	case '\r':
	case '\t':
		buf_add_char(out, ' ');
		return;
	/* Mentions, and issues by number. */
	case '@':
	case '#':
		buf_add_char(out, *at);
		buf_add_string(out, joint);
		return;
	/* Addresses are made links. */
	case ':':
		buf_add_char(out, ':');
		if (at[1] == '/' && at[2] == '/')
			buf_add_string(out, joint);
		return;
	case '.':
		buf_add_char(out, '.');
		if (at - text >= 3 && strncasecmp(at - 3, "www", 3) == 0)
			buf_add_string(out, joint);
		return;
	default:
		break;
	}
	if (strchr("\\`*_[]~$", *at) != NULL)
		buf_add_char(out, '\\');
	buf_add_char(out, *at);
}

void
markdown_add(struct buf *out, const char *text)
{
	const char *at;

	for (at = text; *at != '\0'; at++)
		if ((unsigned char)*at >= 0x20 || *at == '\n' || *at == '\t')
			add_character(out, at, text);
}

void
markdown_add_code(struct buf *out, const char *text)
{
	buf_add_string(out, "<code>");
	markdown_add(out, text);
	buf_add_string(out, "</code>");
}
