#include "output/figure.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/vec.h"
#include "output/chart.h"
#include "output/chart_distribution.h"
#include "output/chart_intervals.h"
#include "output/chart_spark.h"
#include "output/chart_time.h"
#include "output/quantity.h"
#include "output/wording.h"

enum { FIGURE_CHARACTERS = 96 /* of a name or a unit; cut in its middle */ };

static const struct result_plot no_plot;

/* A name as it is drawn: one line, not too long. */
static const char *
short_line(const char *text, struct arena *arena)
{
	const char *line = wording_line(text, arena);
	struct buf cut = {0};

	if (text_characters(line) <= FIGURE_CHARACTERS)
		return line;
	wording_cut(&cut, line, FIGURE_CHARACTERS);
	line = arena_strdup(arena, cut.text);
	buf_release(&cut);
	return line;
}

/* What was computed from finite samples is finite, but a file may lie. */
static bool
has_samples(const struct result_metric *metric)
{
	return metric->is_measured && isfinite(metric->summary.median);
}

static const struct result_plot *
plot_of(const struct result_metric *metric)
{
	return has_samples(metric) && metric->plot != NULL ? metric->plot
							   : &no_plot;
}

static struct interval
interval_of(const struct result_metric *metric)
{
	struct interval interval = metric->summary.median_interval;

	interval.exists = interval.exists && isfinite(interval.low) &&
			  isfinite(interval.high) &&
			  interval.low <= interval.high;
	return interval;
}

/* "12.34 ± 0.05 ms", "12.34 ms [12.30, 12.41]". */
static const char *
center_text(const struct result_metric *metric, struct arena *arena)
{
	struct quantity quantity = quantity_of(metric);
	double median = metric->summary.median;
	const char *number = quantity_number(&quantity, median, arena);
	struct interval arms = interval_of(metric);
	const char *interval =
	    arms.exists && arms.high > arms.low
		? quantity_interval(&quantity, &metric->summary, arena)
		: NULL;
	const char *unit = quantity.scale.name;
	const char *space = *unit == '\0' ? "" : " ";

	unit = short_line(unit, arena);
	if (interval == NULL)
		return arena_printf(arena, "%s%s%s", number, space, unit);
	if (interval[0] != '[')
		return arena_printf(
		    arena, "%s %s%s%s", number, interval, space, unit);
	return arena_printf(arena, "%s%s%s %s", number, space, unit, interval);
}

/* ", 2 mild outliers", ", 1 severe outlier". */
static void
add_outliers(struct buf *out, const struct result_metric *metric)
{
	const struct outliers *seen = &metric->outliers;
	uint64_t mild = seen->low_mild + seen->high_mild;
	uint64_t severe = seen->low_severe + seen->high_severe;

	if (mild + severe == 0)
		return;
	buf_add_string(out, "; ");
	if (mild > 0)
		buf_addf(out, "%" PRIu64 " mild", mild);
	if (severe > 0)
		buf_addf(out, "%s%" PRIu64 " severe", mild > 0 ? " and " : "",
		    severe);
	buf_addf(out, " outlier%s", mild + severe == 1 ? "" : "s");
}

static void
add_counts(struct buf *out, const struct result_metric *metric)
{
	const struct summary *summary = &metric->summary;

	buf_addf(out, "%" PRIu64 " sample%s", summary->n,
	    summary->n == 1 ? "" : "s");
	if (summary->launches > 0)
		buf_addf(out, " from %" PRIu64 " launch%s", summary->launches,
		    summary->launches == 1 ? "" : "es");
}

static struct chart_distribution
distribution_of(const struct result_metric *metric, struct arena *arena)
{
	return (struct chart_distribution){
	    .name = short_line(metric->metric.name, arena),
	    .unit = short_line(metric->metric.unit, arena),
	    .label =
		arena_printf(arena, "median %s", center_text(metric, arena)),
	    .quantity = quantity_of(metric),
	    .median = metric->summary.median,
	    .q1 = fmin(metric->summary.q1, metric->summary.median),
	    .q3 = fmax(metric->summary.q3, metric->summary.median),
	    .interval = interval_of(metric),
	    .plot = plot_of(metric),
	};
}

double
figure_distribution_height(const struct result_metric *metric)
{
	struct arena arena = {0};
	struct chart_distribution chart = distribution_of(metric, &arena);
	double height = chart_distribution_height(&chart);

	arena_release(&arena);
	return height;
}

