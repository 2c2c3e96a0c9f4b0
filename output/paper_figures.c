#include "output/paper_figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xalloc.h"
#include "output/figure.h"
#include "output/figure_history.h"
#include "output/paper.h"
#include "output/paper_history.h"
#include "output/prose.h"
#include "output/view_change.h"
#include "output/view_parts.h"

enum {
	FIGURE_GAP = 4, /* points between a figure and its caption */
	PAIR_GAP = 20,
	OVERVIEW_REST = 90 /* for a heading and the caption */
};

/* On paper the text of charts may be smaller than on a screen. */
static const double FIGURE_SCALE = 0.74, LEAST_SCALE = 0.68;

static double
figure_caption_height(struct document *document, const char *caption)
{
	return prose_caption_height(document, "Figure 99.", caption) +
	       FIGURE_GAP;
}

/* Draws the caption below the canvas, and counts. */
static void
figure_end(
    struct document *document, struct canvas_pdf *canvas, const char *caption)
{
	canvas_pdf_close(canvas);
	document_skip(document, FIGURE_GAP);
	document->figures++;
	prose_caption(document,
	    arena_printf(&document->arena, "Figure %zu.", document->figures),
	    caption);
}

/* A canvas of the document's width, on a page with room for the caption. */
static void
figure_begin(struct document *document, struct canvas_pdf *canvas,
    double height, double scale, const char *caption)
{
	struct point at;

	if (document_room(document) <
	    height + figure_caption_height(document, caption))
		document_break(document);
	at = document_place(document, height);
	document_canvas(
	    document, canvas, at, document_width(document), height, scale);
}

/* How small a figure must be to fit on a page below a heading. */
static double
fitting_scale(const struct document *document, double height)
{
	double scale = (document_height(document) - OVERVIEW_REST) / height;

	return scale < FIGURE_SCALE ? scale : FIGURE_SCALE;
}

static double
overview_scale(const struct document *document,
    const struct result_case *const *cases, size_t count)
{
	return fitting_scale(document, figure_overview_height(cases, count));
}

static void
draw_overview(struct document *document, const struct result_case *const *cases,
    size_t count)
{
	double scale = overview_scale(document, cases, count);
	double height = figure_overview_height(cases, count) * scale;
	struct canvas_pdf canvas;
	struct buf caption = {0};

	figure_overview_caption(&caption, cases, count);
	figure_begin(document, &canvas, height, scale, buf_text(&caption));
	figure_overview(&canvas.canvas, cases, count);
	figure_end(document, &canvas, buf_text(&caption));
	buf_release(&caption);
}

static void
draw_comparison(
    struct document *document, const struct view_comparison *comparison)
{
	double scale =
	    fitting_scale(document, figure_changes_height(comparison));
	double height = figure_changes_height(comparison) * scale;
	struct canvas_pdf canvas;

	figure_begin(document, &canvas, height, scale, comparison->caption);
	figure_changes(&canvas.canvas, comparison);
	figure_end(document, &canvas, comparison->caption);
}

void
paper_draw_against(struct document *document, const struct view *view)
{
	const struct view_comparison *found =
	    view_comparison_find(view, "against");

	if (found != NULL)
		draw_comparison(document, found);
}

void
paper_draw_compared(struct document *document, const struct view *view)
{
	const struct view_comparison *found =
	    view_comparison_find(view, "compared");

	if (found != NULL)
		draw_comparison(document, found);
}

void
paper_draw_changes(struct document *document, const struct view *view)
{
	if (view->overall.count > 0)
		draw_comparison(document, view->overall.items);
}

void
paper_draw_conditions(struct document *document, const struct view *view)
{
	struct canvas_pdf canvas;
	double height;

	if (view->conditions == NULL)
		return;
	height = figure_conditions_height(view->result) * FIGURE_SCALE;
	figure_begin(document, &canvas, height, FIGURE_SCALE, view->conditions);
	figure_conditions(&canvas.canvas, view->result);
	figure_end(document, &canvas, view->conditions);
}

