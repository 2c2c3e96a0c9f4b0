#include "collector/import.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "collector/import_asv.h"
#include "collector/import_csv.h"
#include "collector/import_gha.h"
#include "collector/import_otava.h"
#include "collector/import_run.h"

/* It is enough to recognise a file by. */
enum { HEAD_BYTES = 16384 };

static bool
recognises_csv(const char *path, const char *head)
{
	char line[4096];
	size_t length;

	(void)path;
	if (head == NULL)
		return false;
	length = strcspn(head, "\r\n");
	if (length >= sizeof line)
		return false;
	memcpy(line, head, length);
	line[length] = '\0';
	return import_csv_recognises(line);
}

/* One run, of here and now: the table says nothing of when and where. */
static int
read_csv(const char *path, const struct import_options *options,
    struct import_target *target, struct err *err)
{
	const char *better =
	    options->better == NULL ? "lower" : options->better;
	struct import_csv_defaults defaults = {
	    .metric = options->metric == NULL ? "time" : options->metric,
	    .unit = options->unit == NULL ? "ns" : options->unit,
	    .better = *better == 'h' ? BETTER_HIGHER : BETTER_LOWER};
	struct record_run run = *options->here;
	struct sink *sink;
	uint64_t rows;

	run.suite = options->name == NULL ? "imported" : options->name;
	if (target->begin(target, &run, &sink, err) < 0)
		return -1;
	if (import_csv(path, &defaults, sink, &rows, err) < 0) {
		target->drop(target);
		return -1;
	}
	return target->finish(target, err);
}

const struct import_format import_formats[] = {
    {"csv", "a table with the columns case and value", false, recognises_csv,
	read_csv},
    {"asv", "a results folder of airspeed velocity", true,
	import_asv_recognises, import_asv},
    {"gha", "data.js of github-action-benchmark", true, import_gha_recognises,
	import_gha},
    {"otava", "the CSV file of Otava or Hunter: time, metrics", true,
	import_otava_recognises, import_otava},
    {"run", "run files, or a folder of them", true, import_run_recognises,
	import_run},
    {0},
};

const struct import_format *
import_format_find(const char *name, struct err *err)
{
	static const char *const later[] = {"criterion", "gbench", "hyperfine",
	    "go", "pyperf", "pytest", "jmh", "bdn"};
	const struct import_format *format;
	size_t i;

	for (format = import_formats; format->name != NULL; format++)
		if (strcmp(format->name, name) == 0)
			return format;
	for (i = 0; i < sizeof later / sizeof *later; i++)
		if (strcmp(name, later[i]) == 0) {
			err_set(err,
			    "importing \"%s\" is not supported yet; csv, asv, "
			    "gha, otava and run are",
			    name);
			return NULL;
		}
	err_set(err,
	    "\"%s\" is no format; there are csv, asv, gha, otava, run and auto",
	    name);
	return NULL;
}

/* Beginning of the file, without a byte-order mark. */
static int
read_head(const char *path, char head[HEAD_BYTES], struct err *err)
{
	static const char mark[] = "\xEF\xBB\xBF";
	FILE *stream = fopen(path, "re");
	size_t count;

	if (stream == NULL)
		return err_set(err, "%s: %s", path, strerror(errno));
	count = fread(head, 1, HEAD_BYTES - 1, stream);
	head[count] = '\0';
	if (strncmp(head, mark, sizeof mark - 1) == 0)
		memmove(head, head + 3, count - 2);
	fclose(stream);
	return 0;
}

const struct import_format *
import_recognise(const char *path, struct err *err)
{
	const struct import_format *format;
	char head[HEAD_BYTES];
	bool is_folder = file_is_directory(path);

	if (strcmp(path, "-") == 0) {
		err_set(err, "what comes from stdin is not recognised; name "
			     "its format in place of auto");
		return NULL;
	}
	if (!is_folder && read_head(path, head, err) < 0)
		return NULL;
	for (format = import_formats; format->name != NULL; format++)
		if (format->recognises(path, is_folder ? NULL : head))
			return format;
	err_set(err,
	    "%s: is not recognised; name its format: csv, asv, gha, otava or "
	    "run",
	    path);
	return NULL;
}
