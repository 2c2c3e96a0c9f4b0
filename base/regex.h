/*
 * Perl-compatible patterns with bounded effort.
 */
#ifndef BASE_REGEX_H
#define BASE_REGEX_H

#include <stdbool.h>
#include <stddef.h>

struct err;
struct regex;

/* Compiles a UTF-8 pattern; NULL with the place of the fault in err. */
struct regex *regex_new(const char *pattern, struct err *err);
void regex_free(struct regex *regex);

/*
 * 1 when the pattern is found in text, 0 when not, -1 when it takes more than
 * a million steps to tell.
 */
int regex_search(const struct regex *regex, const char *text, size_t length,
    struct err *err);

#endif
