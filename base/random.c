#include "base/random.h"

#include <sys/random.h>
#include <time.h>

uint64_t
random_next(struct random *random)
{
	uint64_t z = random->state += 0x9E3779B97F4A7C15u;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

uint64_t
random_below(struct random *random, uint64_t bound)
{
	uint64_t limit = UINT64_MAX - UINT64_MAX % bound, word;

	do
		word = random_next(random);
	while (word >= limit);
	return word % bound;
}

void
random_shuffle(struct random *random, size_t *order, size_t count)
{
	size_t i, j, kept;

	for (i = count; i > 1; i--) {
		j = random_below(random, i);
		kept = order[i - 1];
		order[i - 1] = order[j];
		order[j] = kept;
	}
}

uint64_t
random_hash(const char *text)
{
	uint64_t hash = 0xCBF29CE484222325u;

	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * 0x100000001B3u;
	return hash;
}

uint64_t
random_entropy(void)
{
	uint64_t word;
	struct timespec now;

	if (getrandom(&word, sizeof word, 0) == (ssize_t)sizeof word)
		return word;
	clock_gettime(CLOCK_REALTIME, &now);
	return (uint64_t)now.tv_sec * 1000000007u + (uint64_t)now.tv_nsec;
}
