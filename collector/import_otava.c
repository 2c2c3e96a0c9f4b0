#include "collector/import_otava.h"

#include <csv.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/num.h"
#include "base/text.h"
#include "collector/import_date.h"
#include "collector/import_draft.h"
#include "collector/otava_columns.h"

/* Sums and squares of values must stay finite. */
static const double VALUE_MAX = 1e300;

struct table {
	const char *path;
	const struct import_options *options;
	struct import_target *target;
	struct err *err;
	bool has_failed;
	struct arena arena;
	const char *test; /* the file's name */
	uint64_t row;     /* from 1: the header */
	struct otava_columns columns;
	VEC(struct buf) fields; /* of the row under construction */
	size_t field;
	struct map index; /* what makes an id -> how often it was there */
	struct import_draft draft;
};

static bool
first_line_has(const char *head, const char *name, char mark)
{
	size_t length = strlen(name);
	const char *at = head;

	for (;;) {
		at += *at == '"';
		if (strncmp(at, name, length) == 0 &&
		    (at[length] == mark || at[length] == '"'))
			return true;
		at += strcspn(at, ",;\r\n");
		if (*at != ',' && *at != ';')
			return false;
		at++;
	}
}

bool
import_otava_recognises(const char *path, const char *head)
{
	(void)path;
	return head != NULL && (first_line_has(head, "time", ',') ||
				   first_line_has(head, "time", ';'));
}

static void
stop(struct table *table)
{
	table->has_failed = true;
}

/* What is wrong with a row; the others go on. */
static int
bad_row(struct table *table)
{
	if (!table->draft.is_broken)
		err_add(table->err, "%s:%llu", table->path,
		    (unsigned long long)table->row);
	return import_draft_give_up(&table->draft, table->err);
}

static int
take_header(struct table *table)
{
	size_t i;

	for (i = 0; i < table->field; i++)
		otava_columns_add(
		    &table->columns, buf_text(&table->fields.items[i]));
	return otava_columns_check(&table->columns, table->err) < 0
		   ? err_add(table->err, "%s:1", table->path)
		   : 0;
}

/* The row as a run's origin; labels has room for every column. */
static int
read_origin(
    struct table *table, struct import_origin *origin, struct pair *labels)
{
	const struct otava_column *column;
	const char *text;
	size_t i;

	origin->labels = labels;
	for (i = 0; i < table->columns.items.count; i++) {
		column = &table->columns.items.items[i];
		text = buf_text(&table->fields.items[i]);
		if (column->kind == OTAVA_TIME &&
		    !import_date_parse(text, &origin->started_ns))
			return err_set(table->err,
			    "\"%.80s\" is no time; write 2024-01-31 "
			    "03:00:00 +0100, or seconds since 1970",
			    text);
		if (*text == '\0')
			continue;
		if (column->kind == OTAVA_COMMIT)
			origin->commit = text;
		else if (column->kind == OTAVA_BRANCH)
			origin->branch = text;
		else if (column->kind == OTAVA_VERSION)
			origin->version = text;
		else if (column->kind == OTAVA_LABEL)
			labels[origin->label_count++] =
			    (struct pair){column->name, text};
	}
	return 0;
}

/* Another row of the same commit and time is a run of its own. */
static void
name_part(struct table *table, struct import_origin *origin)
{
	struct arena *arena = &table->draft.arena;
	const char *base = table->options->metric == NULL
			       ? table->test
			       : arena_printf(arena, "%s/%s", table->test,
				     table->options->metric);
	const char *key =
	    arena_printf(arena, "%lld\n%s\n%s", (long long)origin->started_ns,
		origin->commit == NULL ? "" : origin->commit,
		origin->branch == NULL ? "" : origin->branch);
	size_t times = 0;

	map_get(&table->index, key, &times);
	map_put(&table->index, key, times + 1);
	origin->part =
	    times == 0 ? base : arena_printf(arena, "%s#%zu", base, times + 1);
}

static int
put_case(struct table *table)
{
	size_t count = table->columns.items.count, i;
	struct arena *arena = &table->draft.arena;
	struct metric *metrics = arena_alloc(arena, count * sizeof *metrics);
	struct record_values *values =
	    arena_alloc(arena, count * sizeof *values);
	double *numbers = arena_alloc(arena, count * sizeof *numbers);
	struct import_case one = {.benchmark = table->test,
	    .metrics = metrics,
	    .values = values,
	    .is_every_metric_judged = true};
	const struct otava_column *column;
	const char *text;

	for (i = 0; i < count; i++) {
		column = &table->columns.items.items[i];
		text = buf_text(&table->fields.items[i]);
		if (column->kind != OTAVA_METRIC || *text == '\0' ||
		    otava_is_no_number(text))
			continue;
		if (!num_parse(text, &numbers[i]) ||
		    !(fabs(numbers[i] * column->factor) < VALUE_MAX))
			return err_set(table->err,
			    "\"%.80s\" in the column \"%.80s\" is not a finite "
			    "number",
			    text, column->name);
		numbers[i] *= column->factor;
		values[one.value_count++] =
		    (struct record_values){column->metric.name, &numbers[i], 1};
		metrics[one.metric_count++] = column->metric;
	}
	return one.metric_count == 0
		   ? 0
		   : import_draft_put(&table->draft, &one, table->err);
}

