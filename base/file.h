/*
 * Files are whole or absent.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct err;

/* Reads a whole regular file or pipe ("-" is stdin); a directory is refused. */
int file_read(const char *path, struct buf *out, struct err *err);

/*
 * Replaces a file's content: a temporary name beside it, fsync, rename. On -1
 * the old file is untouched and nothing is left behind. A path that is not a
 * regular file (/dev/stdout, a pipe) is written in place.
 */
int file_write(
    const char *path, const char *bytes, size_t count, struct err *err);

/* Writes all bytes to a descriptor, whatever write(2) takes at a time. */
int file_write_all(int fd, const char *bytes, size_t count, struct err *err);

/* Makes a directory and its parents; one that exists is fine. */
int file_make_directory(const char *path, struct err *err);

bool file_exists(const char *path);
bool file_is_directory(const char *path);

#endif