void
figure_distribution(struct canvas *canvas, const struct result_metric *metric)
{
	struct arena arena = {0};
	struct chart_distribution chart = distribution_of(metric, &arena);

	chart_distribution_draw(canvas, &chart);
	arena_release(&arena);
}

static void
add_no_samples(struct buf *out, const struct result_metric *metric)
{
	struct arena arena = {0};

	buf_addf(
	    out, "No samples of %s.", short_line(metric->metric.name, &arena));
	arena_release(&arena);
}

void
figure_distribution_caption(struct buf *out, const struct result_metric *metric)
{
	const struct summary *summary = &metric->summary;
	struct quantity quantity = quantity_of(metric);
	struct arena arena = {0};

	if (!has_samples(metric)) {
		add_no_samples(out, metric);
		return;
	}
	buf_addf(out, "Distribution of %s in ",
	    short_line(metric->metric.name, &arena));
	add_counts(out, metric);
	buf_addf(out, ": median %s", center_text(metric, &arena));
	if (summary->min == summary->max && summary->n > 1)
		buf_add_string(out, ", every sample the same");
	else if (summary->n >= 4)
		buf_addf(out, ", half of them between %s and %s",
		    quantity_number(&quantity, summary->q1, &arena),
		    short_line(
			quantity_text(&quantity, summary->q3, &arena), &arena));
	add_outliers(out, metric);
	buf_add_char(out, '.');
	arena_release(&arena);
}

static struct chart_time
time_of(const struct result_metric *metric, struct arena *arena)
{
	return (struct chart_time){
	    .name = short_line(metric->metric.name, arena),
	    .unit = short_line(metric->metric.unit, arena),
	    .quantity = quantity_of(metric),
	    .median = metric->summary.median,
	    .interval = interval_of(metric),
	    .plot = plot_of(metric),
	};
}

double
figure_samples_height(const struct result_metric *metric)
{
	const struct chart_time chart = {.plot = plot_of(metric)};

	return chart_time_height(&chart);
}

void
figure_samples(struct canvas *canvas, const struct result_metric *metric)
{
	struct arena arena = {0};
	struct chart_time chart = time_of(metric, &arena);

	chart_time_draw(canvas, &chart);
	arena_release(&arena);
}

void
figure_samples_caption(struct buf *out, const struct result_metric *metric)
{
	const struct result_plot *plot = plot_of(metric);
	struct quantity quantity = quantity_of(metric);
	struct arena arena = {0};
	size_t i, warmups = 0;

	if (!has_samples(metric)) {
		add_no_samples(out, metric);
		return;
	}
	for (i = 0; i < plot->point_count; i++)
		warmups += plot->points[i].is_warmup;
	add_counts(out, metric);
	buf_addf(out, " in the order they were taken: %s from %s to %s",
	    short_line(metric->metric.name, &arena),
	    quantity_number(&quantity, metric->summary.min, &arena),
	    short_line(
		quantity_text(&quantity, metric->summary.max, &arena), &arena));
	if (warmups > 0)
		buf_addf(out, "; %zu warm-up sample%s", warmups,
		    warmups == 1 ? "" : "s");
	add_outliers(out, metric);
	if (plot->is_thinned)
		buf_add_string(out,
		    "; drawn are the smallest and the largest of equally long "
		    "stretches");
	buf_add_char(out, '.');
	arena_release(&arena);
}

/* The metric a case is shown by: the first judged one. */
static const struct result_metric *
main_metric(const struct result_case *item)
{
	size_t i;

	for (i = 0; i < item->metric_count; i++)
		if (item->metrics[i].is_judged)
			return &item->metrics[i];
	return NULL;
}

/* The rows of an overview; they live in the arena. */
struct overview {
	struct arena arena;
	VEC(struct chart_row) rows;
	VEC(const struct result_metric *) metrics; /* of the rows */
	const char *name, *unit; /* of the first; name is "value" if others
				    have another */
};

