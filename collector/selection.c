#include "collector/selection.h"

#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/regex.h"
#include "base/text.h"

int
selection_init(struct selection *selection, const struct plan_options *options,
    struct err *err)
{
	size_t i;

	*selection = (struct selection){.filter = options->filter,
	    .tags = {options->tags, options->tag_count},
	    .has_only = options->only_count > 0};
	for (i = 0; i < options->only_count; i++)
		map_put(&selection->only, options->only[i], i);
	if (options->filter == NULL)
		return 0;
	if (!text_is_utf8(options->filter, strlen(options->filter)))
		return err_set(err, "the filter is not valid UTF-8");
	selection->regex = regex_new(options->filter, err);
	return selection->regex == NULL ? err_add(err, "filter") : 0;
}

static bool
has_tag(struct selection *selection, const struct text_list *tags)
{
	const char *near;
	size_t i, j;

	if (selection->tags.count == 0)
		return true;
	for (i = 0; i < selection->tags.count; i++) {
		for (j = 0; j < tags->count; j++)
			if (strcmp(selection->tags.items[i], tags->items[j]) ==
			    0)
				return true;
		near = text_nearest(
		    selection->tags.items[i], tags->items, tags->count);
		if (near != NULL)
			selection->near_tag = near;
	}
	return false;
}

int
selection_has(struct selection *selection, const char *id, const char *group,
    const char *benchmark, const struct text_list *tags, struct err *err)
{
	const char *words[2] = {benchmark, group};
	const char *near;
	size_t unused;
	int found = 1;

	selection->seen++;
	if (selection->has_only && !map_get(&selection->only, id, &unused))
		return 0;
	if (selection->regex != NULL)
		found = regex_search(selection->regex, id, strlen(id), err);
	if (found < 0)
		return err_add(err, "filter");
	if (found == 0) {
		near = text_nearest(
		    selection->filter, words, group == NULL ? 1 : 2);
		if (near != NULL)
			selection->near_filter = near;
		return 0;
	}
	return has_tag(selection, tags) ? 1 : 0;
}

static void
add_suggestion(struct buf *text, const char *near)
{
	if (near != NULL)
		buf_addf(text, " (did you mean \"%.80s\"?)", near);
}

int
selection_fail(const struct selection *selection, struct err *err)
{
	struct buf text = {0};
	size_t i;

	buf_add_string(&text, "no case");
	if (selection->has_only)
		buf_add_string(&text, " has one of the ids of --case");
	if (selection->filter != NULL) {
		buf_addf(&text, " matches \"%.200s\"", selection->filter);
		add_suggestion(&text, selection->near_filter);
	}
	if (selection->tags.count > 0) {
		buf_add_string(&text, selection->filter != NULL
					  ? " and has the tag"
					  : " has the tag");
		for (i = 0; i < selection->tags.count; i++)
			buf_addf(&text, "%s \"%.80s\"", i > 0 ? " or" : "",
			    selection->tags.items[i]);
		add_suggestion(&text, selection->near_tag);
	}
	buf_addf(&text, "; \"perfolio list\" shows all %zu", selection->seen);
	err_set(err, "%s", buf_text(&text));
	buf_release(&text);
	return -1;
}

void
selection_release(struct selection *selection)
{
	regex_free(selection->regex);
	map_release(&selection->only);
	*selection = (struct selection){0};
}
