#include "output/text_check.h"

#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "output/view_change.h"

enum {
	NAME_CHARACTERS = 60,  /* of a case */
	LINE_CHARACTERS = 300, /* of a message */
	ROWS = 20,             /* of targets, and of regressions */
	PAST_ROWS = 5          /* of what regressed in the past */
};

struct printer {
	const struct text_table_options *options;
	FILE *out;
};

/* Width counts characters; what is longer stands as it is. */
static void
put_padded(const struct printer *printer, const char *text, size_t width)
{
	size_t length = text_characters(text);

	fputs(text, printer->out);
	while (length++ < width)
		fputc(' ', printer->out);
}

static void
put_tinted(const struct printer *printer, const struct wording *wording,
    const char *word, size_t width)
{
	bool is_coloured = printer->options->is_coloured;

	if (is_coloured)
		fputs(text_table_colour(wording->tone), printer->out);
	fprintf(printer->out, "%s ", wording->sign);
	put_padded(printer, word, width);
	if (is_coloured)
		fputs("\033[0m", printer->out);
}

static void
put_cut(const struct printer *printer, const struct view_id *id, size_t width)
{
	const char *text = id->whole == NULL ? id->text : id->whole;
	struct buf cut = {0};

	wording_cut(&cut, text, NAME_CHARACTERS);
	put_padded(printer, buf_text(&cut), width);
	buf_release(&cut);
}

static size_t
widest(size_t width, const char *text)
{
	size_t length = text == NULL ? 0 : text_characters(text);

	length = length < NAME_CHARACTERS ? length : NAME_CHARACTERS;
	return length > width ? length : width;
}

static void
put_sentence(const struct printer *printer, const char *text)
{
	if (text != NULL)
		fprintf(printer->out, "%s\n", text);
}

static void
write_verdict(const struct printer *printer, const struct view *view)
{
	put_tinted(printer, &view->verdict, view->verdict.word, 0);
	fprintf(printer->out, "%s%s\n", view->reason == NULL ? "" : ": ",
	    view->reason == NULL ? "" : view->reason);
	put_sentence(printer, view->decided);
	put_sentence(printer, view->summary);
	put_sentence(printer, view->judged);
	put_sentence(printer, view->compared);
	put_sentence(printer, view->explanation);
	put_sentence(printer, view->against);
	put_sentence(printer, view->terms);
	put_sentence(printer, view->shift);
	if (view->trends.heading != NULL)
		fprintf(printer->out, "%s: ", view->trends.heading);
	put_sentence(printer, view->trends.summary);
}

static void
write_gates(const struct printer *printer, const struct view *view)
{
	const struct view_section *section;
	const struct view_gate *gate;
	size_t i, j, width = 0, word = 0;

	for (i = 0; i < view->sections.count; i++)
		for (j = 0; j < view->sections.items[i].gates.count; j++) {
			gate = &view->sections.items[i].gates.items[j];
			width = widest(width, gate->name);
			word = widest(word, gate->status.word);
		}
	for (i = 0; i < view->sections.count; i++) {
		section = &view->sections.items[i];
		fprintf(printer->out, "\n%s\n",
		    section->name == NULL ? "Release checklist"
					  : section->name);
		for (j = 0; j < section->gates.count; j++) {
			gate = &section->gates.items[j];
			fputs("  ", printer->out);
			put_tinted(
			    printer, &gate->status, gate->status.word, word);
			fputs("  ", printer->out);
			put_padded(printer, gate->level, 6);
			fputs("  ", printer->out);
			put_padded(printer, gate->name, width);
			fprintf(printer->out, "  %s\n",
			    gate->reason == NULL ? "" : gate->reason);
		}
	}
}

