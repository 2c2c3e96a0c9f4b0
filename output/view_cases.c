#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "output/quantity.h"
#include "output/view_change.h"
#include "output/view_parts.h"

/* Half digits that a column of numbers may have to be shifted by. */
static const char *const shifts[] = {"s0", "s1", "s2", "s3", "s4", "s5", "s6",
    "s7", "s8", "s9", "s10", "s11", "s12", "s13"};

enum { SHIFT_COUNT = sizeof shifts / sizeof *shifts };

static const char *
median_text(const struct result_metric *metric, struct arena *arena)
{
	struct quantity quantity;

	if (metric == NULL || !metric->is_measured)
		return NULL;
	quantity = quantity_of(metric);
	return quantity_text(&quantity, metric->summary.median, arena);
}

/* One digit behind the point, so that the column lines up. */
static struct view_number
rss_of(const struct result_case *item, struct arena *arena)
{
	struct view_number number = {0};
	const struct result_metric *metric = view_metric_of(item, "max_rss");
	struct quantity quantity;

	if (metric == NULL || !metric->is_measured)
		return number;
	quantity = quantity_plain(metric->metric.unit, metric->summary.median);
	quantity.decimals = quantity.scale.divisor > 1;
	number.text = quantity_text(&quantity, metric->summary.median, arena);
	number.exact = view_exact(metric->summary.median, arena);
	return number;
}

static void
add_imprecise(
    struct buf *out, const struct result_case *item, struct arena *arena)
{
	const char *reached = wording_reached(item, arena);

	if (!wording_is_imprecise(item))
		return;
	buf_addf(
	    out, "%s%s", out->length > 0 ? ", " : "", wording_imprecise.word);
	if (reached != NULL)
		buf_addf(out, ": %s", reached);
}

/* item NULL: the precision of the case is said in another row. */
static const char *
remarks_text(
    unsigned raised, const struct result_case *item, struct arena *arena)
{
	struct buf out = {0};
	const char *text;
	unsigned bit;

	for (bit = 0; bit < RESULT_FLAG_COUNT; bit++) {
		if ((raised & 1u << bit) == 0)
			continue;
		if (out.length > 0)
			buf_add_string(&out, ", ");
		buf_add_string(&out, wording_of_flag(bit)->word);
	}
	if (item != NULL)
		add_imprecise(&out, item, arena);
	text =
	    out.length == 0 ? NULL : arena_strndup(arena, out.text, out.length);
	buf_release(&out);
	return text;
}

static struct view_number
number_of(const struct quantity *quantity, double value, struct arena *arena)
{
	return (struct view_number){
	    .text = quantity_number(quantity, value, arena),
	    .exact = view_exact(value, arena)};
}

const char *
view_interval(const struct result_metric *metric, struct arena *arena)
{
	struct quantity quantity = quantity_of(metric);
	const char *text =
	    quantity_interval(&quantity, &metric->summary, arena);

	/* Brackets, and a level behind them, leave the unit to the number. */
	if (text == NULL || text[0] == '[' || quantity.scale.name[0] == '\0')
		return text;
	return wording_line(
	    arena_printf(arena, "%s %s", text, quantity.scale.name), arena);
}

static void
row_set_numbers(struct view_row *row, const struct result_metric *metric,
    struct arena *arena)
{
	const struct summary *summary = &metric->summary;
	const struct interval *interval = &summary->median_interval;
	struct quantity quantity = quantity_of(metric);

	row->median = number_of(&quantity, summary->median, arena);
	row->interval.text = quantity_interval(&quantity, summary, arena);
	if (interval->exists)
		row->interval.exact =
		    view_exact((interval->high - interval->low) / 2, arena);
	row->min = number_of(&quantity, summary->min, arena);
	row->max = number_of(&quantity, summary->max, arena);
	if (summary->p95.exists)
		row->p95 = number_of(&quantity, summary->p95.value, arena);
	if (quantity.scale.name[0] != '\0')
		row->unit = wording_line(quantity.scale.name, arena);
	if (summary->n > 1)
		row->spread.text =
		    quantity_percent(summary->mad, summary->median, arena);
	if (row->spread.text != NULL)
		row->spread.exact =
		    view_exact(fabs(summary->mad / summary->median), arena);
	row->samples = arena_printf(arena, "%" PRIu64, summary->n);
	if (metric->plot != NULL && metric->plot->point_count > 1)
		row->drawn = metric;
	if (metric->history != NULL && metric->history->point_count > 1)
		row->past = metric;
}

/* Against the baseline, where that was judged. */
static void
row_set_moved(struct view *view, struct view_row *row,
    const struct result_case *item, const struct result_metric *metric)
{
	struct view_change change;

	if (metric->comparison == NULL ||
	    !view_change_is_judged(metric, metric->comparison))
		return;
	change = view_change_of(
	    &view->arena, view, item, metric, metric->comparison);
	row->moved = change.seen;
	if (change.level != NULL)
		row->moved.word = change.level;
	if (change.ratio != NULL) {
		row->change.text = change.size;
		row->change.exact = change.change_exact;
	}
	view->has_moved = "yes";
}

