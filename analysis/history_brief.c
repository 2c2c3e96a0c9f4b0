#include "analysis/history_brief.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

enum { CENTER_DIGITS = 6, ERROR_DIGITS = 3 };

size_t
history_brief_most(size_t timelines)
{
	size_t share = HISTORY_POINTS_ALL / (timelines == 0 ? 1 : timelines);

	if (share < HISTORY_POINTS_LEAST)
		return HISTORY_POINTS_LEAST;
	return share < HISTORY_POINTS ? share : HISTORY_POINTS;
}

static double
rounded(double value, int digits)
{
	char text[32];

	if (!isfinite(value))
		return value;
	snprintf(text, sizeof text, "%.*g", digits, value);
	return strtod(text, NULL);
}

static struct timeline_point
point_brief(const struct timeline_point *from, bool is_logarithmic)
{
	struct timeline_point to = *from;
	double error = rounded(sqrt(from->variance), ERROR_DIGITS);

	to.center = rounded(from->center, CENTER_DIGITS);
	to.value = is_logarithmic ? log(to.center) : to.center;
	to.variance = error * error;
	return to;
}

static void
keep(const struct timeline *from, bool *is_kept, uint32_t point)
{
	if (point < from->point_count)
		is_kept[point] = true;
}

static bool
begins_segment(const struct timeline_run *runs,
    const struct timeline_point *points, uint32_t at)
{
	uint32_t run;

	for (run = points[at - 1].run + 1; run <= points[at].run; run++)
		if (runs[run].differs != NULL)
			return true;
	return false;
}

/* Marks what must stay; returns how many that are. */
static size_t
keep_needed(
    const struct timeline *from, const struct timeline_run *runs, bool *is_kept)
{
	const struct timeline_change *change;
	size_t count = 0;
	uint32_t i;

	keep(from, is_kept, 0);
	keep(from, is_kept, from->point_count - 1);
	keep(from, is_kept, from->segment_from);
	keep(from, is_kept, from->stable_from);
	for (i = 0; i < from->change_count; i++) {
		change = &from->changes[i];
		keep(from, is_kept, change->point - 1);
		keep(from, is_kept, change->point);
		keep(from, is_kept, change->earliest);
		keep(from, is_kept, change->latest);
	}
	for (i = 0; i < from->drift_count; i++) {
		keep(from, is_kept, from->drifts[i].first);
		keep(from, is_kept, from->drifts[i].last);
	}
	for (i = 1; runs != NULL && i < from->point_count; i++)
		if (begins_segment(runs, from->points, i)) {
			keep(from, is_kept, i - 1);
			keep(from, is_kept, i);
		}
	for (i = 0; i < from->point_count; i++)
		count += is_kept[i];
	return count;
}

static void
keep_extremes(const struct timeline *from, bool *is_kept, size_t stretches)
{
	const struct timeline_point *points = from->points;
	size_t count = from->point_count, i, at, end, low, high;

	for (i = 0; i < stretches; i++) {
		at = low = high = i * count / stretches;
		end = (i + 1) * count / stretches;
		for (; at < end; at++) {
			if (points[at].center < points[low].center)
				low = at;
			if (points[at].center > points[high].center)
				high = at;
		}
		is_kept[low] = is_kept[high] = true;
	}
}

/* places[i]: how many before point i stay. */
static void
take_points(struct timeline *to, const struct timeline *from,
    const bool *is_kept, uint32_t *places, struct arena *arena)
{
	struct timeline_point *points;
	uint32_t i, count = 0;

	for (i = 0; i < from->point_count; i++) {
		places[i] = count;
		count += is_kept[i];
	}
	points = arena_alloc(arena, (count + 1) * sizeof *points);
	for (i = 0; i < from->point_count; i++)
		if (is_kept[i])
			points[places[i]] =
			    point_brief(&from->points[i], from->is_logarithmic);
	to->points = points;
	to->point_count = count;
}

static void
take_changes(struct timeline *to, const struct timeline *from,
    const uint32_t *places, struct arena *arena)
{
	struct timeline_change *changes =
	    arena_alloc(arena, (from->change_count + 1) * sizeof *changes);
	uint32_t i;

	for (i = 0; i < from->change_count; i++) {
		changes[i] = from->changes[i];
		changes[i].point = places[changes[i].point];
		changes[i].earliest = places[changes[i].earliest];
		changes[i].latest = places[changes[i].latest];
	}
	to->changes = changes;
}

static void
take_drifts(struct timeline *to, const struct timeline *from,
    const uint32_t *places, struct arena *arena)
{
	struct timeline_drift *drifts =
	    arena_alloc(arena, (from->drift_count + 1) * sizeof *drifts);
	uint32_t i;

	for (i = 0; i < from->drift_count; i++) {
		drifts[i] = from->drifts[i];
		drifts[i].first = places[drifts[i].first];
		drifts[i].last = places[drifts[i].last];
		if (&from->drifts[i] == from->drift)
			to->drift = &drifts[i];
	}
	to->drifts = drifts;
}

void
history_brief(struct timeline *to, const struct timeline *from,
    const struct timeline_run *runs, size_t most, struct arena *arena)
{
	struct timeline_modes *modes;
	uint32_t *places;
	bool *is_kept;
	size_t needed;

	*to = *from;
	if (from->point_count == 0)
		return;
	is_kept = xcalloc(from->point_count, sizeof *is_kept);
	places = xcalloc(from->point_count, sizeof *places);
	needed = keep_needed(from, runs, is_kept);
	if (from->point_count <= most)
		memset(is_kept, 1, from->point_count * sizeof *is_kept);
	else if (needed + 2 <= most)
		keep_extremes(from, is_kept, (most - needed) / 2);
	take_points(to, from, is_kept, places, arena);
	take_changes(to, from, places, arena);
	take_drifts(to, from, places, arena);
	to->segment_from = places[from->segment_from];
	to->stable_from = places[from->stable_from];
	if (from->modes != NULL) {
		modes = arena_alloc(arena, sizeof *modes);
		*modes = *from->modes;
		to->modes = modes;
	}
	free(places);
	free(is_kept);
}
