#include "collector/launch_reply.h"

#include <errno.h>
#include <string.h>

static const enum launch_outcome outcomes[] = {
    [LAUNCHER_EXITED] = LAUNCH_EXITED,
    [LAUNCHER_SIGNALED] = LAUNCH_SIGNALED,
    [LAUNCHER_TIMED_OUT] = LAUNCH_TIMED_OUT,
    [LAUNCHER_NOT_STARTED] = LAUNCH_NOT_STARTED};

struct launch_usage
launch_reply_usage(const struct launcher_usage *sent)
{
	struct launch_usage usage = {.outcome = outcomes[sent->outcome],
	    .code = sent->code,
	    .wall_ns = sent->wall_ns,
	    .user_ns = sent->user_ns,
	    .system_ns = sent->system_ns,
	    .max_rss_bytes = sent->max_rss_bytes,
	    .page_faults = sent->page_faults,
	    .context_switches = sent->context_switches,
	    .has = sent->has};

	memcpy(usage.extras, sent->extras, sizeof usage.extras);
	return usage;
}

static bool
is_failure(const struct launch_usage *usage)
{
	return usage->outcome != LAUNCH_EXITED || usage->code != 0;
}

static void
add(struct launch_usage *sum, const struct launch_usage *copy)
{
	size_t i;

	if (!is_failure(sum) && is_failure(copy)) {
		sum->outcome = copy->outcome;
		sum->code = copy->code;
	}
	if (sum->wall_ns < copy->wall_ns)
		sum->wall_ns = copy->wall_ns;
	if (sum->max_rss_bytes < copy->max_rss_bytes)
		sum->max_rss_bytes = copy->max_rss_bytes;
	sum->user_ns += copy->user_ns;
	sum->system_ns += copy->system_ns;
	sum->page_faults += copy->page_faults;
	sum->context_switches += copy->context_switches;
	sum->has &= copy->has;
	for (i = 0; i < LAUNCH_EXTRAS; i++)
		sum->extras[i] += copy->extras[i];
}

/* A copy's memory counts for as long as it ran. */
static uint64_t
mean_memory(const struct launch_usage *copies, size_t count, uint64_t wall_ns)
{
	long double sum = 0;
	size_t i;

	for (i = 0; i < count; i++)
		sum += (long double)copies[i].extras[LAUNCH_RSS_MEAN] *
		       (long double)copies[i].wall_ns;
	return wall_ns == 0 ? 0 : (uint64_t)(sum / (long double)wall_ns);
}

struct launch_usage
launch_reply_combine(const struct launch_usage *copies, size_t count)
{
	struct launch_usage sum = copies[0];
	size_t i;

	for (i = 1; i < count; i++)
		add(&sum, &copies[i]);
	sum.extras[LAUNCH_RSS_MEAN] = mean_memory(copies, count, sum.wall_ns);
	for (i = 0; i < LAUNCH_EXTRAS; i++)
		if ((sum.has >> i & 1) == 0)
			sum.extras[i] = 0;
	return sum;
}

void
launch_reply_explain(const struct launcher_usage *sent,
    const struct launch_spec *spec, struct buf *said)
{
	const char *reason = strerror(sent->code);

	switch (sent->step) {
	case LAUNCHER_STEP_STDIN:
		buf_addf(said, "cannot open its standard input %s: %s",
		    spec->stdin_path, reason);
		break;
	case LAUNCHER_STEP_STDOUT:
		buf_addf(said, "cannot open its output %s: %s",
		    spec->stdout_path, reason);
		break;
	case LAUNCHER_STEP_STDERR:
		buf_addf(said, "cannot open its standard error %s: %s",
		    spec->stderr_path, reason);
		break;
	case LAUNCHER_STEP_CWD:
		buf_addf(said, "cannot start in the folder %s: %s", spec->cwd,
		    reason);
		break;
	case LAUNCHER_STEP_CPUS:
		buf_addf(said, "cannot be bound to its cpus: %s", reason);
		break;
	case LAUNCHER_STEP_SPAWN:
		buf_addf(said, "cannot start \"%s\"", spec->command->argv[0]);
		if (spec->copies > 1)
			buf_addf(said, " %zu times at once", spec->copies);
		buf_addf(said, ": %s", reason);
		break;
	default:
		buf_addf(said, "cannot start \"%s\": %s",
		    spec->command->argv[0], reason);
		if (sent->code == ENOENT)
			buf_add_string(said, "; is it installed, and in PATH?");
		break;
	}
}
