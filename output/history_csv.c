#include "output/history_csv.h"

#include <inttypes.h>
#include <math.h>

#include "base/buf.h"
#include "output/csv.h"

bool
history_csv_is_wanted(const struct result *result)
{
	size_t i, j;

	for (i = 0; i < result->case_count; i++)
		for (j = 0; j < result->cases[i].metric_count; j++)
			if (result->cases[i].metrics[j].history != NULL)
				return true;
	return false;
}

/* How many environments began up to the point, behind the one before it. */
static uint32_t
borders_at(const struct timeline_run *past, const struct timeline *timeline,
    uint32_t at)
{
	uint32_t run = at == 0 ? 0 : timeline->points[at - 1].run + 1;

	if (at == 0)
		return 0;
	for (; run <= timeline->points[at].run; run++)
		if (past[run].differs != NULL)
			return 1;
	return 0;
}

static void
add_run(struct buf *out, const struct timeline_run *run)
{
	const char *texts[] = {run->id, run->started, run->commit};
	size_t i;

	for (i = 0; i < sizeof texts / sizeof *texts; i++) {
		csv_add_text(out, texts[i]);
		buf_add_char(out, ',');
	}
}

static void
add_change(struct buf *out, const struct timeline_change *change)
{
	if (change == NULL) {
		buf_add_char(out, ',');
		return;
	}
	csv_add_text(out, change->is_confirmed ? "confirmed" : "suspected");
	buf_add_char(out, ',');
	if (isfinite(change->ratio))
		csv_add_number(out, 100 * (change->ratio - 1));
}

static void
add_rows(struct buf *out, const struct result *result,
    const struct timeline *timeline, const struct buf *prefix)
{
	const struct timeline_change *changes = timeline->changes, *found;
	const struct timeline_point *point;
	uint32_t i, next = 0, segment = 1;

	for (i = 0; i < timeline->point_count; i++) {
		point = &timeline->points[i];
		segment += borders_at(result->past, timeline, i);
		found = NULL;
		if (next < timeline->change_count && changes[next].point == i)
			found = &changes[next++];
		buf_add(out, prefix->text, prefix->length);
		add_run(out, &result->past[point->run]);
		csv_add_number(out, point->center);
		buf_addf(
		    out, ",%" PRIu32 ",%" PRIu32 ",", point->launches, segment);
		add_change(out, found);
		buf_add_string(out, "\r\n");
	}
}

void
history_csv_write(const struct result *result, FILE *out)
{
	const struct result_case *item;
	const struct result_metric *metric;
	struct buf text = {0}, prefix = {0};
	size_t i, j;

	fputs("case,metric,unit,run,started,commit,value,launches,segment,"
	      "change,change_percent\r\n",
	    out);
	for (i = 0; i < result->case_count; i++) {
		item = &result->cases[i];
		for (j = 0; j < item->metric_count; j++) {
			metric = &item->metrics[j];
			if (metric->history == NULL)
				continue;
			buf_reset(&prefix);
			csv_add_text(&prefix, item->id);
			buf_add_char(&prefix, ',');
			csv_add_text(&prefix, metric->metric.name);
			buf_add_char(&prefix, ',');
			csv_add_text(&prefix, metric->metric.unit);
			buf_add_char(&prefix, ',');
			buf_reset(&text);
			add_rows(&text, result, metric->history, &prefix);
			fwrite(buf_text(&text), 1, text.length, out);
		}
	}
	buf_release(&prefix);
	buf_release(&text);
}
