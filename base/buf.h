/*
 * Text under construction.
 *
 * A zeroed struct buf is empty and valid. text is NUL-terminated whenever it
 * is not NULL; length does not count the NUL. The buffer owns text.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

struct buf {
	char *text;
	size_t length, capacity;
};

void buf_add(struct buf *buf, const char *bytes, size_t count);
void buf_add_string(struct buf *buf, const char *text);
void buf_add_char(struct buf *buf, char c);
void buf_addf(struct buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Makes room for count more bytes, so that they can be written behind text. */
void buf_reserve(struct buf *buf, size_t count);

/* The text; "" for an empty buffer. Valid until the next change. */
const char *buf_text(const struct buf *buf);

/* Empties the buffer and keeps its memory. */
void buf_reset(struct buf *buf);

/* Hands the text over to the caller, who frees it; the buffer is empty. */
char *buf_detach(struct buf *buf);

void buf_release(struct buf *buf);

#endif
