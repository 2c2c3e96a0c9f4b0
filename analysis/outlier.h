/*
 * Tukey's classes of outliers: they are counted, never removed.
 */
#ifndef ANALYSIS_OUTLIER_H
#define ANALYSIS_OUTLIER_H

#include <stddef.h>
#include <stdint.h>

/*
 * Mild: more than 1.5 interquartile ranges beyond a quartile (type 7), at
 * most 3. Severe: more than 3. A value on a fence is inside.
 */
struct outliers {
	uint64_t low_severe, low_mild, high_mild, high_severe;
};

enum outlier_class { OUTLIER_NONE, OUTLIER_MILD, OUTLIER_SEVERE };

/* The class of one value; outliers_count is the same, summed up. */
enum outlier_class outlier_class_of(double value, double q1, double q3);

struct outliers outliers_count(
    const double *sorted, size_t count, double q1, double q3);

#endif
