#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "output/chart_stages.h"
#include "output/figure.h"
#include "output/quantity.h"
#include "output/view_parts.h"

static const char STAGE_TIME[] = "/time";

/* "10.4 ms, 25 %". */
static struct chart_stage
stage_of(const struct result_metric *metric, const char *name, double whole,
    struct arena *arena)
{
	struct chart_stage stage = {.name = wording_line(name, arena)};
	double median = metric->summary.median;
	struct quantity quantity;

	if (!metric->is_measured || !(median >= 0) || !isfinite(median)) {
		stage.text = "not available";
		return stage;
	}
	quantity = quantity_of(metric);
	stage.value = median;
	stage.text = quantity_text(&quantity, median, arena);
	if (whole > 0)
		stage.text = arena_printf(arena, "%s, %s", stage.text,
		    quantity_share(median / whole, arena));
	return stage;
}

static struct chart_stages
stages_of(const struct result_case *item, struct arena *arena)
{
	const struct result_metric *all = view_metric_of(item, STAGE_TIME + 1);
	struct chart_stage *stages =
	    arena_alloc(arena, (item->metric_count + 1) * sizeof *stages);
	struct chart_stages chart = {
	    .name = "time", .unit = "ns", .stages = stages};
	const char *name;
	size_t i;

	if (all == NULL)
		return chart;
	chart.unit = all->metric.unit;
	chart.whole = stage_of(all, "all steps", 0, arena);
	for (i = 0; i < item->metric_count; i++) {
		name = item->metrics[i].metric.name;
		if (!text_ends_with(name, STAGE_TIME))
			continue;
		stages[chart.stage_count++] = stage_of(&item->metrics[i],
		    arena_strndup(
			arena, name, strlen(name) - strlen(STAGE_TIME)),
		    chart.whole.value, arena);
	}
	return chart;
}

double
figure_stages_height(const struct result_case *item)
{
	struct arena arena = {0};
	struct chart_stages chart = stages_of(item, &arena);
	double height = chart_stages_height(&chart);

	arena_release(&arena);
	return height;
}

void
figure_stages(struct canvas *canvas, const struct result_case *item)
{
	struct arena arena = {0};
	struct chart_stages chart = stages_of(item, &arena);

	chart_stages_draw(canvas, &chart);
	arena_release(&arena);
}

void
figure_stages_caption(struct buf *out, const struct result_case *item)
{
	struct arena arena = {0};
	struct chart_stages chart = stages_of(item, &arena);
	size_t i, longest = 0;

	for (i = 1; i < chart.stage_count; i++)
		if (chart.stages[i].value > chart.stages[longest].value)
			longest = i;
	buf_addf(out, "Median times of %zu step%s, one behind the other",
	    chart.stage_count, chart.stage_count == 1 ? "" : "s");
	if (chart.stage_count > 0)
		buf_addf(out, ": the longest is %s with %s",
		    chart.stages[longest].name, chart.stages[longest].text);
	buf_add_string(out, ". Medians of steps need not add up to that of the "
			    "whole.");
	arena_release(&arena);
}
