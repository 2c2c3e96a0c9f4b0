#include "output/page.h"

#include "base/arena.h"
#include "base/buf.h"
#include "output/canvas_svg.h"
#include "output/figure.h"
#include "output/folder.h"
#include "output/templates.h"
#include "output/trends_page.h"
#include "output/view_change.h"
#include "output/view_markers.h"

/* Points. A sparkline is as high as its row's text. */
enum { SPARK_WIDTH = 66, SPARK_HEIGHT = 14, BULLET_WIDTH = 96 };

static const struct marker_text frame_texts[] = {
    {"ROOT", offsetof(struct frame, root)},
    {"STYLE", offsetof(struct frame, style)},
    {"STYLE_HASH", offsetof(struct frame, style_hash)},
    {"SCRIPT", offsetof(struct frame, script)},
    {"SCRIPT_HASH", offsetof(struct frame, script_hash)},
    {"TABLE_SCRIPT", offsetof(struct frame, table_script)},
    {"TABLE_SCRIPT_HASH", offsetof(struct frame, table_script_hash)},
    {0},
};
const struct marker_kind frame_kind = {"frame", frame_texts, marker_no_lists};

/* A row and what is drawn for it. */
struct page_row {
	struct view_row words;
	const char *spark;
};

#define WORDS(name, member)                                                    \
	{                                                                      \
		name, offsetof(struct page_row, words.member)                  \
	}

/* The most frequent first: they are looked up once a cell. */
static const struct marker_text row_texts[] = {
    WORDS("MEDIAN", median.text),
    WORDS("MEDIAN_SHIFT", median.shift),
    WORDS("MEDIAN_EXACT", median.exact),
    WORDS("INTERVAL", interval.text),
    WORDS("INTERVAL_SHIFT", interval.shift),
    WORDS("INTERVAL_EXACT", interval.exact),
    WORDS("UNIT", unit),
    WORDS("MOVED", change.text),
    WORDS("MOVED_EXACT", change.exact),
    WORDS("MOVED_WORD", moved.word),
    WORDS("MOVED_SIGN", moved.sign),
    WORDS("MOVED_TONE", moved.tone),
    WORDS("MIN", min.text),
    WORDS("MIN_SHIFT", min.shift),
    WORDS("MIN_EXACT", min.exact),
    WORDS("P95", p95.text),
    WORDS("P95_SHIFT", p95.shift),
    WORDS("P95_EXACT", p95.exact),
    WORDS("MAX", max.text),
    WORDS("MAX_SHIFT", max.shift),
    WORDS("MAX_EXACT", max.exact),
    WORDS("SPREAD", spread.text),
    WORDS("SPREAD_EXACT", spread.exact),
    WORDS("SAMPLES", samples),
    WORDS("LAUNCHES", launches),
    WORDS("RSS", rss.text),
    WORDS("RSS_EXACT", rss.exact),
    WORDS("ID", id.text),
    WORDS("WHOLE_ID", id.whole),
    WORDS("PAGE", id.page),
    WORDS("GROUP", group),
    WORDS("TAGS", tags),
    WORDS("METRIC", metric),
    WORDS("STATUS", status.word),
    WORDS("SIGN", status.sign),
    WORDS("TONE", status.tone),
    WORDS("REMARKS", remarks),
    WORDS("MESSAGE", message),
    {"SPARK", offsetof(struct page_row, spark)},
    {0},
};
static const struct marker_list row_lists[] = {
    {"ID_PARTS", offsetof(struct page_row, words.id.parts),
	sizeof(struct view_line), &line_kind},
    {0},
};
static const struct marker_kind row_kind = {"row", row_texts, row_lists};

/* One overview, drawn. */
struct page_piece {
	const char *svg, *caption;
};

static const struct marker_text piece_texts[] = {
    {"SVG", offsetof(struct page_piece, svg)},
    {"CAPTION", offsetof(struct page_piece, caption)},
    {0},
};
static const struct marker_kind piece_kind = {
    "piece", piece_texts, marker_no_lists};

