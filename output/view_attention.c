#include <inttypes.h>
#include <string.h>

#include "analysis/notable.h"
#include "base/buf.h"
#include "base/map.h"
#include "output/invocation.h"
#include "output/shell.h"
#include "output/view_parts.h"

/* More would bury the report; the table of cases has all of them. */
enum {
	TROUBLES_SHOWN = 50,
	COMMAND_CHARACTERS = 2000,
	NAME_CHARACTERS = 60 /* of a line of the checklist */
};

static const char *
detached(struct view *view, struct buf *text)
{
	const char *copy =
	    arena_strndup(&view->arena, buf_text(text), text->length);

	buf_reset(text);
	return copy;
}

void
view_add_verify(struct buf *out, const struct record_run *run,
    const struct result_case *item, const struct view_id *id)
{
	if (run->suite_text == NULL) {
		invocation_add_case(out, item);
		return;
	}
	invocation_add_suite(out, run);
	/* Nobody types more than what is shown of an id. */
	if (id->whole == NULL)
		shell_add_exact_pattern(out, item->id);
	else
		shell_add_prefix_pattern(
		    out, id->text, (size_t)(strstr(id->text, "…") - id->text));
}

static bool
is_named(const struct gate_result *gate, const char *id)
{
	size_t i;

	for (i = 0; i < gate->case_count; i++)
		if (strcmp(gate->cases[i], id) == 0)
			return true;
	return false;
}

static void
add_lines(struct buf *out, const struct result *result, const char *id)
{
	const struct gate_result *gate;
	struct arena arena = {0};
	size_t i, lines = 0;

	for (i = 0; i < result->gate_count; i++) {
		gate = &result->gates[i];
		if (gate->status == GATE_PASS || gate->level == GATE_NICE ||
		    !is_named(gate, id))
			continue;
		buf_addf(out, "%s“", lines++ == 0 ? "" : ", ");
		wording_cut(
		    out, wording_line(gate->name, &arena), NAME_CHARACTERS);
		buf_add_string(out, "”");
	}
	if (lines > 0)
		buf_add_string(out, " of the checklist");
	arena_release(&arena);
}

static bool
is_about(const struct claim_result *claim, const char *id)
{
	return !claim->is_planned &&
	       ((claim->case_id != NULL && strcmp(claim->case_id, id) == 0) ||
		   (claim->other_id != NULL &&
		       strcmp(claim->other_id, id) == 0));
}

static void
add_count(struct buf *out, size_t count, const char *one, const char *many)
{
	if (count > 0)
		buf_addf(out, "%s%zu %s", out->length == 0 ? "" : ", ", count,
		    count == 1 ? one : many);
}

/* "“All cases measured” of the checklist, 1 budget, 2 claims". */
static const char *
holds_up(struct view *view, const struct result *result,
    const struct result_case *item)
{
	size_t i, budgets = 0, claims = 0, cases = 0;
	const struct result_case *other;
	struct buf out = {0};
	const char *text = NULL;

	for (i = 0; i < item->metric_count; i++)
		budgets += item->metrics[i].budget_count;
	for (i = 0; i < result->claim_count; i++)
		claims += is_about(&result->claims[i], item->id);
	for (i = 0; i < result->case_count; i++) {
		other = &result->cases[i];
		cases +=
		    (other->reference != NULL &&
			strcmp(other->reference, item->id) == 0) ||
		    (other->base != NULL && strcmp(other->base, item->id) == 0);
	}
	add_lines(&out, result, item->id);
	add_count(&out, budgets, "budget", "budgets");
	add_count(&out, claims, "claim", "claims");
	add_count(
	    &out, cases, "case compared with it", "cases compared with it");
	if (out.length > 0)
		text = arena_strndup(&view->arena, out.text, out.length);
	buf_release(&out);
	return text;
}

static void
trouble_of_case(struct view *view, const struct result *result,
    const struct result_case *item, struct view_trouble *trouble)
{
	struct arena *arena = &view->arena;
	struct view_facts steps;
	struct buf text = {0};

	trouble->of = item;
	trouble->id = view_id_of(view, item);
	trouble->status = wording_of_case(item);
	if (item->is_failure_allowed)
		trouble->allowed = "allowed to fail";
	trouble->message = trouble->line =
	    item->is_cut_short ? "the run ended before it was measured"
			       : "no message";
	if (item->message != NULL) {
		trouble->message = wording_block(item->message, arena);
		trouble->line = wording_flat(item->message, arena);
	}
	if (item->failed != 0)
		trouble->launches = arena_printf(arena,
		    "%" PRIu64 " of %" PRIu64 " launches failed", item->failed,
		    item->launches);
	trouble->owner = wording_line(item->owner, arena);
	trouble->folder = view_folder(item, arena);
	if (item->command_count != 0) {
		shell_add_command(&text, item->command, item->command_count);
		trouble->command = wording_block(detached(view, &text), arena);
		wording_cut(&text, trouble->command, COMMAND_CHARACTERS);
		trouble->command = detached(view, &text);
	}
	steps = view_step_commands(arena, item);
	trouble->steps.items = steps.items;
	trouble->steps.count = steps.count;
	trouble->holds_up = holds_up(view, result, item);
	if (!view_is_removed(result, item))
		view_add_verify(&text, &result->run, item, &trouble->id);
	if (text.length != 0)
		trouble->verify = wording_line(detached(view, &text), arena);
	buf_release(&text);
}

