#include "analysis/warmup.h"

#include "analysis/mser.h"

static bool
has_long_launch(const struct spans *spans)
{
	size_t i;

	for (i = 0; i < spans->count; i++)
		if (spans->items[i].count >= MSER_MIN)
			return true;
	return false;
}

void
warmup_find(struct series_metric *metric)
{
	const double *values = metric->values.items;
	const struct span *span;
	struct mser mser;
	bool is_any = false;
	uint32_t j;
	size_t i;

	metric->warmups.count = 0;
	metric->unsteady = 0;
	if (!has_long_launch(&metric->spans))
		return;
	for (i = 0; i < metric->spans.count; i++) {
		span = &metric->spans.items[i];
		for (j = 0; j < span->launches; j++) {
			mser = mser_of(values, span->count);
			vec_push(&metric->warmups, (uint32_t)mser.drop);
			is_any = is_any || mser.drop > 0;
			metric->unsteady += mser.is_unsteady;
			values += span->count;
		}
	}
	if (!is_any)
		metric->warmups.count = 0;
}

/* There is room for all values. */
static void
copy_values(const struct series_metric *metric, size_t from, size_t count,
    struct series_metric *room)
{
	memcpy(room->values.items + room->values.count,
	    metric->values.items + from, count * sizeof(double));
	room->values.count += count;
	if (metric->iterations.count == 0)
		return;
	memcpy(room->iterations.items + room->iterations.count,
	    metric->iterations.items + from, count * sizeof(double));
	room->iterations.count += count;
}

const struct series_metric *
warmup_without(const struct series_metric *metric, struct series_metric *room)
{
	size_t i, from = 0, launch = 0;
	const struct span *span;
	uint32_t j, drop;

	if (metric->warmups.count == 0)
		return metric;
	room->metric = metric->metric;
	room->values.count = room->iterations.count = room->spans.count = 0;
	room->unsteady = metric->unsteady;
	vec_reserve(&room->values, metric->values.count);
	vec_reserve(&room->iterations, metric->iterations.count);
	for (i = 0; i < metric->spans.count; i++) {
		span = &metric->spans.items[i];
		for (j = 0; j < span->launches; j++) {
			drop = metric->warmups.items[launch++];
			copy_values(
			    metric, from + drop, span->count - drop, room);
			spans_add(&room->spans, span->round + j,
			    span->launch + j, span->count - drop);
			from += span->count;
		}
	}
	return room;
}

void
warmup_release(struct series_metric *room)
{
	vec_free(&room->values);
	vec_free(&room->iterations);
	spans_release(&room->spans);
	*room = (struct series_metric){0};
}
