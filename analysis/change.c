#include "analysis/change.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/distributions.h"
#include "analysis/level_cost.h"
#include "analysis/quantile.h"
#include "analysis/shift.h"
#include "base/xalloc.h"

static const double AMBIGUOUS = 2;

/* A segment's values brought in: their median, mean and variance. */
struct segment {
	size_t start, end;
	double median, mean, variance;
};

/* What a step is like between its neighbours. */
struct trial {
	struct change_step step;
	double difference, p;
	bool is_short; /* one of its segments is */
};

struct search {
	const double *values;
	size_t count;
	struct fpop_noise noise;
	struct change_options options;
	struct trial *trials;
	size_t trial_count;
	double *room; /* for count */
};

static double
median_of(const struct search *search, size_t start, size_t end)
{
	size_t count = end - start;

	memcpy(
	    search->room, search->values + start, count * sizeof *search->room);
	return quantile_select_median(search->room, count);
}

static double
bring_in(double value, double center, double reach)
{
	return fmin(fmax(value, center - reach), center + reach);
}

static struct segment
segment_of(const struct search *search, size_t start, size_t end)
{
	struct segment out = {.start = start, .end = end};
	double reach = 3 * search->noise.scale, sum = 0, away;
	double n = (double)(end - start);
	size_t i;

	out.median = median_of(search, start, end);
	for (i = start; i < end; i++)
		sum +=
		    bring_in(search->values[i], out.median, reach) - out.median;
	out.mean = out.median + sum / n;
	for (sum = 0, i = start; i < end; i++) {
		away =
		    bring_in(search->values[i], out.median, reach) - out.mean;
		sum += away * away;
	}
	out.variance = n > 1 ? sum / (n - 1) : 0;
	return out;
}

static size_t
start_of(const struct search *search, size_t at)
{
	return at == 0 ? 0 : search->trials[at - 1].step.index;
}

static size_t
end_of(const struct search *search, size_t at)
{
	return at + 1 < search->trial_count ? search->trials[at + 1].step.index
					    : search->count;
}

static void
try_step(const struct search *search, size_t at)
{
	struct trial *trial = &search->trials[at];
	size_t index = trial->step.index;
	struct segment left = segment_of(search, start_of(search, at), index);
	struct segment right = segment_of(search, index, end_of(search, at));
	double n = (double)(left.end - left.start);
	double m = (double)(right.end - right.start), df = n + m + 8, v;
	double prior = 10 * search->noise.scale * search->noise.scale;

	v = ((n - 1) * left.variance + (m - 1) * right.variance + prior) / df;
	trial->difference = right.mean - left.mean;
	trial->p = 2 * distribution_t_cdf(-fabs(trial->difference) /
					      sqrt(v * search->noise.inflation *
						   (1 / n + 1 / m)),
			   df);
	trial->is_short = n < (double)search->options.least_segment ||
			  m < (double)search->options.least_segment;
}

enum fault { FAULT_NONE, FAULT_P, FAULT_SHORT, FAULT_SMALL };

static enum fault
fault_of(const struct search *search, const struct trial *trial)
{
	double least = search->options.least_step;
	double alpha = search->options.alpha;

	if (trial->step.is_anchor) {
		least /= 2;
		alpha *= 20;
	}
	if (fabs(trial->difference) < least)
		return FAULT_SMALL;
	if (trial->is_short)
		return FAULT_SHORT;
	return trial->p > alpha ? FAULT_P : FAULT_NONE;
}

static bool
is_worse(enum fault fault, const struct trial *trial, enum fault than,
    const struct trial *other)
{
	if (fault != than)
		return fault > than;
	if (fault == FAULT_SMALL)
		return fabs(trial->difference) < fabs(other->difference);
	return trial->p > other->p;
}

/* The step to be dropped; trial_count if all may stay. */
static size_t
find_worst(const struct search *search)
{
	enum fault fault, worst_fault = FAULT_NONE;
	size_t i, worst = search->trial_count;

	for (i = 0; i < search->trial_count; i++) {
		fault = fault_of(search, &search->trials[i]);
		if (fault == FAULT_NONE)
			continue;
		if (worst < search->trial_count &&
		    !is_worse(fault, &search->trials[i], worst_fault,
			&search->trials[worst]))
			continue;
		worst = i;
		worst_fault = fault;
	}
	return worst;
}

static void
drop(struct search *search, size_t at)
{
	search->trial_count--;
	memmove(&search->trials[at], &search->trials[at + 1],
	    (search->trial_count - at) * sizeof *search->trials);
	if (at > 0)
		try_step(search, at - 1);
	if (at < search->trial_count)
		try_step(search, at);
}

/* costs[i] of the last i values of values[0..count). */
static void
costs_backwards(const struct search *search, const double *values, size_t count,
    double most, double *costs)
{
	size_t i;

	for (i = 0; i < count; i++)
		search->room[i] = values[count - 1 - i];
	fpop_costs(search->room, count, search->noise.scale, most, costs);
}

/* What a segment costs at the most: at its median. */
static double
cost_bound(const struct search *search, size_t start, size_t end)
{
	double level = median_of(search, start, end);
	double cost = 0, away;
	size_t i;

	for (i = start; i < end; i++) {
		away = (search->values[i] - level) / search->noise.scale;
		cost += fmin(away * away, LEVEL_COST_MOST);
	}
	return cost;
}

