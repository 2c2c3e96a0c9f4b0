/*
 * Numbers to text and back, strictly: the whole text or nothing, no locale.
 */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NUM_TEXT_BYTES = 32 };

/*
 * Writes the shortest text that reads back as the same double; whole numbers
 * below 2^53 without exponent or point. value must be finite. Returns the
 * length; text is NUL-terminated.
 */
size_t num_print(double value, char text[NUM_TEXT_BYTES]);

/* Finite decimal number ("1.5", "-2e9"). True when text is one. */
bool num_parse(const char *text, double *value);

/* Whole number without sign, leading zero or octal. True when text is one. */
bool num_parse_u64(const char *text, uint64_t *value);

/* "500ms", "1.5s", "2min": units ns us µs ms s min h. Result in ns. */
bool num_parse_duration(const char *text, double *ns);

/* "200MB", "1.5 KiB", "12B": MB is 10^6 bytes, MiB 2^20. Result in bytes. */
bool num_parse_size(const char *text, double *bytes);

/* "2%", "0.5 %". Result as a fraction: 0.02. */
bool num_parse_percent(const char *text, double *fraction);

#endif
