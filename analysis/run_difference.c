#include "analysis/run_difference.h"

#include "analysis/record_copy.h"
#include "collector/machine.h"

/* Facts under comparison. */
struct differences {
	struct pool *pool;
	VEC(struct fact_difference) items;
};

static bool
is_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Not a property of the machine, but of the moment or of this comparison. */
static bool
is_left_out(const char *name)
{
	return strcmp(name, "load_at_start") == 0 || strcmp(name, "id") == 0;
}

static void
add(struct differences *differences, const char *name, const char *base,
    const char *here)
{
	struct fact_difference difference = {
	    pool_keep(differences->pool, name),
	    pool_keep(differences->pool, base),
	    pool_keep(differences->pool, here),
	};

	if (!is_left_out(name) && !is_same(base, here))
		vec_push(&differences->items, difference);
}

/* Those of here in their order, then what only base has. */
static void
add_facts(struct differences *differences, const struct facts *base,
    const struct facts *here)
{
	size_t i;

	for (i = 0; i < here->count; i++)
		add(differences, here->items[i].name,
		    facts_find(base, here->items[i].name), here->items[i].text);
	for (i = 0; i < base->count; i++)
		if (facts_find(here, base->items[i].name) == NULL)
			add(differences, base->items[i].name,
			    base->items[i].text, NULL);
}

static void
set_baseline(
    const struct record_run *base, struct pool *pool, struct result *result)
{
	struct record_run *copy = arena_alloc(pool->arena, sizeof *copy);
	struct record_run head = *base;

	head.suite_text = head.policy = NULL;
	*copy = record_run_copy(pool, &head);
	result->baseline = copy;
}

void
run_difference(
    const struct record_run *base, struct pool *pool, struct result *result)
{
	const struct record_run *here = &result->run;
	struct differences differences = {.pool = pool};
	struct fact_difference *items;
	size_t bytes;

	set_baseline(base, pool, result);
	result->is_other_machine = !is_same(
	    facts_find(&base->machine, "id"), facts_find(&here->machine, "id"));
	if (result->is_other_machine)
		add_facts(&differences, &base->machine, &here->machine);
	add_facts(&differences, &base->environment, &here->environment);
	if (differences.items.count > 0) {
		bytes = differences.items.count * sizeof *items;
		items = arena_alloc(pool->arena, bytes);
		memcpy(items, differences.items.items, bytes);
		result->environment_differences = items;
		result->environment_difference_count = differences.items.count;
	}
	vec_free(&differences.items);
}
