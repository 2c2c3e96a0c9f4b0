#include "output/markup.h"

#include <string.h>

#include "base/buf.h"
#include "base/err.h"

/* A tag that was read: <p class="lead">. */
struct tag {
	char name[16];
	const char *style, *part;
	bool is_end;
};

enum tag_role { ROLE_BLOCK, ROLE_AROUND, ROLE_INLINE, ROLE_PART, ROLE_BREAK };

static const struct tag_kind {
	const char *name;
	enum tag_role role;
	enum block_kind block;
} kinds[] = {
    {"h1", ROLE_BLOCK, BLOCK_H1},
    {"h2", ROLE_BLOCK, BLOCK_H2},
    {"h3", ROLE_BLOCK, BLOCK_H3},
    {"p", ROLE_BLOCK, BLOCK_P},
    {"pre", ROLE_BLOCK, BLOCK_PRE},
    {"dt", ROLE_BLOCK, BLOCK_DT},
    {"dd", ROLE_BLOCK, BLOCK_DD},
    {"li", ROLE_BLOCK, BLOCK_LI},
    {"b", ROLE_INLINE, BLOCK_P},
    {"code", ROLE_INLINE, BLOCK_P},
    {"section", ROLE_AROUND, BLOCK_P},
    {"dl", ROLE_AROUND, BLOCK_P},
    {"ul", ROLE_AROUND, BLOCK_P},
    {"table", ROLE_PART, BLOCK_PART},
    {"figure", ROLE_PART, BLOCK_PART},
    {"nav", ROLE_PART, BLOCK_PART},
    {"img", ROLE_PART, BLOCK_PART},
    {"hr", ROLE_BREAK, BLOCK_BREAK},
};

struct reader {
	struct markup *markup;
	const char *at, *name;
	struct arena *arena;
	struct err *err;
	/* The block that is open. */
	bool is_open;
	struct block block;
	VEC(struct run) runs;
	struct buf text; /* of the run under construction */
	bool is_bold, is_code;
};

