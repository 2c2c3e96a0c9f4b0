#include "cli/run_options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/num.h"
#include "base/text.h"
#include "collector/stopping.h"

enum { QUICK_LAUNCHES = 5 };

static const double PRECISION_MAX = 0.5;
static const double MAX_TIME_NS = 1e18; /* 31 years */

#define AT(field) offsetof(struct run_options, field)
#define LATER(name)                                                            \
	{                                                                      \
		0, name, OPT_UNSUPPORTED, 0, "VALUE", ""                       \
	}

static const struct opt table[] = {
    {'c', "command", OPT_LIST, AT(commands), "CMD",
	"measure this shell command; may be repeated"},
    {'n', "name", OPT_LIST, AT(names), "NAME",
	"of the first command; repeat it for the next"},
    {'s', "setup", OPT_TEXT, AT(setup), "CMD",
	"before each command's first launch, untimed"},
    {'p', "prepare", OPT_TEXT, AT(prepare), "CMD",
	"before each launch, untimed"},
    {'C', "conclude", OPT_TEXT, AT(conclude), "CMD",
	"after each launch, untimed"},
    {0, "cleanup", OPT_TEXT, AT(cleanup), "CMD",
	"after a command's last launch, untimed"},
    {'i', "ignore-failure", OPT_FLAG, AT(is_any_exit), NULL,
	"every exit status of a command is a success"},
    {0, "case", OPT_LIST, AT(only), "ID",
	"only the case of this id; may be repeated"},
    {0, "tags", OPT_TEXT, AT(tags), "A,B", "only cases with one of these tags"},
    {0, "collect", OPT_TEXT, AT(collect), "A,B", "record only these metrics"},
    {0, "against", OPT_TEXT, AT(against), "DIR",
	"measure each case in the built tree DIR too, and compare them"},
    {0, "quick", OPT_FLAG, AT(is_quick), NULL, "5 launches a case"},
    {'r', "launches", OPT_WHOLE, AT(launches), "N",
	"exactly N launches a case, whatever the suite says"},
    {0, "precision", OPT_TEXT, AT(precision), "PERCENT",
	"launch until the interval is ± that, whatever the suite says"},
    {0, "min-launches", OPT_WHOLE, AT(min_launches), "N",
	"at least so many before it stops"},
    {0, "max-launches", OPT_WHOLE, AT(max_launches), "N", "at most so many"},
    {0, "max-time", OPT_TEXT, AT(max_time), "DURATION",
	"at most so long for the launches of a case"},
    {'w', "warmup", OPT_WHOLE, AT(warmup), "N",
	"N launches before them that are not recorded"},
    {0, "seed", OPT_WHOLE, AT(seed), "N", "seed of the order, and of {seed}"},
    {0, "fail-fast", OPT_FLAG, AT(is_fail_fast), NULL,
	"stop at the first failure"},
    {0, "label", OPT_LIST, AT(labels), "K=V",
	"put a label on the run; may be repeated"},
    {0, "host-class", OPT_TEXT, AT(host_class), "NAME",
	"take all machines of this class for one"},
    {'o', "output", OPT_TEXT, AT(output), "FILE",
	"the run file; else .perfolio/runs/ID.jsonl"},
    {0, "report", OPT_TEXT, AT(report), "DIR", "write the report too"},
    {0, "format", OPT_TEXT, AT(look.formats), "A,B",
	"of the report: html, pdf, csv, json, md, junit"},
    {0, "paper", OPT_TEXT, AT(look.paper), "SIZE",
	"of its summary.pdf: A4 or Letter"},
    {0, "pdf-title", OPT_TEXT, AT(look.pdf_title), "TEXT",
	"title of summary.pdf; else the product's or the suite's name"},
    {0, "logo", OPT_TEXT, AT(look.logo), "FILE.png",
	"a picture for the cover of summary.pdf"},
    {0, "font", OPT_TEXT, AT(look.font), "FILE.ttf",
	"font of summary.pdf, for scripts that DejaVu Sans lacks"},
    {0, "templates", OPT_TEXT, AT(look.templates), "DIR",
	"templates of the report in place of ours"},
    {0, "all-pages", OPT_FLAG, AT(analysis.has_all_pages), NULL,
	"a page for every case in it, not for the 500 most notable"},
    {0, "resume", OPT_FLAG, AT(is_resume), NULL,
	"go on with a run that was cut short; its RUN may follow"},
    {0, "json", OPT_FLAG, AT(is_json), NULL,
	"print the result as JSON in place of the table"},
    {'q', "quiet", OPT_FLAG, AT(is_quiet), NULL, "no progress"},
    {'h', "help", OPT_FLAG, AT(is_help), NULL, "this text"},
    {0, "check", OPT_FLAG, AT(is_check), NULL,
	"judge it too: exit status 1 when the gate fails"},
    JUDGING_BASELINE(AT(judging)),
    JUDGING_GATE(AT(judging)),
    {0, "save-baseline", OPT_TEXT, AT(save_baseline), "NAME",
	"let this run be the baseline of that name"},
    LATER("shard"),
    {0},
};

