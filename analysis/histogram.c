#include "analysis/histogram.h"

#include <math.h>

#include "analysis/quantile.h"
#include "base/arena.h"

enum {
	CUT_SHARE = 200, /* one value in that many, at either end */
	BINS_MIN = 5,
	MARGIN_BINS = 2,
	STEPS_MAX = 10,  /* wider bins do not beat against a lattice */
	LATTICE_MIN = 5, /* places; fewer stand apart */
	LOG_RATIO = 100
};

static const double STEP_ERROR = 1e-3;

struct range {
	double low, high;
};

/* Where bins are: width is (high - low) / count. */
struct layout {
	double low, high;
	size_t count;
};

/* All values but the outermost. */
static struct range
core_of(const double *sorted, size_t count)
{
	size_t cut = count / CUT_SHARE;

	return (struct range){sorted[cut], sorted[count - 1 - cut]};
}

bool
histogram_wants_log(const double *sorted, size_t count)
{
	struct range core = core_of(sorted, count);

	return sorted[0] > 0 && core.high > LOG_RATIO * core.low;
}

static double
width_of_bins(const double *sorted, size_t count, struct range core)
{
	double iqr = quantile_of_sorted(sorted, count, 0.75) -
		     quantile_of_sorted(sorted, count, 0.25);
	double n = (double)count, span = core.high - core.low, width;

	if (iqr > 0)
		width = 2 * iqr / cbrt(n);
	else if (span > 0)
		width = span / (ceil(log2(n)) + 1);
	else
		width = (sorted[count - 1] - sorted[0]) / (ceil(log2(n)) + 1);
	return fmax(width, span / (RESULT_HISTOGRAM_BINS - MARGIN_BINS));
}

double
histogram_lattice(
    const double *sorted, size_t count, double least, size_t *distinct)
{
	double step = (double)INFINITY, gap, steps;
	size_t i, different = count > 0;

	for (i = 1; i < count; i++) {
		gap = sorted[i] - sorted[i - 1];
		different += gap > 0;
		if (gap > 0 && gap < step)
			step = gap;
	}
	*distinct = different;
	if (different == count || different < 2 || step < least)
		return 0;
	for (i = 1; i < count; i++) {
		steps = (sorted[i] - sorted[i - 1]) / step;
		if (fabs(steps - round(steps)) > STEP_ERROR)
			return 0;
	}
	return step;
}

/* Few places of a lattice: bins with empty ones between them. */
static struct layout
layout_apart(double first, double step, double places)
{
	double bins_per_step = places == 2 ? 4 : 2;
	double width = step / bins_per_step;
	double bins = (places - 1) * bins_per_step + 1;

	first -= width / 2;
	return (struct layout){first, first + bins * width, (size_t)bins};
}

/* Bins of whole steps around the places of a lattice within range. */
static struct layout
layout_on_lattice(double origin, double step, double width, struct range range)
{
	double first = ceil((range.low - origin) / step - STEP_ERROR);
	double last = floor((range.high - origin) / step + STEP_ERROR);
	double places = last - first + 1, low = origin + first * step;
	double steps = fmax(1, round(width / step)), bins;

	if (places > 1 && places < LATTICE_MIN)
		return layout_apart(low, step, places);
	while (steps > 1 && ceil(places / steps) < BINS_MIN)
		steps--;
	while (ceil(places / steps) > RESULT_HISTOGRAM_BINS)
		steps++;
	bins = ceil(places / steps);
	low -= step / 2;
	return (struct layout){low, low + bins * steps * step, (size_t)bins};
}

static struct layout
layout_around(double value)
{
	double width = fabs(value) / 10;

	if (width == 0)
		width = 1;
	return (struct layout){value - width / 2, value + width / 2, 1};
}

static struct layout
layout_of(const double *sorted, size_t count)
{
	struct range core = core_of(sorted, count), range;
	double width = width_of_bins(sorted, count, core), bins, step;
	struct layout layout;
	size_t distinct;

	range.low = fmax(sorted[0], core.low - width);
	range.high = fmin(sorted[count - 1], core.high + width);
	step = histogram_lattice(
	    sorted, count, width / (2 * STEPS_MAX), &distinct);
	bins = fmin(RESULT_HISTOGRAM_BINS,
	    fmax(BINS_MIN, ceil((range.high - range.low) / width)));
	layout = (struct layout){range.low, range.high, (size_t)bins};
	if (width < STEPS_MAX * step)
		layout = layout_on_lattice(sorted[0], step, width, range);
	/* Equal, or so near to one another that the width vanishes. */
	if (!((layout.high - layout.low) / (double)layout.count > 0))
		return layout_around(sorted[0]);
	return layout;
}

struct result_histogram
histogram_of(const double *sorted, size_t count, struct arena *arena)
{
	struct layout layout = layout_of(sorted, count);
	struct result_histogram histogram = {
	    .low = layout.low,
	    .width = (layout.high - layout.low) / (double)layout.count,
	    .count = layout.count,
	};
	uint64_t *counts = arena_alloc(arena, layout.count * sizeof *counts);
	size_t i, bin;

	for (i = 0; i < count; i++) {
		if (sorted[i] < layout.low) {
			histogram.below++;
			continue;
		}
		if (sorted[i] > layout.high) {
			histogram.above++;
			continue;
		}
		bin = (size_t)((sorted[i] - layout.low) / histogram.width);
		counts[bin < layout.count ? bin : layout.count - 1]++;
	}
	histogram.counts = counts;
	return histogram;
}