/* What lets a trouble take in others: one thing that blocks all of them. */
static const char *
shared_key(struct view *view, const struct result_case *item)
{
	if (item->status != CASE_STATUS_BLOCKED || item->message == NULL)
		return NULL;
	return arena_printf(&view->arena, "%d%s%s%s", item->is_failure_allowed,
	    item->owner == NULL ? "" : item->owner, "\n", item->message);
}

/* The trouble has room for VIEW_NAMED_CASES others. */
static void
add_other(struct view *view, struct view_trouble *trouble, size_t others,
    const struct result_case *item)
{
	if (trouble->others.items == NULL)
		trouble->others.items = arena_alloc(
		    &view->arena, VIEW_NAMED_CASES * sizeof(struct view_id));
	if (trouble->others.count < VIEW_NAMED_CASES)
		((struct view_id *)
			trouble->others.items)[trouble->others.count++] =
		    view_id_of(view, item);
	trouble->shared =
	    arena_printf(&view->arena, "%zu more case%s for the same reason",
		others, others == 1 ? "" : "s");
	if (others > VIEW_NAMED_CASES)
		trouble->more = arena_printf(
		    &view->arena, "and %zu more", others - VIEW_NAMED_CASES);
}

/* Where troubles are put together. */
struct troubles {
	struct view_trouble *items;
	size_t others[TROUBLES_SHOWN]; /* that an item took in */
	size_t found, left_out;
	struct map shared; /* index by what blocks */
};

static void
troubles_add(struct troubles *troubles, struct view *view,
    const struct result *result, const struct result_case *item)
{
	const char *key = shared_key(view, item);
	size_t at = troubles->found;

	if (key != NULL && map_get(&troubles->shared, key, &at)) {
		if (at < TROUBLES_SHOWN)
			add_other(view, &troubles->items[at],
			    ++troubles->others[at], item);
		return;
	}
	if (key != NULL)
		map_put(&troubles->shared, key, at);
	if (at < TROUBLES_SHOWN)
		trouble_of_case(view, result, item, &troubles->items[at]);
	else
		troubles->left_out++;
	troubles->found++;
}

static void
add_troubles(struct view *view, const struct result *result,
    const struct result_case *const *order)
{
	struct troubles troubles = {0};
	size_t i;

	troubles.items =
	    arena_alloc(&view->arena, TROUBLES_SHOWN * sizeof *troubles.items);
	for (i = 0; i < result->case_count; i++)
		if (notable_is_trouble(order[i]))
			troubles_add(&troubles, view, result, order[i]);
	map_release(&troubles.shared);
	view->troubles.items = troubles.items;
	view->troubles.count = troubles.found - troubles.left_out;
	if (troubles.left_out > 0)
		view->more_troubles = arena_printf(&view->arena,
		    "%zu more are at the top of the table of cases.",
		    troubles.left_out);
}

/* Behind the bits of enum result_flag. */
enum { REMARK_IMPRECISE = RESULT_FLAG_COUNT, REMARK_COUNT };

static const struct wording_flag *
remark_words(unsigned bit)
{
	return bit == REMARK_IMPRECISE ? &wording_imprecise
				       : wording_of_flag(bit);
}

static unsigned
flags_of_case(const struct result_case *item)
{
	unsigned flags = (unsigned)wording_is_imprecise(item)
			 << REMARK_IMPRECISE;
	size_t i;

	for (i = 0; i < item->metric_count; i++)
		if (item->metrics[i].is_judged)
			flags |= wording_flags(item->metrics[i].flags);
	return flags;
}

/* The first of the count cases that have the flag. */
static void
remark_add_ids(struct view *view, const struct result_case *const *order,
    size_t count, unsigned bit, struct view_remark *remark)
{
	size_t shown = count < VIEW_NAMED_CASES ? count : VIEW_NAMED_CASES, i;
	struct view_id *ids = arena_alloc(&view->arena, shown * sizeof *ids);

	remark->ids.items = ids;
	for (i = 0; remark->ids.count < shown; i++)
		if ((flags_of_case(order[i]) >> bit & 1) != 0)
			ids[remark->ids.count++] = view_id_of(view, order[i]);
	if (count > shown)
		remark->more =
		    arena_printf(&view->arena, "%zu more", count - shown);
}

static void
add_remarks(
    struct view *view, const struct result_case *const *order, size_t count)
{
	size_t raised[REMARK_COUNT] = {0}, i;
	struct view_remark *remark =
	    arena_alloc(&view->arena, REMARK_COUNT * sizeof *remark);
	const struct wording_flag *flag;
	unsigned bit, flags;

	view->remarks.items = remark;
	for (i = 0; i < count; i++) {
		flags = flags_of_case(order[i]);
		for (bit = 0; bit < REMARK_COUNT; bit++)
			raised[bit] += flags >> bit & 1;
	}
	for (bit = 0; bit < REMARK_COUNT; bit++) {
		if (raised[bit] == 0)
			continue;
		flag = remark_words(bit);
		*remark = (struct view_remark){
		    .word = flag->word,
		    .sentence = flag->sentence,
		    .advice = flag->advice,
		    .cases = arena_printf(&view->arena, "%zu case%s",
			raised[bit], raised[bit] == 1 ? "" : "s"),
		};
		remark_add_ids(view, order, raised[bit], bit, remark++);
		view->remarks.count++;
	}
}

void
view_add_attention(struct view *view, const struct result *result,
    const struct result_case *const *order)
{
	add_troubles(view, result, order);
	add_remarks(view, order, result->case_count);
}
