/*
 * What went wrong, for a person to read.
 *
 * A function that can fail because of the world returns -1 and fills its last
 * argument: what happened, where, what to do. Each layer adds what it knows.
 * Only cli/ prints it. A zeroed struct err holds no error.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum { ERR_TEXT_BYTES = 1024 };

struct err {
	char text[ERR_TEXT_BYTES]; /* cut at a whole UTF-8 character */
};

/* Replaces the text. Always returns -1, so "return err_set(…)" fails. */
int err_set(struct err *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Puts "text: " before what is there. Always returns -1. */
int err_add(struct err *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
