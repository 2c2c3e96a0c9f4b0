#include "analysis/slopes.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/ordered.h"
#include "analysis/select.h"
#include "analysis/sort.h"
#include "base/random.h"
#include "base/vec.h"
#include "base/xalloc.h"

enum {
	SLOPES_BLOCK = 16, /* rows put into order by insertion */
	SLOPES_KNOWN = 8,  /* probes by interpolation before halving */
	SLOPES_SAMPLE_MIN = 256,
	SLOPES_SAMPLE_MAX = 100000
};

struct slopes_row {
	double value, time, rest;
};

/* So many slopes are at most x. */
struct slopes_mark {
	double x;
	uint64_t count;
};

struct slopes {
	struct slopes_row *rows, *spare;
	size_t count;
	struct slopes_mark here; /* what the rows are in order for */
	double *sample;          /* slopes, sorted */
	size_t sample_count;
	VEC(struct slopes_mark) marks; /* known so far, in any order */
	/* Where swaps are written to while is_collecting. */
	VEC(double) swaps;
	struct slopes_mark written; /* the lower end of those */
	bool is_collecting;
	bool is_even; /* all slopes are the same */
	/* The greatest |value| and time, and the least time between two. */
	double greatest, last, gap;
};

static double
slope_of(const struct slopes_row *a, const struct slopes_row *b)
{
	return (b->value - a->value) / (b->time - a->time);
}

/* Of equal ones the later comes first: their slope is not above x. */
static bool
is_before(const struct slopes_row *a, const struct slopes_row *b)
{
	return a->rest < b->rest || (a->rest == b->rest && a->time > b->time);
}

/* row comes before those of passed[0..count). */
static void
collect(struct slopes *slopes, const struct slopes_row *passed, size_t count,
    const struct slopes_row *row)
{
	size_t i;

	for (i = 0; slopes->is_collecting && i < count; i++)
		vec_push(&slopes->swaps, slope_of(&passed[i], row));
}

static uint64_t
insert_all(struct slopes *slopes, struct slopes_row *rows, size_t count)
{
	struct slopes_row row;
	uint64_t swaps = 0;
	size_t i, at;

	for (i = 1; i < count; i++) {
		if (!is_before(&rows[i], &rows[i - 1]))
			continue;
		row = rows[i];
		for (at = i; at > 0 && is_before(&row, &rows[at - 1]); at--)
			rows[at] = rows[at - 1];
		rows[at] = row;
		swaps += i - at;
		collect(slopes, rows + at + 1, i - at, &rows[at]);
	}
	return swaps;
}

/* left is copied away from where out begins, right lies behind it. */
static uint64_t
merge(struct slopes *slopes, const struct slopes_row *left, size_t left_count,
    const struct slopes_row *right, size_t right_count, struct slopes_row *out)
{
	const struct slopes_row *left_end = left + left_count;
	const struct slopes_row *right_end = right + right_count;
	uint64_t swaps = 0;

	while (left < left_end && right < right_end) {
		if (is_before(right, left)) {
			swaps += (uint64_t)(left_end - left);
			collect(slopes, left, (size_t)(left_end - left), right);
			*out++ = *right++;
		} else {
			*out++ = *left++;
		}
	}
	memcpy(out, left, (size_t)(left_end - left) * sizeof *out);
	return swaps;
}

/* Only where the halves overlap is there anything to do. */
static uint64_t
merge_halves(
    struct slopes *slopes, struct slopes_row *rows, size_t half, size_t count)
{
	size_t from = half, to = half;

	while (from > 0 && is_before(&rows[half], &rows[from - 1]))
		from--;
	if (from == half)
		return 0;
	while (to < count && is_before(&rows[to], &rows[half - 1]))
		to++;
	memcpy(slopes->spare, rows + from, (half - from) * sizeof *rows);
	return merge(slopes, slopes->spare, half - from, rows + half, to - half,
	    rows + from);
}

static uint64_t
put_in_order(struct slopes *slopes, struct slopes_row *rows, size_t count)
{
	size_t half = count / 2;
	uint64_t swaps;

	if (count <= SLOPES_BLOCK)
		return insert_all(slopes, rows, count);
	swaps = put_in_order(slopes, rows, half);
	swaps += put_in_order(slopes, rows + half, count - half);
	return swaps + merge_halves(slopes, rows, half, count);
}

/*
 * Nearer to x than that, rounding decides which of two rows is before the
 * other, and the count would lose its way.
 */
static double
blur_at(const struct slopes *slopes, double x)
{
	return 0x1p-50 * (slopes->greatest + fabs(x) * slopes->last) /
	       slopes->gap;
}

