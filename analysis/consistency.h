/*
 * Do two runs of the same code agree, and how noisy is the machine?
 *
 * A case agrees when none of its judged metrics is said to have changed. Of m
 * cases without any change about one in twenty is called changed by chance, so
 * up to the 0.95 quantile of Bin(m, 0.05) may be. The machine's noise from run
 * to run is 1.4826 median|d| / √2 over the ratios exp(d) of the judged metrics
 * (statistics, section 9).
 */
#ifndef ANALYSIS_CONSISTENCY_H
#define ANALYSIS_CONSISTENCY_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/estimate.h"
#include "analysis/result.h"

struct consistency {
	uint64_t cases, changed, allowed;
	bool is_consistent;    /* changed <= allowed, and cases > 0 */
	bool is_other_machine; /* some were not judged, and do not count */
	struct estimate sigma; /* relative, one run; from two ratios on */
};

/* Of a judged result with a baseline. */
struct consistency consistency_of(const struct result *result);

/* The smallest k with P(Bin(n, p) <= k) >= level; 0 < p, level < 1. */
uint64_t consistency_allowed(uint64_t n, double p, double level);

#endif
