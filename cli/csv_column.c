#include "cli/csv_column.h"

#include <csv.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/num.h"
#include "base/text.h"

/* Differences of values must stay finite. */
static const double VALUE_MAX = 1e300;

enum { NO_COLUMN = -1 };

struct reading {
	struct csv_column *column;
	const char *path, *name, *labels;
	struct err *err;
	bool has_failed, has_header;
	size_t line; /* from 1; of a row of several lines the last */
	VEC(const char *) names;
	int value_at, label_at;
	size_t field; /* of the row under construction */
	bool has_row; /* the line that was parsed last ended a row */
	struct buf value, label;
};

static void fail(struct reading *reading, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Stops the reading: what is wrong, and in which line. */
static void
fail(struct reading *reading, const char *format, ...)
{
	char text[512];
	va_list args;

	if (reading->has_failed)
		return;
	reading->has_failed = true;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	err_set(reading->err, "%s:%zu: %s", reading->path, reading->line, text);
}

/* "time, commit, speed" */
static const char *
list_names(struct reading *reading)
{
	struct buf text = {0};
	const char *out;
	size_t i;

	for (i = 0; i < reading->names.count; i++) {
		buf_add_string(&text, i == 0 ? "" : ", ");
		text_printable(&text, reading->names.items[i], 40);
	}
	out = arena_strdup(&reading->column->arena, buf_text(&text));
	buf_release(&text);
	return out;
}

/* NO_COLUMN, and the reading fails, unless it is there once. */
static int
find_column(struct reading *reading, const char *name)
{
	int found = NO_COLUMN;
	size_t i;

	for (i = 0; i < reading->names.count; i++) {
		if (strcmp(reading->names.items[i], name) != 0)
			continue;
		if (found != NO_COLUMN)
			fail(reading, "the column \"%.80s\" is there twice",
			    name);
		found = (int)i;
	}
	if (found == NO_COLUMN)
		fail(reading, "there is no column \"%.80s\"; there are: %.200s",
		    name, list_names(reading));
	return found;
}

static bool
has_column(const struct reading *reading, const char *name)
{
	size_t i;

	for (i = 0; i < reading->names.count; i++)
		if (strcmp(reading->names.items[i], name) == 0)
			return true;
	return false;
}

static bool
is_all_numbers(const struct reading *reading)
{
	double number;
	size_t i;

	for (i = 0; i < reading->names.count; i++)
		if (!num_parse(reading->names.items[i], &number))
			return false;
	return true;
}

static void
take_header(struct reading *reading)
{
	const char *name = reading->name;

	reading->has_header = true;
	if (is_all_numbers(reading)) {
		fail(reading,
		    "the first line must name the columns, and it holds only "
		    "numbers");
		return;
	}
	if (name == NULL && reading->names.count == 1)
		name = reading->names.items[0];
	if (name == NULL && has_column(reading, "value"))
		name = "value";
	if (name == NULL) {
		fail(reading,
		    "say which column: --column NAME; there are: %.200s",
		    list_names(reading));
		return;
	}
	reading->value_at = find_column(reading, name);
	reading->column->name = arena_strdup(&reading->column->arena, name);
	if (reading->labels != NULL)
		reading->label_at = find_column(reading, reading->labels);
}

/* A field without the blanks around it, until the field changes. */
static const char *
trim(struct buf *field)
{
	static const char blanks[] = " \t\r";
	size_t length = field->length;

	while (length > 0 && strchr(blanks, field->text[length - 1]) != NULL)
		length--;
	if (length == 0)
		return "";
	field->text[length] = '\0';
	return field->text + strspn(field->text, blanks);
}

static const char *
keep_trimmed(struct reading *reading, struct buf *field)
{
	return arena_strdup(&reading->column->arena, trim(field));
}

static void
take_row(struct reading *reading)
{
	struct csv_column *column = reading->column;
	const char *text = trim(&reading->value);
	struct csv_value value = {.row = column->rows++};

	if (reading->labels != NULL)
		vec_push(
		    &column->labels, keep_trimmed(reading, &reading->label));
	if (text[0] == '\0')
		return;
	if (!num_parse(text, &value.value) || !isfinite(value.value)) {
		fail(reading,
		    "\"%.80s\" in the column \"%.80s\" is not a finite number; "
		    "leave the field empty where there is no value",
		    text, column->name);
		return;
	}
	if (!(fabs(value.value) < VALUE_MAX))
		fail(reading, "the value \"%.80s\" is too large", text);
	vec_push(&column->values, value);
}

static void
on_field(void *bytes, size_t length, void *data)
{
	struct reading *reading = data;
	struct buf name = {0};

	if (reading->has_failed)
		return;
	if (!reading->has_header) {
		text_clean(&name, bytes == NULL ? "" : bytes, length);
		vec_push(&reading->names, keep_trimmed(reading, &name));
		buf_release(&name);
		return;
	}
	if ((int)reading->field == reading->value_at && bytes != NULL)
		text_clean(&reading->value, bytes, length);
	if ((int)reading->field == reading->label_at && bytes != NULL)
		text_clean(&reading->label, bytes, length);
	reading->field++;
}

static void
on_row(int end, void *data)
{
	struct reading *reading = data;

	(void)end;
	reading->has_row = true;
	if (reading->has_failed)
		return;
	if (!reading->has_header)
		take_header(reading);
	else if (reading->field != reading->names.count)
		fail(reading,
		    "has %zu fields, the first line %zu; quote fields that "
		    "hold a comma",
		    reading->field, reading->names.count);
	else
		take_row(reading);
	reading->field = 0;
	buf_reset(&reading->value);
	buf_reset(&reading->label);
}

static int
keep_space(unsigned char c)
{
	(void)c;
	return 0;
}

static bool
is_blank(const char *text, size_t length)
{
	return strspn(text, "\r\n") == length;
}

/*
 * A line of its own, so that we know its number. One that is empty is skipped,
 * as CSV has it, but for a file of one column: there it is an empty field.
 */
static void
parse_line(struct reading *reading, struct csv_parser *parser, char *text,
    size_t length, size_t *blank)
{
	bool is_between = reading->has_row || reading->line == 1;

	if (is_between && is_blank(text, length)) {
		*blank += reading->has_header && reading->names.count == 1;
		return;
	}
	for (; *blank > 0; (*blank)--)
		take_row(reading);
	reading->has_row = false;
	if (csv_parse(parser, text, length, on_field, on_row, reading) !=
	    length)
		fail(reading, "is no valid CSV: %s",
		    csv_strerror(csv_error(parser)));
}

static void
parse(struct reading *reading, FILE *stream, struct csv_parser *parser)
{
	static const char mark[] = "\xEF\xBB\xBF";
	size_t room = 0, blank = 0, skip;
	char *text = NULL;
	ssize_t length;

	while (!reading->has_failed &&
	       (length = getline(&text, &room, stream)) > 0) {
		reading->line++;
		skip = reading->line == 1 && text_starts_with(text, mark)
			   ? sizeof mark - 1
			   : 0;
		parse_line(reading, parser, text + skip, (size_t)length - skip,
		    &blank);
	}
	if (ferror(stream) && !reading->has_failed) {
		reading->has_failed = true;
		err_set(reading->err, "%s: %s", reading->path, strerror(errno));
	}
	free(text);
	if (!reading->has_failed &&
	    csv_fini(parser, on_field, on_row, reading) != 0)
		fail(reading, "is no valid CSV: %s",
		    csv_strerror(csv_error(parser)));
	if (!reading->has_failed && reading->column->rows == 0) {
		reading->has_failed = true;
		err_set(reading->err,
		    "%s: holds no rows below a line that "
		    "names the columns",
		    reading->path);
	}
}

int
csv_column_read(struct csv_column *column, const char *path, const char *name,
    const char *labels, struct err *err)
{
	struct reading reading = {.column = column,
	    .path = path,
	    .name = name,
	    .labels = labels,
	    .err = err,
	    .value_at = NO_COLUMN,
	    .label_at = NO_COLUMN};
	bool is_stdin = strcmp(path, "-") == 0;
	FILE *stream = is_stdin ? stdin : fopen(path, "re");
	struct csv_parser parser;

	*column = (struct csv_column){0};
	if (stream == NULL)
		return err_set(err, "%s: %s", path, strerror(errno));
	csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
	csv_set_space_func(&parser, keep_space);
	parse(&reading, stream, &parser);
	csv_free(&parser);
	if (!is_stdin)
		fclose(stream);
	vec_free(&reading.names);
	buf_release(&reading.value);
	buf_release(&reading.label);
	return reading.has_failed ? -1 : 0;
}

void
csv_column_release(struct csv_column *column)
{
	vec_free(&column->values);
	vec_free(&column->labels);
	arena_release(&column->arena);
}
