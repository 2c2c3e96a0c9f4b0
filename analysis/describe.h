/*
 * The samples of one case in one metric, summed up.
 *
 * Three cases, by launches k and samples n:
 * - k = 1, n > 1: the samples follow one another in one process. From five on
 *   both intervals count only n_eff of them (moments_effective_count): the
 *   mean's has n_eff in place of n, the median's both arms times √(n / n_eff).
 * - k = n: independent samples, plain intervals.
 * - 2 <= k < n: a launch counts as one value. The mean is the mean of launch
 *   means, with their t interval; the median is the median of launch medians,
 *   with their interval from k = 6 on, below that the t interval of their
 *   logarithms, flagged ci-below-nominal. n_eff does not exist.
 * Deviations, quartiles and quantiles are those of all samples that count:
 * a launch's warm-up (warmup.h) counts nowhere, not even in n. The
 * autocorrelation is that of the values the intervals are made of: samples in
 * the first two cases, launch medians in the third.
 *
 * The median's interval of two to five values is [min, max]; median_level is
 * its confidence, 1 - 2^(1 - n), flagged ci-below-nominal.
 *
 * p90, p95 and p99 exist when at least one sample is expected beyond them (10,
 * 20, 100 samples), and never for samples of several iterations. With three
 * beyond they are Harrell and Davis' with Maritz and Jarrett's interval
 * (tails.h), else of type 7 without one. With one launch both arms of the
 * interval are widened as the median's; in the third case there is none, as
 * samples of a launch are not independent.
 *
 * Flags
 * - few-samples: n < 6
 * - mean-unreliable: any severe outlier
 * - noisy: n >= 20, more than 1 % of them severe outliers
 * - autocorrelated: n_eff is (k = 1) or would be (else) below n / 2; where it
 *   is not used, only if r1 > 1.96 / √n - 1 / n as well, because of ten
 *   independent values one set in four gets there by chance
 * - tail-unresolved: p95 or p99 exists with less than three samples expected
 *   beyond it (n in [20, 60) or [100, 300))
 * - constant: n > 1, all equal
 * - coarse-clock: a time whose resolution, by the iterations of a sample, is
 *   above 0.1 % of the median
 * - single-launch: k = 1
 * - batch-means: some sample is a mean over several iterations
 * - not-steady: it drifted (drift.h) over the medians of at least ten launches,
 *   or over the at least 20 samples of one that stands alone; or more than half
 *   of the launches were still changing at their end (mser.h)
 */
#ifndef ANALYSIS_DESCRIBE_H
#define ANALYSIS_DESCRIBE_H

#include "analysis/interval.h"
#include "analysis/modes.h"
#include "analysis/result.h"
#include "analysis/series.h"
#include "analysis/tails.h"
#include "base/vec.h"

/* Working memory, kept from one metric to the next. Zeroed is valid. */
struct describe_desk {
	struct interval_table intervals;
	struct tails_desk tails;
	struct modes_desk modes;
	/*
	 * After describe_metric all samples that count are here, sorted; and
	 * what the median's interval was made of, which are these or medians
	 * of launches.
	 */
	VEC(double) sorted;
	const double *independent;
	size_t independent_count;
	VEC(double) spare;
	VEC(double) launch_means, launch_medians, sorted_medians, room;
	struct series_metric steady; /* without its warm-up */
};

/*
 * Fills in what is measured of out: is_measured, summary, outliers and flags.
 * The series is finished.
 */
void describe_metric(struct describe_desk *desk,
    const struct series_metric *metric, struct result_metric *out);

/*
 * By how much it drifted from the first launch, or sample, to the last; none
 * without the flag not-steady, or where only launches were unsteady. out is
 * what describe_metric filled in.
 */
struct estimate describe_drift(struct describe_desk *desk,
    const struct series_metric *metric, const struct result_metric *out);

void describe_desk_release(struct describe_desk *desk);

#endif
