#include <string.h>

#include "base/err.h"
#include "base/num.h"
#include "collector/case_id.h"
#include "collector/placeholder.h"
#include "collector/plan_against.h"
#include "collector/planning.h"
#include "collector/policy.h"
#include "collector/suite.h"

/* A claim that names an id, and where the next one is that does. */
struct mention {
	const struct claim *claim;
	size_t next; /* plus 1; 0: none */
};

/* Cases of one benchmark after the other. */
struct expanding {
	struct planning *planning;
	const struct suite *suite;
	struct map claimed;              /* id -> first of its mentions */
	VEC(struct mention) mentions;    /* of all claims */
	VEC(struct named_metric) named;  /* of the case being made */
	const struct benchmark *current; /* its benchmark */
	size_t index;                    /* of that */
	const char *place;               /* of that, in the plan's arena */
	const char *side;                /* parameter of --against in it */
};

/* What the reference has in place of the values is laid over them. */
static struct case_identity
identify(struct expanding *expanding, const char *group, const char **values)
{
	const struct params *params = &expanding->current->params;
	struct arena *arena = expanding->planning->shared.arena;
	struct pair *pairs = arena_alloc(arena, params->count * sizeof *pairs);
	size_t i;

	for (i = 0; i < params->count; i++)
		pairs[i] =
		    (struct pair){arena_strdup(arena, params->items[i].name),
			arena_strdup(arena, values[i])};
	return (struct case_identity){
	    group, expanding->current->name, pairs, params->count};
}

/* Two cases with one id cannot be told apart in any later place. */
static int
check_twin(struct expanding *expanding)
{
	struct planning *planning = expanding->planning;
	const struct node *place = expanding->current->place, *first;
	size_t other;

	if (!map_get(&planning->ids, planning->id.text, &other)) {
		map_put(&planning->ids, planning->id.text, expanding->index);
		return 0;
	}
	first = expanding->suite->benchmarks.items[other].place;
	if (other == expanding->index)
		return node_fail(place, planning->err,
		    "the case \"%.300s\" comes out of these parameters twice",
		    planning->id.text);
	return node_fail(place, planning->err,
	    "the case \"%.300s\" is there twice; the other is at "
	    "%.200s:%zu:%zu",
	    planning->id.text, first->path, first->line, first->column);
}

static const char *
value_of(const struct case_identity *identity, const char *param)
{
	size_t i;

	for (i = 0; i < identity->param_count; i++)
		if (strcmp(identity->params[i].name, param) == 0)
			return identity->params[i].value;
	return NULL;
}

static struct settings
merge_settings(struct expanding *expanding,
    const struct case_identity *identity, const char *const *values)
{
	const struct benchmark *benchmark = expanding->current;
	struct arena *arena = expanding->planning->shared.arena;
	struct settings settings = benchmark->settings;
	size_t i;

	if (benchmark->variants.names.count > 0)
		variant_apply(arena, &benchmark->variants,
		    value_of(identity, "variant"), &settings);
	for (i = 0; i < benchmark->override_count; i++)
		if (condition_holds(&benchmark->overrides[i].when, values))
			settings_apply(
			    arena, &settings, &benchmark->overrides[i].patch);
	return settings;
}

static void
name_metrics(struct expanding *expanding, const struct selector_list *list,
    bool is_needed)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		vec_push(&expanding->named,
		    (struct named_metric){list->items[i], is_needed});
}

static void
name_claimed(struct expanding *expanding, const char *id)
{
	const struct mention *mention;
	size_t at;

	if (!map_get(&expanding->claimed, id, &at))
		return;
	for (at++; at > 0; at = mention->next) {
		mention = &expanding->mentions.items[at - 1];
		vec_push(&expanding->named,
		    (struct named_metric){
			mention->claim->selector, !mention->claim->is_planned});
	}
}

