/*
 * The metrics of a run, and what the archive has of each.
 */
#ifndef CLI_PAST_MEMBERS_H
#define CLI_PAST_MEMBERS_H

#include "analysis/result.h"
#include "cli/past.h"

/* A metric of the run, and what the archive has of it. */
struct member {
	const struct series_case *kept;
	const struct series_metric *metric;
	struct result_case *item;     /* NULL: not of a result */
	struct result_metric *target; /* the same */
	struct archive_points points;
};

struct members {
	VEC(struct member) list;
	VEC(struct archive_series) series; /* parallel */
};

/*
 * All metrics of the run that the archive knows, or, with a result, those that
 * are judged and measured there; and their points in the given runs. Release
 * it in any case.
 */
int members_read(struct members *members, struct past *past,
    const struct series *series, struct result *result,
    const struct archive_runs *runs, struct err *err);

void members_release(struct members *members);

#endif
