#include "base/moment.h"

#include <stdio.h>
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
