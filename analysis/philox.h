/*
 * Random numbers by number: the same for any order in which they are asked
 * for (section 1.4 of the statistics text).
 *
 * Philox4x32-10 (Salmon et al., SC 2011): the key is the seed, the counter
 * (draw / 4, resample, stream, 0).
 */
#ifndef ANALYSIS_PHILOX_H
#define ANALYSIS_PHILOX_H

#include <stdint.h>

/* Four words of 32 bits from a counter and a key. */
void philox_block(
    const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

/* Where the numbers of one resample come from. */
struct philox {
	uint64_t seed;
	uint32_t resample, stream;
};

/* The draw-th word of 32 bits, draw < 2^34. */
uint32_t philox_word(const struct philox *philox, uint64_t draw);

/*
 * The draw-th whole number below bound, 0 < bound <= 2^32: word times bound by
 * 2^32. Its bias is below bound / 2^32.
 */
uint64_t philox_below(
    const struct philox *philox, uint64_t draw, uint64_t bound);

/*
 * The seed of one purpose of a case's metric: SplitMix64 of the run's seed
 * exclusive-or FNV-1a of case, 0, metric, 0, purpose. One case more changes no
 * other's numbers.
 */
uint64_t philox_seed(uint64_t run_seed, const char *case_id, const char *metric,
    const char *purpose);

#endif
