#include "analysis/timeline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/anchor.h"
#include "analysis/moments.h"
#include "analysis/sort.h"
#include "analysis/timeline_drift.h"
#include "base/vec.h"
#include "base/xalloc.h"

static const double LEAST_EFFECT = 0.02;

/* What is looked at, and what was found so far. */
struct look {
	struct timeline *timeline;
	struct mann_whitney_table *table;
	const struct timeline_options *options;
	struct arena *arena;
	double *values; /* of all points */
	double unit;    /* of a value, in that of the points; 1: logarithms */
	double least;   /* step that counts */
	double step;    /* resolution of a value; 0: not known */
	VEC(struct timeline_change) changes;
	VEC(struct timeline_drift) drifts;
	VEC(size_t) anchors;
};

/* Points [from, to) of one environment. */
struct segment {
	size_t from, to;
	struct changes found;
};

const char *
timeline_shape_text(enum timeline_shape shape)
{
	static const char *const texts[TIMELINE_SHAPES] = {
	    "short", "stable", "steps", "drift", "bimodal"};

	return texts[shape];
}

/*
 * The step of a clock that nobody named: where half of the values have an
 * equal, the smallest distance between two; else 0. Without it, whole numbers
 * of which most repeat would have no noise.
 */
static double
step_of_clock(const double *values, size_t count)
{
	double *sorted = xmalloc((2 * count + 1) * sizeof *sorted);
	double least = 0, gap;
	size_t distinct = 1, i;

	memcpy(sorted, values, count * sizeof *values);
	sort_doubles(sorted, count, sorted + count);
	for (i = 1; i < count; i++) {
		gap = sorted[i] - sorted[i - 1];
		if (gap == 0)
			continue;
		distinct++;
		if (least == 0 || gap < least)
			least = gap;
	}
	free(sorted);
	return 2 * distinct <= count ? least : 0;
}

/* Points as they are compared: logarithms, or in standard deviations. */
static void
standardise(struct look *look)
{
	const struct timeline *timeline = look->timeline;
	struct moments moments;
	size_t count = timeline->point_count, i;

	look->unit = 1;
	for (i = 0; i < count; i++)
		look->values[i] = timeline->points[i].value;
	look->step = look->options->step > 0
			 ? look->options->step
			 : step_of_clock(look->values, count);
	if (timeline->is_logarithmic || count == 0)
		return;
	moments = moments_of(look->values, count);
	if (moments.sd.exists && moments.sd.value > 0)
		look->unit = moments.sd.value;
	look->step /= look->unit;
	for (i = 0; i < count; i++)
		look->values[i] = (look->values[i] - moments.mean) / look->unit;
}

/* A value as the base unit has it; both are monotonous. */
static double
in_base_unit(const struct look *look, double value, double shift)
{
	return look->timeline->is_logarithmic ? exp(value)
					      : value * look->unit + shift;
}

/* What standardise took away: the mean of the points. */
static double
shift_of_points(const struct look *look)
{
	return look->timeline->is_logarithmic
		   ? 0
		   : look->timeline->points[0].value -
			 look->values[0] * look->unit;
}

/* The highest level that badness reaches for certain. */
static enum level
level_of(const struct timeline_options *options, const struct effect *effect)
{
	double sure = options->is_lower_better ? effect->lower : -effect->upper;
	const double limits[] = {[LEVEL_WARNING] = options->warning,
	    [LEVEL_CRITICAL] = options->critical,
	    [LEVEL_BLOCKER] = options->blocker};
	enum level level;

	for (level = LEVEL_BLOCKER; level > LEVEL_NONE; level--)
		if (limits[level] > 0 && sure >= log1p(limits[level]))
			return level;
	return LEVEL_NONE;
}

static void
set_ratio(const struct look *look, const struct change *found,
    struct timeline_change *change)
{
	const struct effect *effect = &found->effect;

	if (!look->timeline->is_logarithmic) {
		change->ratio = change->before > 0 && change->after > 0
				    ? change->after / change->before
				    : (double)NAN;
		return;
	}
	change->ratio = exp(effect->d);
	change->ratio_interval =
	    (struct interval){true, exp(effect->low), exp(effect->high)};
	change->level = level_of(look->options, effect);
}

static void
add_change(struct look *look, const struct segment *segment,
    const struct change *found)
{
	double shift = shift_of_points(look);
	struct timeline_change change = {
	    .point = (uint32_t)(segment->from + found->index),
	    .earliest = (uint32_t)(segment->from + found->earliest),
	    .latest = (uint32_t)(segment->from + found->latest),
	    .is_confirmed = found->is_confirmed,
	    .is_regression =
		(found->step > 0) == look->options->is_lower_better,
	    .before = in_base_unit(look, found->before, shift),
	    .after = in_base_unit(look, found->after, shift),
	    .p = found->p,
	    .strength = found->strength,
	};

	set_ratio(look, found, &change);
	vec_push(&look->changes, change);
}

