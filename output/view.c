#include "output/view.h"

#include <string.h>

#include "analysis/notable.h"
#include "base/bridge.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/map.h"
#include "base/text.h"
#include "output/view_parts.h"

enum { SLUG_BYTES = 60, HASH_DIGITS = 8, NOTES_ALIKE = 4 };

const char *
view_exact(double value, struct arena *arena)
{
	char text[32];

	bridge_print_double(value, text, sizeof text);
	return arena_strdup(arena, text);
}

const struct result_metric *
view_first_metric(const struct result_case *item)
{
	size_t i;

	for (i = 0; i < item->metric_count; i++)
		if (item->metrics[i].is_judged && item->metrics[i].is_measured)
			return &item->metrics[i];
	return NULL;
}

const struct result_metric *
view_metric_of(const struct result_case *item, const char *name)
{
	size_t i;

	for (i = 0; i < item->metric_count; i++)
		if (strcmp(item->metrics[i].metric.name, name) == 0)
			return &item->metrics[i];
	return NULL;
}

bool
view_is_of_step(
    const struct result_case *item, const struct result_metric *metric)
{
	const char *slash = strrchr(metric->metric.name, '/');

	return slash != NULL && view_metric_of(item, slash + 1) != NULL;
}

/* Cuts text behind each "/" and ",": there a line may break. */
static void
id_split(struct arena *arena, struct view_id *id)
{
	const char *from = id->text, *end;
	struct view_line *parts;
	size_t count = 1;

	for (end = from; *end != '\0'; end++)
		count += *end == '/' || *end == ',';
	parts = arena_alloc(arena, count * sizeof *parts);
	id->parts.items = parts;
	for (; *from != '\0'; from = end) {
		end = from + strcspn(from, "/,");
		end += *end != '\0';
		parts[id->parts.count++].text =
		    arena_strndup(arena, from, (size_t)(end - from));
	}
}

struct view_id
view_id_of_text(struct arena *arena, const char *text)
{
	struct view_id id = {.text = wording_line(text, arena)};
	struct buf cut = {0};

	if (text_characters(id.text) > VIEW_ID_CHARACTERS) {
		id.whole = id.text;
		wording_cut(&cut, id.whole, VIEW_ID_CHARACTERS);
		id.text = arena_strndup(arena, cut.text, cut.length);
		buf_release(&cut);
	}
	id_split(arena, &id);
	return id;
}

struct view_id
view_id_of(struct view *view, const struct result_case *item)
{
	struct view_id id = view_id_of_text(&view->arena, item->id);

	id.page = view->case_pages[item - view->result->cases];
	return id;
}

/*
 * The page of a case: "bench/SLUG-HASH.html". A leading dot of the slug would
 * hide the file, so it is "-" too; a hash that was seen grows longer.
 */
static const char *
page_of_case(struct view *view, const char *id, struct map *seen)
{
	char slug[SLUG_BYTES + 1], hex[DIGEST_TEXT_BYTES];
	const char *page;
	int digits = HASH_DIGITS;
	size_t i;

	for (i = 0; i < SLUG_BYTES && id[i] != '\0'; i++) {
		slug[i] = id[i];
		if (slug[i] >= 'A' && slug[i] <= 'Z')
			slug[i] = (char)(slug[i] - 'A' + 'a');
		else if (strchr("abcdefghijklmnopqrstuvwxyz0123456789._-",
			     slug[i]) == NULL ||
			 (i == 0 && slug[i] == '.'))
			slug[i] = '-';
	}
	slug[i] = '\0';
	digest_text(id, strlen(id), hex);
	do {
		page = arena_printf(
		    &view->arena, "bench/%s-%.*s.html", slug, digits, hex);
		digits *= 2;
	} while (!map_put(seen, page, 0) && digits < DIGEST_TEXT_BYTES);
	return page;
}

