#include "collector/import_csv.h"

#include <csv.h>
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/map.h"
#include "base/num.h"
#include "base/text.h"
#include "base/vec.h"
#include "collector/record_json.h"

enum column {
	COLUMN_CASE,
	COLUMN_VALUE,
	COLUMN_METRIC,
	COLUMN_UNIT,
	COLUMN_LAUNCH,
	COLUMN_ITERATIONS,
	COLUMN_COUNT,
	COLUMN_OTHER = COLUMN_COUNT
};

/* Sums and squares of values must stay finite. */
static const double VALUE_MAX = 1e300;

static const char *const column_names[COLUMN_COUNT] = {
    "case", "value", "metric", "unit", "launch", "iterations"};

/* A case seen so far, with the metrics its rows named. */
struct seen_case {
	const char *id;
	VEC(struct metric) metrics;
	uint64_t launches; /* highest */
};

struct import {
	const char *path;
	const struct import_csv_defaults *defaults;
	struct sink *sink;
	struct err *err;
	bool has_failed;
	struct arena arena;
	/* The row under construction. */
	VEC(enum column) header;
	size_t field;
	uint64_t row; /* from 1: the header */
	struct buf fields[COLUMN_COUNT];
	/* Cases, and the samples that wait to be put. */
	struct map index;
	VEC(struct seen_case) cases;
	size_t pending_case, pending_metric;
	uint64_t pending_launch;
	bool has_iterations_column;
	bool has_iterations; /* one of the pending values has several */
	VEC(double) values;
	VEC(double) iterations;
};

