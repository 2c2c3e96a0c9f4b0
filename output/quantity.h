/*
 * How the numbers of one row are shown: one unit, one number of decimals.
 *
 * The unit follows from the median. The decimals follow from the half-width
 * of its interval, so that a number and its uncertainty share their digits
 * (base/unit.h); without an interval four significant digits are shown.
 */
#ifndef OUTPUT_QUANTITY_H
#define OUTPUT_QUANTITY_H

#include "analysis/result.h"

struct arena;

struct quantity {
	struct unit_scale scale;
	int decimals; /* negative: round to tens, hundreds */
};

/* From the median of a metric that was measured, and its interval. */
struct quantity quantity_of(const struct result_metric *metric);

/* For a single number without an uncertainty. */
struct quantity quantity_plain(const char *unit, double value);

/* "12.34": value, in the base unit, scaled and without its unit. */
const char *quantity_number(
    const struct quantity *quantity, double value, struct arena *arena);

/* "12.34 ms". */
const char *quantity_text(
    const struct quantity *quantity, double value, struct arena *arena);

/*
 * What stands behind the median: "± 0.05" where the arms of the interval are
 * alike (larger/smaller < 1.25), else "[11.9, 13.4]", with " at 87.5 %"
 * where the confidence is below 95 %. NULL without an interval.
 */
const char *quantity_interval(const struct quantity *quantity,
    const struct summary *summary, struct arena *arena);

/* part/whole as "1.2 %", "< 0.1 %"; NULL if whole is 0. */
const char *quantity_percent(double part, double whole, struct arena *arena);

/* A share of something as "41 %"; below 10 % with one decimal. */
const char *quantity_share(double share, struct arena *arena);

/*
 * For a ratio and its interval; they share their digits as above. One without
 * width (low == high) has four.
 */
struct quantity quantity_of_ratio(
    double ratio, const struct interval *interval);

/*
 * For a change in percent and its interval: one decimal below 10, else none;
 * as many as it takes where both are below 0.05.
 */
struct quantity quantity_of_change(
    double percent, const struct interval *interval);

/* "+31", "-4.2", "0.0". */
const char *quantity_signed(
    const struct quantity *quantity, double value, struct arena *arena);

/* "0.012", "< 0.001"; NULL where it is not known. */
const char *quantity_p(double p, struct arena *arena);

#endif
