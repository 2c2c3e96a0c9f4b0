#include "collector/launcher/said.h"

#include <string.h>
#include <unistd.h>

void
said_reset(struct said *said)
{
	said->head_count = said->tail_count = said->tail_at = 0;
}

static void
said_add(struct said *said, const char *bytes, size_t count)
{
	size_t room = sizeof said->head - said->head_count, i;

	if (room > count)
		room = count;
	memcpy(said->head + said->head_count, bytes, room);
	said->head_count += room;
	for (i = room; i < count; i++) {
		said->tail[said->tail_at] = bytes[i];
		said->tail_at = (said->tail_at + 1) % sizeof said->tail;
		if (said->tail_count < sizeof said->tail)
			said->tail_count++;
	}
}

/*
 * More reads than a full pipe needs: who writes faster than we read must not
 * keep us from looking at the clock.
 */
enum { SAID_READS = 64 };

void
said_read(struct said *said, int pipe)
{
	char bytes[65536];
	ssize_t count;
	int reads;

	for (reads = 0; reads < SAID_READS; reads++) {
		count = read(pipe, bytes, sizeof bytes);
		if (count <= 0)
			return;
		said_add(said, bytes, (size_t)count);
	}
}

static struct iovec
piece(const char *bytes, size_t count)
{
	return (struct iovec){(void *)(uintptr_t)bytes, count};
}

size_t
said_parts(const struct said *said, struct iovec parts[3])
{
	parts[0] = piece(said->head, said->head_count);
	parts[1] = piece(said->tail, said->tail_count);
	if (said->tail_count < sizeof said->tail)
		return 2;
	/* The ring is full: its oldest byte is at tail_at. */
	parts[1] = piece(
	    said->tail + said->tail_at, sizeof said->tail - said->tail_at);
	parts[2] = piece(said->tail, said->tail_at);
	return 3;
}
