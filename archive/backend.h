/*
 * What a database must be able to do to be an archive. archive.c calls these;
 * archive.h says what each does. A backend's struct begins with struct archive.
 */
#ifndef ARCHIVE_BACKEND_H
#define ARCHIVE_BACKEND_H

#include "archive/archive.h"

struct archive_backend {
	void (*close)(struct archive *);
	int (*copy)(struct archive **, struct archive *, struct err *);
	bool (*is_damaged)(const struct archive *);
	int (*begin)(struct archive *, struct err *);
	int (*commit)(struct archive *, struct err *);
	void (*rollback)(struct archive *);
	int (*add)(struct archive *, const struct archive_run *,
	    const struct archive_value *, size_t, struct err *);
	int (*remove)(struct archive *, const char *id, struct err *);
	int (*sweep)(struct archive *, struct err *);
	int (*runs)(struct archive *, const char *suite, struct arena *,
	    struct archive_runs *, struct err *);
	int (*values)(struct archive *, const char *id, struct arena *,
	    struct archive_values *, struct err *);
	int (*series)(struct archive *, const char *suite, struct arena *,
	    struct archive_catalog *, struct err *);
	int (*points)(struct archive *, const struct archive_series *,
	    const struct archive_runs *, struct archive_points *, struct err *);
	int (*points_all)(struct archive *, const struct archive_series *,
	    size_t, const struct archive_runs *, struct archive_points *,
	    struct err *);
	int (*anchor_bytes)(struct archive *, uint64_t *, struct err *);
	int (*anchor_replace)(struct archive *, const struct archive_anchor *,
	    size_t, uint64_t bytes, struct err *);
	int (*anchors)(struct archive *, const char *suite, const char *machine,
	    struct arena *, struct archive_anchors *, struct err *);
	int (*anchor_add)(struct archive *, const struct archive_anchor *,
	    size_t, struct err *);
	int (*anchor_clear)(struct archive *, const char *suite, struct err *);
	int (*verify)(struct archive *, struct arena *, struct archive_faults *,
	    struct err *);
	/* NULL: an index of one workspace, without run files. */
	int (*fetch)(struct archive *, const char *id, int fd, struct err *);
};

struct archive {
	const struct archive_backend *backend;
};

#endif
