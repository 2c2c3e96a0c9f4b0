/*
 * Files of other tools as runs.
 *
 * A format reads a path and gives each run it finds there to a target: a
 * header, then records, then that it is whole. One file may hold many runs,
 * one a commit.
 */
#ifndef COLLECTOR_IMPORT_H
#define COLLECTOR_IMPORT_H

#include "collector/sink.h"

struct err;

/* What the user says; NULL: not said. */
struct import_options {
	const char *name;       /* of the suite */
	const char *host_class; /* in place of the source's machine */
	const char *branch;
	/*
	 * For columns of a table: "ms" for all of them, or "NAME=ms,…".
	 * metric: the one without a name; of several, those that are wanted.
	 */
	const char *metric, *unit, *better;
	/*
	 * Labels of every run; and for a file that does not say when and where
	 * it was made, the whole header.
	 */
	const struct record_run *here;
};

/* Who receives the runs. Only one is under construction at a time. */
struct import_target {
	/* If the run is there already, finish compares the results. */
	int (*begin)(struct import_target *target, const struct record_run *run,
	    struct sink **sink, struct err *err);
	/* 1: it was there, with other results; err says what to do. */
	int (*finish)(struct import_target *target, struct err *err);
	/* As if it had not begun. */
	void (*drop)(struct import_target *target);
	/* A run that is a run file already. */
	int (*copy)(struct import_target *target, const char *id,
	    const char *path, struct err *err);
	/* Something could not be read; the import goes on behind it. */
	void (*fault)(struct import_target *target, const struct err *what);
};

struct import_format {
	const char *name;    /* "asv" */
	const char *summary; /* of what it reads */
	bool is_history;     /* one path holds many runs */
	/*
	 * head is what a file begins with, NUL-terminated; NULL: path is a
	 * folder.
	 */
	bool (*recognises)(const char *path, const char *head);
	/* -1: nothing more can be read or written. */
	int (*read)(const char *path, const struct import_options *options,
	    struct import_target *target, struct err *err);
};

/* Ends with a zeroed entry. */
extern const struct import_format import_formats[];

/* The format of that name, or NULL with the names there are in err. */
const struct import_format *import_format_find(
    const char *name, struct err *err);

/* What path is; NULL with the reason in err. */
const struct import_format *import_recognise(const char *path, struct err *err);

#endif
