/*
 * SHA-256 (FIPS 180-4) as 64 lowercase hexadecimal digits, or as Base64.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>

struct err;

enum { DIGEST_TEXT_BYTES = 65, DIGEST_BASE64_BYTES = 45 };

void digest_text(const char *bytes, size_t count, char hex[DIGEST_TEXT_BYTES]);

/* As a Content-Security-Policy wants it. */
void digest_base64(
    const char *bytes, size_t count, char text[DIGEST_BASE64_BYTES]);

/* Of a file's content, read as a stream. */
int digest_file(const char *path, char hex[DIGEST_TEXT_BYTES], struct err *err);

#endif
