#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

enum { ARENA_BLOCK_BYTES = 65536, ARENA_ALIGN = 16 };

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	_Alignas(ARENA_ALIGN) unsigned char bytes[];
};

static struct arena_block *
block_new(size_t size)
{
	struct arena_block *block = xcalloc(1, sizeof *block + size);

	block->size = size;
	return block;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	struct arena_block *head = arena->head, *block;
	void *memory;

	size = (size + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN;
	if (size > ARENA_BLOCK_BYTES / 4 && head != NULL) {
		/* A large piece gets its own block behind the current one. */
		block = block_new(size);
		block->used = size;
		block->next = head->next;
		head->next = block;
		return block->bytes;
	}
	if (head == NULL || head->size - head->used < size) {
		block = block_new(
		    size > ARENA_BLOCK_BYTES ? size : ARENA_BLOCK_BYTES);
		block->next = head;
		arena->head = head = block;
	}
	memory = head->bytes + head->used;
	head->used += size;
	return memory;
}

char *
arena_strndup(struct arena *arena, const char *text, size_t length)
{
	char *copy;

	if (text == NULL)
		return NULL;
	copy = arena_alloc(arena, length + 1);
	memcpy(copy, text, length);
	return copy;
}

char *
arena_strdup(struct arena *arena, const char *text)
{
	return text == NULL ? NULL : arena_strndup(arena, text, strlen(text));
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	int length;
	char *text;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	text = arena_alloc(arena, (size_t)length + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)length + 1, format, args);
	va_end(args);
	return text;
}

size_t
arena_bytes(const struct arena *arena)
{
	size_t bytes = 0;
	const struct arena_block *block;

	for (block = arena->head; block != NULL; block = block->next)
		bytes += sizeof *block + block->size;
	return bytes;
}

void
arena_reset(struct arena *arena)
{
	struct arena_block *kept = arena->head;
	struct arena rest;

	if (kept == NULL)
		return;
	rest.head = kept->next;
	arena_release(&rest);
	memset(kept->bytes, 0, kept->used);
	kept->used = 0;
	kept->next = NULL;
}

void
arena_release(struct arena *arena)
{
	struct arena_block *block, *next;

	for (block = arena->head; block != NULL; block = next) {
		next = block->next;
		free(block);
	}
	arena->head = NULL;
}