/* A page of cases with what is drawn on it. */
struct page {
	struct view_page words;
	VIEW_LIST(struct page_row) rows;
	VIEW_LIST(struct page_piece) overview, more_overview;
	const char *more_pieces; /* "3 more figures" */
	VIEW_LIST(struct view_target) targets;
	VIEW_LIST(struct view_comparison) overall, comparisons;
	VIEW_LIST(struct view_scaling) scalings;
	VIEW_LIST(struct view_concurrency) concurrencies;
	struct trends_part trends;
	const char *conditions;
};

static const struct marker_text page_texts[] = {
    {"FILE", offsetof(struct page, words.file)},
    {"NUMBER", offsetof(struct page, words.number)},
    {"RANGE", offsetof(struct page, words.range)},
    {"PREVIOUS", offsetof(struct page, words.previous)},
    {"NEXT", offsetof(struct page, words.next)},
    {"MORE_PIECES", offsetof(struct page, more_pieces)},
    {"CONDITIONS_SVG", offsetof(struct page, conditions)},
    {0},
};
static const struct marker_list page_lists[] = {
    {"ROWS", offsetof(struct page, rows), sizeof(struct page_row), &row_kind},
    {"OTHERS", offsetof(struct page, words.others), sizeof(struct view_other),
	&other_kind},
    {"OVERVIEW", offsetof(struct page, overview), sizeof(struct page_piece),
	&piece_kind},
    {"MORE_OVERVIEW", offsetof(struct page, more_overview),
	sizeof(struct page_piece), &piece_kind},
    {"TARGETS", offsetof(struct page, targets), sizeof(struct view_target),
	&target_kind},
    {"OVERALL", offsetof(struct page, overall), sizeof(struct view_comparison),
	&comparison_kind},
    {"SCALINGS", offsetof(struct page, scalings), sizeof(struct view_scaling),
	&scaling_kind},
    {"CONCURRENCIES", offsetof(struct page, concurrencies),
	sizeof(struct view_concurrency), &concurrency_kind},
    {"COMPARISONS", offsetof(struct page, comparisons),
	sizeof(struct view_comparison), &comparison_kind},
    {"TREND_TABLES", offsetof(struct page, trends.tables),
	sizeof(struct view_point_table), &point_table_kind},
    {"DRIFTS", offsetof(struct page, trends.drifts), sizeof(struct view_drift),
	&drift_kind},
    {0},
};
const struct marker_kind page_kind = {"page", page_texts, page_lists};

struct frame
frame_of(const struct templates *templates, const char *root)
{
	return (struct frame){
	    .root = root,
	    .style = templates->style,
	    .style_hash = templates->style_hash,
	    .script = templates->script,
	    .script_hash = templates->script_hash,
	    .table_script = templates->table_script,
	    .table_script_hash = templates->table_script_hash,
	};
}

int
page_put(struct folder *folder, const struct templates *templates,
    const char *template, const char *file, const struct marker_object *objects,
    size_t count, struct buf *text, struct err *err)
{
	FILE *out;

	buf_reset(text);
	if (marker_expand(templates->set, template, objects, count, text, err) <
	    0)
		return -1;
	out = folder_file(folder, file, err);
	if (out == NULL)
		return -1;
	fwrite(text->text, 1, text->length, out);
	return 0;
}

static const char *
draw_spark(
    const struct result_metric *metric, struct arena *arena, struct buf *text)
{
	struct canvas_svg svg;

	buf_reset(text);
	canvas_svg_begin(&svg, text, SPARK_WIDTH, SPARK_HEIGHT, NULL);
	figure_spark(&svg.canvas, metric);
	canvas_svg_end(&svg);
	return arena_strndup(arena, text->text, text->length);
}

static void
add_rows(
    struct page *page, bool has_pasts, struct arena *arena, struct buf *text)
{
	size_t count = page->words.rows.count, i;
	struct page_row *rows = arena_alloc(arena, (count + 1) * sizeof *rows);

