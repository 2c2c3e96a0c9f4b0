/*
 * The words of a report: statuses, verdicts, flags, and text from outside
 * made fit to be shown.
 */
#ifndef OUTPUT_WORDING_H
#define OUTPUT_WORDING_H

#include "analysis/result.h"

struct arena;
struct buf;

/*
 * A word with its sign and its tone. The sign differs in shape, so that the
 * colour, which follows from the tone, never carries the meaning alone.
 */
struct wording {
	const char *word; /* "failed" */
	const char *sign; /* one character */
	const char *tone; /* "good", "warn", "bad" or "plain" */
};

struct wording wording_of_case(const struct result_case *item);
struct wording wording_of_verdict(enum result_verdict verdict);
struct wording wording_of_note(enum note_level level);

/* What a flag of enum result_flag says, by its bit index. */
struct wording_flag {
	const char *word;     /* "few samples" */
	const char *sentence; /* what it means */
	const char *advice;   /* what to do about it, NULL: nothing */
};

const struct wording_flag *wording_of_flag(unsigned index);

/* The flags that are worth a word: few samples says it of the interval too. */
unsigned wording_flags(unsigned raised);

/*
 * True when a case had a precision to reach, and its launches or its time
 * came to an end before.
 */
bool wording_is_imprecise(const struct result_case *item);

/* "± 1.8 %" of what was reached; NULL where that is not known. */
const char *wording_reached(
    const struct result_case *item, struct arena *arena);

/* "less precise than asked for", as the flags have it. */
extern const struct wording_flag wording_imprecise;

/* "22 of 23 cases measured, 1 failed (allowed)." */
const char *wording_summary(const struct result *result, struct arena *arena);

/* A fact's name as a label: "cpu" is "CPU", "huge_pages" "Huge pages". */
const char *wording_label(const char *name, struct arena *arena);

/*
 * Text on one line, without control characters: they appear as \n, \x1B.
 * The text itself where there are none, else a copy in the arena.
 */
const char *wording_line(const char *text, struct arena *arena);

/* The same, but a line break or tab is a space. */
const char *wording_flat(const char *text, struct arena *arena);

/* The same, but line breaks and tabs stay, and CR LF is a line break. */
const char *wording_block(const char *text, struct arena *arena);

/* "3 regressed, 1 improved" under construction. */
struct wording_list {
	struct buf *out;
	const char *separator; /* ", " */
	bool has_begun;
};

/* Adds "3 regressed"; nothing of 0. */
void wording_list_add(
    struct wording_list *list, uint64_t count, const char *word);

/* Adds text with at most max characters, the middle replaced by "…". */
void wording_cut(struct buf *out, const char *text, size_t max);

#endif
