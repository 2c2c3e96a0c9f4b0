#include "output/shell.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"

static bool
is_plain(const char *word)
{
	static const char safe[] = "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "0123456789_-./:=,+@%";

	return word[0] != '\0' && word[strspn(word, safe)] == '\0';
}

void
shell_add_word(struct buf *out, const char *word)
{
	if (is_plain(word)) {
		buf_add_string(out, word);
		return;
	}
	buf_add_char(out, '\'');
	for (; *word != '\0'; word++) {
		if (*word == '\'')
			buf_add_string(out, "'\\''");
		else
			buf_add_char(out, *word);
	}
	buf_add_char(out, '\'');
}

void
shell_add_command(struct buf *out, const char *const *argv, size_t count)
{
	size_t i;

	if (count == 3 && strcmp(argv[0], "sh") == 0 &&
	    strcmp(argv[1], "-c") == 0) {
		buf_add_string(out, argv[2]);
		return;
	}
	for (i = 0; i < count; i++) {
		if (i > 0)
			buf_add_char(out, ' ');
		shell_add_word(out, argv[i]);
	}
}

static void
add_escaped(struct buf *pattern, const char *text, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++) {
		if (strchr("\\^$.[]|()?*+{}", text[i]) != NULL)
			buf_add_char(pattern, '\\');
		buf_add_char(pattern, text[i]);
	}
}

void
shell_add_exact_pattern(struct buf *out, const char *text)
{
	struct buf pattern = {0};

	buf_add_char(&pattern, '^');
	add_escaped(&pattern, text, strlen(text));
	buf_add_char(&pattern, '$');
	shell_add_word(out, pattern.text);
	buf_release(&pattern);
}

void
shell_add_prefix_pattern(struct buf *out, const char *text, size_t length)
{
	struct buf pattern = {0};

	buf_add_char(&pattern, '^');
	add_escaped(&pattern, text, length);
	shell_add_word(out, pattern.text);
	buf_release(&pattern);
}
