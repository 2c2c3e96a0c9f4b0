/*
 * Doubles as whole numbers of the same order (Herf, "Radix Tricks", 2001): a
 * search that halves the range between two of them ends after 64 steps with
 * the very double. No NaN; -0 comes before 0.
 */
#ifndef ANALYSIS_ORDERED_H
#define ANALYSIS_ORDERED_H

#include <stdint.h>
#include <string.h>

static inline uint64_t
ordered_key(double value)
{
	uint64_t bits;

	memcpy(&bits, &value, sizeof bits);
	return bits ^ (bits >> 63 != 0 ? UINT64_MAX : UINT64_C(1) << 63);
}

/* The double with that key. */
static inline double
ordered_value(uint64_t key)
{
	uint64_t bits = key ^ (key >> 63 != 0 ? UINT64_C(1) << 63 : UINT64_MAX);
	double value;

	memcpy(&value, &bits, sizeof value);
	return value;
}

#endif
