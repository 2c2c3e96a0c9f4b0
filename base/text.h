/*
 * Text that came from outside: cleaning, escaping, comparing.
 *
 * Everything that enters perfolio is made valid UTF-8 once, at the door.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;

/* Adds text[0..length) with every invalid UTF-8 byte and NUL as U+FFFD. */
void text_clean(struct buf *out, const char *text, size_t length);

/* A cleaned copy. */
char *text_cleaned(struct arena *arena, const char *text, size_t length);

bool text_is_utf8(const char *text, size_t length);

/*
 * Adds text fit for a terminal or a message: control characters, line breaks
 * too, as \n, \t or \xNN, and at most max characters followed by "…".
 * max 0 is no limit.
 */
void text_printable(struct buf *out, const char *text, size_t max);

/* Adds text as a key or value of a case id: % , = / and control as %XX. */
void text_escape_id(struct buf *out, const char *text);

/* Adds text with only bytes below 0x20 and 0x7F as %XX: groups and names. */
void text_escape_control(struct buf *out, const char *text);

/* Characters (code points) of valid UTF-8 text. */
size_t text_characters(const char *text);

/*
 * The one of count candidates that word was probably meant to be: fewest
 * edits, at most a third of its length. NULL if none is near.
 */
const char *text_nearest(
    const char *word, const char *const *candidates, size_t count);

bool text_starts_with(const char *text, const char *prefix);
bool text_ends_with(const char *text, const char *suffix);

#endif