void
run_options_help(void)
{
	puts("usage: perfolio run [SUITE] [FILTER] [OPTION…]\n"
	     "       perfolio run [OPTION…] -- COMMAND ARG…\n"
	     "       perfolio run -c 'COMMAND' [-c 'COMMAND' …]\n"
	     "       perfolio run --resume [RUN]\n\n"
	     "Measures the cases of SUITE (perfolio.yaml, here or above) "
	     "whose id holds FILTER,\na Perl-compatible pattern.\n");
	opt_help(table, stdout);
}

static bool
has_stopping(const struct run_options *options)
{
	return options->precision != NULL || options->max_time != NULL ||
	       options->min_launches.is_given || options->max_launches.is_given;
}

/* The half-width and the time of adaptive stopping. */
static int
take_stopping(const struct run_options *options, struct plan_options *plan,
    struct err *err)
{
	double ns;

	plan->has_precision = options->precision != NULL;
	plan->has_max_time = options->max_time != NULL;
	if (plan->has_precision &&
	    !(num_parse_percent(options->precision, &plan->precision) &&
		plan->precision > 0 && plan->precision <= PRECISION_MAX))
		return err_set(err,
		    "--precision must be a percentage above 0%% and at most "
		    "50%%, like 1%%, not \"%s\"",
		    options->precision);
	if (!plan->has_max_time)
		return 0;
	if (!num_parse_duration(options->max_time, &ns) ||
	    !(ns >= 1 && ns <= MAX_TIME_NS))
		return err_set(err,
		    "--max-time must be a duration like 30s or 2min, not "
		    "\"%s\"",
		    options->max_time);
	plan->max_time_ns = (uint64_t)ns;
	return 0;
}

/* SUITE and FILTER, or with --resume RUN. */
static int
take_words(struct run_options *options, int argc, char **argv, struct err *err)
{
	int at = 1;

	if (at < argc && strcmp(argv[at], "--") != 0 && !options->is_resume &&
	    file_exists(argv[at]))
		options->suite = argv[at++];
	if (at < argc && strcmp(argv[at], "--") != 0)
		options->word = argv[at++];
	if (at < argc && strcmp(argv[at], "--") == 0) {
		options->command = argv + at + 1;
		options->command_count = (size_t)(argc - at - 1);
		if (options->command_count == 0)
			return err_set(err, "no command stands behind \"--\"");
		at = argc;
	}
	if (at < argc)
		return err_set(err,
		    "\"%s\" is one word too many: SUITE and FILTER are all "
		    "there is. To measure commands: perfolio run -c COMMAND -c …",
		    argv[at]);
	if (options->word != NULL && !options->is_resume &&
	    (text_ends_with(options->word, ".yaml") ||
		text_ends_with(options->word, ".yml")))
		return err_set(
		    err, "%s: there is no such suite file", options->word);
	return 0;
}

