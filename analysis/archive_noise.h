/*
 * How much sessions of the same code differ, and a candidate seen against it
 * (sections 2.3.2 to 2.3.5 and rule A of the statistics text).
 *
 * Successive differences are used, because a step that nobody has noticed
 * enters only one of them. With D the differences and m = 1.4826022 median|D|
 *
 *     sigma = √(mean(min(|D|, 2.5 m)²) / 2) / 0.9887163
 *
 * with 0.7 (H - 1) degrees of freedom; the divisor makes up for the clipping.
 * Where m is 0 the bound is 2.5 max(mean|D|, resolution). sigma is at least
 * max(resolution / √12, 1e-5).
 */
#ifndef ANALYSIS_ARCHIVE_NOISE_H
#define ANALYSIS_ARCHIVE_NOISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/effect.h"
#include "analysis/welch.h"

enum {
	ARCHIVE_NOISE_MIN = 5,  /* sessions for anything at all */
	ARCHIVE_NOISE_MAX = 30, /* the newest that count */
	ARCHIVE_CENTER_MAX = 10 /* the newest that make the centre */
};

struct archive_noise {
	uint64_t sessions; /* H, at most ARCHIVE_NOISE_MAX */
	bool exists;       /* false: too few, and nothing below is set */
	double scale;      /* m */
	double sigma, df;  /* of one session's logarithm */
	double center;     /* the median of the newest B sessions */
	uint64_t centered; /* B = min(ARCHIVE_CENTER_MAX, H) */
};

/*
 * logs[0..count) are the session values of a stable segment, oldest first;
 * what is not finite does not count, and of the rest the newest
 * ARCHIVE_NOISE_MAX do. relative_resolution is resolution / value; 0 if it is
 * not known.
 */
struct archive_noise archive_noise_of(
    const double *logs, size_t count, double relative_resolution);

/*
 * The sum of variances of a candidate and of its base, which is the mean of
 * base_sessions sessions.
 */
double archive_variance(
    const struct archive_noise *noise, uint64_t base_sessions);

struct archive_ratio {
	bool exists; /* false: nothing else is set */
	/* The launches vary more within than the sessions of the archive. */
	bool is_within;
	double variance, df;
	struct effect effect;
};

/*
 * Rule A: log is the candidate's session value. base is the value of a named
 * baseline; NULL: the centre of the archive. The variance is
 * sigma² (1 + c / B), c = π / 2 from three sessions on, else 1; a named base
 * has B = 1. If the launches of the candidate, and those of the base by B,
 * vary more, their variance and degrees are taken instead: within has those of
 * the candidate, base_within those of the base or of the last session with
 * two launches; NULL or fewer than two launches: not known.
 */
struct archive_ratio archive_ratio_of(const struct archive_noise *noise,
    double log, const double *base, const struct welch_side *within,
    const struct welch_side *base_within);

#endif
