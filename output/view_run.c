#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/num.h"
#include "base/text.h"
#include "output/figure.h"
#include "output/quantity.h"
#include "output/invocation.h"
#include "output/shell.h"
#include "output/view_parts.h"

enum {
	NAMES_SHOWN = 3,   /* of cases, in the banner */
	RUN_FACTS = 13,    /* beside the labels */
	COMMIT_DIGITS = 12 /* the whole of it is in the commands */
};

struct view_facts
view_facts_new(struct arena *arena, size_t most)
{
	return (struct view_facts){
	    arena_alloc(arena, (most + 1) * sizeof(struct view_fact)), 0};
}

void
view_facts_add(struct view_facts *facts, const char *name, const char *value)
{
	if (value != NULL && value[0] != '\0')
		facts->items[facts->count++] = (struct view_fact){name, value};
}

static const char *
taken(struct view *view, struct buf *text)
{
	const char *copy =
	    arena_strndup(&view->arena, buf_text(text), text->length);

	buf_release(text);
	return copy;
}

/* "2026-11-20T18:12:03.412Z" as "2026-11-20 18:12:03 UTC". */
static const char *
moment_text(struct view *view, const char *iso)
{
	if (iso == NULL || strlen(iso) < 20 || iso[10] != 'T' ||
	    !text_ends_with(iso, "Z"))
		return wording_line(iso, &view->arena);
	return wording_line(
	    arena_printf(&view->arena, "%.10s %.8s UTC", iso, iso + 11),
	    &view->arena);
}

/* "ggen 2.4.0, after 2.3.0". */
static const char *
release_text(struct view *view, const struct record_run *run)
{
	if (run->product == NULL && run->version == NULL)
		return NULL;
	return wording_line(
	    arena_printf(&view->arena, "%s%s%s%s%s",
		run->product == NULL ? "" : run->product,
		run->product == NULL || run->version == NULL ? "" : " ",
		run->version == NULL ? "" : run->version,
		run->previous == NULL ? "" : ", after ",
		run->previous == NULL ? "" : run->previous),
	    &view->arena);
}

static void
add_facts(struct view *view, const struct result *result)
{
	const struct record_run *run = &result->run;
	struct arena *arena = &view->arena;
	struct view_facts list =
	    view_facts_new(arena, RUN_FACTS + run->label_count);
	size_t i;

	view_facts_add(&list, "Release", release_text(view, run));
	view_facts_add(&list, "Project", wording_line(run->project, arena));
	view_facts_add(&list, "Suite", wording_line(run->suite, arena));
	view_facts_add(&list, "Run", wording_line(run->id, arena));
	view_facts_add(&list, "Started", moment_text(view, run->started));
	view_facts_add(&list, "Finished", moment_text(view, result->finished));
	view_facts_add(&list, "Commit",
	    wording_line(arena_strndup(arena, run->vcs_commit,
			     run->vcs_commit == NULL
				 ? 0
				 : strnlen(run->vcs_commit, COMMIT_DIGITS)),
		arena));
	view_facts_add(&list, "Branch", wording_line(run->vcs_branch, arena));
	view_facts_add(&list, "Working tree",
	    run->vcs_commit == NULL ? NULL
	    : run->is_dirty         ? "with uncommitted changes"
				    : "clean");
	view_facts_add(&list, "Launches",
	    arena_printf(arena, "%" PRIu64 ", which gave %" PRIu64 " value%s",
		result->counts.launches, result->counts.samples,
		result->counts.samples == 1 ? "" : "s"));
	for (i = 0; i < run->label_count; i++)
		view_facts_add(&list, wording_label(run->labels[i].name, arena),
		    wording_line(run->labels[i].value, arena));
	view->facts.items = list.items;
	view->facts.count = list.count;
}

static const char *
fact_value(struct view *view, const struct fact *fact)
{
	struct quantity quantity;
	double bytes;

	if (!text_ends_with(fact->name, "_bytes") ||
	    !num_parse(fact->text, &bytes))
		return wording_line(fact->text, &view->arena);
	quantity = quantity_plain("B", bytes);
	return quantity_text(&quantity, bytes, &view->arena);
}

