#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/confirm.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/opt.h"
#include "cli/answer.h"
#include "cli/judging.h"

/* Of each side when it is measured again. */
enum { CONFIRM_LAUNCHES = 10 };

struct check_command {
	bool is_help, is_json;
	bool is_confirm;
	const char *against; /* a tree */
	const char *why;     /* a case */
	struct judging_words words;
};

#define AT(field) offsetof(struct check_command, field)

static const struct opt table[] = {
    JUDGING_BASELINE(AT(words)),
    JUDGING_POLICY(AT(words)),
    JUDGING_GATE(AT(words)),
    {0, "why", OPT_TEXT, AT(why), "CASE",
	"how the verdict on a case came about, number by number"},
    {0, "confirm", OPT_FLAG, AT(is_confirm), NULL,
	"measure what changed again, beside --against, and decide by that"},
    {0, "against", OPT_TEXT, AT(against), "DIR",
	"the built tree of the baseline, for --confirm"},
    {0, "json", OPT_FLAG, AT(is_json), NULL, "print the judged result as JSON"},
    {'h', "help", OPT_FLAG, AT(is_help), NULL, "this text"},
    {0},
};

/* The suite the run was made with, from where it was started. */
static const char *
suite_of(const struct record_run *run, struct arena *arena)
{
	const char *suite = NULL, *folder = NULL;
	struct err ignored;
	cJSON *command;

	if (run->command == NULL)
		return NULL;
	command = json_parse(run->command, strlen(run->command), &ignored);
	if (json_get_string(command, "suite", &suite, &ignored) < 0 ||
	    json_get_string(command, "folder", &folder, &ignored) < 0)
		suite = NULL;
	if (suite != NULL && suite[0] != '/' && folder != NULL)
		suite = arena_printf(arena, "%s/%s", folder, suite);
	else
		suite = arena_strdup(arena, suite);
	cJSON_Delete(command);
	return suite;
}

/* Measures the flagged cases again, base and head side by side. */
static int
measure_again(const struct check_command *command, const struct record_run *run,
    const struct confirm_ids *ids, struct loaded *fresh, struct err *err)
{
	struct arena arena = {0};
	const char *suite = suite_of(run, &arena);
	const char **words =
	    arena_alloc(&arena, (2 * ids->count + 6) * sizeof *words);
	size_t count = 0, i;
	int status;

	words[count++] = "run";
	if (suite != NULL)
		words[count++] = suite;
	words[count++] = "--against";
	words[count++] = command->against;
	for (i = 0; i < ids->count; i++) {
		words[count++] = "--case";
		words[count++] = ids->items[i];
	}
	fprintf(stderr,
	    "perfolio: %zu case%s flagged; measured again against %s\n",
	    ids->count, ids->count == 1 ? " is" : "s are", command->against);
	status = run_collect(
	    (int)count, (char **)words, CONFIRM_LAUNCHES, fresh, err);
	arena_release(&arena);
	return status;
}

/* What is to be said of it; ids lives no longer than the first result. */
static struct confirmation
describe(const struct check_command *command, const struct confirm_ids *ids,
    const struct result *fresh, struct arena *arena)
{
	const char **cases = arena_alloc(arena, ids->count * sizeof *cases);
	struct confirmation made = {arena_strdup(arena, fresh->run.id),
	    arena_strdup(arena, command->against), cases, ids->count, 0};
	size_t i;

	for (i = 0; i < ids->count; i++)
		cases[i] = arena_strdup(arena, ids->items[i]);
	for (i = 0; i < fresh->case_count; i++)
		if (fresh->cases[i].launches > made.rounds)
			made.rounds = fresh->cases[i].launches;
	return made;
}

/* Judges again, by the fresh launches of what was flagged. */
static int
confirm(const struct check_command *command, struct judged_run *judged,
    struct err *err)
{
	const struct analyze_options analysis = {0};
	struct judging_words words = command->words;
	struct loaded *loaded = &judged->loaded;
	struct confirm_ids ids = {0};
	struct loaded fresh = {0};
	struct arena arena = {0};
	struct confirmation made;
	int status = EXIT_STATUS_OK;

	confirm_flagged(&loaded->result, &ids);
	if (ids.count == 0)
		goto out;
	status = measure_again(command, &loaded->series.run, &ids, &fresh, err);
	if (status != EXIT_STATUS_OK)
		goto out;
	words.confirmed = &fresh.result;
	made = describe(command, &ids, &fresh.result, &arena);
	words.confirmation = &made;
	loaded_release(loaded);
	if (loaded_read(loaded, judged->path.text, &analysis, err) < 0)
		status = EXIT_STATUS_FAILED;
	else
		judging_apply(loaded, &judged->workspace, &words, &status, err);
out:
	arena_release(&arena);
	loaded_release(&fresh);
	free(ids.items);
	return status;
}

/* Is there a suite to measure the cases with? */
static int
check_suite(const struct record_run *run, struct err *err)
{
	if (run->suite_text != NULL)
		return 0;
	return err_set(err,
	    "--confirm measures cases of a suite again, and run %.200s was "
	    "made without one (run -- COMMAND, -c or import): write the "
	    "command into a suite, and use \"perfolio run SUITE --against "
	    "DIR\"",
	    run->id == NULL ? "(no id)" : run->id);
}

static int
check(const struct check_command *command, const char *run, struct err *err)
{
	const struct analyze_options analysis = {0};
	struct judged_run judged;
	const struct result *result = &judged.loaded.result;
	int status;

	if (judged_run_read(
		&judged, run, &analysis, &command->words, &status, err) < 0)
		goto out;
	if (command->is_confirm) {
		status = EXIT_STATUS_USAGE;
		if (check_suite(&judged.loaded.series.run, err) < 0)
			goto out;
		status = confirm(command, &judged, err);
		if (status != EXIT_STATUS_OK)
			goto out;
	}
	if (command->why != NULL)
		status = answer_why(result, command->why, err);
	else
		status = answer_check_result(
		    result, judged.path.text, command->is_json, err);
out:
	judged_run_release(&judged);
	return status;
}

int
cmd_check(int argc, char **argv, struct err *err)
{
	struct check_command command = {0};
	int status = EXIT_STATUS_USAGE;

	if (opt_parse(table, &command, &argc, argv, err) < 0 ||
	    judging_check(&command.words, err) < 0)
		goto out;
	if (command.is_help) {
		puts("usage: perfolio check [RUN] [OPTION…]\n\n"
		     "Judges a run (@1, the newest, if none is named) by its "
		     "gates: exit status 1\nwhen it may not be released.\n");
		opt_help(table, stdout);
		status = EXIT_STATUS_OK;
	} else if (argc > 2) {
		err_set(err, "check takes one RUN");
	} else if (command.is_confirm != (command.against != NULL)) {
		err_set(err, "--confirm needs --against DIR, the built tree "
			     "of the baseline, and --against needs --confirm");
	} else if (command.is_confirm && argc == 2 &&
		   strcmp(argv[1], "-") == 0) {
		err_set(err, "--confirm needs a run file, not standard input");
	} else if (command.why != NULL && command.is_json) {
		err_set(err, "--why explains in words; --json prints the "
			     "result: use one");
	} else {
		status = check(&command, argc == 2 ? argv[1] : NULL, err);
	}
out:
	judging_release(&command.words);
	return status;
}
