#include "cli/command.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/result_json.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/opt.h"
#include "base/text.h"
#include "cli/answer.h"
#include "cli/judging.h"
#include "cli/loaded.h"
#include "cli/since.h"
#include "cli/workspace.h"
#include "collector/ack.h"

struct report_command {
	bool is_help;
	struct analyze_options analysis;
	const char *folder;
	struct answer_words words;
	struct judging_words judging;
	const char *since;
};

#define AT(field) offsetof(struct report_command, field)

static const struct opt table[] = {
    {0, "output-dir", OPT_TEXT, AT(folder), "DIR",
	"where to: $PERFOLIO_OUTPUT_DIR, else report"},
    {0, "format", OPT_TEXT, AT(words.formats), "A,B",
	"html, pdf, csv, json, md, junit: all"},
    {0, "paper", OPT_TEXT, AT(words.paper), "SIZE",
	"of summary.pdf: A4 or Letter"},
    {0, "pdf-title", OPT_TEXT, AT(words.pdf_title), "TEXT",
	"its title; else the product's or the suite's name"},
    {0, "logo", OPT_TEXT, AT(words.logo), "FILE.png",
	"a picture for its cover"},
    {0, "font", OPT_TEXT, AT(words.font), "FILE.ttf",
	"its font, for scripts that DejaVu Sans lacks"},
    {0, "templates", OPT_TEXT, AT(words.templates), "DIR",
	"files that replace ours of the same name: docs/templates.md"},
    {0, "all-pages", OPT_FLAG, AT(analysis.has_all_pages), NULL,
	"a page for every case, not for the 500 most notable"},
    {0, "since", OPT_TEXT, AT(since), "WHEN",
	"changes behind a day, or a tag, commit or RUN: the baseline, too"},
    JUDGING_BASELINE(AT(judging)),
    JUDGING_POLICY(AT(judging)),
    JUDGING_GATE(AT(judging)),
    {'h', "help", OPT_FLAG, AT(is_help), NULL, "this text"},
    {0},
};

/* The run file a report.json was made from: same content, or none. */
static bool
find_run_file(const struct result *result, const char *report,
    const struct workspace *workspace, struct buf *path)
{
	char hex[DIGEST_TEXT_BYTES];
	const char *slash = strrchr(report, '/');
	struct err ignored;
	int i;

	for (i = 0; i < 2; i++) {
		buf_reset(path);
		if (i == 0 && workspace->path != NULL)
			workspace_run_path(workspace, result->run.id, path);
		else
			buf_addf(path, "%.*s%s.jsonl",
			    slash == NULL ? 0 : (int)(slash + 1 - report),
			    report, result->run.id);
		if (result->sha256 != NULL && file_exists(path->text) &&
		    digest_file(path->text, hex, &ignored) == 0 &&
		    strcmp(hex, result->sha256) == 0)
			return true;
	}
	return false;
}

static int
read_report(const char *path, struct result *result, struct err *err)
{
	FILE *in = fopen(path, "re");
	int status;

	if (in == NULL)
		return err_set(err, "%s: %s", path, strerror(errno));
	status = result_json_read(result, in, path, err);
	fclose(in);
	return status;
}

/* Renders a report.json again. */
static int
render_again(
    const char *report, const struct report_command *options, struct err *err)
{
	struct workspace workspace;
	struct result result = {0};
	struct loaded loaded = {0};
	struct buf path = {0};
	bool has_samples;
	int status = EXIT_STATUS_FAILED;

	workspace_find(&workspace);
	if (read_report(report, &result, err) < 0)
		goto out;
	has_samples =
	    find_run_file(&result, report, &workspace, &path) &&
	    loaded_read(&loaded, path.text, &options->analysis, err) == 0;
	if (!has_samples)
		fprintf(stderr,
		    "perfolio: the run file %s.jsonl is not at hand (it "
		    "would be in .perfolio/runs or beside report.json); "
		    "samples.csv is not written\n",
		    result.run.id);
	if (answer_report_result(&result, has_samples ? &loaded.series : NULL,
		options->folder, &options->words, err) == 0)
		status = EXIT_STATUS_OK;
out:
	loaded_release(&loaded);
	result_release(&result);
	workspace_release(&workspace);
	buf_release(&path);
	return status;
}

