/*
 * Reproducible randomness: the same seed gives the same numbers everywhere.
 *
 * SplitMix64 (Steele, Lea, Flood, OOPSLA 2014) and FNV-1a (Fowler, Noll, Vo).
 */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct random {
	uint64_t state; /* any value is a seed */
};

uint64_t random_next(struct random *random);

/* A whole number in [0, bound), bound > 0, without modulo bias. */
uint64_t random_below(struct random *random, uint64_t bound);

/* Puts order[0..count) into a random order (Fisher and Yates). */
void random_shuffle(struct random *random, size_t *order, size_t count);

/* FNV-1a, 64 bits. */
uint64_t random_hash(const char *text);

/* From the system's entropy: for ids and for a seed nobody gave. */
uint64_t random_entropy(void);

#endif
