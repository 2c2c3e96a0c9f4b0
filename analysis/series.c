#include "analysis/series.h"

#include <float.h>
#include <math.h>

#include "analysis/record_copy.h"
#include "analysis/warmup.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"

enum { NAME_SHOWN_MAX = 80 };

/* One record_samples line on its way in, with what it leaves open filled in. */
struct incoming {
	const struct record_samples *line;
	uint32_t round, launch; /* of the first launch */
	uint64_t launch_count;
};

/* Fails with 'the case "ID", the metric "NAME": what'; metric may be NULL. */
static int
refuse(struct err *err, const char *id, const char *metric, const char *what)
{
	struct buf where = {0};

	buf_add_string(&where, "the case \"");
	text_printable(&where, id, NAME_SHOWN_MAX);
	if (metric != NULL) {
		buf_add_string(&where, "\", the metric \"");
		text_printable(&where, metric, NAME_SHOWN_MAX);
	}
	err_set(err, "%s\": %s", buf_text(&where), what);
	buf_release(&where);
	return -1;
}

static struct series_case *
case_find(struct series *series, const char *id)
{
	size_t at;

	if (!map_get(&series->case_index, id, &at))
		return NULL;
	return &series->cases.items[at];
}

static struct series_case *
case_add(struct series *series, const char *id)
{
	struct series_case *added = vec_add(&series->cases);

	map_put(&series->case_index, id, series->cases.count - 1);
	added->line.id = arena_strdup(&series->arena, id);
	return added;
}

static struct series_metric *
case_metric(struct series_case *kept, const char *name)
{
	size_t i;

	for (i = 0; i < kept->metrics.count; i++)
		if (strcmp(kept->metrics.items[i].metric.name, name) == 0)
			return &kept->metrics.items[i];
	return NULL;
}

static struct series_metric *
metric_add(struct series *series, struct series_case *kept,
    const struct metric *metric)
{
	struct series_metric *added = vec_add(&kept->metrics);

	added->metric = record_metric_copy(&series->pool, metric);
	return added;
}

static int
put_metrics(struct series *series, struct series_case *kept,
    const struct record_case *line, struct err *err)
{
	const struct metric *metric;
	struct series_metric *known;
	size_t i;

	if (kept->metrics.count == 0)
		vec_reserve(&kept->metrics, line->metric_count);
	for (i = 0; i < line->metric_count; i++) {
		metric = &line->metrics[i];
		known = case_metric(kept, metric->name);
		if (known == NULL) {
			metric_add(series, kept, metric);
			continue;
		}
		if (known->values.count > 0 &&
		    known->metric.is_per_iteration != metric->is_per_iteration)
			return refuse(err, kept->line.id, metric->name,
			    "\"per\" cannot change once there are samples");
		known->metric = record_metric_copy(&series->pool, metric);
	}
	return 0;
}

static void
lay_outcome_over(struct series *series, struct series_case *kept,
    const struct record_case *line)
{
	if (line->status > CASE_STATUS_PLANNED)
		kept->has_outcome = true;
	if (line->status > CASE_STATUS_PLANNED ||
	    (line->status == CASE_STATUS_PLANNED && !kept->has_outcome))
		kept->line.status = line->status;
	if (line->message != NULL)
		kept->line.message =
		    arena_strdup(&series->arena, line->message);
	if (line->stopped_by != NULL)
		kept->line.stopped_by =
		    pool_keep(&series->pool, line->stopped_by);
	if (line->has_launches) {
		kept->line.has_launches = true;
		kept->line.launches = line->launches;
		kept->line.failed = line->failed;
	}
	if (line->reached > 0)
		kept->line.reached = line->reached;
}

static int
put_case(struct series *series, const struct record_case *line, struct err *err)
{
	struct series_case *kept = case_find(series, line->id);

	if (kept == NULL)
		kept = case_add(series, line->id);
	record_case_lay_over(&series->pool, &kept->line, line);
	lay_outcome_over(series, kept, line);
	return put_metrics(series, kept, line, err);
}

/* The case the samples belong to; the short form brings its own along. */
static struct series_case *
case_of_samples(struct series *series, const struct record_samples *samples,
    struct err *err)
{
	const struct record_case *brought = samples->short_case;
	struct series_case *kept = case_find(series, samples->case_id);
	const struct series_metric *known;
	size_t i;

	if (kept == NULL && brought != NULL) {
		if (put_case(series, brought, err) < 0)
			return NULL;
		kept = case_find(series, samples->case_id);
	}
	if (kept == NULL) {
		refuse(err, samples->case_id, NULL,
		    "samples of a case that no line before has planned; "
		    "a \"case\" line must come first");
		return NULL;
	}
	for (i = 0; brought != NULL && i < brought->metric_count; i++) {
		known = case_metric(kept, brought->metrics[i].name);
		if (known == NULL) {
			metric_add(series, kept, &brought->metrics[i]);
		} else if (strcmp(known->metric.unit,
			       brought->metrics[i].unit) != 0) {
			refuse(err, kept->line.id, known->metric.name,
			    "the unit is another than in a line before");
			return NULL;
		}
	}
	return kept;
}

