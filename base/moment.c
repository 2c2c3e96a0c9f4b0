#include "base/moment.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

int64_t
moment_now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

uint64_t
moment_clock_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

void
moment_print(int64_t ns, char text[MOMENT_TEXT_BYTES])
{
	time_t seconds = (time_t)(ns / 1000000000);
	unsigned milliseconds = (unsigned)(ns % 1000000000 / 1000000);
	struct tm utc;
	size_t length;

	gmtime_r(&seconds, &utc);
	length = strftime(text, MOMENT_TEXT_BYTES, "%Y-%m-%dT%H:%M:%S", &utc);
	snprintf(
	    text + length, MOMENT_TEXT_BYTES - length, ".%03uZ", milliseconds);
}

void
moment_print_compact(int64_t ns, char text[MOMENT_TEXT_BYTES])
{
	time_t seconds = (time_t)(ns / 1000000000);
	struct tm utc;

	gmtime_r(&seconds, &utc);
	strftime(text, MOMENT_TEXT_BYTES, "%Y%m%dT%H%M%SZ", &utc);
}

static int
two_digits(const char *text)
{
	return (text[0] - '0') * 10 + text[1] - '0';
}

static bool
is_day(const char *text)
{
	int year = two_digits(text) * 100 + two_digits(text + 2);
	int month = two_digits(text + 5), day = two_digits(text + 8);
	bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	int days = month == 2 ? 28 + is_leap : 30 + (month + month / 8) % 2;

	return month >= 1 && month <= 12 && day >= 1 && day <= days;
}

bool
moment_is_text(const char *text)
{
	static const char form[] = "dddd-dd-ddTdd:dd";
	const char *at = text;
	size_t i, digits;

	if (text == NULL)
		return false;
	for (i = 0; form[i] != '\0'; i++, at++)
		if (form[i] == 'd' ? *at < '0' || *at > '9' : *at != form[i])
			return false;
	if (!is_day(text) || two_digits(text + 11) > 23 ||
	    two_digits(text + 14) > 59)
		return false;
	/* A leap second is 60. */
	if (at[0] == ':' && strspn(at + 1, "0123456789") == 2 &&
	    two_digits(at + 1) <= 60) {
		at += 3;
		digits = at[0] == '.' ? strspn(at + 1, "0123456789") : 0;
		at += digits == 0 ? 0 : digits + 1;
	}
	return at[0] == '\0' || strcmp(at, "Z") == 0;
}

void
moment_tidy(const char *text, char tidy[MOMENT_TEXT_BYTES])
{
	static const char least[] = "0000-00-00T00:00:00.000Z";
	size_t last = sizeof least - 2, given = strcspn(text, "Z");

	memcpy(tidy, least, sizeof least);
	memcpy(tidy, text, given < last ? given : last);
}
