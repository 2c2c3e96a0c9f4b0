#include <inttypes.h>
#include <string.h>

#include "analysis/notable.h"
#include "base/buf.h"
#include "output/invocation.h"
#include "output/shell.h"
#include "output/view_parts.h"

/* More would bury the report; the table of cases has all of them. */
enum { TROUBLES_SHOWN = 50, COMMAND_CHARACTERS = 2000 };

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

static void
trouble_of_case(struct view *view, const struct record_run *run,
    const struct result_case *item, struct view_trouble *trouble)
{
	struct arena *arena = &view->arena;
	struct buf text = {0};

	trouble->id = view_id_of(view, item);
	trouble->status = wording_of_case(item);
	if (item->is_failure_allowed)
		trouble->allowed = "allowed to fail";
	trouble->message = item->message == NULL
			       ? "no message"
			       : wording_block(item->message, arena);
	if (item->failed != 0)
		trouble->launches = arena_printf(arena,
		    "%" PRIu64 " of %" PRIu64 " launches failed", item->failed,
		    item->launches);
	trouble->owner = wording_line(item->owner, arena);
	trouble->folder = wording_line(item->cwd, arena);
	if (item->command_count != 0) {
		shell_add_command(&text, item->command, item->command_count);
		trouble->command = wording_block(detached(view, &text), arena);
		wording_cut(&text, trouble->command, COMMAND_CHARACTERS);
		trouble->command = detached(view, &text);
	}
	view_add_verify(&text, run, item, &trouble->id);
	if (text.length != 0)
		trouble->verify = wording_line(detached(view, &text), arena);
	buf_release(&text);
}

static void
add_troubles(struct view *view, const struct result *result,
    const struct result_case *const *order)
{
	struct view_trouble *troubles =
	    arena_alloc(&view->arena, TROUBLES_SHOWN * sizeof *troubles);
	size_t i, found = 0;

	for (i = 0; i < result->case_count; i++) {
		if (!notable_is_trouble(order[i]))
			continue;
		if (found < TROUBLES_SHOWN)
			trouble_of_case(
			    view, &result->run, order[i], &troubles[found]);
		found++;
	}
	view->troubles.items = troubles;
	view->troubles.count = found < TROUBLES_SHOWN ? found : TROUBLES_SHOWN;
	if (found > TROUBLES_SHOWN)
		view->more_troubles = arena_printf(&view->arena,
		    "%zu more are at the top of the table of cases.",
		    found - TROUBLES_SHOWN);
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
