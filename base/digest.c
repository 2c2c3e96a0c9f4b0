#include "base/digest.h"

#include <errno.h>
#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"

static void
finish(struct sha256_ctx *context, char hex[DIGEST_TEXT_BYTES])
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	size_t i;

	sha256_digest(context, sizeof digest, digest);
	for (i = 0; i < sizeof digest; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}

void
digest_text(const char *bytes, size_t count, char hex[DIGEST_TEXT_BYTES])
{
	struct sha256_ctx context;

	sha256_init(&context);
	sha256_update(&context, count, (const uint8_t *)bytes);
	finish(&context, hex);
}

void
digest_base64(const char *bytes, size_t count, char text[DIGEST_BASE64_BYTES])
{
	struct sha256_ctx context;
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256_init(&context);
	sha256_update(&context, count, (const uint8_t *)bytes);
	sha256_digest(&context, sizeof digest, digest);
	base64_encode_raw(text, sizeof digest, digest);
	text[DIGEST_BASE64_BYTES - 1] = '\0';
}

int
digest_file(const char *path, char hex[DIGEST_TEXT_BYTES], struct err *err)
{
	static uint8_t block[65536];
	struct sha256_ctx context;
	FILE *file = fopen(path, "rbe");
	size_t count;
	int result = 0;

	if (file == NULL)
		return err_set(err, "%s: %s", path, strerror(errno));
	sha256_init(&context);
	while ((count = fread(block, 1, sizeof block, file)) > 0)
		sha256_update(&context, count, block);
	if (ferror(file))
		result = err_set(err, "%s: %s", path, strerror(errno));
	else
		finish(&context, hex);
	fclose(file);
	return result;
}
