#include "analysis/record_copy.h"

static struct facts
facts_copy(struct pool *pool, const struct facts *facts)
{
	struct fact *items;
	size_t i;

	if (facts->count == 0)
		return (struct facts){0};
	items = arena_alloc(pool->arena, facts->count * sizeof *items);
	for (i = 0; i < facts->count; i++) {
		items[i] = facts->items[i];
		items[i].name = arena_strdup(pool->arena, items[i].name);
		items[i].text = arena_strdup(pool->arena, items[i].text);
	}
	return (struct facts){items, facts->count};
}

struct record_run
record_run_copy(struct pool *pool, const struct record_run *run)
{
	struct arena *arena = pool->arena;

	return (struct record_run){
	    .id = arena_strdup(arena, run->id),
	    .suite = arena_strdup(arena, run->suite),
	    .project = arena_strdup(arena, run->project),
	    .description = arena_strdup(arena, run->description),
	    .product = arena_strdup(arena, run->product),
	    .version = arena_strdup(arena, run->version),
	    .previous = arena_strdup(arena, run->previous),
	    .started = arena_strdup(arena, run->started),
	    .tool = arena_strdup(arena, run->tool),
	    .vcs_commit = arena_strdup(arena, run->vcs_commit),
	    .vcs_branch = arena_strdup(arena, run->vcs_branch),
	    .vcs_time = arena_strdup(arena, run->vcs_time),
	    .is_dirty = run->is_dirty,
	    .machine = facts_copy(pool, &run->machine),
	    .environment = facts_copy(pool, &run->environment),
	    .labels = record_pairs_copy(pool, run->labels, run->label_count),
	    .label_count = run->label_count,
	    .seed = arena_strdup(arena, run->seed),
	    .policy = arena_strdup(arena, run->policy),
	    .command = arena_strdup(arena, run->command),
	    .against = arena_strdup(arena, run->against),
	    .suite_text = arena_strdup(arena, run->suite_text),
	    .suite_sha256 = arena_strdup(arena, run->suite_sha256),
	};
}

void
record_case_lay_over(
    struct pool *pool, struct record_case *kept, const struct record_case *line)
{
	if (line->group != NULL)
		kept->group = pool_keep(pool, line->group);
	if (line->benchmark != NULL)
		kept->benchmark = pool_keep(pool, line->benchmark);
	if (line->has_params) {
		kept->has_params = true;
		kept->params =
		    record_pairs_copy(pool, line->params, line->param_count);
		kept->param_count = line->param_count;
	}
	if (line->tags != NULL) {
		kept->tags =
		    record_names_copy(pool, line->tags, line->tag_count);
		kept->tag_count = line->tag_count;
	}
	if (line->command != NULL) {
		kept->command =
		    record_texts_copy(pool, line->command, line->command_count);
		kept->command_count = line->command_count;
	}
	if (line->steps != NULL) {
		kept->steps =
		    record_steps_copy(pool, line->steps, line->step_count);
		kept->step_count = line->step_count;
	}
	if (line->cwd != NULL)
		kept->cwd = pool_keep(pool, line->cwd);
	if (line->owner != NULL)
		kept->owner = pool_keep(pool, line->owner);
	if (line->judged != NULL) {
		kept->judged =
		    record_names_copy(pool, line->judged, line->judged_count);
		kept->judged_count = line->judged_count;
	}
	if (line->has_warmed) {
		kept->has_warmed = true;
		kept->is_warmed = line->is_warmed;
	}
	if (line->has_failure_allowed)
		kept->is_failure_allowed = line->is_failure_allowed;
	if (line->reference != NULL)
		kept->reference = pool_keep(pool, line->reference);
	if (line->base != NULL)
		kept->base = pool_keep(pool, line->base);
	if (line->precision > 0)
		kept->precision = line->precision;
}

struct metric
record_metric_copy(struct pool *pool, const struct metric *metric)
{
	struct metric copy = *metric;

	copy.name = pool_keep(pool, metric->name);
	copy.unit = pool_keep(pool, metric->unit);
	return copy;
}

const struct pair *
record_pairs_copy(struct pool *pool, const struct pair *pairs, size_t count)
{
	struct pair *copy;
	size_t i;

	if (count == 0)
		return NULL;
	copy = arena_alloc(pool->arena, count * sizeof *copy);
	for (i = 0; i < count; i++) {
		copy[i].name = pool_keep(pool, pairs[i].name);
		copy[i].value = arena_strdup(pool->arena, pairs[i].value);
	}
	return copy;
}

const char *const *
record_names_copy(struct pool *pool, const char *const *names, size_t count)
{
	const char **copy;
	size_t i;

	if (count == 0)
		return NULL;
	copy = arena_alloc(pool->arena, count * sizeof *copy);
	for (i = 0; i < count; i++)
		copy[i] = pool_keep(pool, names[i]);
	return copy;
}

const char *const *
record_texts_copy(struct pool *pool, const char *const *texts, size_t count)
{
	const char **copy;
	size_t i;

	if (count == 0)
		return NULL;
	copy = arena_alloc(pool->arena, count * sizeof *copy);
	for (i = 0; i < count; i++)
		copy[i] = arena_strdup(pool->arena, texts[i]);
	return copy;
}

const struct record_step *
record_steps_copy(
    struct pool *pool, const struct record_step *steps, size_t count)
{
	struct record_step *copy;
	size_t i;

	if (count == 0)
		return NULL;
	copy = arena_alloc(pool->arena, count * sizeof *copy);
	for (i = 0; i < count; i++)
		copy[i] =
		    (struct record_step){.name = pool_keep(pool, steps[i].name),
			.command = record_texts_copy(
			    pool, steps[i].command, steps[i].command_count),
			.command_count = steps[i].command_count};
	return copy;
}