/*
 * Splits count values into the launches of the line: as its "launches" say,
 * or one each.
 */
static int
put_launches(struct series_case *kept, struct series_metric *metric,
    const struct incoming *in, size_t count, struct err *err)
{
	const uint64_t *given = in->line->launches;
	uint64_t sum = 0;
	bool sum_fits;
	uint32_t i;

	for (i = 0; given != NULL && i < in->launch_count; i++)
		sum += given[i];
	sum_fits = sum == count;
	if (given != NULL && !sum_fits && in->launch_count != count)
		return refuse(err, kept->line.id, metric->metric.name,
		    "the numbers in \"launches\" do not add up to the number "
		    "of values");
	for (i = 0; i < in->launch_count; i++) {
		if (given != NULL)
			count = sum_fits ? given[i] : 1;
		if (count > 0)
			spans_add(&metric->spans, in->round + i, in->launch + i,
			    (uint32_t)count);
	}
	return 0;
}

/* A place for count more values, at most a quarter too large. */
static void
reserve_values(struct series_metric *metric, size_t count)
{
	size_t wanted = metric->values.count + count;

	if (wanted > metric->values.capacity)
		vec_reserve(&metric->values, wanted + wanted / 4 + 2);
}

/* From the first sample of several iterations on, all are counted. */
static void
push_iterations(struct series_metric *metric, double iterations)
{
	if (metric->iterations.count == 0 && iterations == 1)
		return;
	while (metric->iterations.count + 1 < metric->values.count)
		vec_push(&metric->iterations, 1);
	vec_push(&metric->iterations, iterations);
}

static int
put_values(struct series_case *kept, struct series_metric *metric,
    const struct record_values *values, const struct record_samples *line,
    struct err *err)
{
	const double *iterations =
	    metric->metric.is_per_iteration ? line->iterations : NULL;
	double value, divisor;
	size_t i;

	if (iterations != NULL && line->iteration_count != values->count)
		return refuse(err, kept->line.id, metric->metric.name,
		    "there must be as many \"iterations\" as values");
	reserve_values(metric, values->count);
	for (i = 0; i < values->count; i++) {
		divisor = iterations == NULL ? 1 : iterations[i];
		if (!(divisor > 0) || !isfinite(divisor))
			return refuse(err, kept->line.id, metric->metric.name,
			    "\"iterations\" must be greater than 0");
		value = values->values[i] / divisor;
		if (!(fabs(value) < DBL_MAX / 4))
			return refuse(err, kept->line.id, metric->metric.name,
			    "a value is not a finite number of usable size");
		/* Adding 0 turns -0 into 0, so that equal values look alike. */
		vec_push(&metric->values, value + 0);
		push_iterations(metric, divisor);
	}
	return 0;
}

static const char *
failure_text(struct arena *arena, const struct record_samples *line)
{
	if (line->error != NULL)
		return arena_strdup(arena, line->error);
	if (line->is_timeout)
		return arena_strdup(arena, "timeout");
	if (line->signal != 0)
		return arena_printf(arena, "signal %d", line->signal);
	return arena_printf(arena, "exit status %d", line->exit_code);
}

static void
put_failure(struct series *series, struct series_case *kept,
    const struct record_samples *line, uint32_t round)
{
	if (line->has_more)
		return;
	kept->failures_seen++;
	vec_push(&kept->failed_rounds, round);
	if (kept->first_error == NULL)
		kept->first_error = failure_text(&series->arena, line);
}

/* Fills in the numbers that the line leaves open. */
static int
number_launches(struct series_case *kept, const struct record_samples *line,
    struct incoming *in, struct err *err)
{
	uint64_t launch = line->launch, round;

	in->line = line;
	in->launch_count = line->launches == NULL ? 1 : line->launch_count;
	if (launch == 0)
		launch = (uint64_t)kept->last_launch + (kept->goes_on ? 0 : 1);
	round = line->round == 0 ? launch : line->round;
	if (launch + in->launch_count > UINT32_MAX ||
	    round + in->launch_count > UINT32_MAX || launch > UINT32_MAX ||
	    round > UINT32_MAX)
		return refuse(err, kept->line.id, NULL,
		    "the number of a round or launch is too large");
	in->launch = (uint32_t)launch;
	in->round = (uint32_t)round;
	return 0;
}

static int
put_samples(
    struct series *series, const struct record_samples *line, struct err *err)
{
	struct series_case *kept = case_of_samples(series, line, err);
	const struct record_values *values;
	struct series_metric *metric;
	struct incoming in = {0};
	uint64_t last;
	size_t i;

