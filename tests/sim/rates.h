/*
 * How often the rules are right, on samples made up from a seed: section 11 of
 * the statistics text, points 1 to 6, and the paired rule. A rate is a share
 * of replicates.
 */
#ifndef TESTS_SIM_RATES_H
#define TESTS_SIM_RATES_H

#include <math.h>
#include <string.h>

#include "analysis/archive_noise.h"
#include "analysis/interval.h"
#include "analysis/mann_whitney.h"
#include "analysis/multiplicity.h"
#include "analysis/paired.h"
#include "analysis/quantile.h"
#include "analysis/ratio.h"
#include "analysis/sort.h"
#include "analysis/verdict.h"
#include "base/random.h"
#include "base/xalloc.h"

enum shape {
	SHAPE_NORMAL,
	SHAPE_LOGNORMAL,
	SHAPE_SKEWED,
	SHAPE_BIMODAL,
	SHAPE_OUTLIERS,
	SHAPE_EXPONENTIAL,
	SHAPES
};

static const char *const shape_names[SHAPES] = {"normal 5 %", "lognormal 0.1",
    "lognormal 0.5", "bimodal +10 %", "2 % and outliers",
    "shifted exponential"};

enum { RATE_MOST = 64 };

static inline double
rate_uniform(struct random *random)
{
	return ((double)(random_next(random) >> 11) + 0.5) / 9007199254740992.0;
}

/* Box and Muller. */
static inline double
rate_normal(struct random *random)
{
	double radius = sqrt(-2 * log(rate_uniform(random)));

	return radius * cos(2 * acos(-1) * rate_uniform(random));
}

static inline double
rate_sample(struct random *random, enum shape shape)
{
	switch (shape) {
	case SHAPE_NORMAL:
		return 1 + 0.05 * rate_normal(random);
	case SHAPE_LOGNORMAL:
		return exp(0.1 * rate_normal(random));
	case SHAPE_SKEWED:
		return exp(0.5 * rate_normal(random));
	case SHAPE_BIMODAL:
		return (rate_uniform(random) < 0.7 ? 1 : 1.1) +
		       0.02 * rate_normal(random);
	case SHAPE_OUTLIERS:
		return (1 + 0.02 * rate_normal(random)) *
		       (rate_uniform(random) < 0.05
			       ? pow(rate_uniform(random), -1 / 1.5)
			       : 1);
	case SHAPE_EXPONENTIAL:
		return 1 - 0.1 * log(rate_uniform(random));
	case SHAPES:
		break;
	}
	return 1;
}

/* The median of the shape, from a million samples. */
static inline double
rate_true_median(enum shape shape)
{
	enum { MANY = 1000000 };
	double *values = xmalloc(2 * MANY * sizeof *values), median;
	struct random random = {99};
	size_t i;

	for (i = 0; i < MANY; i++)
		values[i] = rate_sample(&random, shape);
	sort_doubles(values, MANY, values + MANY);
	median = quantile_median(values, MANY);
	free(values);
	return median;
}

/* Point 1: the median's interval of n samples holds the median. */
static inline double
rate_median_coverage(enum shape shape, size_t n, size_t replicates)
{
	double median = rate_true_median(shape), values[2 * RATE_MOST];
	struct interval_table table = {0};
	struct random random = {1};
	struct interval interval;
	size_t i, j, held = 0;

	for (i = 0; i < replicates; i++) {
		for (j = 0; j < n; j++)
			values[j] = rate_sample(&random, shape);
		sort_doubles(values, n, values + n);
		interval = interval_median(&table, values, n);
		held += interval.low <= median && median <= interval.high;
	}
	return (double)held / (double)replicates;
}

/* A session of launches, one a logarithm. */
static inline struct session
rate_session(const double *logs, size_t k)
{
	struct session session = {.samples = k,
	    .is_positive = true,
	    .is_logarithmic = true,
	    .side = welch_side_of(logs, k, 0),
	    .launches = logs};

	session.value = k < 2 ? logs[0] : session.side.mean;
	session.variance = session.side.variance;
	session.center = exp(session.value);
	return session;
}

struct rates {
	double coverage; /* of the 95 % interval */
	double above;    /* L > the truth; 5 % if all is right */
	double rejected; /* p < 0.05 */
	double warning;  /* at least that level */
	double critical; /* likewise */
	double unchanged;
	double beyond; /* the 95 % interval lies above it; 2.5 % */
};

struct rate_counts {
	size_t replicates, held, above, rejected, warned, critical, unchanged;
	size_t beyond;
};

static inline void
rate_count(
    struct rate_counts *counts, const struct comparison *got, double truth)
{
	struct effect effect = comparison_effect(got);
	struct judged judged;

	counts->replicates++;
	counts->held += effect.low <= truth && truth <= effect.high;
	counts->above += effect.lower > truth;
	counts->rejected += got->p < 0.05;
	judged = verdict_of(&effect, 1, &thresholds_default);
	counts->warned += judged.level != LEVEL_NONE;
	counts->critical += judged.level >= LEVEL_CRITICAL;
	counts->unchanged += judged.verdict == VERDICT_UNCHANGED;
	counts->beyond += effect.low > truth;
}

static inline struct rates
rates_of(const struct rate_counts *counts)
{
	double n = (double)counts->replicates;

	return (struct rates){
	    .coverage = (double)counts->held / n,
	    .above = (double)counts->above / n,
	    .rejected = (double)counts->rejected / n,
	    .warning = (double)counts->warned / n,
	    .critical = (double)counts->critical / n,
	    .unchanged = (double)counts->unchanged / n,
	    .beyond = (double)counts->beyond / n,
	};
}

