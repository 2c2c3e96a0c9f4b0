#include <math.h>
#include <stdlib.h>

#include "analysis/archive_noise.h"
#include "base/xalloc.h"
#include "cli/past.h"

/* A measured commit on the way; the first is what the run is compared with. */
struct stop {
	const char *commit;
	double value; /* NAN: that of the baseline, or no logarithm */
	/* That accepts what came since the stop before; NULL: none does. */
	const struct ack *ack;
};

/* A metric that an entry may be about, and its points. */
struct way {
	const struct series_case *kept;
	const struct series_metric *metric;
	const char *good; /* commit of what it is compared with */
	VEC(struct stop) stops;
};

struct ways {
	struct past *past;
	const struct record_run *run;
	VEC(struct way) items;
	VEC(struct archive_series) series; /* of those in the archive */
	VEC(size_t) places;                /* parallel: whose it is */
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

static bool
is_any_about(
    const struct ack_list *acks, const char *case_id, const char *metric)
{
	size_t i;

	for (i = 0; i < acks->count; i++)
		if (ack_is_about(&acks->items[i], case_id, metric, ""))
			return true;
	return false;
}

static void
add_case(struct ways *ways, const struct series_case *kept,
    const struct history *history, const char *baseline)
{
	const struct archive_series *found;
	struct way way = {.kept = kept};
	const char *name;
	size_t i;

	for (i = 0; i < kept->metrics.count; i++) {
		way.metric = &kept->metrics.items[i];
		name = way.metric->metric.name;
		if (!is_any_about(&ways->past->acks, kept->line.id, name))
			continue;
		way.good = good_of(history, baseline, kept->line.id, name);
		if (way.good == NULL)
			continue;
		found =
		    past_series(ways->past, kept->line.id, &way.metric->metric);
		if (found != NULL) {
			vec_push(&ways->series, *found);
			vec_push(&ways->places, ways->items.count);
		}
		vec_push(&ways->items, way);
	}
}

/* The first run behind a commit, in the newest segment. */
static size_t
first_behind(const struct past *past, const char *good)
{
	const struct git_line *line = &past->commits;
	const struct archive_run *run;
	size_t first = past->segment, limit, place, i;
	bool is_known = git_line_find(line, good, &limit);

	for (i = first; i < past->runs.count; i++) {
		run = &past->runs.items[i];
		if (run->commit == NULL)
			continue;
		if (is_known ? git_line_find(line, run->commit, &place) &&
				   place <= limit
			     : strcmp(run->commit, good) == 0)
			first = i + 1;
	}
	return first;
}

/* points: of the runs of the newest segment. */
static void
add_stops(
    struct way *way, const struct past *past, const struct archive_points *from)
{
	size_t first = first_behind(past, way->good), place, i, index;
	const char *commit;

	for (i = 0; i < from->count; i++) {
		index = past->segment + from->index[i];
		commit = past->runs.items[index].commit;
		if (index < first || commit == NULL ||
		    (past->commits.count > 0 &&
			!git_line_find(&past->commits, commit, &place)))
			continue;
		vec_push(&way->stops, (struct stop){.commit = commit,
					  .value = from->items[i].value});
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
			add_stops(&ways->items.items[ways->places.items[i]],
			    past, &points[i]);
		archive_points_release(&points[i]);
	}
	free(points);
	return status;
}

/* The first entry that accepts a step; each step's is set. */
static const struct ack *
find_acks(struct ways *ways, struct way *way, const char *day)
{
	const struct past *past = ways->past;
	const struct ack *first = NULL;
	struct stop *stop;
	size_t i;

	for (i = 1; i < way->stops.count; i++) {
		stop = &way->stops.items[i];
		stop->ack = ack_file_match(&past->acks, &past->commits,
		    way->kept->line.id, way->metric->metric.name, day,
		    stop[-1].commit, stop->commit);
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
	const struct record_run *run = ways->run;
	const char *day = run->started == NULL ? "" : run->started;
	struct judge_accepted accepted = {
	    .case_id = way->kept->line.id, .metric = way->metric->metric.name};
	const struct ack *ack = find_acks(ways, way, day);

	if (ack == NULL) {
		ack = find_acks(ways, way, "");
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
		vec_free(&ways.items.items[i].stops);
	}
	session_desk_release(&desk);
	vec_free(&ways.items);
	vec_free(&ways.series);
	vec_free(&ways.places);
	return status;
}