/* What limits adaptive stopping, on the command line. */
static int
check_stopping(const struct run_options *options, struct err *err)
{
	bool is_fixed = options->is_quick || options->launches.is_given;
	struct plan_options unused;

	if (options->is_quick && options->launches.is_given)
		return err_set(err, "--quick means --launches 5; use one");
	if (options->launches.is_given && options->launches.value == 0)
		return err_set(err, "--launches must be at least 1");
	if (is_fixed && has_stopping(options))
		return err_set(err,
		    "%s makes a fixed number of launches: --precision, "
		    "--min-launches, --max-launches and --max-time have no "
		    "meaning beside it",
		    options->is_quick ? "--quick" : "--launches");
	if (options->min_launches.is_given &&
	    options->min_launches.value < STOPPING_LEAST)
		return err_set(
		    err, "--min-launches must be at least %d", STOPPING_LEAST);
	if (options->max_launches.is_given &&
	    options->max_launches.value < STOPPING_LEAST)
		return err_set(err,
		    "--max-launches must be at least %d; --launches makes "
		    "exactly so many",
		    STOPPING_LEAST);
	if (options->min_launches.is_given && options->max_launches.is_given &&
	    options->min_launches.value > options->max_launches.value)
		return err_set(
		    err, "--min-launches must not be above --max-launches");
	return take_stopping(options, &unused, err);
}

static int
check_baseline(const struct run_options *options, struct err *err)
{
	if (options->save_baseline != NULL &&
	    workspace_check_baseline(options->save_baseline, err) < 0)
		return err_add(err, "--save-baseline");
	if (options->save_baseline != NULL && options->output != NULL)
		return err_set(err,
		    "--save-baseline names a run of the workspace; leave -o "
		    "away");
	if (options->against != NULL &&
	    (options->judging.baseline != NULL ||
		options->judging.baseline_lenient != NULL))
		return err_set(err,
		    "--against measures the baseline beside each case; leave "
		    "--baseline away");
	return judging_check(&options->judging, err);
}

/* What stands in a suite is not said on the command line. */
static int
check_adhoc(const struct run_options *options, struct err *err)
{
	size_t commands =
	    options->command != NULL ? 1 : options->commands.count;
	bool has_hooks = options->setup != NULL || options->prepare != NULL ||
			 options->conclude != NULL || options->cleanup != NULL;

	if (commands == 0 &&
	    (has_hooks || options->is_any_exit || options->names.count > 0))
		return err_set(err,
		    "--name, --setup, --prepare, --conclude, --cleanup and "
		    "--ignore-failure go with -c or \"-- COMMAND\"; a suite "
		    "has keys for them");
	if (options->names.count > commands)
		return err_set(err, "there are more --name than commands");
	return 0;
}

static int
check(const struct run_options *options, struct err *err)
{
	bool has_command = options->command != NULL;

	if (has_command && options->commands.count != 0)
		return err_set(
		    err, "use either -c or \"-- COMMAND\", not both");
	if (run_options_is_adhoc(options) &&
	    (options->suite != NULL || options->word != NULL))
		return err_set(err,
		    "a command and a suite (\"%s\") cannot be measured in "
		    "one run: put the command into the suite",
		    options->suite != NULL ? options->suite : options->word);
	if (options->is_resume &&
	    (options->is_quick || options->launches.is_given ||
		options->warmup.is_given || options->seed.is_given ||
		options->tags != NULL || options->only.count != 0 ||
		options->collect != NULL || options->output != NULL ||
		options->labels.count != 0 || options->host_class != NULL ||
		options->suite != NULL || options->against != NULL ||
		has_stopping(options) || run_options_is_adhoc(options)))
		return err_set(err,
		    "--resume goes on as the run was started; beside it only "
		    "its RUN, --report, --json and --quiet have a meaning");
	if (options->output != NULL && strcmp(options->output, "-") == 0)
		return err_set(
		    err, "-o needs a file; for a pipe write -o /dev/stdout");
	if (check_adhoc(options, err) < 0 || check_baseline(options, err) < 0)
		return -1;
	return check_stopping(options, err);
}

/* The folder of --against, independent of the current one. */
static int
anchor_against(
    struct run_options *options, struct arena *arena, struct err *err)
{
	char *absolute;

	if (options->against == NULL)
		return 0;
	absolute = realpath(options->against, NULL);
	if (absolute == NULL)
		return err_set(err,
		    "--against: there is no folder \"%s\"; check the other "
		    "tree out and build it there",
		    options->against);
	options->against = arena_strdup(arena, absolute);
	free(absolute);
	return 0;
}

