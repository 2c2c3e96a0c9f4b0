#include "cli/trend.h"

#include <math.h>
#include <stdio.h>

#include "analysis/judgement.h"
#include "analysis/mann_whitney.h"
#include "analysis/timeline.h"
#include "analysis/timeline_json.h"
#include "base/buf.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/csv_column.h"
#include "cli/terminal.h"
#include "output/text_trend.h"

/* Every row is a run, and those with a value are points. */
struct series_of_rows {
	struct arena arena;
	struct timeline_run *runs;
	struct timeline_point *points;
	struct timeline timeline;
};

static bool
is_positive(const struct csv_column *column)
{
	size_t i;

	for (i = 0; i < column->values.count; i++)
		if (column->values.items[i].value <= 0)
			return false;
	return true;
}

static struct timeline_options
options_of(const struct trend_options *words)
{
	return (struct timeline_options){
	    .is_lower_better = words->better == BETTER_LOWER,
	    .warning = thresholds_default.warning,
	    .critical = thresholds_default.critical,
	    .blocker = thresholds_default.blocker,
	};
}

static void
look_at(struct series_of_rows *series, const struct csv_column *column,
    const struct trend_options *words)
{
	static struct mann_whitney_table table;
	struct timeline_options options = options_of(words);
	size_t count = column->values.count, i;
	bool is_logarithmic = is_positive(column);
	const struct csv_value *value;

	series->runs = arena_alloc(
	    &series->arena, (column->rows + 1) * sizeof *series->runs);
	for (i = 0; i < column->labels.count; i++)
		if (column->labels.items[i][0] != '\0')
			series->runs[i].commit = column->labels.items[i];
	series->points =
	    arena_alloc(&series->arena, (count + 1) * sizeof *series->points);
	for (i = 0; i < count; i++) {
		value = &column->values.items[i];
		series->points[i] = (struct timeline_point){
		    .run = (uint32_t)value->row,
		    .launches = 1,
		    .value = is_logarithmic ? log(value->value) : value->value,
		    .variance = (double)NAN,
		    .center = value->value,
		};
	}
	timeline_of(&series->timeline, &table, series->runs, series->points,
	    count, is_logarithmic, &options, &series->arena);
}

/* n counts the rows, since the indices do. */
static void
print_json(const struct series_of_rows *series, size_t rows)
{
	cJSON *object = cJSON_CreateObject();
	struct buf text = {0};

	json_add_u64(object, "n", rows);
	timeline_json_add(object, &series->timeline, series->runs);
	json_print(object, &text);
	puts(text.text);
	buf_release(&text);
	cJSON_Delete(object);
}

static void
print_text(const struct series_of_rows *series, const struct csv_column *column)
{
	struct text_table_options terminal = terminal_options();
	struct text_trend trend = {
	    .name = column->name,
	    .unit = "",
	    .timeline = &series->timeline,
	    .runs = series->runs,
	    .run_count = column->rows,
	};

	text_trend_write(&trend, &terminal, stdout);
	if (column->rows > column->values.count)
		printf("%zu of %zu rows have no value.\n",
		    column->rows - column->values.count, column->rows);
}

int
trend_csv(const struct trend_options *options, struct err *err)
{
	struct series_of_rows series = {0};
	struct csv_column column;
	int status = EXIT_STATUS_FAILED;

	if (csv_column_read(&column, options->csv, options->column,
		options->commits, err) < 0)
		goto out;
	look_at(&series, &column, options);
	if (options->is_json)
		print_json(&series, column.rows);
	else
		print_text(&series, &column);
	status = EXIT_STATUS_OK;
out:
	arena_release(&series.arena);
	csv_column_release(&column);
	return status;
}
