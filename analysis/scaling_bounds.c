#include "analysis/scaling_bounds.h"

#include <math.h>
#include <string.h>

#include "analysis/distributions.h"
#include "analysis/sentence.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/unit.h"
#include "collector/limit.h"

static const double TOLERANCE = 0.1;

static enum complexity_class
class_of(enum scaling_bound bound)
{
	switch (bound) {
	case SCALING_BOUND_LOGARITHMIC:
		return COMPLEXITY_LOGARITHMIC;
	case SCALING_BOUND_LINEAR:
		return COMPLEXITY_LINEAR;
	case SCALING_BOUND_LINEARITHMIC:
		return COMPLEXITY_LINEARITHMIC;
	case SCALING_BOUND_QUADRATIC:
		return COMPLEXITY_QUADRATIC;
	case SCALING_BOUND_CUBIC:
		return COMPLEXITY_CUBIC;
	case SCALING_BOUND_NONE:
	case SCALING_BOUND_CONSTANT:
		break;
	}
	return COMPLEXITY_CONSTANT;
}

/* NAN where g is not positive. */
static double
log_growth(enum complexity_class class, double n)
{
	double logarithm = log(log2(n));

	switch (class) {
	case COMPLEXITY_LOGARITHMIC:
		return logarithm;
	case COMPLEXITY_LINEAR:
		return log(n);
	case COMPLEXITY_LINEARITHMIC:
		return log(n) + logarithm;
	case COMPLEXITY_QUADRATIC:
		return 2 * log(n);
	case COMPLEXITY_CUBIC:
		return 3 * log(n);
	case COMPLEXITY_CONSTANT:
	case COMPLEXITY_CLASSES:
		break;
	}
	return 0;
}

/* Where the sizes begin that the exponent comes from; as complexity.h says. */
static size_t
first_of_exponent(const struct scaling_result *of)
{
	const struct scaling_point *points = of->points;
	size_t i, sizes = of->point_count > 0, below = 1;

	for (i = 1; i < of->point_count; i++)
		sizes += points[i].size > points[i - 1].size;
	if (sizes < COMPLEXITY_HALF_MIN)
		return 0;
	for (i = 1; i < of->point_count; i++) {
		below += points[i].size > points[i - 1].size;
		if (below > sizes / 2)
			break;
	}
	return i;
}

/* The exponent that the class itself has there; NAN: it has none. */
static double
exponent_of_class(enum complexity_class class, const struct scaling_result *of)
{
	double count = 0, mean = 0, level = 0, spread = 0, product = 0, x, y;
	size_t first = first_of_exponent(of), i;

	for (i = first; i < of->point_count; i++) {
		y = log_growth(class, of->points[i].size);
		if (!isfinite(y))
			continue;
		count++;
		mean += log(of->points[i].size);
		level += y;
	}
	for (i = first; i < of->point_count; i++) {
		y = log_growth(class, of->points[i].size);
		if (!isfinite(y))
			continue;
		x = log(of->points[i].size) - mean / count;
		spread += x * x;
		product += x * (y - level / count);
	}
	return spread > 0 ? product / spread : (double)NAN;
}

/* What all classes that are possible say. */
static enum scaling_status
status_by_class(const struct scaling_result *of, enum complexity_class bound)
{
	size_t i, above = 0;

	for (i = 0; i < of->candidate_count; i++)
		above += of->candidates[i].class > bound;
	if (of->candidate_count == 0 ||
	    (above > 0 && above < of->candidate_count))
		return SCALING_STATUS_UNDECIDED;
	return above == 0 ? SCALING_STATUS_PASS : SCALING_STATUS_FAIL;
}

static enum scaling_status
status_by_interval(const struct interval *interval, double limit)
{
	if (!interval->exists || !isfinite(limit))
		return SCALING_STATUS_UNDECIDED;
	if (interval->high <= limit)
		return SCALING_STATUS_PASS;
	return interval->low > limit ? SCALING_STATUS_FAIL
				     : SCALING_STATUS_UNDECIDED;
}

/* "it grows like n, with 93 % of the weight", "it grows like n or n log n". */
static const char *
class_text(const struct scaling_result *of, struct arena *arena)
{
	const char *names = NULL, *name;
	size_t i;

	if (of->is_named)
		return arena_printf(arena,
		    "it grows like %s, with %.0f %% of the weight",
		    complexity_class_text(of->candidates[0].class),
		    100 * of->candidates[0].weight);
	for (i = 0; i < of->candidate_count; i++) {
		name = complexity_class_text(of->candidates[i].class);
		names = names == NULL
			    ? name
			    : arena_printf(arena, "%s or %s", names, name);
	}
	return arena_printf(arena, "it grows like %s", names);
}

/* "1.02", and never "-0.00". */
static const char *
exponent_number(double exponent, struct arena *arena)
{
	struct buf text = {0};
	const char *copy;

	unit_add_number(&text, exponent, 2);
	copy = arena_strdup(arena, text.text);
	buf_release(&text);
	return copy;
}

/* "its exponent is 1.02 [0.95, 1.09], and n allows up to 1.10" */
static const char *
exponent_text(
    const struct scaling_result *of, double limit, struct arena *arena)
{
	const struct interval *interval = &of->exponent_interval;

	const char *text = arena_printf(arena, "its exponent is %s [%s, %s]",
	    exponent_number(of->exponent.value, arena),
	    exponent_number(interval->low, arena),
	    exponent_number(interval->high, arena));

	if (!isfinite(limit))
		return text;
	return arena_printf(arena, "%s, and %s allows up to %s", text,
	    of->at_most, exponent_number(limit, arena));
}

