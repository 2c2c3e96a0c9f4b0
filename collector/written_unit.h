/*
 * Numbers and units as programs print them: "12.5 ms", "3MiB", "98%".
 *
 * Known are ns us µs ms s min h (base unit ns), B kB KB MB GB TB (powers of
 * 1000) and KiB MiB GiB TiB (of 1024; base unit B), and k M G % (base unit 1).
 */
#ifndef COLLECTOR_WRITTEN_UNIT_H
#define COLLECTOR_WRITTEN_UNIT_H

#include <stdbool.h>
#include <stddef.h>

struct err;

/* The largest absolute value a sample may have: its sums stay finite. */
#define WRITTEN_MAX 1e300

struct written_unit {
	const char *base;       /* "ns", "B" or "1" */
	double factor, divisor; /* in the base unit: * factor / divisor */
};

/* The unit of that name, NULL if it is none of the known ones. */
const struct written_unit *written_unit_find(const char *text, size_t length);

/*
 * The scale of text as a unit of a metric that is kept in base: a known unit
 * of that base; the base itself; k, M or G of a user's own base ("k" or
 * "kreq" for "req"). -1: "unknown unit …" or one of another kind.
 */
int written_unit_scale(const char *text, size_t length, const char *base,
    struct written_unit *unit, struct err *err);

/*
 * The whole text as one decimal number, spaces around it allowed, without
 * thousands separators. -1: "… is no number …".
 */
int written_number(
    const char *text, size_t length, double *value, struct err *err);

/* A number in that unit as a sample; -1 if it is too large for one. */
int written_value(double number, const struct written_unit *unit, double *value,
    struct err *err);

#endif
