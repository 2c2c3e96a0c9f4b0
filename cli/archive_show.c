#include "cli/archive_command.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/json.h"
#include "base/opt.h"
#include "base/unit.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/index.h"

struct show_options {
	bool is_help, is_json;
	const char *archive;
};

#define AT(field) offsetof(struct show_options, field)

static const struct opt table[] = {
    {0, "json", OPT_FLAG, AT(is_json), NULL, "print it as JSON"},
    ARCHIVE_OPTION(AT(archive)),
    {'h', "help", OPT_FLAG, AT(is_help), NULL, "this text"},
    {0},
};

static void
add_number(cJSON *object, const char *key, double value)
{
	if (isfinite(value))
		json_add_double(object, key, value);
	else
		json_add_null(object, key);
}

static cJSON *
value_json(const struct archive_value *value)
{
	cJSON *object = cJSON_CreateObject();

	json_add_string(object, "case", value->case_id);
	json_add_string(object, "group", value->group);
	json_add_string(object, "benchmark", value->benchmark);
	json_add_string(object, "metric", value->metric);
	json_add_string(object, "unit", value->unit);
	json_add_string(object, "better", better_text(value->better));
	json_add_bool(object, "judged", value->is_judged);
	json_add_u64(object, "launches", value->launches);
	json_add_bool(object, "logarithmic", value->is_logarithmic);
	add_number(object, "value", value->value);
	add_number(object, "variance", value->variance);
	add_number(object, "center", value->center);
	add_number(object, "step", value->step > 0 ? value->step : (double)NAN);
	return object;
}

static void
print_json(const struct archive_run *run, const struct archive_values *values,
    const struct baselines *baselines)
{
	cJSON *object = cJSON_CreateObject(), *array;
	struct buf text = {0};
	size_t i;

	json_add_named(object, "run", archive_run_json(run, baselines));
	array = json_add_array(object, "values");
	for (i = 0; i < values->count; i++)
		cJSON_AddItemToArray(array, value_json(&values->items[i]));
	json_print(object, &text);
	puts(text.text);
	buf_release(&text);
	cJSON_Delete(object);
}

static const double ERROR_PERCENT_LEAST = 0.001;

/* "12.35 ms". */
static const char *
center_text(struct arena *arena, const struct archive_value *value)
{
	struct unit_scale scale =
	    unit_scale_for(value->unit, fabs(value->center));
	double shown = value->center / scale.divisor;
	struct buf text = {0};
	const char *copy;

	unit_add_number(&text, shown, unit_decimals_plain(shown));
	buf_addf(&text, " %s", scale.name);
	copy = arena_strdup(arena, text.text);
	buf_release(&text);
	return copy;
}

/*
 * The standard error of the session in two digits; "" where it is not known.
 * Launches without any spread say nothing of how wrong they are.
 */
static const char *
error_text(struct arena *arena, const struct archive_value *value)
{
	double percent = 100 * sqrt(value->variance);

	if (!value->is_logarithmic || !isfinite(percent))
		return "";
	if (percent <= 0)
		return "all equal";
	if (percent < ERROR_PERCENT_LEAST)
		return arena_printf(arena, "<%g %%", ERROR_PERCENT_LEAST);
	return arena_printf(
	    arena, percent < 10 ? "%.2g %%" : "%.0f %%", percent);
}

static void
print_fact(const char *name, const char *text)
{
	struct columns line = {.count = 1};

	if (text == NULL || text[0] == '\0')
		return;
	columns_add(&line, text);
	printf("%-9s", name);
	columns_print(&line, stdout);
	columns_release(&line);
}

static void
print_text(const struct archive_run *run, const char *machine,
    const struct archive_values *values, const struct baselines *baselines)
{
	static const char *const heads[] = {
	    "case", "metric", "median", "error", "launches"};
	struct columns columns = {
	    .count = sizeof heads / sizeof *heads, .has_heads = true};
	struct arena arena = {0};
	size_t i;

	print_fact("run", run->id);
	print_fact("suite", run->suite);
	print_fact("started", run->started);
	print_fact("commit", run->commit);
	print_fact("branch", run->branch);
	print_fact("version", run->version);
	print_fact("machine", machine);
	print_fact("baseline", archive_baseline_names(&arena, baselines, run));
	puts("");
	for (i = 0; i < columns.count; i++)
		columns_add(&columns, heads[i]);
	for (i = 0; i < values->count; i++) {
		const struct archive_value *value = &values->items[i];

		columns_add(&columns, value->case_id);
		columns_add(&columns, value->metric);
		columns_add(&columns, center_text(&arena, value));
		columns_add(&columns, error_text(&arena, value));
		columns_add(
		    &columns, arena_printf(&arena, "%u", value->launches));
	}
	columns_print(&columns, stdout);
	columns_release(&columns);
	arena_release(&arena);
}

static int
show(const struct show_options *options, const char *name, struct err *err)
{
	struct archive_values values = {0};
	const struct archive_run *run;
	struct archive_runs runs = {0};
	struct baselines baselines = {0};
	struct workspace workspace;
	struct arena arena = {0};
	struct index index = {0};
	struct buf id = {0};
	int status = EXIT_STATUS_FAILED;

	if (archive_find_workspace(&workspace, err) < 0)
		goto out;
	workspace.archive = options->archive;
	if (archive_resolve(&workspace, name, &id, err) < 0 ||
	    index_open(&index, &workspace, options->archive, err) < 0 ||
	    archive_runs(index.archive, NULL, &arena, &runs, err) < 0)
		goto out;
	run = archive_find_run(&runs, id.text);
	if (run == NULL) {
		err_set(err,
		    "%s is not in the archive: it is being written, or its "
		    "file cannot be read",
		    id.text);
		goto out;
	}
	if (archive_values(index.archive, run->id, &arena, &values, err) < 0)
		goto out;
	baselines_read(&baselines, &workspace);
	if (options->is_json)
		print_json(run, &values, &baselines);
	else
		print_text(run, archive_machine_name(&workspace, run, &arena),
		    &values, &baselines);
	status = EXIT_STATUS_OK;
out:
	index_close(&index);
	baselines_release(&baselines);
	vec_free(&values);
	vec_free(&runs);
	arena_release(&arena);
	buf_release(&id);
	workspace_release(&workspace);
	return status;
}

int
archive_show(int argc, char **argv, struct err *err)
{
	struct show_options options = {0};

	if (opt_parse(table, &options, &argc, argv, err) < 0)
		return EXIT_STATUS_USAGE;
	if (options.is_help) {
		puts("usage: perfolio archive show [RUN] [OPTION…]\n\n"
		     "What the archive keeps of a run: one value for each case "
		     "and metric.\n");
		opt_help(table, stdout);
		return EXIT_STATUS_OK;
	}
	if (argc > 2) {
		err_set(err, "archive show takes one run");
		return EXIT_STATUS_USAGE;
	}
	return show(&options, argc > 1 ? argv[1] : NULL, err);
}