/* Two runs of k launches of a shape each, one of them slower. */
struct rate_setting {
	enum shape shape;
	double sigma;         /* of launches, SHAPES: normal logarithms */
	double session_sigma; /* of each session */
	double change;        /* logarithm */
	size_t k;
	uint64_t seed; /* added to each rate's own */
};

static inline void
rate_fill(struct random *random, const struct rate_setting *setting,
    double *logs, double change)
{
	double session = change + setting->session_sigma * rate_normal(random);
	size_t i;

	for (i = 0; i < setting->k; i++)
		logs[i] = session +
			  (setting->shape == SHAPES
				  ? setting->sigma * rate_normal(random)
				  : log(rate_sample(random, setting->shape)));
}

/* Points 2, 3 and 5: rule B; the session's sigma is known to it. */
static inline struct rates
rates_of_launches(const struct rate_setting *setting, size_t replicates)
{
	static struct mann_whitney_table table;
	double here[RATE_MOST], there[RATE_MOST];
	struct session above, below;
	struct rate_counts counts = {0};
	struct random random = {2 + 100 * setting->seed};
	struct comparison got;
	size_t i;

	for (i = 0; i < replicates; i++) {
		rate_fill(&random, setting, here, setting->change);
		rate_fill(&random, setting, there, 0);
		above = rate_session(here, setting->k);
		below = rate_session(there, setting->k);
		got = comparison_none("a", NULL);
		ratio_of_launches(
		    &above, &below, setting->session_sigma, &table, &got);
		rate_count(&counts, &got, setting->change);
	}
	return rates_of(&counts);
}

/*
 * Of a launch in the text's own simulations: 1 %, and the median of 30 samples
 * of 2 %.
 */
static inline double
rate_usual_sigma(void)
{
	return hypot(0.01, 0.02 * 1.2533 / sqrt(30));
}

/* A candidate against an archive of so many sessions. */
static inline struct comparison
rate_archive(
    struct random *random, const struct rate_setting *setting, size_t sessions)
{
	double logs[RATE_MOST], launches[RATE_MOST];
	struct comparison got = comparison_none("a", NULL);
	struct archive_noise noise;
	struct session session = {0};
	struct welch_side last;
	size_t i;

	for (i = 0; i < sessions; i++) {
		rate_fill(random, setting, launches, 0);
		session = rate_session(launches, setting->k);
		logs[i] = session.value;
	}
	last = session.side;
	noise = archive_noise_of(logs, sessions, 0);
	rate_fill(random, setting, launches, setting->change);
	session = rate_session(launches, setting->k);
	ratio_archive(&session, NULL, &noise, &last, &got);
	return got;
}

/* Points 4 and 5: rule A. */
static inline struct rates
rates_of_archive(
    const struct rate_setting *setting, size_t sessions, size_t replicates)
{
	struct rate_counts counts = {0};
	struct random random = {3 + 100 * setting->seed};
	struct comparison got;
	size_t i;

	for (i = 0; i < replicates; i++) {
		got = rate_archive(&random, setting, sessions);
		rate_count(&counts, &got, setting->change);
	}
	return rates_of(&counts);
}

/* Rule D: what a round moves, moves both sides. */
static inline struct rates
rates_of_pairs(const struct rate_setting *setting, size_t replicates)
{
	double here[RATE_MOST], there[RATE_MOST], round;
	struct rate_counts counts = {0};
	struct random random = {4 + 100 * setting->seed};
	struct comparison got;
	struct paired pair;
	size_t i, j;

	for (i = 0; i < replicates; i++) {
		rate_fill(&random, setting, here, setting->change);
		rate_fill(&random, setting, there, 0);
		for (j = 0; j < setting->k; j++) {
			round = 0.2 * rate_normal(&random);
			here[j] += round;
			there[j] += round;
		}
		pair = paired_of(here, there, setting->k, 0);
		got = comparison_none("a", NULL);
		comparison_set(
		    &got, &(struct effect){pair.d, pair.low, pair.high,
			      pair.lower, pair.upper, pair.p});
		rate_count(&counts, &got, setting->change);
	}
	return rates_of(&counts);
}

/*
 * Point 6: the share of false ones among the minor regressions and
 * improvements of reports of 500 cases, of which one in fifty is 10 % slower;
 * *power is the share of these that are found.
 */
static inline double
rate_of_false_discoveries(size_t reports, double *power)
{
	enum { CASES = 500, SLOWER = 10 };
	struct rate_setting setting = {
	    .shape = SHAPES, .session_sigma = 0.01, .k = 3};
	static struct comparison got[CASES];
	static struct estimate p[CASES];
	double share = 0, found = 0, wrong, right;
	struct random random = {5};
	struct effect effect;
	enum verdict verdict;
	size_t i, j;

	setting.sigma = rate_usual_sigma();
	for (i = 0; i < reports; i++) {
		wrong = right = 0;
		for (j = 0; j < CASES; j++) {
			setting.change = j < SLOWER ? log(1.1) : 0;
			got[j] = rate_archive(&random, &setting, 20);
			p[j] = (struct estimate){true, got[j].p};
		}
		multiplicity_adjust(p, CASES, p);
		for (j = 0; j < CASES; j++) {
			effect = comparison_effect(&got[j]);
			verdict =
			    verdict_of(&effect, p[j].value, &thresholds_default)
				.verdict;
			if (j < SLOWER)
				right += verdict == VERDICT_REGRESSION;
			else
				wrong += verdict == VERDICT_REGRESSION ||
					 verdict == VERDICT_IMPROVEMENT;
		}
		share += wrong + right > 0 ? wrong / (wrong + right) : 0;
		found += right / SLOWER;
	}
	*power = found / (double)reports;
	return share / (double)reports;
}

#endif
