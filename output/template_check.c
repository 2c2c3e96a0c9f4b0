#include "output/template_check.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/text.h"
#include "output/marker.h"

enum {
	LISTS_DEEP = 5, /* what marker_expand can follow */
	KINDS = MARKER_OBJECTS + LISTS_DEEP,
	SECTIONS_DEEP = 64,
	INCLUDES_DEEP = 8,
	NAME_BYTES = 64,
	NAMES = 512 /* that a wrong one is compared with */
};

struct section {
	char name[NAME_BYTES];
	int line;
	bool is_list;
};

struct check {
	const struct template_source *sources;
	size_t source_count;
	const struct marker_kind *kinds[KINDS];
	size_t kind_count;
	struct section sections[SECTIONS_DEEP];
	size_t section_count;
	size_t include_count;
	/* Where it stands. */
	const char *path;
	int line;
	struct err *err;
};

static const struct template_source *
find_source(const struct check *check, const char *name)
{
	size_t i;

	for (i = 0; i < check->source_count; i++)
		if (strcmp(check->sources[i].name, name) == 0)
			return &check->sources[i];
	return NULL;
}

static bool
is_text(const struct check *check, const char *name)
{
	size_t i;

	for (i = 0; i < check->kind_count; i++)
		if (marker_find_text(check->kinds[i], name) != NULL)
			return true;
	return false;
}

static const struct marker_list *
find_list(const struct check *check, const char *name)
{
	const struct marker_list *list;
	size_t i;

	for (i = check->kind_count; i-- > 0;) {
		list = marker_find_list(check->kinds[i], name);
		if (list != NULL)
			return list;
	}
	return NULL;
}

static int
fail_unknown(const struct check *check, const char *name)
{
	const char *names[NAMES], *nearest;
	const struct marker_text *text;
	const struct marker_list *list;
	size_t i, count = 0;

	for (i = 0; i < check->kind_count; i++) {
		for (text = check->kinds[i]->texts;
		     text->name != NULL && count < NAMES; text++)
			names[count++] = text->name;
		for (list = check->kinds[i]->lists;
		     list->name != NULL && count < NAMES; list++)
			names[count++] = list->name;
	}
	nearest = text_nearest(name, names, count);
	if (nearest != NULL)
		return err_set(check->err,
		    "%s:%d: unknown marker \"%s\", did you mean \"%s\"?",
		    check->path, check->line, name, nearest);
	return err_set(check->err, "%s:%d: unknown marker \"%s\"", check->path,
	    check->line, name);
}

static int
open_section(struct check *check, const char *name)
{
	const struct marker_list *list = NULL;
	struct section *section;

	if (!is_text(check, name)) {
		list = find_list(check, name);
		if (list == NULL &&
		    !(text_starts_with(name, "ANY_") &&
			find_list(check, name + 4) != NULL) &&
		    !(text_starts_with(name, "NO_") &&
			(is_text(check, name + 3) ||
			    find_list(check, name + 3) != NULL)))
			return fail_unknown(check, name);
	}
	if (check->section_count == SECTIONS_DEEP ||
	    (list != NULL && check->kind_count == KINDS))
		return err_set(check->err,
		    "%s:%d: sections are nested too deep", check->path,
		    check->line);
	section = &check->sections[check->section_count++];
	snprintf(section->name, sizeof section->name, "%s", name);
	section->line = check->line;
	section->is_list = list != NULL;
	if (list != NULL)
		check->kinds[check->kind_count++] = list->kind;
	return 0;
}

/* below: how many sections were open where this file began. */
static int
close_section(struct check *check, const char *name, size_t below)
{
	const struct section *section;

	if (check->section_count == below)
		return err_set(check->err, "%s:%d: {{/%s}} closes nothing",
		    check->path, check->line, name);
	section = &check->sections[--check->section_count];
	if (strcmp(section->name, name) != 0)
		return err_set(check->err,
		    "%s:%d: {{/%s}} stands where {{/%s}} should (opened in "
		    "line %d)",
		    check->path, check->line, name, section->name,
		    section->line);
	check->kind_count -= section->is_list;
	return 0;
}

