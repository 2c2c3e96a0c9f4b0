#include "collector/planning.h"

#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/text.h"
#include "collector/case_id.h"
#include "collector/plan_against.h"

/* --collect names metrics there are; efficiency comes of several cases. */
static int
check_collect(const struct scope *scope, const struct plan_options *options,
    struct err *err)
{
	const char *names[METRIC_MAX_NAMES], *near, *name;
	size_t count = metric_names(names), i;

	for (i = 0; i < options->collect_count; i++) {
		name = options->collect[i];
		if (strcmp(name, "efficiency") == 0)
			return err_set(err,
			    "--collect: efficiency follows from throughput; "
			    "collect that");
		if (selector_find(scope, name) != NULL)
			continue;
		near = text_nearest(name, names, count);
		if (near != NULL)
			return err_set(err,
			    "--collect: unknown metric \"%.80s\", did you "
			    "mean \"%s\"?",
			    name, near);
		return err_set(err,
		    "--collect: unknown metric \"%.80s\"; known: time, "
		    "user_time, system_time, max_rss, page_faults, "
		    "context_switches, and those on demand",
		    name);
	}
	return 0;
}

int
planning_init(struct planning *planning, struct plan *plan, const char *folder,
    const struct scope *scope, const struct plan_options *options,
    struct err *err)
{
	*plan = (struct plan){.seed = options->seed};
	*planning = (struct planning){.plan = plan, .err = err};
	plan->folder = arena_strdup(&plan->arena, folder);
	planning->shared = (struct plan_shared){.arena = &plan->arena,
	    .folder = plan->folder,
	    .seed = arena_printf(&plan->arena, "%" PRIu64, options->seed),
	    .options = options};
	if (options->has_launches && options->launches == 0)
		return err_set(err, "--launches must be at least 1, not 0");
	if (check_collect(scope, options, err) < 0)
		return -1;
	return selection_init(&planning->selection, options, err);
}

static const char *
id_of(struct planning *planning, const struct case_identity *identity)
{
	buf_reset(&planning->id);
	case_id_add(&planning->id, identity->group, identity->benchmark,
	    identity->params, identity->param_count);
	return arena_strndup(
	    planning->shared.arena, planning->id.text, planning->id.length);
}

/* The identity with the parameter of a side among its own. */
static struct case_identity
with_side(struct planning *planning, const struct case_identity *identity,
    const char *side, const char *value)
{
	size_t count = identity->param_count, at = 0;
	struct pair *params =
	    arena_alloc(planning->shared.arena, (count + 1) * sizeof *params);
	struct case_identity all = *identity;

	while (at < count && strcmp(identity->params[at].name, side) < 0)
		at++;
	if (at > 0)
		memcpy(params, identity->params, at * sizeof *params);
	params[at] = (struct pair){side, value};
	if (at < count)
		memcpy(params + at + 1, identity->params + at,
		    (count - at) * sizeof *params);
	all.params = params;
	all.param_count = count + 1;
	return all;
}

static int
add(struct planning *planning, const struct case_source *source,
    const struct case_identity *identity, const struct case_identity *reference,
    const char *base)
{
	struct case_source whole = *source;
	struct plan_link link = {.base = base};
	struct plan_case *plan_case;

	whole.id = id_of(planning, identity);
	whole.benchmark = identity->benchmark;
	whole.params = identity->params;
	whole.param_count = identity->param_count;
	if (reference != NULL)
		link.reference = id_of(planning, reference);
	vec_push(&planning->links, link);
	plan_case = vec_add(&planning->cases);
	return plan_case_fill(
	    plan_case, &planning->shared, &whole, planning->err);
}

int
planning_add(struct planning *planning, const struct case_source *source,
    const struct case_identity *identity, const char *side,
    const struct case_identity *reference)
{
	static const char *const values[] = {"base", "head"};
	struct case_source one = *source;
	struct case_identity own, other;
	const char *base = NULL;
	size_t i;

	if (planning->shared.against == NULL)
		return add(planning, source, identity, reference, NULL);
	for (i = 0; i < 2; i++) {
		own = with_side(planning, identity, side, values[i]);
		if (reference != NULL)
			other = with_side(planning, reference, side, values[i]);
		one.is_base = i == 0;
		if (add(planning, &one, &own, reference == NULL ? NULL : &other,
			base) < 0)
			return -1;
		base =
		    planning->cases.items[planning->cases.count - 1].record.id;
	}
	return 0;
}

int
planning_finish(struct planning *planning)
{
	struct plan *plan = planning->plan;
	size_t count = planning->cases.count;

	if (count == 0)
		return selection_fail(&planning->selection, planning->err);
	/* The plan takes them over once they are in order. */
	plan->cases = planning->cases.items;
	plan->case_count = count;
	plan_blocks_form(plan, planning->links.items);
	plan_against_compare(plan);
	return 0;
}

void
planning_release(struct planning *planning)
{
	selection_release(&planning->selection);
	vec_free(&planning->cases);
	vec_free(&planning->links);
	map_release(&planning->ids);
	buf_release(&planning->id);
}
