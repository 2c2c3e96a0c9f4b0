#include "output/csv.h"

#include <csv.h>
#include <math.h>
#include <string.h>

#include "base/map.h"
#include "base/num.h"

static const char *const result_columns[] = {"suite", "group", "benchmark",
    "case", "params", "tags", "status", "metric", "unit", "better", "n",
    "launches", "mean", "mean_low", "mean_high", "median", "median_low",
    "median_high", "sd", "mad", "min", "q1", "q3", "p90", "p95", "p99", "max",
    "baseline_median", "ratio", "ratio_low", "ratio_high", "change_percent",
    "p", "q", "mde_percent", "verdict", "level", "budget_limit",
    "budget_status", "headroom_percent"};

/* From baseline_median to p; q to level; and the rest. */
enum { COMPARISON_COLUMNS = 6, VERDICT_COLUMNS = 4, BUDGET_COLUMNS = 3 };

static void
add_quoted(struct buf *out, const char *text)
{
	size_t length = strlen(text);

	/* At worst every byte is a quote, which is doubled. */
	buf_reserve(out, 2 * length + 2);
	out->length +=
	    csv_write(out->text + out->length, 2 * length + 2, text, length);
	out->text[out->length] = '\0';
}

void
csv_add_text(struct buf *out, const char *text)
{
	struct buf safe = {0};

	if (text == NULL || text[0] == '\0')
		return;
	if (strchr("=+-@\t\r", text[0]) == NULL) {
		add_quoted(out, text);
		return;
	}
	buf_add_char(&safe, '\'');
	buf_add_string(&safe, text);
	add_quoted(out, safe.text);
	buf_release(&safe);
}

void
csv_add_number(struct buf *out, double value)
{
	buf_reserve(out, NUM_TEXT_BYTES);
	out->length += num_print(value, out->text + out->length);
}

static void
add_piece(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (strchr("%;=", *text) != NULL ||
		    (unsigned char)*text < 0x20 || *text == 0x7F)
			buf_addf(out, "%%%02X", (unsigned char)*text);
		else
			buf_add_char(out, *text);
	}
}

static void
add_params(struct buf *out, const struct result_case *item)
{
	struct buf cell = {0};
	size_t i;

	for (i = 0; i < item->param_count; i++) {
		if (i > 0)
			buf_add_char(&cell, ';');
		add_piece(&cell, item->params[i].name);
		buf_add_char(&cell, '=');
		add_piece(&cell, item->params[i].value);
	}
	csv_add_text(out, cell.text);
	buf_release(&cell);
}

static void
add_tags(struct buf *out, const struct result_case *item)
{
	struct buf cell = {0};
	size_t i;

	for (i = 0; i < item->tag_count; i++) {
		if (i > 0)
			buf_add_char(&cell, ';');
		add_piece(&cell, item->tags[i]);
	}
	csv_add_text(out, cell.text);
	buf_release(&cell);
}

/* The cells that are the same in all rows of a case, each with its comma. */
static void
add_case(struct buf *out, const struct result *result,
    const struct result_case *item)
{
	const char *texts[] = {
	    result->run.suite, item->group, item->benchmark, item->id};
	size_t i;

	for (i = 0; i < sizeof texts / sizeof *texts; i++) {
		csv_add_text(out, texts[i]);
		buf_add_char(out, ',');
	}
	add_params(out, item);
	buf_add_char(out, ',');
	add_tags(out, item);
	buf_add_char(out, ',');
	csv_add_text(out, case_status_text(item->status));
	buf_add_char(out, ',');
}

static void
add_estimate(struct buf *out, bool exists, double value)
{
	if (exists)
		csv_add_number(out, value);
	buf_add_char(out, ',');
}

static void
add_interval(struct buf *out, const struct interval *interval)
{
	add_estimate(out, interval->exists, interval->low);
	add_estimate(out, interval->exists, interval->high);
}

