#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/archive_noise.h"
#include "base/xalloc.h"
#include "cli/past.h"

/* A measured commit on the way; the first is what the run is compared with. */
struct stop {
	const char *commit;
	double value; /* a logarithm; NAN: the baseline's; the run has none */
	/* That accepts what came since the stop before; NULL: none does. */
	const struct ack *ack;
};

/* A metric that entries are about, and its points. */
struct way {
	const struct series_case *kept;
	const struct series_metric *metric;
	const char *good;             /* commit of what it is compared with */
	VEC(const struct ack *) acks; /* those entries */
	VEC(struct stop) stops;
};

struct ways {
	struct past *past;
	const struct record_run *run;
	size_t *places; /* of the past's runs, by commit; SIZE_MAX: unknown */
	VEC(struct way) items;
	VEC(struct archive_series) series; /* of those in the archive */
	VEC(size_t) owners;                /* parallel: whose it is */
};

/* The commit of the oldest session of the centre, else the baseline's. */
static const char *
good_of(const struct history *history, const char *baseline,
    const char *case_id, const char *metric)
{
	const struct history_series *series = NULL;
	size_t count;

	if (history != NULL)
		series = history_find(history, case_id, metric);
	if (series == NULL || series->values.count < ARCHIVE_NOISE_MIN)
		return baseline;
	count = series->values.count;
	count = count > ARCHIVE_CENTER_MAX ? count - ARCHIVE_CENTER_MAX : 0;
	return history->sessions.items[series->values.items[count].session]
	    .commit;
}

static void
find_places(struct ways *ways)
{
	const struct past *past = ways->past;
	size_t i;

	ways->places = xcalloc(past->runs.count + 1, sizeof *ways->places);
	for (i = 0; i < past->runs.count; i++)
		if (!git_line_find(&past->commits, past->runs.items[i].commit,
			&ways->places[i]))
			ways->places[i] = SIZE_MAX;
}

/* The entries about the metric, whatever their day. */
static void
collect_acks(struct way *way, const struct ack_list *list)
{
	const char *name = way->metric->metric.name;
	size_t i;

	for (i = 0; i < list->count; i++)
		if (ack_is_about(&list->items[i], way->kept->line.id, name, ""))
			vec_push(&way->acks, &list->items[i]);
}

static void
add_case(struct ways *ways, const struct series_case *kept,
    const struct history *history, const char *baseline)
{
	const struct archive_series *found;
	struct way way;
	size_t i;

	for (i = 0; i < kept->metrics.count; i++) {
		way = (struct way){
		    .kept = kept, .metric = &kept->metrics.items[i]};
		way.good = good_of(
		    history, baseline, kept->line.id, way.metric->metric.name);
		if (way.good == NULL)
			continue;
		collect_acks(&way, &ways->past->acks);
		if (way.acks.count == 0)
			continue;
		found =
		    past_series(ways->past, kept->line.id, &way.metric->metric);
		if (found != NULL) {
			vec_push(&ways->series, *found);
			vec_push(&ways->owners, ways->items.count);
		}
		vec_push(&ways->items, way);
	}
}

/* The first run behind a commit, in the newest segment. */
static size_t
first_behind(const struct ways *ways, const char *good)
{
	const struct past *past = ways->past;
	const char *commit;
	size_t first = past->segment, limit, i;
	bool is_known = git_line_find(&past->commits, good, &limit);

	for (i = first; i < past->runs.count; i++) {
		commit = past->runs.items[i].commit;
		if (is_known ? ways->places[i] <= limit
			     : commit != NULL && strcmp(commit, good) == 0)
			first = i + 1;
	}
	return first;
}

/*
 * points: of the runs of the newest segment. What is no logarithm (a session
 * of zeros) is no level that a step could be measured by.
 */
static void
add_stops(const struct ways *ways, struct way *way,
    const struct archive_points *points)
{
	const struct past *past = ways->past;
	size_t first = first_behind(ways, way->good), i, index;
	const char *commit;

	for (i = 0; i < points->count; i++) {
		index = past->segment + points->index[i];
		commit = past->runs.items[index].commit;
		if (index < first || commit == NULL ||
		    !points->items[i].is_logarithmic ||
		    (past->commits.count > 0 &&
			ways->places[index] == SIZE_MAX))
			continue;
		vec_push(&way->stops, (struct stop){.commit = commit,
					  .value = points->items[i].value});
	}
}

static int
read_stops(struct ways *ways, struct err *err)
{
	struct past *past = ways->past;
	struct archive_runs runs = past->runs;
	struct archive_points *points;
	size_t i;
	int status = 0;

	runs.items += past->segment;
	runs.count -= past->segment;
	points = xcalloc(ways->series.count + 1, sizeof *points);
	if (ways->series.count > 0)
		status = archive_points_all(past->index.archive,
		    ways->series.items, ways->series.count, &runs, points, err);
	for (i = 0; i < ways->series.count; i++) {
		if (status == 0)
			add_stops(ways,
			    &ways->items.items[ways->owners.items[i]],
			    &points[i]);
		archive_points_release(&points[i]);
	}
	free(points);
	return status;
}

