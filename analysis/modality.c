#include "analysis/modality.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/quantile.h"
#include "base/xalloc.h"

static const double SENSITIVITY = 0.5;

/* Bins between edges[i] and edges[i + 1], and where they were cut. */
struct lowland {
	double edges[MODALITY_BINS + 1], heights[MODALITY_BINS];
	size_t peaks[MODALITY_BINS], peak_count;
	/* The highest peak of each mode, and the bin that ends it. */
	size_t modes[MODALITY_BINS], cuts[MODALITY_BINS], mode_count;
};

void
modality_desk_release(struct modality_desk *desk)
{
	size_t i;

	for (i = 0; i < MODALITY_BINS - 1; i++)
		harrell_davis_release(&desk->weights[i]);
}

/* Sorted values that are few enough; *count is set to their number. */
static double *
thin(const double *sorted, size_t *count)
{
	size_t wanted = *count, i;
	double *out;

	if (wanted > MODALITY_VALUES)
		wanted = MODALITY_VALUES;
	out = xmalloc(wanted * sizeof *out);
	for (i = 0; i < wanted; i++)
		out[i] = wanted == *count
			     ? sorted[i]
			     : quantile_of_sorted(sorted, *count,
				   (double)i / (double)(wanted - 1));
	*count = wanted;
	return out;
}

/* The smallest distance between two values; 0 if all are equal. */
static double
smallest_gap(const double *sorted, size_t count)
{
	double least = 0, gap;
	size_t i;

	for (i = 1; i < count; i++) {
		gap = sorted[i] - sorted[i - 1];
		if (gap > 0 && (least == 0 || gap < least))
			least = gap;
	}
	return least;
}

static void
spread_ties(double *sorted, size_t count, double resolution)
{
	size_t start, end, i;
	double place;

	for (start = 0; start < count; start = end) {
		for (end = start; end < count && sorted[end] == sorted[start];)
			end++;
		for (i = start; end - start > 1 && i < end; i++) {
			place = ((double)(i - start) + 0.5) /
				    (double)(end - start) -
				0.5;
			sorted[i] += resolution * place;
		}
	}
}

static void
set_bins(struct lowland *land, struct modality_desk *desk, const double *sorted,
    size_t count)
{
	double width;
	size_t i;

	land->edges[0] = sorted[0];
	land->edges[MODALITY_BINS] = sorted[count - 1];
	for (i = 1; i < MODALITY_BINS; i++) {
		harrell_davis_set(
		    &desk->weights[i - 1], count, (double)i / MODALITY_BINS);
		land->edges[i] = fmax(land->edges[i - 1],
		    harrell_davis_of(&desk->weights[i - 1], sorted));
	}
	for (i = 0; i < MODALITY_BINS; i++) {
		width = land->edges[i + 1] - land->edges[i];
		land->heights[i] = 1 / (MODALITY_BINS * width);
	}
}

static void
find_peaks(struct lowland *land)
{
	const double *heights = land->heights;
	size_t i;

	for (i = 1; i + 1 < MODALITY_BINS; i++)
		if (heights[i] > heights[i - 1] && heights[i] >= heights[i + 1])
			land->peaks[land->peak_count++] = i;
}

static size_t
highest(const struct lowland *land)
{
	size_t i, best = 0;

	for (i = 1; i < MODALITY_BINS; i++)
		if (land->heights[i] > land->heights[best])
			best = i;
	return best;
}

static size_t
lowest_between(const struct lowland *land, size_t left, size_t right)
{
	size_t i, best = left;

	for (i = left + 1; i <= right; i++)
		if (land->heights[i] < land->heights[best])
			best = i;
	return best;
}

/* Is most of what lies below the water between two peaks water? */
static bool
is_lowland(const struct lowland *land, size_t left, size_t right)
{
	double level = fmin(land->heights[left], land->heights[right]);
	double ground, area;

	while (left < right && land->heights[left] > level)
		left++;
	while (left < right && land->heights[right] > level)
		right--;
	area = (land->edges[right + 1] - land->edges[left]) * level;
	ground = (double)(right - left + 1) / MODALITY_BINS;
	return ground < SENSITIVITY * area;
}

static bool
try_cut(struct lowland *land, size_t mode, size_t left, size_t right)
{
	if (!is_lowland(land, left, right))
		return false;
	land->modes[land->mode_count] = mode;
	land->cuts[land->mode_count++] = lowest_between(land, left, right);
	return true;
}

/*
 * Peaks wait, each lower than the one before, until a higher one comes or a
 * lowland ends their mode; the first of them is its highest.
 */
static void
cut_at_lowlands(struct lowland *land)
{
	size_t waiting[MODALITY_BINS], count = 0, i, peak;

	for (i = 0; i < land->peak_count; i++) {
		peak = land->peaks[i];
		while (count > 0 && land->heights[waiting[count - 1]] <=
					land->heights[peak]) {
			if (try_cut(land, waiting[0], waiting[count - 1], peak))
				count = 0;
			else
				count--;
		}
		if (count > 0 &&
		    try_cut(land, waiting[0], waiting[count - 1], peak))
			count = 0;
		waiting[count++] = peak;
	}
	land->cuts[land->mode_count] = MODALITY_BINS;
	land->modes[land->mode_count++] =
	    count > 0 ? waiting[0] : highest(land);
}

static double
middle_of(const struct lowland *land, size_t bin)
{
	double low = land->edges[bin];

	return low + 0.5 * (land->edges[bin + 1] - low);
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

/* Modes of the original values from the cuts. */
static void
describe(struct modality *out, const struct lowland *land, const double *sorted,
    size_t count)
{
	size_t i, start = 0, end;
	struct mode *mode;

	for (i = 0; i < land->mode_count && start < count; i++) {
		end = i + 1 == land->mode_count
			  ? count
			  : count_up_to(
				sorted, count, middle_of(land, land->cuts[i]));
		if (end == start || out->count == MODALITY_MODES_MAX)
			continue;
		mode = &out->modes[out->count++];
		mode->location = middle_of(land, land->modes[i]);
		mode->weight = (double)(end - start) / (double)count;
		mode->median = quantile_median(sorted + start, end - start);
		mode->low = sorted[start];
		mode->high = sorted[end - 1];
		start = end;
	}
}

struct modality
modality_of(struct modality_desk *desk, const double *sorted, size_t count,
    double resolution)
{
	struct modality out = {0};
	struct lowland land = {0};
	double *values, gap;
	size_t kept = count;

	if (count < MODALITY_MIN)
		return out;
	gap = smallest_gap(sorted, count);
	if (gap == 0) {
		out.count = 1;
		out.modes[0] = (struct mode){
		    sorted[0], 1, sorted[0], sorted[0], sorted[0]};
		return out;
	}
	values = thin(sorted, &kept);
	spread_ties(values, kept, resolution > 0 ? resolution : gap);
	set_bins(&land, desk, values, kept);
	find_peaks(&land);
	cut_at_lowlands(&land);
	describe(&out, &land, sorted, count);
	free(values);
	return out;
}
