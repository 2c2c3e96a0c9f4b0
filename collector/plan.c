#include "collector/plan.h"

#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/map.h"
#include "base/random.h"
#include "base/text.h"
#include "base/vec.h"
#include "collector/case_id.h"
#include "collector/metric.h"
#include "collector/placeholder.h"
#include "collector/plan_case.h"
#include "collector/policy.h"
#include "collector/selection.h"
#include "collector/suite.h"

/* A plan while its cases are made. */
struct planning {
	struct plan *plan;
	const struct suite *suite; /* NULL: from commands */
	struct plan_shared shared;
	struct selection selection;
	VEC(struct plan_case) cases;
	struct map ids;     /* -> index of the benchmark */
	struct map claimed; /* ids that claims name */
	struct buf id;      /* scratch */
	struct err *err;
};

/* The metrics of --collect, or all that come with a launch. */
static int
choose_metrics(struct planning *planning, const struct plan_options *options)
{
	const char *names[METRIC_LAUNCH_COUNT], *near;
	bool is_wanted[METRIC_LAUNCH_COUNT] = {false};
	struct metric *metrics = arena_alloc(
	    planning->shared.arena, METRIC_LAUNCH_COUNT * sizeof *metrics);
	const struct metric_entry *entry;
	size_t count = 0, i;

	for (i = 0; i < METRIC_LAUNCH_COUNT; i++)
		names[i] = metric_entries[i].metric.name;
	for (i = 0; i < options->collect_count; i++) {
		entry = metric_find(options->collect[i]);
		near = text_nearest(
		    options->collect[i], names, METRIC_LAUNCH_COUNT);
		if (entry == NULL && near != NULL)
			return err_set(planning->err,
			    "--collect: unknown metric \"%.80s\", did you "
			    "mean \"%s\"?",
			    options->collect[i], near);
		if (entry == NULL)
			return err_set(planning->err,
			    "--collect: unknown metric \"%.80s\"; known: time, "
			    "user_time, system_time, max_rss, page_faults, "
			    "context_switches",
			    options->collect[i]);
		if (entry->source != METRIC_SOURCE_LAUNCH)
			return err_set(planning->err,
			    "--collect: metric \"%s\" is not supported yet",
			    entry->metric.name);
		is_wanted[entry - metric_entries] = true;
	}
	for (i = 0; i < METRIC_LAUNCH_COUNT; i++)
		if (options->collect_count == 0 || is_wanted[i])
			metrics[count++] = metric_entries[i].metric;
	planning->shared.metrics = metrics;
	planning->shared.metric_count = count;
	return 0;
}

static int
planning_init(struct planning *planning, struct plan *plan, const char *folder,
    const struct plan_options *options, struct err *err)
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
	if (choose_metrics(planning, options) < 0)
		return -1;
	return selection_init(&planning->selection, options, err);
}

/* Hands the cases to the plan; there must be one. */
static int
planning_finish(struct planning *planning)
{
	struct plan *plan = planning->plan;
	size_t count = planning->cases.count;

	if (count == 0)
		return selection_fail(&planning->selection, planning->err);
	plan->cases = arena_alloc(&plan->arena, count * sizeof *plan->cases);
	memcpy(plan->cases, planning->cases.items, count * sizeof *plan->cases);
	plan->case_count = count;
	return 0;
}

static void
planning_release(struct planning *planning)
{
	selection_release(&planning->selection);
	vec_free(&planning->cases);
	map_release(&planning->ids);
	map_release(&planning->claimed);
	buf_release(&planning->id);
}

static struct pair *
copy_params(
    struct arena *arena, const struct params *params, const char **values)
{
	struct pair *pairs = arena_alloc(arena, params->count * sizeof *pairs);
	size_t i;

	for (i = 0; i < params->count; i++)
		pairs[i] =
		    (struct pair){arena_strdup(arena, params->items[i].name),
			arena_strdup(arena, values[i])};
	return pairs;
}

/* Two cases with one id cannot be told apart in any later place. */
static int
check_twin(struct planning *planning, size_t index)
{
	const struct benchmark *benchmarks = planning->suite->benchmarks.items;
	const struct node *place = benchmarks[index].place, *first;
	size_t other;

	if (!map_get(&planning->ids, planning->id.text, &other)) {
		map_put(&planning->ids, planning->id.text, index);
		return 0;
	}
	first = benchmarks[other].place;
	if (other == index)
		return node_fail(place, planning->err,
		    "the case \"%.300s\" comes out of these parameters twice",
		    planning->id.text);
	return node_fail(place, planning->err,
	    "the case \"%.300s\" is there twice; the other is at "
	    "%.200s:%zu:%zu",
	    planning->id.text, first->path, first->line, first->column);
}

