#include "collector/own_metric.h"

#include <string.h>

#include "base/err.h"
#include "base/text.h"
#include "collector/key.h"
#include "collector/measure.h"
#include "collector/written_unit.h"

static bool
has_control(const char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text < 0x20 || *text == 0x7F)
			return true;
	return false;
}

static int
check_text(const struct node *node, const char *name, struct err *err)
{
	if (node_expect(node, NODE_TEXT, name, err) < 0)
		return -1;
	if (node->text[0] == '\0')
		return node_fail(node, err, "%s is empty", name);
	if (has_control(node->text))
		return node_fail(node, err,
		    "%s \"%.80s\" has control characters in it", name,
		    node->text);
	return 0;
}

static int
check_name(const struct node *node, struct err *err)
{
	static const char *const stats[] = {
	    ".median", ".mean", ".min", ".max", ".p90", ".p95", ".p99"};
	const char *name = node->text;
	size_t i;

	if (check_text(node, "metric", err) < 0)
		return -1;
	if (strchr(name, '/') != NULL)
		return node_fail(node, err,
		    "the metric \"%.80s\" must not have \"/\" in its name; "
		    "that is how metrics of steps are written",
		    name);
	if (metric_find(name) != NULL ||
	    strcmp(name, measure_file_size.name) == 0)
		return node_fail(node, err,
		    "\"%s\" is a metric of perfolio's own; choose another "
		    "name",
		    name);
	for (i = 0; i < sizeof stats / sizeof *stats; i++)
		if (text_ends_with(name, stats[i]))
			return node_fail(node, err,
			    "the metric \"%.80s\" must not end in \"%s\"; "
			    "that is how a statistic of it is written",
			    name, stats[i]);
	return 0;
}

static int
read_unit(const struct node *node, struct metric *metric, double *scale,
    struct err *err)
{
	const struct written_unit *known;

	metric->unit = "1";
	*scale = 1;
	if (node == NULL)
		return 0;
	if (check_text(node, "unit", err) < 0)
		return -1;
	metric->unit = node->text;
	known = written_unit_find(node->text, strlen(node->text));
	if (known == NULL || strcmp(known->base, "1") == 0)
		return 0;
	metric->unit = known->base;
	*scale = known->factor;
	return 0;
}

int
own_metric_read(const struct own_metric *written, struct metric *metric,
    double *scale, struct err *err)
{
	static const char *const words[] = {
	    [BETTER_LOWER] = "lower", [BETTER_HIGHER] = "higher"};
	int word = BETTER_LOWER;

	*metric = (struct metric){0};
	if (check_name(written->name, err) < 0 ||
	    read_unit(written->unit, metric, scale, err) < 0)
		return -1;
	if (written->better != NULL)
		word = key_read_word(written->better, "better", words, 2, err);
	if (word < 0)
		return -1;
	metric->name = written->name->text;
	metric->better = (enum better)word;
	return 0;
}