static void fail(struct import *import, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Stops the import: what is wrong, and in which row. */
static void
fail(struct import *import, const char *format, ...)
{
	char text[512];
	va_list args;

	if (import->has_failed)
		return;
	import->has_failed = true;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	err_set(import->err, "%s:%llu: %s", import->path,
	    (unsigned long long)import->row, text);
}

static void
put_pending(struct import *import, bool has_more)
{
	const struct seen_case *of;
	struct record_values values;
	struct record_samples samples;

	if (import->values.count == 0 || import->has_failed)
		return;
	of = &import->cases.items[import->pending_case];
	values = (struct record_values){
	    of->metrics.items[import->pending_metric].name,
	    import->values.items, import->values.count};
	samples = (struct record_samples){.case_id = of->id,
	    .round = import->pending_launch,
	    .launch = import->pending_launch,
	    .metrics = &values,
	    .metric_count = 1,
	    .has_more = has_more};
	if (import->has_iterations) {
		samples.iterations = import->iterations.items;
		samples.iteration_count = import->iterations.count;
	}
	if (sink_put_samples(import->sink, &samples, import->err) < 0)
		import->has_failed = true;
	import->values.count = import->iterations.count = 0;
	import->has_iterations = false;
}

static void
put_case(struct import *import, const struct seen_case *of)
{
	struct record_case line = {.id = of->id,
	    .status = CASE_STATUS_PLANNED,
	    .benchmark = of->id,
	    .metrics = of->metrics.items,
	    .metric_count = of->metrics.count,
	    .judged = &of->metrics.items[0].name,
	    .judged_count = 1,
	    .has_warmed = true,
	    .is_warmed = true};

	if (sink_put_case(import->sink, &line, import->err) < 0)
		import->has_failed = true;
}

/* Turns a display unit into the base unit: "ms" into "ns" and 1e6. */
static double
base_unit(const char **unit)
{
	struct buf one = {0};
	double parsed, factor = 1;

	buf_addf(&one, "1 %s", *unit);
	if (num_parse_duration(one.text, &parsed)) {
		*unit = "ns";
		factor = parsed;
	} else if (num_parse_size(one.text, &parsed)) {
		*unit = "B";
		factor = parsed;
	}
	buf_release(&one);
	return factor;
}

static const char *
field_or(struct import *import, enum column column, const char *otherwise)
{
	return import->fields[column].length == 0 ? otherwise
						  : import->fields[column].text;
}

static size_t
find_case(struct import *import)
{
	const char *id = buf_text(&import->fields[COLUMN_CASE]);
	struct seen_case *of;
	size_t index;

	if (map_get(&import->index, id, &index))
		return index;
	index = import->cases.count;
	map_put(&import->index, id, index);
	of = vec_add(&import->cases);
	of->id = arena_strdup(&import->arena, id);
	return index;
}

static size_t
find_metric(struct import *import, size_t case_index, double *factor)
{
	struct seen_case *of = &import->cases.items[case_index];
	const char *name =
	    field_or(import, COLUMN_METRIC, import->defaults->metric);
	const char *unit =
	    field_or(import, COLUMN_UNIT, import->defaults->unit);
	struct metric *metric;
	size_t i;

	*factor = base_unit(&unit);
	for (i = 0; i < of->metrics.count; i++) {
		metric = &of->metrics.items[i];
		if (strcmp(metric->name, name) != 0)
			continue;
		if (strcmp(metric->unit, unit) != 0)
			fail(import,
			    "the metric \"%.80s\" has another unit than in the "
			    "rows above",
			    name);
		return i;
	}
	put_pending(import, false);
	metric = vec_add(&of->metrics);
	metric->name = arena_strdup(&import->arena, name);
	metric->unit = arena_strdup(&import->arena, unit);
	metric->better = import->defaults->better;
	metric->is_per_iteration = import->has_iterations_column;
	put_case(import, of);
	return of->metrics.count - 1;
}

static uint64_t
whole_field(struct import *import, enum column column)
{
	const char *text = field_or(import, column, "1");
	uint64_t number = 1;

	if (!num_parse_u64(text, &number) || number == 0 ||
	    number > 4000000000u)
		fail(
		    import, "\"%.80s\" must be a whole number from 1 on", text);
	return number;
}

static void
take_row(struct import *import)
{
	const char *text = buf_text(&import->fields[COLUMN_VALUE]);
	size_t case_index, metric;
	uint64_t launch, iterations;
	double value, factor;

	if (import->fields[COLUMN_CASE].length == 0)
		fail(import, "the column \"case\" is empty");
	if (!num_parse(text, &value))
		fail(
		    import, "the value \"%.80s\" is not a finite number", text);
	launch = whole_field(import, COLUMN_LAUNCH);
	iterations = whole_field(import, COLUMN_ITERATIONS);
	if (import->has_failed)
		return;
	case_index = find_case(import);
	metric = find_metric(import, case_index, &factor);
	if (case_index != import->pending_case ||
	    metric != import->pending_metric ||
	    launch != import->pending_launch)
		put_pending(import, false);
	if (import->values.count == RECORD_VALUES_MAX)
		put_pending(import, true);
	import->pending_case = case_index;
	import->pending_metric = metric;
	import->pending_launch = launch;
	if (launch > import->cases.items[case_index].launches)
		import->cases.items[case_index].launches = launch;
	import->has_iterations |= iterations != 1;
	value *= factor * (double)iterations;
	if (!(fabs(value) < VALUE_MAX))
		fail(import, "the value \"%.80s\" is too large", text);
	vec_push(&import->values, value);
	vec_push(&import->iterations, (double)iterations);
}

static void
take_header(struct import *import)
{
	unsigned seen[COLUMN_COUNT + 1] = {0};
	size_t i;

	for (i = 0; i < import->header.count; i++)
		seen[import->header.items[i]]++;
	for (i = 0; i < COLUMN_COUNT; i++)
		if (seen[i] > 1)
			fail(import, "the column \"%s\" is there twice",
			    column_names[i]);
	import->has_iterations_column = seen[COLUMN_ITERATIONS] != 0;
	if (seen[COLUMN_CASE] == 0 || seen[COLUMN_VALUE] == 0)
		fail(import,
		    "the first line must name the columns; \"%s\" is missing",
		    seen[COLUMN_CASE] == 0 ? "case" : "value");
}

static void
on_field(void *bytes, size_t length, void *data)
{
	struct import *import = data;
	const char *text = bytes;
	enum column column = COLUMN_OTHER;
	size_t i;

	if (import->row == 1) {
		for (i = 0; i < COLUMN_COUNT; i++)
			if (bytes != NULL &&
			    strcmp(column_names[i], bytes) == 0)
				column = (enum column)i;
		vec_push(&import->header, column);
		return;
	}
	if (import->field < import->header.count)
		column = import->header.items[import->field];
	import->field++;
	if (column == COLUMN_OTHER || bytes == NULL)
		return;
	/* Writers put ' before what a spreadsheet would compute. */
	if (text[0] == '\'' && length > 1 &&
	    strchr("=+-@\t\r", text[1]) != NULL) {
		text++;
		length--;
	}
	text_clean(&import->fields[column], text, length);
}

static void
on_row(int end, void *data)
{
	struct import *import = data;
	size_t i;

	(void)end;
	if (import->has_failed)
		return;
	if (import->row == 1)
		take_header(import);
	else if (import->field != import->header.count)
		fail(import,
		    "has %zu fields, the first line %zu; quote fields that "
		    "hold a comma",
		    import->field, import->header.count);
	else
		take_row(import);
	for (i = 0; i < COLUMN_COUNT; i++)
		buf_reset(&import->fields[i]);
	import->field = 0;
	import->row++;
}

static int
keep_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void
put_outcomes(struct import *import)
{
	struct record_case line;
	size_t i;

	for (i = 0; i < import->cases.count && !import->has_failed; i++) {
		line = (struct record_case){.id = import->cases.items[i].id,
		    .status = CASE_STATUS_OK,
		    .has_launches = true,
		    .launches = import->cases.items[i].launches};
		if (sink_put_case(import->sink, &line, import->err) < 0)
			import->has_failed = true;
	}
}

static void
parse(struct import *import, FILE *stream, struct csv_parser *parser)
{
	static const char mark[] = "\xEF\xBB\xBF";
	char bytes[65536], *at;
	size_t count;
	bool is_first = true;

	while (!import->has_failed &&
	       (count = fread(bytes, 1, sizeof bytes, stream)) > 0) {
		at = bytes;
		if (is_first && count >= 3 && memcmp(bytes, mark, 3) == 0) {
			at += 3;
			count -= 3;
		}
		is_first = false;
		if (csv_parse(parser, at, count, on_field, on_row, import) !=
		    count)
			fail(import, "is no valid CSV: %s",
			    csv_strerror(csv_error(parser)));
	}
	if (ferror(stream)) {
		import->has_failed = true;
		err_set(import->err, "%s: %s", import->path, strerror(errno));
	}
	if (!import->has_failed &&
	    csv_fini(parser, on_field, on_row, import) != 0)
		fail(import, "is no valid CSV: %s",
		    csv_strerror(csv_error(parser)));
	put_pending(import, false);
	if (!import->has_failed && import->cases.count == 0) {
		import->has_failed = true;
		err_set(import->err, "%s: holds no samples", import->path);
	}
}

static void
release(struct import *import)
{
	size_t i;

	for (i = 0; i < COLUMN_COUNT; i++)
		buf_release(&import->fields[i]);
	for (i = 0; i < import->cases.count; i++)
		vec_free(&import->cases.items[i].metrics);
	vec_free(&import->header);
	vec_free(&import->cases);
	vec_free(&import->values);
	vec_free(&import->iterations);
	map_release(&import->index);
	arena_release(&import->arena);
}

int
import_csv(const char *path, const struct import_csv_defaults *defaults,
    struct sink *sink, uint64_t *rows, struct err *err)
{
	struct import import = {.path = path,
	    .defaults = defaults,
	    .sink = sink,
	    .err = err,
	    .row = 1};
	bool is_stdin = strcmp(path, "-") == 0;
	FILE *stream = is_stdin ? stdin : fopen(path, "re");
	struct csv_parser parser;

	if (stream == NULL)
		return err_set(err, "%s: %s", path, strerror(errno));
	csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
	csv_set_space_func(&parser, keep_space);
	parse(&import, stream, &parser);
	put_outcomes(&import);
	csv_free(&parser);
	if (!is_stdin)
		fclose(stream);
	*rows = import.row < 2 ? 0 : import.row - 2;
	release(&import);
	return import.has_failed ? -1 : 0;
}

bool
import_csv_recognises(const char *first_line)
{
	return strstr(first_line, "case") != NULL &&
	       strstr(first_line, "value") != NULL &&
	       strchr(first_line, ',') != NULL && first_line[0] != '{';
}
