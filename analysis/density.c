#include "analysis/density.h"

#include <math.h>

#include "analysis/histogram.h"
#include "analysis/quantile.h"
#include "base/arena.h"

enum {
	CELLS = 512,
	CELLS_PER_HEIGHT = CELLS / RESULT_DENSITY_HEIGHTS,
	LATTICE_MIN = 5, /* values; fewer are modes indeed */
	HEIGHT_DIGITS = 4,
	EXACT_POWER = 22 /* the greatest power of ten that is exact */
};

static const double OUTSIDE = 3; /* bandwidths that are shown beyond */
static const double REACH = 4;   /* from which values still matter */
static const double TWO_PI = 6.283185307179586;

/* Where the kernel is laid over the values, and which part is kept. */
struct grid {
	double low, step;
	size_t first, last; /* cells at the ends of what is kept */
	double cells[CELLS];
};

double
density_bandwidth(const double *sorted, size_t count, double sd)
{
	double iqr = quantile_of_sorted(sorted, count, 0.75) -
		     quantile_of_sorted(sorted, count, 0.25);

	return 0.9 * fmin(sd, iqr / 1.349) * pow((double)count, -0.2);
}

/* Wide enough that the steps of a lattice cannot be seen; 0: no curve. */
static double
bandwidth_of(const double *sorted, size_t count, double sd)
{
	double bandwidth = density_bandwidth(sorted, count, sd), step;
	size_t distinct;

	if (bandwidth == 0)
		return 0;
	step = histogram_lattice(sorted, count, 2 * bandwidth, &distinct);
	return distinct < LATTICE_MIN ? bandwidth : fmax(bandwidth, step / 2);
}

/* Places the cells; -1 when they would have no width. */
static int
grid_place(struct grid *grid, const struct result_histogram *histogram,
    bool is_positive, double bandwidth)
{
	double low = histogram->low, cut_low = 0, cut_high = 0;
	double high = low + (double)histogram->count * histogram->width;

	if (histogram->below > 0)
		cut_low = REACH * bandwidth;
	else
		low -= OUTSIDE * bandwidth;
	if (histogram->above > 0)
		cut_high = REACH * bandwidth;
	else
		high += OUTSIDE * bandwidth;
	if (is_positive && !histogram->is_log)
		low = fmax(low, 0);
	grid->low = low - cut_low;
	grid->step = (high + cut_high - grid->low) / (CELLS - 1);
	if (!(grid->step > 0))
		return -1;
	grid->first = (size_t)round(cut_low / grid->step);
	grid->last = CELLS - 1 - (size_t)round(cut_high / grid->step);
	return 0;
}

/* Each value is shared by the cells on both sides, the nearer gets more. */
static void
grid_fill(struct grid *grid, const double *sorted, size_t count)
{
	double position, share;
	size_t i, cell;

	for (i = 0; i < count; i++) {
		position = (sorted[i] - grid->low) / grid->step;
		if (position < 0 || position > CELLS - 1)
			continue;
		cell = (size_t)position;
		share = position - (double)cell;
		grid->cells[cell] += 1 - share;
		if (cell + 1 < CELLS)
			grid->cells[cell + 1] += share;
	}
}

/* heights: zeroed. */
static void
grid_smooth(
    const struct grid *grid, double bandwidth, double *heights, size_t count)
{
	double kernel[CELLS], distance;
	size_t i, cell, at;

	for (i = 0; i < CELLS; i++) {
		distance = (double)i * grid->step / bandwidth;
		kernel[i] = exp(-0.5 * distance * distance);
	}
	for (cell = 0; cell < CELLS; cell++) {
		if (grid->cells[cell] == 0)
			continue;
		for (i = 0; i < count; i++) {
			at = grid->first + i * CELLS_PER_HEIGHT;
			heights[i] += grid->cells[cell] *
				      kernel[at < cell ? cell - at : at - cell];
		}
	}
}

/* To HEIGHT_DIGITS digits of the greatest, as decimal fractions. */
static void
round_heights(double *heights, size_t count, double greatest)
{
	double digits = HEIGHT_DIGITS - 1 - floor(log10(greatest));
	double power = pow(10, fabs(digits));
	size_t i;

	if (fabs(digits) > EXACT_POWER)
		return;
	for (i = 0; i < count; i++)
		heights[i] = digits < 0 ? round(heights[i] / power) * power
					: round(heights[i] * power) / power;
}

struct result_density
density_of(const double *sorted, size_t count, double sd,
    const struct result_histogram *histogram, struct arena *arena)
{
	struct result_density none = {0}, density = {0};
	struct grid grid = {0};
	double bandwidth, *heights, greatest = 0;
	size_t i;

	if (count < DENSITY_MIN)
		return none;
	bandwidth = bandwidth_of(sorted, count, sd);
	if (bandwidth == 0 ||
	    grid_place(&grid, histogram, sorted[0] >= 0, bandwidth) < 0)
		return none;
	bandwidth = fmax(bandwidth, grid.step);
	grid_fill(&grid, sorted, count);
	density.low = grid.low + (double)grid.first * grid.step;
	density.step = CELLS_PER_HEIGHT * grid.step;
	density.count = (grid.last - grid.first) / CELLS_PER_HEIGHT + 1;
	heights = arena_alloc(arena, density.count * sizeof *heights);
	grid_smooth(&grid, bandwidth, heights, density.count);
	for (i = 0; i < density.count; i++) {
		heights[i] /= sqrt(TWO_PI) * (double)count * bandwidth;
		greatest = fmax(greatest, heights[i]);
	}
	/* A bandwidth at the end of the range of doubles. */
	if (!(greatest > 0) || isinf(greatest))
		return none;
	round_heights(heights, density.count, greatest);
	density.heights = heights;
	return density;
}
