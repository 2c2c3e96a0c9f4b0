#include "collector/limit.h"

#include <string.h>

#include "base/err.h"
#include "base/num.h"
#include "base/text.h"
#include "collector/key.h"

enum { LIMIT_TEXT_BYTES = 64 };

static const char *const examples[] = {
    [METRIC_KIND_DURATION] = "a duration like 50ms",
    [METRIC_KIND_SIZE] = "a size like 200MB",
    [METRIC_KIND_COUNT] = "a number like 1000",
    [METRIC_KIND_RATE] = "a share like 95%",
    [METRIC_KIND_THROUGHPUT] = "a rate like 1000 or 5MB/s",
};

/* A rate may be written as items or bytes, with or without "/s". */
static bool
parse_throughput(const char *text, double *value)
{
	char copy[LIMIT_TEXT_BYTES];
	size_t length = strlen(text);

	if (length >= sizeof copy)
		return false;
	memcpy(copy, text, length + 1);
	if (text_ends_with(copy, "/s"))
		copy[length - 2] = '\0';
	return num_parse(copy, value) || num_parse_size(copy, value);
}

static bool
parse_value(enum metric_kind kind, const char *text, double *value)
{
	switch (kind) {
	case METRIC_KIND_DURATION:
		return num_parse_duration(text, value) && *value > 0;
	case METRIC_KIND_SIZE:
		return num_parse_size(text, value) && *value > 0;
	case METRIC_KIND_COUNT:
		return num_parse(text, value) && *value >= 0;
	case METRIC_KIND_RATE:
		return (num_parse_percent(text, value) ||
			   num_parse(text, value)) &&
		       *value >= 0;
	case METRIC_KIND_THROUGHPUT:
		break;
	}
	return parse_throughput(text, value) && *value > 0;
}

static int
fail_value(
    const struct node *node, const struct metric_entry *entry, struct err *err)
{
	return node_fail(node, err, "\"%.80s\" is no limit for %s; write %s",
	    node->text, entry->metric.name, examples[entry->kind]);
}

int
limit_read_value(const struct node *node, const struct metric_entry *entry,
    double *value, struct err *err)
{
	if (node_expect(node, NODE_TEXT, "a limit", err) < 0)
		return -1;
	if (!parse_value(entry->kind, node->text, value))
		return fail_value(node, entry, err);
	return 0;
}

static int
read_range(const struct node *node, const struct metric_entry *entry,
    const char *dots, struct limit *limit, struct err *err)
{
	char low[LIMIT_TEXT_BYTES];
	size_t length = (size_t)(dots - node->text);

	if (length >= sizeof low)
		return fail_value(node, entry, err);
	memcpy(low, node->text, length);
	low[length] = '\0';
	limit->form = LIMIT_RANGE;
	if (!parse_value(entry->kind, low, &limit->value) ||
	    !parse_value(entry->kind, dots + 2, &limit->high))
		return node_fail(node, err,
		    "\"%.80s\" is no range for %s; each end must be %s",
		    node->text, entry->metric.name, examples[entry->kind]);
	if (limit->value >= limit->high)
		return node_fail(node, err,
		    "the range \"%.80s\" must go from low to high", node->text);
	return 0;
}

int
limit_read(const struct node *node, const struct metric_entry *entry,
    struct limit *limit, struct err *err)
{
	const char *text, *dots;

	if (node_expect(node, NODE_TEXT, "a limit", err) < 0)
		return -1;
	*limit = (struct limit){.form = LIMIT_PLAIN};
	text = node->text;
	dots = strstr(text, "..");
	if (dots != NULL)
		return read_range(node, entry, dots, limit, err);
	if (text_starts_with(text, ">="))
		limit->form = LIMIT_AT_LEAST;
	if (text_starts_with(text, "<="))
		limit->form = LIMIT_AT_MOST;
	if (limit->form != LIMIT_PLAIN)
		text += 2 + (text[2] == ' ');
	if (!parse_value(entry->kind, text, &limit->value))
		return fail_value(node, entry, err);
	return 0;
}

int
limit_read_unit_unknown(const struct node *node, const char *metric,
    struct limit *limit, enum metric_kind *kind, struct err *err)
{
	/* Plain numbers are counts, and so is the error. */
	static const enum metric_kind kinds[] = {METRIC_KIND_COUNT,
	    METRIC_KIND_DURATION, METRIC_KIND_SIZE, METRIC_KIND_RATE,
	    METRIC_KIND_THROUGHPUT, METRIC_KIND_COUNT};
	const size_t count = sizeof kinds / sizeof *kinds;
	struct metric_entry entry = {.metric = {.name = metric}};
	struct err tried;
	size_t i;

	for (i = 0; i < count; i++) {
		*kind = entry.kind = kinds[i];
		tried = (struct err){0};
		if (limit_read(
			node, &entry, limit, i + 1 < count ? &tried : err) == 0)
			return 0;
	}
	return -1;
}