static int
take_row(struct table *table)
{
	struct import_origin origin = {.format = "otava", .tool = "otava"};
	struct pair *labels = arena_alloc(
	    &table->draft.arena, table->columns.items.count * sizeof *labels);
	size_t i;

	if (table->field != table->columns.items.count)
		return err_set(table->err, "has %zu fields, the first line %zu",
		    table->field, table->columns.items.count);
	for (i = 0; i < table->columns.items.count; i++)
		otava_columns_settle(
		    &table->columns, i, buf_text(&table->fields.items[i]));
	if (read_origin(table, &origin, labels) < 0)
		return -1;
	name_part(table, &origin);
	origin.suite =
	    table->options->name == NULL ? table->test : table->options->name;
	if (import_draft_begin(
		&table->draft, &origin, table->options, table->err) < 0 ||
	    put_case(table) < 0)
		return -1;
	return import_draft_finish(&table->draft, table->err);
}

static void
on_field(void *bytes, size_t length, void *data)
{
	struct table *table = data;

	if (table->field == table->fields.count)
		vec_push(&table->fields, (struct buf){0});
	buf_reset(&table->fields.items[table->field]);
	if (bytes != NULL)
		text_clean(&table->fields.items[table->field], bytes, length);
	table->field++;
}

static void
on_row(int end, void *data)
{
	struct table *table = data;

	(void)end;
	if (table->has_failed)
		return;
	if (table->row == 1 && take_header(table) < 0)
		stop(table);
	if (table->row > 1 && take_row(table) < 0 && bad_row(table) < 0)
		stop(table);
	table->field = 0;
	table->row++;
}

static void
bad_csv(struct table *table, struct csv_parser *parser)
{
	stop(table);
	err_set(table->err, "%s:%llu: is no valid CSV: %s", table->path,
	    (unsigned long long)table->row, csv_strerror(csv_error(parser)));
}

static void
parse(struct table *table, FILE *stream, struct csv_parser *parser)
{
	static const char mark[] = "\xEF\xBB\xBF";
	char bytes[65536], *at, *line;
	size_t count;
	bool is_first = true;

	while (!table->has_failed &&
	       (count = fread(bytes, 1, sizeof bytes, stream)) > 0) {
		at = bytes;
		if (is_first && count >= 3 && memcmp(bytes, mark, 3) == 0) {
			at += 3;
			count -= 3;
		}
		line = memchr(at, '\n', count);
		if (is_first &&
		    memchr(at, ';',
			line == NULL ? count : (size_t)(line - at)) != NULL)
			csv_set_delim(parser, ';');
		is_first = false;
		if (csv_parse(parser, at, count, on_field, on_row, table) !=
		    count)
			bad_csv(table, parser);
	}
	if (ferror(stream)) {
		stop(table);
		err_set(table->err, "%s: %s", table->path, strerror(errno));
	}
	if (!table->has_failed &&
	    csv_fini(parser, on_field, on_row, table) != 0)
		bad_csv(table, parser);
}

/* "bench/local_sample.csv" is the test local_sample. */
static const char *
test_name(const char *path, struct arena *arena)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;
	const char *dot = strrchr(name, '.');
	size_t length =
	    dot == NULL || dot == name ? strlen(name) : (size_t)(dot - name);

	return strcmp(path, "-") == 0 ? "otava"
				      : text_cleaned(arena, name, length);
}

static int
check_end(struct table *table)
{
	if (table->has_failed)
		return -1;
	if (table->row < 3)
		return err_set(table->err, "%s: holds no rows", table->path);
	if (!otava_columns_has(&table->columns, OTAVA_METRIC))
		return err_set(table->err,
		    "%s: no column holds numbers; name one with --metric",
		    table->path);
	return 0;
}

int
import_otava(const char *path, const struct import_options *options,
    struct import_target *target, struct err *err)
{
	struct table table = {.path = path,
	    .options = options,
	    .target = target,
	    .err = err,
	    .columns = {.options = options},
	    .row = 1,
	    .draft = {.target = target}};
	bool is_stdin = strcmp(path, "-") == 0;
	FILE *stream = is_stdin ? stdin : fopen(path, "re");
	struct csv_parser parser;
	int result;
	size_t i;

	if (stream == NULL)
		return err_set(err, "%s: %s", path, strerror(errno));
	table.test = test_name(path, &table.arena);
	csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
	parse(&table, stream, &parser);
	result = check_end(&table);
	csv_free(&parser);
	if (!is_stdin)
		fclose(stream);
	for (i = 0; i < table.fields.count; i++)
		buf_release(&table.fields.items[i]);
	vec_free(&table.fields);
	otava_columns_release(&table.columns);
	map_release(&table.index);
	import_draft_release(&table.draft);
	arena_release(&table.arena);
	return result;
}
