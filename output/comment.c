#include "output/comment.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "output/markdown.h"
#include "output/view_change.h"

enum {
	ROOM = COMMENT_BYTES - 2000, /* the rest is for the end */
	SENTENCE_CHARACTERS = 600,
	NAME_CHARACTERS = 96,
	STEPS_SHOWN = 10,
	COMMENT_TRENDS = 10 /* change points */
};

struct comment {
	struct buf out;
	struct buf piece; /* under construction: a line or a few */
	bool is_full;     /* something had no room */
};

/* Takes the piece if it has room. */
static void
put(struct comment *comment)
{
	if (comment->is_full ||
	    comment->out.length + comment->piece.length > ROOM)
		comment->is_full = true;
	else
		buf_add(&comment->out, buf_text(&comment->piece),
		    comment->piece.length);
	buf_reset(&comment->piece);
}

static void
add_cut(struct comment *comment, const char *text, size_t most)
{
	struct buf cut = {0};

	wording_cut(&cut, text, most);
	markdown_add(&comment->piece, buf_text(&cut));
	buf_release(&cut);
}

static void
add_sentence(struct comment *comment, const char *text)
{
	if (text != NULL)
		add_cut(comment, text, SENTENCE_CHARACTERS);
}

/* A paragraph of sentences that may be NULL. */
static void
put_paragraph(struct comment *comment, const char *a, const char *b)
{
	if (a == NULL && b == NULL)
		return;
	add_sentence(comment, a);
	if (a != NULL && b != NULL)
		buf_add_char(&comment->piece, ' ');
	add_sentence(comment, b);
	buf_add_string(&comment->piece, "\n\n");
	put(comment);
}

static void
add_cell(struct comment *comment, const char *text)
{
	buf_add_string(&comment->piece, " ");
	if (text != NULL)
		add_cut(comment, text, SENTENCE_CHARACTERS);
	else
		buf_add_string(&comment->piece, "–");
	buf_add_string(&comment->piece, " |");
}

static void
add_id_cell(struct comment *comment, const char *text)
{
	struct buf cut = {0};

	wording_cut(&cut, text, NAME_CHARACTERS);
	buf_add_char(&comment->piece, ' ');
	markdown_add_code(&comment->piece, buf_text(&cut));
	buf_add_string(&comment->piece, " |");
	buf_release(&cut);
}

static void
add_status_cell(
    struct comment *comment, const struct wording *wording, const char *word)
{
	buf_addf(&comment->piece, " %s ", wording->sign);
	add_cut(comment, word, SENTENCE_CHARACTERS);
	buf_add_string(&comment->piece, " |");
}

static void
put_heading(struct comment *comment, const char *heading, const char *head,
    const char *rule)
{
	buf_addf(&comment->piece, "### %s\n\n%s\n%s\n", heading, head, rule);
	put(comment);
}

/* Behind a table: what it does not have. */
static void
put_rest(struct comment *comment, bool has_more)
{
	buf_add_string(&comment->piece,
	    has_more ? "\nThe report has the rest.\n\n" : "\n");
	put(comment);
}

static void
put_verdict(struct comment *comment, const struct view *view)
{
	const struct record_run *run = &view->result->run;

	buf_addf(&comment->piece, "## %s %s: ", view->verdict.sign,
	    view->verdict.word);
	add_cut(comment, view->title, NAME_CHARACTERS);
	if (run->version != NULL) {
		buf_add_char(&comment->piece, ' ');
		add_cut(comment, run->version, NAME_CHARACTERS);
	}
	buf_add_string(&comment->piece, "\n\n");
	put(comment);
	if (view->reason != NULL) {
		buf_add_string(&comment->piece, "**");
		add_sentence(comment, view->reason);
		buf_add_string(&comment->piece, "**\n\n");
		put(comment);
	}
	put_paragraph(comment, view->decided, NULL);
	put_paragraph(comment, view->summary, view->judged);
	put_paragraph(comment, view->compared, view->explanation);
	put_paragraph(comment, view->against, view->terms);
	if (view->shift != NULL) {
		buf_add_string(&comment->piece, "> ! ");
		add_sentence(comment, view->shift);
		buf_add_string(&comment->piece, "\n\n");
		put(comment);
	}
}

