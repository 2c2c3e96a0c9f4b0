#include "collector/json_walk.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"

const char JSON_WALK_NAN[] = "N";
const char JSON_WALK_INFINITY[] = "Infini";

static const char space[] = " \t\r\n";

int
json_walk_read(const char *path, struct buf *text, struct err *err)
{
	static const char mark[] = "\xEF\xBB\xBF";
	struct buf cleaned = {0};

	if (file_read(path, text, err) < 0)
		return -1;
	if (!text_is_utf8(buf_text(text), text->length)) {
		text_clean(&cleaned, text->text, text->length);
		buf_release(text);
		*text = cleaned;
	}
	buf_reserve(text, 0);
	text->text[text->length] = '\0';
	/* Blanks, so that lines and columns stay. */
	if (text_starts_with(text->text, mark))
		memset(text->text, ' ', sizeof mark - 1);
	return 0;
}

/* Behind the string that begins at at; NULL if it has no end. */
static char *
skip_string(char *at)
{
	for (at++; *at != '\0'; at++) {
		if (*at == '"')
			return at + 1;
		if (*at == '\\' && *++at == '\0')
			return NULL;
	}
	return NULL;
}

/* Behind the value that begins at at; NULL if it has no end. */
static char *
skip_value(char *at)
{
	size_t depth = 0;

	if (*at != '{' && *at != '[' && *at != '"')
		return at + strcspn(at, " \t\r\n,:]}");
	do {
		at += strcspn(at, "\"{}[]");
		switch (*at) {
		case '\0':
			return NULL;
		case '"':
			at = skip_string(at);
			if (at == NULL)
				return NULL;
			break;
		case '{':
		case '[':
			depth++;
			at++;
			break;
		default:
			depth--;
			at++;
		}
	} while (depth > 0);
	return at;
}

static void
mend(char *at, const char *token, const char *name)
{
	size_t length = strlen(token);

	if (strncmp(at, token, length) != 0)
		return;
	at[0] = at[length - 1] = '"';
	memcpy(at + 1, name, length - 2);
}

void
json_walk_mend(char *text)
{
	while (text != NULL) {
		text += strcspn(text, "\"NI-");
		switch (*text) {
		case '\0':
			return;
		case '"':
			text = skip_string(text);
			continue;
		case 'N':
			mend(text, "NaN", "N");
			break;
		case 'I':
			mend(text, "Infinity", "Infini");
			break;
		default:
			mend(text, "-Infinity", "-Infini");
			mend(text, "-NaN", "-N");
		}
		/* What was mended is a string now, and skipped as one. */
		if (*text != '"')
			text++;
	}
}

int
json_walk_whole(
    char *text, struct json_span *whole, char **after, struct err *err)
{
	char *end;

	text += strspn(text, space);
	end = skip_value(text);
	if (end == NULL || end == text)
		return err_set(err, end == NULL
					? "is cut short: it ends within a value"
					: "holds no JSON value");
	*whole = (struct json_span){text, (size_t)(end - text)};
	*after = end + strspn(end, space);
	return 0;
}

struct json_span
json_walk_cut(char *text, char **after)
{
	size_t length = strlen(text);
	struct err ignored = {{0}};
	struct json_span whole;

	if (json_walk_whole(text, &whole, after, &ignored) == 0)
		return whole;
	*after = text + length;
	return (struct json_span){text, length + 1};
}

int
json_walk_begin(struct json_walk *walk, struct json_span whole, char open,
    const char *what, struct err *err)
{
	if (whole.length < 2 || whole.text[0] != open)
		return err_set(err, "%s must be %s", what,
		    open == '{' ? "an object" : "a list");
	*walk = (struct json_walk){.at = whole.text + 1,
	    .end = whole.text + whole.length - 1,
	    .close = open == '{' ? '}' : ']'};
	return 0;
}

static int
bad_member(const struct json_walk *walk, struct err *err)
{
	if (*walk->end == '\0')
		return err_set(err, "is cut short: it ends within a value");
	return err_set(err, "is not valid JSON: %s was expected",
	    walk->close == '}' ? "\"key\": value" : "a value");
}

/* The value at walk->at, which moves behind it. */
static bool
take_value(struct json_walk *walk, struct json_span *value)
{
	char *end;

	if (walk->at >= walk->end)
		return false;
	end = skip_value(walk->at);
	if (end == NULL && *walk->end == '\0') {
		*value = json_walk_cut(walk->at, &walk->at);
		return true;
	}
	if (end == NULL || end == walk->at || end > walk->end)
		return false;
	*value = (struct json_span){walk->at, (size_t)(end - walk->at)};
	walk->at = end + strspn(end, space);
	return true;
}

int
json_walk_next(struct json_walk *walk, struct json_span *key,
    struct json_span *value, struct err *err)
{
	walk->at += strspn(walk->at, space);
	if (walk->at >= walk->end)
		return *walk->end == walk->close ? 0 : bad_member(walk, err);
	if (walk->is_begun) {
		if (*walk->at != ',')
			return bad_member(walk, err);
		walk->at++;
		walk->at += strspn(walk->at, space);
	}
	walk->is_begun = true;
	if (walk->close == '}') {
		if (*walk->at != '"' || !take_value(walk, key) ||
		    *walk->at != ':')
			return bad_member(walk, err);
		walk->at++;
		walk->at += strspn(walk->at, space);
	}
	return take_value(walk, value) ? 1 : bad_member(walk, err);
}

bool
json_span_is(struct json_span key, const char *name)
{
	size_t length = strlen(name);

	return key.length == length + 2 &&
	       memcmp(key.text + 1, name, length) == 0;
}

cJSON *
json_span_parse(struct json_span span, struct err *err)
{
	char *end = span.text + span.length, kept;
	cJSON *tree;

	if (end[-1] == '\0') {
		err_set(err, "is cut short: it ends within a value");
		return NULL;
	}
	kept = *end;
	*end = '\0';
	tree = json_parse(span.text, span.length, err);
	*end = kept;
	if (tree == NULL)
		err_set(err, "is not valid JSON");
	return tree;
}

const char *
json_span_string(struct json_span span, struct arena *arena, struct err *err)
{
	cJSON *tree = json_span_parse(span, err);
	const char *text = NULL;

	if (cJSON_IsString(tree))
		text = arena_strdup(arena, tree->valuestring);
	else if (tree != NULL)
		err_set(err, "must be text");
	cJSON_Delete(tree);
	return text;
}

size_t
json_walk_line(const char *text, const char *at)
{
	size_t line = 1;

	for (; text < at; text++)
		line += *text == '\n';
	return line;
}
