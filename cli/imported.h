/*
 * Where imported runs go: each into a run file of its own.
 *
 * A run is written under a temporary name and gets its own when it is whole.
 * One that is there already is left as it is, and counted; if its source has
 * other results by now, that is a fault.
 */
#ifndef CLI_IMPORTED_H
#define CLI_IMPORTED_H

#include "base/buf.h"
#include "base/err.h"
#include "base/vec.h"
#include "cli/run_tally.h"
#include "collector/import.h"
#include "collector/runfile.h"

/* As warnings; all are counted. */
enum { IMPORTED_FAULTS_SHOWN = 10 };

struct imported {
	struct import_target target;
	const char *folder; /* for files called ID.jsonl; NULL: file */
	const char *file;   /* takes exactly one run */
	uint64_t added, known, samples;
	VEC(char *) paths; /* of the runs that were added */
	uint64_t faults;
	struct err fault; /* the first */
	/* The run under construction. */
	struct runfile runfile;
	struct sink counter;
	bool is_open, is_direct; /* the file is no regular one */
	struct run_tally again;  /* of one that is there already */
	struct buf path, temporary, started;
};

/* Exactly one of folder and file, which outlive it; the folder is there. */
void imported_init(
    struct imported *imported, const char *folder, const char *file);

/*
 * Removes from the folder what an import that was killed left behind: files
 * under temporary names whose process is gone for an hour and longer.
 */
void imported_sweep(const char *folder);

void imported_release(struct imported *imported);

#endif
