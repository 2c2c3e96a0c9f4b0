/*
 * Points in time and stretches of it.
 */
#ifndef BASE_MOMENT_H
#define BASE_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

enum { MOMENT_TEXT_BYTES = 32 };

/* Nanoseconds since 1970, UTC: for dates. It may jump. */
int64_t moment_now_ns(void);

/* Nanoseconds of the monotonic clock: for durations. */
uint64_t moment_clock_ns(void);

/* "2026-11-20T18:12:03.412Z". */
void moment_print(int64_t ns, char text[MOMENT_TEXT_BYTES]);

/* "20261120T181203Z". */
void moment_print_compact(int64_t ns, char text[MOMENT_TEXT_BYTES]);

/*
 * Is it a moment in UTC as ISO 8601 writes it, to the minute at least, of the
 * years 0 to 9999? NULL is none.
 */
bool moment_is_text(const char *text);

/*
 * Such a text as moment_print writes it: these are in the order of time. What
 * is finer than a millisecond is cut off.
 */
void moment_tidy(const char *text, char tidy[MOMENT_TEXT_BYTES]);

#endif
