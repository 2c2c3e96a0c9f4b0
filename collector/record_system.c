#include "collector/record_members.h"

#include <math.h>
#include <stddef.h>

#include "base/err.h"
#include "base/json.h"

/* The numbers a system line may lack, and the most each can be. */
static const struct {
	const char *key;
	size_t offset;
	double most;
} numbers[] = {
    {"load", offsetof(struct record_system, load), (double)INFINITY},
    {"others", offsetof(struct record_system, others), 1},
    {"stolen", offsetof(struct record_system, stolen), 1},
    {"cpu_stall", offsetof(struct record_system, cpu_stall), 1},
    {"io_stall", offsetof(struct record_system, io_stall), 1},
    {"memory_stall", offsetof(struct record_system, memory_stall), 1},
    {"throttled", offsetof(struct record_system, throttled), (double)INFINITY},
    {"clock_hz", offsetof(struct record_system, clock_hz), (double)INFINITY},
};

enum { NUMBER_COUNT = sizeof numbers / sizeof *numbers };

static double
number_of(const struct record_system *system, size_t i)
{
	return *(const double *)((const char *)system + numbers[i].offset);
}

void
record_system_print(const struct record_system *system, cJSON *object)
{
	size_t i;

	json_add_u64(object, "round", system->round);
	json_add_u64(object, "start", system->start_ns);
	json_add_u64(object, "end", system->end_ns);
	for (i = 0; i < NUMBER_COUNT; i++)
		if (isfinite(number_of(system, i)))
			json_add_double(
			    object, numbers[i].key, number_of(system, i));
}

static int
parse_number(const cJSON *object, const char *key, double most, double *value,
    struct err *err)
{
	*value = (double)NAN;
	if (json_get_double(object, key, value, err) < 0)
		return -1;
	if (*value < 0)
		return err_set(err, "\"%s\" must not be negative", key);
	if (*value > most)
		return err_set(err, "\"%s\" must be from 0 to 1", key);
	return 0;
}

int
record_system_parse(
    const cJSON *object, struct record_system *system, struct err *err)
{
	double *value;
	size_t i;

	*system = (struct record_system){0};
	if (json_get_u64(object, "round", &system->round, err) < 0 ||
	    json_get_u64(object, "start", &system->start_ns, err) < 0 ||
	    json_get_u64(object, "end", &system->end_ns, err) < 0)
		return -1;
	if (system->end_ns < system->start_ns)
		return err_set(err, "\"end\" lies before \"start\"");
	for (i = 0; i < NUMBER_COUNT; i++) {
		value = (double *)((char *)system + numbers[i].offset);
		if (parse_number(object, numbers[i].key, numbers[i].most, value,
			err) < 0)
			return -1;
	}
	return 0;
}
