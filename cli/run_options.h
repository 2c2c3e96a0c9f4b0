/*
 * What "perfolio run" was told.
 */
#ifndef CLI_RUN_OPTIONS_H
#define CLI_RUN_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/analyze.h"
#include "base/arena.h"
#include "base/opt.h"
#include "cli/answer.h"
#include "cli/judging.h"
#include "collector/plan.h"

struct err;

struct run_options {
	bool is_help, is_quick, is_fail_fast, is_json, is_quiet, is_resume;
	const char *output, *report, *tags, *collect, *host_class;
	const char *precision, *max_time; /* as given; checked */
	const char *against;              /* absolute */
	struct answer_words look;         /* of the report */
	struct opt_list labels, commands, only, names;
	/* Around commands without a suite; NULL: none. */
	const char *setup, *prepare, *conclude, *cleanup;
	bool is_any_exit;
	struct opt_whole seed, launches, warmup, min_launches, max_launches;
	struct analyze_options analysis;
	/* The words that are no options. */
	bool is_check;
	struct judging_words judging;
	const char *save_baseline; /* NULL: no */
	const char *suite;         /* a file; NULL: none was named */
	const char *word;          /* the filter, or with --resume the RUN */
	char *const *command;      /* behind "--"; NULL: none */
	size_t command_count;
	char *const *words; /* all of argv behind the command's name */
	size_t word_count;
};

/* Reads argv. -1 is a usage error. argv is kept and its order changed. */
int run_options_parse(struct run_options *options, int argc, char **argv,
    struct arena *arena, struct err *err);

void run_options_help(void);

/* The part the plan is made with. Lists live in arena. */
struct plan_options run_options_plan(
    const struct run_options *options, uint64_t seed, struct arena *arena);

/* Makes the report's folder independent of the current one, in arena. */
void run_options_anchor(struct run_options *options, struct arena *arena);

/* Takes over from now, given beside --resume, what concerns the answer. */
void run_options_carry(
    struct run_options *options, const struct run_options *now);

/* True when commands are measured without a suite. */
bool run_options_is_adhoc(const struct run_options *options);

/* The commands of "-- COMMAND" or "-c COMMAND …", in arena. */
const struct command *run_options_commands(
    const struct run_options *options, size_t *count, struct arena *arena);

void run_options_release(struct run_options *options);

#endif
