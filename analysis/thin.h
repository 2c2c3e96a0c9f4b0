/*
 * Sorted values by fewer of them, so that what depends on their number, and is
 * dear to compute, is computed for a few numbers only.
 */
#ifndef ANALYSIS_THIN_H
#define ANALYSIS_THIN_H

#include <stddef.h>

/*
 * The greatest number up to count of which only the bits highest binary digits
 * are not 0. With 5 digits it is more than 15/16 of count.
 */
size_t thin_count(size_t count, unsigned bits);

/*
 * wanted of sorted[0..count) at even distances by rank, the least and the
 * greatest among them; 2 <= wanted <= count.
 */
void thin_sorted(
    const double *sorted, size_t count, double *out, size_t wanted);

#endif
