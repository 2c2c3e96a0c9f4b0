/*
 * A run file as the archive keeps it.
 */
#ifndef CLI_ARCHIVE_ENTRY_H
#define CLI_ARCHIVE_ENTRY_H

#include "analysis/series.h"
#include "archive/past.h"
#include "base/arena.h"

struct err;

struct archive_entry {
	struct arena arena;
	struct archive_run run;
	const char *written_id; /* what its first line says */
	struct archive_values values;
};

/*
 * Reads the run file. Its id is the file's name; release it in any case. -1
 * also if it began at an impossible time.
 */
int archive_entry_read(
    struct archive_entry *entry, const char *path, struct err *err);

/*
 * The same of a file in the workspace's runs: -1, too, if it holds the run of
 * another file there, which would count twice.
 */
int archive_entry_read_own(
    struct archive_entry *entry, const char *path, struct err *err);

/*
 * The same of a run in memory, finished, that is in the file. What the entry
 * points to is its own.
 */
int archive_entry_of(struct archive_entry *entry, const char *path,
    const struct series *series, struct err *err);

/* The id of the run whose file that is, in arena: its name without .jsonl. */
const char *archive_entry_id(const char *path, struct arena *arena);

/* The facts of an environment that last, as archive_run has them, in arena. */
const char *archive_entry_environment(
    struct arena *arena, const struct facts *facts);

void archive_entry_release(struct archive_entry *entry);

#endif
