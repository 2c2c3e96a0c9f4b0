#include "output/case_page.h"

#include "base/arena.h"
#include "base/buf.h"
#include "output/canvas_svg.h"
#include "output/figure.h"
#include "output/figure_history.h"
#include "output/page.h"
#include "output/templates.h"
#include "output/view_case.h"
#include "output/view_markers.h"

enum { SPARK_WIDTH = 66, SPARK_HEIGHT = 14 }; /* points */

static const struct marker_text statistic_texts[] = {
    {"NAME", offsetof(struct view_statistic, name)},
    {"VALUE", offsetof(struct view_statistic, value)},
    {"INTERVAL", offsetof(struct view_statistic, interval)},
    {"EXACT", offsetof(struct view_statistic, exact)},
    {0},
};
static const struct marker_kind statistic_kind = {
    "statistic", statistic_texts, marker_no_lists};

/* A figure, drawn. */
struct case_figure {
	const char *svg, *caption;
};

static const struct marker_text figure_texts[] = {
    {"SVG", offsetof(struct case_figure, svg)},
    {"CAPTION", offsetof(struct case_figure, caption)},
    {0},
};
static const struct marker_kind figure_kind = {
    "figure", figure_texts, marker_no_lists};

struct case_metric {
	struct view_metric words;
	VIEW_LIST(struct case_figure) figures;
	VIEW_LIST(struct view_target) targets;
	VIEW_LIST(struct view_history) history; /* one or none */
};

static const struct marker_text metric_texts[] = {
    {"METRIC", offsetof(struct case_metric, words.name)},
    {"BETTER", offsetof(struct case_metric, words.better)},
    {"MISSING", offsetof(struct case_metric, words.missing)},
    {"MEDIAN", offsetof(struct case_metric, words.headline)},
    {"INTERVAL", offsetof(struct case_metric, words.interval)},
    {"UNIT", offsetof(struct case_metric, words.unit)},
    {"BASE_UNIT", offsetof(struct case_metric, words.base)},
    {"SAMPLES", offsetof(struct case_metric, words.samples)},
    {"OUTLIERS", offsetof(struct case_metric, words.outliers)},
    {0},
};
static const struct marker_list metric_lists[] = {
    {"STATISTICS", offsetof(struct case_metric, words.statistics),
	sizeof(struct view_statistic), &statistic_kind},
    {"REMARKS", offsetof(struct case_metric, words.remarks),
	sizeof(struct view_remark), &remark_kind},
    {"FIGURES", offsetof(struct case_metric, figures),
	sizeof(struct case_figure), &figure_kind},
    {"CHANGES", offsetof(struct case_metric, words.changes),
	sizeof(struct view_change), &change_kind},
    {"WALK", offsetof(struct case_metric, words.walk), sizeof(struct view_fact),
	&fact_kind},
    {"TARGETS", offsetof(struct case_metric, targets),
	sizeof(struct view_target), &target_kind},
    {"HISTORY", offsetof(struct case_metric, history),
	sizeof(struct view_history), &history_kind},
    {0},
};
static const struct marker_kind metric_kind = {
    "metric", metric_texts, metric_lists};

struct case_resource {
	struct view_resource words;
	const char *spark;
};

static const struct marker_text resource_texts[] = {
    {"METRIC", offsetof(struct case_resource, words.name)},
    {"UNIT", offsetof(struct case_resource, words.unit)},
    {"MEDIAN", offsetof(struct case_resource, words.median.text)},
    {"MEDIAN_EXACT", offsetof(struct case_resource, words.median.exact)},
    {"INTERVAL", offsetof(struct case_resource, words.interval)},
    {"MIN", offsetof(struct case_resource, words.min.text)},
    {"MIN_EXACT", offsetof(struct case_resource, words.min.exact)},
    {"MAX", offsetof(struct case_resource, words.max.text)},
    {"MAX_EXACT", offsetof(struct case_resource, words.max.exact)},
    {"SAMPLES", offsetof(struct case_resource, words.samples)},
    {"SPARK", offsetof(struct case_resource, spark)},
    {"MISSING", offsetof(struct case_resource, words.missing)},
    {0},
};
static const struct marker_list resource_lists[] = {
    {"CHANGES", offsetof(struct case_resource, words.changes),
	sizeof(struct view_change), &change_kind},
    {0},
};
static const struct marker_kind resource_kind = {
    "resource", resource_texts, resource_lists};

static const struct marker_text stage_texts[] = {
    {"NAME", offsetof(struct view_stage, name)},
    {"MISSING", offsetof(struct view_stage, missing)},
    {"MEDIAN", offsetof(struct view_stage, median)},
    {"INTERVAL", offsetof(struct view_stage, interval)},
    {"SHARE", offsetof(struct view_stage, share)},
    {"RSS", offsetof(struct view_stage, rss)},
    {0},
};
static const struct marker_kind stage_kind = {
    "stage", stage_texts, marker_no_lists};

static const struct marker_text link_texts[] = {
    {"FILE", offsetof(struct view_link, file)},
    {"TEXT", offsetof(struct view_link, text)},
    {0},
};
static const struct marker_kind link_kind = {
    "link", link_texts, marker_no_lists};

