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
#include "collector/plan_case.h"

struct err;
struct suite;

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
	/* The folder --against starts the base's commands in; NULL: none. */
	const char *against_folder;
	/* Cases both of whose trees start one file; the first one, and it. */
	size_t same_file_count;
	const char *same_file_case, *same_file;
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
	const char *const *only; /* cases with these ids; count 0: all */
	size_t only_count;
	bool has_launches, has_warmup; /* they replace the suite's */
	uint64_t launches, warmup;
	bool has_precision, has_min_launches, has_max_launches, has_max_time;
	double precision; /* also makes the suite's fixed launches adaptive */
	uint64_t min_launches, max_launches, max_time_ns;
	/* Never fewer, whatever the suite says; 0: as it says. */
	uint64_t least_launches;
	/* The other working tree of --against, absolute; NULL: none. */
	const char *against;
	/* Only for plan_from_commands. */
	struct plan_adhoc {
		const char *const *names; /* of the first commands */
		size_t name_count;
		/* For each case, for sh -c; NULL: none. */
		const char *setup, *prepare, *conclude, *cleanup;
		bool is_any_exit; /* every exit status is a success */
	} adhoc;
};

/*
 * Expands the parameters of every benchmark, fills them in and applies the
 * filter. With --against each case becomes two, with the parameter variant
 * (side, where the benchmark has variants) base or head; the filter sees the
 * id without it. Two cases with one id, or no case at all, are errors.
 * plan_release is due either way.
 */
int plan_from_suite(struct plan *plan, const struct suite *suite,
    const struct plan_options *options, struct err *err);

/*
 * A plan without a suite: commands[0..count), each one a case with the name
 * that options give it, or its text; equal ones get " #2", " #3". folder is
 * where they start. Several are one block, and the first is the reference of
 * the others.
 */
int plan_from_commands(struct plan *plan, const struct command *commands,
    size_t count, const char *folder, const struct plan_options *options,
    struct err *err);

/*
 * The order of a round, from 1: the indices of all cases, blocks shuffled by
 * seed and round alone and each block in its own order.
 */
void plan_round(const struct plan *plan, uint64_t round, size_t *order);

void plan_release(struct plan *plan);

#endif
