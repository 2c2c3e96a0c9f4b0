#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

void
buf_reserve(struct buf *buf, size_t count)
{
	size_t wanted = buf->length + count + 1;

	if (wanted <= buf->capacity)
		return;
	if (wanted < buf->capacity * 2)
		wanted = buf->capacity * 2;
	if (wanted < 64)
		wanted = 64;
	buf->text = xrealloc(buf->text, wanted);
	buf->capacity = wanted;
	buf->text[buf->length] = '\0';
}

void
buf_add(struct buf *buf, const char *bytes, size_t count)
{
	buf_reserve(buf, count);
	if (count != 0)
		memcpy(buf->text + buf->length, bytes, count);
	buf->length += count;
	buf->text[buf->length] = '\0';
}

void
buf_add_string(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

void
buf_add_char(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void
buf_addf(struct buf *buf, const char *format, ...)
{
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	buf_reserve(buf, (size_t)length);
	va_start(args, format);
	vsnprintf(buf->text + buf->length, (size_t)length + 1, format, args);
	va_end(args);
	buf->length += (size_t)length;
}

const char *
buf_text(const struct buf *buf)
{
	return buf->text == NULL ? "" : buf->text;
}

void
buf_reset(struct buf *buf)
{
	buf->length = 0;
	if (buf->text != NULL)
		buf->text[0] = '\0';
}

char *
buf_detach(struct buf *buf)
{
	char *text = buf->text == NULL ? xstrdup("") : buf->text;

	*buf = (struct buf){0};
	return text;
}

void
buf_release(struct buf *buf)
{
	free(buf->text);
	*buf = (struct buf){0};
}
