/*
 * SHA-256 (FIPS 180-4) as 64 lowercase hexadecimal digits.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>

struct err;

enum { DIGEST_TEXT_BYTES = 65 };

void digest_text(const char *bytes, size_t count, char hex[DIGEST_TEXT_BYTES]);

/* Of a file's content, read as a stream. */
int digest_file(const char *path, char hex[DIGEST_TEXT_BYTES], struct err *err);

#endif
