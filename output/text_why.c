#include "output/text_why.h"

#include <string.h>

#include "base/arena.h"
#include "output/view_change.h"

/* Where the next line stands in the list of a metric. */
struct printer {
	const struct text_table_options *options;
	FILE *out;
	struct arena arena;
	size_t number;
};

static void
put_tinted(const struct printer *printer, const struct wording *wording)
{
	bool is_coloured = printer->options->is_coloured;

	fprintf(printer->out, "%s%s %s%s",
	    is_coloured ? text_table_colour(wording->tone) : "", wording->sign,
	    wording->word, is_coloured ? "\033[0m" : "");
}

static void
put_step(struct printer *printer, const char *name, const char *text)
{
	fprintf(printer->out, "  %zu. %s: %s\n", ++printer->number, name, text);
}

/* Why there is no walk. */
static const char *
missing_text(const struct result *result, const struct result_metric *metric)
{
	if (!metric->is_measured)
		return "it was not measured";
	if (result->baseline == NULL && result->history_count == 0 &&
	    metric->comparison == NULL)
		return "there was nothing to compare it with";
	return "it is not judged";
}

static void
write_budget(struct printer *printer, const struct view_target *target)
{
	fprintf(printer->out, "  %zu. Budget: %s", ++printer->number,
	    target->selector);
	if (target->measured != NULL)
		fprintf(printer->out, " is %s", target->measured);
	fprintf(printer->out, ", %s is asked for: ", target->target);
	put_tinted(printer, &target->status);
	if (target->headroom != NULL)
		fprintf(printer->out, ", %s", target->headroom);
	if (target->uncertain != NULL)
		fprintf(printer->out, ", %s", target->uncertain);
	if (target->note != NULL)
		fprintf(printer->out, "; %s", target->note);
	fputs(".\n", printer->out);
}

static void
write_metric(struct printer *printer, const struct view *view,
    const struct result_case *item, const struct result_metric *metric)
{
	struct view_walk walk =
	    view_walk_of(&printer->arena, view, item, metric);
	struct view_change change;
	struct view_target target;
	size_t i;

	printer->number = 0;
	fprintf(printer->out,
	    "\n%s: ", wording_line(metric->metric.name, &printer->arena));
	if (walk.steps.count == 0) {
		fprintf(
		    printer->out, "%s.\n", missing_text(view->result, metric));
	} else {
		change = view_change_of(
		    &printer->arena, view, item, metric, metric->comparison);
		put_tinted(printer, &change.seen);
		if (change.level != NULL)
			fprintf(printer->out, ", %s", change.level);
		if (change.change != NULL)
			fprintf(printer->out, ", %s", change.change);
		if (change.level != NULL && change.doubt != NULL)
			fprintf(printer->out, "; %s", change.doubt);
		fputc('\n', printer->out);
	}
	for (i = 0; i < walk.steps.count; i++)
		put_step(printer, walk.steps.items[i].name,
		    walk.steps.items[i].value);
	for (i = 0; i < metric->budget_count; i++) {
		target = view_target_of(
		    &printer->arena, view, item, metric, &metric->budgets[i]);
		write_budget(printer, &target);
	}
}

/* The lines of the checklist that the case stands in. */
static void
write_gates(struct printer *printer, const struct view *view, const char *id)
{
	const struct gate_result *gate;
	size_t i, j, said = 0;

	for (i = 0; i < view->result->gate_count; i++) {
		gate = &view->result->gates[i];
		for (j = 0; j < gate->case_count; j++)
			if (strcmp(gate->cases[j], id) == 0)
				break;
		if (j == gate->case_count)
			continue;
		fprintf(printer->out, "%s%s line “%s” is %s",
		    said++ == 0 ? "\nBecause of it the " : ", the ",
		    gate_level_text(gate->level),
		    wording_line(gate->name, &printer->arena),
		    gate->status == GATE_FAIL ? "failed" : "unknown");
	}
	if (said > 0)
		fputs(".\n", printer->out);
}

void
text_why_write(const struct view *view, size_t place,
    const struct text_table_options *options, FILE *out)
{
	const struct result_case *item = &view->result->cases[place];
	struct printer printer = {.options = options, .out = out};
	struct wording status = wording_of_case(item);
	const struct result_metric *metric;
	size_t i, judged = 0;

	fprintf(out, "%s: ", wording_line(item->id, &printer.arena));
	put_tinted(&printer, &status);
	if (item->message != NULL)
		fprintf(
		    out, ", %s", wording_line(item->message, &printer.arena));
	fputc('\n', out);
	for (i = 0; i < item->metric_count; i++) {
		metric = &item->metrics[i];
		if (!metric->is_judged && metric->budget_count == 0)
			continue;
		write_metric(&printer, view, item, metric);
		judged++;
	}
	if (judged == 0)
		fputs("Nothing of it is judged.\n", out);
	write_gates(&printer, view, item->id);
	arena_release(&printer.arena);
}
