#include "output/baseline_document.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "output/markdown.h"
#include "output/page.h"
#include "output/quantity.h"
#include "output/templates.h"
#include "output/view_markers.h"
#include "output/view_parts.h"

/* One metric of one case. */
struct baseline_row {
	const char *operation; /* "marketplace/search" */
	const char *size;      /* "packages=100, mode=exact"; NULL: none */
	const char *metric;
	const char *value;    /* "18.40 ms"; NULL: not available */
	const char *interval; /* "± 0.22 ms" */
	const char *limits;   /* "≤ 50ms; time.p95 ≤ 60ms"; NULL: none */
	const char *headroom; /* of the tightest; NULL: not known */
};

struct baseline {
	struct arena arena;
	const char *name, *run, *date, *title;
	VIEW_LIST(struct baseline_row) rows;
};

static const struct marker_text row_texts[] = {
    {"OPERATION", offsetof(struct baseline_row, operation)},
    {"SIZE", offsetof(struct baseline_row, size)},
    {"METRIC", offsetof(struct baseline_row, metric)},
    {"VALUE", offsetof(struct baseline_row, value)},
    {"INTERVAL", offsetof(struct baseline_row, interval)},
    {"LIMITS", offsetof(struct baseline_row, limits)},
    {"HEADROOM", offsetof(struct baseline_row, headroom)},
    {0},
};
static const struct marker_kind row_kind = {
    "operation", row_texts, marker_no_lists};

static const struct marker_text baseline_texts[] = {
    {"BASELINE_NAME", offsetof(struct baseline, name)},
    {"BASELINE_RUN", offsetof(struct baseline, run)},
    {"BASELINE_DATE", offsetof(struct baseline, date)},
    {0},
};
static const struct marker_list baseline_lists[] = {
    {"OPERATIONS", offsetof(struct baseline, rows), sizeof(struct baseline_row),
	&row_kind},
    {0},
};
const struct marker_kind baseline_kind = {
    "baseline", baseline_texts, baseline_lists};

int
baseline_format_parse(
    const char *name, enum baseline_format *format, struct err *err)
{
	*format = BASELINE_MD;
	if (strcmp(name, "md") == 0)
		return 0;
	*format = BASELINE_HTML;
	if (strcmp(name, "html") == 0)
		return 0;
	return err_set(err,
	    "\"%.40s\" is no format of a baseline; there are md and html",
	    name);
}

/* Adds a piece behind those that are there. */
static void
add_piece(struct buf *out, const char *separator, const char *text)
{
	if (out->length > 0)
		buf_add_string(out, separator);
	buf_add_string(out, text);
}

static const char *
kept(struct buf *text, struct arena *arena)
{
	const char *copy = text->length == 0
			       ? NULL
			       : arena_strndup(arena, text->text, text->length);

	buf_release(text);
	return copy;
}

static const char *
operation_of(const struct result_case *item, struct arena *arena)
{
	const char *name = item->benchmark != NULL ? item->benchmark : item->id;

	if (item->group == NULL || item->benchmark == NULL)
		return view_id_of_text(arena, name).text;
	return view_id_of_text(
	    arena, arena_printf(arena, "%s/%s", item->group, name))
	    .text;
}

static const char *
size_of(const struct result_case *item, struct arena *arena)
{
	struct buf text = {0};
	size_t i;

	for (i = 0; i < item->param_count; i++)
		add_piece(&text, ", ",
		    arena_printf(arena, "%s=%s",
			wording_line(item->params[i].name, arena),
			wording_line(item->params[i].value, arena)));
	return kept(&text, arena);
}

static void
set_limits(struct baseline_row *row, const struct view *view,
    const struct result_case *item, const struct result_metric *metric,
    struct arena *arena)
{
	const struct budget_result *budget;
	double tightest = HUGE_VAL;
	struct view_target target;
	struct buf text = {0};
	size_t i;

	for (i = 0; i < metric->budget_count; i++) {
		budget = &metric->budgets[i];
		target = view_target_of(arena, view, item, metric, budget);
		add_piece(&text, "; ",
		    strcmp(target.selector, row->metric) == 0
			? target.target
			: arena_printf(
			      arena, "%s %s", target.selector, target.target));
		if (budget->status == BUDGET_NOT_MEASURED ||
		    !(budget->headroom < tightest))
			continue;
		tightest = budget->headroom;
		row->headroom = target.headroom;
	}
	row->limits = kept(&text, arena);
}

static struct baseline_row
row_of(const struct view *view, const struct result_case *item,
    const struct result_metric *metric, struct arena *arena)
{
	struct baseline_row row = {
	    .operation = operation_of(item, arena),
	    .size = size_of(item, arena),
	    .metric = wording_line(metric->metric.name, arena),
	};
	struct quantity quantity;

	set_limits(&row, view, item, metric, arena);
	if (!metric->is_measured)
		return row;
	quantity = quantity_of(metric);
	row.value = wording_line(
	    quantity_text(&quantity, metric->summary.median, arena), arena);
	row.interval = view_interval(metric, arena);
	return row;
}

