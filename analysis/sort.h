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

/*
 * Sorts rows * length values that stand in rows of length sorted ones each, by
 * merging the rows. spare has room for all of them.
 */
void sort_rows(double *values, size_t rows, size_t length, double *spare);

#endif