	for (i = 0; i < count; i++) {
		rows[i].words = page->words.rows.items[i];
		if (rows[i].words.past != NULL)
			rows[i].spark =
			    trends_spark(rows[i].words.past, arena, text);
		else if (rows[i].words.drawn != NULL && !has_pasts)
			rows[i].spark =
			    draw_spark(rows[i].words.drawn, arena, text);
	}
	page->rows.items = rows;
	page->rows.count = count;
}

static struct page_piece
draw_piece(
    const struct view_piece *piece, struct arena *arena, struct buf *text)
{
	struct canvas_svg svg;

	buf_reset(text);
	canvas_svg_begin(&svg, text, PAGE_CHART_WIDTH,
	    figure_overview_height(piece->cases, piece->count),
	    "Medians and intervals of the cases");
	figure_overview(&svg.canvas, piece->cases, piece->count);
	canvas_svg_end(&svg);
	return (struct page_piece){
	    arena_strndup(arena, text->text, text->length), piece->caption};
}

/* The first one is shown, the others can be opened. */
static void
add_overview(struct page *page, const struct view *view, struct arena *arena,
    struct buf *text)
{
	size_t count = view->overview.count, i;
	struct page_piece *pieces =
	    arena_alloc(arena, (count + 1) * sizeof *pieces);

	for (i = 0; i < count; i++)
		pieces[i] = draw_piece(&view->overview.items[i], arena, text);
	page->overview.items = pieces;
	page->overview.count = count > 0;
	if (count < 2)
		return;
	page->more_overview.items = pieces + 1;
	page->more_overview.count = count - 1;
	page->more_pieces = arena_printf(
	    arena, "%zu more figure%s", count - 1, count == 2 ? "" : "s");
}

static struct view_comparison
draw_comparison(
    const struct view_comparison *from, struct arena *arena, struct buf *text)
{
	struct view_comparison drawn = *from;
	struct canvas_svg svg;

	buf_reset(text);
	canvas_svg_begin(&svg, text, PAGE_CHART_WIDTH,
	    figure_changes_height(from), "Changes and their intervals");
	figure_changes(&svg.canvas, from);
	canvas_svg_end(&svg);
	drawn.svg = arena_strndup(arena, text->text, text->length);
	return drawn;
}

static void
add_comparisons(struct page *page, const struct view *view, struct arena *arena,
    struct buf *text)
{
	size_t count = view->comparisons.count, all, i;
	struct view_comparison *drawn;

	all = count + view->overall.count;
	drawn = arena_alloc(arena, (all + 1) * sizeof *drawn);
	for (i = 0; i < count; i++)
		drawn[i] =
		    draw_comparison(&view->comparisons.items[i], arena, text);
	for (; i < all; i++)
		drawn[i] = draw_comparison(
		    &view->overall.items[i - count], arena, text);
	page->comparisons.items = drawn;
	page->comparisons.count = count;
	page->overall.items = drawn + count;
	page->overall.count = view->overall.count;
}

static void
add_targets(struct page *page, const struct view *view, struct arena *arena,
    struct buf *text)
{
	size_t count = view->targets.count, i;
	struct view_target *drawn =
	    arena_alloc(arena, (count + 1) * sizeof *drawn);
	struct canvas_svg svg;

	for (i = 0; i < count; i++) {
		drawn[i] = view->targets.items[i];
		if (drawn[i].bullet.text == NULL)
			continue;
		buf_reset(text);
		canvas_svg_begin(&svg, text, BULLET_WIDTH, SPARK_HEIGHT, NULL);
		chart_bullet_draw_brief(&svg.canvas, &drawn[i].bullet);
		canvas_svg_end(&svg);
		drawn[i].svg = arena_strndup(arena, text->text, text->length);
	}
	page->targets.items = drawn;
	page->targets.count = count;
}

static const char *
kept(struct arena *arena, struct buf *text)
{
	const char *copy = arena_strndup(arena, buf_text(text), text->length);

	buf_reset(text);
	return copy;
}