/* Lines that are not passed come whatever their number. */
static void
put_checklist(struct comment *comment, const struct view *view)
{
	const struct view_section *section;
	const struct view_gate *gate;
	size_t i, j;

	if (view->sections.count == 0)
		return;
	put_heading(comment, "Release checklist",
	    "| Status | Line | Level | Reason |", "|---|---|---|---|");
	for (i = 0; i < view->sections.count; i++) {
		section = &view->sections.items[i];
		for (j = 0; j < section->gates.count; j++) {
			gate = &section->gates.items[j];
			buf_add_char(&comment->piece, '|');
			add_status_cell(
			    comment, &gate->status, gate->status.word);
			buf_add_char(&comment->piece, ' ');
			if (section->name != NULL) {
				add_cut(
				    comment, section->name, NAME_CHARACTERS);
				buf_add_string(&comment->piece, ": ");
			}
			add_cut(comment, gate->name, NAME_CHARACTERS);
			buf_add_string(&comment->piece, " |");
			add_cell(comment, gate->level);
			add_cell(comment, gate->reason);
			buf_add_char(&comment->piece, '\n');
			put(comment);
		}
	}
	put_rest(comment, false);
}

static void
put_change(struct comment *comment, const struct view_change *change)
{
	struct buf seen = {0};

	buf_add_char(&comment->piece, '|');
	add_id_cell(comment, change->id.text);
	add_cell(comment, change->metric);
	buf_add_string(
	    &seen, change->level == NULL ? change->seen.word : change->level);
	if (change->doubt != NULL)
		buf_addf(&seen, "; %s", change->doubt);
	add_status_cell(comment, &change->seen, seen.text);
	buf_release(&seen);
	add_cell(
	    comment, change->change == NULL ? change->reason : change->change);
	add_cell(comment, change->q);
	buf_add_char(&comment->piece, '\n');
	put(comment);
}

/* What nothing can be said of is for the report. */
static void
put_changes(struct comment *comment, const struct view *view)
{
	const struct view_comparison *section;
	size_t i, j, shown;

	for (i = 0; i < view->verdicts.count; i++) {
		section = &view->verdicts.items[i];
		if (strcmp(section->anchor, "undecided") == 0)
			continue;
		put_heading(comment, section->heading,
		    "| Case | Metric | Verdict | Change, 95 % | q |",
		    "|---|---|---|---|---|");
		shown = section->changes.count < COMMENT_ROWS
			    ? section->changes.count
			    : COMMENT_ROWS;
		for (j = 0; j < shown; j++)
			put_change(comment, &section->changes.items[j]);
		put_rest(comment, section->changes.count > shown);
	}
}

static void
put_point(struct comment *comment, const struct view_point *point)
{
	struct buf seen = {0};

	buf_add_char(&comment->piece, '|');
	add_id_cell(comment, point->id.text);
	add_cell(comment, point->metric);
	buf_add_string(&seen, point->seen.word);
	if (point->reason != NULL)
		buf_addf(&seen, ": %s", point->reason);
	add_status_cell(comment, &point->seen, seen.text);
	buf_release(&seen);
	add_cell(comment, point->change);
	buf_add_char(&comment->piece, ' ');
	markdown_add_code(&comment->piece, point->last.text);
	buf_add_string(&comment->piece, " .. ");
	markdown_add_code(&comment->piece, point->first.text);
	buf_add_string(&comment->piece, " |\n");
	put(comment);
}

/*
 * What is worse comes first, so that of many the better ones are left out; what
 * was accepted comes last.
 */
