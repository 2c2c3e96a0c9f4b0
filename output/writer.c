#include "output/writer.h"

#include <stdio.h>
#include <string.h>

#include "analysis/result_json.h"
#include "base/bridge.h"
#include "base/err.h"
#include "output/csv.h"
#include "output/folder.h"
#include "output/page.h"

static int
html_write(const struct result *result, struct folder *folder,
    const struct report_options *options, struct err *err)
{
	struct template_set *own = NULL, *templates = options->templates;
	struct view view;
	int status;

	if (templates == NULL)
		templates = own = page_templates(err);
	if (templates == NULL)
		return -1;
	view_build(&view, result);
	status = page_write(&view, templates, folder, err);
	view_release(&view);
	template_set_free(own);
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
	const char *name;
	enum report_format format;
	int (*write)(const struct result *result, struct folder *folder,
	    const struct report_options *options, struct err *err);
} writers[] = {
    {"html", REPORT_HTML, html_write},
    {"csv", REPORT_CSV, csv_write_file},
    {"json", REPORT_JSON, json_write_file},
};

enum { WRITER_COUNT = sizeof writers / sizeof *writers };

int
report_formats_parse(const char *list, unsigned *formats, struct err *err)
{
	size_t length, i;

	*formats = 0;
	for (;; list += length + 1) {
		length = strcspn(list, ",");
		for (i = 0; i < WRITER_COUNT; i++)
			if (strlen(writers[i].name) == length &&
			    memcmp(writers[i].name, list, length) == 0)
				break;
		if (i == WRITER_COUNT)
			return err_set(err,
			    "\"%.*s\" is not a format; there are html, csv "
			    "and json",
			    (int)length, list);
		*formats |= writers[i].format;
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
		if ((options->formats & writers[i].format) != 0 &&
		    writers[i].write(result, folder, options, err) < 0)
			return -1;
	return 0;
}