static int check_source(
    struct check *check, const struct template_source *source);

static int
include(struct check *check, const char *name)
{
	const char *path = check->path;
	int line = check->line, result;
	char file[NAME_BYTES + 4];
	const struct template_source *source;
	size_t i;

	for (i = 0; name[i] != '\0'; i++)
		file[i] = (char)(name[i] >= 'A' && name[i] <= 'Z'
				     ? name[i] - 'A' + 'a'
				     : name[i]);
	memcpy(file + i, ".tpl", 5);
	source = find_source(check, file);
	if (source == NULL)
		return err_set(check->err, "%s:%d: there is no %s to include",
		    path, line, file);
	if (check->include_count == INCLUDES_DEEP)
		return err_set(
		    check->err, "%s:%d: %s includes itself", path, line, file);
	check->include_count++;
	result = check_source(check, source);
	check->include_count--;
	check->path = path;
	check->line = line;
	return result;
}

static int
check_marker(struct check *check, const char *text, size_t length, size_t below)
{
	char name[NAME_BYTES];
	char sign = text[0];

	if (length == 0 || length >= sizeof name || sign == '=')
		return err_set(check->err, "%s:%d: {{%.*s}} is no marker",
		    check->path, check->line, (int)(length < 40 ? length : 40),
		    text);
	if (strchr("#/>", sign) != NULL) {
		text++;
		length--;
	} else {
		length = strcspn(text, ":}");
	}
	memcpy(name, text, length);
	name[length] = '\0';
	switch (sign) {
	case '#':
		return open_section(check, name);
	case '/':
		return close_section(check, name, below);
	case '>':
		name[strcspn(name, ":")] = '\0';
		return include(check, name);
	default:
		if (is_text(check, name) || strcmp(name, "BI_SPACE") == 0 ||
		    strcmp(name, "BI_NEWLINE") == 0)
			return 0;
		if (find_list(check, name) != NULL)
			return err_set(check->err,
			    "%s:%d: \"%s\" is a list: {{#%s}}…{{/%s}}",
			    check->path, check->line, name, name, name);
		return fail_unknown(check, name);
	}
}

static int
count_lines(const char *from, const char *to)
{
	int lines = 0;

	for (; from < to; from++)
		lines += *from == '\n';
	return lines;
}

static int
check_source(struct check *check, const struct template_source *source)
{
	const char *at = source->text, *marker, *end;
	size_t below = check->section_count;
	const struct section *section;

	check->path = source->path;
	check->line = 1;
	while ((marker = strstr(at, "{{")) != NULL) {
		check->line += count_lines(at, marker);
		end = strstr(marker, "}}");
		if (end == NULL)
			return err_set(check->err,
			    "%s:%d: {{ without }} behind it", check->path,
			    check->line);
		/* Comments and pragmas are ctemplate's. */
		if (marker[2] != '!' && marker[2] != '%' &&
		    check_marker(check, marker + 2, (size_t)(end - marker - 2),
			below) < 0)
			return -1;
		check->line += count_lines(marker, end);
		at = end + 2;
	}
	if (check->section_count == below)
		return 0;
	section = &check->sections[check->section_count - 1];
	return err_set(check->err, "%s:%d: {{#%s}} is never closed",
	    check->path, section->line, section->name);
}

int
template_check(const struct template_source *sources, size_t source_count,
    const char *name, const struct marker_kind *const *kinds, size_t kind_count,
    struct err *err)
{
	struct check check = {
	    .sources = sources,
	    .source_count = source_count,
	    .kind_count = kind_count,
	    .err = err,
	};
	const struct template_source *source = find_source(&check, name);

	if (source == NULL)
		return err_set(err, "%s: there is no such template", name);
	memcpy(check.kinds, kinds, kind_count * sizeof *kinds);
	return check_source(&check, source);
}
