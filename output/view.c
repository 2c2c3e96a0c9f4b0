#include "output/view.h"

#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "output/view_parts.h"

bool
view_is_trouble(const struct result_case *item)
{
	return item->status == CASE_STATUS_FAILED ||
	       item->status == CASE_STATUS_TIMEOUT ||
	       item->status == CASE_STATUS_BLOCKED ||
	       item->status == CASE_STATUS_MISSING;
}

static bool
has_notable_flag(const struct result_case *item)
{
	unsigned notable = 0, bit;
	size_t i;

	for (bit = 0; bit < RESULT_FLAG_COUNT; bit++)
		if (wording_of_flag(bit)->is_notable)
			notable |= 1u << bit;
	for (i = 0; i < item->metric_count; i++)
		if (item->metrics[i].is_judged &&
		    (item->metrics[i].flags & notable) != 0)
			return true;
	return false;
}

enum { RANK_COUNT = 4 };

static unsigned
rank(const struct result_case *item)
{
	if (view_is_trouble(item) && !item->is_failure_allowed)
		return 0;
	if (view_is_trouble(item) || item->is_cut_short)
		return 1;
	return has_notable_flag(item) ? 2 : 3;
}

const struct result_case **
view_order(struct view *view, const struct result *result)
{
	const struct result_case **order =
	    arena_alloc(&view->arena, (result->case_count + 1) * sizeof *order);
	size_t i, count = 0;
	unsigned wanted;

	/* The result is in order of ids already. */
	for (wanted = 0; wanted < RANK_COUNT; wanted++)
		for (i = 0; i < result->case_count; i++)
			if (rank(&result->cases[i]) == wanted)
				order[count++] = &result->cases[i];
	return order;
}

/* Cuts text behind each "/" and ",": there a line may break. */
static void
id_split(struct view *view, struct view_id *id)
{
	const char *from = id->text, *end;
	struct view_line *parts;
	size_t count = 1;

	for (end = from; *end != '\0'; end++)
		count += *end == '/' || *end == ',';
	parts = arena_alloc(&view->arena, count * sizeof *parts);
	id->parts.items = parts;
	for (; *from != '\0'; from = end) {
		end = from + strcspn(from, "/,");
		end += *end != '\0';
		parts[id->parts.count++].text =
		    arena_strndup(&view->arena, from, (size_t)(end - from));
	}
}

struct view_id
view_id_of(struct view *view, const char *text)
{
	struct view_id id = {.text = wording_line(text, &view->arena)};
	struct buf cut = {0};

	if (text_characters(id.text) > VIEW_ID_CHARACTERS) {
		id.whole = id.text;
		wording_cut(&cut, id.whole, VIEW_ID_CHARACTERS);
		id.text = arena_strndup(&view->arena, cut.text, cut.length);
		buf_release(&cut);
	}
	id_split(view, &id);
	return id;
}

static void
add_notes(struct view *view, const struct result *result)
{
	struct view_note *notes =
	    arena_alloc(&view->arena, (result->note_count + 1) * sizeof *notes);
	const struct result_note *from;
	size_t i, count = 0;
	int level;

	/* Warnings before what is only good to know. */
	for (level = NOTE_WARNING; level >= NOTE_INFO; level--) {
		for (i = 0; i < result->note_count; i++) {
			from = &result->notes[i];
			if ((int)from->level != level)
				continue;
			notes[count++] = (struct view_note){
			    .level = wording_of_note(from->level),
			    .id = from->case_id == NULL
				      ? NULL
				      : view_id_of(view, from->case_id).text,
			    .text = wording_block(from->text, &view->arena),
			    .advice = wording_block(from->advice, &view->arena),
			};
		}
	}
	view->notes.items = notes;
	view->notes.count = count;
}

void
view_build(struct view *view, const struct result *result)
{
	const struct result_case **order;

	*view = (struct view){0};
	order = view_order(view, result);
	view->verdict = wording_of_verdict(result->verdict);
	view->summary = wording_summary(result, &view->arena);
	add_notes(view, result);
	view_add_attention(view, result, order);
	view_add_cases(view, order, result->case_count);
	view_add_run(view, result);
}

void
view_release(struct view *view)
{
	arena_release(&view->arena);
	*view = (struct view){0};
}
