/*
 * A file, or all regular files below a folder.
 *
 * The path itself may be a link; below it links are not followed, and what is
 * neither file nor folder is passed over.
 */
#ifndef COLLECTOR_FILE_TREE_H
#define COLLECTOR_FILE_TREE_H

#include <fts.h>
#include <stdint.h>

struct err;

struct file_tree {
	FTS *walk; /* NULL: not begun */
	char *path;
};

struct file_entry {
	const char *path; /* valid until the next one */
	uint64_t device, number, bytes;
	uint32_t owner; /* user id */
};

void file_tree_open(struct file_tree *tree, const char *path);

/* 1: entry is the next file; 0: end; -1: "FILE: no such file" and the like. */
int file_tree_next(
    struct file_tree *tree, struct file_entry *entry, struct err *err);

void file_tree_close(struct file_tree *tree);

#endif
