#include "analysis/confirm.h"

#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "base/xalloc.h"
#include "collector/case_id.h"

static bool
is_flagged(const struct result_metric *metric)
{
	const struct comparison *comparison = metric->comparison;

	return metric->is_judged && comparison != NULL &&
	       (comparison->verdict == VERDICT_REGRESSION ||
		   comparison->verdict == VERDICT_NEW_NONZERO);
}

void
confirm_flagged(const struct result *result, struct confirm_ids *ids)
{
	const struct result_case *item;
	size_t i, j;

	for (i = 0; i < result->case_count; i++) {
		item = &result->cases[i];
		for (j = 0; j < item->metric_count; j++)
			if (is_flagged(&item->metrics[j]))
				break;
		if (j < item->metric_count)
			vec_push(ids, item->id);
	}
}

/* The id a head's case has where there is one tree alone. */
static void
add_plain_id(struct buf *id, const struct result_case *head)
{
	struct pair *params = xcalloc(head->param_count + 1, sizeof *params);
	size_t i, count = 0;

	for (i = 0; i < head->param_count; i++) {
		if (strcmp(head->params[i].value, "head") == 0 &&
		    (strcmp(head->params[i].name, "variant") == 0 ||
			strcmp(head->params[i].name, "side") == 0))
			continue;
		params[count++] = head->params[i];
	}
	case_id_add(id, head->group, head->benchmark, params, count);
	free(params);
}

/* A case that was measured again. */
struct again {
	const struct result_case *fresh;
	const struct result_case *base;
	struct result_case *item;
};

struct agains {
	VEC(struct again) list;
};

static void
find_again(
    const struct result *fresh, struct result *result, struct agains *agains)
{
	struct map index = {0}, ids = {0};
	struct again again;
	struct buf id = {0};
	size_t i, at;

	for (i = 0; i < fresh->case_count; i++)
		map_put(&index, fresh->cases[i].id, i);
	for (i = 0; i < result->case_count; i++)
		map_put(&ids, result->cases[i].id, i);
	for (i = 0; i < fresh->case_count; i++) {
		again = (struct again){.fresh = &fresh->cases[i]};
		if (again.fresh->base == NULL)
			continue;
		if (map_get(&index, again.fresh->base, &at))
			again.base = &fresh->cases[at];
		buf_reset(&id);
		add_plain_id(&id, again.fresh);
		if (!map_get(&ids, id.text, &at))
			continue;
		again.item = &result->cases[at];
		vec_push(&agains->list, again);
	}
	map_release(&index);
	map_release(&ids);
	buf_release(&id);
}

/* What was found of the metric; NULL: nothing that could decide. */
static const struct comparison *
answer_of(const struct again *again, const char *metric)
{
	const struct result_case *fresh = again->fresh;
	const struct comparison *found;
	size_t i;

	if (fresh->status != CASE_STATUS_OK)
		return NULL;
	for (i = 0; i < fresh->metric_count; i++) {
		if (strcmp(fresh->metrics[i].metric.name, metric) != 0)
			continue;
		found = fresh->metrics[i].comparison;
		if (found != NULL &&
		    (found->reason == NULL ||
			strcmp(found->reason, "not-positive") == 0))
			return found;
	}
	return NULL;
}

void
confirm_apply(const struct result *fresh, struct result *result)
{
	struct agains agains = {0};
	const struct comparison *found;
	struct comparison *comparison;
	const struct again *again;
	size_t i, j;

	find_again(fresh, result, &agains);
	for (i = 0; i < agains.list.count; i++) {
		again = &agains.list.items[i];
		for (j = 0; j < again->item->metric_count; j++) {
			comparison = again->item->metrics[j].comparison;
			found = answer_of(
			    again, again->item->metrics[j].metric.name);
			if (comparison == NULL || found == NULL)
				continue;
			*comparison = *found;
			comparison->case_id =
			    arena_strdup(&result->arena, found->case_id);
		}
	}
	vec_free(&agains.list);
}

/* Is it still called changed, by the launches that were to be confirmed? */
static bool
is_open(const struct again *again)
{
	const struct result_metric *metric;
	size_t i;

	for (i = 0; i < again->item->metric_count; i++) {
		metric = &again->item->metrics[i];
		if (is_flagged(metric) &&
		    answer_of(again, metric->metric.name) == NULL)
			return true;
	}
	return false;
}

static bool
has_failed(const struct result_case *item)
{
	return item->status == CASE_STATUS_FAILED ||
	       item->status == CASE_STATUS_TIMEOUT ||
	       item->status == CASE_STATUS_BLOCKED;
}

static const char *
trouble(const struct again *again)
{
	if (has_failed(again->fresh))
		return "it failed";
	if (again->base != NULL && has_failed(again->base))
		return "the base failed";
	return "base and head have too few rounds in common";
}

/* It was ok; now it counts as what it came to. */
static void
fail(struct result *result, const struct again *again)
{
	struct result_counts *counts = &result->counts;
	struct result_case *item = again->item;

	item->status = again->fresh->status;
	item->message =
	    arena_printf(&result->arena, "When it was measured again: %s",
		again->fresh->message == NULL ? "it failed"
					      : again->fresh->message);
	counts->ok--;
	counts->failed += item->status == CASE_STATUS_FAILED;
	counts->timeout += item->status == CASE_STATUS_TIMEOUT;
	counts->blocked += item->status == CASE_STATUS_BLOCKED;
	counts->allowed_failures += item->is_failure_allowed;
}

static void
add_note(struct result *result, const struct again *again)
{
	struct result_note *notes = arena_alloc(
	    &result->arena, (result->note_count + 1) * sizeof *notes);

	if (result->note_count > 0)
		memcpy(
		    notes, result->notes, result->note_count * sizeof *notes);
	notes[result->note_count++] = (struct result_note){
	    .level = NOTE_WARNING,
	    .case_id = again->item->id,
	    .text = arena_printf(&result->arena,
		"Measuring it again decided nothing, for %s: the first "
		"verdict stands.",
		trouble(again)),
	    .advice = "See that it runs in both trees, and confirm again.",
	};
	result->notes = notes;
}

void
confirm_close(const struct result *fresh, struct result *result)
{
	struct agains agains = {0};
	const struct again *again;
	size_t i;

	find_again(fresh, result, &agains);
	for (i = 0; i < agains.list.count; i++) {
		again = &agains.list.items[i];
		if (is_open(again))
			add_note(result, again);
		if (has_failed(again->fresh) &&
		    again->item->status == CASE_STATUS_OK)
			fail(result, again);
	}
	vec_free(&agains.list);
}