/* A budget in the benchmark stays in force beside that of an override. */
static void
name_all(struct expanding *expanding, const struct settings *settings,
    const char *const *values)
{
	const struct benchmark *benchmark = expanding->current;
	const struct override *override;
	size_t i;

	expanding->named.count = 0;
	name_metrics(
	    expanding, &settings->judged.metrics, benchmark->has_own_judged);
	name_metrics(expanding, &benchmark->settings.budget.selectors,
	    benchmark->has_own_budget);
	for (i = 0; i < benchmark->override_count; i++) {
		override = &benchmark->overrides[i];
		if (condition_holds(&override->when, values))
			name_metrics(expanding,
			    &override->patch.settings.budget.selectors, true);
	}
	for (i = 0; i < benchmark->scaling.count; i++)
		vec_push(&expanding->named,
		    (struct named_metric){
			benchmark->scaling.items[i].selector, true});
	name_claimed(expanding, expanding->planning->id.text);
}

/* Copies write into one pipe: what each of them says cannot be told apart. */
static int
check_copies(struct expanding *expanding, const struct settings *settings)
{
	const struct node *place = NULL;
	const char *what = "extract";

	if (settings->extract.count > 0)
		place = settings->extract.items[0].place;
	if (settings->success.output.text != NULL) {
		place = settings->success.output.place;
		what = "success by stdout";
	}
	if (settings->success.is_output_same) {
		place = settings->success.same_place;
		what = "same_output";
	}
	if (place == NULL)
		return 0;
	return node_fail(place, expanding->planning->err,
	    "%s and a concurrency above 1 do not go together: the outputs of "
	    "the copies mix",
	    what);
}

static int
fill_modes(struct expanding *expanding, const struct case_identity *identity,
    struct case_source *source)
{
	const struct benchmark *benchmark = expanding->current;
	const char *copies = value_of(identity, "concurrency");
	const char *start = value_of(identity, "start");

	source->has_concurrency = benchmark->has_concurrency;
	source->has_efficiency = benchmark->has_efficiency;
	source->copies = 1;
	if (copies != NULL)
		num_parse_u64(copies, &source->copies);
	if (source->copies > 1 && check_copies(expanding, source->settings) < 0)
		return -1;
	if (start == NULL)
		return 0;
	source->start = strcmp(start, "cold") == 0 ? START_COLD : START_WARM;
	if (source->settings->cold_files.count > 0)
		return 0;
	return node_fail(node_get(benchmark->place, "start"),
	    expanding->planning->err,
	    "start: %s needs \"cold_files\", the files whose page cache is "
	    "%s before a launch",
	    start, source->start == START_COLD ? "dropped" : "filled");
}

static int
check_side(const struct expanding *expanding)
{
	const struct params *params = &expanding->current->params;
	struct planning *planning = expanding->planning;
	size_t i;

	for (i = 0; i < params->count; i++)
		if (planning->shared.against != NULL &&
		    strcmp(params->items[i].name, expanding->side) == 0)
			return node_fail(expanding->current->place,
			    planning->err,
			    "--against adds the parameter \"%s\" to benchmarks "
			    "with variants; this one has such a parameter "
			    "already: give it another name",
			    expanding->side);
	return 0;
}

static int
add_case(struct expanding *expanding, const char **values)
{
	const struct benchmark *benchmark = expanding->current;
	struct planning *planning = expanding->planning;
	const char *group = benchmark->settings.group;
	struct case_identity identity = identify(expanding, group, values);
	struct case_identity reference;
	struct settings settings = merge_settings(expanding, &identity, values);
	struct case_source source = {.settings = &settings,
	    .steps = benchmark->steps,
	    .measure = benchmark->measure,
	    .place = expanding->place};
	int wanted;

	buf_reset(&planning->id);
	case_id_add(&planning->id, group, identity.benchmark, identity.params,
	    identity.param_count);
	if (check_twin(expanding) < 0 ||
	    fill_modes(expanding, &identity, &source) < 0)
		return -1;
	wanted = selection_has(&planning->selection, planning->id.text, group,
	    benchmark->name, &settings.tags, planning->err);
	if (wanted <= 0)
		return wanted;
	name_all(expanding, &settings, values);
	source.named = expanding->named.items;
	source.named_count = expanding->named.count;
	if (benchmark->reference.count == 0)
		return planning_add(
		    planning, &source, &identity, expanding->side, NULL);
	condition_impose(&benchmark->reference, values);
	reference = identify(expanding, group, values);
	return planning_add(
	    planning, &source, &identity, expanding->side, &reference);
}