/* How many slopes are at most x, which is no blur of where the rows are. */
static uint64_t
go_to(struct slopes *slopes, double x)
{
	uint64_t swaps;
	size_t i;

	for (i = 0; i < slopes->count; i++)
		slopes->rows[i].rest =
		    slopes->rows[i].value - x * slopes->rows[i].time;
	swaps = put_in_order(slopes, slopes->rows, slopes->count);
	slopes->here.count += x > slopes->here.x ? swaps : -swaps;
	slopes->here.x = x;
	vec_push(&slopes->marks, slopes->here);
	return slopes->here.count;
}

static void
measure(struct slopes *slopes)
{
	const struct slopes_row *rows = slopes->rows;
	size_t i;

	slopes->last = rows[slopes->count - 1].time;
	slopes->gap = slopes->last;
	for (i = 0; i < slopes->count; i++) {
		slopes->greatest = fmax(slopes->greatest, fabs(rows[i].value));
		if (i > 0)
			slopes->gap =
			    fmin(slopes->gap, rows[i].time - rows[i - 1].time);
	}
}

/*
 * Neighbours have the extremes: all others are means of theirs. The marks lie
 * beyond them, where rounding cannot reach.
 */
static void
mark_ends(struct slopes *slopes)
{
	double least = (double)INFINITY, greatest = -(double)INFINITY, slope;
	double beyond;
	size_t i;

	for (i = 1; i < slopes->count; i++) {
		slope = slope_of(&slopes->rows[i - 1], &slopes->rows[i]);
		least = fmin(least, slope);
		greatest = fmax(greatest, slope);
	}
	slopes->is_even = least == greatest;
	beyond = 1e-3 * (greatest - least) +
		 blur_at(slopes, fmax(fabs(least), fabs(greatest)));
	vec_push(&slopes->marks, (struct slopes_mark){least - beyond, 0});
	vec_push(&slopes->marks,
	    (struct slopes_mark){greatest + beyond, slopes_total(slopes)});
}

static void
draw_sample(struct slopes *slopes)
{
	struct random random = {slopes->count};
	size_t n = slopes->count, wanted = n, i, j;

	if (wanted < SLOPES_SAMPLE_MIN)
		wanted = SLOPES_SAMPLE_MIN;
	if (wanted > SLOPES_SAMPLE_MAX)
		wanted = SLOPES_SAMPLE_MAX;
	slopes->sample = xmalloc(2 * wanted * sizeof(double));
	while (slopes->sample_count < wanted) {
		i = (size_t)random_below(&random, n);
		j = (size_t)random_below(&random, n);
		if (i != j)
			slopes->sample[slopes->sample_count++] =
			    slope_of(&slopes->rows[i], &slopes->rows[j]);
	}
	sort_doubles(slopes->sample, wanted, slopes->sample + wanted);
}

struct slopes *
slopes_new(const double *values, const double *times, size_t count)
{
	struct slopes *slopes = xcalloc(1, sizeof *slopes);
	size_t i;

	slopes->count = count;
	slopes->rows = xmalloc(count * sizeof *slopes->rows);
	slopes->spare = xmalloc(count * sizeof *slopes->spare);
	for (i = 0; i < count; i++)
		slopes->rows[i] = (struct slopes_row){.value = values[i],
		    .time = times == NULL ? (double)i : times[i] - times[0]};
	slopes->here.x = -(double)INFINITY;
	measure(slopes);
	mark_ends(slopes);
	draw_sample(slopes);
	return slopes;
}

uint64_t
slopes_total(const struct slopes *slopes)
{
	return (uint64_t)slopes->count * (slopes->count - 1) / 2;
}

/* The nearest marks with low->count <= rank < high->count. */
static void
find_bracket(const struct slopes *slopes, uint64_t rank,
    struct slopes_mark *low, struct slopes_mark *high)
{
	const struct slopes_mark *mark;
	size_t i;

	*low = slopes->marks.items[0];
	*high = slopes->marks.items[1];
	for (i = 2; i < slopes->marks.count; i++) {
		mark = &slopes->marks.items[i];
		if (mark->count <= rank && mark->x > low->x)
			*low = *mark;
		if (mark->count > rank && mark->x < high->x)
			*high = *mark;
	}
}

/* Writes the slopes between two marks, which are few, to swaps. */
static void
write_between(struct slopes *slopes, const struct slopes_mark *low,
    const struct slopes_mark *high)
{
	bool is_at_high = slopes->here.x == high->x;

	if (!is_at_high && slopes->here.x != low->x)
		go_to(slopes, low->x);
	slopes->swaps.count = 0;
	slopes->is_collecting = true;
	go_to(slopes, is_at_high ? low->x : high->x);
	slopes->is_collecting = false;
	slopes->written = *low;
}

