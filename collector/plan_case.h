/*
 * A case of a plan: a benchmark at one combination of its parameters, with
 * everything filled in.
 */
#ifndef COLLECTOR_PLAN_CASE_H
#define COLLECTOR_PLAN_CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "collector/record.h"

struct extraction;
struct measure;

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

enum start_mode {
	START_AS_IS,
	START_COLD, /* its files dropped from the page cache before a launch */
	START_WARM  /* read into it */
};

/* When a case has been launched often enough. */
struct stopping {
	uint64_t launches; /* exactly so many; 0: adaptive, by the rest */
	/*
	 * Relative half-width of the 95 % interval: of the median of time, or
	 * in a block of variants of their ratio.
	 */
	double precision;
	uint64_t min_launches, max_launches; /* min <= max */
	uint64_t max_time_ns;                /* of all its launches together */
};

struct plan_step {
	const char *name;
	struct command command;
};

/* What a launch did; gives throughput. 0: not said. */
struct work {
	double items, bytes;
};

struct plan_case {
	struct record_case record; /* as it is written, status planned */
	/* count 0 with step_count 0: nothing is started but what measure says.
	 */
	struct command command;
	const struct plan_step *steps; /* in place of command, in order */
	size_t step_count;
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
	uint64_t warmup; /* launches before the first measured one */
	struct stopping stopping;
	uint64_t copies;       /* that run at once; at least 1 */
	const int *exit_codes; /* that mean success */
	size_t exit_code_count;
	const char *stdout_pattern; /* PCRE2, for success; NULL: any */
	bool is_output_same;        /* every launch says the same, or failed */
	enum start_mode start;
	const char *const *cold_files; /* absolute; files and folders */
	size_t cold_file_count;
	struct work work;
	const struct extraction *extractions; /* collector/extract.h, filled */
	size_t extraction_count;
	const struct measure *measure; /* collector/measure.h; NULL: none */
	unsigned extras;               /* of enum launch_extra, to ask for */
	/*
	 * Cases that are compared with one another form a block: neighbours in
	 * the plan, launched one behind the other, in order in odd rounds and
	 * backwards in even ones, and stopped together.
	 */
	size_t block_first, block_count; /* of itself: its index and 1 */
	/* Index of the case it is compared with; its own: none. */
	size_t reference; /* variants, reference: */
	size_t base;      /* --against: the same case of the other tree */
	/*
	 * Launches its limits on tail percentiles need, and the selector that
	 * needs them: "time.p95". 0: there is none.
	 */
	uint64_t tail_launches;
	const char *tail_selector;
	const char *place; /* "suite.yaml:12:5", for messages */
};

/* The most launches the case may make. */
uint64_t plan_most_launches(const struct plan_case *plan_case);

#endif