static void
put_trends(struct comment *comment, const struct view *view)
{
	const struct view_trends *trends = &view->trends;
	size_t all = trends->points.count,
	       accepted = trends->acknowledged.count;
	size_t shown = all < COMMENT_TRENDS ? all : COMMENT_TRENDS, i;

	if (trends->heading != NULL) {
		buf_add_string(&comment->piece, "### ");
		add_cut(comment, trends->heading, NAME_CHARACTERS);
		buf_add_string(&comment->piece, "\n\n");
		put(comment);
	}
	put_paragraph(comment, trends->summary, NULL);
	if (all + accepted == 0)
		return;
	if (accepted > COMMENT_TRENDS)
		accepted = COMMENT_TRENDS;
	buf_add_string(&comment->piece,
	    "| Case | Metric | Seen | Change, 95 % | Commits |\n"
	    "|---|---|---|---|---|\n");
	for (i = 0; i < shown; i++)
		put_point(comment, &trends->points.items[i]);
	for (i = 0; i < accepted; i++)
		put_point(comment, &trends->acknowledged.items[i]);
	put_rest(comment, shown < all || accepted < trends->acknowledged.count);
}

static void
put_target(struct comment *comment, const struct view_target *target)
{
	buf_add_char(&comment->piece, '|');
	if (target->claim != NULL)
		add_cell(comment, target->claim);
	else
		add_id_cell(comment, target->id.text);
	add_cell(comment, target->selector);
	add_cell(comment, target->baseline);
	add_cell(
	    comment, target->target == NULL ? target->what : target->target);
	add_cell(comment, target->measured);
	add_status_cell(comment, &target->status, target->status.word);
	add_cell(comment,
	    target->headroom == NULL ? target->note : target->headroom);
	buf_add_char(&comment->piece, '\n');
	put(comment);
}

static void
put_targets(struct comment *comment, const struct view *view)
{
	size_t i, open = 0;

	for (i = 0; i < view->targets.count; i++)
		open += view->targets.items[i].is_open != NULL;
	if (open == 0)
		return;
	put_heading(comment, "Targets that are not green",
	    "| Case or claim | Of | Baseline | Target | Measured | Status | "
	    "Headroom |",
	    "|---|---|---:|---:|---:|---|---|");
	for (i = 0; i < open && i < COMMENT_ROWS; i++)
		put_target(comment, &view->targets.items[i]);
	put_rest(comment, open > COMMENT_ROWS || view->more_targets != NULL);
}

static void
put_scaling(struct comment *comment, const struct view_scaling *scaling)
{
	buf_add_char(&comment->piece, '|');
	add_id_cell(comment, scaling->name);
	add_cell(comment, scaling->metric);
	add_cell(comment, scaling->over);
	add_cell(comment, scaling->bound);
	add_status_cell(comment, &scaling->status, scaling->status.word);
	add_cell(comment, scaling->reason);
	buf_add_char(&comment->piece, '\n');
	put(comment);
}

static void
put_scalings(struct comment *comment, const struct view *view)
{
	size_t i, open = 0;

	for (i = 0; i < view->scalings.count; i++) {
		if (view->scalings.items[i].is_open == NULL)
			continue;
		if (open == 0)
			put_heading(comment, "Scaling that is not green",
			    "| Benchmark | Of | Over | Target | Status | Why "
			    "|",
			    "|---|---|---|---|---|---|");
		if (open++ < COMMENT_ROWS)
			put_scaling(comment, &view->scalings.items[i]);
	}
	if (open > 0)
		put_rest(comment,
		    open > COMMENT_ROWS || view->more_scalings != NULL);
}

static void
put_growth(struct comment *comment, const struct view_growth *growth)
{
	buf_add_char(&comment->piece, '|');
	add_id_cell(comment, growth->id.text);
	add_cell(comment, growth->metric);
	add_cell(comment, growth->kind);
	add_cell(comment, growth->total);
	add_cell(comment, growth->launches);
	buf_add_char(&comment->piece, '\n');
	put(comment);
}

