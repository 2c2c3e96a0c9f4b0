#include "analysis/timeline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/anchor.h"
#include "analysis/moments.h"
#include "analysis/sort.h"
#include "analysis/timeline_drift.h"
#include "analysis/timeline_jumps.h"
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

void
timeline_limit_add(struct timeline_options *options, enum budget_op op,
    double limit, double high)
{
	struct estimate *floor = &options->floor, *ceiling = &options->ceiling;

	if (op != BUDGET_AT_MOST && (!floor->exists || limit > floor->value))
		*floor = (struct estimate){true, limit};
	if (op == BUDGET_AT_LEAST)
		return;
	if (op == BUDGET_AT_MOST)
		high = limit;
	if (!ceiling->exists || high < ceiling->value)
		*ceiling = (struct estimate){true, high};
}

/* Values until the limit ahead is reached, if it is not yet. */
static uint32_t
runs_to_limit(const struct look *look, const struct timeline_line *line)
{
	double slope = line->trend.slope, level;
	const struct estimate *limit =
	    slope < 0 ? &look->options->floor : &look->options->ceiling;
	bool is_logarithmic = look->timeline->is_logarithmic;

	if (!limit->exists || (is_logarithmic && limit->value <= 0))
		return 0;
	level = is_logarithmic
		    ? log(limit->value)
		    : (limit->value - shift_of_points(look)) / look->unit;
	return (uint32_t)timeline_runs_until(line->last, slope, level);
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

static enum timeline_shape
look_for_steps(struct look *look, struct segment *segment,
    const struct change_options *options)
{
	const struct timeline_course course = {
	    .table = look->table,
	    .values = look->values + segment->from,
	    .count = segment->to - segment->from,
	    .step = look->step,
	    .anchors = look->anchors.items,
	    .anchor_count = look->anchors.count,
	    .options = options,
	};
	double *left = xmalloc(2 * course.count * sizeof *left);
	struct timeline_modes modes;
	enum timeline_shape shape;
	bool is_jumping;

	is_jumping =
	    timeline_jumps_find(&course, &modes, &segment->found, left);
	if (!is_jumping)
		segment->found = anchor_changes(course.table, course.values,
		    course.count, course.anchors, course.anchor_count, options);
	shape = tell_lines_from_steps(
	    look, segment, is_jumping ? left : course.values);
	free(left);
	if (!is_jumping || shape != TIMELINE_STABLE)
		return shape;
	keep_modes(look, &modes);
	return TIMELINE_BIMODAL;
}

/* Everything but changes and drifts is of the newest segment, the last. */
static void
look_at(struct look *look, struct segment *segment)
{
	struct timeline *timeline = look->timeline;
	const struct change_options options = {
	    .least_step = look->least,
	    .least_sd = fpop_least_sd(look->step),
	};

	timeline->modes = NULL;
	timeline->shape = TIMELINE_SHORT;
	timeline->runs_to_limit = 0;
	timeline->segment_from = timeline->stable_from =
	    (uint32_t)segment->from;
	if (segment->to - segment->from < FPOP_MIN)
		return;
	take_anchors(look, segment);
	timeline->shape = look_for_steps(look, segment, &options);
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
