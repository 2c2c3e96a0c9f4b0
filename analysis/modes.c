#include "analysis/modes.h"

#include <math.h>
#include <stdbool.h>

#include "analysis/quantile.h"
#include "analysis/thin.h"
#include "base/arena.h"

static struct modality_desk *
weights_for(struct modes_desk *desk, size_t count)
{
	struct modality_desk **slot = &desk->slots[count % MODES_SLOTS];

	if (*slot == NULL)
		*slot = xcalloc(1, sizeof **slot);
	return *slot;
}

/* The smallest distance between two values; 0 if all are equal. */
static double
smallest_gap(const double *sorted, size_t count, size_t *different)
{
	double least = 0, gap;
	size_t i;

	*different = 1;
	for (i = 1; i < count; i++) {
		gap = sorted[i] - sorted[i - 1];
		*different += gap > 0;
		if (gap > 0 && (least == 0 || gap < least))
			least = gap;
	}
	return least;
}

/* Are all values a multiple of step apart? */
static bool
is_grid(const double *sorted, size_t count, double step)
{
	double steps;
	size_t i;

	for (i = 1; i < count; i++) {
		steps = (sorted[i] - sorted[0]) / step;
		if (fabs(steps - round(steps)) > 1e-6)
			return false;
	}
	return true;
}

static double
step_of(const double *sorted, size_t count, double resolution)
{
	size_t different;
	double gap = smallest_gap(sorted, count, &different);

	if (!(resolution > 0) ||
	    (gap > resolution && different > 2 && is_grid(sorted, count, gap)))
		return gap;
	return resolution;
}

/* How many of the sorted values are not above edge. */
static size_t
count_up_to(const double *sorted, size_t count, double edge)
{
	size_t low = 0, high = count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (sorted[middle] <= edge)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Of all values: the cut lies in the middle between two modes. */
static void
describe(struct mode *modes, size_t found, const double *sorted, size_t count)
{
	size_t i, start = 0, end;

	for (i = 0; i < found; i++, start = end) {
		end = count;
		if (i + 1 < found)
			end = count_up_to(sorted, count,
			    modes[i].high +
				0.5 * (modes[i + 1].low - modes[i].high));
		modes[i].weight = (double)(end - start) / (double)count;
		modes[i].median = quantile_median(sorted + start, end - start);
		modes[i].low = sorted[start];
		modes[i].high = sorted[end - 1];
	}
}

const struct mode *
modes_find(struct modes_desk *desk, const double *sorted, size_t count,
    double resolution, struct arena *arena, size_t *found)
{
	const double *values = sorted;
	struct modality modality;
	struct mode *modes;
	size_t used = count;

	*found = 0;
	if (count < MODALITY_MIN || sorted[0] == sorted[count - 1])
		return NULL;
	resolution = step_of(sorted, count, resolution);
	if (count > MODES_EXACT) {
		used = thin_count(
		    count < MODES_MOST ? count : MODES_MOST, MODES_BITS);
		vec_reserve(&desk->thinned, used);
		thin_sorted(sorted, count, desk->thinned.items, used);
		values = desk->thinned.items;
	}
	modality =
	    modality_of(weights_for(desk, used), values, used, resolution);
	if (modality.count < 2)
		return NULL;
	modes = arena_alloc(arena, modality.count * sizeof *modes);
	memcpy(modes, modality.modes, modality.count * sizeof *modes);
	if (used < count)
		describe(modes, modality.count, sorted, count);
	*found = modality.count;
	return modes;
}

void
modes_release(struct modes_desk *desk)
{
	size_t i;

	for (i = 0; i < MODES_SLOTS; i++) {
		if (desk->slots[i] != NULL)
			modality_desk_release(desk->slots[i]);
		free(desk->slots[i]);
		desk->slots[i] = NULL;
	}
	vec_free(&desk->thinned);
}
