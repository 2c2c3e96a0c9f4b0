#include <string.h>

#include "base/err.h"
#include "cli/ack_file.h"
#include "cli/past.h"

int
past_accepted(struct past *past, const struct series *series, const char *good,
    const struct judge_accepted **accepted, size_t *count, struct err *err)
{
	const struct record_run *run = &series->run;
	VEC(struct judge_accepted) found = {0};
	const struct series_case *kept;
	struct judge_accepted *copy;
	const struct ack *ack;
	struct ack_list acks;
	const char *metric;
	size_t i, j;
	int status = 0;

	*accepted = NULL;
	*count = 0;
	if (good == NULL || run->vcs_commit == NULL)
		return 0;
	status = ack_file_read(&acks, err);
	for (i = 0; status == 0 && acks.count > 0 && i < series->cases.count;
	     i++) {
		kept = &series->cases.items[i];
		for (j = 0; j < kept->metrics.count; j++) {
			metric = kept->metrics.items[j].metric.name;
			ack = ack_file_match(&acks, &past->commits,
			    kept->line.id, metric,
			    run->started == NULL ? "" : run->started, good,
			    run->vcs_commit);
			if (ack != NULL)
				vec_push(&found, (struct judge_accepted){
						     kept->line.id, metric,
						     arena_strdup(&past->arena,
							 ack->reason)});
		}
	}
	if (found.count > 0) {
		copy = arena_alloc(&past->arena, found.count * sizeof *copy);
		memcpy(copy, found.items, found.count * sizeof *copy);
		*accepted = copy;
		*count = found.count;
	}
	vec_free(&found);
	ack_list_release(&acks);
	return status;
}