static const struct ack *
find_ack(const struct ways *ways, const struct way *way,
    const struct stop *stop, bool is_over)
{
	const char *day = ways->run->started;
	const struct ack *ack;
	size_t i;

	for (i = 0; i < way->acks.count; i++) {
		ack = way->acks.items[i];
		if (ack_is_over(ack, day == NULL ? "" : day) == is_over &&
		    ack_file_is_of(ack, &ways->past->commits, stop[-1].commit,
			stop->commit))
			return ack;
	}
	return NULL;
}

/* The first entry that accepts a step; each step's is set. */
static const struct ack *
find_acks(const struct ways *ways, struct way *way, bool is_over)
{
	const struct ack *first = NULL;
	struct stop *stop;
	size_t i;

	for (i = 1; i < way->stops.count; i++) {
		stop = &way->stops.items[i];
		stop->ack = find_ack(ways, way, stop, is_over);
		if (first == NULL)
			first = stop->ack;
	}
	return first;
}

static double
worse_of(const struct way *way, double a, double b)
{
	return way->metric->metric.better == BETTER_HIGHER ? fmin(a, b)
							   : fmax(a, b);
}

static double
better_of(const struct way *way, double a, double b)
{
	return -worse_of(way, -a, -b);
}

/*
 * One run may be odd, so of two on either side the one is taken that makes the
 * accepted step smaller.
 */
static double
level_before(const struct way *way, size_t at)
{
	const struct stop *stop = &way->stops.items[at];

	return at > 1 && stop->ack == NULL
		   ? worse_of(way, stop->value, stop[-1].value)
		   : stop->value;
}

static double
level_after(const struct way *way, size_t at)
{
	const struct stop *stop = &way->stops.items[at];

	return at + 1 < way->stops.count && stop[1].ack == NULL
		   ? better_of(way, stop->value, stop[1].value)
		   : stop->value;
}

/* Adds up what was not accepted. */
static void
measure_rest(const struct way *way, struct judge_accepted *accepted)
{
	const struct stop *stops = way->stops.items;
	size_t count = way->stops.count, i, j;

	for (i = 0; i + 1 < count; i = j) {
		j = i + 1;
		if (stops[j].ack == NULL)
			continue;
		while (j + 1 < count && stops[j + 1].ack != NULL)
			j++;
		accepted->rest -= level_after(way, j);
		accepted->rest +=
		    i == 0 ? stops[count - 1].value : level_before(way, i);
		accepted->is_from_baseline |= i == 0;
		accepted->steps++;
	}
}

static void
accept_way(struct ways *ways, struct way *way)
{
	struct judge_accepted accepted = {
	    .case_id = way->kept->line.id, .metric = way->metric->metric.name};
	const struct ack *ack = find_acks(ways, way, false);

	if (ack == NULL) {
		ack = find_acks(ways, way, true);
		if (ack == NULL)
			return;
		accepted.over = ack->until;
	}
	accepted.reason = ack->reason;
	measure_rest(way, &accepted);
	vec_push(&ways->past->accepted, accepted);
}

static void
close_way(struct ways *ways, struct way *way, struct session_desk *desk)
{
	struct session own = session_of(desk, way->metric);
	struct stop stop = {.commit = ways->run->vcs_commit,
	    .value = own.is_logarithmic ? own.value : (double)NAN};

	vec_push(&way->stops, stop);
	accept_way(ways, way);
}

int
past_accept(struct past *past, const struct series *series,
    const struct history *history, const char *baseline, struct err *err)
{
	struct ways ways = {.past = past, .run = &series->run};
	struct session_desk desk = {0};
	int status = 0;
	size_t i;

	if (series->run.vcs_commit == NULL || past->acks.count == 0)
		return 0;
	find_places(&ways);
	for (i = 0; i < series->cases.count; i++)
		add_case(&ways, &series->cases.items[i], history, baseline);
	for (i = 0; i < ways.items.count; i++)
		vec_push(&ways.items.items[i].stops,
		    (struct stop){.commit = ways.items.items[i].good,
			.value = (double)NAN});
	status = read_stops(&ways, err);
	for (i = 0; i < ways.items.count; i++) {
		if (status == 0)
			close_way(&ways, &ways.items.items[i], &desk);
		vec_free(&ways.items.items[i].acks);
		vec_free(&ways.items.items[i].stops);
	}
	session_desk_release(&desk);
	free(ways.places);
	vec_free(&ways.items);
	vec_free(&ways.series);
	vec_free(&ways.owners);
	return status;
}
