/*
 * Which field of a result is which key of report.json: one table a struct,
 * for the writer and the reader alike. Nobody else includes it.
 */
#ifndef ANALYSIS_RESULT_MEMBERS_H
#define ANALYSIS_RESULT_MEMBERS_H

#include <cjson/cJSON.h>
#include <stddef.h>

struct err;

enum member_type {
	MEMBER_WHOLE,    /* uint64_t */
	MEMBER_SOME,     /* uint64_t, null if it is 0 */
	MEMBER_TRUTH,    /* bool */
	MEMBER_NUMBER,   /* double */
	MEMBER_KNOWN,    /* double, null if it is NAN */
	MEMBER_ESTIMATE, /* struct estimate, null if it does not exist */
	MEMBER_LOW,      /* struct interval's lower end */
	MEMBER_HIGH      /* and its upper one, which comes behind */
};

struct member {
	const char *key; /* NULL ends a table */
	enum member_type type;
	size_t offset;
};

extern const struct member counts_members[];   /* struct result_counts */
extern const struct member summary_members[];  /* struct summary */
extern const struct member outliers_members[]; /* struct outliers */
extern const struct member ratio_members[];    /* struct comparison */
extern const struct member side_members[];     /* the same, always there */
extern const struct member budget_members[];   /* struct budget_result */
extern const struct member claim_members[];    /* struct claim_result */
extern const struct member mean_members[];     /* struct mean_change */
extern const struct member shift_members[];    /* struct machine_shift */
extern const struct member system_members[];   /* struct record_system */

/* Adds the members of item to object. */
void members_print(const struct member *table, const void *item, cJSON *object);

/* Sets the fields of item; -1 names a key that is missing or wrong. */
int members_parse(const struct member *table, const cJSON *object, void *item,
    struct err *err);

#endif
