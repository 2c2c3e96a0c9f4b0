#include "cli/archive_command.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/opt.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/judging.h"
#include "cli/line.h"
#include "cli/loaded.h"
#include "output/baseline_document.h"

struct baseline_options {
	bool is_help;
	const char *formats; /* of a document; NULL: none */
	const char *output;  /* NULL: NAME.md, NAME.html here; "-": stdout */
};

#define AT(field) offsetof(struct baseline_options, field)

static const struct opt table[] = {
    {0, "format", OPT_TEXT, AT(formats), "md,html",
	"write what the baseline measured as a document"},
    {'o', "output", OPT_TEXT, AT(output), "FILE",
	"where to, of one format; \"-\" is stdout: baseline-NAME.md"},
    {'h', "help", OPT_FLAG, AT(is_help), NULL, "this text"},
    {0},
};

static void
add_baseline(struct columns *columns, const struct workspace *workspace,
    const struct baseline *baseline)
{
	struct buf path = {0};
	struct record_run run = {0};
	struct err ignored;

	workspace_run_path(workspace, baseline->id, &path);
	columns_add(columns, baseline->name);
	columns_add(columns, baseline->id);
	if (line_read_header(path.text, &columns->arena, &run, &ignored) < 0)
		run.started = "its run file is gone or cannot be read";
	columns_add(columns, run.suite);
	columns_add(columns, run.vcs_commit);
	columns_add(columns, run.started);
	buf_release(&path);
}

/* name NULL: all of them. */
static int
show(const struct workspace *workspace, const char *name, struct err *err)
{
	struct columns columns = {.count = 5};
	struct baselines baselines;
	size_t shown = 0, i;

	baselines_read(&baselines, workspace);
	for (i = 0; i < baselines.items.count; i++) {
		const struct baseline *baseline = &baselines.items.items[i];

		if (name != NULL && strcmp(baseline->name, name) != 0)
			continue;
		add_baseline(&columns, workspace, baseline);
		shown++;
	}
	columns_print(&columns, stdout);
	columns_release(&columns);
	baselines_release(&baselines);
	if (name == NULL && shown == 0)
		puts("There is no baseline yet: perfolio archive baseline NAME "
		     "RUN makes one.");
	if (name == NULL || shown > 0)
		return 0;
	return err_set(err,
	    "there is no baseline \"%.200s\"; perfolio archive baseline %.200s "
	    "RUN makes it",
	    name, name);
}

static int
set(const struct workspace *workspace, const char *name, const char *run,
    struct err *err)
{
	struct buf id = {0};
	int result = archive_resolve(workspace, run, &id, err);

	if (result == 0)
		result = workspace_save_baseline(workspace, name, id.text, err);
	buf_release(&id);
	return result < 0 ? -1 : show(workspace, name, err);
}

/* Whole or absent. */
static int
write_document(const struct result *result, const char *name,
    enum baseline_format format, const char *path, struct err *err)
{
	char *text = NULL;
	size_t size = 0;
	FILE *memory = open_memstream(&text, &size);
	int status = -1;

	if (memory == NULL)
		return err_set(err, "out of memory");
	if (baseline_document_write(result, name, format, NULL, memory, err) ==
	    0)
		status = 0;
	if (fclose(memory) != 0 && status == 0)
		status = err_set(err, "out of memory");
	if (status == 0 && strcmp(path, "-") == 0)
		status =
		    fwrite(text, 1, size, stdout) == size && fflush(stdout) == 0
			? 0
			: err_set(err, "standard output takes no more");
	else if (status == 0)
		status = file_write(path, text, size, err);
	if (status == 0 && strcmp(path, "-") != 0)
		printf("wrote %s\n", path);
	free(text);
	return status;
}

static int
write_documents(const struct result *result, const char *name,
    const struct baseline_options *options, struct err *err)
{
	struct arena arena = {0};
	enum baseline_format format;
	const char *word = options->formats, *path, *one;
	size_t length;
	int status = 0;

	for (; status == 0 && *word != '\0';
	     word += length + (word[length] != 0)) {
		length = strcspn(word, ",");
		one = arena_strndup(&arena, word, length);
		status = baseline_format_parse(one, &format, err);
		path = options->output != NULL
			   ? options->output
			   : arena_printf(&arena, "baseline-%s.%s", name, one);
		if (status == 0)
			status =
			    write_document(result, name, format, path, err);
	}
	arena_release(&arena);
	return status;
}

/* The run of a baseline, held against its suite's limits. */
static int
document(const struct workspace *workspace, const char *name,
    const struct baseline_options *options, struct err *err)
{
	const struct judging_words words = {0};
	const struct analyze_options analysis = {0};
	struct loaded loaded = {0};
	struct buf path = {0};
	int ignored, status = -1;

	if (workspace_resolve(workspace, name, &path, err) == 0 &&
	    loaded_read(&loaded, path.text, &analysis, err) == 0 &&
	    judging_apply(&loaded, workspace, &words, &ignored, err) == 0)
		status = write_documents(&loaded.result, name, options, err);
	loaded_release(&loaded);
	buf_release(&path);
	return status;
}

static int
check(const struct baseline_options *options, int argc, char **argv,
    struct err *err)
{
	enum baseline_format format;
	struct err ignored;

	if (argc > 3)
		return err_set(err, "archive baseline takes a name and a run");
	if (argc > 1 && workspace_check_baseline(argv[1], err) < 0)
		return -1;
	if (options->formats == NULL)
		return options->output == NULL
			   ? 0
			   : err_set(err, "-o goes with --format");
	if (argc < 2)
		return err_set(err, "--format needs the baseline's name");
	if (options->output != NULL &&
	    baseline_format_parse(options->formats, &format, &ignored) < 0)
		return err_set(err, "-o goes with one format, md or html");
	return 0;
}

int
archive_baseline(int argc, char **argv, struct err *err)
{
	struct baseline_options options = {0};
	struct workspace workspace;
	int result;

	if (opt_parse(table, &options, &argc, argv, err) < 0)
		return EXIT_STATUS_USAGE;
	if (options.is_help) {
		puts(
		    "usage: perfolio archive baseline [NAME [RUN]]\n"
		    "       perfolio archive baseline NAME --format md,html\n\n"
		    "Shows the baseline of that name, or all; with RUN lets "
		    "NAME be that run.\nWith --format writes a document: each "
		    "operation with its baseline, limits\nand headroom.\n");
		opt_help(table, stdout);
		return EXIT_STATUS_OK;
	}
	if (check(&options, argc, argv, err) < 0)
		return EXIT_STATUS_USAGE;
	result = archive_find_workspace(&workspace, err);
	if (result == 0)
		result = argc == 3 ? set(&workspace, argv[1], argv[2], err)
			 : options.formats != NULL
			     ? 0
			     : show(&workspace, argc > 1 ? argv[1] : NULL, err);
	if (result == 0 && options.formats != NULL)
		result = document(&workspace, argv[1], &options, err);
	workspace_release(&workspace);
	return result == 0 ? EXIT_STATUS_OK : EXIT_STATUS_FAILED;
}
