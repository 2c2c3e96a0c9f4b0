#include "collector/plan_case.h"

#include <string.h>

#include "base/buf.h"
#include "collector/metric.h"
#include "collector/placeholder.h"

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
path_fill(const struct plan_shared *shared, const char *path,
    const struct placeholders *values)
{
	path = text_fill(shared->arena, path, values);
	if (path == NULL || path[0] == '/')
		return path;
	if (strcmp(path, ".") == 0)
		return shared->folder;
	return arena_printf(shared->arena, "%s/%s",
	    strcmp(shared->folder, "/") == 0 ? "" : shared->folder, path);
}

static void
fill_env(struct plan_case *plan_case, const struct plan_shared *shared,
    const struct pair_list *env, const struct placeholders *values)
{
	struct pair *items;
	size_t i;

	if (env->count == 0)
		return;
	items = arena_alloc(shared->arena, env->count * sizeof *items);
	for (i = 0; i < env->count; i++) {
		items[i].name = arena_strdup(shared->arena, env->items[i].name);
		items[i].value =
		    text_fill(shared->arena, env->items[i].value, values);
	}
	plan_case->env = items;
	plan_case->env_count = env->count;
}

static void
fill_commands(struct plan_case *plan_case, struct arena *arena,
    const struct settings *settings, const struct placeholders *values)
{
	plan_case->command = command_fill(arena, &settings->command, values);
	plan_case->setup = command_fill(arena, &settings->setup, values);
	plan_case->prepare = command_fill(arena, &settings->prepare, values);
	plan_case->conclude = command_fill(arena, &settings->conclude, values);
	plan_case->cleanup = command_fill(arena, &settings->cleanup, values);
}

static void
fill_limits(struct plan_case *plan_case, const struct plan_shared *shared,
    const struct settings *settings)
{
	const struct plan_options *options = shared->options;
	uint32_t *cpus;
	int *codes;

	plan_case->timeout_ns = settings->timeout_ns;
	plan_case->warmup =
	    options->has_warmup ? options->warmup : settings->warmup;
	plan_case->launches =
	    options->has_launches ? options->launches : settings->launches;
	codes =
	    arena_alloc(shared->arena, settings->success.count * sizeof *codes);
	memcpy(codes, settings->success.exit_codes,
	    settings->success.count * sizeof *codes);
	plan_case->exit_codes = codes;
	plan_case->exit_code_count = settings->success.count;
	if (settings->cpus.count == 0)
		return;
	cpus = arena_alloc(shared->arena, settings->cpus.count * sizeof *cpus);
	memcpy(cpus, settings->cpus.items, settings->cpus.count * sizeof *cpus);
	plan_case->cpus = cpus;
	plan_case->cpu_count = settings->cpus.count;
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

static void
fill_record(struct plan_case *plan_case, const struct plan_shared *shared,
    const struct settings *settings, const char *benchmark, const char *id,
    const struct placeholders *values)
{
	struct arena *arena = shared->arena;
	struct record_case *record = &plan_case->record;

	*record = (struct record_case){
	    .id = id,
	    .status = CASE_STATUS_PLANNED,
	    .group = arena_strdup(arena, settings->group),
	    .benchmark = arena_strdup(arena, benchmark),
	    .params = values->params,
	    .param_count = values->count,
	    .has_params = values->count > 0,
	    .tags = copy_texts(arena, &settings->tags),
	    .tag_count = settings->tags.count,
	    .command = plan_case->command.argv,
	    .command_count = plan_case->command.count,
	    .cwd = text_fill(arena, settings->cwd, values),
	    .owner = arena_strdup(arena, settings->owner),
	    .metrics = shared->metrics,
	    .metric_count = shared->metric_count,
	    .has_failure_allowed = settings->is_failure_allowed,
	    .is_failure_allowed = settings->is_failure_allowed,
	};
	plan_case_judge(plan_case, shared, &settings->metrics);
}

void
plan_case_fill(struct plan_case *plan_case, const struct plan_shared *shared,
    const struct settings *settings, const char *benchmark, const char *id,
    const struct pair *params, size_t param_count)
{
	struct placeholders values = {params, param_count, shared->seed};

	fill_commands(plan_case, shared->arena, settings, &values);
	fill_env(plan_case, shared, &settings->env, &values);
	fill_limits(plan_case, shared, settings);
	plan_case->cwd = path_fill(shared, settings->cwd, &values);
	plan_case->stdin_path =
	    path_fill(shared, settings->stdin_path, &values);
	plan_case->output = settings->output.mode;
	plan_case->output_path =
	    path_fill(shared, settings->output.path, &values);
	fill_record(plan_case, shared, settings, benchmark, id, &values);
}

/* Metrics that exist only in the analysis count as collected. */
static bool
is_collected(const struct plan_shared *shared, const char *name)
{
	const struct metric_entry *entry = metric_find(name);
	size_t i;

	for (i = 0; i < shared->metric_count; i++)
		if (strcmp(shared->metrics[i].name, name) == 0)
			return true;
	return entry != NULL && entry->source == METRIC_SOURCE_DERIVED;
}

void
plan_case_judge(struct plan_case *plan_case, const struct plan_shared *shared,
    const struct text_list *metrics)
{
	struct record_case *record = &plan_case->record;
	const char **judged;
	size_t count = record->judged_count, i, j;

	if (metrics->count == 0)
		return;
	judged = arena_alloc(
	    shared->arena, (count + metrics->count) * sizeof *judged);
	if (count > 0)
		memcpy(judged, record->judged, count * sizeof *judged);
	for (i = 0; i < metrics->count; i++) {
		if (!is_collected(shared, metrics->items[i]))
			continue;
		for (j = 0; j < count; j++)
			if (strcmp(judged[j], metrics->items[i]) == 0)
				break;
		if (j == count)
			judged[count++] =
			    metric_find(metrics->items[i])->metric.name;
	}
	record->judged = judged;
	record->judged_count = count;
}
