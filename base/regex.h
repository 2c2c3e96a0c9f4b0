/*
 * Perl-compatible patterns with bounded effort.
 *
 * Patterns are UTF-8, and ^ and $ are the ends of a line. Text may be any
 * bytes; those that are not UTF-8, and NUL, count as U+FFFD. The effort for one
 * text is bounded by its length and by PCRE2's own limits, so every call comes
 * back: a pattern that needs more is "too costly on this text".
 */
#ifndef BASE_REGEX_H
#define BASE_REGEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct err;
struct regex;

/* Compiles a pattern; NULL with the place of the fault in err. */
struct regex *regex_new(const char *pattern, struct err *err);
void regex_free(struct regex *regex);

/*
 * 1 when the pattern is found in text, 0 when not, -1 when it takes too many
 * steps to tell.
 */
int regex_search(const struct regex *regex, const char *text, size_t length,
    struct err *err);

/* How many groups it has, and whether the group number has a name. */
uint32_t regex_group_count(const struct regex *regex);
bool regex_has_name(const struct regex *regex, const char *name);
const char *regex_group_name(const struct regex *regex, uint32_t number);

/* All matches in a text, from the first to the last; none overlap. */
struct regex_walk {
	const struct regex *regex;
	const char *text;
	size_t length, at;
	bool is_empty; /* the last match was */
	size_t seen;   /* where the last step was */
	uint64_t steps_left;
	struct buf clean;
};

struct regex_span {
	const char *text;
	size_t length;
};

/* Regex and text must outlive it, and it has the regex for itself. */
void regex_walk_init(struct regex_walk *walk, const struct regex *regex,
    const char *text, size_t length);

/* 1: the next match; 0: no more; -1 as in regex_search. */
int regex_walk_next(struct regex_walk *walk, struct err *err);

/*
 * What a group of the match caught, 0 being the whole of it; false when it
 * took no part. Of several groups of one name the first that took part counts.
 * The span lives as long as the walk.
 */
bool regex_walk_group(
    const struct regex_walk *walk, uint32_t number, struct regex_span *span);
bool regex_walk_named(
    const struct regex_walk *walk, const char *name, struct regex_span *span);

void regex_walk_release(struct regex_walk *walk);

#endif