static void
write_target(const struct printer *printer, const struct view_target *target,
    size_t width)
{
	fputs("  ", printer->out);
	put_tinted(printer, &target->status, target->status.word, 12);
	fputs("  ", printer->out);
	if (target->claim != NULL)
		put_padded(printer, target->claim, width);
	else
		put_cut(printer, &target->id, width);
	fprintf(printer->out, "  %s", target->selector);
	if (target->measured != NULL)
		fprintf(printer->out, "  %s", target->measured);
	if (target->target != NULL)
		fprintf(printer->out, " against %s", target->target);
	if (target->headroom != NULL)
		fprintf(printer->out, ", %s", target->headroom);
	if (target->uncertain != NULL)
		fprintf(printer->out, ", %s", target->uncertain);
	if (target->note != NULL)
		fprintf(printer->out, "; %s", target->note);
	fputc('\n', printer->out);
}

static void
write_targets(const struct printer *printer, const struct view *view)
{
	const struct view_target *target;
	size_t i, open = 0, width = 0;

	for (i = 0; i < view->targets.count; i++) {
		target = &view->targets.items[i];
		if (target->is_open == NULL)
			continue;
		if (open++ < ROWS)
			width = widest(width, target->claim != NULL
						  ? target->claim
						  : target->id.text);
	}
	if (open == 0)
		return;
	fputs("\nTargets that are not green\n", printer->out);
	for (i = 0; i < view->targets.count && i < open && i < ROWS; i++)
		write_target(printer, &view->targets.items[i], width);
	if (open > ROWS)
		fprintf(printer->out, "  and %zu more\n", open - ROWS);
	if (view->more_targets != NULL)
		fprintf(printer->out, "  %s\n", view->more_targets);
}

/* Growth over a parameter that is steeper than was asked, or may be. */
static void
write_scalings(const struct printer *printer, const struct view *view)
{
	const struct view_scaling *scaling;
	size_t i, open = 0;

	for (i = 0; i < view->scalings.count; i++) {
		scaling = &view->scalings.items[i];
		if (scaling->is_open == NULL)
			continue;
		if (open == 0)
			fputs("\nScaling that is not green\n", printer->out);
		if (open++ >= ROWS)
			continue;
		fputs("  ", printer->out);
		put_tinted(printer, &scaling->status, scaling->status.word, 12);
		fprintf(printer->out, "  %s  %s over %s, %s", scaling->name,
		    scaling->metric, scaling->over,
		    scaling->bound == NULL ? "as asked" : scaling->bound);
		if (scaling->reason != NULL)
			fprintf(printer->out, "; %s", scaling->reason);
		fputc('\n', printer->out);
	}
	if (open > ROWS)
		fprintf(printer->out, "  and %zu more\n", open - ROWS);
}

static void
write_growths(const struct printer *printer, const struct view *view)
{
	const struct view_growth *growth;
	size_t i, open = 0;

	for (i = 0; i < view->growths.count; i++) {
		growth = &view->growths.items[i];
		if (growth->is_open == NULL)
			continue;
		if (open == 0)
			fputs("\nMemory that grows while a case runs\n",
			    printer->out);
		if (open++ >= ROWS)
			continue;
		fputs("  ", printer->out);
		put_tinted(printer, &growth->status, growth->status.word, 12);
		fputs("  ", printer->out);
		put_cut(printer, &growth->id, 0);
		fprintf(printer->out, "  %s  %s, %s in %s launches\n",
		    growth->metric, growth->kind, growth->total,
		    growth->launches);
	}
	if (open > ROWS)
		fprintf(printer->out, "  and %zu more\n", open - ROWS);
}

static const char *
word_of(const struct view_change *change)
{
	return change->level == NULL ? change->seen.word : change->level;
}

static void
write_change(const struct printer *printer, const struct view_change *change,
    bool has_metric, size_t word, size_t width)
{
	fputs("  ", printer->out);
	put_tinted(printer, &change->seen, word_of(change), word);
	fputs("  ", printer->out);
	put_cut(printer, &change->id, width);
	if (has_metric)
		fprintf(printer->out, "  %s", change->metric);
	fprintf(printer->out, "  %s",
	    change->change == NULL ? change->reason : change->change);
	if (change->adjusted != NULL)
		fprintf(
		    printer->out, ", without the shift %s", change->adjusted);
	if (change->q != NULL)
		fprintf(printer->out, ", q %s", change->q);
	if (change->doubt != NULL)
		fprintf(printer->out, "; %s", change->doubt);
	fputc('\n', printer->out);
}

