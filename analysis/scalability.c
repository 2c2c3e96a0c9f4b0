#include "analysis/scalability.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/philox.h"
#include "analysis/sort.h"
#include "base/xalloc.h"

enum { TERMS = 3, CHOICES = 4 };

/* A choice of terms and its least squares. */
struct terms {
	size_t used[TERMS], count;
	double *columns[TERMS]; /* orthogonal, of length 1 */
	double triangle[TERMS][TERMS];
	double projections[TERMS];
	double squares;
};

double
scalability_throughput(const struct scalability_law *law, double workers)
{
	return law->lambda * workers /
	       (1 + law->sigma * (workers - 1) +
		   law->kappa * workers * (workers - 1));
}

double
scalability_peak(const struct scalability_law *law)
{
	if (law->sigma >= 1)
		return 0;
	return law->kappa > 0 ? sqrt((1 - law->sigma) / law->kappa)
			      : (double)INFINITY;
}

static double
term_of(const struct scalability_point *point, size_t term)
{
	double n = point->workers, weight = point->throughput / n;

	if (term == 0)
		return weight;
	return term == 1 ? (n - 1) * weight : n * (n - 1) * weight;
}

static double
product(const double *a, const double *b, size_t count)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < count; i++)
		sum += a[i] * b[i];
	return sum;
}

static void
subtract(double *a, const double *b, double times, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		a[i] -= times * b[i];
}

/*
 * One column more, made orthogonal to those before (Gram and Schmidt,
 * modified). False if nothing is left of it.
 */
static bool
add_column(struct terms *terms, size_t count)
{
	size_t at = terms->count, i;
	double *column = terms->columns[at], before, length;

	before = sqrt(product(column, column, count));
	for (i = 0; i < at; i++) {
		terms->triangle[i][at] =
		    product(terms->columns[i], column, count);
		subtract(
		    column, terms->columns[i], terms->triangle[i][at], count);
	}
	length = sqrt(product(column, column, count));
	if (!(length > 1e-12 * before))
		return false;
	terms->triangle[at][at] = length;
	for (i = 0; i < count; i++)
		column[i] /= length;
	terms->count++;
	return true;
}

/* The weighted N / X are all 1; what the terms do not explain is left. */
static void
project(struct terms *terms, double *left, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		left[i] = 1;
	for (i = 0; i < terms->count; i++) {
		terms->projections[i] = product(terms->columns[i], left, count);
		subtract(left, terms->columns[i], terms->projections[i], count);
	}
	terms->squares = product(left, left, count);
}

static void
solve(const struct terms *terms, double coefficients[TERMS])
{
	double values[TERMS];
	size_t i, j;

	for (i = terms->count; i-- > 0;) {
		values[i] = terms->projections[i];
		for (j = i + 1; j < terms->count; j++)
			values[i] -= terms->triangle[i][j] * values[j];
		values[i] /= terms->triangle[i][i];
		coefficients[terms->used[i]] = values[i];
	}
}

/* room holds 4 * count doubles. choice has a bit for each term but the first.
 */
static bool
fit_terms(const struct scalability_point *points, size_t count, unsigned choice,
    double *room, struct terms *terms, double *coefficients)
{
	size_t term, i;

	*terms = (struct terms){0};
	for (term = 0; term < TERMS; term++) {
		coefficients[term] = 0;
		if (term > 0 && (choice >> (term - 1) & 1) == 0)
			continue;
		terms->used[terms->count] = term;
		terms->columns[terms->count] = room + terms->count * count;
		for (i = 0; i < count; i++)
			terms->columns[terms->count][i] =
			    term_of(&points[i], term);
		if (!add_column(terms, count))
			return false;
	}
	project(terms, room + TERMS * count, count);
	solve(terms, coefficients);
	return coefficients[0] > 0 && coefficients[1] >= 0 &&
	       coefficients[2] >= 0;
}

/* room holds 4 * count doubles. */
static bool
fit(const struct scalability_point *points, size_t count, double *room,
    struct scalability_law *law)
{
	double coefficients[TERMS], least = 0;
	struct terms terms;
	bool is_found = false;
	unsigned choice;

	for (choice = 0; choice < CHOICES; choice++) {
		if (!fit_terms(
			points, count, choice, room, &terms, coefficients))
			continue;
		if (is_found && terms.squares >= least)
			continue;
		is_found = true;
		least = terms.squares;
		law->lambda = 1 / coefficients[0];
		law->sigma = coefficients[1] / coefficients[0];
		law->kappa = coefficients[2] / coefficients[0];
	}
	return is_found;
}

