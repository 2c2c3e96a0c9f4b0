/*
 * Collecting: the plan's cases launched round by round, every launch a record.
 *
 * Cases run interleaved: each round launches every case once, in an order of
 * its own, so that a slow minute hits all of them alike. A case that cannot
 * be measured is explained in its outcome and never stops the others.
 */
#ifndef COLLECTOR_COLLECT_H
#define COLLECTOR_COLLECT_H

#include <stdbool.h>
#include <stdint.h>

#include "collector/conditions.h"
#include "collector/launch.h"
#include "collector/plan.h"
#include "collector/sink.h"
#include "collector/stopping.h"
#include "collector/trial.h"

struct err;

/* What the run file already holds of a case, when a run goes on. */
struct collect_done {
	bool is_planned; /* its planned line is there */
	bool is_ended;   /* its outcome is there */
	uint64_t launches, failed;
};

/* The state of one case while the run goes on. */
struct collect_case {
	struct collect_done done;    /* kept up to date */
	bool is_set_up;              /* setup and warm-up were made */
	bool has_leftovers;          /* it was said once */
	enum case_status status;     /* CASE_STATUS_NONE: no failure so far */
	const char *message;         /* of the first failure, in the arena */
	struct stopping_track track; /* its times, round by round */
	struct trial_memory memory;
	double spent_ns;        /* in all launches */
	double elapsed_ns;      /* the same with all around them */
	uint64_t expected;      /* launches, as far as one can tell */
	const char *stopped_by; /* NULL: it goes on */
	double reached;         /* half-width at the end; 0: not known */
};

struct collect;

/* Told about what happens. */
struct collect_watcher {
	/* Before the launch of a case in a round. */
	void (*launching)(struct collect_watcher *watcher,
	    const struct collect *collect, size_t index, uint64_t round);

	/* A command outside the cases begins: "build", "before", "after". */
	void (*preparing)(struct collect_watcher *watcher, const char *what);
};

struct collect {
	const struct plan *plan;
	struct runner *runner;
	struct sink *sink;
	struct collect_watcher *watcher;
	const struct stopping_rule *rule; /* NULL: no interval is known */
	struct conditions *conditions;    /* NULL: not watched */
	const char *keep_folder;          /* for OUTPUT_KEEP; NULL: discard */
	uint64_t started_ns;              /* monotonic clock at the start */
	bool is_fail_fast;
	struct arena arena;
	struct trial trial;
	struct collect_case *cases; /* one a case of the plan */
	uint64_t measured;          /* cases with a good launch */
	bool has_stopped;           /* at the first failure */
	unsigned counters_noted;    /* of enum launch_extra */
	bool were_conditions_put;
};

/* cases are zeroed; for a run that goes on, set each done before running. */
void collect_init(struct collect *collect, const struct plan *plan);

/*
 * Puts the planned lines. Comes before collect_run, with nothing but notes
 * between them.
 */
int collect_plan(struct collect *collect, struct err *err);

/*
 * Puts every launch and every outcome. -1: the sink failed, the launcher died
 * or the run was interrupted; what was put stays valid, and the run can be
 * gone on with.
 */
int collect_run(struct collect *collect, struct err *err);

void collect_release(struct collect *collect);

#endif
