#include "collector/stopping.h"

#include <math.h>

#include "base/vec.h"

static int
compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median_of(const double *values, size_t count)
{
	double *sorted, median;

	if (count == 1)
		return values[0];
	sorted = xcalloc(count, sizeof *sorted);
	memcpy(sorted, values, count * sizeof *sorted);
	qsort(sorted, count, sizeof *sorted, compare_doubles);
	median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
	free(sorted);
	return median;
}

void
stopping_add(struct stopping_track *track, const double *values, size_t count)
{
	double sum = 0;
	size_t i, capacity = track->capacity;

	track->medians = vec_grow(
	    track->medians, track->count, &capacity, sizeof *track->medians);
	track->logs = vec_grow(
	    track->logs, track->count, &track->capacity, sizeof *track->logs);
	for (i = 0; i < count; i++)
		sum += log(values[i]);
	track->medians[track->count] =
	    count == 0 ? (double)NAN : median_of(values, count);
	track->logs[track->count++] =
	    count == 0 ? (double)NAN : sum / (double)count;
}

void
stopping_release(struct stopping_track *track)
{
	free(track->medians);
	free(track->logs);
	*track = (struct stopping_track){0};
}

static size_t
smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

static double
solo_width(const struct stopping_rule *rule, const struct stopping_track *track,
    size_t rounds)
{
	double *good = xcalloc(rounds + 1, sizeof *good), width;
	size_t i, count = 0;

	for (i = 0; i < smaller(rounds, track->count); i++)
		if (!isnan(track->medians[i]))
			good[count++] = track->medians[i];
	width = rule->solo(good, count);
	free(good);
	return width;
}

static bool
has_value(const struct stopping_track *track)
{
	size_t i;

	for (i = 0; i < track->count; i++)
		if (!isnan(track->logs[i]))
			return true;
	return false;
}

/*
 * The widest interval within the first rounds: of the ratios, or where there
 * is nothing to compare with, of the medians. INFINITY when nothing is left to
 * look at.
 */
static double
width_at(const struct stopping_rule *rule, const struct stopping_case *cases,
    size_t count, size_t rounds)
{
	const struct stopping_track *track, *other;
	double solo = 0, paired = 0;
	bool has_solo = false, has_pair = false;
	size_t i, j;

	for (i = 0; i < count; i++) {
		if (cases[i].is_over)
			continue;
		track = cases[i].track;
		solo = fmax(solo, solo_width(rule, track, rounds));
		has_solo = true;
		for (j = 0; j < cases[i].other_count; j++) {
			other = cases[cases[i].others[j]].track;
			if (cases[cases[i].others[j]].is_over ||
			    !has_value(track) || !has_value(other))
				continue;
			has_pair = true;
			paired = fmax(paired,
			    rule->paired(track->logs, other->logs,
				smaller(rounds,
				    smaller(track->count, other->count))));
		}
	}
	if (has_pair)
		return paired;
	return has_solo ? solo : (double)INFINITY;
}

double
stopping_width(const struct stopping_rule *rule,
    const struct stopping_case *cases, size_t count)
{
	size_t rounds = 0, i;

	if (rule == NULL)
		return (double)INFINITY;
	for (i = 0; i < count; i++)
		if (cases[i].track->count > rounds)
			rounds = cases[i].track->count;
	return width_at(rule, cases, count, rounds);
}

/* What the cases that go on ask for together, and how far they are. */
struct block {
	size_t rounds; /* that all of them have made */
	uint64_t min_launches, max_launches;
	double precision;
	double time_share; /* spent of what may be, the greatest */
	uint64_t least;    /* launches, however slow */
};

/* False when all are over. */
static bool
block_of(const struct stopping_case *cases, size_t count, struct block *block)
{
	const struct stopping *asked;
	bool has_any = false;
	size_t i;

	*block = (struct block){.rounds = SIZE_MAX,
	    .least = STOPPING_LEAST,
	    .max_launches = UINT64_MAX,
	    .precision = (double)INFINITY};
	for (i = 0; i < count; i++) {
		if (cases[i].is_over || cases[i].stopping->launches != 0)
			continue;
		has_any = true;
		if (cases[i].other_count > 0)
			block->least = STOPPING_LEAST_PAIRED;
		asked = cases[i].stopping;
		block->rounds = smaller(block->rounds, cases[i].track->count);
		if (asked->min_launches > block->min_launches)
			block->min_launches = asked->min_launches;
		if (asked->max_launches < block->max_launches)
			block->max_launches = asked->max_launches;
		block->precision = fmin(block->precision, asked->precision);
		block->time_share = fmax(block->time_share,
		    cases[i].spent_ns / (double)asked->max_time_ns);
	}
	return has_any;
}

/* The width shrinks with the root of the launches, and time may be short. */
static uint64_t
expect(const struct block *block, double width)
{
	double n = (double)block->rounds, all = n + STOPPING_EVERY;

	if (isfinite(width) && width > block->precision)
		all = fmax(all, n * (width / block->precision) *
				    (width / block->precision));
	if (block->time_share > 0)
		all = fmin(
		    all, fmax(n / block->time_share, (double)block->least));
	return (uint64_t)ceil(fmin(all, (double)block->max_launches));
}

struct stopping_look
stopping_look(const struct stopping_rule *rule,
    const struct stopping_case *cases, size_t count)
{
	struct stopping_look look = {.width = (double)INFINITY};
	struct block block;
	double before;

	if (!block_of(cases, count, &block))
		return look;
	/* Between looks only the time tells. */
	if (block.time_share > 0 &&
	    (double)block.rounds / block.time_share <
		(double)(block.min_launches + STOPPING_EVERY))
		look.expected = expect(&block, (double)INFINITY);
	if (block.rounds >= block.min_launches &&
	    (block.rounds - block.min_launches) % STOPPING_EVERY == 0 &&
	    rule != NULL) {
		look.width = width_at(rule, cases, count, block.rounds);
		look.expected = expect(&block, look.width);
		if (look.width <= block.precision &&
		    block.rounds >= block.min_launches + STOPPING_EVERY) {
			before = width_at(
			    rule, cases, count, block.rounds - STOPPING_EVERY);
			if (before <= block.precision)
				look.reason = "precision";
		}
	}
	if (look.reason == NULL && block.rounds >= block.max_launches)
		look.reason = "max";
	if (look.reason == NULL && block.rounds >= block.least &&
	    block.time_share >= 1)
		look.reason = "time";
	return look;
}
