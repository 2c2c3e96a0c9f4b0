/*
 * What charts need of a metric's samples, so that they can be drawn from
 * report.json alone.
 */
#ifndef ANALYSIS_PLOT_H
#define ANALYSIS_PLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct result_metric;
struct series_metric;

/* One sample as it is drawn. */
struct result_point {
	double value; /* per iteration, base unit */
	uint32_t launch;
	bool is_warmup;
	/* Outlier, by Tukey's fences (analysis/outlier.h): one or none. */
	bool is_mild, is_severe;
};

/*
 * Bins of equal width between low and low + count * width; on a logarithmic
 * axis low and width are those of log10. What lies outside is counted apart:
 * all counts add up to the samples. count 0: none.
 */
struct result_histogram {
	bool is_log;
	double low, width;
	const uint64_t *counts;
	size_t count;
	uint64_t below, above;
};

/*
 * Probability at low, low + step, … on the histogram's axis: per base unit,
 * or where that is logarithmic per decade, with low and step those of log10.
 * count 0: none.
 */
struct result_density {
	double low, step;
	const double *heights;
	size_t count;
};

/* At most. */
enum {
	RESULT_PLOT_POINTS = 1000,
	RESULT_SPARK_POINTS = 100, /* of a metric that is not judged */
	RESULT_HISTOGRAM_BINS = 60,
	RESULT_DENSITY_HEIGHTS = 128
};

/*
 * What the charts of a metric need of its samples. Points are in the order
 * they were taken. Where there are more samples than may be kept, the points
 * are the smallest and the largest of equally long stretches, half as many as
 * points may be kept; one point where a whole stretch is equal. Histogram
 * and density are of all samples that count, and a metric that is not judged
 * has none.
 */
struct result_plot {
	const struct result_point *points;
	size_t point_count;
	bool is_thinned;
	struct result_histogram histogram;
	struct result_density density;
};

/*
 * The plot of a finished series, in arena; NULL when there is no sample.
 * described is what describe_metric made of it, and sorted are the samples that
 * count if they have been sorted already; NULL: they are, where it takes that.
 */
const struct result_plot *plot_build(const struct series_metric *metric,
    const struct result_metric *described, const double *sorted,
    struct arena *arena);

#endif