/* The period that is reported on has one run at least: this one. */
static int
take_since(struct result *result, const struct workspace *workspace,
    const char *name, struct err *err)
{
	struct git_line commits;
	struct since since = {.runs = result->past,
	    .count = result->past_count,
	    .commits = &commits,
	    .workspace = workspace,
	    .beside = &result->run};
	size_t from;
	int status;

	git_line_read_of(&commits, result->run.vcs_commit);
	status = since_find(&since, name, &from, err);
	git_line_release(&commits);
	if (status == 0 && from > 0 && from == result->past_count)
		status = err_set(err,
		    "--since: the run is older than the period that begins "
		    "with \"%.200s\"",
		    name);
	if (status < 0)
		return -1;
	result->past_from = from;
	result->since = arena_strdup(&result->arena, name);
	return 0;
}

static int
render_run(
    const char *run, const struct report_command *options, struct err *err)
{
	struct judged_run judged;
	int status;

	if (judged_run_read(&judged, run, &options->analysis, &options->judging,
		&status, err) == 0 &&
	    ((options->since != NULL &&
		 take_since(&judged.loaded.result, &judged.workspace,
		     options->since, err) < 0) ||
		answer_report(
		    &judged.loaded, options->folder, &options->words, err) < 0))
		status = EXIT_STATUS_FAILED;
	judged_run_release(&judged);
	return status;
}

int
cmd_report(int argc, char **argv, struct err *err)
{
	struct report_command options = {0};
	bool is_result;
	int result;

	options.folder = getenv("PERFOLIO_OUTPUT_DIR");
	if (options.folder == NULL || options.folder[0] == '\0')
		options.folder = "report";
	if (opt_parse(table, &options, &argc, argv, err) < 0 ||
	    judging_check(&options.judging, err) < 0 ||
	    answer_check(&options.words, err) < 0)
		return EXIT_STATUS_USAGE;
	if (options.is_help) {
		puts(
		    "usage: perfolio report [RUN|report.json] [OPTION…]\n\n"
		    "Analyses a run (@1, the newest, if none is named) and "
		    "writes the report;\nfrom a report.json it is rendered "
		    "again.\n\nWith --since v2.3.0 the run of that tag, commit "
		    "or RUN is the baseline, too,\nunless one is named; where "
		    "there is none, earlier runs are, and the report\nsays "
		    "so.\n");
		opt_help(table, stdout);
		return EXIT_STATUS_OK;
	}
	if (argc > 2) {
		err_set(err, "report takes one RUN or report.json");
		return EXIT_STATUS_USAGE;
	}
	is_result = argc == 2 && text_ends_with(argv[1], ".json");
	if (is_result && options.analysis.has_all_pages) {
		err_set(err,
		    "%s has the pages it was made with; --all-pages needs the "
		    "run",
		    argv[1]);
		return EXIT_STATUS_USAGE;
	}
	if (is_result && options.since != NULL) {
		err_set(err,
		    "%s has the period it was made with; --since needs the "
		    "run",
		    argv[1]);
		return EXIT_STATUS_USAGE;
	}
	/* A release report compares with where its period begins. */
	if (options.since != NULL && !ack_is_day(options.since) &&
	    options.judging.baseline == NULL &&
	    options.judging.baseline_lenient == NULL)
		options.judging.baseline_lenient = options.since;
	result = is_result
		     ? render_again(argv[1], &options, err)
		     : render_run(argc == 2 ? argv[1] : NULL, &options, err);
	judging_release(&options.judging);
	return result;
}
