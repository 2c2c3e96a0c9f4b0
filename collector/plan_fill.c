#include "collector/plan_fill.h"

#include <string.h>

#include "base/buf.h"
#include "collector/placeholder.h"
#include "collector/plan_metrics.h"

/* A case while it is filled. */
struct filling {
	struct plan_case *plan_case;
	const struct plan_shared *shared;
	const struct case_source *source;
	struct arena *arena;
	const char *folder; /* where its commands start */
	struct placeholders values;
};

static const char *
text_fill(
    struct arena *arena, const char *text, const struct placeholders *values)
{
	struct buf filled = {0};
	const char *copy;

	if (text == NULL || strchr(text, '{') == NULL)
		return arena_strdup(arena, text);
	placeholder_fill(&filled, text, values);
	copy = arena_strndup(arena, buf_text(&filled), filled.length);
	buf_release(&filled);
	return copy;
}

struct command
command_fill(struct arena *arena, const struct command *command,
    const struct placeholders *values)
{
	const char **argv;
	size_t i;

	if (command->count == 0)
		return (struct command){0};
	argv = arena_alloc(arena, command->count * sizeof *argv);
	for (i = 0; i < command->count; i++)
		argv[i] = text_fill(arena, command->argv[i], values);
	return (struct command){argv, command->count};
}

static const char *
fill_path(const struct filling *filling, const char *path)
{
	path = text_fill(filling->arena, path, &filling->values);
	if (path == NULL || path[0] == '/')
		return path;
	if (strcmp(path, ".") == 0)
		return filling->folder;
	return arena_printf(filling->arena, "%s/%s",
	    strcmp(filling->folder, "/") == 0 ? "" : filling->folder, path);
}

static const char *const *
fill_paths(const struct filling *filling, const struct text_list *list)
{
	const char **items;
	size_t i;

	if (list->count == 0)
		return NULL;
	items = arena_alloc(filling->arena, list->count * sizeof *items);
	for (i = 0; i < list->count; i++)
		items[i] = fill_path(filling, list->items[i]);
	return items;
}

static void
fill_env(const struct filling *filling)
{
	const struct pair_list *env = &filling->source->settings->env;
	struct pair *items;
	size_t i;

	if (env->count == 0)
		return;
	items = arena_alloc(filling->arena, env->count * sizeof *items);
	for (i = 0; i < env->count; i++) {
		items[i].name =
		    arena_strdup(filling->arena, env->items[i].name);
		items[i].value = text_fill(
		    filling->arena, env->items[i].value, &filling->values);
	}
	filling->plan_case->env = items;
	filling->plan_case->env_count = env->count;
}

static void
fill_steps(const struct filling *filling)
{
	const struct step_list *list = &filling->source->steps;
	struct plan_step *steps;
	size_t i;

	if (list->count == 0)
		return;
	steps = arena_alloc(filling->arena, list->count * sizeof *steps);
	for (i = 0; i < list->count; i++) {
		steps[i].name =
		    arena_strdup(filling->arena, list->items[i].name);
		steps[i].command = command_fill(
		    filling->arena, &list->items[i].command, &filling->values);
	}
	filling->plan_case->steps = steps;
	filling->plan_case->step_count = list->count;
}

static void
fill_commands(const struct filling *filling)
{
	const struct settings *settings = filling->source->settings;
	struct plan_case *plan_case = filling->plan_case;
	const struct placeholders *values = &filling->values;
	struct arena *arena = filling->arena;

	plan_case->command = command_fill(arena, &settings->command, values);
	plan_case->setup = command_fill(arena, &settings->setup, values);
	plan_case->prepare = command_fill(arena, &settings->prepare, values);
	plan_case->conclude = command_fill(arena, &settings->conclude, values);
	plan_case->cleanup = command_fill(arena, &settings->cleanup, values);
}

static struct metric
copy_metric(struct arena *arena, struct metric metric)
{
	metric.name = arena_strdup(arena, metric.name);
	metric.unit = arena_strdup(arena, metric.unit);
	return metric;
}

