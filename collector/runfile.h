/*
 * The run file: JSON Lines that only ever grow (docs/formats.md).
 *
 * The writer makes one write(2) a line, so that a crash tears at most the
 * last one; the reader streams and tolerates that.
 */
#ifndef COLLECTOR_RUNFILE_H
#define COLLECTOR_RUNFILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "collector/sink.h"

struct err;

/* A sink that appends records to a file. */
struct runfile {
	struct sink sink;
	int fd;
	const char *path; /* the caller's; it outlives the run file */
	uint64_t lines;
	uint64_t synced_ns; /* monotonic clock of the last fsync */
	bool is_regular;    /* false: a pipe or device, never synced */
	struct sink *next;  /* gets each record once it is written; or NULL */
	struct buf line;
};

/* Creates the file; one that is there already is an error. */
int runfile_create(struct runfile *file, const char *path, struct err *err);

/*
 * Opens a run file to go on with it. It is locked, as one that is created:
 * -1 while another perfolio writes it. Read it only now.
 */
int runfile_open(struct runfile *file, const char *path, struct err *err);

/*
 * Cuts an opened file back to bytes, the end of its last whole line, which is
 * its lines-th.
 */
int runfile_cut(
    struct runfile *file, uint64_t bytes, uint64_t lines, struct err *err);

/* Writes the last line and makes everything durable. */
int runfile_end(struct runfile *file, struct err *err);

/* Makes what is written durable. */
int runfile_sync(struct runfile *file, struct err *err);

void runfile_close(struct runfile *file);

/* What reading a run file found out about the file itself. */
struct runfile_facts {
	uint64_t bytes;   /* up to the end of the last whole line */
	uint64_t lines;   /* whole ones */
	bool is_torn;     /* the last line is not whole; it was dropped */
	bool is_ended;    /* an end line stands last */
	uint64_t resumed; /* how often it was gone on with */
};

/*
 * Gives every record to the sink. "-" is stdin. A torn last line is dropped;
 * a bad line elsewhere is an error with its number; another format is
 * refused. facts may be NULL.
 */
int runfile_read(const char *path, struct sink *sink,
    struct runfile_facts *facts, struct err *err);

#endif
