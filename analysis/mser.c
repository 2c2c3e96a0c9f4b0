#include "analysis/mser.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/drift.h"
#include "base/xalloc.h"

static double
batch_mean(const double *values, size_t batch)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < MSER_BATCH; i++)
		sum += values[batch * MSER_BATCH + i] / MSER_BATCH;
	return sum;
}

/* From the last batch to the first (Welford, Technometrics 4, 1962). */
static size_t
batches_to_drop(const double *values, size_t batches)
{
	double mean = 0, squares = 0, away, cost, least = 0, kept = 0;
	size_t at, best = batches;

	for (at = batches; at-- > 0;) {
		kept++;
		away = batch_mean(values, at) - mean;
		mean += away / kept;
		squares += away * (away - away / kept);
		cost = squares / (kept * kept);
		if (at <= batches / 2 && (best == batches || cost <= least)) {
			least = cost;
			best = at;
		}
	}
	return best;
}

struct mser
mser_of(const double *values, size_t count)
{
	size_t batches = count / MSER_BATCH, drop;
	struct mser out = {0};
	double *room;

	if (count < MSER_MIN)
		return out;
	drop = batches_to_drop(values, batches);
	out.drop = drop * MSER_BATCH;
	room = xmalloc(2 * count * sizeof *room);
	out.drift = drift_of(values + out.drop, count - out.drop, room);
	free(room);
	out.is_unsteady = drop == batches / 2 || out.drift.exists;
	return out;
}
