/*
 * Starting commands: one launch, what it cost and how it ended.
 *
 * struct runner is the seam between what is launched when (collector/collect)
 * and real processes: struct launcher is the real one, tests have another.
 */
#ifndef COLLECTOR_LAUNCH_H
#define COLLECTOR_LAUNCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "collector/plan.h"

struct err;

/* What to start. Nothing is kept but for comparing it with the next one. */
struct launch_spec {
	const struct command *command;
	const char *cwd;         /* NULL: perfolio's own */
	const char *stdin_path;  /* NULL: /dev/null */
	const char *stdout_path; /* NULL: /dev/null; else cut to 0 first */
	bool is_output_said;     /* standard output goes into said */
	const struct pair *env;
	size_t env_count;
	const uint32_t *cpus;
	size_t cpu_count;    /* 0: all */
	uint64_t timeout_ns; /* 0: none */
};

enum launch_outcome {
	LAUNCH_EXITED,
	LAUNCH_SIGNALED,
	LAUNCH_TIMED_OUT,
	LAUNCH_NOT_STARTED
};

struct launch_result {
	enum launch_outcome outcome;
	int code;          /* exit status or signal */
	uint64_t clock_ns; /* monotonic clock before the start */
	uint64_t wall_ns;  /* from before the start to the reaping */
	uint64_t user_ns, system_ns, max_rss_bytes;
	uint64_t page_faults, context_switches;
	int leftovers; /* processes it left behind; all were ended */
	/*
	 * LAUNCH_NOT_STARTED: why, in words. Otherwise what it said on
	 * standard error, 4 KiB of the start and of the end. Valid until the
	 * next launch.
	 */
	const char *said;
};

struct runner {
	/* -1: the launcher is gone, or the run was interrupted. */
	int (*run)(struct runner *runner, const struct launch_spec *spec,
	    struct launch_result *result, struct err *err);
};

struct launcher {
	struct runner runner;
	pid_t pid;
	int socket;
	struct buf definition, next, said; /* definition: what it has now */
};

/*
 * Starts the launcher program, found beside perfolio or below its prefix.
 * Do it early, while perfolio is small.
 */
int launcher_open(struct launcher *launcher, struct err *err);

/* Ends it and everything it started. */
void launcher_close(struct launcher *launcher);

/*
 * The line of what a command said that explains its failure: the first that
 * speaks of an error, else the last one that is not blank. Adds nothing when
 * it said nothing.
 */
void launch_explain(const char *said, struct buf *out);

#endif