/* Relative where logarithms are looked at. */
static double
as_change(const struct look *look, double slope)
{
	return look->timeline->is_logarithmic ? expm1(slope)
					      : slope * look->unit;
}

/* Values until the limit is reached, if it is not yet. */
static uint32_t
runs_to_limit(const struct look *look, const struct timeline_line *line)
{
	double limit = look->options->limit, slope = line->trend.slope;
	bool is_logarithmic = look->timeline->is_logarithmic;

	if (!isfinite(limit) || (is_logarithmic && limit <= 0) ||
	    (slope < 0) != look->options->is_floor)
		return 0;
	limit = is_logarithmic ? log(limit)
			       : (limit - shift_of_points(look)) / look->unit;
	return (uint32_t)timeline_runs_until(line->last, slope, limit);
}

static void
add_drift(struct look *look, const struct segment *segment,
    const struct timeline_line *line)
{
	const struct interval *interval = &line->trend.slope_interval;
	struct timeline_drift drift = {
	    .per_point = as_change(look, line->trend.slope),
	    .total = as_change(look, line->trend.total),
	    .now = in_base_unit(look, line->last, shift_of_points(look)),
	    .p = line->trend.p,
	    .is_regression =
		(line->trend.slope > 0) == look->options->is_lower_better,
	    .first = (uint32_t)(segment->from + line->from),
	    .last = (uint32_t)(segment->from + line->to - 1),
	};

	if (interval->exists)
		drift.per_point_interval =
		    (struct interval){true, as_change(look, interval->low),
			as_change(look, interval->high)};
	vec_push(&look->drifts, drift);
	if (segment->from + line->to == look->timeline->point_count)
		look->timeline->runs_to_limit = runs_to_limit(look, line);
}

/* The anchors within a segment, seen from its first point. */
static void
take_anchors(struct look *look, const struct segment *segment)
{
	const uint32_t *anchors = look->options->anchors;
	size_t i;

	look->anchors.count = 0;
	for (i = 0; i < look->options->anchor_count; i++)
		if (anchors[i] > segment->from && anchors[i] < segment->to)
			vec_push(&look->anchors, anchors[i] - segment->from);
}

static void
keep_steps(struct look *look, const struct segment *segment)
{
	const struct changes *found = &segment->found;
	struct timeline *timeline = look->timeline;
	size_t i;

	for (i = 0; i < found->count; i++) {
		add_change(look, segment, &found->items[i]);
		if (found->items[i].is_confirmed)
			timeline->stable_from =
			    (uint32_t)(segment->from + found->items[i].index);
	}
}

/* Steps, and lines in place of some of them; values are the segment's. */
static enum timeline_shape
tell_lines_from_steps(
    struct look *look, struct segment *segment, const double *values)
{
	size_t count = segment->to - segment->from, i;
	const struct timeline_line_options options = {
	    .least_total = look->least,
	    .least_sd = fpop_least_sd(look->step),
	    .is_logarithmic = look->timeline->is_logarithmic,
	};
	struct timeline_lines lines = {0};
	bool is_drift = false;

	timeline_lines_find(&lines, values, count, &segment->found, &options);
	for (i = 0; i < lines.count; i++) {
		add_drift(look, segment, &lines.items[i]);
		is_drift |= lines.items[i].to == count;
	}
	keep_steps(look, segment);
	vec_free(&lines);
	if (segment->found.count > 0)
		return TIMELINE_STEPS;
	return is_drift ? TIMELINE_DRIFT : TIMELINE_STABLE;
}

static void
keep_modes(struct look *look, const struct timeline_modes *modes)
{
	struct timeline_modes *kept = arena_alloc(look->arena, sizeof *kept);
	double shift = shift_of_points(look);

	kept->low = in_base_unit(look, modes->low, shift);
	kept->high = in_base_unit(look, modes->high, shift);
	kept->high_share = modes->high_share;
	look->timeline->modes = kept;
}

static bool
has_change_near(const struct changes *found, size_t index)
{
	size_t i, at;

	for (i = 0; i < found->count; i++) {
		at = found->items[i].index;
		if (at <= index + ANCHOR_APART && index <= at + ANCHOR_APART)
			return true;
	}
	return false;
}

/* An anchor may be where the jumping began: the values themselves tell. */
static void
keep_anchors(struct look *look, struct segment *segment,
    const struct change_options *options)
{
	const double *values = look->values + segment->from;
	size_t count = segment->to - segment->from, step_count = 0, i, index;
	struct change_step *steps;
	struct changes kept;

	steps = xcalloc(look->anchors.count + 1, sizeof *steps);
	for (i = 0; i < look->anchors.count; i++) {
		index = look->anchors.items[i];
		if (!has_change_near(&segment->found, index))
			steps[step_count++] = (struct change_step){index, true};
	}
	kept = changes_confirm(
	    look->table, values, count, steps, step_count, options);
	changes_join(&segment->found, &kept);
	changes_release(&kept);
	free(steps);
}

