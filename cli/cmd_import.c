#include "cli/command.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/opt.h"
#include "base/text.h"
#include "cli/answer.h"
#include "cli/header.h"
#include "cli/imported.h"
#include "cli/index.h"
#include "cli/loaded.h"
#include "cli/workspace.h"
#include "collector/import.h"

struct words {
	bool is_help;
	const char *metric, *unit, *better, *output, *name, *host_class,
	    *branch;
	struct opt_list labels;
};

#define AT(field) offsetof(struct words, field)

static const struct opt table[] = {
    {0, "metric", OPT_TEXT, AT(metric), "NAME",
	"csv: where the file has no such column: time; otava: A,B, the "
	"columns that are metrics"},
    {0, "unit", OPT_TEXT, AT(unit), "UNIT",
	"csv, otava: ns, µs, ms, s, B, MiB, 1, …; otava: or COLUMN=UNIT,…"},
    {0, "better", OPT_TEXT, AT(better), "lower|higher",
	"csv, otava: lower; otava: or COLUMN=higher,…"},
    {0, "name", OPT_TEXT, AT(name), "NAME",
	"the suite's name; else the project's or the file's"},
    {0, "branch", OPT_TEXT, AT(branch), "NAME",
	"of the commits, where the file does not say it"},
    {0, "label", OPT_LIST, AT(labels), "K=V",
	"put a label on every run; may be repeated"},
    {0, "host-class", OPT_TEXT, AT(host_class), "NAME",
	"take all machines of this class for one"},
    {'o', "output", OPT_TEXT, AT(output), "FILE|DIR/",
	"one run file, or a folder for several; else .perfolio/runs"},
    {0, "suite", OPT_UNSUPPORTED, 0, "FILE", ""},
    {'h', "help", OPT_FLAG, AT(is_help), NULL, "this text"},
    {0},
};

static void
print_help(void)
{
	const struct import_format *format;

	puts("usage: perfolio import FORMAT|auto PATH… [OPTION…]\n\n"
	     "Makes run files out of other tools' results. What was imported "
	     "before is skipped.\n");
	for (format = import_formats; format->name != NULL; format++)
		printf("  %-6s %s\n", format->name, format->summary);
	puts("");
	opt_help(table, stdout);
}

/* Every part of "lower", "A=higher,B=lower". */
static int
check_better(const char *words, struct err *err)
{
	const char *at = words, *value;
	size_t length;

	for (; at != NULL; at = at[length] == '\0' ? NULL : at + length + 1) {
		length = strcspn(at, ",");
		value = memchr(at, '=', length);
		value = value == NULL ? at : value + 1;
		length -= (size_t)(value - at);
		at = value;
		if ((length != 5 || strncmp(value, "lower", 5) != 0) &&
		    (length != 6 || strncmp(value, "higher", 6) != 0))
			return err_set(err,
			    "--better: \"%s\" must be lower or higher", words);
	}
	return 0;
}

/* The one format of all paths; *status is set when there is none. */
static const struct import_format *
choose_format(int argc, char **argv, int *status, struct err *err)
{
	const struct import_format *format, *other;
	int i;

	*status = EXIT_STATUS_USAGE;
	if (strcmp(argv[1], "auto") != 0)
		return import_format_find(argv[1], err);
	for (i = 2; i < argc; i++)
		if (strcmp(argv[i], "-") != 0 && !file_exists(argv[i])) {
			*status = EXIT_STATUS_FAILED;
			err_set(err, "%s: No such file or directory", argv[i]);
			return NULL;
		}
	format = import_recognise(argv[2], err);
	for (i = 3; i < argc && format != NULL; i++) {
		other = import_recognise(argv[i], err);
		if (other == NULL)
			return NULL;
		if (other != format) {
			err_set(err,
			    "%s is %s, %s is %s; import them one by one",
			    argv[2], format->name, argv[i], other->name);
			return NULL;
		}
	}
	return format;
}

static void
add_plural(struct buf *out, uint64_t count, const char *what)
{
	buf_addf(out, "%" PRIu64 " %s%s", count, what, count == 1 ? "" : "s");
}

/* "41 runs imported (1 already there) into .perfolio/runs" */
static void
say_runs(const struct imported *imported)
{
	struct buf text = {0};

	add_plural(&text, imported->added, "run");
	buf_add_string(&text, " imported (");
	buf_addf(&text, "%" PRIu64 " already there) into ", imported->known);
	text_printable(&text,
	    imported->folder == NULL ? imported->file : imported->folder, 0);
	fprintf(
	    imported->folder == NULL && imported->is_direct ? stderr : stdout,
	    "%s\n", text.text);
	buf_release(&text);
}