static struct settings
merge_overrides(struct planning *planning, const struct benchmark *benchmark,
    const char *const *values)
{
	struct settings settings = benchmark->settings;
	size_t i;

	for (i = 0; i < benchmark->override_count; i++)
		if (condition_holds(&benchmark->overrides[i].when, values))
			settings_apply(planning->shared.arena, &settings,
			    &benchmark->overrides[i].patch);
	return settings;
}

static void
judge_claimed(struct planning *planning, struct plan_case *plan_case)
{
	const struct suite *suite = planning->suite;
	const char *id = plan_case->record.id;
	const struct claim *claim;
	struct text_list metric;
	size_t i, unused;

	if (!map_get(&planning->claimed, id, &unused))
		return;
	for (i = 0; i < suite->claims.count; i++) {
		claim = &suite->claims.items[i];
		if (!claim_is_about(claim, id))
			continue;
		metric = (struct text_list){&claim->metric, 1};
		plan_case_judge(plan_case, &planning->shared, &metric);
	}
}

/* A budget in the benchmark stays in force beside that of an override. */
static void
judge_budgeted(struct planning *planning, struct plan_case *plan_case,
    const struct benchmark *benchmark, const char *const *values)
{
	const struct override *override;
	size_t i;

	plan_case_judge(
	    plan_case, &planning->shared, &benchmark->settings.budget.metrics);
	for (i = 0; i < benchmark->override_count; i++) {
		override = &benchmark->overrides[i];
		if (condition_holds(&override->when, values))
			plan_case_judge(plan_case, &planning->shared,
			    &override->patch.settings.budget.metrics);
	}
}

static int
add_case(struct planning *planning, size_t index, const char **values,
    const char *place)
{
	const struct benchmark *benchmark =
	    &planning->suite->benchmarks.items[index];
	struct arena *arena = planning->shared.arena;
	struct settings settings = merge_overrides(planning, benchmark, values);
	struct pair *params = copy_params(arena, &benchmark->params, values);
	struct plan_case *plan_case;
	int wanted;

	buf_reset(&planning->id);
	case_id_add(&planning->id, settings.group, benchmark->name, params,
	    benchmark->params.count);
	if (check_twin(planning, index) < 0)
		return -1;
	wanted = selection_has(&planning->selection, planning->id.text,
	    settings.group, benchmark->name, &settings.tags, planning->err);
	if (wanted <= 0)
		return wanted;
	plan_case = vec_add(&planning->cases);
	plan_case_fill(plan_case, &planning->shared, &settings, benchmark->name,
	    arena_strndup(arena, planning->id.text, planning->id.length),
	    params, benchmark->params.count);
	plan_case->place = place;
	judge_budgeted(planning, plan_case, benchmark, values);
	judge_claimed(planning, plan_case);
	return 0;
}

static int
add_benchmark(struct planning *planning, size_t index)
{
	const struct benchmark *benchmark =
	    &planning->suite->benchmarks.items[index];
	const char *place =
	    node_place(planning->shared.arena, benchmark->place);
	const char **values =
	    xcalloc(benchmark->params.count + 1, sizeof *values);
	size_t total = params_combinations(&benchmark->params), made = 0, i;
	int result = 0;

	for (i = 0; i < total && result == 0; i++) {
		if (!params_combination(&benchmark->params, i, values))
			continue;
		made++;
		if (planning->selection.seen == PARAMS_MAX_COMBINATIONS)
			result = node_fail(benchmark->place, planning->err,
			    "the suite has more than %d cases",
			    PARAMS_MAX_COMBINATIONS);
		else
			result = add_case(planning, index, values, place);
	}
	if (result == 0 && made == 0)
		result = node_fail(benchmark->place, planning->err,
		    "exclude leaves no case of this benchmark");
	free(values);
	return result;
}

