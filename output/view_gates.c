#include <string.h>

#include "analysis/policy.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/map.h"
#include "base/vec.h"
#include "output/view_parts.h"

enum {
	OTHERS_SHOWN = 3,    /* lines that decide it as well */
	NAME_CHARACTERS = 60 /* of a line */
};

static struct wording
status_of(const struct gate_result *gate)
{
	/* What would be nice, and is not, is nothing to worry about. */
	const char *tone = gate->level == GATE_MUST     ? "bad"
			   : gate->level == GATE_SHOULD ? "warn"
							: "plain";

	switch (gate->status) {
	case GATE_PASS:
		return (struct wording){"passed", "✓", "good"};
	case GATE_FAIL:
		return (struct wording){
		    gate->level == GATE_NICE ? "not reached" : "failed", "✗",
		    tone};
	case GATE_UNKNOWN:
		break;
	}
	return (struct wording){
	    "unknown", "?", gate->level == GATE_NICE ? "plain" : "warn"};
}

static void
add_ids(struct view *view, const struct gate_result *from, struct view_gate *to)
{
	struct arena *arena = &view->arena;
	size_t count = from->case_count, place, i;
	struct view_id *ids;

	count = count < VIEW_NAMED_CASES ? count : VIEW_NAMED_CASES;
	ids = arena_alloc(arena, (count + 1) * sizeof *ids);
	for (i = 0; i < count; i++)
		ids[i] = map_get(&view->places, from->cases[i], &place)
			     ? view_id_of(view, &view->result->cases[place])
			     : view_id_of_text(arena, from->cases[i]);
	to->ids.items = ids;
	to->ids.count = count;
	if (from->case_count > count)
		to->more = arena_printf(
		    arena, "and %zu more", from->case_count - count);
}

static struct view_gate
gate_of(struct view *view, const struct gate_result *from)
{
	struct arena *arena = &view->arena;
	struct view_gate gate = {
	    .name = wording_line(from->name, arena),
	    .reason = wording_line(from->reason, arena),
	    .level = gate_level_text(from->level),
	    .status = status_of(from),
	    .manual = from->is_manual ? "by hand" : NULL,
	    .of = from,
	};

	add_ids(view, from, &gate);
	return gate;
}

static bool
is_same_section(const struct gate_result *a, const struct gate_result *b)
{
	if (a->section == NULL || b->section == NULL)
		return a->section == b->section;
	return strcmp(a->section, b->section) == 0;
}

static bool
is_first_of_section(const struct result *result, size_t index)
{
	size_t i;

	for (i = 0; i < index; i++)
		if (is_same_section(&result->gates[i], &result->gates[index]))
			return false;
	return true;
}

static struct view_section
section_of(struct view *view, const struct result *result, size_t first)
{
	const struct gate_result *gates = result->gates;
	struct view_section section = {
	    .name = wording_line(gates[first].section, &view->arena)};
	struct view_gate *lines = arena_alloc(
	    &view->arena, (result->gate_count - first) * sizeof *lines);
	size_t i;

	section.gates.items = lines;
	for (i = first; i < result->gate_count; i++)
		if (is_same_section(&gates[first], &gates[i]))
			lines[section.gates.count++] = gate_of(view, &gates[i]);
	return section;
}

/* Lines of no section have no heading, so they come before the headings. */
static void
add_sections(struct view *view, const struct result *result)
{
	struct view_section *sections = arena_alloc(
	    &view->arena, (result->gate_count + 1) * sizeof *sections);
	size_t i, count = 0;
	int pass;

	for (pass = 0; pass < 2; pass++)
		for (i = 0; i < result->gate_count; i++)
			if ((result->gates[i].section != NULL) == pass &&
			    is_first_of_section(result, i))
				sections[count++] = section_of(view, result, i);
	view->sections.items = sections;
	view->sections.count = count;
}

/* Does the line make the verdict what it is? */
static bool
is_decisive(const struct result *result, const struct gate_result *gate)
{
	switch (result->verdict) {
	case RESULT_VERDICT_NO_GO:
		return gate->level == GATE_MUST && gate->status == GATE_FAIL;
	case RESULT_VERDICT_WARN:
		return (gate->level == GATE_MUST &&
			   gate->status == GATE_UNKNOWN) ||
		       (gate->level == GATE_SHOULD &&
			   gate->status == GATE_FAIL);
	case RESULT_VERDICT_GO:
	case RESULT_VERDICT_NONE:
		break;
	}
	return false;
}

static void
add_line_name(struct buf *out, const struct gate_result *gate)
{
	struct arena arena = {0};

	buf_add_string(out, "“");
	wording_cut(out, wording_line(gate->name, &arena), NAME_CHARACTERS);
	buf_add_string(out, "”");
	arena_release(&arena);
}

/* "Decided by the must line “Claims hold”; likewise “No red budget”." */
static const char *
decided_text(struct view *view, const struct result *result, size_t first)
{
	struct buf out = {0};
	const char *text;
	size_t i, others = 0;

	buf_addf(&out, "Decided by the %s line ",
	    gate_level_text(result->gates[first].level));
	add_line_name(&out, &result->gates[first]);
	for (i = first + 1; i < result->gate_count; i++) {
		if (!is_decisive(result, &result->gates[i]) ||
		    others++ >= OTHERS_SHOWN)
			continue;
		buf_add_string(&out, others == 1 ? "; likewise " : ", ");
		add_line_name(&out, &result->gates[i]);
	}
	if (others > OTHERS_SHOWN)
		buf_addf(&out, " and %zu more", others - OTHERS_SHOWN);
	buf_add_char(&out, '.');
	text = arena_strndup(&view->arena, out.text, out.length);
	buf_release(&out);
	return text;
}

/* "All 3 must lines and 1 should line passed." */
static const char *
passed_text(struct view *view, const struct result *result)
{
	size_t i, must = 0, should = 0;

	for (i = 0; i < result->gate_count; i++) {
		must += result->gates[i].level == GATE_MUST;
		should += result->gates[i].level == GATE_SHOULD &&
			  result->gates[i].status == GATE_PASS;
	}
	if (must == 0)
		return NULL;
	return arena_printf(&view->arena, "%s must line%s%s passed.",
	    must == 1 ? "The one" : arena_printf(&view->arena, "All %zu", must),
	    must == 1 ? "" : "s",
	    should == 0 ? ""
	    : should == 1
		? " and one should line"
		: arena_printf(&view->arena, " and %zu should lines", should));
}

static void
add_reason(struct view *view, const struct result *result)
{
	size_t i;

	if (result->verdict == RESULT_VERDICT_GO)
		view->reason = passed_text(view, result);
	for (i = 0; i < result->gate_count; i++) {
		if (!is_decisive(result, &result->gates[i]))
			continue;
		view->reason =
		    wording_line(result->gates[i].reason, &view->arena);
		view->decided = decided_text(view, result, i);
		return;
	}
}

/* One that cannot be read has been refused before: then the defaults hold. */
static void
add_policy(struct view *view, const struct result *result)
{
	struct policy *policy = arena_alloc(&view->arena, sizeof *policy);
	struct err err = {0};

	view->policy = policy;
	if (policy_read(policy, result->run.policy, &view->arena, &err) < 0)
		*policy = (struct policy){0};
}

struct thresholds
view_thresholds(
    const struct view *view, const struct result_case *item, const char *metric)
{
	return policy_thresholds(view->policy, item, metric);
}

void
view_add_gates(struct view *view, const struct result *result)
{
	add_policy(view, result);
	add_sections(view, result);
	add_reason(view, result);
	view_add_against(view, result);
}
