/*
 * Earlier runs of the same line, as far as rule A needs them: one value a
 * session for each case and metric.
 *
 * Sessions are in first-parent order, then by start, and all of them started
 * before the candidate. Whoever fills it has left out other machines, and of
 * each series what lies before the last change of environment, and before the
 * last confirmed change (timeline.h).
 */
#ifndef ANALYSIS_HISTORY_H
#define ANALYSIS_HISTORY_H

#include <stddef.h>
#include <stdint.h>

#include "analysis/series.h"
#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"

enum { HISTORY_RUNS_MAX = 50 };

/* A case and metric in one session. */
struct history_value {
	uint32_t session;  /* index in sessions */
	uint32_t launches; /* k, of which the variance is made */
	double log;        /* mean over launches of the median logarithm */
	double variance;   /* of that mean; NAN with one launch */
};

struct history_series {
	const char *case_id, *metric, *unit;
	VEC(struct history_value) values; /* in the order of the sessions */
	/*
	 * Logarithms of the two levels that it jumps between
	 * (timeline_modes.h); equal: it does not.
	 */
	double low, high;
};

struct history_session {
	const char *run; /* id */
	const char *started, *commit;
};

struct history {
	struct arena arena;
	VEC(struct history_session) sessions;
	VEC(struct history_series) series;
	struct map index; /* "CASE\\x1fMETRIC" -> index in series */
};

/* Adds a session behind those that are there; its text is copied. */
void history_add_session(
    struct history *history, const struct history_session *session);

/*
 * Adds a value behind those of its series. With another unit than before, the
 * series begins anew.
 */
void history_put(struct history *history, const char *case_id,
    const struct metric *metric, const struct history_value *value);

/* The series has values; low < high. */
void history_set_levels(struct history *history, const char *case_id,
    const char *metric, double low, double high);

/*
 * Adds a finished run behind those that are there: the positive metrics of
 * cases that did not fail, by session.h.
 */
void history_add(struct history *history, const struct series *run);

/* NULL when no session has it. */
const struct history_series *history_find(
    const struct history *history, const char *case_id, const char *metric);

void history_release(struct history *history);

#endif
