#include "analysis/disturbance.h"

static const struct {
	double limit;
	size_t offset;
} kinds[DISTURBANCE_KINDS] = {
#define KIND(limit, field)                                                     \
	{                                                                      \
		limit, offsetof(struct record_system, field)                   \
	}
    [DISTURBANCE_OTHERS] = KIND(0.1, others),
    [DISTURBANCE_STOLEN] = KIND(0.02, stolen),
    [DISTURBANCE_HEAT] = KIND(0, throttled),
    [DISTURBANCE_STORAGE] = KIND(0.1, io_stall),
    [DISTURBANCE_MEMORY] = KIND(0.1, memory_stall),
#undef KIND
};

static double
amount_of(enum disturbance_kind kind, const struct record_system *system)
{
	const char *field = (const char *)system + kinds[kind].offset;

	return *(const double *)(const void *)field;
}

/* What a record weighs: its time, or heat's every event as much. */
static double
weight_of(enum disturbance_kind kind, const struct record_system *system)
{
	if (kind == DISTURBANCE_HEAT || system->end_ns <= system->start_ns)
		return 1;
	return (double)(system->end_ns - system->start_ns);
}

static uint64_t
first_round(const struct record_system *systems, size_t i)
{
	uint64_t before = i == 0 ? 0 : systems[i - 1].round;

	return before < systems[i].round ? before + 1 : systems[i].round;
}

bool
disturbance_find(enum disturbance_kind kind,
    const struct record_system *systems, size_t count,
    struct disturbance *worst)
{
	double most = 0, lost, weight;
	uint64_t stretches = 0;
	size_t from, to;

	for (from = 0; from < count; from = to) {
		lost = weight = 0;
		for (to = from; to < count && amount_of(kind, &systems[to]) >
						  kinds[kind].limit;
		     to++) {
			lost += amount_of(kind, &systems[to]) *
				weight_of(kind, &systems[to]);
			weight += weight_of(kind, &systems[to]);
		}
		if (to == from) {
			to++;
			continue;
		}
		stretches++;
		if (lost <= most)
			continue;
		most = lost;
		worst->first_round = first_round(systems, from);
		worst->last_round = systems[to - 1].round;
		worst->amount = kind == DISTURBANCE_HEAT ? lost : lost / weight;
	}
	worst->stretches = stretches;
	return stretches > 0;
}
