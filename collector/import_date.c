#include "collector/import_date.h"

#include <stddef.h>
#include <string.h>
#include <time.h>

/* int64_t ends in 2262. */
static const int64_t NS_SECONDS_MAX = 9223372036;

/* Moves *at behind a number of least to most digits. */
static bool
take_digits(const char **at, int least, int most, int64_t *value)
{
	int count = 0;

	*value = 0;
	for (; count < most && **at >= '0' && **at <= '9'; (*at)++, count++)
		*value = *value * 10 + (**at - '0');
	return count >= least;
}

static bool
take(const char **at, char c)
{
	if (**at != c)
		return false;
	(*at)++;
	return true;
}

/* Behind the point: its first nine digits count. */
static bool
take_fraction(const char **at, int64_t *ns)
{
	int64_t unit = 100000000, ignored;

	*ns = 0;
	if (!take(at, '.'))
		return true;
	if (**at < '0' || **at > '9')
		return false;
	for (; unit > 0 && **at >= '0' && **at <= '9'; unit /= 10)
		*ns += unit * (*(*at)++ - '0');
	return take_digits(at, 0, 30, &ignored);
}

static bool
parse_number(const char *text, int64_t *ns)
{
	size_t digits = strspn(text, "0123456789");
	int64_t whole, fraction, scale = 1000000000;
	const char *at = text;

	if (digits == 0 || digits > 19 || !take_digits(&at, 1, 18, &whole) ||
	    !take_fraction(&at, &fraction) || *at != '\0')
		return false;
	if (digits >= 18)
		scale = 1;
	else if (digits >= 15)
		scale = 1000;
	else if (digits >= 12)
		scale = 1000000;
	if (whole / (1000000000 / scale) >= NS_SECONDS_MAX)
		return false;
	*ns = whole * scale + fraction / (1000000000 / scale);
	return true;
}

static bool
take_day(const char **at, struct tm *day)
{
	int64_t year, month, date;
	char mark;

	if (!take_digits(at, 4, 4, &year))
		return false;
	mark = **at;
	if ((mark != '-' && mark != '.' && mark != '/') || !take(at, mark) ||
	    !take_digits(at, 1, 2, &month) || !take(at, mark) ||
	    !take_digits(at, 1, 2, &date))
		return false;
	day->tm_year = (int)year - 1900;
	day->tm_mon = (int)month - 1;
	day->tm_mday = (int)date;
	return true;
}

static bool
take_time(const char **at, struct tm *day, int64_t *fraction)
{
	int64_t hour, minute, second = 0;

	*fraction = 0;
	if (!take_digits(at, 1, 2, &hour) || !take(at, ':') ||
	    !take_digits(at, 2, 2, &minute))
		return false;
	if (take(at, ':') &&
	    (!take_digits(at, 2, 2, &second) || !take_fraction(at, fraction)))
		return false;
	if (hour > 23 || minute > 59 || second > 60)
		return false;
	day->tm_hour = (int)hour;
	day->tm_min = (int)minute;
	day->tm_sec = (int)second;
	return true;
}

/* Seconds to take away: "Z", "UTC", "+0100", "-05:30"; none is UTC. */
static bool
take_zone(const char **at, int64_t *seconds)
{
	int64_t hours, minutes = 0;
	bool is_west = **at == '-';

	*seconds = 0;
	if (**at == '\0' || strcmp(*at, "Z") == 0 || strcmp(*at, "UTC") == 0 ||
	    strcmp(*at, "GMT") == 0) {
		*at += strlen(*at);
		return true;
	}
	if ((!take(at, '+') && !take(at, '-')) ||
	    !take_digits(at, 2, 2, &hours))
		return false;
	take(at, ':');
	if (**at != '\0' && !take_digits(at, 2, 2, &minutes))
		return false;
	if (hours > 23 || minutes > 59)
		return false;
	*seconds = (hours * 60 + minutes) * 60 * (is_west ? -1 : 1);
	return true;
}

bool
import_date_parse(const char *text, int64_t *ns)
{
	const char *at = text;
	struct tm day = {0}, back;
	int64_t fraction = 0, zone = 0, seconds;
	time_t whole;
	int date;

	if (parse_number(text, ns))
		return true;
	if (!take_day(&at, &day))
		return false;
	date = day.tm_mday;
	if (*at == ' ' || *at == 'T') {
		at++;
		if (!take_time(&at, &day, &fraction))
			return false;
		take(&at, ' ');
	}
	if (!take_zone(&at, &zone) || *at != '\0' || day.tm_mon < 0 ||
	    day.tm_mon > 11 || date < 1 || date > 31)
		return false;
	whole = timegm(&day);
	/* The 31st of February is no date. */
	if (gmtime_r(&whole, &back) == NULL || back.tm_mday != day.tm_mday ||
	    day.tm_mday != date)
		return false;
	seconds = (int64_t)whole - zone;
	if (seconds < 0 || seconds >= NS_SECONDS_MAX)
		return false;
	*ns = seconds * 1000000000 + fraction;
	return true;
}
