#include "collector/json_path.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/num.h"
#include "base/vec.h"

enum step_kind { STEP_NAME, STEP_INDEX, STEP_ALL };

struct json_step {
	enum step_kind kind;
	const char *name;
	uint64_t index;
};

struct parser {
	struct arena *arena;
	const char *text, *at;
	VEC(struct json_step) steps;
	struct err *err;
};

static int
fail(const struct parser *parser, const char *message)
{
	return err_set(parser->err, "character %zu: %s",
	    (size_t)(parser->at - parser->text) + 1, message);
}

/* Up to the next "." or bracket. */
static int
parse_name(struct parser *parser)
{
	size_t length = strcspn(parser->at, ".[]\"");

	if (length == 0)
		return fail(parser, "a name is missing here");
	if (length == 1 && *parser->at == '$')
		return fail(parser, "leave $ out; a path begins with a name");
	if (length == 1 && *parser->at == '*')
		return fail(parser, "write [*] for every element");
	vec_push(&parser->steps,
	    (struct json_step){STEP_NAME,
		arena_strndup(parser->arena, parser->at, length), 0});
	parser->at += length;
	return 0;
}

/* One character of a quoted name. */
static int
parse_character(struct parser *parser, struct buf *name)
{
	bool is_escaped = *parser->at == '\\';

	if (is_escaped)
		parser->at++;
	if (*parser->at == '\0')
		return fail(parser, "the closing quote is missing");
	if (is_escaped && *parser->at != '"' && *parser->at != '\\')
		return fail(parser, "only \\\" and \\\\ are known");
	buf_add_char(name, *parser->at++);
	return 0;
}

/* Behind the opening quote. */
static int
parse_quoted(struct parser *parser)
{
	struct buf name = {0};
	int result = 0;

	while (result == 0 && *parser->at != '"')
		result = parse_character(parser, &name);
	if (result == 0) {
		parser->at++;
		vec_push(&parser->steps,
		    (struct json_step){STEP_NAME,
			arena_strdup(parser->arena, buf_text(&name)), 0});
	}
	buf_release(&name);
	return result;
}

static int
parse_index(struct parser *parser)
{
	size_t length = strspn(parser->at, "0123456789");
	struct json_step step = {STEP_INDEX, NULL, 0};

	if (length == 0 ||
	    !num_parse_u64(
		arena_strndup(parser->arena, parser->at, length), &step.index))
		return fail(parser,
		    "brackets hold an index from 0, * or a name in quotes");
	vec_push(&parser->steps, step);
	parser->at += length;
	return 0;
}

/* Behind the opening bracket. */
static int
parse_bracket(struct parser *parser)
{
	int result = 0;

	if (*parser->at == '*') {
		parser->at++;
		vec_push(&parser->steps, (struct json_step){STEP_ALL, NULL, 0});
	} else if (*parser->at == '"') {
		parser->at++;
		result = parse_quoted(parser);
	} else {
		result = parse_index(parser);
	}
	if (result < 0)
		return -1;
	if (*parser->at != ']')
		return fail(parser, "\"]\" is missing here");
	parser->at++;
	return 0;
}

static int
parse_step(struct parser *parser)
{
	if (*parser->at == '[') {
		parser->at++;
		return parse_bracket(parser);
	}
	if (parser->at == parser->text)
		return parse_name(parser);
	if (*parser->at != '.')
		return fail(parser, "\".\" or \"[\" must follow here");
	parser->at++;
	return parse_name(parser);
}

int
json_path_parse(struct arena *arena, const char *text, struct json_path *path,
    struct err *err)
{
	struct parser parser = {
	    .arena = arena, .text = text, .at = text, .err = err};
	struct json_step *steps;
	int result = 0;

	if (*text == '\0')
		return fail(&parser, "a name is missing here");
	while (*parser.at != '\0' && result == 0)
		result = parse_step(&parser);
	if (result == 0) {
		steps = arena_alloc(arena, parser.steps.count * sizeof *steps);
		memcpy(steps, parser.steps.items,
		    parser.steps.count * sizeof *steps);
		*path = (struct json_path){steps, parser.steps.count};
	}
	vec_free(&parser.steps);
	return result;
}

/* What one step makes of one value. */
static void
take_step(
    const struct json_step *step, const cJSON *from, struct json_found *found)
{
	const cJSON *item;
	uint64_t index = 0;

	if (step->kind == STEP_NAME) {
		item = cJSON_IsObject(from)
			   ? cJSON_GetObjectItemCaseSensitive(from, step->name)
			   : NULL;
		if (item != NULL)
			vec_push(found, item);
		return;
	}
	if (!cJSON_IsArray(from))
		return;
	for (item = from->child; item != NULL; item = item->next, index++)
		if (step->kind == STEP_ALL || step->index == index)
			vec_push(found, item);
}

void
json_path_walk(
    const struct json_path *path, const cJSON *root, struct json_found *found)
{
	struct json_found now = {0}, next = {0};
	size_t i, j;

	vec_push(&now, root);
	for (i = 0; i < path->count; i++) {
		next = (struct json_found){0};
		for (j = 0; j < now.count; j++)
			take_step(&path->steps[i], now.items[j], &next);
		vec_free(&now);
		now = next;
	}
	for (i = 0; i < now.count; i++)
		vec_push(found, now.items[i]);
	vec_free(&now);
}
