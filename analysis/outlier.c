#include "analysis/outlier.h"

/* How many values at the lower end lie more than reach below edge. */
static uint64_t
count_below(const double *sorted, size_t count, double edge, double reach)
{
	size_t i = 0;

	while (i < count && edge - sorted[i] > reach)
		i++;
	return i;
}

static uint64_t
count_above(const double *sorted, size_t count, double edge, double reach)
{
	size_t i = count;

	while (i > 0 && sorted[i - 1] - edge > reach)
		i--;
	return count - i;
}

enum outlier_class
outlier_class_of(double value, double q1, double q3)
{
	double mild = 1.5 * (q3 - q1), severe = 3 * (q3 - q1);

	if (q1 - value > severe || value - q3 > severe)
		return OUTLIER_SEVERE;
	if (q1 - value > mild || value - q3 > mild)
		return OUTLIER_MILD;
	return OUTLIER_NONE;
}

struct outliers
outliers_count(const double *sorted, size_t count, double q1, double q3)
{
	double mild = 1.5 * (q3 - q1), severe = 3 * (q3 - q1);
	struct outliers outliers = {
	    .low_severe = count_below(sorted, count, q1, severe),
	    .high_severe = count_above(sorted, count, q3, severe),
	};

	outliers.low_mild =
	    count_below(sorted, count, q1, mild) - outliers.low_severe;
	outliers.high_mild =
	    count_above(sorted, count, q3, mild) - outliers.high_severe;
	return outliers;
}
