#include "output/view_case.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/unit.h"
#include "output/quantity.h"
#include "output/shell.h"
#include "output/view_parts.h"

enum {
	CASE_FACTS = 8,
	CASE_STATISTICS = 12,
	LINK_CHARACTERS = 48 /* of another case's id */
};

/* How the statistics of one metric are written. */
struct table {
	struct quantity quantity;
	struct arena *arena;
	struct view_statistic *rows;
	size_t count;
};

static void
table_add(struct table *table, const char *name, double value,
    const struct interval *interval)
{
	struct view_statistic *row = &table->rows[table->count++];
	struct arena *arena = table->arena;

	row->name = name;
	row->value = quantity_number(&table->quantity, value, arena);
	row->exact = view_exact(value, arena);
	if (interval != NULL && interval->exists)
		row->interval = arena_printf(arena, "%s to %s",
		    quantity_number(&table->quantity, interval->low, arena),
		    quantity_number(&table->quantity, interval->high, arena));
}

static void
table_add_estimate(struct table *table, const char *name,
    const struct estimate *estimate, const struct interval *interval)
{
	if (estimate->exists)
		table_add(table, name, estimate->value, interval);
}

static size_t
add_statistics(struct table *table, const struct summary *summary)
{
	table_add(table, "Median", summary->median, &summary->median_interval);
	table_add(table, "Mean", summary->mean, &summary->mean_interval);
	table_add_estimate(table, "Standard deviation", &summary->sd, NULL);
	table_add(table, "Median absolute deviation", summary->mad, NULL);
	table_add(table, "Minimum", summary->min, NULL);
	table_add(table, "Lower quartile", summary->q1, NULL);
	table_add(table, "Upper quartile", summary->q3, NULL);
	table_add_estimate(
	    table, "90th percentile", &summary->p90, &summary->p90_interval);
	table_add_estimate(
	    table, "95th percentile", &summary->p95, &summary->p95_interval);
	table_add_estimate(
	    table, "99th percentile", &summary->p99, &summary->p99_interval);
	table_add(table, "Maximum", summary->max, NULL);
	return table->count;
}

static const char *
samples_text(const struct summary *summary, struct arena *arena)
{
	return arena_printf(arena,
	    "%" PRIu64 " sample%s from %" PRIu64 " launch%s", summary->n,
	    summary->n == 1 ? "" : "s", summary->launches,
	    summary->launches == 1 ? "" : "es");
}

static void
add_remarks(struct view_metric *to, unsigned raised, struct arena *arena)
{
	struct view_remark *remarks =
	    arena_alloc(arena, RESULT_FLAG_COUNT * sizeof *remarks);
	const struct wording_flag *flag;
	unsigned bit;

	to->remarks.items = remarks;
	for (bit = 0; bit < RESULT_FLAG_COUNT; bit++) {
		if ((raised >> bit & 1) == 0)
			continue;
		flag = wording_of_flag(bit);
		remarks[to->remarks.count++] =
		    (struct view_remark){.word = flag->word,
			.sentence = flag->sentence,
			.advice = flag->advice};
	}
}

static struct view_metric
metric_of(const struct result_metric *metric, struct arena *arena)
{
	const struct summary *summary = &metric->summary;
	struct view_metric to = {.of = metric};
	struct table table = {.arena = arena};

	to.name = wording_line(metric->metric.name, arena);
	to.better = metric->metric.better == BETTER_HIGHER ? "higher is better"
							   : "lower is better";
	if (!metric->is_measured) {
		to.missing = "Not available: no launch gave a value.";
		return to;
	}
	table.quantity = quantity_of(metric);
	table.rows = arena_alloc(arena, CASE_STATISTICS * sizeof *table.rows);
	to.headline = wording_line(
	    quantity_text(&table.quantity, summary->median, arena), arena);
	to.interval = view_interval(metric, arena);
	if (table.quantity.scale.name[0] != '\0')
		to.unit = wording_line(table.quantity.scale.name, arena);
	if (table.quantity.scale.divisor != 1)
		to.base = wording_line(metric->metric.unit, arena);
	to.samples = samples_text(summary, arena);
	to.outliers = view_case_extras(metric, arena);
	to.statistics.count = add_statistics(&table, summary);
	to.statistics.items = table.rows;
	add_remarks(&to, wording_flags(metric->flags), arena);
	return to;
}

static struct view_resource
resource_of(const struct result_metric *metric, struct arena *arena)
{
	const struct summary *summary = &metric->summary;
	struct view_resource to = {.of = metric};
	struct quantity quantity;

	to.name = wording_line(metric->metric.name, arena);
	if (!metric->is_measured) {
		to.missing = "not available";
		return to;
	}
	quantity = quantity_of(metric);
	if (quantity.scale.name[0] != '\0')
		to.unit = wording_line(quantity.scale.name, arena);
	to.median.text = quantity_number(&quantity, summary->median, arena);
	to.median.exact = view_exact(summary->median, arena);
	to.min.text = quantity_number(&quantity, summary->min, arena);
	to.min.exact = view_exact(summary->min, arena);
	to.max.text = quantity_number(&quantity, summary->max, arena);
	to.max.exact = view_exact(summary->max, arena);
	to.interval = quantity_interval(&quantity, summary, arena);
	to.samples = arena_printf(arena, "%" PRIu64, summary->n);
	return to;
}

