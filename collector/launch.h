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
#include "collector/launch_extra.h"
#include "collector/plan.h"

struct err;

enum { LAUNCH_MOST_COPIES = 1024 };

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
	/*
	 * NULL: into said; else cut to 0, and nothing of it is said. The same
	 * path as stdout_path is one file that both write to.
	 */
	const char *stderr_path;
	/*
	 * Who writes more than that into them is killed; looked at every
	 * 20 ms. 0: no limit.
	 */
	uint64_t output_limit;
	/*
	 * So many processes, let go at one moment; 0 is 1. All share
	 * descriptors, and a timeout ends all of them. More than
	 * LAUNCH_MOST_COPIES are not started.
	 */
	size_t copies;
	unsigned extras; /* bit i: enum launch_extra i is asked for */
};

enum launch_outcome {
	LAUNCH_EXITED,
	LAUNCH_SIGNALED,
	LAUNCH_TIMED_OUT,
	LAUNCH_NOT_STARTED
};

/* How processes ended and what they cost. */
struct launch_usage {
	enum launch_outcome outcome;
	int code; /* exit status or signal */
	/*
	 * From before the start to the reaping. With a counter asked for, one
	 * process is let go like a copy: its fork is not in it.
	 */
	uint64_t wall_ns;
	uint64_t user_ns, system_ns, max_rss_bytes;
	uint64_t page_faults, context_switches;
	unsigned has; /* bit i: extras[i] is known */
	uint64_t extras[LAUNCH_EXTRAS];
};

struct launch_result {
	/*
	 * The launch as a whole. Of several copies: wall_ns from the moment
	 * they were let go until the last was reaped, the greatest peak
	 * memory, sums of the rest (of the mean memory each for the time it
	 * ran), and the outcome of the first copy that did not exit with 0, if
	 * there is one. An extra is known when it is of every copy.
	 */
	struct launch_usage use;
	/* Each copy, its wall_ns from that same moment; valid like said. */
	const struct launch_usage *copies;
	size_t copy_count; /* 0 when spec.copies was 0 or 1 */
	uint64_t clock_ns; /* monotonic clock before the start */
	int leftovers;     /* processes it left behind; all were ended */
	/* CPU time of the launcher and all it ever started, so far. */
	uint64_t cpu_ns;
	/*
	 * errno of why a counter asked for could not be opened, the first one;
	 * 0: all were. EBUSY stands for one that had to share its register.
	 */
	int counter_error;
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
	struct launch_usage *copies;       /* of the last launch */
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
