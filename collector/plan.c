#include "collector/plan.h"

#include <stdlib.h>

#include "base/random.h"
#include "base/xalloc.h"

void
plan_round(const struct plan *plan, uint64_t round, size_t *order)
{
	struct random random = {plan->seed};
	size_t *blocks = xcalloc(plan->case_count + 1, sizeof *blocks);
	const struct plan_case *first;
	size_t count = 0, at = 0, i, j;

	for (i = 0; i < plan->case_count; i += plan->cases[i].block_count)
		blocks[count++] = i;
	/* Mixed twice, so that neighbouring seeds and rounds share nothing. */
	random.state = random_next(&random) ^ round;
	random.state = random_next(&random);
	random_shuffle(&random, blocks, count);
	for (i = 0; i < count; i++) {
		first = &plan->cases[blocks[i]];
		for (j = 0; j < first->block_count; j++)
			order[at++] =
			    blocks[i] +
			    (round % 2 == 1 ? j : first->block_count - 1 - j);
	}
	free(blocks);
}

uint64_t
plan_most_launches(const struct plan_case *plan_case)
{
	const struct stopping *stopping = &plan_case->stopping;

	return stopping->launches != 0 ? stopping->launches
				       : stopping->max_launches;
}

void
plan_release(struct plan *plan)
{
	arena_release(&plan->arena);
	*plan = (struct plan){0};
}
