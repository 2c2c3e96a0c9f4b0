#include "cli/command.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/result_json.h"
#include "base/err.h"
#include "base/file.h"
#include "base/opt.h"
#include "cli/judging.h"

struct analyze_command {
	bool is_help;
	const char *output;
	struct analyze_options analysis;
	struct judging_words judging;
};

#define AT(field) offsetof(struct analyze_command, field)

static const struct opt table[] = {
    {'o', "output", OPT_TEXT, AT(output), "FILE",
	"where to; \"-\" is stdout: report.json"},
    {0, "all-pages", OPT_FLAG, AT(analysis.has_all_pages), NULL,
	"plots for every case, not for the 500 most notable"},
    JUDGING_BASELINE(AT(judging)),
    JUDGING_POLICY(AT(judging)),
    JUDGING_GATE(AT(judging)),
    {'h', "help", OPT_FLAG, AT(is_help), NULL, "this text"},
    {0},
};

/* The whole text in memory first, so that the file is whole or absent. */
static int
write_json(const struct result *result, const char *path, struct err *err)
{
	char *text = NULL;
	size_t size = 0;
	FILE *memory = open_memstream(&text, &size);
	int status = -1;

	if (memory == NULL)
		return err_set(err, "out of memory");
	if (result_json_write(result, memory, err) == 0 && fclose(memory) == 0)
		status = file_write(path, text, size, err);
	free(text);
	return status;
}

static int
analyze_run(
    const char *run, const struct analyze_command *options, struct err *err)
{
	const char *path = options->output;
	struct judged_run judged;
	const struct result *result = &judged.loaded.result;
	int status, written;

	if (judged_run_read(&judged, run, &options->analysis, &options->judging,
		&status, err) == 0) {
		written = strcmp(path, "-") == 0
			      ? result_json_write(result, stdout, err)
			      : write_json(result, path, err);
		if (written < 0)
			status = EXIT_STATUS_FAILED;
	}
	judged_run_release(&judged);
	return status;
}

int
cmd_analyze(int argc, char **argv, struct err *err)
{
	struct analyze_command options = {.output = "report.json"};
	int status;

	if (opt_parse(table, &options, &argc, argv, err) < 0 ||
	    judging_check(&options.judging, err) < 0)
		return EXIT_STATUS_USAGE;
	if (options.is_help) {
		puts("usage: perfolio analyze [RUN] [-o FILE]\n\n"
		     "Turns a run (@1, the newest, if none is named) into "
		     "report.json.\n");
		opt_help(table, stdout);
		return EXIT_STATUS_OK;
	}
	if (argc > 2) {
		err_set(err, "analyze takes one RUN");
		return EXIT_STATUS_USAGE;
	}
	status = analyze_run(argc == 2 ? argv[1] : NULL, &options, err);
	judging_release(&options.judging);
	if (status == EXIT_STATUS_OK && strcmp(options.output, "-") != 0)
		printf("wrote %s\n", options.output);
	return status;
}
