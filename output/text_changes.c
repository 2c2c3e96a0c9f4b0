#include "output/text_changes.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "output/text_table.h"
#include "output/view_change.h"

static const char gap[] = "  ";

enum { GAP = sizeof gap - 1, ID_LEAST = 10 /* characters */ };

/* Widths of a block of changes. */
struct change_layout {
	size_t id, metric, ratio; /* characters; metric 0: not shown */
	size_t line; /* characters a line may have, 0: any number */
	bool is_coloured;
};

static void
widen(size_t *width, const char *text)
{
	size_t length = text == NULL ? 0 : text_characters(text);

	if (length > *width)
		*width = length;
}

static void
add_padded(struct buf *out, const char *text, size_t width)
{
	size_t length = text_characters(text);

	buf_add_string(out, text);
	while (length++ < width)
		buf_add_char(out, ' ');
}

/* "2.31× [2.28, 2.35]", "" without a ratio. */
static void
add_ratio(struct buf *out, const struct view_change *change)
{
	if (change->ratio != NULL)
		buf_addf(out, "%s %s", change->ratio, change->interval);
}

/* "slower", "not comparable: too few rounds in common". */
static void
add_seen(struct buf *out, const struct view_change *change,
    const struct change_layout *layout, size_t used)
{
	struct buf text = {0};

	buf_add_string(
	    &text, change->level == NULL ? change->seen.word : change->level);
	if (change->reason != NULL)
		buf_addf(&text, ": %s", change->reason);
	if (layout->is_coloured)
		buf_add_string(out, text_table_colour(change->seen.tone));
	if (layout->line == 0)
		buf_add_string(out, text.text);
	else if (used < layout->line)
		wording_cut(out, text.text, layout->line - used);
	if (layout->is_coloured)
		buf_add_string(out, "\033[0m");
	buf_release(&text);
}

static const char *
whole_of(const struct view_id *id)
{
	return id->whole == NULL ? id->text : id->whole;
}

static void
write_change(const struct view_change *change,
    const struct change_layout *layout, FILE *out)
{
	struct buf line = {0}, cell = {0};

	buf_add_string(&line, gap);
	wording_cut(&cell, whole_of(&change->id), layout->id);
	add_padded(&line, buf_text(&cell), layout->id);
	if (layout->metric != 0) {
		buf_add_string(&line, gap);
		add_padded(&line, change->metric, layout->metric);
	}
	buf_reset(&cell);
	add_ratio(&cell, change);
	buf_add_string(&line, gap);
	add_padded(&line, buf_text(&cell), layout->ratio);
	buf_add_string(&line, gap);
	add_seen(&line, change, layout, text_characters(line.text));
	fprintf(out, "%s\n", line.text);
	buf_release(&line);
	buf_release(&cell);
}

/* Cuts the ids, or leaves out the metric, until a line fits. */
static void
layout_fit(struct change_layout *layout, size_t words)
{
	size_t rest = 3 * GAP + layout->ratio + words, room;

	if (layout->line == 0)
		return;
	room = layout->line > rest + ID_LEAST ? layout->line - rest : ID_LEAST;
	if (layout->metric + GAP + ID_LEAST > room)
		layout->metric = 0;
	if (layout->metric != 0)
		room -= layout->metric + GAP;
	if (layout->id > room)
		layout->id = room;
}

static struct change_layout
layout_of(const struct view_comparison *comparison,
    const struct text_table_options *options)
{
	struct change_layout layout = {
	    .line = options->width, .is_coloured = options->is_coloured};
	const struct view_change *change;
	struct buf cell = {0};
	size_t i, words = 0;

	for (i = 0; i < comparison->changes.count; i++) {
		change = &comparison->changes.items[i];
		widen(&layout.id, whole_of(&change->id));
		if (comparison->has_many_metrics != NULL)
			widen(&layout.metric, change->metric);
		buf_reset(&cell);
		add_ratio(&cell, change);
		widen(&layout.ratio, buf_text(&cell));
		widen(&words,
		    change->level == NULL ? change->seen.word : change->level);
	}
	buf_release(&cell);
	layout_fit(&layout, words);
	return layout;
}

/* True for the first change with that other one. */
static bool
is_first_with(const struct view_comparison *comparison, size_t index)
{
	const struct view_change *changes = comparison->changes.items;
	size_t i;

	for (i = 0; i < index; i++)
		if (strcmp(changes[i].of->case_id,
			changes[index].of->case_id) == 0)
			return false;
	return true;
}

static void
write_head(const struct view_change *change, const struct change_layout *layout,
    FILE *out)
{
	static const char words[] = "compared with ";
	struct buf id = {0};

	wording_cut(&id, whole_of(&change->other),
	    layout->line <= sizeof words ? VIEW_ID_CHARACTERS
					 : layout->line - sizeof words);
	fprintf(out, "%s%s:\n", words, buf_text(&id));
	buf_release(&id);
}

/* Those with a common reference stand together. */
static void
write_compared(const struct view_comparison *comparison,
    const struct change_layout *layout, FILE *out)
{
	const struct view_change *changes = comparison->changes.items;
	size_t i, j;

	for (i = 0; i < comparison->changes.count; i++) {
		if (!is_first_with(comparison, i))
			continue;
		write_head(&changes[i], layout, out);
		for (j = i; j < comparison->changes.count; j++)
			if (strcmp(changes[j].of->case_id,
				changes[i].of->case_id) == 0)
				write_change(&changes[j], layout, out);
	}
}

static void
write_all(const struct view_comparison *comparison, const char *head,
    const struct change_layout *layout, FILE *out)
{
	size_t i;

	fprintf(out, "%s:\n", head);
	for (i = 0; i < comparison->changes.count; i++)
		write_change(&comparison->changes.items[i], layout, out);
}

/* What was judged: the most notable of it, as the chart of a report has it. */
static void
write_judged(const struct view *view, const struct text_table_options *options,
    FILE *out)
{
	const struct view_comparison *overall = view->overall.items;
	struct change_layout layout;
	struct arena arena = {0};

	if (view->overall.count == 0)
		return;
	layout = layout_of(overall, options);
	write_all(overall,
	    strcmp(overall->against, "the base") == 0
		? "head against base"
		: arena_printf(&arena, "against %s", overall->against),
	    &layout, out);
	fputc('\n', out);
	arena_release(&arena);
}

void
text_changes_write(const struct view *view,
    const struct text_table_options *options, FILE *out)
{
	const struct view_comparison *comparison;
	struct change_layout layout;
	size_t i;

	write_judged(view, options, out);
	for (i = 0; i < view->comparisons.count; i++) {
		comparison = &view->comparisons.items[i];
		layout = layout_of(comparison, options);
		if (strcmp(comparison->anchor, "against") == 0)
			write_all(
			    comparison, "head against base", &layout, out);
		else
			write_compared(comparison, &layout, out);
		if (comparison->more != NULL)
			fprintf(out, "%s\n", comparison->more);
		fputc('\n', out);
	}
}