/* The slope at rank among those between two marks. */
static double
pick(struct slopes *slopes, uint64_t rank, const struct slopes_mark *low,
    const struct slopes_mark *high)
{
	size_t at = (size_t)(rank - low->count);
	double slope;

	if (slopes->swaps.count == 0 || slopes->written.x != low->x)
		write_between(slopes, low, high);
	if (slopes->swaps.count == 0)
		return high->x;
	if (at >= slopes->swaps.count)
		at = slopes->swaps.count - 1;
	select_ranks(slopes->swaps.items, slopes->swaps.count, &at, 1, &slope);
	return slope;
}

/* A slope of the sample. */
static double
sampled(const struct slopes *slopes, uint64_t rank)
{
	double n = (double)slopes->sample_count;

	return slopes->sample[(
	    size_t)((n - 1) * (double)rank / (double)slopes_total(slopes))];
}

/* How far apart slopes of neighbouring ranks are near x, by the sample. */
static double
spacing_at(const struct slopes *slopes, double x)
{
	size_t low = 0, high = slopes->sample_count, middle, reach;

	reach = high / 32;
	while (low < high) {
		middle = low + (high - low) / 2;
		if (slopes->sample[middle] < x)
			low = middle + 1;
		else
			high = middle;
	}
	high = low + reach < slopes->sample_count ? low + reach
						  : slopes->sample_count - 1;
	low = low > reach ? low - reach : 0;
	return (slopes->sample[high] - slopes->sample[low]) /
	       (double)(high - low) * (double)slopes->sample_count /
	       (double)slopes_total(slopes);
}

/*
 * Where to look next: at the sample first; then a little beyond the rank on
 * the side that is farther away, by the spacing there from the mark that is
 * nearer; at last half-way.
 */
static double
next_probe(const struct slopes *slopes, uint64_t rank, size_t probe,
    double little, const struct slopes_mark *low,
    const struct slopes_mark *high)
{
	double before = (double)(rank - low->count);
	double behind = (double)(high->count - rank), ranks;
	uint64_t key = ordered_key(low->x);
	const struct slopes_mark *near = before < behind ? low : high;

	if (probe >= SLOPES_KNOWN)
		return ordered_value(key + (ordered_key(high->x) - key) / 2);
	if (slopes->marks.count == 2)
		return sampled(slopes, rank);
	little *= (double)(1 << probe / 2);
	ranks = before < behind ? before + little : -behind - little;
	if (near->count == 0 || near->count == slopes_total(slopes))
		return low->x + (high->x - low->x) / 2;
	return near->x + ranks * spacing_at(slopes, near->x);
}

/* Is the slope at rank x, as many are? */
static bool
is_equal_to_many(struct slopes *slopes, uint64_t rank, double x,
    const struct slopes_mark *low, const struct slopes_mark *high)
{
	double blur = 2 * blur_at(slopes, x);

	if (!(low->x < x - 2 * blur) || !(x + blur < high->x))
		return false;
	return go_to(slopes, x) > rank && go_to(slopes, x - blur) <= rank;
}

double
slopes_at(struct slopes *slopes, uint64_t rank)
{
	uint64_t few = 3 * (uint64_t)slopes->count;
	struct slopes_mark low, high;
	double x, blur;
	size_t probe;

	if (slopes->is_even)
		return slope_of(&slopes->rows[0], &slopes->rows[1]) + 0;
	for (probe = 0;; probe++) {
		find_bracket(slopes, rank, &low, &high);
		blur = blur_at(slopes, fmax(fabs(low.x), fabs(high.x)));
		if (!(low.x + 3 * blur < high.x))
			return high.x + 0; /* -0 is 0 */
		if (high.count - low.count <= few)
			return pick(slopes, rank, &low, &high) + 0;
		x = sampled(slopes, rank);
		if (probe == SLOPES_KNOWN / 2 &&
		    is_equal_to_many(slopes, rank, x, &low, &high))
			return x + 0;
		x = next_probe(
		    slopes, rank, probe, (double)few / 4, &low, &high);
		if (!(low.x + blur < x && x < high.x - blur))
			x = low.x + (high.x - low.x) / 2;
		go_to(slopes, x);
	}
}

void
slopes_free(struct slopes *slopes)
{
	free(slopes->rows);
	free(slopes->spare);
	free(slopes->sample);
	vec_free(&slopes->marks);
	vec_free(&slopes->swaps);
	free(slopes);
}
