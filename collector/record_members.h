/*
 * The members of a run file's lines: what the record_*.c files share. Nobody
 * else includes it.
 *
 * Text is copied into arena. Optional members that are absent leave their
 * field as it is; a wrong type is -1 with the member's name.
 */
#ifndef COLLECTOR_RECORD_MEMBERS_H
#define COLLECTOR_RECORD_MEMBERS_H

#include <cjson/cJSON.h>

#include "collector/record.h"

struct arena;
struct err;

int record_get_text(const cJSON *object, const char *key, struct arena *arena,
    const char **text, struct err *err);

/* The same for a member that must be there. */
int record_need_text(const cJSON *object, const char *key, struct arena *arena,
    const char **text, struct err *err);

/* "better": "lower" or "higher"; lower if absent. */
int record_parse_better(
    const cJSON *object, enum better *better, struct err *err);

/* group, benchmark and params. */
int record_parse_identity(const cJSON *object, struct arena *arena,
    struct record_case *line, struct err *err);

/* A whole samples line, long or short form; *samples is zeroed before. */
int record_samples_parse(const cJSON *object, struct arena *arena,
    struct record_samples *samples, struct err *err);

/* A whole system line; a number that is absent is NAN. */
int record_system_parse(
    const cJSON *object, struct record_system *system, struct err *err);

/* The members of a system line; a number that is NAN is left out. */
void record_system_print(const struct record_system *system, cJSON *object);

#endif