static void
copy_suite(struct planning *planning)
{
	const struct suite *suite = planning->suite;
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

static void
note_claims(struct planning *planning)
{
	const struct claim *claim;
	size_t i, j;

	for (i = 0; i < planning->suite->claims.count; i++) {
		claim = &planning->suite->claims.items[i];
		if (claim->case_id != NULL)
			map_put(&planning->claimed, claim->case_id, i);
		for (j = 0; claim->between != NULL && j < 2; j++)
			map_put(&planning->claimed,
			    claim->between->items[j]->text, i);
	}
}

int
plan_from_suite(struct plan *plan, const struct suite *suite,
    const struct plan_options *options, struct err *err)
{
	struct planning planning;
	size_t i;
	int result;

	result = planning_init(&planning, plan, suite->folder, options, err);
	planning.suite = suite;
	note_claims(&planning);
	for (i = 0; i < suite->benchmarks.count && result == 0; i++)
		result = add_benchmark(&planning, i);
	if (result == 0)
		result = planning_finish(&planning);
	if (result == 0)
		copy_suite(&planning);
	planning_release(&planning);
	return result;
}

/* What a command is called: its words, or the text the shell gets. */
static void
command_name(const struct command *command, struct buf *out)
{
	size_t i;

	if (command->count == 3 && strcmp(command->argv[0], "sh") == 0 &&
	    strcmp(command->argv[1], "-c") == 0) {
		text_clean(out, command->argv[2], strlen(command->argv[2]));
		return;
	}
	for (i = 0; i < command->count; i++) {
		if (i > 0)
			buf_add_char(out, ' ');
		text_clean(out, command->argv[i], strlen(command->argv[i]));
	}
}

/* The record holds text; the launcher gets the bytes as they were given. */
static void
copy_command(struct arena *arena, struct plan_case *plan_case,
    const struct command *command)
{
	const char **argv = arena_alloc(arena, command->count * sizeof *argv);
	const char **cleaned =
	    arena_alloc(arena, command->count * sizeof *cleaned);
	size_t i;

	for (i = 0; i < command->count; i++) {
		argv[i] = arena_strdup(arena, command->argv[i]);
		cleaned[i] = text_cleaned(
		    arena, command->argv[i], strlen(command->argv[i]));
	}
	plan_case->command = (struct command){argv, command->count};
	plan_case->record.command = cleaned;
	plan_case->record.command_count = command->count;
}

/* Makes the name in planning->id new by " #2", " #3", … behind it. */
static void
make_unique(struct planning *planning)
{
	size_t length = planning->id.length, number = 1;

	while (!map_put(&planning->ids, planning->id.text, 0)) {
		planning->id.length = length;
		planning->id.text[length] = '\0';
		buf_addf(&planning->id, " #%zu", ++number);
	}
}

static int
add_command(struct planning *planning, const struct command *command)
{
	struct arena *arena = planning->shared.arena;
	struct settings settings = settings_builtin;
	struct plan_case *plan_case;
	struct buf id = {0};
	const char *name;
	int wanted;

	buf_reset(&planning->id);
	command_name(command, &planning->id);
	if (command->count == 0 || command->argv[0][0] == '\0' ||
	    planning->id.length == 0)
		return err_set(planning->err, "the command is empty");
	make_unique(planning);
	name = arena_strdup(arena, planning->id.text);
	case_id_add(&id, NULL, name, NULL, 0);
	wanted = selection_has(&planning->selection, id.text, NULL, name,
	    &settings.tags, planning->err);
	if (wanted == 1) {
		plan_case = vec_add(&planning->cases);
		plan_case_fill(plan_case, &planning->shared, &settings, name,
		    arena_strndup(arena, id.text, id.length), NULL, 0);
		copy_command(arena, plan_case, command);
		plan_case->place = "command line";
	}
	buf_release(&id);
	return wanted < 0 ? -1 : 0;
}

int
plan_from_commands(struct plan *plan, const struct command *commands,
    size_t count, const char *folder, const struct plan_options *options,
    struct err *err)
{
	struct planning planning;
	size_t i;
	int result;

	result = planning_init(&planning, plan, folder, options, err);
	plan->suite = "commands";
	for (i = 0; i < count && result == 0; i++)
		result = add_command(&planning, &commands[i]);
	if (result == 0)
		result = planning_finish(&planning);
	planning_release(&planning);
	return result;
}

size_t
plan_round(const struct plan *plan, uint64_t round, size_t *order)
{
	struct random random = {plan->seed};
	size_t count = 0, i;

	for (i = 0; i < plan->case_count; i++)
		if (plan->cases[i].launches >= round)
			order[count++] = i;
	/* Mixed twice, so that neighbouring seeds and rounds share nothing. */
	random.state = random_next(&random) ^ round;
	random.state = random_next(&random);
	random_shuffle(&random, order, count);
	return count;
}

uint64_t
plan_rounds(const struct plan *plan)
{
	uint64_t rounds = 0;
	size_t i;

	for (i = 0; i < plan->case_count; i++)
		if (plan->cases[i].launches > rounds)
			rounds = plan->cases[i].launches;
	return rounds;
}

void
plan_release(struct plan *plan)
{
	arena_release(&plan->arena);
	*plan = (struct plan){0};
}
