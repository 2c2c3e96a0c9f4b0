#include "base/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <string.h>

#include "base/err.h"
#include "base/text.h"
#include "base/xalloc.h"

enum {
	REGEX_MATCH_LIMIT = 1000000, /* steps from one place of the text */
	REGEX_HEAP_KIB = 256 << 10,
	/* Steps for a whole text, and how many characters are one more. */
	REGEX_STEPS = 10000000,
	REGEX_STEPS_PER_BYTE = 64,
	REGEX_STRIDE = 16
};

struct regex {
	pcre2_code *code;
	pcre2_match_data *match;
	pcre2_match_context *context;
	PCRE2_SPTR names; /* a number in two bytes and a name, each */
	uint32_t name_count, name_bytes, group_count;
};

/* Whether it has an option like (?i); it may say so without need. */
static bool
is_caseless(const char *pattern)
{
	const char *at = pattern;

	while ((at = strstr(at, "(?")) != NULL) {
		at += 2;
		if (memchr(at, 'i', strspn(at, "^-aimnsxJU")) != NULL)
			return true;
	}
	return false;
}

static pcre2_code *
compile(const char *pattern, struct err *err)
{
	/* Callouts count the steps: PCRE2's own limits start anew at every
	 * place of the text.
	 */
	uint32_t options = PCRE2_UTF | PCRE2_MULTILINE | PCRE2_AUTO_CALLOUT |
			   PCRE2_NEVER_BACKSLASH_C;
	PCRE2_UCHAR message[128];
	PCRE2_SIZE offset;
	pcre2_code *code;
	int fault;

	/* Else every match looks for both cases up to the end of the text. */
	if (is_caseless(pattern))
		options |= PCRE2_NO_START_OPTIMIZE;
	code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
	    options, &fault, &offset, NULL);
	if (code != NULL)
		return code;
	pcre2_get_error_message(fault, message, sizeof message);
	err_set(err, "pattern \"%.400s\", character %zu: %s", pattern,
	    (size_t)offset + 1, (const char *)message);
	return NULL;
}

struct regex *
regex_new(const char *pattern, struct err *err)
{
	pcre2_code *code = compile(pattern, err);
	struct regex *regex;

	if (code == NULL)
		return NULL;
	regex = xcalloc(1, sizeof *regex);
	regex->code = code;
	regex->match = pcre2_match_data_create_from_pattern(code, NULL);
	regex->context = pcre2_match_context_create(NULL);
	pcre2_set_match_limit(regex->context, REGEX_MATCH_LIMIT);
	pcre2_set_depth_limit(regex->context, REGEX_MATCH_LIMIT);
	pcre2_set_heap_limit(regex->context, REGEX_HEAP_KIB);
	pcre2_pattern_info(code, PCRE2_INFO_NAMETABLE, &regex->names);
	pcre2_pattern_info(code, PCRE2_INFO_NAMECOUNT, &regex->name_count);
	pcre2_pattern_info(code, PCRE2_INFO_NAMEENTRYSIZE, &regex->name_bytes);
	pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &regex->group_count);
	return regex;
}

void
regex_free(struct regex *regex)
{
	if (regex == NULL)
		return;
	pcre2_match_context_free(regex->context);
	pcre2_match_data_free(regex->match);
	pcre2_code_free(regex->code);
	free(regex);
}

uint32_t
regex_group_count(const struct regex *regex)
{
	return regex->group_count;
}

/* The name of an entry of the table, and the number of its group. */
static const char *
entry_name(const struct regex *regex, uint32_t entry, uint32_t *number)
{
	PCRE2_SPTR at = regex->names + (size_t)entry * regex->name_bytes;

	*number = (uint32_t)at[0] << 8 | at[1];
	return (const char *)at + 2;
}

bool
regex_has_name(const struct regex *regex, const char *name)
{
	uint32_t number, i;

	for (i = 0; i < regex->name_count; i++)
		if (strcmp(entry_name(regex, i, &number), name) == 0)
			return true;
	return false;
}

const char *
regex_group_name(const struct regex *regex, uint32_t number)
{
	const char *name;
	uint32_t of, i;

	for (i = 0; i < regex->name_count; i++) {
		name = entry_name(regex, i, &of);
		if (of == number)
			return name;
	}
	return NULL;
}