static void
add_summary(struct buf *out, const struct summary *s)
{
	add_estimate(out, true, (double)s->n);
	add_estimate(out, true, (double)s->launches);
	add_estimate(out, true, s->mean);
	add_interval(out, &s->mean_interval);
	add_estimate(out, true, s->median);
	add_interval(out, &s->median_interval);
	add_estimate(out, s->sd.exists, s->sd.value);
	add_estimate(out, true, s->mad);
	add_estimate(out, true, s->min);
	add_estimate(out, true, s->q1);
	add_estimate(out, true, s->q3);
	add_estimate(out, s->p90.exists, s->p90.value);
	add_estimate(out, s->p95.exists, s->p95.value);
	add_estimate(out, s->p99.exists, s->p99.value);
	add_estimate(out, true, s->max);
}

enum { SUMMARY_COLUMNS = 17, METRIC_COLUMNS = 3 };

static void
add_commas(struct buf *out, int count)
{
	while (count-- > 0)
		buf_add_char(out, ',');
}

static void
add_metric(struct buf *out, const struct result_metric *metric)
{
	csv_add_text(out, metric->metric.name);
	buf_add_char(out, ',');
	csv_add_text(out, metric->metric.unit);
	buf_add_char(out, ',');
	csv_add_text(out, better_text(metric->metric.better));
	buf_add_char(out, ',');
	if (metric->is_measured)
		add_summary(out, &metric->summary);
	else
		add_commas(out, SUMMARY_COLUMNS);
}

/*
 * The median of the metric in the case it is compared with; the centre of a
 * baseline, which is not in the result.
 */
static struct estimate
median_of(const struct result *result, const struct map *places,
    const struct comparison *of, const char *metric)
{
	const struct result_case *item;
	size_t place, i;

	if (of->rule != COMPARISON_PAIRED && of->launches > 0)
		return (struct estimate){
		    isfinite(of->base_center), of->base_center};
	if (of->case_id == NULL || !map_get(places, of->case_id, &place))
		return (struct estimate){0};
	item = &result->cases[place];
	for (i = 0; i < item->metric_count; i++)
		if (item->metrics[i].is_measured &&
		    strcmp(item->metrics[i].metric.name, metric) == 0)
			return (struct estimate){
			    true, item->metrics[i].summary.median};
	return (struct estimate){0};
}

static void
add_comparison(struct buf *out, const struct result *result,
    const struct map *places, const struct result_metric *metric)
{
	const struct comparison *of = metric->comparison;
	struct estimate median;

	if (of == NULL) {
		add_commas(out, COMPARISON_COLUMNS);
		return;
	}
	median = median_of(result, places, of, metric->metric.name);
	add_estimate(out, median.exists, median.value);
	if (of->reason != NULL) {
		add_commas(out, COMPARISON_COLUMNS - 1);
		return;
	}
	add_estimate(out, isfinite(of->ratio), of->ratio);
	add_interval(out, &of->ratio_interval);
	add_estimate(out, isfinite(of->ratio), 100 * (of->ratio - 1));
	add_estimate(out, isfinite(of->p), of->p);
}

/* Each with its comma. */
static void
add_verdict(struct buf *out, const struct comparison *of)
{
	const char *verdict;

	if (of == NULL) {
		add_commas(out, VERDICT_COLUMNS);
		return;
	}
	verdict = verdict_text(of->verdict);
	add_estimate(out, isfinite(of->q), of->q);
	add_estimate(out, of->reason == NULL && isfinite(of->detectable),
	    100 * of->detectable);
	csv_add_text(out, verdict);
	buf_add_char(out, ',');
	csv_add_text(out, verdict == NULL ? NULL : level_text(of->level));
	buf_add_char(out, ',');
}

/* Red before yellow before what was not measured; then the least headroom. */
static const struct budget_result *
tightest(const struct result_metric *metric)
{
	static const int ranks[] = {[BUDGET_GREEN] = 0,
	    [BUDGET_NOT_MEASURED] = 1,
	    [BUDGET_YELLOW] = 2,
	    [BUDGET_RED] = 3};
	const struct budget_result *found = NULL, *budget;
	size_t i;

	for (i = 0; i < metric->budget_count; i++) {
		budget = &metric->budgets[i];
		if (found == NULL ||
		    ranks[budget->status] > ranks[found->status] ||
		    (budget->status == found->status &&
			budget->headroom < found->headroom))
			found = budget;
	}
	return found;
}

