/*
 * Base units and how they are shown.
 *
 * Everything is kept in base units ("ns", "B", "1", or a unit of the user's
 * own) and scaled only when it is printed for a person.
 */
#ifndef BASE_UNIT_H
#define BASE_UNIT_H

struct buf;

enum better {
	BETTER_LOWER,
	BETTER_HIGHER,
};

/* "lower" or "higher". */
const char *better_text(enum better better);

/* A display unit: shown = base / divisor. */
struct unit_scale {
	double divisor;
	const char *name; /* "ms"; "" for plain numbers */
};

/*
 * The display unit in which typical (base unit) has a mantissa in [1, 1000):
 * ns µs ms s; B KiB MiB GiB; k M G for "1"; those per second for "B/s" and
 * "1/s"; a user's own unit as it is.
 * name is static or the unit itself.
 */
struct unit_scale unit_scale_for(const char *unit, double typical);

/*
 * Decimals at which a half-width (already in display units) keeps the digits
 * that carry information: two up to a leading 354, one up to 949 (Particle
 * Data Group; GUM 7.2.6). Negative: round to tens, hundreds.
 */
int unit_decimals(double half_width);

/* Decimals for four significant digits, for values without uncertainty. */
int unit_decimals_plain(double value);

/* Adds a number rounded to decimals; "-0.0" becomes "0.0". */
void unit_add_number(struct buf *out, double value, int decimals);

#endif
