#include "base/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/err.h"
#include "base/xalloc.h"

enum { REGEX_MATCH_LIMIT = 1000000 };

struct regex {
	pcre2_code *code;
	pcre2_match_data *match;
	pcre2_match_context *context;
};

struct regex *
regex_new(const char *pattern, struct err *err)
{
	PCRE2_UCHAR message[128];
	PCRE2_SIZE offset;
	int code;
	struct regex *regex = xcalloc(1, sizeof *regex);

	regex->code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
	    PCRE2_UTF, &code, &offset, NULL);
	if (regex->code == NULL) {
		pcre2_get_error_message(code, message, sizeof message);
		err_set(err, "pattern \"%s\", character %zu: %s", pattern,
		    (size_t)offset + 1, (const char *)message);
		free(regex);
		return NULL;
	}
	regex->match = pcre2_match_data_create_from_pattern(regex->code, NULL);
	regex->context = pcre2_match_context_create(NULL);
	pcre2_set_match_limit(regex->context, REGEX_MATCH_LIMIT);
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

int
regex_search(
    const struct regex *regex, const char *text, size_t length, struct err *err)
{
	PCRE2_UCHAR message[128];
	int code = pcre2_match(regex->code, (PCRE2_SPTR)text, length, 0, 0,
	    regex->match, regex->context);

	if (code >= 0)
		return 1;
	if (code == PCRE2_ERROR_NOMATCH)
		return 0;
	pcre2_get_error_message(code, message, sizeof message);
	return err_set(
	    err, "the pattern cannot be searched: %s", (const char *)message);
}
