/*
 * Numbers that may not exist: too few samples, not available.
 */
#ifndef ANALYSIS_ESTIMATE_H
#define ANALYSIS_ESTIMATE_H

#include <stdbool.h>

struct estimate {
	bool exists;
	double value;
};

struct interval {
	bool exists;
	double low, high;
};

#endif