/* What the one run means, as after measuring it. */
static int
say_run(const struct imported *imported, struct err *err)
{
	const struct analyze_options options = {0};
	const char *path = imported->path.text;
	struct buf text = {0};
	struct loaded loaded;
	int result = 0;

	add_plural(&text, imported->samples, "sample");
	buf_add_string(&text, " imported into ");
	text_printable(&text, path, 0);
	fprintf(stderr, "perfolio: %s\n", text.text);
	buf_release(&text);
	if (imported->is_direct)
		return 0;
	result = loaded_read(&loaded, path, &options, err);
	if (result == 0)
		result = answer_print(&loaded.result, path, false, err);
	loaded_release(&loaded);
	return result;
}

static int
say_faults(const struct imported *imported, struct err *err)
{
	return err_set(err,
	    "%" PRIu64 " file%s or entr%s could not be imported%s; put right "
	    "what the warnings name and import again: what is there is skipped",
	    imported->faults, imported->faults == 1 ? "" : "s",
	    imported->faults == 1 ? "y" : "ies",
	    imported->faults > IMPORTED_FAULTS_SHOWN
		? ", of which the first are named"
		: "");
}

static int
say(const struct import_format *format, const struct imported *imported,
    struct err *err)
{
	if (!format->is_history)
		return say_run(imported, err);
	say_runs(imported);
	if (imported->faults > 0)
		return say_faults(imported, err);
	if (imported->added + imported->known == 0)
		return err_set(err, "no results were found");
	return 0;
}

static int
read_all(const struct import_format *format, int argc, char **argv,
    const struct import_options *options, struct imported *imported,
    struct err *err)
{
	int i;

	for (i = 2; i < argc; i++)
		if (format->read(argv[i], options, &imported->target, err) <
		    0) {
			/* What was written before is whole. */
			if (imported->folder != NULL && imported->added > 0)
				say_runs(imported);
			return -1;
		}
	return say(format, imported, err);
}

static bool
names_folder(const char *output)
{
	return text_ends_with(output, "/") || file_is_directory(output);
}

/* Where the runs go: a folder, which is made, or one file. */
static int
find_output(const struct words *words, struct workspace *workspace,
    struct buf *folder, struct err *err)
{
	if (words->output == NULL) {
		if (workspace_make(workspace, err) < 0)
			return -1;
		buf_addf(folder, "%s/runs", workspace->path);
		return 0;
	}
	if (!names_folder(words->output))
		return 0;
	buf_add_string(folder, words->output);
	while (folder->length > 1 && folder->text[folder->length - 1] == '/')
		folder->text[--folder->length] = '\0';
	return file_make_directory(folder->text, err);
}

/* The run files are there in any case; a named archive must take them. */
static int
add_to_archive(const struct workspace *workspace, struct err *err)
{
	struct index index;
	int result = index_open(&index, workspace, NULL, err);

	index_close(&index);
	return result < 0 ? err_add(err, "the archive") : 0;
}

static int
import(const struct words *words, const struct import_format *format, int argc,
    char **argv, struct err *err)
{
	struct record_run here = {0};
	struct import_options options = {.name = words->name,
	    .host_class = words->host_class,
	    .branch = words->branch,
	    .metric = words->metric,
	    .unit = words->unit,
	    .better = words->better,
	    .here = &here};
	struct arena arena = {0};
	struct workspace workspace;
	struct imported imported;
	struct buf folder = {0};
	struct err why;
	int status = EXIT_STATUS_USAGE;

	workspace_find(&workspace);
	imported_init(&imported, NULL, NULL);
	if (check_better(words->better, err) < 0 ||
	    header_fill(
		&here, &arena, 0, words->host_class, &words->labels, err) < 0)
		goto out;
	status = EXIT_STATUS_FAILED;
	if (find_output(words, &workspace, &folder, err) < 0)
		goto out;
	imported.folder = folder.text;
	if (folder.text != NULL)
		imported_sweep(folder.text);
	imported.file = words->output;
	if (read_all(format, argc, argv, &options, &imported, err) == 0)
		status = EXIT_STATUS_OK;
	if (words->output == NULL && imported.added > 0 &&
	    add_to_archive(&workspace, status == EXIT_STATUS_OK ? err : &why) <
		0)
		status = EXIT_STATUS_FAILED;
out:
	imported_release(&imported);
	workspace_release(&workspace);
	buf_release(&folder);
	arena_release(&arena);
	return status;
}

int
cmd_import(int argc, char **argv, struct err *err)
{
	const struct import_format *format;
	struct words words = {0};
	int status = EXIT_STATUS_USAGE;

	if (opt_parse(table, &words, &argc, argv, err) < 0)
		goto out;
	if (words.is_help) {
		print_help();
		status = EXIT_STATUS_OK;
		goto out;
	}
	if (argc < 3) {
		err_set(err,
		    "usage: perfolio import csv|asv|gha|otava|run|auto "
		    "PATH…");
		goto out;
	}
	format = choose_format(argc, argv, &status, err);
	if (format == NULL)
		goto out;
	if (!format->is_history && argc > 3)
		err_set(err, "%s is imported one file at a time", format->name);
	else
		status = import(&words, format, argc, argv, err);
out:
	vec_free(&words.labels);
	return status;
}
