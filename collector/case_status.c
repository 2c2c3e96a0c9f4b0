#include "collector/case_status.h"

#include <stddef.h>
#include <string.h>

static const char *const status_texts[] = {
    [CASE_STATUS_NONE] = "",
    [CASE_STATUS_PLANNED] = "planned",
    [CASE_STATUS_OK] = "ok",
    [CASE_STATUS_FAILED] = "failed",
    [CASE_STATUS_TIMEOUT] = "timeout",
    [CASE_STATUS_BLOCKED] = "blocked",
    [CASE_STATUS_SKIPPED] = "skipped",
    [CASE_STATUS_MISSING] = "missing",
};

const char *
case_status_text(enum case_status status)
{
	return status_texts[status];
}

enum case_status
case_status_of(const char *text)
{
	size_t i;

	for (i = 1; i < sizeof status_texts / sizeof *status_texts; i++)
		if (strcmp(status_texts[i], text) == 0)
			return (enum case_status)i;
	return CASE_STATUS_NONE;
}