/* What is read from outputs; nothing is where nothing says anything. */
static void
fill_extractions(const struct filling *filling)
{
	const struct extraction_list *list =
	    &filling->source->settings->extract;
	struct plan_case *plan_case = filling->plan_case;
	struct extraction *items;
	size_t i;

	if (list->count == 0 ||
	    (plan_case->command.count == 0 && plan_case->step_count == 0))
		return;
	items = arena_alloc(filling->arena, list->count * sizeof *items);
	for (i = 0; i < list->count; i++) {
		items[i] = list->items[i];
		items[i].metric =
		    copy_metric(filling->arena, list->items[i].metric);
		items[i].pattern =
		    arena_strdup(filling->arena, list->items[i].pattern);
		items[i].path = fill_path(filling, list->items[i].path);
		items[i].place = NULL;
	}
	plan_case->extractions = items;
	plan_case->extraction_count = list->count;
}

static void
fill_measure(const struct filling *filling)
{
	const struct measure *measure = filling->source->measure;
	struct measure *copy;

	if (measure == NULL)
		return;
	copy = arena_alloc(filling->arena, sizeof *copy);
	*copy = *measure;
	copy->files.items = fill_paths(filling, &measure->files);
	copy->command =
	    command_fill(filling->arena, &measure->command, &filling->values);
	copy->metric = copy_metric(filling->arena, measure->metric);
	copy->place = NULL;
	filling->plan_case->measure = copy;
}

static void
fill_success(const struct filling *filling)
{
	const struct success *success = &filling->source->settings->success;
	struct plan_case *plan_case = filling->plan_case;
	int *codes =
	    arena_alloc(filling->arena, success->exit.count * sizeof *codes);

	memcpy(codes, success->exit.items, success->exit.count * sizeof *codes);
	plan_case->exit_codes = codes;
	plan_case->exit_code_count = success->exit.count;
	plan_case->stdout_pattern =
	    arena_strdup(filling->arena, success->output.text);
	plan_case->is_output_same = success->is_output_same;
}

static void
fill_cpus(const struct filling *filling)
{
	const struct cpu_list *list = &filling->source->settings->cpus;
	uint32_t *cpus;

	if (list->count == 0)
		return;
	cpus = arena_alloc(filling->arena, list->count * sizeof *cpus);
	memcpy(cpus, list->items, list->count * sizeof *cpus);
	filling->plan_case->cpus = cpus;
	filling->plan_case->cpu_count = list->count;
}

static void
fill_surroundings(const struct filling *filling)
{
	const struct settings *settings = filling->source->settings;
	struct plan_case *plan_case = filling->plan_case;

	plan_case->cwd = fill_path(filling, settings->cwd);
	plan_case->stdin_path = fill_path(filling, settings->stdin_path);
	plan_case->output = settings->output.mode;
	plan_case->output_path = fill_path(filling, settings->output.path);
	plan_case->cold_files = fill_paths(filling, &settings->cold_files);
	plan_case->cold_file_count = settings->cold_files.count;
	plan_case->start = filling->source->start;
	plan_case->copies = filling->source->copies;
	plan_case->work = settings->work;
	plan_case->timeout_ns = settings->timeout_ns;
}

/* The least and the most launches, adaptive stopping's bounds. */
static void
bound_launches(struct stopping *stopping, const struct plan_options *options,
    uint64_t tail_launches)
{
	if (options->has_min_launches) {
		stopping->min_launches = options->min_launches;
		if (stopping->max_launches < stopping->min_launches)
			stopping->max_launches = stopping->min_launches;
	}
	if (options->has_max_launches)
		stopping->max_launches = options->max_launches;
	else if (stopping->max_launches < tail_launches &&
		 stopping->max_launches ==
		     settings_builtin.stopping.max_launches)
		stopping->max_launches = tail_launches;
	if (stopping->min_launches < tail_launches)
		stopping->min_launches = tail_launches;
	if (stopping->min_launches > stopping->max_launches)
		stopping->min_launches = stopping->max_launches;
}

