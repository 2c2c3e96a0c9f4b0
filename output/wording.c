#include "output/wording.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"

static const struct wording case_words[] = {
    [CASE_STATUS_NONE] = {"no outcome", "?", "warn"},
    [CASE_STATUS_PLANNED] = {"not started", "?", "warn"},
    [CASE_STATUS_OK] = {"ok", "✓", "good"},
    [CASE_STATUS_FAILED] = {"failed", "✗", "bad"},
    [CASE_STATUS_TIMEOUT] = {"timed out", "◷", "bad"},
    [CASE_STATUS_BLOCKED] = {"blocked", "■", "bad"},
    [CASE_STATUS_SKIPPED] = {"skipped", "–", "plain"},
    [CASE_STATUS_MISSING] = {"missing", "?", "bad"},
};

struct wording
wording_of_case(const struct result_case *item)
{
	struct wording wording = case_words[item->status];

	if (item->is_cut_short)
		return (struct wording){"cut short", "◒", "warn"};
	if (item->is_failure_allowed && strcmp(wording.tone, "bad") == 0)
		wording.tone = "warn";
	return wording;
}

struct wording
wording_of_verdict(enum result_verdict verdict)
{
	switch (verdict) {
	case RESULT_VERDICT_GO:
		return (struct wording){"GO", "✓", "good"};
	case RESULT_VERDICT_WARN:
		return (struct wording){"GO WITH WARNINGS", "!", "warn"};
	case RESULT_VERDICT_NO_GO:
		return (struct wording){"NO-GO", "✗", "bad"};
	case RESULT_VERDICT_NONE:
		break;
	}
	return (struct wording){"NO VERDICT", "–", "plain"};
}

struct wording
wording_of_note(enum note_level level)
{
	if (level == NOTE_WARNING)
		return (struct wording){"Warning", "!", "warn"};
	return (struct wording){"Note", "i", "plain"};
}

/* In the order of enum result_flag. */
static const struct wording_flag flags[RESULT_FLAG_COUNT] = {
    {"few samples",
	"Fewer than 6 samples: the interval is only the range "
	"of what was seen, at less than 95 % confidence.",
	"Raise the number of launches to 10 or more."},
    {"below 95 %", "The interval does not reach 95 % confidence.",
	"Raise the number of launches."},
    {"mean unreliable",
	"Severe outliers pull the mean away; the median stands.",
	"Read the median; look for other work on the machine."},
    {"autocorrelated",
	"Neighbouring samples resemble each other, so they say less than "
	"their number suggests. Within one launch the interval was widened "
	"for it; across launches it was not.",
	"See whether something drifted during the run; use more launches."},
    {"noisy", "Many samples lie far from the others.",
	"Close other programs, pin the case to a CPU, or measure on a "
	"quieter machine."},
    {"tail unresolved",
	"Too few samples beyond the upper percentiles to rely on them.",
	"Raise the number of launches if a percentile matters."},
    {"constant", "Every sample has the same value.", NULL},
    {"coarse clock",
	"The clock's step is large against the value, so digits are missing.",
	"Do more work in each launch."},
    {"single launch",
	"All samples come from one launch: differences between launches are "
	"not in the interval.",
	"Measure with several launches."},
    {"batch means",
	"Each value is a mean over many iterations, so there are no "
	"percentiles of single iterations.",
	NULL},
    {"drifting",
	"The values rose or fell from the first to the last: one number does "
	"not describe them, and their interval is too narrow.",
	"See the samples in order; warm up longer, or find what builds up "
	"from launch to launch."},
    {"several modes",
	"The values fall into separate groups: the median lies in one of them "
	"or between them.",
	"See the distribution; a second mode is often another path through "
	"the program, or another clock of the machine."},
    {"not exact",
	"A count that should repeat to the last digit differs between "
	"launches.",
	"Look for what differs: time, addresses, random numbers, the order of "
	"threads."},
    {"growing", "Memory grows from the first value to the last.",
	"See the samples in order; a leak grows without end, a cache levels "
	"out."},
};

const struct wording_flag wording_imprecise = {
    "less precise than asked for",
    "The launches or the time allowed came to an end before the interval was "
    "as narrow as asked for.",
    "Raise max_launches or max_time.",
};

static bool
is_known(double relative)
{
	return isfinite(relative) && relative > 0;
}

bool
wording_is_imprecise(const struct result_case *item)
{
	return is_known(item->precision) && item->stopped_by != NULL &&
	       (strcmp(item->stopped_by, "max") == 0 ||
		   strcmp(item->stopped_by, "time") == 0) &&
	       !(is_known(item->reached) && item->reached <= item->precision);
}

const char *
wording_reached(const struct result_case *item, struct arena *arena)
{
	if (!is_known(item->reached))
		return NULL;
	return arena_printf(arena, "± %.2g %%", 100 * item->reached);
}

unsigned
wording_flags(unsigned raised)
{
	if ((raised & RESULT_FLAG_FEW_SAMPLES) == 0)
		return raised;
	return raised & ~(unsigned)RESULT_FLAG_CI_BELOW_NOMINAL;
}

const struct wording_flag *
wording_of_flag(unsigned index)
{
	return &flags[index];
}

