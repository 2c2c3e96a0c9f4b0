#include "collector/conditions.h"

#include <math.h>

#include "base/moment.h"

enum { EVERY_NS = 1000000000 };

void
conditions_begin(struct conditions *conditions, uint64_t started_ns)
{
	*conditions = (struct conditions){.started_ns = started_ns};
	conditions_read(&conditions->last);
}

/* Counters of several processors may run apart a little, or backwards. */
static double
share(double part, double whole)
{
	double value = part / whole;

	if (isnan(value) || whole <= 0)
		return (double)NAN;
	return value < 0 ? 0 : value > 1 ? 1 : value;
}

void
conditions_between(const struct conditions_reading *from,
    const struct conditions_reading *to, double launched_ns,
    struct record_system *out)
{
	double elapsed = (double)(to->clock_ns - from->clock_ns);
	double all = elapsed * to->processors;
	double own = to->own_ns - from->own_ns + launched_ns;

	if (elapsed < CONDITIONS_SHORTEST_NS)
		all = (double)NAN;
	out->load = to->load;
	out->others = share(to->busy_ns - from->busy_ns - own, all);
	out->stolen = share(to->stolen_ns - from->stolen_ns, all);
	out->cpu_stall = share(to->cpu_stall_ns - from->cpu_stall_ns, elapsed);
	out->io_stall = share(to->io_stall_ns - from->io_stall_ns, elapsed);
	out->memory_stall =
	    share(to->memory_stall_ns - from->memory_stall_ns, elapsed);
	out->throttled = to->throttles - from->throttles;
	/* A processor that was switched off takes its count with it. */
	if (out->throttled < 0)
		out->throttled = (double)NAN;
	out->clock_hz = to->clock_hz;
}

static uint64_t
since(uint64_t start_ns, uint64_t clock_ns)
{
	return clock_ns > start_ns ? clock_ns - start_ns : 0;
}

bool
conditions_round(struct conditions *conditions, uint64_t round, bool is_last,
    struct record_system *out)
{
	struct conditions_reading now;

	if (!is_last &&
	    moment_clock_ns() < conditions->last.clock_ns + EVERY_NS)
		return false;
	conditions_read(&now);
	*out = (struct record_system){
	    .round = round,
	    .start_ns =
		since(conditions->started_ns, conditions->last.clock_ns),
	    .end_ns = since(conditions->started_ns, now.clock_ns),
	};
	conditions_between(
	    &conditions->last, &now, conditions->launched_ns, out);
	conditions->last = now;
	conditions->launched_ns = 0;
	return true;
}