	if (kept == NULL || number_launches(kept, line, &in, err) < 0)
		return -1;
	last = in.launch + in.launch_count - 1;
	if (last > kept->last_launch)
		kept->last_launch = (uint32_t)last;
	kept->goes_on = line->has_more;
	if (line->is_failed) {
		put_failure(series, kept, line, in.round);
		return 0;
	}
	for (i = 0; i < line->metric_count; i++) {
		values = &line->metrics[i];
		metric = case_metric(kept, values->metric);
		if (metric == NULL)
			return refuse(err, kept->line.id, values->metric,
			    "the case does not declare this metric");
		if (put_values(kept, metric, values, line, err) < 0 ||
		    put_launches(kept, metric, &in, values->count, err) < 0)
			return -1;
	}
	return 0;
}

static int
put_run(struct series *series, const struct record_run *run, struct err *err)
{
	if (series->has_run)
		return err_set(err, "a second \"run\" line");
	series->has_run = true;
	series->run = record_run_copy(&series->pool, run);
	return 0;
}

static void
put_note(struct series *series, const struct record_note *note)
{
	struct record_note copy = {
	    .level = note->level,
	    .case_id = pool_keep(&series->pool, note->case_id),
	    .text = arena_strdup(&series->arena, note->text),
	    .advice = arena_strdup(&series->arena, note->advice),
	};

	vec_push(&series->notes, copy);
}

static int
series_put(struct sink *sink, const struct record *record, struct err *err)
{
	struct series *series = (struct series *)sink;

	switch (record->type) {
	case RECORD_RUN:
		return put_run(series, record->u.run, err);
	case RECORD_CASE:
		return put_case(series, record->u.case_line, err);
	case RECORD_SAMPLES:
		return put_samples(series, record->u.samples, err);
	case RECORD_NOTE:
		put_note(series, record->u.note);
		return 0;
	case RECORD_SYSTEM:
		vec_push(&series->systems, *record->u.system);
		return 0;
	case RECORD_RESUME:
		series->resumed++;
		series->is_finished = false;
		return 0;
	case RECORD_END:
		series->is_finished = true;
		series->finished =
		    arena_strdup(&series->arena, record->u.end->finished);
		return 0;
	}
	return 0;
}

void
series_init(struct series *series)
{
	*series = (struct series){.sink.put = series_put};
	series->pool.arena = &series->arena;
}

static void
metric_sort(struct series_metric *metric)
{
	if (!spans_are_sorted(&metric->spans))
		spans_sort(&metric->spans, metric->values.items,
		    metric->iterations.count > 0 ? metric->iterations.items
						 : NULL);
}

static int
round_compare(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return (a > b) - (a < b);
}

static int
system_compare(const void *left, const void *right)
{
	const struct record_system *a = left, *b = right;

	if (a->start_ns != b->start_ns)
		return a->start_ns < b->start_ns ? -1 : 1;
	return (a->end_ns > b->end_ns) - (a->end_ns < b->end_ns);
}

void
series_finish(struct series *series)
{
	struct series_case *kept;
	uint64_t launches, most;
	size_t i, j;

	for (i = 0; i < series->cases.count; i++) {
		kept = &series->cases.items[i];
		most = 0;
		for (j = 0; j < kept->metrics.count; j++) {
			metric_sort(&kept->metrics.items[j]);
			if (!kept->line.is_warmed)
				warmup_find(&kept->metrics.items[j]);
			launches =
			    spans_launches(&kept->metrics.items[j].spans);
			most = launches > most ? launches : most;
		}
		kept->launches_seen = kept->failures_seen + most;
		if (kept->failed_rounds.count > 1)
			qsort(kept->failed_rounds.items,
			    kept->failed_rounds.count,
			    sizeof *kept->failed_rounds.items, round_compare);
	}
	if (series->systems.count > 1)
		qsort(series->systems.items, series->systems.count,
		    sizeof *series->systems.items, system_compare);
}

double
series_step(const struct series_metric *metric)
{
	double fewest = 1;
	size_t i;

	if (metric->iterations.count > 0)
		fewest = metric->iterations.items[0];
	for (i = 1; i < metric->iterations.count; i++)
		fewest = fmin(fewest, metric->iterations.items[i]);
	return metric->metric.resolution / fewest;
}

static void
case_release(struct series_case *kept)
{
	struct series_metric *metric;
	size_t i;

	for (i = 0; i < kept->metrics.count; i++) {
		metric = &kept->metrics.items[i];
		vec_free(&metric->values);
		vec_free(&metric->iterations);
		vec_free(&metric->warmups);
		spans_release(&metric->spans);
	}
	vec_free(&kept->metrics);
	vec_free(&kept->failed_rounds);
}

void
series_release(struct series *series)
{
	size_t i;

	for (i = 0; i < series->cases.count; i++)
		case_release(&series->cases.items[i]);
	vec_free(&series->cases);
	vec_free(&series->notes);
	vec_free(&series->systems);
	map_release(&series->case_index);
	pool_release(&series->pool);
	arena_release(&series->arena);
}