static void
write_regressions(const struct printer *printer, const struct view *view)
{
	const struct view_comparison *section =
	    view_comparison_find(view, "regressions");
	size_t i, count, width = 0, word = 0;
	bool has_metric;

	if (section == NULL)
		return;
	count = section->changes.count < ROWS ? section->changes.count : ROWS;
	for (i = 0; i < count; i++) {
		width = widest(width, section->changes.items[i].id.text);
		word = widest(word, word_of(&section->changes.items[i]));
	}
	/* What is not said is the time. */
	has_metric = section->has_many_metrics != NULL ||
		     strcmp(section->changes.items[0].metric, "time") != 0;
	fprintf(printer->out, "\n%s\n", section->heading);
	for (i = 0; i < count; i++)
		write_change(printer, &section->changes.items[i], has_metric,
		    word, width);
	if (section->changes.count > count)
		fprintf(printer->out, "  and more: see the report\n");
}

/* What the past has, though no gate looks at it: it goes quiet otherwise. */
static void
write_past(const struct printer *printer, const struct view *view)
{
	const struct view_trends *trends = &view->trends;
	const struct view_point *points[PAST_ROWS], *point;
	size_t i, open = 0, width = 0, word = 0;

	for (i = 0; i < trends->points.count; i++) {
		point = &trends->points.items[i];
		if (!view_point_is_open(point) || open++ >= PAST_ROWS)
			continue;
		points[open - 1] = point;
		width = widest(width, point->id.text);
		word = widest(word, point->seen.word);
	}
	if (open > 0)
		fputs("\nWorse since earlier runs and accepted by nobody; no "
		      "gate fails by it\n",
		    printer->out);
	for (i = 0; i < open && i < PAST_ROWS; i++) {
		point = points[i];
		fputs("  ", printer->out);
		put_tinted(printer, &point->seen, point->seen.word, word);
		fputs("  ", printer->out);
		put_cut(printer, &point->id, width);
		fprintf(printer->out, "  %s  %s  %s .. %s, %s\n", point->metric,
		    point->change, point->last.text, point->first.text,
		    point->ago);
	}
	if (open > PAST_ROWS)
		fprintf(printer->out, "  and %zu more: see perfolio trend\n",
		    open - PAST_ROWS);
}

/* Cases that could not be measured, each with the reason. */
static void
write_troubles(const struct printer *printer, const struct view *view)
{
	const struct view_trouble *trouble;
	struct buf line = {0};
	size_t i;

	if (view->troubles.count == 0)
		return;
	fputs("\nNot measured\n", printer->out);
	for (i = 0; i < view->troubles.count && i < ROWS; i++) {
		trouble = &view->troubles.items[i];
		fputs("  ", printer->out);
		put_tinted(printer, &trouble->status, trouble->status.word, 9);
		fputs("  ", printer->out);
		put_cut(printer, &trouble->id, 0);
		buf_reset(&line);
		wording_cut(&line, trouble->line, LINE_CHARACTERS);
		fprintf(printer->out, "  %s", buf_text(&line));
		if (trouble->shared != NULL)
			fprintf(printer->out, " (%s)", trouble->shared);
		fputc('\n', printer->out);
	}
	if (i < view->troubles.count)
		fprintf(
		    printer->out, "  and %zu more\n", view->troubles.count - i);
	buf_release(&line);
}

void
text_check_write(const struct view *view,
    const struct text_table_options *options, FILE *out)
{
	const struct printer printer = {options, out};

	write_verdict(&printer, view);
	write_gates(&printer, view);
	write_troubles(&printer, view);
	write_targets(&printer, view);
	write_scalings(&printer, view);
	write_growths(&printer, view);
	write_regressions(&printer, view);
	write_past(&printer, view);
}