/* The list has room for both. */
static const struct view_change *
changes_of(struct view_case *to, const struct view *view,
    const struct result_case *item, const struct result_metric *metric,
    size_t *count)
{
	const struct comparison *const of[] = {
	    metric->comparison, metric->reference};
	struct view_change *changes =
	    arena_alloc(&to->arena, 2 * sizeof *changes);
	size_t i;

	for (i = *count = 0; i < 2; i++)
		if (of[i] != NULL) {
			changes[*count] = view_change_of(
			    &to->arena, view, item, metric, of[i]);
			/* The pages of cases stand beside this one. */
			if (changes[*count].other.page != NULL)
				changes[*count].other.page =
				    strchr(changes[*count].other.page, '/') + 1;
			++*count;
		}
	return changes;
}

static void
add_resource(struct view_case *to, const struct view *view,
    const struct result_case *item, const struct result_metric *metric,
    struct view_resource *resource)
{
	*resource = resource_of(metric, &to->arena);
	resource->changes.items =
	    changes_of(to, view, item, metric, &resource->changes.count);
	to->resources.count++;
	if (resource->changes.count > 0)
		to->has_changes = "yes";
	if (resource->changes.count > 1)
		to->has_both = "yes";
	if (metric->plot != NULL)
		to->has_plots = "yes";
}

/* Steps have a table for what matters most of them. */
static bool
is_in_stages(const struct result_case *item, const struct result_metric *metric)
{
	return view_is_of_step(item, metric) &&
	       (text_ends_with(metric->metric.name, "/time") ||
		   text_ends_with(metric->metric.name, "/max_rss"));
}

static void
add_judgement(struct view_case *to, const struct view *view,
    const struct result_case *item, const struct result_metric *metric,
    struct view_metric *words)
{
	struct view_walk walk = view_walk_of(&to->arena, view, item, metric);
	struct view_target *targets = arena_alloc(
	    &to->arena, (metric->budget_count + 1) * sizeof *targets);
	size_t i;

	words->walk.items = walk.steps.items;
	words->walk.count = walk.steps.count;
	words->targets.items = targets;
	words->targets.count = metric->budget_count;
	for (i = 0; i < metric->budget_count; i++)
		targets[i] = view_target_of(
		    &to->arena, view, item, metric, &metric->budgets[i]);
}

static void
add_history(struct view_case *to, const struct view *view,
    const struct result_case *item, const struct result_metric *metric,
    struct view_metric *words)
{
	struct view_history *history;

	if (metric->history == NULL || metric->history->point_count == 0)
		return;
	history = arena_alloc(&to->arena, sizeof *history);
	*history = view_history_of(&to->arena, view, item, metric);
	words->history.items = history;
	words->history.count = 1;
}

static void
add_metrics(struct view_case *to, const struct view *view,
    const struct result_case *item)
{
	struct view_metric *metrics =
	    arena_alloc(&to->arena, (item->metric_count + 1) * sizeof *metrics);
	struct view_resource *resources = arena_alloc(
	    &to->arena, (item->metric_count + 1) * sizeof *resources);
	const struct result_metric *metric;
	struct view_metric *last;
	bool is_measured = false;
	size_t i;

	to->metrics.items = metrics;
	to->resources.items = resources;
	for (i = 0; i < item->metric_count; i++)
		is_measured |= item->metrics[i].is_measured;
	for (i = 0; i < item->metric_count; i++) {
		metric = &item->metrics[i];
		if (metric->is_judged || metric->budget_count > 0) {
			last = &metrics[to->metrics.count++];
			*last = metric_of(metric, &to->arena);
			last->changes.items = changes_of(
			    to, view, item, metric, &last->changes.count);
			add_judgement(to, view, item, metric, last);
			add_history(to, view, item, metric, last);
		} else if (is_measured && !is_in_stages(item, metric)) {
			add_resource(to, view, item, metric,
			    &resources[to->resources.count]);
		}
	}
}

/* "± 1.8 % of 2 %": what was reached, of what was asked for. */
static const char *
precision_text(const struct result_case *item, struct arena *arena)
{
	const char *reached = wording_reached(item, arena);

	if (reached == NULL || !(item->precision > 0))
		return reached;
	return arena_printf(
	    arena, "%s of %.2g %%", reached, 100 * item->precision);
}

/* What a person would call it: the case's file has a word for itself. */
static const char *
stopped_text(const struct result_case *item, struct arena *arena)
{
	static const struct pair words[] = {
	    {"precision", "as precise as asked for"},
	    {"max", "at the largest number of launches"},
	    {"time", "at the end of its time"},
	    {"fixed", "after the number asked for"},
	};
	const char *text = item->stopped_by, *precision;
	size_t i;

	if (text == NULL)
		return NULL;
	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].name, item->stopped_by) == 0)
			text = words[i].value;
	text = wording_line(text, arena);
	precision = precision_text(item, arena);
	if (precision == NULL)
		return text;
	return arena_printf(arena, "%s (%s after %" PRIu64 " launch%s)%s", text,
	    precision, item->launches, item->launches == 1 ? "" : "es",
	    wording_is_imprecise(item) ? ", less precise than asked for" : "");
}

