/*
 * A run that an importer makes out of another tool's results.
 *
 * Its id follows from what it is made of, so that the same results get the
 * same id again. The machine is a host class: other tools know a name at best.
 */
#ifndef COLLECTOR_IMPORT_DRAFT_H
#define COLLECTOR_IMPORT_DRAFT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "collector/import.h"

/* Where a run comes from. NULL: not known. */
struct import_origin {
	const char *format; /* "asv" */
	const char *tool;   /* whose results they are, for people */
	const char *suite;
	const char *project; /* NULL: none */
	const char *machine; /* its name there; NULL: format */
	struct facts machine_facts, environment;
	const char *commit, *branch, *version;
	int64_t started_ns;
	bool has_commit_time;
	int64_t commit_ns;
	/* Which of several with the same commit, date and machine. */
	const char *part;
	const struct pair *labels;
	size_t label_count;
};

/* One case with its values, base units. A status of 0 is ok. */
struct import_case {
	const char *group, *benchmark;
	const struct pair *params; /* in any order */
	size_t param_count;
	const struct metric *metrics;
	const struct record_values
	    *values; /* of those metrics that have some */
	size_t metric_count, value_count;
	bool is_every_metric_judged; /* else the first */
	enum case_status status;
	const char *message;
};

/* A case that was put. */
struct import_seen {
	const char *metric, *unit; /* the first */
	uint64_t launches, failed;
};

struct import_draft {
	struct import_target *target;
	struct sink *sink; /* NULL: not begun */
	struct arena arena;
	struct map index; /* id -> index in cases */
	VEC(struct import_seen) cases;
	bool is_broken; /* the target failed, not what was read */
};

/* On any -1 from here to finish call import_draft_give_up. */
int import_draft_begin(struct import_draft *draft,
    const struct import_origin *origin, const struct import_options *options,
    struct err *err);

/* The same case again is its next launch. */
int import_draft_put(
    struct import_draft *draft, const struct import_case *of, struct err *err);

/* A run without cases is dropped. */
int import_draft_finish(struct import_draft *draft, struct err *err);

/*
 * Drops the run. What err says of the input becomes a fault, and the result
 * is 0; -1 when it is the target that failed.
 */
int import_draft_give_up(struct import_draft *draft, struct err *err);

void import_draft_release(struct import_draft *draft);

/*
 * A list of facts under construction: empty text and names that are there
 * already are left out. In the arena of the list.
 */
struct import_facts {
	struct arena *arena;
	VEC(struct fact) items;
};
void import_facts_add(
    struct import_facts *facts, const char *name, const char *text);
struct facts import_facts_done(struct import_facts *facts);

/* Milliseconds since 1970 as nanoseconds; false beyond the year 2262. */
bool import_milliseconds(double ms, int64_t *ns);

#endif
