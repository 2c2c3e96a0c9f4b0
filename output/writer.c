#include "output/writer.h"

#include <stdio.h>
#include <string.h>

#include "analysis/result_json.h"
#include "base/err.h"
#include "output/case_page.h"
#include "output/comment.h"
#include "output/csv.h"
#include "output/folder.h"
#include "output/history_csv.h"
#include "output/junit.h"
#include "output/page.h"
#include "output/templates.h"
#include "output/trends_page.h"

static int
write_text(const struct view *view, struct folder *folder, const char *name,
    void (*write)(const struct view *view, FILE *out), struct err *err)
{
	FILE *file = folder_file(folder, name, err);

	if (file == NULL)
		return -1;
	write(view, file);
	return 0;
}

/* Pages and paper: a view put into templates; and what reads it as it is. */
static int
view_write(const struct result *result, struct folder *folder,
    const struct report_options *options, struct err *err)
{
	const struct templates *templates = options->templates;
	struct templates own = {0};
	struct view view;
	int status = 0;

	if (templates == NULL && templates_open(&own, NULL, err) < 0)
		return -1;
	if (templates == NULL)
		templates = &own;
	view_build(&view, result);
	if ((options->formats & REPORT_HTML) != 0) {
		status = page_write(&view, templates, folder, err);
		if (status == 0)
			status =
			    case_pages_write(&view, templates, folder, err);
		if (status == 0)
			status =
			    trends_pages_write(&view, templates, folder, err);
	}
	if (status == 0 && (options->formats & REPORT_PDF) != 0)
		status =
		    paper_write(&view, templates, &options->paper, folder, err);
	if (status == 0 && (options->formats & REPORT_MD) != 0)
		status =
		    write_text(&view, folder, "comment.md", comment_write, err);
	if (status == 0 && (options->formats & REPORT_JUNIT) != 0)
		status =
		    write_text(&view, folder, "junit.xml", junit_write, err);
	view_release(&view);
	templates_close(&own);
	return status;
}

static int
csv_write_file(const struct result *result, struct folder *folder,
    const struct report_options *options, struct err *err)
{
	FILE *file = folder_file(folder, "results.csv", err);

	(void)options;
	if (file == NULL)
		return -1;
	csv_write_results(result, file);
	if (!history_csv_is_wanted(result))
		return 0;
	file = folder_file(folder, "history.csv", err);
	if (file == NULL)
		return -1;
	history_csv_write(result, file);
	return 0;
}

static int
json_write_file(const struct result *result, struct folder *folder,
    const struct report_options *options, struct err *err)
{
	FILE *file = folder_file(folder, "report.json", err);

	(void)options;
	return file == NULL ? -1 : result_json_write(result, file, err);
}

static const struct writer {
	unsigned formats;
	int (*write)(const struct result *result, struct folder *folder,
	    const struct report_options *options, struct err *err);
} writers[] = {
    {REPORT_HTML | REPORT_PDF | REPORT_MD | REPORT_JUNIT, view_write},
    {REPORT_CSV, csv_write_file},
    {REPORT_JSON, json_write_file},
};

static const struct format {
	const char *name;
	enum report_format format;
} formats_known[] = {
    {"html", REPORT_HTML},
    {"pdf", REPORT_PDF},
    {"csv", REPORT_CSV},
    {"json", REPORT_JSON},
    {"md", REPORT_MD},
    {"junit", REPORT_JUNIT},
};

enum {
	WRITER_COUNT = sizeof writers / sizeof *writers,
	FORMAT_COUNT = sizeof formats_known / sizeof *formats_known
};

int
report_formats_parse(const char *list, unsigned *formats, struct err *err)
{
	size_t length, i;

	*formats = 0;
	for (;; list += length + 1) {
		length = strcspn(list, ",");
		for (i = 0; i < FORMAT_COUNT; i++)
			if (strlen(formats_known[i].name) == length &&
			    memcmp(formats_known[i].name, list, length) == 0)
				break;
		if (i == FORMAT_COUNT)
			return err_set(err,
			    "\"%.*s\" is not a format; there are html, pdf, "
			    "csv, json, md and junit",
			    (int)length, list);
		*formats |= formats_known[i].format;
		if (list[length] == '\0')
			return 0;
	}
}

int
report_write(const struct result *result, struct folder *folder,
    const struct report_options *options, struct err *err)
{
	size_t i;

	for (i = 0; i < WRITER_COUNT; i++)
		if ((options->formats & writers[i].formats) != 0 &&
		    writers[i].write(result, folder, options, err) < 0)
			return -1;
	return 0;
}