/* The first and last place that costs little more, near the change. */
static void
find_ambiguity(const struct search *search, size_t start, size_t end,
    struct change *change)
{
	size_t index = change->index, count, i;
	double *left, *right, most;
	const double *values;

	if (index - start > CHANGE_REACH)
		start = index - CHANGE_REACH;
	if (end - index > CHANGE_REACH)
		end = index + CHANGE_REACH;
	count = end - start;
	values = search->values + start;
	left = xmalloc(2 * (count + 1) * sizeof *left);
	right = left + count + 1;
	most = cost_bound(search, start, index) +
	       cost_bound(search, index, end) + AMBIGUOUS;
	fpop_costs(values, count, search->noise.scale, most, left);
	costs_backwards(search, values, count, most, right);
	most = left[index - start] + right[end - index] + AMBIGUOUS;
	change->earliest = change->latest = index;
	for (i = 1; i < count; i++) {
		if (left[i] + right[count - i] >= most)
			continue;
		if (start + i < change->earliest)
			change->earliest = start + i;
		if (start + i > change->latest)
			change->latest = start + i;
	}
	free(left);
}

static struct change
report(const struct search *search, struct mann_whitney_table *table, size_t at)
{
	const struct trial *trial = &search->trials[at];
	size_t index = trial->step.index, start = start_of(search, at);
	size_t end = end_of(search, at);
	double n = (double)(index - start), m = (double)(end - index);
	const double *values = search->values;
	struct change out = {
	    .index = index,
	    .is_anchor = trial->step.is_anchor,
	    .is_confirmed = search->count - index >= CHANGE_CONFIRMED_MIN,
	    .before = median_of(search, start, index),
	    .after = median_of(search, index, end),
	    .step = trial->difference,
	    .p = trial->p,
	    .strength = fabs(trial->difference) / search->noise.scale *
			sqrt(n * m / (n + m)),
	};

	out.effect = shift_of(table, values + index, end - index,
	    values + start, index - start, 0)
			 .effect;
	find_ambiguity(search, start, end, &out);
	return out;
}

static void
test_all(struct search *search)
{
	size_t i, worst;

	for (i = 0; i < search->trial_count; i++)
		try_step(search, i);
	for (;;) {
		worst = find_worst(search);
		if (worst == search->trial_count)
			break;
		drop(search, worst);
	}
}

static struct changes
confirm(struct search *search, struct mann_whitney_table *table,
    const struct change_step *steps, size_t step_count)
{
	struct changes out = {.noise = search->noise};
	size_t i;

	search->trials = xcalloc(step_count + 1, sizeof *search->trials);
	search->trial_count = step_count;
	for (i = 0; i < step_count; i++)
		search->trials[i].step = steps[i];
	search->room = xmalloc((search->count + 1) * sizeof(double));
	test_all(search);
	out.count = search->trial_count;
	out.items = xcalloc(out.count + 1, sizeof *out.items);
	for (i = 0; i < out.count; i++)
		out.items[i] = report(search, table, i);
	free(search->trials);
	free(search->room);
	return out;
}

static struct search
search_of(
    const double *values, size_t count, const struct change_options *options)
{
	struct search search = {
	    .values = values, .count = count, .options = *options};

	search.noise = fpop_noise_of(values, count, options->least_sd);
	if (search.options.least_segment == 0)
		search.options.least_segment = CHANGE_SEGMENT_MIN;
	if (search.options.alpha == 0)
		search.options.alpha = fmin(1e-3, 0.05 / (double)count);
	return search;
}

struct changes
changes_confirm(struct mann_whitney_table *table, const double *values,
    size_t count, const struct change_step *steps, size_t step_count,
    const struct change_options *options)
{
	struct search search;

	if (count < FPOP_MIN)
		return (struct changes){0};
	search = search_of(values, count, options);
	return confirm(&search, table, steps, step_count);
}

struct changes
changes_of(struct mann_whitney_table *table, const double *values, size_t count,
    const struct change_options *options)
{
	struct change_step *steps;
	struct changes out = {0};
	struct search search;
	struct fpop fpop;
	size_t i;

	if (count < FPOP_MIN)
		return out;
	search = search_of(values, count, options);
	fpop = fpop_of(values, count, search.noise.scale, search.noise.penalty);
	steps = xcalloc(fpop.count + 1, sizeof *steps);
	for (i = 0; i < fpop.count; i++)
		steps[i].index = fpop.changes[i];
	out = confirm(&search, table, steps, fpop.count);
	free(steps);
	fpop_release(&fpop);
	return out;
}

void
changes_join(struct changes *changes, const struct changes *others)
{
	size_t i = 0, j = 0, count = 0;
	struct change *items =
	    xcalloc(changes->count + others->count + 1, sizeof *items);

	while (i < changes->count || j < others->count) {
		if (j == others->count ||
		    (i < changes->count &&
			changes->items[i].index <= others->items[j].index)) {
			j += j < others->count &&
			     changes->items[i].index == others->items[j].index;
			items[count++] = changes->items[i++];
		} else {
			items[count++] = others->items[j++];
		}
	}
	free(changes->items);
	changes->items = items;
	changes->count = count;
}

size_t
changes_strongest(const struct changes *changes, size_t from, size_t to)
{
	const struct change *items = changes->items;
	size_t at, best = from;

	for (at = from + 1; at < to; at++)
		if (items[at].strength > items[best].strength)
			best = at;
	return best;
}

void
changes_release(struct changes *changes)
{
	free(changes->items);
	*changes = (struct changes){0};
}
