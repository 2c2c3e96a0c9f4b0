#include "analysis/sort.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "analysis/ordered.h"

enum {
	SORT_INSERTION_MAX = 32,
	SORT_MERGE_MAX = 1024,
	RADIX_BITS = 11,
	RADIX_SIZE = 1 << RADIX_BITS,
	RADIX_PASSES = 6
};

struct radix_counts {
	size_t counts[RADIX_PASSES][RADIX_SIZE];
};

static void
insertion_sort(double *values, size_t count)
{
	size_t i, at;
	double value;

	for (i = 1; i < count; i++) {
		value = values[i];
		for (at = i; at > 0 && values[at - 1] > value; at--)
			values[at] = values[at - 1];
		values[at] = value;
	}
}

static void
merge(const double *left, size_t left_count, const double *right,
    size_t right_count, double *out)
{
	const double *left_end = left + left_count;
	const double *right_end = right + right_count;
	bool is_right;

	/* No branch on what is smaller: nothing could predict it. */
	while (left < left_end && right < right_end) {
		is_right = *right < *left;
		*out++ = is_right ? *right : *left;
		right += is_right;
		left += !is_right;
	}
	memcpy(out, left, (size_t)(left_end - left) * sizeof *out);
	out += left_end - left;
	memcpy(out, right, (size_t)(right_end - right) * sizeof *out);
}

static void
merge_sort(double *values, size_t count, double *spare)
{
	size_t half = count / 2;

	if (count <= SORT_INSERTION_MAX) {
		insertion_sort(values, count);
		return;
	}
	merge_sort(values, half, spare);
	merge_sort(values + half, count - half, spare);
	memcpy(spare, values, half * sizeof *values);
	merge(spare, half, values + half, count - half, values);
}

static size_t
digit(uint64_t key, unsigned pass)
{
	return (size_t)(key >> (pass * RADIX_BITS)) & (RADIX_SIZE - 1);
}

static void
count_digits(struct radix_counts *radix, const double *values, size_t count)
{
	uint64_t key;
	size_t i;
	unsigned pass;

	memset(radix, 0, sizeof *radix);
	for (i = 0; i < count; i++) {
		key = ordered_key(values[i]);
		for (pass = 0; pass < RADIX_PASSES; pass++)
			radix->counts[pass][digit(key, pass)]++;
	}
}

/* Turns how often each digit comes into where its first value goes. */
static void
counts_to_places(size_t *counts)
{
	size_t i, here, place = 0;

	for (i = 0; i < RADIX_SIZE; i++) {
		here = counts[i];
		counts[i] = place;
		place += here;
	}
}

static void
radix_sort(double *values, size_t count, double *spare)
{
	struct radix_counts radix;
	double *from = values, *to = spare, *swap;
	size_t i, *places;
	unsigned pass;

	count_digits(&radix, values, count);
	for (pass = 0; pass < RADIX_PASSES; pass++) {
		places = radix.counts[pass];
		if (places[digit(ordered_key(from[0]), pass)] == count)
			continue; /* all alike: nothing would move */
		counts_to_places(places);
		for (i = 0; i < count; i++)
			to[places[digit(ordered_key(from[i]), pass)]++] =
			    from[i];
		swap = from;
		from = to;
		to = swap;
	}
	if (from != values)
		memcpy(values, from, count * sizeof *values);
}

void
sort_doubles(double *values, size_t count, double *spare)
{
	if (count <= SORT_MERGE_MAX)
		merge_sort(values, count, spare);
	else
		radix_sort(values, count, spare);
}

void
sort_rows(double *values, size_t rows, size_t length, double *spare)
{
	size_t count = rows * length, at, middle, end;
	double *from = values, *to = spare, *swap;

	for (; length < count; length *= 2) {
		for (at = 0; at < count; at = end) {
			middle = count - at < length ? count : at + length;
			end = count - middle < length ? count : middle + length;
			merge(from + at, middle - at, from + middle,
			    end - middle, to + at);
		}
		swap = from;
		from = to;
		to = swap;
	}
	if (from != values)
		memcpy(values, from, count * sizeof *values);
}