static const char *
why_unknown(const struct scaling_result *of)
{
	if (!of->exponent.exists)
		return "fewer than two sizes were measured";
	return "its exponent has no interval: use more launches";
}

static struct scaling_verdict
judge_at_most(const struct scaling_result *of, enum complexity_class bound,
    struct arena *arena)
{
	double limit = exponent_of_class(bound, of) + TOLERANCE;
	enum scaling_status class = status_by_class(of, bound);
	enum scaling_status slope =
	    status_by_interval(&of->exponent_interval, limit);
	const char *by_class = NULL, *by_slope = NULL;
	struct scaling_verdict out = {.status = class};

	if (of->candidate_count > 0)
		by_class = class_text(of, arena);
	if (of->exponent_interval.exists)
		by_slope = exponent_text(of, limit, arena);
	if (class == SCALING_STATUS_UNDECIDED)
		out.status = slope;
	else if (slope != SCALING_STATUS_UNDECIDED && slope != class)
		out.status = SCALING_STATUS_UNDECIDED;
	if (by_class != NULL && by_slope != NULL)
		out.reason = arena_printf(arena, "%s; %s%s", by_class,
		    out.status == SCALING_STATUS_UNDECIDED ? "but " : "",
		    by_slope);
	else if (by_class != NULL || by_slope != NULL)
		out.reason = by_class != NULL ? by_class : by_slope;
	else
		out.reason = why_unknown(of);
	return out;
}

/* Least squares; c is (x - mean) / spread. */
static void
set_per_item(
    const struct scaling_variances *variances, struct scaling_result *out)
{
	double mean = 0, level = 0, spread = 0, slope = 0, variance = 0, c;
	double n = (double)out->point_count, arm;
	bool has_variance = true;
	size_t i;

	for (i = 0; i < out->point_count; i++) {
		mean += out->points[i].size / n;
		level += out->points[i].value / n;
	}
	for (i = 0; i < out->point_count; i++)
		spread +=
		    (out->points[i].size - mean) * (out->points[i].size - mean);
	if (!(spread > 0) || !isfinite(spread))
		return;
	for (i = 0; i < out->point_count; i++) {
		c = (out->points[i].size - mean) / spread;
		slope += c * (out->points[i].value - level);
		variance += c * c * variances[i].value.value;
		has_variance = has_variance && variances[i].value.exists;
	}
	out->per_item = (struct estimate){isfinite(slope), slope};
	arm = distribution_normal_quantile(0.975) * sqrt(variance);
	out->per_item_interval =
	    (struct interval){has_variance && isfinite(slope) && isfinite(arm),
		slope - arm, slope + arm};
}

static enum metric_kind
kind_of(const struct metric *metric)
{
	const char *slash = strrchr(metric->name, '/');
	const struct metric_entry *entry =
	    metric_find(slash == NULL ? metric->name : slash + 1);

	return entry != NULL && strcmp(entry->metric.unit, metric->unit) == 0
		   ? entry->kind
		   : metric_kind_of(metric->unit);
}

static struct scaling_verdict
judge_per_item(const struct scaling_result *of, struct arena *arena)
{
	const struct interval *interval = &of->per_item_interval;
	struct scaling_verdict out = {.status = SCALING_STATUS_UNDECIDED};

	if (!of->per_item.exists)
		out.reason = "fewer than two sizes were measured";
	else if (!interval->exists)
		out.reason = "its medians have no intervals: use more launches";
	if (out.reason != NULL)
		return out;
	out.status = status_by_interval(interval, of->per_item_limit.value);
	out.reason = arena_printf(arena, "%s each, %s to %s; %s allowed",
	    sentence_value(arena, &of->metric, of->per_item.value),
	    sentence_value(arena, &of->metric, interval->low),
	    sentence_value(arena, &of->metric, interval->high),
	    of->per_item_written);
	return out;
}

static void
read_limit(const struct scaling_aim *aim, struct arena *arena,
    struct scaling_result *out)
{
	const struct metric_entry entry = {.metric = out->metric,
	    .kind = kind_of(&out->metric),
	    .source = METRIC_SOURCE_OWN,
	    .extra = -1};
	struct err err = {0};
	double limit;

	out->per_item_written = arena_strdup(arena, aim->per_item->text);
	if (limit_read_value(aim->per_item, &entry, &limit, &err) == 0) {
		out->per_item_limit = (struct estimate){true, limit};
		return;
	}
	out->per_item_verdict = (struct scaling_verdict){
	    SCALING_STATUS_UNDECIDED, arena_strdup(arena, err.text)};
}

static enum scaling_status
overall(const struct scaling_result *of)
{
	enum scaling_status a = of->at_most_verdict.status;
	enum scaling_status b = of->per_item_verdict.status;

	if (a == SCALING_STATUS_FAIL || b == SCALING_STATUS_FAIL)
		return SCALING_STATUS_FAIL;
	return a > b ? a : b;
}

void
scaling_bounds_judge(const struct scaling_aim *aim,
    const struct scaling_variances *variances, struct arena *arena,
    struct scaling_result *out)
{
	enum complexity_class bound = class_of(aim->at_most);

	if (aim->at_most != SCALING_BOUND_NONE) {
		out->at_most = complexity_class_text(bound);
		out->at_most_verdict = judge_at_most(out, bound, arena);
	}
	set_per_item(variances, out);
	if (aim->per_item != NULL) {
		read_limit(aim, arena, out);
		if (out->per_item_limit.exists)
			out->per_item_verdict = judge_per_item(out, arena);
	}
	out->status = overall(out);
}
