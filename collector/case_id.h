/*
 * The id of a case: [group/]name[/key=value,…].
 *
 * An id is for people and for equality; it is never parsed.
 */
#ifndef COLLECTOR_CASE_ID_H
#define COLLECTOR_CASE_ID_H

#include <stddef.h>

#include "collector/record.h"

struct buf;

/*
 * Adds the id. params are in byte order of their names; group may be NULL.
 * All text is valid UTF-8. In keys and values % , = / are written %XX, and
 * bytes below 0x20 and 0x7F everywhere.
 */
void case_id_add(struct buf *out, const char *group, const char *benchmark,
    const struct pair *params, size_t count);

#endif
