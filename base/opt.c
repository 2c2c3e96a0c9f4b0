#include "base/opt.h"

#include <string.h>

#include "base/err.h"
#include "base/num.h"
#include "base/text.h"

enum { OPT_MAX = 64 };

static const struct opt *
find_name(const struct opt *table, const char *name, size_t length)
{
	for (; table->name != NULL; table++)
		if (strlen(table->name) == length &&
		    strncmp(table->name, name, length) == 0)
			return table;
	return NULL;
}

static const struct opt *
find_letter(const struct opt *table, char letter)
{
	for (; table->name != NULL; table++)
		if (table->letter == letter)
			return table;
	return NULL;
}

static int
unknown(
    const struct opt *table, const char *word, size_t length, struct err *err)
{
	const char *names[OPT_MAX], *near;
	char name[64];
	size_t count = 0;

	for (; table->name != NULL && count < OPT_MAX; table++)
		names[count++] = table->name;
	snprintf(name, sizeof name, "%.*s", (int)length, word);
	near = text_nearest(name, names, count);
	if (near != NULL)
		return err_set(err,
		    "unknown option \"--%s\", did you mean \"--%s\"?", name,
		    near);
	return err_set(err, "unknown option \"--%s\"; see --help", name);
}

static int
store(const struct opt *opt, void *fields, const char *text, struct err *err)
{
	char *field = (char *)fields + opt->offset;
	struct opt_whole *whole;
	uint64_t number;

	switch (opt->type) {
	case OPT_FLAG:
		*(bool *)(void *)field = true;
		return 0;
	case OPT_TEXT:
		*(const char **)(void *)field = text;
		return 0;
	case OPT_LIST:
		vec_push((struct opt_list *)(void *)field, text);
		return 0;
	case OPT_WHOLE:
		if (!num_parse_u64(text, &number))
			return err_set(err,
			    "--%s: \"%s\" is not a whole number", opt->name,
			    text);
		whole = (void *)field;
		*whole = (struct opt_whole){true, number};
		return 0;
	case OPT_UNSUPPORTED:
		break;
	}
	return err_set(err, "--%s is not supported yet", opt->name);
}

/* The option's argument: behind "=", or the next word. */
static int
argument_of(const struct opt *opt, const char *attached, int *at, int argc,
    char **argv, const char **text, struct err *err)
{
	*text = attached;
	if (opt->argument == NULL) {
		if (attached != NULL)
			return err_set(err, "--%s takes no value", opt->name);
		return 0;
	}
	if (attached == NULL && *at + 1 < argc)
		*text = argv[++*at];
	if (*text == NULL)
		return err_set(err, "--%s needs %s", opt->name, opt->argument);
	return 0;
}

static int
parse_word(const struct opt *table, void *fields, int *at, int argc,
    char **argv, struct err *err)
{
	const char *word = argv[*at], *attached = NULL, *text;
	const struct opt *opt;
	size_t length;

	if (word[1] == '-') {
		length = strcspn(word + 2, "=");
		opt = find_name(table, word + 2, length);
		if (opt == NULL)
			return unknown(table, word + 2, length, err);
		if (word[2 + length] == '=')
			attached = word + 2 + length + 1;
	} else {
		opt = find_letter(table, word[1]);
		if (opt == NULL)
			return err_set(
			    err, "unknown option \"-%c\"; see --help", word[1]);
		if (word[2] != '\0')
			attached = word + 2;
	}
	if (argument_of(opt, attached, at, argc, argv, &text, err) < 0)
		return -1;
	return store(opt, fields, text, err);
}

int
opt_parse(const struct opt *table, void *fields, int *argc, char **argv,
    struct err *err)
{
	int at, kept = 1;

	for (at = 1; at < *argc && strcmp(argv[at], "--") != 0; at++) {
		if (argv[at][0] != '-' || argv[at][1] == '\0')
			argv[kept++] = argv[at];
		else if (parse_word(table, fields, &at, *argc, argv, err) < 0)
			return -1;
	}
	for (; at < *argc; at++)
		argv[kept++] = argv[at];
	argv[kept] = NULL;
	*argc = kept;
	return 0;
}

void
opt_help(const struct opt *table, FILE *out)
{
	char left[64];

	for (; table->name != NULL; table++) {
		if (table->type == OPT_UNSUPPORTED)
			continue;
		snprintf(left, sizeof left, "%c%c%s --%s %s",
		    table->letter == 0 ? ' ' : '-',
		    table->letter == 0 ? ' ' : table->letter,
		    table->letter == 0 ? " " : ",", table->name,
		    table->argument == NULL ? "" : table->argument);
		fprintf(out, "  %-28s %s\n", left, table->help);
	}
}
