#include "collector/otava_columns.h"

#include <string.h>

#include "base/err.h"
#include "base/num.h"
#include "collector/import_choice.h"
#include "collector/import_unit.h"

bool
otava_is_no_number(const char *text)
{
	static const char *const words[] = {
	    "nan", "NaN", "-nan", "inf", "-inf", "Infinity", "-Infinity"};
	size_t i;

	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i], text) == 0)
			return true;
	return false;
}

static enum otava_kind
kind_of(const char *wanted, const char *name)
{
	static const struct {
		const char *name;
		enum otava_kind kind;
	} known[] = {{"time", OTAVA_TIME}, {"commit", OTAVA_COMMIT},
	    {"branch", OTAVA_BRANCH}, {"version", OTAVA_VERSION},
	    {"run", OTAVA_LABEL}, {"run_id", OTAVA_LABEL},
	    {"build", OTAVA_LABEL}, {"test", OTAVA_LABEL}};
	size_t i;

	if (wanted != NULL && import_choice_has(wanted, name))
		return OTAVA_METRIC;
	for (i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i].name, name) == 0)
			return known[i].kind;
	return wanted == NULL ? OTAVA_OPEN : OTAVA_LABEL;
}

/* Its unit and direction, as far as the user says them. */
static void
make_metric(struct otava_columns *columns, struct otava_column *column)
{
	const struct import_options *options = columns->options;
	const char *unit =
	    import_choice_of(options->unit, column->name, &columns->arena);
	const char *better =
	    import_choice_of(options->better, column->name, &columns->arena);
	struct import_unit known =
	    import_unit_of(unit == NULL ? "1" : unit, &columns->arena);

	column->kind = OTAVA_METRIC;
	column->factor = known.factor;
	column->metric = (struct metric){
	    .name = column->name, .unit = known.unit, .better = known.better};
	if (better != NULL)
		column->metric.better =
		    *better == 'h' ? BETTER_HIGHER : BETTER_LOWER;
}

void
otava_columns_add(struct otava_columns *columns, const char *name)
{
	struct otava_column *column = vec_add(&columns->items);

	column->name = arena_strdup(&columns->arena, name);
	column->kind = kind_of(columns->options->metric, name);
	if (column->kind == OTAVA_METRIC)
		make_metric(columns, column);
}

/* Every column that the user names must be there. */
static int
check_wanted(const struct otava_columns *columns, struct err *err)
{
	const char *at = columns->options->metric, *name;
	size_t length, i;

	for (; at != NULL; at = at[length] == '\0' ? NULL : at + length + 1) {
		length = strcspn(at, ",");
		for (i = 0; i < columns->items.count; i++) {
			name = columns->items.items[i].name;
			if (strlen(name) == length &&
			    strncmp(name, at, length) == 0)
				break;
		}
		if (i == columns->items.count)
			return err_set(err,
			    "--metric: there is no column \"%.*s\"",
			    (int)length, at);
	}
	return 0;
}

int
otava_columns_check(const struct otava_columns *columns, struct err *err)
{
	const struct otava_column *items = columns->items.items;
	size_t i, j;

	if (!otava_columns_has(columns, OTAVA_TIME))
		return err_set(err,
		    "the first line must name the columns, and one of them "
		    "\"time\"");
	for (i = 0; i < columns->items.count; i++)
		for (j = 0; j < i; j++)
			if (strcmp(items[i].name, items[j].name) == 0)
				return err_set(err,
				    "the column \"%.80s\" is there twice",
				    items[i].name);
	return check_wanted(columns, err);
}

void
otava_columns_settle(
    struct otava_columns *columns, size_t index, const char *text)
{
	struct otava_column *column = &columns->items.items[index];
	double number;

	if (column->kind != OTAVA_OPEN || *text == '\0')
		return;
	if (num_parse(text, &number) || otava_is_no_number(text))
		make_metric(columns, column);
	else
		column->kind = OTAVA_LABEL;
}

bool
otava_columns_has(const struct otava_columns *columns, enum otava_kind kind)
{
	size_t i;

	for (i = 0; i < columns->items.count; i++)
		if (columns->items.items[i].kind == kind)
			return true;
	return false;
}

void
otava_columns_release(struct otava_columns *columns)
{
	vec_free(&columns->items);
	arena_release(&columns->arena);
}