/* The points that count; their number is 0 if they are too few. */
static struct scalability_point *
usable(const struct scalability_point *points, size_t *count)
{
	struct scalability_point *out = xmalloc((*count + 1) * sizeof *out);
	size_t i, j, used = 0, distinct = 0;

	for (i = 0; i < *count; i++)
		if (points[i].workers > 0 && isfinite(points[i].workers) &&
		    points[i].throughput > 0 && isfinite(points[i].throughput))
			out[used++] = points[i];
	for (i = 0; i < used; i++) {
		for (j = 0; j < i && out[j].workers != out[i].workers; j++)
			;
		distinct += j == i;
	}
	*count = used >= SCALABILITY_MIN && distinct >= SCALABILITY_DISTINCT_MIN
		     ? used
		     : 0;
	return out;
}

bool
scalability_fit(const struct scalability_point *points, size_t count,
    struct scalability_law *law)
{
	struct scalability_point *used = usable(points, &count);
	double *room = xmalloc((4 * count + 1) * sizeof *room);
	bool is_found = count > 0 && fit(used, count, room, law);

	free(room);
	free(used);
	return is_found;
}

/* What the resamples gave. */
struct resamples {
	double lambda[SCALABILITY_RESAMPLES], sigma[SCALABILITY_RESAMPLES];
	double kappa[SCALABILITY_RESAMPLES], peak[SCALABILITY_RESAMPLES];
	double spare[SCALABILITY_RESAMPLES];
	size_t count;
};

static struct interval
percentiles(double *values, size_t count, double *spare)
{
	size_t beyond = (size_t)(0.025 * (double)count);

	sort_doubles(values, count, spare);
	return (struct interval){
	    true, values[beyond], values[count - 1 - beyond]};
}

/* Residuals of the logarithms, centred. */
static void
set_residuals(const struct scalability_point *points, size_t count,
    const struct scalability_law *law, double *residuals)
{
	double mean = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		residuals[i] =
		    log(points[i].throughput /
			scalability_throughput(law, points[i].workers));
		mean += residuals[i] / (double)count;
	}
	for (i = 0; i < count; i++)
		residuals[i] -= mean;
}

static void
resample(struct resamples *out, const struct scalability_point *points,
    size_t count, const struct scalability_law *law, uint64_t seed)
{
	struct scalability_point *drawn = xmalloc(count * sizeof *drawn);
	double *residuals = xmalloc(5 * count * sizeof *residuals);
	struct philox philox = {.seed = seed};
	struct scalability_law found;
	size_t i;

	set_residuals(points, count, law, residuals);
	for (; philox.resample < SCALABILITY_RESAMPLES; philox.resample++) {
		for (i = 0; i < count; i++) {
			drawn[i].workers = points[i].workers;
			drawn[i].throughput =
			    scalability_throughput(law, points[i].workers) *
			    exp(residuals[philox_below(&philox, i, count)]);
		}
		if (!fit(drawn, count, residuals + count, &found))
			continue;
		out->lambda[out->count] = found.lambda;
		out->sigma[out->count] = found.sigma;
		out->kappa[out->count] = found.kappa;
		out->peak[out->count++] = scalability_peak(&found);
	}
	free(drawn);
	free(residuals);
}

/* Where the curve has its greatest value, if that is near enough. */
static void
set_peak(struct scalability *out, const struct scalability_point *points,
    size_t count)
{
	double peak = scalability_peak(&out->law), most = 0;
	size_t i;

	for (i = 0; i < count; i++)
		most = fmax(most, points[i].workers);
	if (!(peak >= 1) || peak > SCALABILITY_PEAK_REACH * most)
		return;
	out->peak_workers = (struct estimate){true, peak};
	out->peak_throughput =
	    (struct estimate){true, scalability_throughput(&out->law, peak)};
}

static void
set_intervals(struct scalability *out, struct resamples *resamples)
{
	size_t count = resamples->count;
	double *spare = resamples->spare;

	if (count < SCALABILITY_RESAMPLES / 2)
		return;
	out->lambda = percentiles(resamples->lambda, count, spare);
	out->sigma = percentiles(resamples->sigma, count, spare);
	out->kappa = percentiles(resamples->kappa, count, spare);
	if (out->peak_workers.exists)
		out->peak_interval = percentiles(resamples->peak, count, spare);
}

struct scalability
scalability_of(
    const struct scalability_point *points, size_t count, uint64_t seed)
{
	struct scalability_point *used = usable(points, &count);
	struct scalability out = {0};
	struct resamples *resamples;

	out.exists = count > 0 && scalability_fit(used, count, &out.law);
	if (out.exists) {
		resamples = xcalloc(1, sizeof *resamples);
		set_peak(&out, used, count);
		resample(resamples, used, count, &out.law, seed);
		set_intervals(&out, resamples);
		free(resamples);
	}
	free(used);
	return out;
}

struct estimate
scalability_speedup(
    const struct scalability_point *points, size_t count, size_t at)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (points[i].workers == 1 && points[i].throughput > 0)
			return (struct estimate){
			    true, points[at].throughput / points[i].throughput};
	return (struct estimate){0};
}
