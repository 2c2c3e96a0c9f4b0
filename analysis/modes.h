/*
 * The modes of a case's values (modality.h), with weights that are kept from
 * one case to the next.
 *
 * The values are those of one unit of independence: the samples of a single
 * launch, those of launches of one sample each, or the medians of launches.
 * Of more than MODES_EXACT, a number of three binary digits is looked at, at
 * most MODES_MOST; weights and medians are those of all values.
 */
#ifndef ANALYSIS_MODES_H
#define ANALYSIS_MODES_H

#include "analysis/modality.h"
#include "base/vec.h"

struct arena;

enum { MODES_EXACT = 128, MODES_BITS = 3, MODES_MOST = 1024, MODES_SLOTS = 67 };

/* Zeroed is empty and valid. */
struct modes_desk {
	struct modality_desk *slots[MODES_SLOTS]; /* or NULL */
	VEC(double) thinned;
};

/*
 * The modes of sorted[0..count), in the arena, if there are at least two; else
 * NULL, and *found is 0. Equal values are spread over resolution, or over the
 * smallest distance between two values if that is 0; or if that is greater,
 * and there are three different values or more and all are so far apart or a
 * multiple of it: then the clock was coarser than it said.
 */
const struct mode *modes_find(struct modes_desk *desk, const double *sorted,
    size_t count, double resolution, struct arena *arena, size_t *found);

void modes_release(struct modes_desk *desk);

#endif
