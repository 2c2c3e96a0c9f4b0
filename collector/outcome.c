#include "collector/outcome.h"

#include <string.h>

#include "base/buf.h"

bool
outcome_is_success(
    const struct launch_result *result, const int *codes, size_t count)
{
	size_t i;

	if (result->use.outcome != LAUNCH_EXITED)
		return false;
	if (count == 0)
		return result->use.code == 0;
	for (i = 0; i < count; i++)
		if (codes[i] == result->use.code)
			return true;
	return false;
}

static void
add_said(struct buf *text, const char *said)
{
	size_t length = text->length;

	buf_add_string(text, ": ");
	launch_explain(said, text);
	if (text->length == length + 2) {
		text->length = length;
		text->text[length] = '\0';
	}
}

const char *
outcome_message(struct arena *arena, const struct launch_result *result,
    uint64_t timeout_ns)
{
	struct buf text = {0};
	const char *message;

	switch (result->use.outcome) {
	case LAUNCH_EXITED:
		buf_addf(&text, "exit status %d", result->use.code);
		add_said(&text, result->said);
		break;
	case LAUNCH_SIGNALED:
		buf_addf(&text, "killed by signal %d (%s)", result->use.code,
		    strsignal(result->use.code));
		add_said(&text, result->said);
		break;
	case LAUNCH_TIMED_OUT:
		buf_addf(&text, "no end after %g s (timeout)",
		    (double)timeout_ns / 1e9);
		break;
	case LAUNCH_NOT_STARTED:
		buf_add_string(&text, result->said);
		break;
	}
	message = arena_strdup(arena, buf_text(&text));
	buf_release(&text);
	return message;
}

/* In the order of enum launch_extra. */
static const char *const extra_names[LAUNCH_EXTRAS] = {"read_bytes",
    "write_bytes", "read_chars", "write_chars", "rss_mean", "instructions",
    "cycles", "branches", "branch_misses", "cache_references", "cache_misses"};

bool
outcome_value(const struct launch_usage *use, const char *metric, double *value)
{
	const struct {
		const char *name;
		uint64_t value;
	} values[] = {
	    {"time", use->wall_ns},
	    {"user_time", use->user_ns},
	    {"system_time", use->system_ns},
	    {"max_rss", use->max_rss_bytes},
	    {"page_faults", use->page_faults},
	    {"context_switches", use->context_switches},
	};
	size_t i;

	for (i = 0; i < sizeof values / sizeof *values; i++) {
		if (strcmp(values[i].name, metric) == 0) {
			*value = (double)values[i].value;
			return true;
		}
	}
	for (i = 0; i < LAUNCH_EXTRAS; i++) {
		if ((use->has >> i & 1) != 0 &&
		    strcmp(extra_names[i], metric) == 0) {
			*value = (double)use->extras[i];
			return true;
		}
	}
	return false;
}