const char *
view_launches(const struct result_case *item, struct arena *arena)
{
	if (item->launches == 0)
		return NULL;
	if (item->failed == 0)
		return arena_printf(arena, "%" PRIu64, item->launches);
	return arena_printf(arena, "%" PRIu64 " of %" PRIu64,
	    item->launches - item->failed, item->launches);
}

/* Separated by spaces: those inside a tag are written as %XX. */
static const char *
tags_text(const struct result_case *item, struct arena *arena)
{
	struct buf out = {0};
	const char *c, *text;
	size_t i;

	if (item->tag_count == 0)
		return NULL;
	for (i = 0; i < item->tag_count; i++) {
		if (i > 0)
			buf_add_char(&out, ' ');
		for (c = wording_line(item->tags[i], arena); *c != '\0'; c++)
			if (*c == ' ' || *c == '%')
				buf_addf(&out, "%%%02X", (unsigned)*c);
			else
				buf_add_char(&out, *c);
	}
	text = arena_strndup(arena, out.text, out.length);
	buf_release(&out);
	return text;
}

/* Judged metrics with a row of their own; a case has at least one row. */
static size_t
row_count(const struct result_case *item)
{
	size_t i, judged = 0, measured = 0;

	for (i = 0; i < item->metric_count; i++) {
		judged += item->metrics[i].is_judged;
		measured +=
		    item->metrics[i].is_judged && item->metrics[i].is_measured;
	}
	if (measured == 0 && item->status != CASE_STATUS_OK)
		judged = 0;
	return judged == 0 ? 1 : judged;
}

static size_t
rows_of_case(
    struct view *view, const struct result_case *item, struct view_row *rows)
{
	const struct result_metric *metric, *first = view_first_metric(item);
	struct arena *arena = &view->arena;
	struct view_row common = {
	    .status = wording_of_case(item),
	    .message = wording_flat(item->message, arena),
	    .launches = view_launches(item, arena),
	    .rss = rss_of(item, arena),
	    .group = wording_line(item->group, arena),
	    .tags = tags_text(item, arena),
	    .of = item,
	};
	size_t wanted = row_count(item), count = 0, i;

	common.id = view_id_of(view, item);
	for (i = 0; i < item->metric_count && count < wanted; i++) {
		metric = &item->metrics[i];
		if (!metric->is_judged)
			continue;
		rows[count] = common;
		rows[count].metric = wording_line(metric->metric.name, arena);
		if (metric->is_measured) {
			row_set_numbers(&rows[count], metric, arena);
			row_set_moved(view, &rows[count], item, metric);
			rows[count].remarks =
			    remarks_text(wording_flags(metric->flags),
				metric == first ? item : NULL, arena);
		} else if (common.message == NULL) {
			rows[count].message = "not available";
		}
		count++;
	}
	if (count == 0)
		rows[count++] = common;
	return count;
}

/* Digits behind the point; -1 for text that cannot line up. */
static int
fraction_digits(const char *text)
{
	const char *point;

	if (text == NULL || strpbrk(text, "[e") != NULL)
		return -1;
	point = strchr(text, '.');
	return point == NULL ? 0 : (int)strlen(point + 1);
}

static void
line_up(struct view_row *rows, size_t count, size_t offset)
{
	struct view_number *number;
	int most = 0, digits, halves;
	size_t i;

	for (i = 0; i < count; i++) {
		number = (struct view_number *)((char *)&rows[i] + offset);
		digits = fraction_digits(number->text);
		if (digits > most)
			most = digits;
	}
	for (i = 0; i < count; i++) {
		number = (struct view_number *)((char *)&rows[i] + offset);
		digits = fraction_digits(number->text);
		halves = 0;
		if (digits >= 0)
			halves = 2 * (most - digits);
		/* The point itself is half as wide as a digit. */
		if (digits == 0 && most > 0)
			halves++;
		if (halves >= SHIFT_COUNT)
			halves = SHIFT_COUNT - 1;
		number->shift = shifts[halves];
	}
}

/* The one metric of all rows, or that there are several. */
static void
find_metric(struct view *view)
{
	const char *name;
	size_t i;

	for (i = 0; i < view->rows.count; i++) {
		name = view->rows.items[i].metric;
		if (name == NULL)
			continue;
		if (view->metric == NULL)
			view->metric = name;
		else if (strcmp(name, view->metric) != 0)
			view->has_many_metrics = "yes";
	}
	if (view->has_many_metrics != NULL)
		view->metric = NULL;
}

/*
 * max_rss has a column of its own in the table of cases; steps stand on the
 * page of their case.
 */
static bool
is_other(const struct result_case *item, const struct result_metric *metric)
{
	return !metric->is_judged &&
	       strcmp(metric->metric.name, "max_rss") != 0 &&
	       !view_is_of_step(item, metric);
}

static bool
has_other(const struct result_case *item)
{
	size_t i;

	for (i = 0; i < item->metric_count; i++)
		if (item->metrics[i].is_measured &&
		    is_other(item, &item->metrics[i]))
			return true;
	return false;
}

