#include "analysis/shape.h"

#include <math.h>

#include "base/arena.h"

static const double EXACT_SHARE = 1e-4;

static void
set_growth(const struct series_metric *metric, struct arena *arena,
    struct result_metric *out)
{
	struct memory_growth growth, *kept;

	if (!memory_growth_of(metric, out->summary.median, &growth))
		return;
	kept = arena_alloc(arena, sizeof *kept);
	*kept = growth;
	out->growth = kept;
	if (growth.is_confirmed)
		out->flags |= RESULT_FLAG_GROWING;
}

void
shape_describe(struct describe_desk *desk, const struct series_metric *metric,
    struct arena *arena, struct result_metric *out)
{
	const struct summary *summary = &out->summary;

	if (!out->is_measured)
		return;
	out->modes =
	    modes_find(&desk->modes, desk->independent, desk->independent_count,
		series_step(metric), arena, &out->mode_count);
	if (out->mode_count > 1)
		out->flags |= RESULT_FLAG_MULTIMODAL;
	if (metric->metric.is_exact &&
	    summary->max - summary->min > EXACT_SHARE * fabs(summary->median))
		out->flags |= RESULT_FLAG_NOT_EXACT;
	set_growth(metric, arena, out);
}