static struct view_facts
facts_of(struct view *view, const struct facts *facts)
{
	struct view_facts list = view_facts_new(&view->arena, facts->count);
	const struct fact *fact;
	size_t i, length;

	for (i = 0; i < facts->count; i++) {
		fact = &facts->items[i];
		length = strlen(fact->name);
		if (text_ends_with(fact->name, "_bytes"))
			length -= strlen("_bytes");
		view_facts_add(&list,
		    wording_label(
			arena_strndup(&view->arena, fact->name, length),
			&view->arena),
		    fact_value(view, fact));
	}
	return list;
}

static const char *
known(struct view *view, const char *value)
{
	return value == NULL ? "not known" : wording_line(value, &view->arena);
}

static void
add_differences(struct view *view, const struct result *result)
{
	size_t count = result->environment_difference_count, i;
	struct view_difference *list =
	    arena_alloc(&view->arena, (count + 1) * sizeof *list);
	const struct fact_difference *from;

	for (i = 0; i < count; i++) {
		from = &result->environment_differences[i];
		list[i] = (struct view_difference){
		    wording_label(from->name, &view->arena),
		    known(view, from->base), known(view, from->here)};
	}
	view->differences.items = list;
	view->differences.count = count;
}

static void
add_machine(struct view *view, const struct record_run *run)
{
	struct view_facts list = facts_of(view, &run->machine);

	view->machine.items = list.items;
	view->machine.count = list.count;
	list = facts_of(view, &run->environment);
	view->environment.items = list.items;
	view->environment.count = list.count;
}

static void
add_commands(struct view *view, const struct result *result)
{
	const struct record_run *run = &result->run;
	struct arena *arena = &view->arena;
	struct view_line *lines = arena_alloc(arena, 2 * sizeof *lines);
	struct buf text = {0};
	size_t count = 0;

	if (run->vcs_commit != NULL) {
		buf_add_string(&text, "git checkout ");
		shell_add_word(&text, run->vcs_commit);
		lines[count++].text = wording_line(taken(view, &text), arena);
	}
	if (invocation_add(&text, run))
		lines[count++].text = wording_line(taken(view, &text), arena);
	view->commands.items = lines;
	view->commands.count = count;
	view->suite_text = wording_block(run->suite_text, arena);
	if (run->is_dirty)
		view->dirty = "The working tree had uncommitted changes: the "
			      "commit alone does not give the same program.";
}

void
view_add_conditions(struct view *view, const struct result *result)
{
	struct buf text = {0};

	if (!figure_has_conditions(result))
		return;
	figure_conditions_caption(&text, result);
	view->conditions = taken(view, &text);
}

/* The cases that stand in the way, by name: at most three. */
static const char *
culprits(struct view *view, const struct result *result)
{
	const struct result_counts *counts = &result->counts;
	uint64_t all = counts->failed + counts->timeout + counts->blocked -
		       counts->allowed_failures + counts->missing;
	struct buf out = {0};
	size_t i, named = 0;

	for (i = 0; i < view->troubles.count && named < NAMES_SHOWN; i++) {
		if (view->troubles.items[i].allowed != NULL)
			continue;
		buf_add_string(&out, named++ == 0 ? "Not measured: " : ", ");
		wording_cut(&out, view->troubles.items[i].id.text, 48);
	}
	if (named == 0)
		return NULL;
	if (all > named)
		buf_addf(&out, " and %" PRIu64 " more", all - named);
	buf_add_char(&out, '.');
	return taken(view, &out);
}

void
view_add_run(struct view *view, const struct result *result)
{
	const struct record_run *run = &result->run;
	struct arena *arena = &view->arena;

	view->title = run->suite == NULL ? "Benchmark run"
					 : wording_line(run->suite, arena);
	/* A checklist names them itself. */
	if (result->gate_count == 0)
		view->explanation = culprits(view, result);
	if (view->explanation == NULL && result->verdict == RESULT_VERDICT_NONE)
		view->explanation =
		    result->gate_count == 0
			? "Nothing was judged."
			: "No line of the checklist could be decided.";
	view->tool = wording_line(run->tool, arena);
	view->sha256 = wording_line(result->sha256, arena);
	add_facts(view, result);
	add_machine(view, run);
	add_differences(view, result);
	add_commands(view, result);
}