/* What was asked for and never seen is not available. */
static const char *
other_text(
    const struct result_case *item, const char *name, struct arena *arena)
{
	const struct result_metric *metric = view_metric_of(item, name);

	if (metric != NULL && !metric->is_measured)
		return "not available";
	return median_text(metric, arena);
}

/* In the order of first sight. Returns how many there are. */
static size_t
find_other_names(const struct result_case *const *order, size_t count,
    const char *names[VIEW_OTHER_METRICS])
{
	const struct result_metric *metric;
	size_t i, j, k, found = 0;

	for (i = 0; i < count; i++) {
		if (!has_other(order[i]))
			continue;
		for (j = 0; j < order[i]->metric_count; j++) {
			metric = &order[i]->metrics[j];
			for (k = 0; k < found; k++)
				if (strcmp(names[k], metric->metric.name) == 0)
					break;
			if (k == found && is_other(order[i], metric) &&
			    found < VIEW_OTHER_METRICS)
				names[found++] = metric->metric.name;
		}
	}
	return found;
}

static void
add_others(struct view *view, const struct result_case *const *order,
    size_t count, struct view_other *others)
{
	const char *names[VIEW_OTHER_METRICS];
	size_t columns = find_other_names(order, count, names), i, j;
	struct arena *arena = &view->arena;
	struct view_line *line;

	line = arena_alloc(arena, (columns + 1) * sizeof *line);
	for (j = 0; j < columns; j++)
		line[j].text = wording_line(names[j], arena);
	view->other_names.items = line;
	view->other_names.count = columns;
	for (i = 0; i < count; i++) {
		if (!has_other(order[i]))
			continue;
		line = arena_alloc(arena, columns * sizeof *line);
		for (j = 0; j < columns; j++)
			line[j].text = other_text(order[i], names[j], arena);
		others->id = view_id_of(view, order[i]);
		others->cells.items = line;
		others->cells.count = columns;
		others++;
	}
}

static const char *
page_file(struct view *view, size_t index)
{
	if (index == 0)
		return "index.html";
	return arena_printf(&view->arena, "cases-%zu.html", index + 1);
}

/* Cuts the rows and others of all cases into pages. */
static void
add_pages(struct view *view, const struct result_case *const *order,
    size_t count, const struct view_other *others)
{
	size_t pages = (count + VIEW_CASES_PER_PAGE - 1) / VIEW_CASES_PER_PAGE;
	const char **lists =
	    arena_alloc(&view->arena, (count + 1) * sizeof *lists);
	struct view_page *page;
	size_t i, first, last, c, row = 0, other = 0;

	pages = pages == 0 ? 1 : pages;
	page = arena_alloc(&view->arena, pages * sizeof *page);
	view->pages.items = page;
	view->pages.count = pages;
	view->list_pages = lists;
	for (i = 0; i < pages; i++, page++) {
		first = i * VIEW_CASES_PER_PAGE;
		last = first + VIEW_CASES_PER_PAGE;
		last = last < count ? last : count;
		page->file = page_file(view, i);
		page->number = arena_printf(&view->arena, "%zu", i + 1);
		page->previous = i == 0 ? NULL : page_file(view, i - 1);
		page->next = i + 1 == pages ? NULL : page_file(view, i + 1);
		if (pages > 1)
			page->range = arena_printf(&view->arena,
			    "%zu to %zu of %zu", first + 1, last, count);
		page->rows.items = view->rows.items + row;
		page->others.items = others + other;
		for (c = first; c < last; c++) {
			lists[order[c] - view->result->cases] = page->file;
			page->rows.count += row_count(order[c]);
			page->others.count += has_other(order[c]);
		}
		row += page->rows.count;
		other += page->others.count;
	}
}

void
view_add_cases(
    struct view *view, const struct result_case *const *order, size_t count)
{
	struct view_row *rows;
	struct view_other *others;
	size_t i, row = 0, total = 0;

	for (i = 0; i < count; i++)
		total += row_count(order[i]);
	rows = arena_alloc(&view->arena, (total + 1) * sizeof *rows);
	for (i = 0; i < count; i++)
		row += rows_of_case(view, order[i], rows + row);
	line_up(rows, total, offsetof(struct view_row, median));
	line_up(rows, total, offsetof(struct view_row, interval));
	line_up(rows, total, offsetof(struct view_row, min));
	line_up(rows, total, offsetof(struct view_row, p95));
	line_up(rows, total, offsetof(struct view_row, max));
	view->rows.items = rows;
	view->rows.count = total;
	for (i = 0; i < total; i++) {
		if (rows[i].drawn != NULL)
			view->has_plots = "yes";
		if (rows[i].past != NULL)
			view->has_pasts = view->has_plots = "yes";
	}
	find_metric(view);
	others = arena_alloc(&view->arena, (count + 1) * sizeof *others);
	add_others(view, order, count, others);
	add_pages(view, order, count, others);
}
