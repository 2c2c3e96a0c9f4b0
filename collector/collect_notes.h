/*
 * What collecting has to say beside the numbers. Part of collector/collect.
 */
#ifndef COLLECTOR_COLLECT_NOTES_H
#define COLLECTOR_COLLECT_NOTES_H

#include "collector/collect.h"

/* A warning about a case; case_id NULL: about the run. */
int collect_note(struct collect *collect, const char *case_id, const char *text,
    const char *advice, struct err *err);

/*
 * After a launch: what it left behind, and the first time that counters were
 * asked for, which there are.
 */
int collect_note_launch(struct collect *collect, size_t index, struct err *err);

/* After the last one: metrics that were not always there, a warm cache. */
int collect_note_end(struct collect *collect, size_t index, struct err *err);

#endif