void
paper_draw_scaling_figures(struct document *document, const struct view *view)
{
	const struct view_scaling *scaling;
	struct canvas_pdf canvas;
	struct buf caption = {0};
	size_t i, drawn = 0;

	for (i = 0; i < view->scalings.count && drawn < VIEW_CURVES; i++) {
		scaling = &view->scalings.items[i];
		if (scaling->of->point_count < 2)
			continue;
		buf_reset(&caption);
		figure_scaling_caption(&caption, scaling);
		figure_begin(document, &canvas,
		    figure_scaling_height(scaling->of) * FIGURE_SCALE,
		    FIGURE_SCALE, buf_text(&caption));
		figure_scaling(&canvas.canvas, scaling->of);
		figure_end(document, &canvas, buf_text(&caption));
		drawn++;
	}
	buf_release(&caption);
}

void
paper_draw_concurrency_figures(
    struct document *document, const struct view *view)
{
	const struct view_concurrency *concurrency;
	struct canvas_pdf canvas;
	struct buf caption = {0};
	size_t i, drawn = 0;

	for (i = 0; i < view->concurrencies.count && drawn < VIEW_CURVES; i++) {
		concurrency = &view->concurrencies.items[i];
		if (concurrency->of->level_count < 2)
			continue;
		buf_reset(&caption);
		figure_concurrency_caption(&caption, concurrency);
		figure_begin(document, &canvas,
		    figure_concurrency_height(concurrency->of) * FIGURE_SCALE,
		    FIGURE_SCALE, buf_text(&caption));
		figure_concurrency(&canvas.canvas, concurrency->of);
		figure_end(document, &canvas, buf_text(&caption));
		drawn++;
	}
	buf_release(&caption);
}

static const struct result_metric *
first_judged(const struct result_case *item)
{
	size_t i;

	for (i = 0; i < item->metric_count; i++)
		if (item->metrics[i].is_judged)
			return &item->metrics[i];
	return NULL;
}

/* True when the cases of both are shown on one axis. */
static bool
is_alike(const struct view_piece *a, const struct view_piece *b)
{
	const struct result_metric *left = first_judged(a->cases[0]);
	const struct result_metric *right = first_judged(b->cases[0]);

	return left != NULL && right != NULL &&
	       strcmp(left->metric.name, right->metric.name) == 0 &&
	       strcmp(left->metric.unit, right->metric.unit) == 0;
}

/*
 * The view's pieces suit a screen: those from index on that are alike are
 * joined in cases. Returns how many pieces that were.
 */
static size_t
join_pieces(const struct view *view, size_t index,
    const struct result_case **cases, size_t *count)
{
	const struct view_piece *first = &view->overview.items[index], *piece;
	size_t i;

	*count = 0;
	for (i = index; i < view->overview.count; i++) {
		piece = &view->overview.items[i];
		if (i > index && !is_alike(first, piece))
			break;
		memcpy(cases + *count, piece->cases,
		    piece->count * sizeof(const struct result_case *));
		*count += piece->count;
	}
	return i - index;
}

/* Cases that fill a page and can still be read. */
static size_t
overview_part(const struct document *document,
    const struct result_case *const *cases, size_t count)
{
	if (count > FIGURE_OVERVIEW_ROWS)
		count = FIGURE_OVERVIEW_ROWS;
	while (
	    count > 1 && overview_scale(document, cases, count) < LEAST_SCALE)
		count--;
	return count;
}

void
paper_draw_overviews(struct document *document, const struct view *view)
{
	const struct result_case **cases;
	size_t i, at, all = 0, count, part, drawn = 0;

	for (i = 0; i < view->overview.count; i++)
		all += view->overview.items[i].count;
	cases = xcalloc(all + 1, sizeof *cases);
	for (i = 0; i < view->overview.count;) {
		i += join_pieces(view, i, cases, &count);
		for (at = 0; at < count && drawn < PAPER_OVERVIEWS;
		     at += part, drawn++) {
			part = overview_part(document, cases + at, count - at);
			draw_overview(document, cases + at, part);
		}
	}
	free(cases);
}