void
regex_walk_init(struct regex_walk *walk, const struct regex *regex,
    const char *text, size_t length)
{
	*walk = (struct regex_walk){
	    .regex = regex, .text = length == 0 ? "" : text, .length = length};
	/* Checked once here, not by PCRE2 at every match. */
	if (!text_is_utf8(text, length)) {
		text_clean(&walk->clean, text, length);
		walk->text = buf_text(&walk->clean);
		walk->length = walk->clean.length;
	}
	walk->steps_left =
	    REGEX_STEPS + (uint64_t)walk->length * REGEX_STEPS_PER_BYTE;
}

static int
count_step(pcre2_callout_block *block, void *data)
{
	struct regex_walk *walk = data;
	size_t at = block->current_position, moved;
	uint64_t cost;

	moved = at > walk->seen ? at - walk->seen : walk->seen - at;
	walk->seen = at;
	cost = 1 + moved / REGEX_STRIDE;
	if (cost > walk->steps_left)
		return PCRE2_ERROR_MATCHLIMIT;
	walk->steps_left -= cost;
	return 0;
}

static int
fail(int code, struct err *err)
{
	PCRE2_UCHAR message[128];

	if (code == PCRE2_ERROR_MATCHLIMIT || code == PCRE2_ERROR_DEPTHLIMIT ||
	    code == PCRE2_ERROR_HEAPLIMIT)
		return err_set(err,
		    "the pattern is too costly on this text (match limit)");
	pcre2_get_error_message(code, message, sizeof message);
	return err_set(
	    err, "the pattern cannot be searched: %s", (const char *)message);
}

static int
match_at(struct regex_walk *walk, uint32_t options)
{
	const struct regex *regex = walk->regex;

	walk->seen = walk->at;
	pcre2_set_callout(regex->context, count_step, walk);
	return pcre2_match(regex->code, (PCRE2_SPTR)walk->text, walk->length,
	    walk->at, options | PCRE2_NO_UTF_CHECK, regex->match,
	    regex->context);
}

int
regex_walk_next(struct regex_walk *walk, struct err *err)
{
	const PCRE2_SIZE *ends;
	int code = PCRE2_ERROR_NOMATCH;

	/* Behind an empty match: one that is not, else a character on. */
	if (walk->is_empty) {
		code = match_at(walk, PCRE2_NOTEMPTY_ATSTART | PCRE2_ANCHORED);
		if (code == PCRE2_ERROR_NOMATCH) {
			if (walk->at >= walk->length)
				return 0;
			do
				walk->at++;
			while (walk->at < walk->length &&
			       (walk->text[walk->at] & 0xC0) == 0x80);
		}
	}
	if (code == PCRE2_ERROR_NOMATCH)
		code = match_at(walk, 0);
	if (code == PCRE2_ERROR_NOMATCH)
		return 0;
	if (code < 0)
		return fail(code, err);
	ends = pcre2_get_ovector_pointer(walk->regex->match);
	walk->at = ends[1];
	walk->is_empty = ends[0] == ends[1];
	return 1;
}

bool
regex_walk_group(
    const struct regex_walk *walk, uint32_t number, struct regex_span *span)
{
	const PCRE2_SIZE *ends =
	    pcre2_get_ovector_pointer(walk->regex->match) + 2 * (size_t)number;

	if (number > walk->regex->group_count || ends[0] == PCRE2_UNSET)
		return false;
	*span = (struct regex_span){walk->text + ends[0], ends[1] - ends[0]};
	return true;
}

bool
regex_walk_named(
    const struct regex_walk *walk, const char *name, struct regex_span *span)
{
	uint32_t number, i;

	for (i = 0; i < walk->regex->name_count; i++)
		if (strcmp(entry_name(walk->regex, i, &number), name) == 0 &&
		    regex_walk_group(walk, number, span))
			return true;
	return false;
}

void
regex_walk_release(struct regex_walk *walk)
{
	buf_release(&walk->clean);
}

int
regex_search(
    const struct regex *regex, const char *text, size_t length, struct err *err)
{
	struct regex_walk walk;
	int result;

	regex_walk_init(&walk, regex, text, length);
	result = regex_walk_next(&walk, err);
	regex_walk_release(&walk);
	return result;
}
