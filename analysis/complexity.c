#include "analysis/complexity.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/distributions.h"
#include "analysis/welch.h"
#include "base/xalloc.h"

enum { GRID = 60, GOLDEN_STEPS = 80 };

static const double NAMED = 0.8;
/* Residuals below this are rounding: ln 0 must not decide. */
static const double LEAST_RESIDUAL = 1e-12;

const char *complexity_class_text(enum complexity_class class)
{
	static const char *const texts[] = {
	    "1", "log n", "n", "n log n", "n²", "n³"};

	return texts[class];
}

/* Points by size, their logarithms, and g of the class in hand. */
struct points {
	struct complexity_point *items;
	size_t count;
	double *logs, *growth;
};

static double
growth_of(enum complexity_class class, double n)
{
	switch (class) {
	case COMPLEXITY_LOGARITHMIC:
		return log2(n);
	case COMPLEXITY_LINEAR:
		return n;
	case COMPLEXITY_LINEARITHMIC:
		return n * log2(n);
	case COMPLEXITY_QUADRATIC:
		return n * n;
	case COMPLEXITY_CUBIC:
		return n * n * n;
	default:
		return 1;
	}
}

static int
compare_sizes(const void *a, const void *b)
{
	const struct complexity_point *x = a, *y = b;

	if (x->size != y->size)
		return x->size < y->size ? -1 : 1;
	return (x->time > y->time) - (x->time < y->time);
}

static struct points
points_of(const struct complexity_point *points, size_t count)
{
	struct points out = {0};
	size_t i;

	out.items = xmalloc((count + 1) * sizeof *out.items);
	for (i = 0; i < count; i++)
		if (points[i].size > 0 && isfinite(points[i].size) &&
		    points[i].time > 0 && isfinite(points[i].time))
			out.items[out.count++] = points[i];
	qsort(out.items, out.count, sizeof *out.items, compare_sizes);
	out.logs = xmalloc((2 * out.count + 1) * sizeof *out.logs);
	out.growth = out.logs + out.count;
	for (i = 0; i < out.count; i++)
		out.logs[i] = log(out.items[i].time);
	return out;
}

/*
 * The sum of squares where b is offset times a; *level is ln a. offset 0 is
 * no offset.
 */
static double
squares_of(const struct points *points, double offset, double *level)
{
	double sum = 0, residual, n = (double)points->count;
	size_t i;

	for (i = 0; i < points->count; i++)
		sum += points->logs[i] - log(points->growth[i] + offset);
	*level = sum / n;
	for (sum = 0, i = 0; i < points->count; i++) {
		residual =
		    points->logs[i] - log(points->growth[i] + offset) - *level;
		sum += residual * residual;
	}
	return sum;
}

/* ln(b / a) of the least sum of squares between low and high. */
static double
golden_section(const struct points *points, double low, double high)
{
	const double share = (sqrt(5) - 1) / 2;
	double left = high - share * (high - low), level;
	double right = low + share * (high - low);
	double at_left = squares_of(points, exp(left), &level);
	double at_right = squares_of(points, exp(right), &level);
	int step;

	for (step = 0; step < GOLDEN_STEPS; step++) {
		if (at_left <= at_right) {
			high = right;
			right = left;
			at_right = at_left;
			left = high - share * (high - low);
			at_left = squares_of(points, exp(left), &level);
		} else {
			low = left;
			left = right;
			at_left = at_right;
			right = low + share * (high - low);
			at_right = squares_of(points, exp(right), &level);
		}
	}
	return 0.5 * (low + high);
}

/* b / a of the least sum of squares, b > 0. */
static double
best_offset(const struct points *points)
{
	double low = log(points->growth[0]) - 6, level, squares, least = 0;
	double high = log(points->growth[points->count - 1]) + 2;
	double step = (high - low) / (GRID - 1), best = low;
	int i;

	for (i = 0; i < GRID; i++) {
		squares = squares_of(points, exp(low + i * step), &level);
		if (i > 0 && squares >= least)
			continue;
		least = squares;
		best = low + i * step;
	}
	return exp(golden_section(points, best - step, best + step));
}

static double
aicc_of(double squares, double n, double k)
{
	double least = n * LEAST_RESIDUAL * LEAST_RESIDUAL;

	return n * log(fmax(squares, least) / n) + 2 * k +
	       2 * k * (k + 1) / (n - k - 1);
}

static struct complexity_fit
fit(struct points *points, enum complexity_class class)
{
	double n = (double)points->count, level, offset, squares, aicc;
	struct complexity_fit out = {0};
	size_t i;

	for (i = 0; i < points->count; i++) {
		points->growth[i] = growth_of(class, points->items[i].size);
		if (!(points->growth[i] > 0) || isinf(points->growth[i]))
			return out;
	}
	out.exists = true;
	squares = squares_of(points, 0, &level);
	out.aicc = aicc_of(squares, n, 2);
	out.scale = exp(level);
	if (class == COMPLEXITY_CONSTANT)
		return out;
	offset = best_offset(points);
	squares = squares_of(points, offset, &level);
	aicc = aicc_of(squares, n, 3);
	if (aicc < out.aicc) {
		out.has_offset = true;
		out.aicc = aicc;
		out.scale = exp(level);
		out.offset = offset * out.scale;
	}
	return out;
}

