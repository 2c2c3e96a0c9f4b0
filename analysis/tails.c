#include "analysis/tails.h"

#include <math.h>

#include "analysis/quantile.h"
#include "analysis/thin.h"

static struct harrell_davis *
weights_for(struct tails_desk *desk, size_t count)
{
	struct harrell_davis **slot = &desk->slots[count % TAILS_SLOTS];

	if (*slot == NULL)
		*slot = xcalloc(TAILS, sizeof **slot);
	return *slot;
}

/* Samples that are looked at, out of count, and what is remembered of them. */
struct looking {
	const double *sorted;
	size_t used, count;
	struct interval_table *table;
};

static void
set(struct harrell_davis *weights, const struct looking *at, double p,
    struct estimate *value, struct interval *interval)
{
	enum tail_method method = tail_method_of(at->used, p);
	double sd;

	*interval = (struct interval){0};
	*value = (struct estimate){.exists = method != TAIL_NONE};
	if (!value->exists)
		return;
	if (method != TAIL_WEIGHTED) {
		value->value = quantile_of_sorted(at->sorted, at->used, p);
		return;
	}
	harrell_davis_set(weights, at->used, p);
	value->value = harrell_davis_of(weights, at->sorted);
	/* The error as that of a mean, of which the table knows t. */
	sd = harrell_davis_error(weights, at->sorted) * sqrt((double)at->used);
	*interval =
	    interval_mean(at->table, value->value, sd, (double)at->used);
	if (at->used < at->count)
		*interval = interval_widen(*interval, value->value,
		    sqrt((double)at->used / (double)at->count));
}

void
tails_describe(struct tails_desk *desk, struct interval_table *table,
    const double *sorted, size_t count, struct summary *summary)
{
	struct looking at = {sorted, count, count, table};
	struct harrell_davis *weights;

	if (count > TAILS_EXACT) {
		at.used = thin_count(count, TAILS_BITS);
		vec_reserve(&desk->thinned, at.used);
		thin_sorted(sorted, count, desk->thinned.items, at.used);
		at.sorted = desk->thinned.items;
	}
	weights = weights_for(desk, at.used);
	set(&weights[0], &at, 0.90, &summary->p90, &summary->p90_interval);
	set(&weights[1], &at, 0.95, &summary->p95, &summary->p95_interval);
	set(&weights[2], &at, 0.99, &summary->p99, &summary->p99_interval);
}

void
tails_release(struct tails_desk *desk)
{
	size_t i, j;

	for (i = 0; i < TAILS_SLOTS; i++) {
		for (j = 0; desk->slots[i] != NULL && j < TAILS; j++)
			harrell_davis_release(&desk->slots[i][j]);
		free(desk->slots[i]);
		desk->slots[i] = NULL;
	}
	vec_free(&desk->thinned);
}
