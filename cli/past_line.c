#include "cli/past_line.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"
#include "base/text.h"
#include "base/xalloc.h"

/* A run and its commit's place on the line of first parents. */
struct placed {
	struct archive_run run;
	size_t place, order; /* order: as it was */
};

static int
compare(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* Parts runs into those on the line and those that git knows nothing of. */
static void
part(const struct archive_runs *runs, const struct git_line *commits,
    struct placed *on, size_t *on_count, struct placed *off, size_t *off_count)
{
	struct git_commits known = {0};
	struct placed placed;
	size_t i;

	*on_count = *off_count = 0;
	for (i = 0; i < runs->count; i++) {
		placed = (struct placed){.run = runs->items[i], .order = i};
		if (placed.run.is_pair)
			continue;
		if (git_line_find(commits, placed.run.commit, &placed.place))
			on[(*on_count)++] = placed;
		else if (!git_commits_has(&known, commits, placed.run.commit))
			off[(*off_count)++] = placed;
	}
	git_commits_release(&known);
}

void
past_line_order(struct archive_runs *runs, const struct git_line *commits)
{
	struct placed *on = xcalloc(runs->count + 1, sizeof *on);
	struct placed *off = xcalloc(runs->count + 1, sizeof *off);
	size_t on_count, off_count, i = 0, j = 0;

	part(runs, commits, on, &on_count, off, &off_count);
	qsort(on, on_count, sizeof *on, compare);
	runs->count = 0;
	while (i < on_count || j < off_count)
		if (j == off_count ||
		    (i < on_count &&
			strcmp(on[i].run.started, off[j].run.started) <= 0))
			runs->items[runs->count++] = on[i++].run;
		else
			runs->items[runs->count++] = off[j++].run;
	free(on);
	free(off);
}

void
past_line_leave_dirty(struct archive_runs *runs)
{
	size_t clean = 0, i;

	for (i = 0; i < runs->count; i++)
		clean += !runs->items[i].is_dirty;
	if (clean == 0)
		return;
	for (clean = i = 0; i < runs->count; i++)
		if (!runs->items[i].is_dirty)
			runs->items[clean++] = runs->items[i];
	runs->count = clean;
}

/* A fact as it is read: text as it is, the rest as JSON. */
static void
add_fact(struct buf *out, const cJSON *fact)
{
	if (fact == NULL)
		buf_add_string(out, "not known");
	else if (cJSON_IsString(fact))
		text_clean(out, fact->valuestring, strlen(fact->valuestring));
	else
		json_print(fact, out);
}

static void
add_difference(
    struct buf *out, const char *name, const cJSON *before, const cJSON *after)
{
	struct buf texts[2] = {{0}, {0}};

	add_fact(&texts[0], before);
	add_fact(&texts[1], after);
	if (strcmp(buf_text(&texts[0]), buf_text(&texts[1])) != 0)
		buf_addf(out, "%s%s %s → %s", out->length > 0 ? ", " : "", name,
		    buf_text(&texts[0]), buf_text(&texts[1]));
	buf_release(&texts[0]);
	buf_release(&texts[1]);
}

const char *
past_line_differs(const char *before, const char *after, struct arena *arena)
{
	struct buf out = {0};
	struct err ignored;
	cJSON *old, *new;
	const cJSON *fact;
	const char *text = NULL;

	if (before == NULL || after == NULL || strcmp(before, after) == 0)
		return NULL;
	old = json_parse(before, strlen(before), &ignored);
	new = json_parse(after, strlen(after), &ignored);
	cJSON_ArrayForEach (fact, old)
		add_difference(
		    &out, fact->string, fact, json_get(new, fact->string));
	cJSON_ArrayForEach (fact, new)
		if (json_get(old, fact->string) == NULL)
			add_difference(&out, fact->string, NULL, fact);
	if (out.length > 0)
		text = arena_strndup(arena, out.text, out.length);
	cJSON_Delete(old);
	cJSON_Delete(new);
	buf_release(&out);
	return text;
}

struct timeline_run *
past_line_of(const struct archive_runs *runs, struct arena *arena)
{
	struct timeline_run *line =
	    arena_alloc(arena, (runs->count + 1) * sizeof *line);
	const struct archive_run *run;
	size_t i;

	for (i = 0; i < runs->count; i++) {
		run = &runs->items[i];
		line[i] = (struct timeline_run){.id = run->id,
		    .started = run->started,
		    .commit = run->commit,
		    .version = run->version};
		if (i > 0)
			line[i].differs =
			    past_line_differs(runs->items[i - 1].environment,
				run->environment, arena);
	}
	return line;
}
