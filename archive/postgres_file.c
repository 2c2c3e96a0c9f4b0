#include "archive/postgres_call.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zstd.h>

#include "base/err.h"
#include "base/file.h"
#include "base/xalloc.h"

/* A frame of zstd with a checksum, in parts that fit a message anywhere. */
enum { BLOCK_BYTES = 128 << 10, PART_BYTES = 1 << 20, LEVEL = 3 };

/* A file on its way into the archive. */
struct packing {
	struct postgres_archive *archive;
	const struct archive_run *run;
	uint64_t key;
	int fd;
	ZSTD_CCtx *context;
	char *part; /* PART_BYTES */
	size_t used;
	uint64_t parts, bytes; /* sent, read */
};

static int
send_part(struct packing *packing, struct err *err)
{
	struct postgres_call call = {0};

	call_whole(&call, packing->key);
	call_whole(&call, packing->parts++);
	call_bytes(&call, packing->part, packing->used);
	packing->used = 0;
	return postgres_do(packing->archive,
	    "INSERT INTO run_file (run, part, bytes) VALUES ($1, $2, $3)",
	    &call, err);
}

/* Packs a block, the last one with ZSTD_e_end. */
static int
pack(struct packing *packing, const char *bytes, size_t count,
    ZSTD_EndDirective directive, struct err *err)
{
	ZSTD_inBuffer in = {bytes, count, 0};
	ZSTD_outBuffer out;
	size_t left;

	do {
		out =
		    (ZSTD_outBuffer){packing->part, PART_BYTES, packing->used};
		left = ZSTD_compressStream2(
		    packing->context, &out, &in, directive);
		if (ZSTD_isError(left))
			return err_set(err, "%s: cannot be packed: %s",
			    packing->run->file, ZSTD_getErrorName(left));
		packing->used = out.pos;
		if (packing->used == PART_BYTES && send_part(packing, err) < 0)
			return -1;
	} while (in.pos < in.size || (directive == ZSTD_e_end && left > 0));
	return 0;
}

/* A file that grows is taken as long as it was when it was read. */
static int
pack_file(struct packing *packing, struct err *err)
{
	static char block[BLOCK_BYTES];
	const struct archive_run *run = packing->run;
	uint64_t left;
	ssize_t count;

	while ((left = run->bytes - packing->bytes) > 0) {
		count = read(packing->fd, block,
		    left < sizeof block ? (size_t)left : sizeof block);
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return err_set(
			    err, "%s: %s", run->file, strerror(errno));
		if (count == 0)
			return err_set(err,
			    "%s: has become shorter while it was read",
			    run->file);
		packing->bytes += (uint64_t)count;
		if (pack(packing, block, (size_t)count, ZSTD_e_continue, err) <
		    0)
			return -1;
	}
	if (pack(packing, NULL, 0, ZSTD_e_end, err) < 0)
		return -1;
	return packing->used > 0 ? send_part(packing, err) : 0;
}

int
postgres_file_store(struct postgres_archive *archive, uint64_t key,
    const struct archive_run *run, struct err *err)
{
	struct packing packing = {.archive = archive,
	    .run = run,
	    .key = key,
	    .fd = open(run->file, O_RDONLY | O_CLOEXEC)};
	int result;

	if (packing.fd < 0)
		return err_set(err, "%s: %s", run->file, strerror(errno));
	packing.context = ZSTD_createCCtx();
	packing.part = xmalloc(PART_BYTES);
	ZSTD_CCtx_setParameter(packing.context, ZSTD_c_compressionLevel, LEVEL);
	ZSTD_CCtx_setParameter(packing.context, ZSTD_c_checksumFlag, 1);
	result = pack_file(&packing, err);
	ZSTD_freeCCtx(packing.context);
	free(packing.part);
	close(packing.fd);
	return result;
}

/* A file on its way out: to a descriptor, or nowhere. */
struct unpacking {
	struct postgres_archive *archive;
	const char *id;
	uint64_t key, bytes; /* of the run */
	const char *sha256;  /* NULL: not known */
	int fd;              /* -1: nowhere */
	ZSTD_DCtx *context;
	struct sha256_ctx digest;
	uint64_t written;
	bool is_ended; /* the frame is whole */
};

