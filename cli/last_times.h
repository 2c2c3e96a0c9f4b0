/*
 * What the cases of a suite took when it was run last.
 *
 * The run is the newest one of that suite's name among the newest 100 of the
 * workspace. A launch's time is its metric time; what else is done from the
 * first launch to the last (warm-up, preparing, the launcher) is in scale;
 * build and before are not.
 */
#ifndef CLI_LAST_TIMES_H
#define CLI_LAST_TIMES_H

#include <stdbool.h>

#include "base/map.h"
#include "base/vec.h"
#include "cli/workspace.h"
#include "collector/plan.h"

struct last_time {
	double total_ns; /* of its launches */
	uint64_t launches;
	bool is_concurrent; /* each value of a launch is a copy's */
};

/* Zeroed: nothing was measured yet. */
struct last_times {
	struct map ids; /* -> index in cases */
	VEC(struct last_time) cases;
	bool is_found; /* there is such a run */
	double scale;  /* the run's time over that of its launches */
};

/* Runs that cannot be read are passed over. */
void last_times_read(struct last_times *times,
    const struct workspace *workspace, const char *suite);

/*
 * The time that measuring the case will take, in ns: that of its last
 * launches, as many as it will make if that is fixed, else as many as it made.
 * False when it was never measured.
 */
bool last_times_expect(const struct last_times *times,
    const struct plan_case *plan_case, double *ns);

void last_times_release(struct last_times *times);

#endif
