#include "cli/last_times.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "collector/runfile.h"
#include "collector/stopping.h"

enum { RUNS_MAX = 100 };

/* Collects the times of one run file. */
struct times_sink {
	struct sink sink;
	struct last_times *times;
	const char *suite;
	bool is_other; /* the run is of another suite */
	/* Of the first and the last launch, since the start. */
	double begin_ns, end_ns;
};

static struct last_time *
find_or_add(struct last_times *times, const char *id)
{
	size_t index;

	if (map_get(&times->ids, id, &index))
		return &times->cases.items[index];
	map_put(&times->ids, id, times->cases.count);
	return vec_add(&times->cases);
}

static void
take_case(struct last_times *times, const struct record_case *line)
{
	struct last_time *time = find_or_add(times, line->id);
	size_t i;

	for (i = 0; i < line->param_count; i++)
		if (strcmp(line->params[i].name, "concurrency") == 0)
			time->is_concurrent = true;
}

static double
launch_ns(const struct last_time *time, const struct record_values *values)
{
	double ns = 0;
	size_t i;

	for (i = 0; i < values->count; i++)
		if (!time->is_concurrent)
			ns += values->values[i];
		else if (values->values[i] > ns)
			ns = values->values[i];
	return ns;
}

static void
take_samples(struct times_sink *sink, const struct record_samples *samples)
{
	struct last_time *time;
	double ns;
	size_t i;

	if (samples->case_id == NULL || samples->launches != NULL)
		return;
	time = find_or_add(sink->times, samples->case_id);
	for (i = 0; i < samples->metric_count; i++) {
		if (strcmp(samples->metrics[i].metric, "time") != 0)
			continue;
		ns = launch_ns(time, &samples->metrics[i]);
		time->total_ns += ns;
		time->launches += !samples->has_more;
		if (samples->has_start &&
		    (double)samples->start_ns < sink->begin_ns)
			sink->begin_ns = (double)samples->start_ns;
		if (samples->has_start &&
		    (double)samples->start_ns + ns > sink->end_ns)
			sink->end_ns = (double)samples->start_ns + ns;
	}
}

static int
put(struct sink *sink, const struct record *record, struct err *err)
{
	struct times_sink *own = (struct times_sink *)sink;
	const char *suite;

	if (record->type == RECORD_RUN) {
		suite = record->u.run->suite;
		own->is_other = suite == NULL || strcmp(suite, own->suite) != 0;
		return own->is_other ? err_set(err, "another suite") : 0;
	}
	if (record->type == RECORD_CASE)
		take_case(own->times, record->u.case_line);
	if (record->type == RECORD_SAMPLES)
		take_samples(own, record->u.samples);
	return 0;
}

/* Reads one run; false when it tells nothing about the suite. */
static bool
read_run(struct last_times *times, const char *path, const char *suite)
{
	struct times_sink sink = {.sink = {put},
	    .times = times,
	    .suite = suite,
	    .begin_ns = (double)INFINITY};
	struct runfile_facts facts = {0};
	double total_ns = 0;
	struct err unused;
	size_t i;

	if (runfile_read(path, &sink.sink, &facts, &unused) < 0)
		return false;
	for (i = 0; i < times->cases.count; i++)
		total_ns += times->cases.items[i].total_ns;
	times->scale = 1;
	/* One that was resumed also stood still for a while. */
	if (facts.resumed == 0 && total_ns > 0 &&
	    sink.end_ns - sink.begin_ns > total_ns)
		times->scale = (sink.end_ns - sink.begin_ns) / total_ns;
	return total_ns > 0;
}

void
last_times_read(struct last_times *times, const struct workspace *workspace,
    const char *suite)
{
	char name[16];
	struct buf path = {0};
	struct err unused;
	int i;

	*times = (struct last_times){0};
	if (workspace->path == NULL)
		return;
	for (i = 1; i <= RUNS_MAX && !times->is_found; i++) {
		buf_reset(&path);
		snprintf(name, sizeof name, "@%d", i);
		if (workspace_resolve(workspace, name, &path, &unused) < 0)
			break;
		times->is_found = read_run(times, path.text, suite);
		if (!times->is_found)
			last_times_release(times);
	}
	buf_release(&path);
}

bool
last_times_expect(const struct last_times *times,
    const struct plan_case *plan_case, double *ns)
{
	const struct stopping *stopping = &plan_case->stopping;
	const struct last_time *time;
	uint64_t launches;
	double mean;
	size_t index;

	if (!map_get(&times->ids, plan_case->record.id, &index))
		return false;
	time = &times->cases.items[index];
	if (time->launches == 0)
		return false;
	launches = stopping->launches;
	if (launches == 0) {
		launches = time->launches;
		if (launches < stopping->min_launches)
			launches = stopping->min_launches;
		if (launches > stopping->max_launches)
			launches = stopping->max_launches;
	}
	mean = time->total_ns / (double)time->launches;
	*ns = mean * (double)launches;
	if (stopping->launches == 0 && *ns > (double)stopping->max_time_ns)
		*ns =
		    fmax((double)stopping->max_time_ns, mean * STOPPING_LEAST);
	*ns *= times->scale;
	return true;
}

void
last_times_release(struct last_times *times)
{
	map_release(&times->ids);
	vec_free(&times->cases);
	*times = (struct last_times){0};
}