size_t
paper_figure_count(const struct view *view)
{
	size_t i, count = 0;

	for (i = 0; i < view->rows.count && count < PAPER_CASE_FIGURES; i++)
		count += view->rows.items[i].drawn != NULL;
	return count;
}

/* Left the distribution, right the samples in order; one caption. */
static void
draw_case_pair(struct document *document, const struct result_metric *metric)
{
	double width = (document_width(document) - PAIR_GAP) / 2;
	double height = figure_distribution_height(metric) * FIGURE_SCALE;
	double other = figure_samples_height(metric) * FIGURE_SCALE, below;
	struct canvas_pdf canvas;
	struct buf caption = {0};
	struct point at;

	buf_add_string(&caption, "Left: ");
	figure_distribution_caption(&caption, metric);
	buf_add_string(&caption, " Right: ");
	figure_samples_caption(&caption, metric);
	height = height > other ? height : other;
	below = figure_caption_height(document, buf_text(&caption));
	if (document_room(document) < height + below)
		document_break(document);
	at = document_place(document, height);
	document_canvas(document, &canvas, at, width, height, FIGURE_SCALE);
	figure_distribution(&canvas.canvas, metric);
	canvas_pdf_close(&canvas);
	at.x += width + PAIR_GAP;
	document_canvas(document, &canvas, at, width, height, FIGURE_SCALE);
	figure_samples(&canvas.canvas, metric);
	figure_end(document, &canvas, buf_text(&caption));
	buf_release(&caption);
}

/* What the steps take, and what they are. */
static void
draw_steps(struct document *document, const struct result_case *item)
{
	struct view_facts commands = view_step_commands(&document->arena, item);
	struct buf text = {0};
	struct canvas_pdf canvas;
	size_t i;

	if (commands.count == 0)
		return;
	figure_stages_caption(&text, item);
	figure_begin(document, &canvas,
	    figure_stages_height(item) * FIGURE_SCALE, FIGURE_SCALE,
	    buf_text(&text));
	figure_stages(&canvas.canvas, item);
	figure_end(document, &canvas, buf_text(&text));
	buf_reset(&text);
	for (i = 0; i < commands.count; i++)
		buf_addf(&text, "%s%s: %s", i == 0 ? "" : "\n",
		    commands.items[i].name, commands.items[i].value);
	prose_block(document, buf_text(&text));
	buf_release(&text);
}

void
paper_draw_case_figures(struct document *document, const struct view *view)
{
	const struct view_row *row;
	const char *previous = "";
	size_t i, shown = 0;

	for (i = 0; i < view->rows.count && shown < PAPER_CASE_FIGURES; i++) {
		row = &view->rows.items[i];
		/* A case of several metrics is shown by the first one. */
		if (row->drawn == NULL || strcmp(row->id.text, previous) == 0)
			continue;
		previous = row->id.text;
		document_heading(document, 2, row->id.text);
		draw_case_pair(document, row->drawn);
		draw_steps(document, row->of);
		shown++;
	}
}

static void
draw_history(struct document *document, const struct view *view,
    const struct view_point *point)
{
	double height =
	    figure_history_height(view->result, point->of) * FIGURE_SCALE;
	struct canvas_pdf canvas;
	struct buf caption = {0};

	buf_addf(&caption, "%s. ", point->id.text);
	figure_history_caption(&caption, view->result, point->of);
	figure_begin(
	    document, &canvas, height, FIGURE_SCALE, buf_text(&caption));
	figure_history(&canvas.canvas, view->result, point->of);
	figure_end(document, &canvas, buf_text(&caption));
	buf_release(&caption);
}

void
paper_draw_histories(struct document *document, const struct view *view)
{
	const struct view_point *points = view->trends.points.items;
	const struct result_metric *drawn[PAPER_HISTORIES];
	size_t i, j, count = 0;

	for (i = 0; i < view->trends.points.count; i++) {
		for (j = 0; j < count; j++)
			if (drawn[j] == points[i].of)
				break;
		if (j < count)
			continue;
		if (count == PAPER_HISTORIES)
			return;
		drawn[count++] = points[i].of;
		draw_history(document, view, &points[i]);
	}
}
