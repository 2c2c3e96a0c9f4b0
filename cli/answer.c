#include "cli/answer.h"

#include <stdio.h>
#include <string.h>

#include "analysis/result_json.h"
#include "base/err.h"
#include "cli/command.h"
#include "cli/loaded.h"
#include "cli/terminal.h"
#include "output/csv.h"
#include "output/folder.h"
#include "output/templates.h"
#include "output/text_check.h"
#include "output/text_table.h"
#include "output/text_why.h"
#include "output/view.h"
#include "output/writer.h"

int
answer_print(const struct result *result, const char *path, bool is_json,
    struct err *err)
{
	struct text_table_options options = terminal_options();
	struct view view = {0};

	if (is_json)
		return result_json_write(result, stdout, err);
	view_build(&view, result);
	text_table_write(&view, &options, stdout);
	view_release(&view);
	printf("run file: %s\n", path);
	return 0;
}

int
answer_check_result(const struct result *result, const char *path, bool is_json,
    struct err *err)
{
	struct text_table_options options = terminal_options();
	struct view view = {0};

	if (is_json) {
		if (result_json_write(result, stdout, err) < 0)
			return EXIT_STATUS_FAILED;
	} else {
		view_build(&view, result);
		text_check_write(&view, &options, stdout);
		view_release(&view);
		printf("run file: %s\n", path);
	}
	return result->verdict == RESULT_VERDICT_NO_GO ? EXIT_STATUS_GATE
						       : EXIT_STATUS_OK;
}

/* The case with that id, else the only one whose id holds name. */
static const struct result_case *
find_case(const struct result *result, const char *name, struct err *err)
{
	const struct result_case *found = NULL;
	size_t i, count = 0;

	for (i = 0; i < result->case_count; i++) {
		if (strcmp(result->cases[i].id, name) == 0)
			return &result->cases[i];
		if (strstr(result->cases[i].id, name) == NULL)
			continue;
		found = &result->cases[i];
		count++;
	}
	if (count == 1)
		return found;
	if (count == 0)
		err_set(err, "no case has \"%.200s\" in its id", name);
	else
		err_set(err,
		    "%zu cases have \"%.200s\" in their ids; give one of "
		    "them in full",
		    count, name);
	return NULL;
}

int
answer_why(const struct result *result, const char *name, struct err *err)
{
	const struct result_case *found = find_case(result, name, err);
	struct text_table_options options = terminal_options();
	struct view view = {0};

	if (found == NULL)
		return EXIT_STATUS_USAGE;
	view_build(&view, result);
	text_why_write(
	    &view, (size_t)(found - result->cases), &options, stdout);
	view_release(&view);
	return EXIT_STATUS_OK;
}

static int
read_words(const struct answer_words *words, struct report_options *options,
    struct err *err)
{
	*options = (struct report_options){
	    .formats = REPORT_ALL,
	    .paper = {.title = words->pdf_title,
		.logo = words->logo,
		.font = words->font},
	};
	if (words->formats != NULL &&
	    report_formats_parse(words->formats, &options->formats, err) < 0)
		return -1;
	if (paper_size_parse(words->paper, &options->paper.paper, err) < 0)
		return err_add(err, "--paper");
	return 0;
}

int
answer_check(const struct answer_words *words, struct err *err)
{
	struct report_options options;
	struct templates templates;

	if (read_words(words, &options, err) < 0 ||
	    templates_open(&templates, words->templates, err) < 0)
		return -1;
	templates_close(&templates);
	return paper_check(&options.paper, err);
}

static void
write_series(
    struct samples_csv *csv, const char *id, const struct series_metric *metric)
{
	const struct span *span;
	size_t i, j, at = 0;

	samples_csv_series(csv, id, &metric->metric);
	for (i = 0; i < metric->spans.count; i++) {
		span = &metric->spans.items[i];
		for (j = 0; j < span->launches; j++, at += span->count) {
			struct samples_csv_launch launch = {
			    .launch = span->launch + j,
			    .values = metric->values.items + at,
			    .count = span->count};

			if (metric->iterations.count != 0)
				launch.iterations =
				    metric->iterations.items + at;
			samples_csv_add(csv, &launch);
		}
	}
}

static int
write_samples(
    const struct series *series, struct folder *folder, struct err *err)
{
	struct samples_csv csv = {.out = NULL};
	const struct series_case *of;
	size_t i, j;

	csv.out = folder_file(folder, "samples.csv", err);
	if (csv.out == NULL)
		return -1;
	samples_csv_begin(&csv);
	for (i = 0; i < series->cases.count; i++) {
		of = &series->cases.items[i];
		for (j = 0; j < of->metrics.count; j++)
			write_series(&csv, of->line.id, &of->metrics.items[j]);
	}
	samples_csv_release(&csv);
	return 0;
}

int
answer_report_result(const struct result *result, const struct series *series,
    const char *path, const struct answer_words *words, struct err *err)
{
	struct report_options options;
	struct templates templates = {0};
	struct folder *folder = NULL;
	int status = -1;

	if (read_words(words, &options, err) < 0 ||
	    templates_open(&templates, words->templates, err) < 0)
		return -1;
	options.templates = &templates;
	folder = folder_open(path, err);
	if (folder == NULL)
		goto out;
	if (report_write(result, folder, &options, err) < 0)
		goto out;
	if ((options.formats & REPORT_CSV) != 0 && series != NULL &&
	    write_samples(series, folder, err) < 0)
		goto out;
	status = folder_commit(folder, err);
	if (status == 0)
		printf("report: %s/%s\n", path,
		    (options.formats & REPORT_HTML) != 0  ? "index.html"
		    : (options.formats & REPORT_PDF) != 0 ? "summary.pdf"
							  : "");
out:
	folder_close(folder);
	templates_close(&templates);
	return status;
}

int
answer_report(const struct loaded *loaded, const char *folder,
    const struct answer_words *words, struct err *err)
{
	return answer_report_result(
	    &loaded->result, &loaded->series, folder, words, err);
}
