/*
 * p90, p95 and p99 of sorted samples by the rule of harrell_davis.h, with
 * weights that are kept from one case to the next.
 *
 * Above TAILS_EXACT samples the weights are those of the next lower number of
 * five binary digits, and so many samples are looked at; the arms of the
 * interval are shortened by the root of the share.
 */
#ifndef ANALYSIS_TAILS_H
#define ANALYSIS_TAILS_H

#include "analysis/harrell_davis.h"
#include "analysis/interval.h"
#include "analysis/summary.h"
#include "base/vec.h"

enum { TAILS_EXACT = 1024, TAILS_BITS = 5, TAILS_SLOTS = 251, TAILS = 3 };

/* Zeroed is empty and valid. */
struct tails_desk {
	/* TAILS each, of the number of samples by TAILS_SLOTS; or NULL. */
	struct harrell_davis *slots[TAILS_SLOTS];
	VEC(double) thinned;
};

/*
 * Sets p90, p95 and p99 of the summary, and their intervals as if the samples
 * were independent: none with fewer than three beyond the quantile, and no
 * quantile with fewer than one.
 */
void tails_describe(struct tails_desk *desk, struct interval_table *table,
    const double *sorted, size_t count, struct summary *summary);

void tails_release(struct tails_desk *desk);

#endif
