#include "collector/outcome.h"

#include <string.h>

#include "base/buf.h"

bool
outcome_is_success(
    const struct launch_result *result, const int *codes, size_t count)
{
	size_t i;

	if (result->outcome != LAUNCH_EXITED)
		return false;
	if (count == 0)
		return result->code == 0;
	for (i = 0; i < count; i++)
		if (codes[i] == result->code)
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

	switch (result->outcome) {
	case LAUNCH_EXITED:
		buf_addf(&text, "exit status %d", result->code);
		add_said(&text, result->said);
		break;
	case LAUNCH_SIGNALED:
		buf_addf(&text, "killed by signal %d (%s)", result->code,
		    strsignal(result->code));
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

bool
outcome_value(
    const struct launch_result *result, const char *metric, double *value)
{
	const struct {
		const char *name;
		uint64_t value;
	} values[] = {
	    {"time", result->wall_ns},
	    {"user_time", result->user_ns},
	    {"system_time", result->system_ns},
	    {"max_rss", result->max_rss_bytes},
	    {"page_faults", result->page_faults},
	    {"context_switches", result->context_switches},
	};
	size_t i;

	for (i = 0; i < sizeof values / sizeof *values; i++) {
		if (strcmp(values[i].name, metric) == 0) {
			*value = (double)values[i].value;
			return true;
		}
	}
	return false;
}
