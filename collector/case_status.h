/*
 * How a case stands: planned, or how it ended.
 */
#ifndef COLLECTOR_CASE_STATUS_H
#define COLLECTOR_CASE_STATUS_H

enum case_status {
	CASE_STATUS_NONE, /* not in the line */
	CASE_STATUS_PLANNED,
	CASE_STATUS_OK,
	CASE_STATUS_FAILED,
	CASE_STATUS_TIMEOUT,
	CASE_STATUS_BLOCKED,
	CASE_STATUS_SKIPPED,
	CASE_STATUS_MISSING
};

const char *case_status_text(enum case_status status);

/* The status of that name; CASE_STATUS_NONE if there is none. */
enum case_status case_status_of(const char *text);

#endif