/* The last columns. Several budgets: the worst of them. */
static void
add_budget(struct buf *out, const struct result_metric *metric)
{
	const struct budget_result *budget = tightest(metric);

	if (budget == NULL) {
		add_commas(out, BUDGET_COLUMNS - 1);
		return;
	}
	add_estimate(out, isfinite(budget->limit), budget->limit);
	csv_add_text(out, budget_status_text(budget->status));
	buf_add_char(out, ',');
	if (budget->status != BUDGET_NOT_MEASURED && isfinite(budget->headroom))
		csv_add_number(out, 100 * budget->headroom);
}

static void
add_rows(struct buf *out, const struct result *result, const struct map *places,
    const struct result_case *item)
{
	struct buf common = {0};
	const struct result_metric *metric;
	size_t i, rows = 0;

	add_case(&common, result, item);
	for (i = 0; i < item->metric_count; i++) {
		metric = &item->metrics[i];
		if (!metric->is_measured && !metric->is_judged &&
		    metric->budget_count == 0)
			continue;
		buf_add(out, common.text, common.length);
		add_metric(out, metric);
		add_comparison(out, result, places, metric);
		add_verdict(out, metric->comparison);
		add_budget(out, metric);
		buf_add_string(out, "\r\n");
		rows++;
	}
	if (rows == 0) {
		buf_add(out, common.text, common.length);
		add_commas(out, METRIC_COLUMNS + SUMMARY_COLUMNS +
				    COMPARISON_COLUMNS + VERDICT_COLUMNS +
				    BUDGET_COLUMNS - 1);
		buf_add_string(out, "\r\n");
	}
	buf_release(&common);
}

/* Where cases are; only where one has a base. */
static void
find_places(const struct result *result, struct map *places)
{
	bool has_base = false;
	size_t i;

	for (i = 0; i < result->case_count && !has_base; i++)
		has_base = result->cases[i].base != NULL;
	for (i = 0; i < result->case_count && has_base; i++)
		map_put(places, result->cases[i].id, i);
}

void
csv_write_results(const struct result *result, FILE *out)
{
	struct buf text = {0};
	struct map places = {0};
	size_t i;

	find_places(result, &places);
	for (i = 0; i < sizeof result_columns / sizeof *result_columns; i++)
		fprintf(out, "%s%s", i == 0 ? "" : ",", result_columns[i]);
	fputs("\r\n", out);
	for (i = 0; i < result->case_count; i++) {
		buf_reset(&text);
		add_rows(&text, result, &places, &result->cases[i]);
		fwrite(text.text, 1, text.length, out);
	}
	buf_release(&text);
	map_release(&places);
}

void
samples_csv_begin(const struct samples_csv *csv)
{
	fputs("case,metric,unit,launch,sample,iterations,value\r\n", csv->out);
}

void
samples_csv_series(
    struct samples_csv *csv, const char *case_id, const struct metric *metric)
{
	buf_reset(&csv->prefix);
	csv_add_text(&csv->prefix, case_id);
	buf_add_char(&csv->prefix, ',');
	csv_add_text(&csv->prefix, metric->name);
	buf_add_char(&csv->prefix, ',');
	csv_add_text(&csv->prefix, metric->unit);
	buf_add_char(&csv->prefix, ',');
	csv->launch = 0;
}

void
samples_csv_add(
    struct samples_csv *csv, const struct samples_csv_launch *launch)
{
	char row[4 * NUM_TEXT_BYTES + 8];
	size_t length, i;

	if (launch->launch != csv->launch)
		csv->sample = 0;
	csv->launch = launch->launch;
	for (i = 0; i < launch->count; i++) {
		length = num_print((double)csv->launch, row);
		row[length++] = ',';
		length += num_print((double)++csv->sample, row + length);
		row[length++] = ',';
		length += num_print(
		    launch->iterations == NULL ? 1 : launch->iterations[i],
		    row + length);
		row[length++] = ',';
		length += num_print(launch->values[i], row + length);
		row[length++] = '\r';
		row[length++] = '\n';
		fwrite_unlocked(
		    csv->prefix.text, 1, csv->prefix.length, csv->out);
		fwrite_unlocked(row, 1, length, csv->out);
	}
}

void
samples_csv_release(struct samples_csv *csv)
{
	buf_release(&csv->prefix);
}