struct case_page {
	struct view_case words;
	VIEW_LIST(struct case_metric) metrics;
	VIEW_LIST(struct case_resource) resources;
	VIEW_LIST(struct case_figure) stage_figures; /* one or none */
};

static const struct marker_text case_texts[] = {
    {"ID", offsetof(struct case_page, words.id.text)},
    {"WHOLE_ID", offsetof(struct case_page, words.id.whole)},
    {"LIST", offsetof(struct case_page, words.list)},
    {"STATUS", offsetof(struct case_page, words.status.word)},
    {"SIGN", offsetof(struct case_page, words.status.sign)},
    {"TONE", offsetof(struct case_page, words.status.tone)},
    {"ALLOWED", offsetof(struct case_page, words.allowed)},
    {"MESSAGE", offsetof(struct case_page, words.message)},
    {"COMMAND", offsetof(struct case_page, words.command)},
    {"FOLDER", offsetof(struct case_page, words.folder)},
    {"VERIFY", offsetof(struct case_page, words.verify)},
    {"HAS_SPARKS", offsetof(struct case_page, words.has_plots)},
    {"HAS_CHANGES", offsetof(struct case_page, words.has_changes)},
    {"HAS_BOTH", offsetof(struct case_page, words.has_both)},
    {0},
};
static const struct marker_list case_lists[] = {
    {"ID_PARTS", offsetof(struct case_page, words.id.parts),
	sizeof(struct view_line), &line_kind},
    {"CASE_FACTS", offsetof(struct case_page, words.facts),
	sizeof(struct view_fact), &fact_kind},
    {"STEP_COMMANDS", offsetof(struct case_page, words.step_commands),
	sizeof(struct view_fact), &fact_kind},
    {"PARAMS", offsetof(struct case_page, words.params),
	sizeof(struct view_fact), &fact_kind},
    {"TAGS", offsetof(struct case_page, words.tags), sizeof(struct view_line),
	&line_kind},
    {"CASE_NOTES", offsetof(struct case_page, words.notes),
	sizeof(struct view_note), &note_kind},
    {"METRICS", offsetof(struct case_page, metrics), sizeof(struct case_metric),
	&metric_kind},
    {"RESOURCES", offsetof(struct case_page, resources),
	sizeof(struct case_resource), &resource_kind},
    {"STAGES", offsetof(struct case_page, words.stages),
	sizeof(struct view_stage), &stage_kind},
    {"STAGE_FIGURES", offsetof(struct case_page, stage_figures),
	sizeof(struct case_figure), &figure_kind},
    {"PREVIOUS", offsetof(struct case_page, words.previous),
	sizeof(struct view_link), &link_kind},
    {"NEXT", offsetof(struct case_page, words.next), sizeof(struct view_link),
	&link_kind},
    {0},
};
const struct marker_kind case_page_kind = {"case", case_texts, case_lists};

/* What is used again from page to page. */
struct workplace {
	struct arena arena;
	struct buf text;
};

static const char *
keep(struct workplace *at)
{
	const char *copy =
	    arena_strndup(&at->arena, buf_text(&at->text), at->text.length);

	buf_reset(&at->text);
	return copy;
}

static struct case_figure
draw_distribution(struct workplace *at, const struct view_metric *metric)
{
	struct case_figure figure;
	struct canvas_svg svg;

	canvas_svg_begin(&svg, &at->text, PAGE_PAIR_WIDTH,
	    figure_distribution_height(metric->of),
	    arena_printf(&at->arena, "Distribution of %s", metric->name));
	figure_distribution(&svg.canvas, metric->of);
	canvas_svg_end(&svg);
	figure.svg = keep(at);
	figure_distribution_caption(&at->text, metric->of);
	figure.caption = wording_line(keep(at), &at->arena);
	return figure;
}

static struct case_figure
draw_samples(struct workplace *at, const struct view_metric *metric)
{
	struct case_figure figure;
	struct canvas_svg svg;

	canvas_svg_begin(&svg, &at->text, PAGE_PAIR_WIDTH,
	    figure_samples_height(metric->of),
	    arena_printf(&at->arena,
		"Samples of %s in the order they were "
		"taken",
		metric->name));
	figure_samples(&svg.canvas, metric->of);
	canvas_svg_end(&svg);
	figure.svg = keep(at);
	figure_samples_caption(&at->text, metric->of);
	figure.caption = wording_line(keep(at), &at->arena);
	return figure;
}

static void
add_targets(struct case_metric *metric, struct workplace *at)
{
	size_t count = metric->words.targets.count, i;
	struct view_target *targets =
	    arena_alloc(&at->arena, (count + 1) * sizeof *targets);
	struct canvas_svg svg;

	metric->targets.items = targets;
	metric->targets.count = count;
	for (i = 0; i < count; i++) {
		targets[i] = metric->words.targets.items[i];
		if (targets[i].bullet.text == NULL)
			continue;
		canvas_svg_begin(&svg, &at->text, PAGE_PAIR_WIDTH,
		    chart_bullet_height(&targets[i].bullet),
		    arena_printf(&at->arena, "%s against its budget",
			targets[i].selector));
		chart_bullet_draw(&svg.canvas, &targets[i].bullet);
		canvas_svg_end(&svg);
		targets[i].svg = keep(at);
	}
}