static int
add_benchmark(struct expanding *expanding, size_t index)
{
	struct planning *planning = expanding->planning;
	const struct benchmark *benchmark =
	    &expanding->suite->benchmarks.items[index];
	const char **values =
	    xcalloc(benchmark->params.count + 1, sizeof *values);
	size_t total = params_combinations(&benchmark->params), made = 0, i;
	int result;

	expanding->current = benchmark;
	expanding->index = index;
	expanding->place = node_place(planning->shared.arena, benchmark->place);
	expanding->side =
	    benchmark->variants.names.count > 0 ? "side" : "variant";
	result = check_side(expanding);
	for (i = 0; i < total && result == 0; i++) {
		if (!params_combination(&benchmark->params, i, values))
			continue;
		made++;
		if (planning->selection.seen == PARAMS_MAX_COMBINATIONS)
			result = node_fail(benchmark->place, planning->err,
			    "the suite has more than %d cases",
			    PARAMS_MAX_COMBINATIONS);
		else
			result = add_case(expanding, values);
	}
	if (result == 0 && made == 0)
		result = node_fail(benchmark->place, planning->err,
		    "exclude leaves no case of this benchmark");
	free(values);
	return result;
}

static void
copy_suite(const struct suite *suite, const struct planning *planning)
{
	struct plan *plan = planning->plan;
	struct placeholders values = {.seed = planning->shared.seed};
	struct arena *arena = &plan->arena;

	plan->suite = arena_strdup(arena, suite->name);
	plan->project = arena_strdup(arena, suite->project);
	plan->description = arena_strdup(arena, suite->description);
	plan->product = arena_strdup(arena, suite->release.product);
	plan->version = arena_strdup(arena, suite->release.version);
	plan->previous = arena_strdup(arena, suite->release.previous);
	plan->suite_text = arena_strdup(arena, suite->text);
	plan->policy = policy_print(arena, suite);
	plan->build = command_fill(arena, &suite->build, &values);
	plan->before = command_fill(arena, &suite->before, &values);
	plan->after = command_fill(arena, &suite->after, &values);
}

/* Comes before the mentions of the id that are known. */
static void
add_mention(
    struct expanding *expanding, const struct claim *claim, const char *id)
{
	struct mention mention = {.claim = claim};
	size_t first;

	if (map_get(&expanding->claimed, id, &first))
		mention.next = first + 1;
	map_put(&expanding->claimed, id, expanding->mentions.count);
	vec_push(&expanding->mentions, mention);
}

static void
note_claims(struct expanding *expanding)
{
	const struct claim *claim;
	size_t i, j;

	for (i = expanding->suite->claims.count; i-- > 0;) {
		claim = &expanding->suite->claims.items[i];
		if (claim->case_id != NULL)
			add_mention(expanding, claim, claim->case_id);
		for (j = 0; claim->between != NULL && j < 2; j++)
			add_mention(
			    expanding, claim, claim->between->items[j]->text);
	}
}

int
plan_from_suite(struct plan *plan, const struct suite *suite,
    const struct plan_options *options, struct err *err)
{
	struct planning planning;
	struct expanding expanding = {.planning = &planning, .suite = suite};
	size_t i;
	int result;

	result = planning_init(
	    &planning, plan, suite->folder, &suite->scope, options, err);
	if (result == 0 && options->against != NULL)
		result = plan_against_find(plan, options->against, err);
	planning.shared.against = plan->against_folder;
	note_claims(&expanding);
	for (i = 0; i < suite->benchmarks.count && result == 0; i++)
		result = add_benchmark(&expanding, i);
	if (result == 0)
		result = planning_finish(&planning);
	if (result == 0)
		copy_suite(suite, &planning);
	planning_release(&planning);
	map_release(&expanding.claimed);
	vec_free(&expanding.mentions);
	vec_free(&expanding.named);
	return result;
}
