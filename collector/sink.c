#include "collector/sink.h"

int
sink_put_run(struct sink *sink, const struct record_run *run, struct err *err)
{
	struct record record = {.type = RECORD_RUN, .u.run = run};

	return sink->put(sink, &record, err);
}

int
sink_put_case(
    struct sink *sink, const struct record_case *case_line, struct err *err)
{
	struct record record = {.type = RECORD_CASE, .u.case_line = case_line};

	return sink->put(sink, &record, err);
}

int
sink_put_samples(
    struct sink *sink, const struct record_samples *samples, struct err *err)
{
	struct record record = {.type = RECORD_SAMPLES, .u.samples = samples};

	return sink->put(sink, &record, err);
}

int
sink_put_note(
    struct sink *sink, const struct record_note *note, struct err *err)
{
	struct record record = {.type = RECORD_NOTE, .u.note = note};

	return sink->put(sink, &record, err);
}

int
sink_put_system(
    struct sink *sink, const struct record_system *system, struct err *err)
{
	struct record record = {.type = RECORD_SYSTEM, .u.system = system};

	return sink->put(sink, &record, err);
}
