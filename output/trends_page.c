#include "output/trends_page.h"

#include "base/arena.h"
#include "base/buf.h"
#include "output/canvas_svg.h"
#include "output/figure_history.h"
#include "output/page.h"
#include "output/view_markers.h"

enum { SPARK_WIDTH = 66, SPARK_HEIGHT = 14, TABLES = 2 };

struct trends_page {
	struct trends_part part;
	const char *range;           /* "1001 to 2000 of 2345"; NULL: all */
	const char *previous, *next; /* files */
};

static const struct marker_text page_texts[] = {
    {"RANGE", offsetof(struct trends_page, range)},
    {"PREVIOUS", offsetof(struct trends_page, previous)},
    {"NEXT", offsetof(struct trends_page, next)},
    {0},
};
static const struct marker_list page_lists[] = {
    {"TREND_TABLES", offsetof(struct trends_page, part.tables),
	sizeof(struct view_point_table), &point_table_kind},
    {"DRIFTS", offsetof(struct trends_page, part.drifts),
	sizeof(struct view_drift), &drift_kind},
    {0},
};
const struct marker_kind trends_kind = {"trends", page_texts, page_lists};

const char *
trends_spark(
    const struct result_metric *metric, struct arena *arena, struct buf *text)
{
	struct canvas_svg svg;
	const char *copy;

	buf_reset(text);
	canvas_svg_begin(&svg, text, SPARK_WIDTH, SPARK_HEIGHT, NULL);
	figure_history_spark(&svg.canvas, metric);
	canvas_svg_end(&svg);
	copy = arena_strndup(arena, text->text, text->length);
	buf_reset(text);
	return copy;
}

static void
fill_table(struct view_point_table *table, const struct view_point *from,
    size_t count, struct arena *arena, struct buf *text)
{
	struct view_point *points =
	    arena_alloc(arena, (count + 1) * sizeof *points);
	size_t i;

	for (i = 0; i < count; i++) {
		points[i] = from[i];
		points[i].spark = trends_spark(from[i].of, arena, text);
	}
	table->has_cases = "yes";
	table->points.items = points;
	table->points.count = count;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

struct trends_part
trends_part_of(const struct view *view, size_t from, size_t most,
    struct arena *arena, struct buf *text)
{
	const struct view_trends *trends = &view->trends;
	struct view_point_table *tables =
	    arena_alloc(arena, TABLES * sizeof *tables);
	struct trends_part part = {.tables.items = tables};
	struct view_drift *drifts;
	size_t count, i;

	if (from < trends->points.count) {
		fill_table(tables, trends->points.items + from,
		    least(most, trends->points.count - from), arena, text);
		tables->label = "Change points";
		tables->caption =
		    "What is worse comes first, by level and size. Suspected: "
		    "too few runs follow to be sure.";
		part.tables.count++;
	}
	if (from > 0)
		return part;
	if (trends->acknowledged.count > 0) {
		tables += part.tables.count++;
		fill_table(tables, trends->acknowledged.items,
		    least(most, trends->acknowledged.count), arena, text);
		tables->has_reasons = "yes";
		tables->label = "Acknowledged changes";
		tables->caption =
		    "Acknowledged: known and accepted, and no alarm.";
	}
	count = least(most, trends->drifts.count);
	drifts = arena_alloc(arena, (count + 1) * sizeof *drifts);
	for (i = 0; i < count; i++) {
		drifts[i] = trends->drifts.items[i];
		drifts[i].spark = trends_spark(drifts[i].of, arena, text);
	}
	part.drifts.items = drifts;
	part.drifts.count = count;
	return part;
}

static const char *
file_of(size_t index, struct arena *arena)
{
	if (index == 0)
		return "trends.html";
	return arena_printf(arena, "trends-%zu.html", index + 1);
}

int
trends_pages_write(const struct view *view, const struct templates *templates,
    struct folder *folder, struct err *err)
{
	const struct frame frame = frame_of(templates, "");
	const size_t all = view->trends.points.count;
	const size_t each = VIEW_TRENDS_PER_PAGE;
	size_t pages = all == 0 ? 1 : (all + each - 1) / each, i;
	struct trends_page page;
	const struct marker_object objects[] = {
	    {&frame_kind, &frame}, {&view_kind, view}, {&trends_kind, &page}};
	struct arena arena = {0};
	struct buf text = {0};
	int result = 0;

	if (view->trends.heading == NULL)
		return 0;
	for (i = 0; result == 0 && i < pages; i++) {
		page = (struct trends_page){
		    .part = trends_part_of(view, i * each, each, &arena, &text),
		    .previous = i == 0 ? NULL : file_of(i - 1, &arena),
		    .next = i + 1 == pages ? NULL : file_of(i + 1, &arena),
		};
		if (pages > 1)
			page.range = arena_printf(&arena, "%zu to %zu of %zu",
			    i * each + 1, least(all, (i + 1) * each), all);
		result = page_put(folder, templates, "trends.tpl",
		    file_of(i, &arena), objects, 3, &text, err);
		arena_reset(&arena);
	}
	arena_release(&arena);
	buf_release(&text);
	return result;
}