static int
fail_unpacking(
    const struct unpacking *unpacking, const char *why, struct err *err)
{
	return err_set(err, "%s: the file of run %s %s",
	    unpacking->archive->place.name, unpacking->id, why);
}

static int
unpack_part(struct unpacking *unpacking, const char *bytes, size_t count,
    struct err *err)
{
	static char block[BLOCK_BYTES];
	ZSTD_inBuffer in = {bytes, count, 0};
	ZSTD_outBuffer out;
	size_t left;

	do {
		out = (ZSTD_outBuffer){block, sizeof block, 0};
		left = ZSTD_decompressStream(unpacking->context, &out, &in);
		if (ZSTD_isError(left))
			return fail_unpacking(
			    unpacking, "is damaged there", err);
		unpacking->is_ended = left == 0;
		unpacking->written += out.pos;
		sha256_update(&unpacking->digest, out.pos, (uint8_t *)block);
		if (unpacking->fd >= 0 &&
		    file_write_all(unpacking->fd, block, out.pos, err) < 0)
			return -1;
	} while (in.pos < in.size || out.pos == out.size);
	return 0;
}

/* 1: there is such a part, 0: not. */
static int
read_part(struct unpacking *unpacking, uint64_t part, struct err *err)
{
	struct postgres_call call = {0};
	PGresult *rows;
	int result = 0;

	call_whole(&call, unpacking->key);
	call_whole(&call, part);
	rows = postgres_ask(unpacking->archive,
	    "SELECT bytes FROM run_file WHERE run = $1 AND part = $2", &call,
	    err);
	if (rows == NULL)
		return -1;
	if (PQntuples(rows) > 0)
		result = unpack_part(unpacking, PQgetvalue(rows, 0, 0),
			     (size_t)PQgetlength(rows, 0, 0), err) < 0
			     ? -1
			     : 1;
	PQclear(rows);
	return result;
}

static int
check_digest(struct unpacking *unpacking, struct err *err)
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	char hex[2 * SHA256_DIGEST_SIZE + 1];
	size_t i;

	if (unpacking->written != unpacking->bytes || !unpacking->is_ended)
		return fail_unpacking(unpacking,
		    "is not whole there, or was replaced just now; try again",
		    err);
	sha256_digest(&unpacking->digest, sizeof digest, digest);
	for (i = 0; i < sizeof digest; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
	if (unpacking->sha256 != NULL && strcmp(hex, unpacking->sha256) != 0)
		return fail_unpacking(unpacking,
		    "holds something else than its digest says", err);
	return 0;
}

/* 1: whole, 0: there is none. */
static int
unpack(struct unpacking *unpacking, struct err *err)
{
	uint64_t part = 0;
	int found;

	unpacking->context = ZSTD_createDCtx();
	sha256_init(&unpacking->digest);
	while ((found = read_part(unpacking, part, err)) == 1)
		part++;
	ZSTD_freeDCtx(unpacking->context);
	if (found < 0 || part == 0)
		return found;
	return check_digest(unpacking, err) < 0 ? -1 : 1;
}

int
postgres_fetch(struct archive *archive, const char *id, int fd, struct err *err)
{
	struct unpacking unpacking = {
	    .archive = (struct postgres_archive *)archive, .id = id, .fd = fd};
	struct postgres_call call = {0};
	struct arena arena = {0};
	PGresult *rows;
	int result = 0;

	call_text(&call, id);
	rows = postgres_ask(unpacking.archive,
	    "SELECT key, bytes, sha256 FROM run WHERE id = $1", &call, err);
	if (rows == NULL)
		return -1;
	if (PQntuples(rows) > 0) {
		unpacking.key = row_whole(rows, 0, 0);
		unpacking.bytes = row_whole(rows, 0, 1);
		unpacking.sha256 = row_text(rows, 0, 2, &arena);
		result = unpack(&unpacking, err);
	}
	PQclear(rows);
	arena_release(&arena);
	return result;
}