static void
put_growths(struct comment *comment, const struct view *view)
{
	size_t i, open = 0;

	for (i = 0; i < view->growths.count; i++) {
		if (view->growths.items[i].is_open == NULL)
			continue;
		if (open == 0)
			put_heading(comment,
			    "Memory that grows while a case runs",
			    "| Case | Metric | How | By | Launches |",
			    "|---|---|---|---:|---|");
		if (open++ < COMMENT_ROWS)
			put_growth(comment, &view->growths.items[i]);
	}
	if (open > 0)
		put_rest(comment, open > COMMENT_ROWS);
}

static void
put_trouble(struct comment *comment, const struct view_trouble *trouble)
{
	buf_add_char(&comment->piece, '|');
	add_id_cell(comment, trouble->id.text);
	add_status_cell(comment, &trouble->status, trouble->status.word);
	buf_add_char(&comment->piece, ' ');
	add_cut(comment, trouble->line, SENTENCE_CHARACTERS);
	if (trouble->shared != NULL) {
		buf_add_string(&comment->piece, "; ");
		add_cut(comment, trouble->shared, NAME_CHARACTERS);
	}
	buf_add_string(&comment->piece, " |");
	add_cell(comment, trouble->holds_up);
	add_cell(comment, trouble->owner);
	buf_add_char(&comment->piece, '\n');
	put(comment);
}

/* The commands to verify stand in the next steps. */
static void
put_troubles(struct comment *comment, const struct view *view)
{
	size_t count = view->troubles.count, i;

	if (count == 0)
		return;
	put_heading(comment, "Not measured",
	    "| Case | Status | Why | Holds up | Owner |",
	    "|---|---|---|---|---|");
	for (i = 0; i < count && i < COMMENT_ROWS; i++)
		put_trouble(comment, &view->troubles.items[i]);
	put_rest(comment, count > COMMENT_ROWS || view->more_troubles != NULL);
}

static void
put_steps(struct comment *comment, const struct view *view)
{
	const struct view_step *step;
	size_t i;

	if (view->steps.count == 0)
		return;
	buf_add_string(&comment->piece, "### Next steps\n\n");
	put(comment);
	for (i = 0; i < view->steps.count && i < STEPS_SHOWN; i++) {
		step = &view->steps.items[i];
		buf_addf(&comment->piece, "%zu. ", i + 1);
		add_sentence(comment, step->text);
		if (step->command != NULL) {
			buf_add_char(&comment->piece, ' ');
			markdown_add_code(&comment->piece, step->command);
		}
		buf_add_char(&comment->piece, '\n');
		put(comment);
	}
	put_rest(comment, view->steps.count > STEPS_SHOWN);
}

void
comment_write(const struct view *view, FILE *out)
{
	struct comment comment = {0};

	put_verdict(&comment, view);
	put_checklist(&comment, view);
	put_troubles(&comment, view);
	put_changes(&comment, view);
	put_trends(&comment, view);
	put_targets(&comment, view);
	put_scalings(&comment, view);
	put_growths(&comment, view);
	put_steps(&comment, view);
	if (comment.is_full)
		buf_add_string(&comment.out,
		    "\nThere was no room here for more; the report has "
		    "all.\n\n");
	buf_add_string(&comment.out,
	    "The whole report: <code>index.html</code> and "
	    "<code>summary.pdf</code> beside this file");
	if (view->result->run.id != NULL) {
		buf_add_string(&comment.out, ", of run ");
		buf_reset(&comment.piece);
		add_cut(&comment, view->result->run.id, NAME_CHARACTERS);
		buf_add(&comment.out, buf_text(&comment.piece),
		    comment.piece.length);
	}
	buf_add_string(&comment.out, ".\n");
	fwrite(comment.out.text, 1, comment.out.length, out);
	buf_release(&comment.out);
	buf_release(&comment.piece);
}
