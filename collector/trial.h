/*
 * A trial: one launch of a case, from the page cache to the last number.
 *
 * Its commands are started (one, several copies or the steps), what they said
 * is looked at, and everything the case's metrics ask for is taken. What comes
 * around it (setup, prepare, conclude) and when it is made is collect's.
 */
#ifndef COLLECTOR_TRIAL_H
#define COLLECTOR_TRIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/vec.h"
#include "collector/capture.h"
#include "collector/extract.h"
#include "collector/launch.h"
#include "collector/plan.h"

struct err;
struct regex;

/* How often a metric had no value although the launch was good. */
struct trial_gap {
	uint64_t launches;
	const char *reason; /* the first one's, in the desk's arena */
};

/* What is remembered from one trial of a case to the next. Zeroed is valid. */
struct trial_memory {
	char digest[DIGEST_TEXT_BYTES]; /* of the first good output; "": none */
	struct regex *pattern;          /* of success.stdout, when compiled */
	/* One an extraction, then one for file_size and one for measure. */
	struct trial_gap *gaps;
	bool was_kept_in_cache;  /* its cold files could not be dropped */
	uint64_t tried;          /* trials whose values were looked for */
	uint64_t without_memory; /* of these without rss_mean */
};

void trial_memory_release(struct trial_memory *memory);

/* What happened, and working memory from one trial to the next. */
struct trial {
	struct runner *runner;
	struct arena *arena;     /* for messages */
	const char *keep_folder; /* for OUTPUT_KEEP; NULL: discard */

	double launched_ns; /* CPU time of everything that was started */
	double elapsed_ns;  /* wall time of it */
	uint64_t seen_ns;   /* the launcher's CPU time so far */

	bool is_success;
	const char *blocked;      /* why it could not be made at all, or NULL */
	const char *message;      /* why it failed */
	enum case_status failure; /* CASE_STATUS_FAILED or _TIMEOUT */
	struct launch_usage use;  /* of everything together */
	uint64_t clock_ns;        /* monotonic clock at its start */
	bool has_started;         /* some process was; clock_ns is set */
	bool is_flood;            /* it said more than can be kept */
	int leftovers;            /* as in struct launch_result */
	int counter_error;        /* likewise */
	VEC(struct record_values) values; /* of a good launch */
	/* Its times in ns: one, or one a copy. */
	const double *times;
	size_t time_count;

	VEC(double) numbers;
	VEC(struct launch_usage) steps, copies;
	struct capture out, errors; /* opened when first asked for */
	struct buf said, complaints, text, kept;
	struct values extracted;
};

void trial_init(
    struct trial *trial, struct runner *runner, struct arena *arena);
void trial_release(struct trial *trial);

/* Starts a command and waits for its end. */
int trial_start(struct trial *trial, const struct launch_spec *spec,
    struct launch_result *result, struct err *err);

/*
 * Makes one. -1: the launcher is gone, or the run was interrupted. A warm-up
 * (memory NULL) starts the commands and takes nothing.
 */
int trial_run(struct trial *trial, const struct plan_case *of,
    struct trial_memory *memory, struct err *err);

/*
 * A hook of a case may take as long as a launch, and ten minutes anyway. The
 * suite's (of NULL) have no limit: 0.
 */
uint64_t trial_hook_timeout(const struct plan_case *of);

/* An untimed command: of a case, or with of NULL of the suite in folder. */
int trial_hook(struct trial *trial, const struct plan_case *of,
    const char *folder, const struct command *command,
    struct launch_result *result, struct err *err);

#endif
