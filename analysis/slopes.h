/*
 * All slopes between two of a row of values: their order without writing them
 * out.
 *
 * The slopes not above x are those pairs that do not rise once x times the
 * time is taken away. Rows put into order for one x are nearly in order for
 * another one near it, so that going there is cheap, and each swap on the way
 * is a slope between the two (Matoušek, Information Processing Letters 39,
 * 1991; Dillencourt, Mount and Netanyahu, 1992).
 */
#ifndef ANALYSIS_SLOPES_H
#define ANALYSIS_SLOPES_H

#include <stddef.h>
#include <stdint.h>

struct slopes;

/*
 * values[0..count), finite, were taken at times, which rise; NULL: 0, 1, 2, ….
 * count >= 2. The caller frees it.
 */
struct slopes *slopes_new(
    const double *values, const double *times, size_t count);

uint64_t slopes_total(const struct slopes *slopes);

/*
 * The slope at rank, counted from 0, in order of size: exact but for slopes
 * that differ by less than value - slope * time can tell. The pairs that are
 * drawn to begin with depend on the count alone. O(n log n) expected; where
 * many slopes are equal and not 0, up to 64 times that.
 */
double slopes_at(struct slopes *slopes, uint64_t rank);

void slopes_free(struct slopes *slopes);

#endif
