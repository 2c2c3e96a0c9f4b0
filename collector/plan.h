/*
 * The plan: every case of a suite with its settings, ready to be launched.
 *
 * One arena owns everything; the plan stands alone once it is made.
 */
#ifndef COLLECTOR_PLAN_H
#define COLLECTOR_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "collector/record.h"

struct err;
struct suite;

/* A command with its parameters filled in; count 0 is no command. */
struct command {
	const char *const *argv; /* a shell string is {"sh", "-c", TEXT} */
	size_t count;
};

enum output_mode {
	OUTPUT_DISCARD,
	OUTPUT_KEEP, /* beside the run file, of the last launch */
	OUTPUT_FILE
};

struct plan_case {
	struct record_case record; /* as it is written, status planned */
	struct command command;
	struct command setup, prepare, conclude, cleanup; /* untimed */
	const struct pair *env; /* set on top of perfolio's own environment */
	size_t env_count;
	const char *cwd;        /* absolute */
	const char *stdin_path; /* absolute; NULL: /dev/null */
	enum output_mode output;
	const char *output_path; /* absolute, for OUTPUT_FILE */
	const uint32_t *cpus;    /* numbers; count 0: all */
	size_t cpu_count;
	uint64_t timeout_ns;
	uint64_t warmup;       /* launches before the first measured one */
	uint64_t launches;     /* measured */
	const int *exit_codes; /* that mean success */
	size_t exit_code_count;
	const char *place; /* "suite.yaml:12:5", for messages */
};

struct plan {
	struct arena arena;
	const char *suite;   /* its name */
	const char *folder;  /* absolute: where commands start */
	const char *project; /* NULL: not given */
	const char *description, *product, *version, *previous; /* likewise */
	const char *policy;     /* one JSON object, NULL: none */
	const char *suite_text; /* NULL: no suite file */
	uint64_t seed;
	struct command build, before, after; /* once a run, untimed */
	struct plan_case *cases;
	size_t case_count;
};

/* What the command line says beyond the suite. */
struct plan_options {
	uint64_t seed;
	const char *filter;      /* PCRE2, searched in the id; NULL: all */
	const char *const *tags; /* a case needs one of them; count 0: all */
	size_t tag_count;
	const char *const
	    *collect; /* only these metrics; count 0: the default */
	size_t collect_count;
	bool has_launches, has_warmup; /* they replace the suite's */
	uint64_t launches, warmup;
};

/*
 * Expands the parameters of every benchmark, fills them in and applies the
 * filter. Two cases with one id, or no case at all, are errors. plan_release
 * is due either way.
 */
int plan_from_suite(struct plan *plan, const struct suite *suite,
    const struct plan_options *options, struct err *err);

/*
 * A plan without a suite: commands[0..count), each one a case named after its
 * text; equal ones get " #2", " #3". folder is where they start.
 */
int plan_from_commands(struct plan *plan, const struct command *commands,
    size_t count, const char *folder, const struct plan_options *options,
    struct err *err);

/*
 * The order of a round, from 1: writes the indices of the cases that still
 * have a launch in it, shuffled by seed and round alone. Returns how many.
 */
size_t plan_round(const struct plan *plan, uint64_t round, size_t *order);

/* The number of rounds: the largest launches of any case. */
uint64_t plan_rounds(const struct plan *plan);

void plan_release(struct plan *plan);

#endif
