#include "collector/written_unit.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/num.h"
#include "base/text.h"

enum { NUMBER_MAX_BYTES = 400, SHOWN_BYTES = 240, SHOWN_CHARACTERS = 60 };

struct named_unit {
	const char *name;
	struct written_unit unit;
};

static const struct named_unit units[] = {
    {"ns", {"ns", 1, 1}},
    {"us", {"ns", 1e3, 1}},
    {"µs", {"ns", 1e3, 1}}, /* micro sign */
    {"μs", {"ns", 1e3, 1}}, /* Greek mu */
    {"ms", {"ns", 1e6, 1}},
    {"s", {"ns", 1e9, 1}},
    {"min", {"ns", 60e9, 1}},
    {"h", {"ns", 3600e9, 1}},
    {"B", {"B", 1, 1}},
    {"kB", {"B", 1e3, 1}},
    {"KB", {"B", 1e3, 1}},
    {"MB", {"B", 1e6, 1}},
    {"GB", {"B", 1e9, 1}},
    {"TB", {"B", 1e12, 1}},
    {"KiB", {"B", 1024.0, 1}},
    {"MiB", {"B", 1048576.0, 1}},
    {"GiB", {"B", 1073741824.0, 1}},
    {"TiB", {"B", 1099511627776.0, 1}},
    {"k", {"1", 1e3, 1}},
    {"M", {"1", 1e6, 1}},
    {"G", {"1", 1e9, 1}},
    /* Not times 0.01, which makes 7 % a last bit too large. */
    {"%", {"1", 1, 100}},
};

static bool
is_text(const char *text, size_t length, const char *other)
{
	return strlen(other) == length && memcmp(text, other, length) == 0;
}

const struct written_unit *
written_unit_find(const char *text, size_t length)
{
	size_t i;

	for (i = 0; i < sizeof units / sizeof *units; i++)
		if (is_text(text, length, units[i].name))
			return &units[i].unit;
	return NULL;
}

/* "TEXT" of foreign bytes, cut, in quotes. */
static void
quote(struct buf *out, const char *text, size_t length)
{
	struct buf clean = {0};

	text_clean(&clean, text, length < SHOWN_BYTES ? length : SHOWN_BYTES);
	buf_add_char(out, '"');
	text_printable(out, buf_text(&clean), SHOWN_CHARACTERS);
	buf_add_char(out, '"');
	buf_release(&clean);
}

static int
fail_unit(const char *text, size_t length, const char *base,
    const struct written_unit *known, struct err *err)
{
	static const char *const units_text =
	    "known are ns us µs ms s min h, B kB MB GB TB KiB MiB GiB TiB, "
	    "k M G %";
	struct buf quoted = {0};

	quote(&quoted, text, length);
	if (known == NULL)
		err_set(err, "unknown unit %s; %s", quoted.text, units_text);
	else
		err_set(err,
		    "the unit %s is of another kind than the metric's, "
		    "which is kept in \"%.80s\"",
		    quoted.text, base);
	buf_release(&quoted);
	return -1;
}

int
written_unit_scale(const char *text, size_t length, const char *base,
    struct written_unit *unit, struct err *err)
{
	const struct written_unit *known = written_unit_find(text, length);
	const struct written_unit *prefix = NULL;
	bool is_own = strcmp(base, "ns") != 0 && strcmp(base, "B") != 0;

	*unit = (struct written_unit){base, 1, 1};
	if (is_text(text, length, base))
		return 0;
	if (known != NULL && strcmp(known->base, base) == 0) {
		*unit = *known;
		return 0;
	}
	if (is_own && length > 0 && strchr("kMG", *text) != NULL &&
	    (length == 1 || is_text(text + 1, length - 1, base)))
		prefix = written_unit_find(text, 1);
	if (prefix == NULL)
		return fail_unit(text, length, base, known, err);
	unit->factor = prefix->factor;
	return 0;
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

int
written_number(const char *text, size_t length, double *value, struct err *err)
{
	const char *whole = text;
	size_t whole_length = length, count = 0;
	char copy[NUMBER_MAX_BYTES + 2];
	struct buf quoted = {0};

	while (length > 0 && is_space(text[length - 1]))
		length--;
	while (length > 0 && is_space(*text)) {
		text++;
		length--;
	}
	if (length > 0 && (*text == '-' || *text == '+')) {
		copy[count++] = *text++;
		length--;
	}
	/* 007 is 7 here: nobody prints octal times. */
	while (length > 1 && *text == '0' && text[1] >= '0' && text[1] <= '9') {
		text++;
		length--;
	}
	if (length > 0 && length <= NUMBER_MAX_BYTES &&
	    memchr(text, '\0', length) == NULL) {
		memcpy(copy + count, text, length);
		copy[count + length] = '\0';
		if (num_parse(copy, value))
			return 0;
	}
	quote(&quoted, whole, whole_length);
	err_set(err, "%s is no number like 1234 or -1.5e3", quoted.text);
	buf_release(&quoted);
	return -1;
}

int
written_value(double number, const struct written_unit *unit, double *value,
    struct err *err)
{
	*value = number * unit->factor / unit->divisor;
	if (fabs(*value) <= WRITTEN_MAX)
		return 0;
	return err_set(
	    err, "%g is too large for a sample; 1e300 is the most", number);
}
