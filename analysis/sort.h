/*
 * Sorting of doubles: libc's qsort takes ten times as long and promises no
 * order among equals.
 */
#ifndef ANALYSIS_SORT_H
#define ANALYSIS_SORT_H

#include <stddef.h>

/*
 * Sorts values (no NaN) upwards. spare has room for count values and holds
 * nothing of use afterwards. Insertion up to 32, merging up to 1,024, beyond
 * that six counting passes over 11 bits.
 *
 * -0 and 0 are equal; which of them comes first is not said.
 */
void sort_doubles(double *values, size_t count, double *spare);

#endif