static const struct tag_kind *
kind_find(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

/* One character or reference of text. */
static void
add_character(struct reader *reader, struct buf *out)
{
	static const struct {
		const char *name, *text;
	} references[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"},
	    {"&quot;", "\""}, {"&#39;", "'"}, {"&nbsp;", "\xC2\xA0"}};
	size_t i, length;

	for (i = 0; i < sizeof references / sizeof *references; i++) {
		length = strlen(references[i].name);
		if (strncmp(reader->at, references[i].name, length) == 0) {
			buf_add_string(out, references[i].text);
			reader->at += length;
			return;
		}
	}
	buf_add_char(out, *reader->at++);
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* True where a space would be the first of its block, or the second. */
static bool
ends_in_space(const struct reader *reader)
{
	const struct run *last;

	if (reader->text.length > 0)
		return is_space(reader->text.text[reader->text.length - 1]);
	if (reader->runs.count == 0)
		return true;
	last = &reader->runs.items[reader->runs.count - 1];
	return is_space(last->text[strlen(last->text) - 1]);
}

static void
end_run(struct reader *reader)
{
	if (reader->text.length == 0)
		return;
	vec_push(&reader->runs,
	    (struct run){arena_strndup(reader->arena, reader->text.text,
			     reader->text.length),
		reader->is_bold, reader->is_code});
	buf_reset(&reader->text);
}

static void
end_block(struct reader *reader)
{
	struct run *runs;

	end_run(reader);
	reader->block.run_count = reader->runs.count;
	if (reader->runs.count > 0) {
		runs = arena_alloc(
		    reader->arena, reader->runs.count * sizeof *runs);
		memcpy(runs, reader->runs.items,
		    reader->runs.count * sizeof *runs);
		reader->block.runs = runs;
	}
	vec_push(&reader->markup->blocks, reader->block);
	reader->runs.count = 0;
	reader->is_open = reader->is_bold = reader->is_code = false;
}

static const char *
attribute_value(struct reader *reader)
{
	struct buf value = {0};
	const char *text;

	while (*reader->at != '\0' && *reader->at != '"')
		add_character(reader, &value);
	if (*reader->at == '"')
		reader->at++;
	text = arena_strndup(reader->arena, buf_text(&value), value.length);
	buf_release(&value);
	return text;
}

static int
read_attribute(struct reader *reader, struct tag *tag)
{
	size_t length = strcspn(reader->at, "=> \n\t");
	const char *name = reader->at;

	reader->at += length;
	if (strncmp(reader->at, "=\"", 2) != 0)
		return err_set(reader->err,
		    "%s: \"%.*s\" in <%s> is no name=\"value\"", reader->name,
		    (int)(length < 40 ? length : 40), name, tag->name);
	reader->at += 2;
	if (length == 5 && memcmp(name, "class", 5) == 0)
		tag->style = attribute_value(reader);
	else if (length == 9 && memcmp(name, "data-part", 9) == 0)
		tag->part = attribute_value(reader);
	else
		return err_set(reader->err,
		    "%s: \"%.*s\" in <%s> is not known; there are class and "
		    "data-part",
		    reader->name, (int)(length < 40 ? length : 40), name,
		    tag->name);
	return 0;
}

/* reader->at stands behind "<". */
static int
read_tag(struct reader *reader, struct tag *tag)
{
	size_t length;

	*tag = (struct tag){.style = ""};
	if (*reader->at == '/') {
		tag->is_end = true;
		reader->at++;
	}
	length = strcspn(reader->at, "> \n\t/<");
	if (length == 0 || length >= sizeof tag->name)
		return err_set(reader->err,
		    "%s: \"<%.20s\" is no tag; a \"<\" in text is &lt;",
		    reader->name, reader->at);
	memcpy(tag->name, reader->at, length);
	reader->at += length;
	for (;;) {
		while (is_space(*reader->at) || *reader->at == '/')
			reader->at++;
		if (*reader->at == '>') {
			reader->at++;
			return 0;
		}
		if (*reader->at == '\0')
			return err_set(reader->err, "%s: <%s is cut off",
			    reader->name, tag->name);
		if (read_attribute(reader, tag) < 0)
			return -1;
	}
}

static int
take_part(struct reader *reader, const struct tag *tag)
{
	if (tag->is_end)
		return 0;
	if (tag->part == NULL)
		return err_set(reader->err, "%s: <%s> needs data-part=\"…\"",
		    reader->name, tag->name);
	reader->block = (struct block){BLOCK_PART, tag->style,
	    arena_printf(reader->arena, "%s %s", tag->name, tag->part), NULL,
	    0};
	end_block(reader);
	return 0;
}

static int
take_inline(struct reader *reader, const struct tag *tag)
{
	if (!reader->is_open)
		return err_set(reader->err, "%s: <%s> stands outside of text",
		    reader->name, tag->name);
	end_run(reader);
	if (strcmp(tag->name, "b") == 0)
		reader->is_bold = !tag->is_end;
	else
		reader->is_code = !tag->is_end;
	return 0;
}

static int
take_block(struct reader *reader, const struct tag *tag, enum block_kind kind)
{
	if (tag->is_end) {
		if (!reader->is_open || reader->block.kind != kind)
			return err_set(reader->err,
			    "%s: </%s> without <%s> before it", reader->name,
			    tag->name, tag->name);
		end_block(reader);
		return 0;
	}
	reader->block = (struct block){kind, tag->style, NULL, NULL, 0};
	reader->is_open = true;
	/* HTML drops a line break right behind <pre>. */
	if (kind == BLOCK_PRE && *reader->at == '\n')
		reader->at++;
	return 0;
}

static int
take_tag(struct reader *reader)
{
	const struct tag_kind *kind;
	struct tag tag;

	if (read_tag(reader, &tag) < 0)
		return -1;
	kind = kind_find(tag.name);
	if (kind == NULL)
		return err_set(reader->err,
		    "%s: <%s> is not known on paper; the head of the "
		    "template that perfolio carries lists the tags",
		    reader->name, tag.name);
	if (kind->role == ROLE_INLINE)
		return take_inline(reader, &tag);
	if (reader->is_open && !(kind->role == ROLE_BLOCK && tag.is_end))
		return err_set(reader->err,
		    "%s: <%s> stands inside a block that is not closed",
		    reader->name, tag.name);
	switch (kind->role) {
	case ROLE_BLOCK:
		return take_block(reader, &tag, kind->block);
	case ROLE_PART:
		return take_part(reader, &tag);
	case ROLE_BREAK:
		reader->block =
		    (struct block){.kind = BLOCK_BREAK, .style = ""};
		end_block(reader);
		return 0;
	case ROLE_AROUND:
	case ROLE_INLINE:
		break;
	}
	return 0;
}

static int
take_text(struct reader *reader)
{
	if (is_space(*reader->at) && !reader->is_open) {
		reader->at++;
		return 0;
	}
	if (!reader->is_open)
		return err_set(reader->err,
		    "%s: the text \"%.30s\" stands outside of a block",
		    reader->name, reader->at);
	if (is_space(*reader->at) && reader->block.kind != BLOCK_PRE) {
		if (!ends_in_space(reader))
			buf_add_char(&reader->text, ' ');
		reader->at++;
		return 0;
	}
	add_character(reader, &reader->text);
	return 0;
}

int
markup_read(struct markup *markup, const char *text, const char *name,
    struct arena *arena, struct err *err)
{
	struct reader reader = {.markup = markup,
	    .at = text,
	    .name = name,
	    .arena = arena,
	    .err = err};
	int status = 0;

	*markup = (struct markup){0};
	while (*reader.at != '\0' && status == 0) {
		if (*reader.at == '<') {
			reader.at++;
			status = take_tag(&reader);
		} else {
			status = take_text(&reader);
		}
	}
	if (status == 0 && reader.is_open)
		status = err_set(err, "%s: its last block is not closed", name);
	vec_free(&reader.runs);
	buf_release(&reader.text);
	return status;
}

void
markup_release(struct markup *markup)
{
	vec_free(&markup->blocks);
}

bool
markup_has_style(const char *style, const char *word)
{
	size_t length = strlen(word), here;

	for (;; style += here) {
		style += strspn(style, " ");
		here = strcspn(style, " ");
		if (here == 0)
			return false;
		if (here == length && memcmp(style, word, length) == 0)
			return true;
	}
}

const char *
markup_text(const struct block *block, struct arena *arena)
{
	struct buf text = {0};
	const char *copy;
	size_t i;

	for (i = 0; i < block->run_count; i++)
		buf_add_string(&text, block->runs[i].text);
	while (text.length > 0 && is_space(text.text[text.length - 1]))
		text.length--;
	copy = arena_strndup(arena, buf_text(&text), text.length);
	buf_release(&text);
	return copy;
}
