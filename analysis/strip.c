#include "analysis/strip.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

static double
duration(const struct record_system *system)
{
	return (double)(system->end_ns - system->start_ns);
}

/* NAN only where neither is known. */
static double
mean_of(double a, double a_weight, double b, double b_weight)
{
	double weight = a_weight + b_weight;

	if (isnan(a) || isnan(b))
		return isnan(a) ? b : a;
	if (!(weight > 0))
		return 0.5 * (a + b);
	return a * (a_weight / weight) + b * (b_weight / weight);
}

static double
sum_of(double a, double b)
{
	if (isnan(a) || isnan(b))
		return isnan(a) ? b : a;
	return a + b;
}

static struct record_system
join(const struct record_system *a, const struct record_system *b)
{
	double first = duration(a), second = duration(b);

	return (struct record_system){
	    .round = b->round,
	    .start_ns = a->start_ns,
	    .end_ns = b->end_ns > a->end_ns ? b->end_ns : a->end_ns,
	    .load = mean_of(a->load, first, b->load, second),
	    .others = mean_of(a->others, first, b->others, second),
	    .stolen = mean_of(a->stolen, first, b->stolen, second),
	    .cpu_stall = mean_of(a->cpu_stall, first, b->cpu_stall, second),
	    .io_stall = mean_of(a->io_stall, first, b->io_stall, second),
	    .memory_stall =
		mean_of(a->memory_stall, first, b->memory_stall, second),
	    .throttled = sum_of(a->throttled, b->throttled),
	    .clock_hz = mean_of(a->clock_hz, first, b->clock_hz, second),
	};
}

/* Half as many; an odd last one stays alone. */
static size_t
join_pairs(struct record_system *systems, size_t count)
{
	size_t i, left = 0;

	for (i = 0; i + 1 < count; i += 2)
		systems[left++] = join(&systems[i], &systems[i + 1]);
	if (i < count)
		systems[left++] = systems[i];
	return left;
}

const struct record_system *
strip_of(const struct record_system *systems, size_t count, size_t *kept,
    struct arena *arena)
{
	struct record_system *joined, *out;

	*kept = 0;
	if (count == 0)
		return NULL;
	joined = xmalloc(count * sizeof *joined);
	memcpy(joined, systems, count * sizeof *joined);
	while (count > STRIP_MOST)
		count = join_pairs(joined, count);
	out = arena_alloc(arena, count * sizeof *out);
	memcpy(out, joined, count * sizeof *out);
	free(joined);
	*kept = count;
	return out;
}