static uint64_t
larger(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

static void
fill_stopping(const struct filling *filling)
{
	const struct plan_options *options = filling->shared->options;
	const struct settings *settings = filling->source->settings;
	struct plan_case *plan_case = filling->plan_case;
	struct stopping *stopping = &plan_case->stopping;

	*stopping = settings->stopping;
	if (stopping->launches > 0)
		stopping->launches =
		    larger(stopping->launches, options->least_launches);
	stopping->min_launches =
	    larger(stopping->min_launches, options->least_launches);
	stopping->max_launches =
	    larger(stopping->max_launches, options->least_launches);
	plan_case->warmup =
	    options->has_warmup ? options->warmup : settings->warmup;
	if (options->has_precision) {
		stopping->precision = options->precision;
		stopping->launches = 0;
	}
	if (options->has_max_time)
		stopping->max_time_ns = options->max_time_ns;
	if (options->has_launches)
		stopping->launches = options->launches;
	/* The size of a file is the same at every look. */
	if (plan_case->command.count == 0 && plan_case->step_count == 0 &&
	    plan_case->measure != NULL &&
	    plan_case->measure->command.count == 0) {
		stopping->launches = 1;
		plan_case->warmup = 0;
	}
	bound_launches(stopping, options,
	    stopping->launches == 0 ? plan_case->tail_launches : 0);
	if (stopping->launches == 0)
		plan_case->record.precision = stopping->precision;
}

static const char *const *
copy_texts(struct arena *arena, const struct text_list *list)
{
	const char **items;
	size_t i;

	if (list->count == 0)
		return NULL;
	items = arena_alloc(arena, list->count * sizeof *items);
	for (i = 0; i < list->count; i++)
		items[i] = arena_strdup(arena, list->items[i]);
	return items;
}

static const struct record_step *
step_records(struct arena *arena, const struct plan_case *plan_case)
{
	size_t count = plan_case->step_count, i;
	struct record_step *items;

	if (count == 0)
		return NULL;
	items = arena_alloc(arena, count * sizeof *items);
	for (i = 0; i < count; i++)
		items[i] =
		    (struct record_step){.name = plan_case->steps[i].name,
			.command = plan_case->steps[i].command.argv,
			.command_count = plan_case->steps[i].command.count};
	return items;
}

static void
fill_record(const struct filling *filling)
{
	const struct case_source *source = filling->source;
	const struct settings *settings = source->settings;
	struct plan_case *plan_case = filling->plan_case;
	const struct command *command = &plan_case->command;
	struct arena *arena = filling->arena;

	if (command->count == 0 && plan_case->step_count == 0 &&
	    plan_case->measure != NULL)
		command = &plan_case->measure->command;
	plan_case->record = (struct record_case){
	    .id = source->id,
	    .status = CASE_STATUS_PLANNED,
	    .group = arena_strdup(arena, settings->group),
	    .benchmark = arena_strdup(arena, source->benchmark),
	    .params = source->params,
	    .param_count = source->param_count,
	    .has_params = source->param_count > 0,
	    .tags = copy_texts(arena, &settings->tags),
	    .tag_count = settings->tags.count,
	    .command = command->argv,
	    .command_count = command->count,
	    .steps = step_records(arena, plan_case),
	    .step_count = plan_case->step_count,
	    .cwd = source->is_base
		       ? plan_case->cwd
		       : text_fill(arena, settings->cwd, &filling->values),
	    .owner = arena_strdup(arena, settings->owner),
	    /* Launches, copies and what is extracted are no series of one
	     * process: the warm-up launches come before them. */
	    .has_warmed = true,
	    .is_warmed = true,
	    .has_failure_allowed = settings->is_failure_allowed,
	    .is_failure_allowed = settings->is_failure_allowed,
	};
}

int
plan_case_fill(struct plan_case *plan_case, const struct plan_shared *shared,
    const struct case_source *source, struct err *err)
{
	struct filling filling = {.plan_case = plan_case,
	    .shared = shared,
	    .source = source,
	    .arena = shared->arena,
	    .folder = source->is_base ? shared->against : shared->folder,
	    .values = {source->params, source->param_count, shared->seed}};

	plan_case->place = source->place;
	fill_commands(&filling);
	fill_steps(&filling);
	fill_env(&filling);
	fill_surroundings(&filling);
	fill_cpus(&filling);
	fill_success(&filling);
	fill_extractions(&filling);
	fill_measure(&filling);
	fill_record(&filling);
	if (plan_metrics_fill(plan_case, shared, source, err) < 0)
		return -1;
	fill_stopping(&filling);
	return 0;
}
