#include "base/num.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bridge.h"

struct num_suffix {
	const char *text;
	double factor;
};

static size_t
print_whole(double value, char text[NUM_TEXT_BYTES])
{
	char digits[NUM_TEXT_BYTES];
	uint64_t rest = (uint64_t)fabs(value);
	size_t count = 0, length = 0;

	do
		digits[count++] = (char)('0' + rest % 10);
	while ((rest /= 10) != 0);
	if (value < 0)
		text[length++] = '-';
	while (count > 0)
		text[length++] = digits[--count];
	text[length] = '\0';
	return length;
}

size_t
num_print(double value, char text[NUM_TEXT_BYTES])
{
	if (fabs(value) < 9007199254740992.0 && value == floor(value) &&
	    !(value == 0 && signbit(value)))
		return print_whole(value, text);
	return bridge_print_double(value, text, NUM_TEXT_BYTES);
}

/* The number at the start of text, and where it ends; NULL if none. */
static const char *
leading_number(const char *text, double *value)
{
	char *end;
	const char *digits = text + (*text == '-' || *text == '+');

	/* strtod also takes hexadecimal, "inf", "nan" and leading space. */
	if (*digits != '.' && (*digits < '0' || *digits > '9'))
		return NULL;
	if (digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X'))
		return NULL;
	if (digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9')
		return NULL;
	*value = strtod(text, &end);
	return end == text || !isfinite(*value) ? NULL : end;
}

bool
num_parse(const char *text, double *value)
{
	const char *end = leading_number(text, value);

	return end != NULL && *end == '\0';
}

bool
num_parse_u64(const char *text, uint64_t *value)
{
	char *end;

	if (*text < '0' || *text > '9' || (text[0] == '0' && text[1] != '\0'))
		return false;
	errno = 0;
	*value = strtoull(text, &end, 10);
	return errno == 0 && *end == '\0';
}

static bool
parse_suffixed(const char *text, const struct num_suffix *suffixes,
    size_t count, double *value)
{
	const char *end = leading_number(text, value);
	size_t i;

	if (end == NULL)
		return false;
	if (*end == ' ')
		end++;
	for (i = 0; i < count; i++) {
		if (strcmp(end, suffixes[i].text) == 0) {
			*value *= suffixes[i].factor;
			return isfinite(*value);
		}
	}
	return false;
}

bool
num_parse_duration(const char *text, double *ns)
{
	static const struct num_suffix units[] = {{"ns", 1}, {"us", 1e3},
	    {"µs", 1e3}, {"μs", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"min", 60e9},
	    {"m", 60e9}, {"h", 3600e9}};

	return parse_suffixed(text, units, sizeof units / sizeof *units, ns);
}

bool
num_parse_size(const char *text, double *bytes)
{
	static const struct num_suffix units[] = {{"B", 1}, {"kB", 1e3},
	    {"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"TB", 1e12},
	    {"KiB", 1024.0}, {"MiB", 1048576.0}, {"GiB", 1073741824.0},
	    {"TiB", 1099511627776.0}};

	return parse_suffixed(text, units, sizeof units / sizeof *units, bytes);
}

bool
num_parse_percent(const char *text, double *fraction)
{
	static const struct num_suffix units[] = {{"%", 1}};

	if (!parse_suffixed(text, units, 1, fraction))
		return false;
	/* Not times 0.01, which makes 7 % a last bit too large. */
	*fraction /= 100;
	return true;
}
