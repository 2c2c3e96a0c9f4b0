#include "collector/import_unit.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"

struct word {
	const char *text;
	double factor;
};

static const struct word times[] = {
    {"ns", 1},
    {"nsec", 1},
    {"nanosecond", 1},
    {"us", 1e3},
    {"µs", 1e3}, /* U+00B5 */
    {"μs", 1e3}, /* U+03BC */
    {"usec", 1e3},
    {"microsecond", 1e3},
    {"ms", 1e6},
    {"msec", 1e6},
    {"millisecond", 1e6},
    {"s", 1e9},
    {"sec", 1e9},
    {"second", 1e9},
    {"min", 60e9},
    {"minute", 60e9},
    {"h", 3600e9},
    {"hour", 3600e9},
    {NULL, 0},
};

static const struct word sizes[] = {
    {"B", 1},
    {"byte", 1},
    {"Byte", 1},
    {"kB", 1e3},
    {"KB", 1e3},
    {"MB", 1e6},
    {"GB", 1e9},
    {"TB", 1e12},
    {"KiB", 1024.0},
    {"MiB", 1048576.0},
    {"GiB", 1073741824.0},
    {"TiB", 1099511627776.0},
    {NULL, 0},
};

/* What is counted by the second. */
static const struct word events[] = {
    {"", 1},
    {"1", 1},
    {"op", 1},
    {"iter", 1},
    {"iteration", 1},
    {"it", 1},
    {"call", 1},
    {"req", 1},
    {"request", 1},
    {"query", 1},
    {"queries", 1},
    {"transaction", 1},
    {"event", 1},
    {"item", 1},
    {"elem", 1},
    {"element", 1},
    {"run", 1},
    {"kop", 1e3},
    {"Mop", 1e6},
    {NULL, 0},
};

static const struct word plain[] = {
    {"", 1}, {"1", 1}, {"unit", 1}, {"count", 1}, {NULL, 0}};

/* The whole of text[0..length) is a word of the table, or its plural. */
static bool
is_word(
    const struct word *words, const char *text, size_t length, double *factor)
{
	size_t own;

	for (; words->text != NULL; words++) {
		own = strlen(words->text);
		/* "ms" is no plural of "m", and one letter has none. */
		if ((length == own ||
			(own > 1 && length == own + 1 && text[own] == 's')) &&
		    strncmp(words->text, text, own) == 0) {
			*factor = words->factor;
			return true;
		}
	}
	return false;
}

/* What stands behind the slash is only how often it was done. */
static bool
is_each(const char *text)
{
	double ignored;

	return is_word(events, text, strlen(text), &ignored);
}

static struct import_unit
rate_of(const char *text, size_t length, double per_ns, struct arena *arena)
{
	struct import_unit unit = {"throughput", "1/s", 1, BETTER_HIGHER};
	double factor;

	if (is_word(sizes, text, length, &factor))
		unit.unit = "B/s";
	else if (!is_word(events, text, length, &factor))
		return (struct import_unit){
		    "throughput", arena_strdup(arena, text), 1, BETTER_HIGHER};
	unit.factor = factor * 1e9 / per_ns;
	return unit;
}

struct import_unit
import_unit_of(const char *text, struct arena *arena)
{
	static const char *const shorts[] = {"fps", "qps", "rps", "tps"};
	const char *slash = strrchr(text, '/');
	size_t length = slash == NULL ? strlen(text) : (size_t)(slash - text);
	struct import_unit unit = {"value", "1", 1, BETTER_LOWER};
	double factor;
	size_t i;

	if (slash != NULL &&
	    is_word(times, slash + 1, strlen(slash + 1), &factor))
		return rate_of(text, length, factor, arena);
	for (i = 0; i < sizeof shorts / sizeof *shorts; i++)
		if (strcmp(text, shorts[i]) == 0)
			return (struct import_unit){
			    "throughput", "1/s", 1, BETTER_HIGHER};
	if (slash != NULL && !is_each(slash + 1))
		length = strlen(text);
	if (is_word(times, text, length, &unit.factor)) {
		unit.metric = "time";
		unit.unit = "ns";
	} else if (is_word(sizes, text, length, &unit.factor)) {
		unit.metric = "memory";
		unit.unit = "B";
	} else if (!is_word(plain, text, strlen(text), &unit.factor)) {
		unit.unit = arena_strdup(arena, text);
	}
	return unit;
}