static size_t
strongest_of(const struct changes *found)
{
	size_t at, best = 0;

	for (at = 1; at < found->count; at++)
		if (found->items[at].strength > found->items[best].strength)
			best = at;
	return found->items[best].index;
}

/*
 * Where a history jumps between two levels, steps are looked for in what is
 * left without them: a regression moves both. Where there is one, they are
 * taken away anew on either side of it.
 */
static enum timeline_shape
look_behind_modes(struct look *look, struct segment *segment,
    const struct timeline_modes *modes, struct change_options *options)
{
	const double *values = look->values + segment->from;
	size_t count = segment->to - segment->from, at = count, pass;
	double *left = xmalloc(count * sizeof *left);
	struct change_options behind = *options;
	enum timeline_shape shape;

	behind.shown = values;
	for (pass = 0; pass < 2 && at > 0; pass++) {
		timeline_modes_take_away(modes, values, count, at, left);
		changes_release(&segment->found);
		segment->found = anchor_changes(look->table, left, count,
		    look->anchors.items, look->anchors.count, &behind);
		at = segment->found.count > 0 ? strongest_of(&segment->found)
					      : 0;
	}
	keep_anchors(look, segment, options);
	shape = tell_lines_from_steps(look, segment, left);
	free(left);
	if (shape != TIMELINE_STABLE)
		return shape;
	keep_modes(look, modes);
	return TIMELINE_BIMODAL;
}

/* Everything but changes and drifts is of the newest segment, the last. */
static void
look_at(struct look *look, struct segment *segment)
{
	const double *values = look->values + segment->from;
	size_t count = segment->to - segment->from;
	struct timeline *timeline = look->timeline;
	struct timeline_modes modes;
	struct change_options options = {
	    .least_step = look->least,
	    .least_sd = fpop_least_sd(look->step),
	};

	timeline->modes = NULL;
	timeline->shape = TIMELINE_SHORT;
	timeline->runs_to_limit = 0;
	timeline->segment_from = timeline->stable_from =
	    (uint32_t)segment->from;
	if (count < FPOP_MIN)
		return;
	take_anchors(look, segment);
	if (timeline_modes_of(values, count, look->step, &modes)) {
		timeline->shape =
		    look_behind_modes(look, segment, &modes, &options);
	} else {
		segment->found = anchor_changes(look->table, values, count,
		    look->anchors.items, look->anchors.count, &options);
		timeline->shape = tell_lines_from_steps(look, segment, values);
	}
	changes_release(&segment->found);
}

/* Did the environment change at a run behind that of point at - 1? */
static bool
begins_segment(const struct timeline_run *runs,
    const struct timeline_point *points, size_t at)
{
	uint32_t run;

	for (run = points[at - 1].run + 1; run <= points[at].run; run++)
		if (runs[run].differs != NULL)
			return true;
	return false;
}

/* Items that live as long as the timeline. */
static void *
keep(struct look *look, const void *items, size_t bytes)
{
	void *kept;

	if (bytes == 0)
		return NULL;
	kept = arena_alloc(look->arena, bytes);
	memcpy(kept, items, bytes);
	return kept;
}

static void
keep_found(struct look *look)
{
	struct timeline *timeline = look->timeline;
	const struct timeline_drift *last;

	timeline->changes = keep(look, look->changes.items,
	    look->changes.count * sizeof *look->changes.items);
	timeline->change_count = (uint32_t)look->changes.count;
	timeline->drifts = keep(look, look->drifts.items,
	    look->drifts.count * sizeof *look->drifts.items);
	timeline->drift_count = (uint32_t)look->drifts.count;
	if (timeline->drift_count > 0) {
		last = &timeline->drifts[timeline->drift_count - 1];
		if (last->last + 1 == timeline->point_count)
			timeline->drift = last;
	}
	vec_free(&look->changes);
	vec_free(&look->drifts);
	vec_free(&look->anchors);
	free(look->values);
}

void
timeline_of(struct timeline *timeline, struct mann_whitney_table *table,
    const struct timeline_run *runs, const struct timeline_point *points,
    size_t count, bool is_logarithmic, const struct timeline_options *options,
    struct arena *arena)
{
	struct look look = {.timeline = timeline,
	    .table = table,
	    .options = options,
	    .arena = arena};
	struct segment segment = {0};
	size_t at;

	*timeline = (struct timeline){.points = points,
	    .point_count = (uint32_t)count,
	    .is_logarithmic = is_logarithmic};
	look.least = log1p(
	    options->least_effect > 0 ? options->least_effect : LEAST_EFFECT);
	look.values = xmalloc((count + 1) * sizeof *look.values);
	standardise(&look);
	for (at = 1; at < count; at++) {
		if (runs == NULL || !begins_segment(runs, points, at))
			continue;
		segment.to = at;
		look_at(&look, &segment);
		segment.from = at;
	}
	segment.to = count;
	if (count > 0)
		look_at(&look, &segment);
	keep_found(&look);
}
