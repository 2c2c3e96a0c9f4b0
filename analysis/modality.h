/*
 * Modes: the heights at which values pile up.
 *
 * The lowland algorithm (Akinshin, "Lowland multimodality detection", 2020;
 * section 6.3 of the statistics text): MODALITY_BINS bins between quantiles
 * (harrell_davis.h) hold the same share of the values each, so that a narrow
 * bin is a high one. A peak is a bin higher than the one before and not lower
 * than the one behind. Water is poured between two peaks up to the lower one;
 * where less than half of what lies below its surface is ground, they are two
 * modes, cut at the lowest bin between them.
 *
 * Equal values would be infinitely high. Each group of m is first spread over
 * the resolution: its i-th member is moved by ((i + 1/2) / m - 1/2) of it.
 */
#ifndef ANALYSIS_MODALITY_H
#define ANALYSIS_MODALITY_H

#include <stddef.h>

#include "analysis/harrell_davis.h"

enum {
	MODALITY_BINS = 100,
	MODALITY_MIN = 50, /* values; of fewer nothing is said */
	/*
	 * Of more values, as many quantiles of type 7 are looked at, at even
	 * distances from the least to the greatest.
	 */
	MODALITY_VALUES = 10000,
	MODALITY_MODES_MAX = 50
};

struct mode {
	double location;  /* the middle of its highest bin */
	double weight;    /* share of the values */
	double median;    /* of its values */
	double low, high; /* the least and the greatest of them */
};

/* In the order of location. At least one from MODALITY_MIN values on. */
struct modality {
	struct mode modes[MODALITY_MODES_MAX];
	size_t count;
};

/*
 * Remembers the weights of MODALITY_BINS - 1 quantiles for one n. Zeroed is
 * empty and valid.
 */
struct modality_desk {
	struct harrell_davis weights[MODALITY_BINS - 1];
};

void modality_desk_release(struct modality_desk *desk);

/*
 * sorted[0..count) is finite. resolution is that of the values; 0: the
 * smallest distance between two of them. O(count + 100 √count), once for a
 * count 100 √count evaluations of a distribution.
 */
struct modality modality_of(struct modality_desk *desk, const double *sorted,
    size_t count, double resolution);

#endif
