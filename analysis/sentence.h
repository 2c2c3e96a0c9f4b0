/*
 * Numbers and names for the sentences that give the reason of a status: the
 * only words the analysis makes of numbers. All text is in the arena.
 */
#ifndef ANALYSIS_SENTENCE_H
#define ANALYSIS_SENTENCE_H

#include <stddef.h>

#include "analysis/estimate.h"
#include "collector/metric.h"

struct arena;

/* "12.34 ms"; a rate as "95 %". Four significant digits. */
const char *sentence_value(
    struct arena *arena, const struct metric *metric, double value);

/* "4.2 %", "31 %": below 10 % with one decimal, all there are below 0.1 %. */
const char *sentence_share(struct arena *arena, double share);

/*
 * A ratio as "+31 %", with its interval "+31 % [+28, +34]", and one decimal
 * where that says something; from double on as "2.31× [2.20, 2.42]".
 */
const char *sentence_change(
    struct arena *arena, double ratio, const struct interval *interval);

/* "60×", "59.81×": a factor, with its interval if that exists. */
const char *sentence_factor(
    struct arena *arena, double factor, const struct interval *interval);

/* Foreign text, cut and without control characters. */
const char *sentence_name(struct arena *arena, const char *name);

/* How many items of a list are looked at. */
enum { SENTENCE_LIST_MAX = 4 };

/* "a", "a and b", "a, b, c and d", "a, b, c and 4 more". */
const char *sentence_list(
    struct arena *arena, const char *const *items, size_t count);

/* "1 case", "2 cases". */
const char *sentence_count(
    struct arena *arena, size_t count, const char *one, const char *many);

#endif