static void
overview_add(struct overview *overview, const struct result_case *item,
    const struct result_metric *metric)
{
	const char *name = short_line(item->id, &overview->arena);
	const char *center = center_text(metric, &overview->arena);
	struct quantity quantity = quantity_of(metric);
	bool has_interval = interval_of(metric).exists;

	vec_push(&overview->metrics, metric);
	vec_push(&overview->rows,
	    (struct chart_row){
		.name = name,
		.text =
		    short_line(quantity_text(&quantity, metric->summary.median,
				   &overview->arena),
			&overview->arena),
		.tip = arena_printf(&overview->arena,
		    "%s: %s, %" PRIu64 " sample%s", name, center,
		    metric->summary.n, metric->summary.n == 1 ? "" : "s"),
		.value = metric->summary.median,
		.interval = interval_of(metric),
		.shape = has_interval ? DOT_CIRCLE : DOT_RING,
		.ink = INK_DATA,
	    });
}

static void
overview_build(struct overview *overview,
    const struct result_case *const *cases, size_t count)
{
	const struct result_metric *metric, *first = NULL;
	size_t i;

	*overview = (struct overview){.name = "", .unit = ""};
	for (i = 0; i < count; i++) {
		metric = main_metric(cases[i]);
		if (metric == NULL || !has_samples(metric))
			continue;
		if (first == NULL) {
			first = metric;
			overview->unit = metric->metric.unit;
			overview->name =
			    short_line(metric->metric.name, &overview->arena);
		}
		if (strcmp(metric->metric.unit, overview->unit) != 0)
			continue;
		if (strcmp(metric->metric.name, first->metric.name) != 0)
			overview->name = "value";
		overview_add(overview, cases[i], metric);
	}
	overview->unit = short_line(overview->unit, &overview->arena);
}

static void
overview_release(struct overview *overview)
{
	vec_free(&overview->rows);
	vec_free(&overview->metrics);
	arena_release(&overview->arena);
}

static struct chart_intervals
overview_chart(const struct overview *overview)
{
	return (struct chart_intervals){
	    .name = overview->name,
	    .unit = overview->unit,
	    .rows = overview->rows.items,
	    .row_count = overview->rows.count,
	};
}

double
figure_overview_height(const struct result_case *const *cases, size_t count)
{
	struct overview overview;
	size_t rows;

	overview_build(&overview, cases, count);
	rows = overview.rows.count;
	overview_release(&overview);
	return chart_rows_height(rows);
}

void
figure_overview(
    struct canvas *canvas, const struct result_case *const *cases, size_t count)
{
	struct overview overview;
	struct chart_intervals chart;

	overview_build(&overview, cases, count);
	chart = overview_chart(&overview);
	chart_intervals_draw(canvas, &chart);
	overview_release(&overview);
}

static void
add_extreme(struct buf *out, struct overview *overview, size_t i)
{
	const struct result_metric *metric = overview->metrics.items[i];
	struct quantity quantity = quantity_of(metric);

	buf_addf(out, "%s (%s)",
	    short_line(quantity_text(
			   &quantity, metric->summary.median, &overview->arena),
		&overview->arena),
	    overview->rows.items[i].name);
}

void
figure_overview_caption(
    struct buf *out, const struct result_case *const *cases, size_t count)
{
	size_t i, low = 0, high = 0;
	struct overview overview;
	const struct chart_row *rows;

	overview_build(&overview, cases, count);
	rows = overview.rows.items;
	for (i = 0; i < overview.rows.count; i++) {
		low = rows[i].value < rows[low].value ? i : low;
		high = rows[i].value > rows[high].value ? i : high;
	}
	if (overview.rows.count == 0) {
		buf_add_string(out, "No case has samples.");
	} else if (overview.rows.count == 1) {
		buf_addf(out, "Median %s of one case: ", overview.name);
		add_extreme(out, &overview, 0);
		buf_add_char(out, '.');
	} else {
		buf_addf(out,
		    "Median %s of %zu cases, each with its interval: "
		    "from ",
		    overview.name, overview.rows.count);
		add_extreme(out, &overview, low);
		buf_add_string(out, " to ");
		add_extreme(out, &overview, high);
		buf_add_char(out, '.');
	}
	overview_release(&overview);
}

void
figure_spark(struct canvas *canvas, const struct result_metric *metric)
{
	const struct result_plot *plot = plot_of(metric);
	struct chart_spark chart = {0};
	VEC(double) values = {0};
	size_t i;

	for (i = 0; i < plot->point_count; i++)
		if (!plot->points[i].is_warmup)
			vec_push(&values, plot->points[i].value);
	chart.values = values.items;
	chart.count = values.count;
	chart_spark_draw(canvas, &chart);
	vec_free(&values);
}