int
run_options_parse(struct run_options *options, int argc, char **argv,
    struct arena *arena, struct err *err)
{
	char **words = arena_alloc(arena, (size_t)argc * sizeof *words);

	*options = (struct run_options){0};
	memcpy(words, argv + 1, (size_t)(argc - 1) * sizeof *words);
	options->words = words;
	options->word_count = (size_t)(argc - 1);
	if (opt_parse(table, options, &argc, argv, err) < 0)
		return -1;
	if (options->is_help)
		return 0;
	if (take_words(options, argc, argv, err) < 0 || check(options, err) < 0)
		return -1;
	return anchor_against(options, arena, err);
}

/* "a,b" to texts in arena. */
static const char *const *
split(const char *text, size_t *count, struct arena *arena)
{
	const char **items;
	size_t length;

	*count = 0;
	if (text == NULL)
		return NULL;
	items = arena_alloc(arena, (strlen(text) + 1) * sizeof *items);
	for (; *text != '\0'; text += length + (text[length] != '\0')) {
		length = strcspn(text, ",");
		if (length != 0)
			items[(*count)++] = arena_strndup(arena, text, length);
	}
	return items;
}

struct plan_options
run_options_plan(
    const struct run_options *options, uint64_t seed, struct arena *arena)
{
	struct plan_options plan = {.seed = seed, .filter = options->word};
	struct err unused; /* they were checked when they were parsed */

	plan.only = options->only.items;
	plan.only_count = options->only.count;
	plan.tags = split(options->tags, &plan.tag_count, arena);
	plan.collect = split(options->collect, &plan.collect_count, arena);
	plan.has_launches = options->is_quick || options->launches.is_given;
	plan.launches =
	    options->is_quick ? QUICK_LAUNCHES : options->launches.value;
	plan.has_warmup = options->warmup.is_given;
	plan.warmup = options->warmup.value;
	take_stopping(options, &plan, &unused);
	plan.has_min_launches = options->min_launches.is_given;
	plan.min_launches = options->min_launches.value;
	plan.has_max_launches = options->max_launches.is_given;
	plan.max_launches = options->max_launches.value;
	plan.against = options->against;
	plan.adhoc = (struct plan_adhoc){.names = options->names.items,
	    .name_count = options->names.count,
	    .setup = options->setup,
	    .prepare = options->prepare,
	    .conclude = options->conclude,
	    .cleanup = options->cleanup,
	    .is_any_exit = options->is_any_exit};
	return plan;
}

void
run_options_anchor(struct run_options *options, struct arena *arena)
{
	char *here;

	if (options->report == NULL || options->report[0] == '/')
		return;
	here = realpath(".", NULL);
	if (here != NULL)
		options->report =
		    arena_printf(arena, "%s/%s", here, options->report);
	free(here);
}

void
run_options_carry(struct run_options *options, const struct run_options *now)
{
	options->is_resume = true;
	options->is_json = now->is_json;
	options->is_quiet = now->is_quiet;
	options->is_check = now->is_check;
	options->judging = now->judging;
	if (now->report == NULL)
		return;
	options->report = now->report;
	options->look = now->look;
	options->analysis = now->analysis;
}

bool
run_options_is_adhoc(const struct run_options *options)
{
	return options->command != NULL || options->commands.count != 0;
}

const struct command *
run_options_commands(
    const struct run_options *options, size_t *count, struct arena *arena)
{
	size_t i;
	struct command *commands = arena_alloc(
	    arena, (options->commands.count + 1) * sizeof *commands);

	if (options->command != NULL) {
		commands[0] =
		    (struct command){(const char *const *)options->command,
			options->command_count};
		*count = 1;
		return commands;
	}
	*count = options->commands.count;
	for (i = 0; i < *count; i++) {
		const char **argv = arena_alloc(arena, 3 * sizeof *argv);

		argv[0] = "sh";
		argv[1] = "-c";
		argv[2] = options->commands.items[i];
		commands[i] = (struct command){argv, 3};
	}
	return commands;
}

void
run_options_release(struct run_options *options)
{
	judging_release(&options->judging);
	vec_free(&options->only);
	vec_free(&options->names);
	vec_free(&options->labels);
	vec_free(&options->commands);
}
