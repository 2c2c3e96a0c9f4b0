/*
 * Units as other tools write them: "ms/op", "ops/sec", "MB/s", "seconds".
 */
#ifndef COLLECTOR_IMPORT_UNIT_H
#define COLLECTOR_IMPORT_UNIT_H

#include "base/unit.h"

struct arena;

struct import_unit {
	const char *metric; /* that such a unit measures; "value" if any may */
	const char *unit;   /* base unit, or the text as it is */
	double factor;      /* into the base unit */
	enum better better; /* rates are better higher */
};

/*
 * What is per iteration, call or operation is a time or a size like any. Text
 * is copied into arena where it is kept.
 */
struct import_unit import_unit_of(const char *text, struct arena *arena);

#endif
