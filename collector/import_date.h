/*
 * Dates as other tools write them.
 */
#ifndef COLLECTOR_IMPORT_DATE_H
#define COLLECTOR_IMPORT_DATE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Nanoseconds since 1970 of "2024-01-31", "2024.01.31 3:05:07.5 +0100",
 * "2024-01-31T03:05:07Z", or seconds (from 12 digits on milliseconds, from 15
 * microseconds, from 18 nanoseconds) since 1970. Without a zone it is UTC.
 * False unless the whole text is one, of the years 1970 to 2262.
 */
bool import_date_parse(const char *text, int64_t *ns);

#endif