static void
add_history(struct case_metric *metric, const struct result *result,
    struct workplace *at)
{
	struct view_history *history = arena_alloc(&at->arena, sizeof *history);
	struct canvas_svg svg;

	if (metric->words.history.count == 0)
		return;
	*history = metric->words.history.items[0];
	canvas_svg_begin(&svg, &at->text, PAGE_CHART_WIDTH,
	    figure_history_height(result, history->of),
	    arena_printf(&at->arena, "History of %s", metric->words.name));
	figure_history(&svg.canvas, result, history->of);
	canvas_svg_end(&svg);
	history->svg = keep(at);
	figure_history_caption(&at->text, result, history->of);
	history->caption = wording_line(keep(at), &at->arena);
	metric->history.items = history;
	metric->history.count = 1;
}

static void
add_metrics(
    struct case_page *page, const struct result *result, struct workplace *at)
{
	size_t count = page->words.metrics.count, i;
	struct case_metric *metrics =
	    arena_alloc(&at->arena, (count + 1) * sizeof *metrics);
	struct case_figure *figures =
	    arena_alloc(&at->arena, (2 * count + 1) * sizeof *figures);

	page->metrics.items = metrics;
	page->metrics.count = count;
	for (i = 0; i < count; i++, figures += 2) {
		metrics[i].words = page->words.metrics.items[i];
		add_targets(&metrics[i], at);
		add_history(&metrics[i], result, at);
		if (metrics[i].words.missing != NULL ||
		    metrics[i].words.of->plot == NULL)
			continue;
		figures[0] = draw_distribution(at, &metrics[i].words);
		figures[1] = draw_samples(at, &metrics[i].words);
		metrics[i].figures.items = figures;
		metrics[i].figures.count = 2;
	}
}

static void
add_stages(struct case_page *page, struct workplace *at,
    const struct result_case *item)
{
	struct case_figure *figure = arena_alloc(&at->arena, sizeof *figure);
	struct canvas_svg svg;

	if (page->words.stages.count == 0)
		return;
	canvas_svg_begin(&svg, &at->text, PAGE_PAIR_WIDTH,
	    figure_stages_height(item), "Steps, one behind the other");
	figure_stages(&svg.canvas, item);
	canvas_svg_end(&svg);
	figure->svg = keep(at);
	figure_stages_caption(&at->text, item);
	figure->caption = wording_line(keep(at), &at->arena);
	page->stage_figures.items = figure;
	page->stage_figures.count = 1;
}

static void
add_resources(struct case_page *page, struct workplace *at)
{
	size_t count = page->words.resources.count, i;
	struct case_resource *resources =
	    arena_alloc(&at->arena, (count + 1) * sizeof *resources);
	struct canvas_svg svg;

	page->resources.items = resources;
	page->resources.count = count;
	for (i = 0; i < count; i++) {
		resources[i].words = page->words.resources.items[i];
		if (resources[i].words.of->plot == NULL ||
		    resources[i].words.missing != NULL)
			continue;
		canvas_svg_begin(
		    &svg, &at->text, SPARK_WIDTH, SPARK_HEIGHT, NULL);
		figure_spark(&svg.canvas, resources[i].words.of);
		canvas_svg_end(&svg);
		resources[i].spark = keep(at);
	}
}

/* Style and script as far as the page uses them. */
static struct frame
case_frame(const struct templates *templates, const struct view_case *words)
{
	struct frame frame = frame_of(templates, "../");

	frame.style = templates->case_style;
	frame.style_hash = templates->case_style_hash;
	if (words->command == NULL && words->step_commands.count == 0 &&
	    words->verify == NULL) {
		frame.script = templates->case_script;
		frame.script_hash = templates->case_script_hash;
	}
	return frame;
}

int
case_pages_write(const struct view *view, const struct templates *templates,
    struct folder *folder, struct err *err)
{
	struct frame frame;
	struct case_page page;
	const struct marker_object objects[] = {{&frame_kind, &frame},
	    {&view_kind, view}, {&case_page_kind, &page}};
	struct workplace at = {0};
	int result = 0;
	size_t i;

	for (i = 0; result == 0 && i < view->result->case_count; i++) {
		if (view->case_pages[i] == NULL)
			continue;
		page = (struct case_page){0};
		view_case_build(&page.words, view, i);
		add_metrics(&page, view->result, &at);
		add_stages(&page, &at, &view->result->cases[i]);
		add_resources(&page, &at);
		frame = case_frame(templates, &page.words);
		result = page_put(folder, templates, "bench.tpl",
		    page.words.file, objects, 3, &at.text, err);
		buf_reset(&at.text);
		view_case_release(&page.words);
		arena_reset(&at.arena);
	}
	arena_release(&at.arena);
	buf_release(&at.text);
	return result;
}