static void
add_facts(struct view_case *to, const struct result_case *item)
{
	struct arena *arena = &to->arena;
	struct view_facts facts = view_facts_new(arena, CASE_FACTS);
	struct view_facts params = view_facts_new(arena, item->param_count);
	struct view_line *tags =
	    arena_alloc(arena, (item->tag_count + 1) * sizeof *tags);
	size_t i;

	view_facts_add(&facts, "Group", wording_line(item->group, arena));
	view_facts_add(
	    &facts, "Benchmark", wording_line(item->benchmark, arena));
	view_facts_add(&facts, "Owner", wording_line(item->owner, arena));
	view_facts_add(&facts, "Launches", view_launches(item, arena));
	view_facts_add(&facts, "Stopped", stopped_text(item, arena));
	to->facts.items = facts.items;
	to->facts.count = facts.count;
	for (i = 0; i < item->param_count; i++)
		params.items[params.count++] = (struct view_fact){
		    wording_line(item->params[i].name, arena),
		    wording_line(item->params[i].value, arena)};
	to->params.items = params.items;
	to->params.count = params.count;
	for (i = 0; i < item->tag_count; i++)
		tags[i].text = wording_line(item->tags[i], arena);
	to->tags.items = tags;
	to->tags.count = item->tag_count;
}

static void
add_commands(struct view_case *to, const struct record_run *run,
    const struct result_case *item)
{
	struct arena *arena = &to->arena;
	struct view_facts steps;
	struct buf text = {0};

	if (item->command_count != 0) {
		shell_add_command(&text, item->command, item->command_count);
		to->command = wording_block(
		    arena_strndup(arena, text.text, text.length), arena);
		buf_reset(&text);
	}
	steps = view_step_commands(arena, item);
	to->step_commands.items = steps.items;
	to->step_commands.count = steps.count;
	to->folder = view_folder(item, arena);
	view_add_verify(&text, run, item, &to->id);
	if (text.length != 0)
		to->verify = wording_line(
		    arena_strndup(arena, text.text, text.length), arena);
	buf_release(&text);
}

static void
add_notes(struct view_case *to, const struct result *result, const char *id)
{
	struct view_note *notes =
	    arena_alloc(&to->arena, (result->note_count + 1) * sizeof *notes);
	const struct result_note *from;
	size_t i;

	to->notes.items = notes;
	for (i = 0; i < result->note_count; i++) {
		from = &result->notes[i];
		if (from->case_id == NULL || strcmp(from->case_id, id) != 0)
			continue;
		notes[to->notes.count++] = (struct view_note){
		    .level = wording_of_note(from->level),
		    .text = wording_block(from->text, &to->arena),
		    .advice = wording_block(from->advice, &to->arena),
		};
	}
}

/* The next case with a page, in steps of 1 or -1; case_count: none. */
static size_t
neighbour(const struct view *view, size_t place, size_t step)
{
	size_t count = view->result->case_count;

	do
		place += step;
	while (place < count && view->case_pages[place] == NULL);
	return place < count ? place : count;
}

/* The list has room for one. */
static size_t
add_link(struct view_case *to, const struct view *view, size_t place,
    const struct view_link **items)
{
	struct view_link *link;
	struct buf text = {0};

	if (place >= view->result->case_count)
		return 0;
	link = arena_alloc(&to->arena, sizeof *link);
	link->file = strchr(view->case_pages[place], '/') + 1;
	wording_cut(&text,
	    wording_line(view->result->cases[place].id, &to->arena),
	    LINK_CHARACTERS);
	link->text = arena_strndup(&to->arena, text.text, text.length);
	buf_release(&text);
	*items = link;
	return 1;
}

void
view_case_build(struct view_case *to, const struct view *view, size_t place)
{
	const struct result_case *item = &view->result->cases[place];

	*to = (struct view_case){.file = view->case_pages[place]};
	to->id = view_id_of_text(&to->arena, item->id);
	to->list = arena_printf(&to->arena, "../%s", view->list_pages[place]);
	to->status = wording_of_case(item);
	if (item->is_failure_allowed)
		to->allowed = "allowed to fail";
	to->message = wording_block(item->message, &to->arena);
	add_facts(to, item);
	add_commands(to, &view->result->run, item);
	add_notes(to, view->result, item->id);
	add_metrics(to, view, item);
	view_case_add_stages(to, item);
	to->previous.count = add_link(
	    to, view, neighbour(view, place, (size_t)-1), &to->previous.items);
	to->next.count =
	    add_link(to, view, neighbour(view, place, 1), &to->next.items);
}

void
view_case_release(struct view_case *view)
{
	arena_release(&view->arena);
	*view = (struct view_case){0};
}
