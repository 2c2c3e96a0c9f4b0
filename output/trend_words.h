/*
 * A history in words: where it changed, by how much, how sure that is.
 *
 * Numbers are scaled and rounded here, once; text from outside is made fit to
 * be shown on one line. All texts are in arena.
 */
#ifndef OUTPUT_TREND_WORDS_H
#define OUTPUT_TREND_WORDS_H

#include <stddef.h>

#include "analysis/timeline.h"

struct arena;
struct wording_list;

/* A history and what it is of. Strings of any content. */
struct text_trend {
	const char *name;   /* a case, or a column */
	const char *metric; /* NULL: none is named */
	const char *unit;   /* "1" */
	const char *line;   /* whose: "shop, ci-large"; NULL: there is one */
	const struct timeline *timeline;
	const struct timeline_run *runs;
	size_t run_count;
	uint32_t since; /* runs before it are not told of */
};

/* "4f3a12c0aa11 2026-10-02"; the index where nothing else is known. */
const char *trend_words_run(
    const struct text_trend *trend, uint32_t run, struct arena *arena);

/*
 * "81bc03d1a7e2 .. 4f3a12c0aa11 2026-10-02": the last before and the first
 * after; the run's index where nothing else is known.
 */
const char *trend_words_between(const struct text_trend *trend,
    const struct timeline_change *change, struct arena *arena);

/*
 * "+2.1 % [+1.5, +2.6]"; "2.31× [2.28, 2.35]" from twice or half on; "+3.2 ms"
 * where there is no ratio.
 */
const char *trend_words_change(const struct timeline_change *change,
    const char *unit, struct arena *arena);

/* "worse, critical, suspected; 119 … 123 possible" */
const char *trend_words_seen(const struct text_trend *trend,
    const struct timeline_change *change, struct arena *arena);

/*
 * "too short to say (8 runs needed)", or since the environment changed. Its
 * shape is TIMELINE_SHORT.
 */
const char *trend_words_short(const struct timeline *timeline);

/* Histories that are too short, some only since the environment changed. */
struct trend_short {
	size_t count, cut;              /* all, those */
	const struct timeline *longest; /* the first of two alike */
};

void trend_short_add(struct trend_short *few, const struct timeline *timeline);

/* Adds "2 too short to say (8 runs needed)", and likewise those cut. */
void trend_short_list(const struct trend_short *few, struct wording_list *list);

/*
 * "+0.031 % a run [+0.028, +0.034], +6.4 % over 200 of 240 runs, since the
 * environment changed: worse; at that rate the limit is reached in 31 runs". It
 * has a drift.
 */
const char *trend_words_drift(
    const struct text_trend *trend, struct arena *arena);

/* "it jumps between 100 ms and 120 ms throughout (…)". It has modes. */
const char *trend_words_modes(
    const struct text_trend *trend, struct arena *arena);

#endif
