/*
 * Families: cases of one benchmark that differ in one parameter alone, whose
 * values are positive numbers. A case is in one for each such parameter.
 *
 * With --against the base's cases are in none of their own: they are the
 * baseline of those that name them.
 */
#ifndef ANALYSIS_FAMILY_H
#define ANALYSIS_FAMILY_H

#include "analysis/result.h"
#include "base/vec.h"

struct family_member {
	const struct result_case *item;
	double size; /* the parameter's value */
};

struct family {
	const char *over;                  /* the parameter; text of a case */
	VEC(struct family_member) members; /* by size, then as in the result */
};

struct families {
	VEC(struct family) list; /* in the order of their first members */
};

/*
 * Families over that parameter; over NULL: over all. The result outlives
 * them. A zeroed struct is empty and valid.
 */
void families_find(
    struct families *families, const struct result *result, const char *over);

void families_release(struct families *families);

/* The parameters of its members without the one they differ in, in arena. */
const struct pair *family_params(
    const struct family *family, struct arena *arena, size_t *count);

#endif
