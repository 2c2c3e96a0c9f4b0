#include "analysis/timeline_jumps.h"

#include <stdlib.h>

#include "analysis/anchor.h"
#include "base/xalloc.h"

/* Where the strongest is; 0: there is none. */
static size_t
strongest_of(const struct changes *found)
{
	if (found->count == 0)
		return 0;
	return found->items[changes_strongest(found, 0, found->count)].index;
}

/* at: where the levels may move; count: nowhere. */
static void
find_behind(const struct timeline_course *course, size_t at,
    const struct timeline_modes *modes, struct changes *found, double *left)
{
	size_t pass;

	*found = (struct changes){0};
	for (pass = 0; pass < 2 && at > 0; pass++) {
		timeline_modes_take_away(
		    modes, course->values, course->count, at, left);
		changes_release(found);
		*found = anchor_changes(course->table, left, course->count,
		    course->anchors, course->anchor_count, course->options);
		at = strongest_of(found);
	}
}

/* Has the whole two levels once the steps are taken away? */
static bool
is_two_without(const struct timeline_course *course,
    const struct changes *found, double *room)
{
	double level = found->items[0].before;
	struct timeline_modes modes;
	size_t i, at = 0;

	for (i = 0; i < course->count; i++) {
		if (at < found->count && i == found->items[at].index)
			level = found->items[at++].after;
		room[i] = course->values[i] - level;
	}
	return timeline_modes_of(room, course->count, course->step, &modes);
}

static bool
find_behind_half(const struct timeline_course *course,
    struct timeline_modes *modes, struct changes *found, double *left)
{
	size_t half = course->count / 2;
	const double *values = course->values;

	if (!timeline_modes_of(values, half, course->step, modes) &&
	    !timeline_modes_of(
		values + half, course->count - half, course->step, modes))
		return false;
	find_behind(course, half, modes, found, left);
	if (found->count > 0 &&
	    is_two_without(course, found, left + course->count))
		return true;
	changes_release(found);
	return false;
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

static void
keep_anchors(const struct timeline_course *course, struct changes *found)
{
	size_t step_count = 0, i, index;
	struct change_step *steps;
	struct changes kept;

	steps = xcalloc(course->anchor_count + 1, sizeof *steps);
	for (i = 0; i < course->anchor_count; i++) {
		index = course->anchors[i];
		if (!has_change_near(found, index))
			steps[step_count++] = (struct change_step){index, true};
	}
	kept = changes_confirm(course->table, course->values, course->count,
	    steps, step_count, course->options);
	changes_join(found, &kept);
	changes_release(&kept);
	free(steps);
}

bool
timeline_jumps_find(const struct timeline_course *course,
    struct timeline_modes *modes, struct changes *found, double *left)
{
	if (timeline_modes_of(
		course->values, course->count, course->step, modes))
		find_behind(course, course->count, modes, found, left);
	else if (!find_behind_half(course, modes, found, left))
		return false;
	keep_anchors(course, found);
	return true;
}