static void
weigh(struct complexity *out)
{
	double sum = 0;
	int i;

	out->best = COMPLEXITY_CONSTANT;
	for (i = 1; i < COMPLEXITY_CLASSES; i++)
		if (out->fits[i].exists &&
		    out->fits[i].aicc < out->fits[out->best].aicc)
			out->best = (enum complexity_class)i;
	for (i = 0; i < COMPLEXITY_CLASSES; i++) {
		out->fits[i].behind =
		    out->fits[i].aicc - out->fits[out->best].aicc;
		if (out->fits[i].exists)
			sum += exp(-out->fits[i].behind / 2);
	}
	for (i = 0; i < COMPLEXITY_CLASSES; i++)
		if (out->fits[i].exists)
			out->fits[i].weight =
			    exp(-out->fits[i].behind / 2) / sum;
	out->is_named = out->fits[out->best].weight >= NAMED;
}

static void
set_interval(struct exponent *out)
{
	double arm;

	if (!out->error.exists)
		return;
	arm = isinf(out->df) ? distribution_normal_quantile(0.975)
			     : distribution_t_quantile(0.975, out->df);
	arm *= out->error.value;
	out->interval =
	    (struct interval){true, out->value - arm, out->value + arm};
	if (out->interval.low > 1.1)
		out->scaling = SCALING_SUPERLINEAR;
	else if (out->interval.high < 0.9)
		out->scaling = SCALING_SUBLINEAR;
	else if (out->interval.low >= 0.9 && out->interval.high <= 1.1)
		out->scaling = SCALING_LINEAR;
}

/* The sum of w² V, w the weight of each logarithm in the slope. */
static struct estimate
error_of_cases(const struct points *points, double mean, double spread)
{
	double sum = 0, w;
	size_t i;

	for (i = 0; i < points->count; i++) {
		if (!points->items[i].variance.exists)
			return (struct estimate){0};
		w = (log(points->items[i].size) - mean) / spread;
		sum += w * w * points->items[i].variance.value;
	}
	return (struct estimate){true, sqrt(sum)};
}

/* The slope over points[first..count). */
static struct exponent
exponent_of(const struct points *points, size_t first, bool has_residuals)
{
	double n = (double)(points->count - first), mean = 0, level = 0, x;
	double spread = 0, product = 0, squares = 0, residual;
	struct exponent out = {0};
	size_t i;

	for (i = first; i < points->count; i++) {
		mean += log(points->items[i].size) / n;
		level += points->logs[i] / n;
	}
	for (i = first; i < points->count; i++) {
		x = log(points->items[i].size) - mean;
		spread += x * x;
		product += x * (points->logs[i] - level);
	}
	if (!(spread > 0))
		return out;
	out.exists = true;
	out.value = product / spread;
	for (i = first; i < points->count; i++) {
		x = log(points->items[i].size) - mean;
		residual = points->logs[i] - level - out.value * x;
		squares += residual * residual;
	}
	out.df = has_residuals ? n - 2 : (double)INFINITY;
	if (!has_residuals)
		out.error = error_of_cases(points, mean, spread);
	else if (n > 2)
		out.error =
		    (struct estimate){true, sqrt(squares / (n - 2) / spread)};
	set_interval(&out);
	return out;
}

/* The index at which the upper half of the distinct sizes begins. */
static size_t
upper_half(const struct points *points, size_t sizes)
{
	size_t i, below = 1;

	for (i = 1; i < points->count; i++) {
		below += points->items[i].size > points->items[i - 1].size;
		if (below > sizes / 2)
			return i;
	}
	return 0;
}

struct complexity
complexity_of(const struct complexity_point *points, size_t count)
{
	struct points used = points_of(points, count);
	struct complexity out = {0};
	size_t i, last = used.count - 1;
	int class;

	out.sizes = used.count > 0;
	for (i = 1; i < used.count; i++)
		out.sizes += used.items[i].size > used.items[i - 1].size;
	if (out.sizes >= COMPLEXITY_HALF_MIN)
		out.exponent =
		    exponent_of(&used, upper_half(&used, out.sizes), true);
	else if (out.sizes >= 2)
		out.exponent = exponent_of(&used, 0, false);
	out.exists =
	    out.sizes >= COMPLEXITY_MIN &&
	    used.items[last].size >= COMPLEXITY_SPAN * used.items[0].size;
	if (out.exists) {
		for (class = 0; class < COMPLEXITY_CLASSES; class ++)
			out.fits[class] =
			    fit(&used, (enum complexity_class) class);
		weigh(&out);
	}
	free(used.items);
	free(used.logs);
	return out;
}

struct exponent
exponent_difference(const struct exponent *above, const struct exponent *below)
{
	struct exponent out = {0};
	double v1, v2;

	if (!above->error.exists || !below->error.exists)
		return out;
	v1 = above->error.value * above->error.value;
	v2 = below->error.value * below->error.value;
	out.exists = true;
	out.value = above->value - below->value;
	out.error = (struct estimate){true, sqrt(v1 + v2)};
	out.df = v1 + v2 > 0 ? welch_df(v1 + v2, v1, above->df, v2, below->df)
			     : (double)INFINITY;
	set_interval(&out);
	out.scaling = SCALING_UNDECIDED;
	return out;
}
