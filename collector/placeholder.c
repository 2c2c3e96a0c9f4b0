#include "collector/placeholder.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/text.h"

enum { WORD_BYTES = 64, WORD_SHORTEST = 3 };

/* Length of the word in "word}", 0 if this is none. */
static size_t
word_length(const char *text)
{
	size_t length = strcspn(text, "{}\n");

	return text[length] == '}' ? length : 0;
}

static bool
is_word(const char *name, const char *word, size_t length)
{
	return strlen(name) == length && memcmp(name, word, length) == 0;
}

/* What the word stands for, NULL if nothing. */
static const char *
find(const struct placeholders *values, const char *word, size_t length)
{
	size_t i;

	for (i = 0; i < values->count; i++)
		if (is_word(values->params[i].name, word, length))
			return values->params[i].value;
	return is_word("seed", word, length) ? values->seed : NULL;
}

/* The parameter that an unknown word was probably meant to be. */
static const char *
find_near(const struct placeholders *values, const char *word, size_t length)
{
	char copy[WORD_BYTES];
	const char *name;
	size_t i;

	if (length >= sizeof copy)
		return NULL;
	memcpy(copy, word, length);
	copy[length] = '\0';
	for (i = 0; i < values->count; i++) {
		name = values->params[i].name;
		if (strcasecmp(name, copy) == 0)
			return name;
		/* In {n} and {1} one edit is another word altogether. */
		if (length >= WORD_SHORTEST &&
		    text_nearest(copy, &name, 1) != NULL)
			return name;
	}
	return NULL;
}

/* "{{word}}" that stands for the text {word}: adds it; its length, else 0. */
static size_t
fill_escaped(
    struct buf *out, const char *text, const struct placeholders *values)
{
	size_t length;

	if (text[0] != '{' || text[1] != '{')
		return 0;
	length = word_length(text + 2);
	if (length == 0 || text[2 + length + 1] != '}')
		return 0;
	if (find(values, text + 2, length) == NULL &&
	    find_near(values, text + 2, length) == NULL)
		return 0;
	buf_add(out, text + 1, length + 2);
	return length + 4;
}

static size_t
fill_word(struct buf *out, const char *text, const struct placeholders *values)
{
	const char *value;
	size_t length = word_length(text + 1);

	if (length == 0)
		return 0;
	value = find(values, text + 1, length);
	if (value == NULL)
		return 0;
	buf_add_string(out, value);
	return length + 2;
}

void
placeholder_fill(
    struct buf *out, const char *text, const struct placeholders *values)
{
	size_t step;

	while (*text != '\0') {
		step = strcspn(text, "{");
		buf_add(out, text, step);
		text += step;
		if (*text == '\0')
			return;
		step = fill_escaped(out, text, values);
		if (step == 0)
			step = fill_word(out, text, values);
		if (step == 0)
			buf_add(out, text, step = 1);
		text += step;
	}
}

static int
check_text(
    const struct node *node, const struct placeholders *values, struct err *err)
{
	const char *text, *near;
	struct buf scrap = {0};
	size_t step, length;
	int result = 0;

	for (text = strchr(node->text, '{'); text != NULL && result == 0;
	     text = strchr(text + step, '{')) {
		step = fill_escaped(&scrap, text, values);
		if (step > 0)
			continue;
		step = 1;
		length = word_length(text + 1);
		if (length == 0 || find(values, text + 1, length) != NULL)
			continue;
		near = find_near(values, text + 1, length);
		if (near != NULL)
			result = node_fail(node, err,
			    "unknown parameter {%.*s}, did you mean {%s}? "
			    "{{%.*s}} would be the text itself",
			    (int)length, text + 1, near, (int)length, text + 1);
	}
	buf_release(&scrap);
	return result;
}

int
placeholder_check(
    const struct node *node, const struct placeholders *values, struct err *err)
{
	size_t i;

	if (node->type == NODE_TEXT)
		return check_text(node, values, err);
	for (i = 0; i < node->count; i++)
		if (placeholder_check(node->items[i], values, err) < 0)
			return -1;
	return 0;
}
