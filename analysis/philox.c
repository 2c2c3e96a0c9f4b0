#include "analysis/philox.h"

#include "base/random.h"

enum { ROUNDS = 10 };

static const uint64_t FNV_START = 0xCBF29CE484222325u;
static const uint64_t FNV_PRIME = 0x100000001B3u;

void
philox_block(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4])
{
	uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2];
	uint32_t c3 = counter[3], k0 = key[0], k1 = key[1];
	uint64_t first, second;
	int round;

	for (round = 0; round < ROUNDS; round++) {
		first = (uint64_t)c0 * 0xD2511F53u;
		second = (uint64_t)c2 * 0xCD9E8D57u;
		c0 = (uint32_t)(second >> 32) ^ c1 ^ k0;
		c1 = (uint32_t)second;
		c2 = (uint32_t)(first >> 32) ^ c3 ^ k1;
		c3 = (uint32_t)first;
		k0 += 0x9E3779B9u;
		k1 += 0xBB67AE85u;
	}
	out[0] = c0;
	out[1] = c1;
	out[2] = c2;
	out[3] = c3;
}

uint32_t
philox_word(const struct philox *philox, uint64_t draw)
{
	const uint32_t counter[] = {
	    (uint32_t)(draw / 4), philox->resample, philox->stream, 0};
	const uint32_t key[] = {
	    (uint32_t)philox->seed, (uint32_t)(philox->seed >> 32)};
	uint32_t words[4];

	philox_block(counter, key, words);
	return words[draw % 4];
}

uint64_t
philox_below(const struct philox *philox, uint64_t draw, uint64_t bound)
{
	return philox_word(philox, draw) * bound >> 32;
}

/* FNV-1a, going on. */
static uint64_t
hash_text(uint64_t hash, const char *text)
{
	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * FNV_PRIME;
	return hash;
}

uint64_t
philox_seed(uint64_t run_seed, const char *case_id, const char *metric,
    const char *purpose)
{
	uint64_t hash = hash_text(FNV_START, case_id);
	struct random random;

	/* A byte of 0 changes nothing before the product. */
	hash = hash_text(hash * FNV_PRIME, metric);
	hash = hash_text(hash * FNV_PRIME, purpose);
	random.state = run_seed ^ hash;
	return random_next(&random);
}
