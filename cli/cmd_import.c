#include "cli/command.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/opt.h"
#include "base/random.h"
#include "cli/answer.h"
#include "cli/header.h"
#include "cli/loaded.h"
#include "cli/workspace.h"
#include "collector/import_csv.h"
#include "collector/runfile.h"

struct import_options {
	bool is_help;
	const char *metric, *unit, *better, *output, *suite, *host_class;
	struct opt_list labels;
};

#define AT(field) offsetof(struct import_options, field)

static const struct opt table[] = {
    {0, "metric", OPT_TEXT, AT(metric), "NAME",
	"where the file has no such column: time"},
    {0, "unit", OPT_TEXT, AT(unit), "UNIT", "ns, µs, ms, s, B, MiB, 1, …: ns"},
    {0, "better", OPT_TEXT, AT(better), "lower|higher", "lower"},
    {0, "name", OPT_TEXT, AT(suite), "NAME", "the suite's name: imported"},
    {0, "label", OPT_LIST, AT(labels), "K=V",
	"put a label on the run; may be repeated"},
    {0, "host-class", OPT_TEXT, AT(host_class), "NAME",
	"take all machines of this class for one"},
    {'o', "output", OPT_TEXT, AT(output), "FILE",
	"the run file; else .perfolio/runs/ID.jsonl"},
    {0, "suite", OPT_UNSUPPORTED, 0, "FILE", ""},
    {'h', "help", OPT_FLAG, AT(is_help), NULL, "this text"},
    {0},
};

static int
is_csv(const char *path, bool *is_known, struct err *err)
{
	char line[4096];
	FILE *stream = fopen(path, "re");

	if (stream == NULL)
		return err_set(err, "%s: %s", path, strerror(errno));
	*is_known = fgets(line, sizeof line, stream) != NULL &&
		    import_csv_recognises(line);
	fclose(stream);
	return 0;
}

/* Only CSV can be read yet; the other names are known. */
static int
check_format(const char *format, const char *path, struct err *err)
{
	static const char *const later[] = {"criterion", "gbench", "hyperfine",
	    "go", "pyperf", "pytest", "jmh", "bdn", "asv", "gha", "otava",
	    "run"};
	bool is_known = false;
	size_t i;

	if (strcmp(format, "csv") == 0)
		return 0;
	if (strcmp(format, "auto") == 0) {
		if (is_csv(path, &is_known, err) < 0)
			return -1;
		return is_known
			   ? 0
			   : err_set(err,
				 "%s: is not recognised; a CSV file with the "
				 "columns case and value can be imported",
				 path);
	}
	for (i = 0; i < sizeof later / sizeof *later; i++)
		if (strcmp(format, later[i]) == 0)
			return err_set(err,
			    "importing \"%s\" is not supported yet; csv is",
			    format);
	return err_set(err,
	    "\"%s\" is no format; usage: perfolio import csv FILE", format);
}

static int
fill_defaults(const struct import_options *options,
    struct import_csv_defaults *defaults, struct err *err)
{
	const char *better =
	    options->better == NULL ? "lower" : options->better;

	if (strcmp(better, "lower") != 0 && strcmp(better, "higher") != 0)
		return err_set(
		    err, "--better: \"%s\" must be lower or higher", better);
	defaults->metric = options->metric == NULL ? "time" : options->metric;
	defaults->unit = options->unit == NULL ? "ns" : options->unit;
	defaults->better = better[0] == 'h' ? BETTER_HIGHER : BETTER_LOWER;
	return 0;
}

/*
 * Writes the run and prints its table. A run file that is not whole is
 * removed: an import can be made again.
 */
static int
write_run(const char *csv, const struct import_csv_defaults *defaults,
    const struct record_run *run, const char *path, struct err *err)
{
	const struct analyze_options options = {0};
	struct loaded loaded;
	struct runfile file;
	uint64_t rows = 0;
	int result = -1;

	if (runfile_create(&file, path, err) < 0)
		return -1;
	loaded_begin(&loaded);
	file.next = &loaded.series.sink;
	if (sink_put_run(&file.sink, run, err) == 0 &&
	    import_csv(csv, defaults, &file.sink, &rows, err) == 0)
		result = runfile_end(&file, err);
	if (result < 0 && file.is_regular)
		remove(path);
	else if (result == 0)
		fprintf(stderr, "perfolio: %llu sample%s imported into %s\n",
		    (unsigned long long)rows, rows == 1 ? "" : "s", path);
	if (result == 0 && file.is_regular)
		result = loaded_end(&loaded, path, &options, err);
	if (result == 0 && file.is_regular)
		result = answer_print(&loaded.result, path, false, err);
	runfile_close(&file);
	loaded_release(&loaded);
	return result;
}

static int
import(const struct import_options *options, const char *csv,
    struct arena *arena, struct err *err)
{
	struct import_csv_defaults defaults;
	struct workspace workspace;
	struct record_run run = {0};
	struct buf path = {0};
	int status = EXIT_STATUS_USAGE;

	workspace_find(&workspace);
	if (fill_defaults(options, &defaults, err) < 0 ||
	    header_fill(
		&run, arena, 0, options->host_class, &options->labels, err) < 0)
		goto out;
	run.suite = options->suite == NULL ? "imported" : options->suite;
	status = EXIT_STATUS_FAILED;
	if (options->output != NULL) {
		buf_add_string(&path, options->output);
	} else {
		if (workspace_make(&workspace, err) < 0)
			goto out;
		workspace_run_path(&workspace, run.id, &path);
	}
	if (write_run(csv, &defaults, &run, path.text, err) == 0)
		status = EXIT_STATUS_OK;
out:
	workspace_release(&workspace);
	buf_release(&path);
	return status;
}

int
cmd_import(int argc, char **argv, struct err *err)
{
	struct import_options options = {0};
	struct arena arena = {0};
	int status = EXIT_STATUS_USAGE;

	if (opt_parse(table, &options, &argc, argv, err) < 0)
		goto out;
	if (options.is_help) {
		puts("usage: perfolio import csv|auto FILE [OPTION…]\n\n"
		     "Makes a run file out of a table of samples. The columns "
		     "case and value are\nenough; metric, unit, launch and "
		     "iterations are understood.\n");
		opt_help(table, stdout);
		status = EXIT_STATUS_OK;
	} else if (argc != 3) {
		err_set(err, argc < 3 ? "usage: perfolio import csv FILE"
				      : "csv is imported one file at a time");
	} else if (check_format(argv[1], argv[2], err) == 0) {
		status = import(&options, argv[2], &arena, err);
	}
out:
	vec_free(&options.labels);
	arena_release(&arena);
	return status;
}
