#include "analysis/confirm.h"

#include <string.h>

#include "base/buf.h"
#include "base/map.h"
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

static struct comparison *
fresh_comparison(const struct result_case *fresh, const char *metric)
{
	size_t i;

	for (i = 0; i < fresh->metric_count; i++)
		if (strcmp(fresh->metrics[i].metric.name, metric) == 0)
			return fresh->metrics[i].comparison;
	return NULL;
}

static void
confirm_case(const struct result_case *fresh, struct result_case *item,
    struct arena *arena)
{
	struct comparison *comparison;
	const struct comparison *found;
	size_t i;

	for (i = 0; i < item->metric_count; i++) {
		comparison = item->metrics[i].comparison;
		if (comparison == NULL)
			continue;
		found = fresh_comparison(fresh, item->metrics[i].metric.name);
		if (found == NULL) {
			*comparison =
			    (struct comparison){.case_id = comparison->case_id,
				.rule = COMPARISON_PAIRED,
				.reason = "insufficient-data",
				.verdict = VERDICT_INSUFFICIENT_DATA};
			continue;
		}
		*comparison = *found;
		comparison->case_id = arena_strdup(arena, found->case_id);
	}
}

void
confirm_apply(const struct result *fresh, struct result *result)
{
	struct map index = {0};
	struct buf id = {0};
	size_t i, at;

	for (i = 0; i < fresh->case_count; i++) {
		if (fresh->cases[i].base == NULL)
			continue;
		buf_reset(&id);
		add_plain_id(&id, &fresh->cases[i]);
		map_put(&index, id.text, i);
	}
	for (i = 0; i < result->case_count; i++)
		if (map_get(&index, result->cases[i].id, &at))
			confirm_case(&fresh->cases[at], &result->cases[i],
			    &result->arena);
	map_release(&index);
	buf_release(&id);
}
