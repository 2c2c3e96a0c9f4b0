#include "analysis/sentence.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"

enum { NAME_CHARACTERS = 100 };

/* From here on nobody reads digits. */
static const double HUGE_NUMBER = 1e9;

static const char *
take(struct arena *arena, struct buf *text)
{
	const char *copy = arena_strndup(arena, buf_text(text), text->length);

	buf_release(text);
	return copy;
}

/* Rounded to decimals, and without the zeros at their end. */
static void
add_short(struct buf *out, double value, int decimals)
{
	size_t start = out->length;

	unit_add_number(out, value, decimals);
	if (strchr(out->text + start, '.') == NULL)
		return;
	while (out->text[out->length - 1] == '0')
		out->length--;
	if (out->text[out->length - 1] == '.')
		out->length--;
	out->text[out->length] = '\0';
}

const char *
sentence_share(struct arena *arena, double share)
{
	double percent = 100 * share, size = fabs(percent);
	struct buf text = {0};

	if (size >= HUGE_NUMBER)
		buf_addf(&text, "%.3g", percent);
	else if (size >= 9.95 || size == 0)
		unit_add_number(&text, percent, 0);
	else if (size >= 0.05)
		unit_add_number(&text, percent, 1);
	else
		unit_add_number(&text, percent, unit_decimals(size));
	buf_add_string(&text, " %");
	return take(arena, &text);
}

const char *
sentence_value(struct arena *arena, const struct metric *metric, double value)
{
	const struct metric_entry *known = metric_find(metric->name);
	struct unit_scale scale = unit_scale_for(metric->unit, value);
	struct buf text = {0};

	if (known != NULL && known->kind == METRIC_KIND_RATE) {
		add_short(&text, 100 * value, unit_decimals_plain(100 * value));
		buf_add_string(&text, " %");
		return take(arena, &text);
	}
	value /= scale.divisor;
	if (fabs(value) >= HUGE_NUMBER || (value != 0 && fabs(value) < 1e-6))
		buf_addf(&text, "%.4g", value);
	else
		add_short(&text, value, unit_decimals_plain(value));
	if (scale.name[0] != '\0')
		buf_addf(&text, " %s", sentence_name(arena, scale.name));
	return take(arena, &text);
}

static void
add_signed(struct buf *text, double percent, int decimals)
{
	size_t start = text->length;

	unit_add_number(text, fabs(percent), decimals);
	if (text->text[start + strspn(text->text + start, "0.")] == '\0')
		return;
	text->length = start;
	text->text[start] = '\0';
	buf_add_char(text, percent < 0 ? '-' : '+');
	unit_add_number(text, fabs(percent), decimals);
}

static int
decimals_of_change(double percent, const struct interval *interval)
{
	double size = fabs(percent), half = 0;

	if (interval->exists)
		half = 50 * (interval->high - interval->low);
	size = fmax(size, half);
	if (size >= 9.95)
		return half > 0 && half < 0.95 ? 1 : 0;
	return size >= 0.05 || size == 0 ? 1 : unit_decimals(size);
}

const char *
sentence_change(
    struct arena *arena, double ratio, const struct interval *interval)
{
	double percent = 100 * (ratio - 1);
	int decimals = decimals_of_change(percent, interval);
	struct buf text = {0};

	if (ratio >= 2 || (interval->exists && interval->high >= HUGE_NUMBER))
		return sentence_factor(arena, ratio, interval);
	add_signed(&text, percent, decimals);
	buf_add_string(&text, " %");
	if (interval->exists && interval->low < interval->high) {
		buf_add_string(&text, " [");
		add_signed(&text, 100 * (interval->low - 1), decimals);
		buf_add_string(&text, ", ");
		add_signed(&text, 100 * (interval->high - 1), decimals);
		buf_add_char(&text, ']');
	}
	return take(arena, &text);
}

const char *
sentence_factor(
    struct arena *arena, double factor, const struct interval *interval)
{
	double half =
	    interval->exists ? (interval->high - interval->low) / 2 : 0;
	int decimals =
	    half > 0 ? unit_decimals(half) : unit_decimals_plain(factor);
	int most = unit_decimals_plain(factor);
	struct buf text = {0};

	if (factor >= HUGE_NUMBER || half >= HUGE_NUMBER) {
		buf_addf(&text, "%.3g×", factor);
		if (half > 0)
			buf_addf(&text, " [%.3g, %.3g]", interval->low,
			    interval->high);
		return take(arena, &text);
	}
	if (decimals > most)
		decimals = most;
	if (half > 0)
		unit_add_number(&text, factor, decimals);
	else
		add_short(&text, factor, decimals);
	buf_add_string(&text, "×");
	if (half > 0) {
		buf_add_string(&text, " [");
		unit_add_number(&text, interval->low, decimals);
		buf_add_string(&text, ", ");
		unit_add_number(&text, interval->high, decimals);
		buf_add_char(&text, ']');
	}
	return take(arena, &text);
}

const char *
sentence_name(struct arena *arena, const char *name)
{
	struct buf text = {0};

	text_printable(&text, name, NAME_CHARACTERS);
	return take(arena, &text);
}

const char *
sentence_list(struct arena *arena, const char *const *items, size_t count)
{
	size_t shown = count, i;
	struct buf text = {0};

	if (count > SENTENCE_LIST_MAX)
		shown = SENTENCE_LIST_MAX - 1;
	for (i = 0; i < shown; i++) {
		if (i > 0)
			buf_add_string(&text, i + 1 == count ? " and " : ", ");
		buf_add_string(&text, items[i]);
	}
	if (shown < count)
		buf_addf(&text, " and %zu more", count - shown);
	return take(arena, &text);
}

const char *
sentence_count(
    struct arena *arena, size_t count, const char *one, const char *many)
{
	return arena_printf(arena, "%zu %s", count, count == 1 ? one : many);
}
