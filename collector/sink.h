/*
 * The only joint on the way in: the runner, readers and importers put, the
 * run file, the series and tests receive. Embed it as the first member.
 */
#ifndef COLLECTOR_SINK_H
#define COLLECTOR_SINK_H

#include "collector/record.h"

struct err;

struct sink {
	int (*put)(
	    struct sink *sink, const struct record *record, struct err *err);
};

int sink_put_run(
    struct sink *sink, const struct record_run *run, struct err *err);
int sink_put_case(
    struct sink *sink, const struct record_case *case_line, struct err *err);
int sink_put_samples(
    struct sink *sink, const struct record_samples *samples, struct err *err);
int sink_put_note(
    struct sink *sink, const struct record_note *note, struct err *err);
int sink_put_system(
    struct sink *sink, const struct record_system *system, struct err *err);

#endif
