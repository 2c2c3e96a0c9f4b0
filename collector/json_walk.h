/*
 * JSON text walked member by member, so that a large file never is one tree.
 *
 * A span is one value within a text that ends in NUL and outlives it. Walking
 * looks at brackets and quotes alone: whether a value is valid JSON shows when
 * its span is parsed.
 */
#ifndef COLLECTOR_JSON_WALK_H
#define COLLECTOR_JSON_WALK_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct err;

/*
 * length 0: absent. A value that the end of the text cuts short has the NUL
 * for its last byte: it can be walked up to there, but not parsed.
 */
struct json_span {
	char *text;
	size_t length;
};

struct json_walk {
	char *at, *end;
	char close; /* "}" or "]" */
	bool is_begun;
};

/*
 * A file's text, in valid UTF-8 and without a byte-order mark; never NULL when
 * the result is 0.
 */
int json_walk_read(const char *path, struct buf *text, struct err *err);

/*
 * What Python writes though JSON has no word for it, made a string of the same
 * length: NaN becomes "N", -NaN "-N", Infinity "Infini", -Infinity "-Infini".
 */
extern const char JSON_WALK_NAN[], JSON_WALK_INFINITY[];
void json_walk_mend(char *text);

/* The value at the start of text; *after is what follows. */
int json_walk_whole(
    char *text, struct json_span *whole, char **after, struct err *err);

/* The same for one that may be cut short; *after is then its NUL. */
struct json_span json_walk_cut(char *text, char **after);

/* open is "{" or "["; -1: what names something that is none. */
int json_walk_begin(struct json_walk *walk, struct json_span whole, char open,
    const char *what, struct err *err);

/*
 * 1: the next value, and for objects its key, quotes included; 0: the end;
 * -1: not JSON.
 */
int json_walk_next(struct json_walk *walk, struct json_span *key,
    struct json_span *value, struct err *err);

bool json_span_is(struct json_span key, const char *name);

/* The tree of the value; NULL with the reason in err. */
cJSON *json_span_parse(struct json_span span, struct err *err);

/* The text of a key or string, in arena; NULL with the reason in err. */
const char *json_span_string(
    struct json_span span, struct arena *arena, struct err *err);

/* The line, from 1, in which at stands. */
size_t json_walk_line(const char *text, const char *at);

#endif
