#include "output/view.h"

#include <string.h>

#include "analysis/notable.h"
#include "base/bridge.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/map.h"
#include "base/text.h"
#include "output/view_parts.h"

enum { SLUG_BYTES = 60, HASH_DIGITS = 8 };

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
				      : view_id_of_text(
					    &view->arena, from->case_id)
					    .text,
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
	view_add_shapes(view, result);
	view_add_run(view, result);
	view_add_conditions(view, result);
	view_add_steps(view, result, order);
}

void
view_release(struct view *view)
{
	map_release(&view->places);
	arena_release(&view->arena);
	*view = (struct view){0};
}
