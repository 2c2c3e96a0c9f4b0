#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "output/quantity.h"
#include "output/shell.h"
#include "output/view_case.h"
#include "output/view_parts.h"

static const char STAGE_TIME[] = "/time";

/* The median of another metric of the step whose time this is. */
static const char *
rss_of(const struct result_case *item, const char *name, struct arena *arena)
{
	const struct result_metric *metric =
	    view_metric_of(item, arena_printf(arena, "%s/max_rss", name));
	struct quantity quantity;

	if (metric == NULL || !metric->is_measured)
		return NULL;
	quantity = quantity_plain(metric->metric.unit, metric->summary.median);
	quantity.decimals = quantity.scale.divisor > 1;
	return quantity_text(&quantity, metric->summary.median, arena);
}

static struct view_stage
stage_of(const struct result_case *item, const struct result_metric *metric,
    struct arena *arena)
{
	const struct result_metric *whole =
	    view_metric_of(item, STAGE_TIME + 1);
	const char *name = arena_strndup(arena, metric->metric.name,
	    strlen(metric->metric.name) - strlen(STAGE_TIME));
	struct view_stage stage = {.of = metric};
	struct quantity quantity;

	stage.name = wording_line(name, arena);
	stage.rss = rss_of(item, name, arena);
	if (!metric->is_measured) {
		stage.missing = "not available";
		return stage;
	}
	quantity = quantity_of(metric);
	stage.median = wording_line(
	    quantity_text(&quantity, metric->summary.median, arena), arena);
	stage.interval = view_interval(metric, arena);
	if (whole->is_measured && whole->summary.median > 0)
		stage.share = quantity_share(
		    metric->summary.median / whole->summary.median, arena);
	return stage;
}

const char *
view_folder(const struct result_case *item, struct arena *arena)
{
	if (item->cwd == NULL || strcmp(item->cwd, ".") == 0)
		return NULL;
	return wording_line(item->cwd, arena);
}

struct view_facts
view_step_commands(struct arena *arena, const struct result_case *item)
{
	struct view_facts facts = view_facts_new(arena, item->step_count);
	const struct record_step *step;
	struct buf text = {0};
	size_t i;

	for (i = 0; i < item->step_count; i++) {
		step = &item->steps[i];
		if (step->command_count > 0)
			shell_add_command(
			    &text, step->command, step->command_count);
		view_facts_add(&facts, wording_line(step->name, arena),
		    wording_block(
			arena_strndup(arena, buf_text(&text), text.length),
			arena));
		buf_reset(&text);
	}
	buf_release(&text);
	return facts;
}

void
view_case_add_stages(struct view_case *to, const struct result_case *item)
{
	struct view_stage *stages =
	    arena_alloc(&to->arena, (item->metric_count + 1) * sizeof *stages);
	const struct result_metric *metric;
	size_t i;

	to->stages.items = stages;
	for (i = 0; i < item->metric_count; i++) {
		metric = &item->metrics[i];
		if (text_ends_with(metric->metric.name, STAGE_TIME) &&
		    view_is_of_step(item, metric))
			stages[to->stages.count++] =
			    stage_of(item, metric, &to->arena);
	}
}
