/*
 * Commands as a person would type them into a POSIX shell.
 */
#ifndef OUTPUT_SHELL_H
#define OUTPUT_SHELL_H

#include <stddef.h>

struct buf;

/* Adds one word, quoted where it has to be. */
void shell_add_word(struct buf *out, const char *word);

/* Adds a command; {"sh", "-c", TEXT} is TEXT itself. */
void shell_add_command(struct buf *out, const char *const *argv, size_t count);

/* Adds, quoted, the PCRE2 expression that finds exactly this text. */
void shell_add_exact_pattern(struct buf *out, const char *text);

/* The same for everything that starts with text[0..length). */
void shell_add_prefix_pattern(struct buf *out, const char *text, size_t length);

#endif