static void
draw_scaling(
    struct view_scaling *scaling, struct arena *arena, struct buf *text)
{
	struct canvas_svg svg;

	buf_reset(text);
	canvas_svg_begin(&svg, text, PAGE_PAIR_WIDTH,
	    figure_scaling_height(scaling->of), scaling->name);
	figure_scaling(&svg.canvas, scaling->of);
	canvas_svg_end(&svg);
	scaling->svg = kept(arena, text);
	figure_scaling_caption(text, scaling);
	scaling->caption = kept(arena, text);
}

static void
draw_concurrency(
    struct view_concurrency *concurrency, struct arena *arena, struct buf *text)
{
	struct canvas_svg svg;

	buf_reset(text);
	canvas_svg_begin(&svg, text, PAGE_PAIR_WIDTH,
	    figure_concurrency_height(concurrency->of), concurrency->name);
	figure_concurrency(&svg.canvas, concurrency->of);
	canvas_svg_end(&svg);
	concurrency->svg = kept(arena, text);
	figure_concurrency_caption(text, concurrency);
	concurrency->caption = kept(arena, text);
}

/* The first few are drawn: what fails, what was asked for. */
static void
add_shapes(struct page *page, const struct view *view, struct arena *arena,
    struct buf *text)
{
	size_t scalings = view->scalings.count, i;
	size_t concurrencies = view->concurrencies.count;
	struct view_scaling *curves =
	    arena_alloc(arena, (scalings + 1) * sizeof *curves);
	struct view_concurrency *levels =
	    arena_alloc(arena, (concurrencies + 1) * sizeof *levels);

	for (i = 0; i < scalings; i++) {
		curves[i] = view->scalings.items[i];
		if (i < VIEW_CURVES && curves[i].of->point_count > 0)
			draw_scaling(&curves[i], arena, text);
	}
	for (i = 0; i < concurrencies; i++) {
		levels[i] = view->concurrencies.items[i];
		if (i < VIEW_CURVES && levels[i].of->level_count > 0)
			draw_concurrency(&levels[i], arena, text);
	}
	page->scalings.items = curves;
	page->scalings.count = scalings;
	page->concurrencies.items = levels;
	page->concurrencies.count = concurrencies;
}

static void
add_conditions(struct page *page, const struct view *view, struct arena *arena,
    struct buf *text)
{
	struct canvas_svg svg;

	if (view->conditions == NULL)
		return;
	buf_reset(text);
	canvas_svg_begin(&svg, text, PAGE_CHART_WIDTH,
	    figure_conditions_height(view->result),
	    "What else the machine did over the time of the run");
	figure_conditions(&svg.canvas, view->result);
	canvas_svg_end(&svg);
	page->conditions = arena_strndup(arena, text->text, text->length);
}

int
page_write(const struct view *view, const struct templates *templates,
    struct folder *folder, struct err *err)
{
	const struct frame frame = frame_of(templates, "");
	struct page page;
	const struct marker_object objects[] = {
	    {&frame_kind, &frame}, {&view_kind, view}, {&page_kind, &page}};
	struct arena arena = {0};
	struct buf text = {0};
	int result = 0;
	size_t i;

	for (i = 0; result == 0 && i < view->pages.count; i++) {
		page = (struct page){.words = view->pages.items[i]};
		add_rows(&page, view->has_pasts != NULL, &arena, &text);
		if (i == 0) {
			add_overview(&page, view, &arena, &text);
			add_targets(&page, view, &arena, &text);
			add_comparisons(&page, view, &arena, &text);
			add_shapes(&page, view, &arena, &text);
			add_conditions(&page, view, &arena, &text);
			page.trends =
			    trends_part_of(view, 0, VIEW_TRENDS, &arena, &text);
		}
		result = page_put(folder, templates,
		    i == 0 ? "index.tpl" : "cases.tpl", page.words.file,
		    objects, 3, &text, err);
		arena_reset(&arena);
	}
	arena_release(&arena);
	buf_release(&text);
	return result;
}
