#include "cli/command.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/opt.h"
#include "cli/trend.h"

#define AT(field) offsetof(struct trend_options, field)

static const struct opt table[] = {
    {0, "since", OPT_TEXT, AT(since), "WHEN",
	"only what changed since: a date, a commit, a tag, a baseline"},
    {0, "suite-name", OPT_TEXT, AT(suite), "NAME",
	"only this suite's; else all suites"},
    {0, "metric", OPT_TEXT, AT(metric), "NAME",
	"only this metric; else those that are judged"},
    {0, "all", OPT_FLAG, AT(is_all), NULL,
	"list what did not change, too; metrics that are not judged as well"},
    {0, "recompute", OPT_FLAG, AT(is_recompute), NULL,
	"forget where changes were confirmed before"},
    {0, "archive", OPT_TEXT, AT(archive), "PATH",
	"the database; else $PERFOLIO_ARCHIVE, else .perfolio/archive.db"},
    {0, "csv", OPT_TEXT, AT(csv), "FILE",
	"a series from a CSV file (\"-\": standard input), without an archive"},
    {0, "column", OPT_TEXT, AT(column), "NAME",
	"its column: the only one, or \"value\""},
    {0, "commits", OPT_TEXT, AT(commits), "NAME",
	"the column that says what a row is called"},
    {0, "better", OPT_TEXT, AT(better_word), "lower|higher",
	"of a CSV file: lower"},
    {0, "json", OPT_FLAG, AT(is_json), NULL, "print the answer as JSON"},
    {'h', "help", OPT_FLAG, AT(is_help), NULL, "this text"},
    {0},
};

static int
check_csv(struct trend_options *options, struct err *err)
{
	const char *better =
	    options->better_word == NULL ? "lower" : options->better_word;

	if (strcmp(better, "lower") != 0 && strcmp(better, "higher") != 0)
		return err_set(
		    err, "--better: \"%s\" must be lower or higher", better);
	options->better = better[0] == 'h' ? BETTER_HIGHER : BETTER_LOWER;
	if (options->filter != NULL || options->suite != NULL ||
	    options->metric != NULL || options->since != NULL ||
	    options->archive != NULL || options->is_all ||
	    options->is_recompute)
		return err_set(err,
		    "with --csv there is no archive: only --column, --commits, "
		    "--better and --json go with it");
	return 0;
}

static int
check(struct trend_options *options, int argc, char **argv, struct err *err)
{
	if (argc > 2)
		return err_set(err,
		    "trend takes one FILTER, a pattern of case ids; \"%s\" is "
		    "one too many",
		    argv[2]);
	options->filter = argc == 2 ? argv[1] : NULL;
	if (options->csv != NULL)
		return check_csv(options, err);
	if (options->column != NULL || options->commits != NULL ||
	    options->better_word != NULL)
		return err_set(
		    err, "--column, --commits and --better go with --csv FILE");
	return 0;
}

int
cmd_trend(int argc, char **argv, struct err *err)
{
	struct trend_options options = {0};

	if (opt_parse(table, &options, &argc, argv, err) < 0)
		return EXIT_STATUS_USAGE;
	if (options.is_help) {
		puts("usage: perfolio trend [FILTER] [OPTION…]\n"
		     "       perfolio trend --csv FILE [--column NAME]\n\n"
		     "Where histories changed, by how much and how sure that "
		     "is; what drifts. The\nlargest changes come first.\n");
		opt_help(table, stdout);
		return EXIT_STATUS_OK;
	}
	if (check(&options, argc, argv, err) < 0)
		return EXIT_STATUS_USAGE;
	return options.csv != NULL ? trend_csv(&options, err)
				   : trend_archive(&options, err);
}
