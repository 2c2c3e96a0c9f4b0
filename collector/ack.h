/*
 * Accepted changes: perfolio.ack.yaml, a list that lives beside the code.
 *
 *     - {case: search/packages=1000, commit: 4f2c9d1, reason: checks
 * signatures}
 *     - {cases: "^parse/", metric: time, commit: v2.2..v2.3, reason: …,
 *        link: https://…, until: 2027-01-31}
 *
 * What is accepted does not alarm and stays visible with its reason.
 */
#ifndef COLLECTOR_ACK_H
#define COLLECTOR_ACK_H

#include "base/arena.h"
#include "collector/key.h"

struct err;
struct regex;

extern const struct key_table ack_keys;

/* NULL is "not given" throughout. */
struct ack {
	const char *case_id; /* this, or a pattern; never both */
	const char *pattern; /* PCRE2, searched in the id */
	struct regex *regex; /* of pattern; the list's */
	const char *metric;  /* else any */
	/* After from (else to alone), up to and with to: names git knows. */
	const char *from, *to;
	const char *reason, *link;
	const char *until; /* the last day on which it holds, "2027-01-31" */
	const char *place; /* "FILE:LINE:COLUMN" */
	bool is_unknown;   /* git knows no commit of that name */
};

struct ack_list {
	struct arena arena;
	struct ack *items;
	size_t count;
};

/* A file that is empty holds none. The list is to be released either way. */
int ack_list_read(struct ack_list *list, const char *path, struct err *err);

/*
 * Is it about the metric of a case, on a day ("2026-11-21" and what may
 * follow)? The commits are another matter.
 */
bool ack_is_about(const struct ack *ack, const char *case_id,
    const char *metric, const char *day);

/* Is its last day, if it has one, before that day? */
bool ack_is_over(const struct ack *ack, const char *day);

/* The line that ack_list_read reads as that ack, in arena. */
const char *ack_print(struct arena *arena, const struct ack *ack);

/* A day of the calendar, YYYY-MM-DD. */
bool ack_is_day(const char *text);

void ack_list_release(struct ack_list *list);

#endif