static bool
is_listed(const struct result_metric *metric)
{
	return metric->is_judged || metric->budget_count > 0;
}

static void
baseline_build(struct baseline *to, const struct view *view, const char *name)
{
	const struct result *result = view->result;
	struct arena *arena = &to->arena;
	const struct result_case *item;
	struct baseline_row *rows;
	size_t i, j, count = 0;

	to->name = wording_line(name, arena);
	to->title = view->title;
	to->run = wording_line(result->run.id, arena);
	to->date = view_day_of(result->run.started, arena);
	for (i = 0; i < result->case_count; i++)
		count += result->cases[i].metric_count;
	rows = arena_alloc(arena, (count + 1) * sizeof *rows);
	to->rows.items = rows;
	for (i = 0; i < result->case_count; i++) {
		item = &result->cases[i];
		for (j = 0; j < item->metric_count; j++)
			if (is_listed(&item->metrics[j]))
				rows[to->rows.count++] = row_of(
				    view, item, &item->metrics[j], arena);
	}
}

static void
add_cell(struct buf *out, const char *text, const char *behind)
{
	buf_add_char(out, ' ');
	markdown_add(out, text == NULL ? "–" : text);
	if (text != NULL && behind != NULL) {
		buf_add_char(out, ' ');
		markdown_add(out, behind);
	}
	buf_add_string(out, " |");
}

/* A list of facts, if there is one. */
static void
add_facts(struct buf *out, const char *heading, const struct view_fact *facts,
    size_t count)
{
	size_t i;

	if (count == 0)
		return;
	buf_addf(out, "\n## %s\n\n", heading);
	for (i = 0; i < count; i++) {
		buf_add_string(out, "- ");
		markdown_add(out, facts[i].name);
		buf_add_string(out, ": ");
		markdown_add(out, facts[i].value);
		buf_add_char(out, '\n');
	}
}

static void
add_markdown(
    struct buf *out, const struct baseline *baseline, const struct view *view)
{
	const struct baseline_row *row;
	size_t i;

	buf_add_string(out, "# Baseline ");
	markdown_add(out, baseline->name);
	buf_add_string(out, ": ");
	markdown_add(out, baseline->title);
	buf_add_string(out, "\n\n");
	markdown_add(out, view->summary);
	if (baseline->date != NULL) {
		buf_add_string(out, " Measured ");
		markdown_add(out, baseline->date);
		buf_add_char(out, '.');
	}
	buf_add_string(out,
	    " Values are medians with their 95 % interval.\n\n"
	    "| Operation | Size | Metric | Baseline | Limits | Headroom |\n"
	    "|---|---|---|---:|---|---|\n");
	for (i = 0; i < baseline->rows.count; i++) {
		row = &baseline->rows.items[i];
		buf_add_char(out, '|');
		add_cell(out, row->operation, NULL);
		add_cell(out, row->size, NULL);
		add_cell(out, row->metric, NULL);
		add_cell(out, row->value == NULL ? "not available" : row->value,
		    row->interval);
		add_cell(out, row->limits, NULL);
		add_cell(out, row->headroom, NULL);
		buf_add_char(out, '\n');
	}
	add_facts(out, "Run", view->facts.items, view->facts.count);
	add_facts(out, "Machine", view->machine.items, view->machine.count);
	add_facts(out, "Environment", view->environment.items,
	    view->environment.count);
}

static int
add_html(struct buf *out, const struct baseline *baseline,
    const struct view *view, const struct templates *templates, struct err *err)
{
	const struct frame frame = frame_of(templates, "");
	const struct marker_object objects[] = {{&frame_kind, &frame},
	    {&view_kind, view}, {&baseline_kind, baseline}};

	return marker_expand(
	    templates->set, "baseline.tpl", objects, 3, out, err);
}

int
baseline_document_write(const struct result *result, const char *name,
    enum baseline_format format, const struct templates *templates, FILE *out,
    struct err *err)
{
	struct baseline baseline = {0};
	struct templates own = {0};
	struct buf text = {0};
	struct view view;
	int status = 0;

	if (format == BASELINE_HTML && templates == NULL) {
		if (templates_open(&own, NULL, err) < 0)
			return -1;
		templates = &own;
	}
	view_build(&view, result);
	baseline_build(&baseline, &view, name);
	if (format == BASELINE_HTML)
		status = add_html(&text, &baseline, &view, templates, err);
	else
		add_markdown(&text, &baseline, &view);
	if (status == 0 &&
	    (fwrite(buf_text(&text), 1, text.length, out) != text.length ||
		fflush(out) != 0))
		status = err_set(
		    err, "cannot write the baseline: %s", strerror(errno));
	buf_release(&text);
	arena_release(&baseline.arena);
	view_release(&view);
	templates_close(&own);
	return status;
}