static void
add_count(struct buf *out, uint64_t count, const char *word)
{
	if (count != 0)
		buf_addf(out, ", %" PRIu64 " %s", count, word);
}

const char *
wording_summary(const struct result *result, struct arena *arena)
{
	const struct result_counts *counts = &result->counts;
	uint64_t failures = counts->failed + counts->timeout + counts->blocked;
	struct buf out = {0};
	const char *text;

	if (counts->cases == 0)
		return "There are no cases.";
	if (counts->ok == counts->cases)
		buf_addf(&out, "%s%" PRIu64 " case%s measured",
		    counts->cases == 1 ? "" : "All ", counts->cases,
		    counts->cases == 1 ? "" : "s");
	else
		buf_addf(&out, "%" PRIu64 " of %" PRIu64 " cases measured",
		    counts->ok, counts->cases);
	add_count(&out, counts->failed, "failed");
	add_count(&out, counts->timeout, "timed out");
	add_count(&out, counts->blocked, "blocked");
	if (failures != 0 && counts->allowed_failures == failures)
		buf_add_string(&out, " (allowed)");
	else if (counts->allowed_failures != 0)
		buf_addf(&out, " (%" PRIu64 " of them allowed)",
		    counts->allowed_failures);
	add_count(&out, counts->missing, "missing");
	add_count(&out, counts->skipped, "skipped");
	buf_add_char(&out, '.');
	if (result->finished == NULL)
		buf_add_string(&out, " The run was cut short.");
	text = arena_strndup(arena, out.text, out.length);
	buf_release(&out);
	return text;
}

const char *
wording_label(const char *name, struct arena *arena)
{
	static const struct pair labels[] = {{"cpu", "CPU"},
	    {"cpus", "Logical CPUs"}, {"os", "Operating system"},
	    {"libc", "C library"}, {"id", "Machine id"},
	    {"arch", "Architecture"}, {"vm", "Virtual machine"},
	    {"logical_cpus", "Logical CPUs"}, {"smt", "SMT"}, {"aslr", "ASLR"}};
	char *label;
	size_t i;

	for (i = 0; i < sizeof labels / sizeof *labels; i++)
		if (strcmp(labels[i].name, name) == 0)
			return labels[i].value;
	label = arena_strdup(arena, wording_line(name, arena));
	for (i = 0; label[i] != '\0'; i++)
		if (label[i] == '_')
			label[i] = ' ';
	if (label[0] >= 'a' && label[0] <= 'z')
		label[0] = (char)(label[0] - 'a' + 'A');
	return label;
}

/* The text itself if cleaning changed nothing. Takes cleaned. */
static const char *
fit(const char *text, struct buf *cleaned, struct arena *arena)
{
	const char *copy = text;

	if (strcmp(text, buf_text(cleaned)) != 0)
		copy = arena_strndup(arena, cleaned->text, cleaned->length);
	buf_release(cleaned);
	return copy;
}

const char *
wording_line(const char *text, struct arena *arena)
{
	struct buf out = {0};

	if (text == NULL)
		return NULL;
	text_printable(&out, text, 0);
	return fit(text, &out, arena);
}

const char *
wording_flat(const char *text, struct arena *arena)
{
	char *flat, *to;

	if (text == NULL || strpbrk(text, "\n\t\r") == NULL)
		return wording_line(text, arena);
	flat = to = arena_strdup(arena, text);
	for (; *text != '\0'; text++) {
		if (strchr(" \n\t\r", *text) == NULL)
			*to++ = *text;
		else if (to > flat && to[-1] != ' ')
			*to++ = ' ';
	}
	*to = '\0';
	return wording_line(flat, arena);
}

const char *
wording_block(const char *text, struct arena *arena)
{
	struct buf out = {0}, piece = {0};
	const char *rest = text;
	size_t length;

	if (text == NULL)
		return NULL;
	while (*rest != '\0') {
		length = strcspn(rest, "\n\t");
		buf_reset(&piece);
		buf_add(&piece, rest, length);
		if (rest[length] == '\n' && length > 0 &&
		    rest[length - 1] == '\r')
			piece.text[length - 1] = '\0';
		text_printable(&out, piece.text, 0);
		rest += length;
		if (*rest != '\0')
			buf_add_char(&out, *rest++);
	}
	buf_release(&piece);
	return fit(text, &out, arena);
}

/* Where the count-th character of text starts. */
static const char *
character_at(const char *text, size_t count)
{
	while (*text != '\0' && count > 0) {
		text++;
		while (((unsigned char)*text & 0xC0) == 0x80)
			text++;
		count--;
	}
	return text;
}

void
wording_list_add(struct wording_list *list, uint64_t count, const char *word)
{
	if (count == 0)
		return;
	buf_addf(list->out, "%s%" PRIu64 " %s",
	    list->has_begun ? list->separator : "", count, word);
	list->has_begun = true;
}

void
wording_cut(struct buf *out, const char *text, size_t max)
{
	size_t count = text_characters(text), head, tail;

	if (count <= max) {
		buf_add_string(out, text);
		return;
	}
	if (max == 0)
		return;
	head = max / 2;
	tail = max - 1 - head;
	buf_add(out, text, (size_t)(character_at(text, head) - text));
	buf_add_string(out, "…");
	buf_add_string(out, character_at(text, count - tail));
}
