/*
 * The page cache of named files: dropped for a cold start, filled for a warm
 * one. Works without privileges, file by file.
 */
#ifndef COLLECTOR_PAGE_CACHE_H
#define COLLECTOR_PAGE_CACHE_H

struct err;

/*
 * Writes back and drops the file, or all files below the folder. *kept is the
 * share of their pages that is in memory all the same: a file system in memory
 * keeps all of them, a running program its own. It counts only files the
 * system answers for (of one's own, or writable), and is 0 where there are
 * none. -1: "FILE: no such file".
 */
int page_cache_drop(const char *path, double *kept, struct err *err);

/* Reads the file, or all files below the folder, from end to end. */
int page_cache_fill(const char *path, struct err *err);

#endif