static void
add_case_pages(struct view *view, const struct result *result)
{
	const char **pages =
	    arena_alloc(&view->arena, (result->case_count + 1) * sizeof *pages);
	struct map seen = {0};
	size_t i;

	for (i = 0; i < result->case_count; i++)
		if (result->cases[i].has_page)
			pages[i] =
			    page_of_case(view, result->cases[i].id, &seen);
	map_release(&seen);
	view->case_pages = pages;
}

/* Notes about cases that give the same advice. */
struct alike {
	size_t count, last; /* the last one that is shown */
};

/* True if there is room for one more of its kind. */
static bool
is_note_shown(struct map *places, struct alike *alike, size_t *kinds,
    const struct result_note *note, size_t place)
{
	size_t kind;

	if (note->case_id == NULL || note->advice == NULL)
		return true;
	if (!map_get(places, note->advice, &kind)) {
		kind = (*kinds)++;
		map_put(places, note->advice, kind);
		alike[kind] = (struct alike){0};
	}
	if (alike[kind].count++ >= NOTES_ALIKE)
		return false;
	alike[kind].last = place;
	return true;
}

static struct view_note
note_of(struct arena *arena, const struct result_note *from)
{
	return (struct view_note){
	    .level = wording_of_note(from->level),
	    .id = from->case_id == NULL
		      ? NULL
		      : view_id_of_text(arena, from->case_id).text,
	    .text = wording_block(from->text, arena),
	    .advice = wording_block(from->advice, arena),
	};
}

static void
add_notes(struct view *view, const struct result *result)
{
	struct arena *arena = &view->arena;
	struct view_note *notes =
	    arena_alloc(arena, (result->note_count + 1) * sizeof *notes);
	struct alike *alike =
	    arena_alloc(arena, (result->note_count + 1) * sizeof *alike);
	struct map places = {0};
	const struct result_note *from;
	size_t i, count = 0, kinds = 0;
	int level;

	/* Warnings before what is only good to know. */
	for (level = NOTE_WARNING; level >= NOTE_INFO; level--) {
		for (i = 0; i < result->note_count; i++) {
			from = &result->notes[i];
			if ((int)from->level == level &&
			    is_note_shown(&places, alike, &kinds, from, count))
				notes[count++] = note_of(arena, from);
		}
	}
	for (i = 0; i < kinds; i++)
		if (alike[i].count > NOTES_ALIKE)
			notes[alike[i].last].text =
			    arena_printf(arena, "%s %zu more case%s likewise.",
				notes[alike[i].last].text,
				alike[i].count - NOTES_ALIKE,
				alike[i].count == NOTES_ALIKE + 1 ? "" : "s");
	map_release(&places);
	view->notes.items = notes;
	view->notes.count = count;
}

void
view_build(struct view *view, const struct result *result)
{
	const struct result_case **order;
	size_t i;

	*view = (struct view){.result = result};
	order =
	    arena_alloc(&view->arena, (result->case_count + 1) * sizeof *order);
	notable_order(result, order);
	view->verdict = wording_of_verdict(result->verdict);
	view->summary = wording_summary(result, &view->arena);
	add_case_pages(view, result);
	add_notes(view, result);
	for (i = 0; i < result->case_count; i++)
		map_put(&view->places, result->cases[i].id, i);
	view_add_gates(view, result);
	view_add_targets(view, result);
	view_add_attention(view, result, order);
	view_add_verdicts(view, result);
	view_add_comparisons(view, result);
	view_add_judged(view, result);
	view_add_cases(view, order, result->case_count);
	view_add_groups(view, order);
	view_add_trends(view, result);
	view_add_shapes(view, result);
	view_add_methods(view, result);
	view_add_run(view, result);
	view_add_conditions(view, result);
	view_add_steps(view, result);
}

void
view_release(struct view *view)
{
	map_release(&view->places);
	arena_release(&view->arena);
	*view = (struct view){0};
}
