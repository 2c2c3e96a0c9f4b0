#include "base/unit.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"

struct scale_step {
	const char *unit;
	double from; /* smallest absolute value shown in this step */
	struct unit_scale scale;
};

/* 999.6 µs would be printed as 1000 µs: from there on it is 1 ms. */
static const double ROUNDS_UP = 0.9995;

/* From large to small within a unit. */
static const struct scale_step steps[] = {
    {"ns", 1e9, {1e9, "s"}},
    {"ns", 1e6, {1e6, "ms"}},
    {"ns", 1e3, {1e3, "µs"}},
    {"ns", 0, {1, "ns"}},
    {"B", 1073741824.0, {1073741824.0, "GiB"}},
    {"B", 1048576.0, {1048576.0, "MiB"}},
    {"B", 1024.0, {1024.0, "KiB"}},
    {"B", 0, {1, "B"}},
    {"1", 1e9, {1e9, "G"}},
    {"1", 1e6, {1e6, "M"}},
    {"1", 1e3, {1e3, "k"}},
    {"1", 0, {1, ""}},
    {"1/s", 1e9, {1e9, "G/s"}},
    {"1/s", 1e6, {1e6, "M/s"}},
    {"1/s", 1e3, {1e3, "k/s"}},
    {"1/s", 0, {1, "/s"}},
    {"B/s", 1073741824.0, {1073741824.0, "GiB/s"}},
    {"B/s", 1048576.0, {1048576.0, "MiB/s"}},
    {"B/s", 1024.0, {1024.0, "KiB/s"}},
    {"B/s", 0, {1, "B/s"}},
};

const char *
better_text(enum better better)
{
	return better == BETTER_HIGHER ? "higher" : "lower";
}

struct unit_scale
unit_scale_for(const char *unit, double typical)
{
	size_t i;

	for (i = 0; i < sizeof steps / sizeof *steps; i++)
		if (strcmp(steps[i].unit, unit) == 0 &&
		    fabs(typical) >= steps[i].from * ROUNDS_UP)
			return steps[i].scale;
	return (struct unit_scale){1, unit};
}

int
unit_decimals(double half_width)
{
	int exponent;
	double leading;

	if (!(half_width > 0) || !isfinite(half_width))
		return 0;
	exponent = (int)floor(log10(half_width));
	leading = round(half_width * pow(10, 2 - exponent));
	if (leading < 355)
		return 1 - exponent;
	/* From 950 on it is the two digits of the next decade: 0.96 is 1.0. */
	return -exponent;
}

int
unit_decimals_plain(double value)
{
	int exponent;

	if (value == 0 || !isfinite(value))
		return 0;
	exponent = (int)floor(log10(fabs(value)));
	/* 9.9996 rounds to 10.00, which is in the next decade. */
	if (round(fabs(value) * pow(10, 3 - exponent)) >= 10000)
		exponent++;
	return 3 - exponent;
}

void
unit_add_number(struct buf *out, double value, int decimals)
{
	char text[400];
	double power;

	if (decimals < 0) {
		power = pow(10, -decimals);
		value = round(value / power) * power;
		decimals = 0;
	}
	snprintf(
	    text, sizeof text, "%.*f", decimals > 17 ? 17 : decimals, value);
	if (text[0] == '-' && strspn(text, "-0.") == strlen(text))
		buf_add_string(out, text + 1);
	else
		buf_add_string(out, text);
}
