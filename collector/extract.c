#include "collector/extract.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/regex.h"
#include "base/text.h"
#include "base/vec.h"
#include "collector/json_path.h"
#include "collector/written_unit.h"

enum { LINE_SHOWN_CHARACTERS = 60 };

static int
push(struct values *values, double value, struct err *err)
{
	if (values->count >= EXTRACT_MAX_VALUES)
		return err_set(
		    err, "more than a million samples in one launch");
	vec_push(values, value);
	return 0;
}

/* A number as text, in the unit it says or in that of the suite. */
static int
push_written(const struct extraction *what, const struct regex_span *number,
    const struct regex_span *written, struct values *values, struct err *err)
{
	struct written_unit unit = {NULL, what->scale, 1};
	double value;

	if (written->length > 0 &&
	    written_unit_scale(written->text, written->length,
		what->metric.unit, &unit, err) < 0)
		return -1;
	if (written_number(number->text, number->length, &value, err) < 0 ||
	    written_value(value, &unit, &value, err) < 0)
		return -1;
	return push(values, value, err);
}

/* Where a match has its number: a group's name, else a group's number. */
struct place {
	const char *name;
	uint32_t number;
};

static struct place
find_place(const struct regex *regex, const char *metric)
{
	const char *name;
	uint32_t i;

	if (regex_has_name(regex, "value"))
		return (struct place){"value", 0};
	if (regex_has_name(regex, metric))
		return (struct place){metric, 0};
	for (i = 1; i <= regex_group_count(regex); i++) {
		name = regex_group_name(regex, i);
		if (name == NULL || strcmp(name, "unit") != 0)
			return (struct place){NULL, i};
	}
	return (struct place){NULL, 0};
}

static int
take_match(const struct extraction *what, const struct regex_walk *walk,
    const struct place *place, struct values *values, struct err *err)
{
	struct regex_span number, unit = {"", 0};
	bool is_there;

	is_there = place->name != NULL
		       ? regex_walk_named(walk, place->name, &number)
		       : regex_walk_group(walk, place->number, &number);
	if (!is_there)
		return 0;
	regex_walk_named(walk, "unit", &unit);
	return push_written(what, &number, &unit, values, err);
}

static int
take_matches(const struct extraction *what, const char *text, size_t length,
    struct values *values, struct err *err)
{
	struct regex *regex = regex_new(what->pattern, err);
	struct regex_walk walk;
	struct place place;
	uint64_t matches = 0;
	int more;

	if (regex == NULL)
		return -1;
	place = find_place(regex, what->metric.name);
	regex_walk_init(&walk, regex, text, length);
	while ((more = regex_walk_next(&walk, err)) > 0) {
		matches++;
		if (what->kind == EXTRACT_REGEX &&
		    take_match(what, &walk, &place, values, err) < 0) {
			more = -1;
			break;
		}
	}
	if (more == 0 && what->kind == EXTRACT_COUNT)
		more = push(values, (double)matches * what->scale, err);
	regex_walk_release(&walk);
	regex_free(regex);
	return more;
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The last line of text that is not blank, "" if there is none. */
static struct regex_span
last_line(const char *text, size_t length)
{
	size_t from;

	while (length > 0 && is_blank(text[length - 1]))
		length--;
	for (from = length; from > 0 && text[from - 1] != '\n';)
		from--;
	return (struct regex_span){text + from, length - from};
}

/*
 * The text as one value, else its last line. The text is NUL-terminated and
 * free of other NULs.
 */
static cJSON *
parse_text(const struct buf *text, struct err *err)
{
	struct regex_span line = last_line(buf_text(text), text->length);
	struct err whole = {{0}}, ignored;
	struct buf copy = {0};
	cJSON *value;

	if (line.length == 0) {
		err_set(err, "there is no JSON: the text is empty");
		return NULL;
	}
	value = json_parse(text->text, text->length, &whole);
	if (value != NULL)
		return value;
	buf_add(&copy, line.text, line.length);
	value = json_parse(copy.text, copy.length, &ignored);
	if (value == NULL) {
		struct buf shown = {0};

		text_printable(&shown, copy.text, LINE_SHOWN_CHARACTERS);
		err_set(err,
		    "the text is not JSON (%s), nor is its last line, \"%s\"",
		    whole.text, shown.text);
		buf_release(&shown);
	}
	buf_release(&copy);
	return value;
}

static const char *
type_text(const cJSON *value)
{
	if (cJSON_IsObject(value))
		return "an object";
	if (cJSON_IsArray(value))
		return "a list";
	if (cJSON_IsNull(value))
		return "null";
	return cJSON_IsTrue(value) ? "true" : "false";
}

static int
take_found(const struct extraction *what, const cJSON *value,
    struct values *values, struct err *err)
{
	const struct written_unit unit = {NULL, what->scale, 1};
	struct regex_span span;
	double number;

	if (cJSON_IsString(value)) {
		span = (struct regex_span){
		    value->valuestring, strlen(value->valuestring)};
		return push_written(
		    what, &span, &(struct regex_span){"", 0}, values, err);
	}
	if (!cJSON_IsNumber(value))
		return err_set(err, "\"%.80s\" leads to %s, not to a number",
		    what->pattern, type_text(value));
	if (written_value(value->valuedouble, &unit, &number, err) < 0)
		return -1;
	return push(values, number, err);
}

static int
take_json(const struct extraction *what, const char *text, size_t length,
    struct values *values, struct err *err)
{
	struct arena arena = {0};
	struct json_found found = {0};
	struct json_path path;
	struct buf clean = {0};
	cJSON *root = NULL;
	size_t i;
	int result;

	result = json_path_parse(&arena, what->pattern, &path, err);
	if (result == 0) {
		text_clean(&clean, text, length);
		root = parse_text(&clean, err);
		result = root == NULL ? -1 : 0;
	}
	if (result == 0)
		json_path_walk(&path, root, &found);
	for (i = 0; i < found.count && result == 0; i++)
		result = take_found(what, found.items[i], values, err);
	vec_free(&found);
	cJSON_Delete(root);
	buf_release(&clean);
	arena_release(&arena);
	return result;
}

int
extract_values(const struct extraction *what, const char *text, size_t length,
    struct values *values, struct err *err)
{
	size_t before = values->count;
	int result;

	if (what->kind == EXTRACT_JSON)
		result = take_json(what, text, length, values, err);
	else
		result = take_matches(what, text, length, values, err);
	if (result < 0)
		values->count = before;
	return result;
}
