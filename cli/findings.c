#include "cli/findings.h"

#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"

enum { LINE_CHARACTERS = 79, ADVICE_INDENT = 13, NAMES_SHOWN = 8 };

/* The findings of each group behind one another, in order of first sight. */
static const struct doctor_finding **
grouped(const struct doctor *doctor)
{
	size_t count = doctor->findings.count, filled = 0, i, j;
	const struct doctor_finding *items = doctor->findings.items;
	const struct doctor_finding **order =
	    xcalloc(count + 1, sizeof(struct doctor_finding *));

	for (i = 0; i < count; i++) {
		for (j = 0; j < i; j++)
			if (strcmp(items[j].group, items[i].group) == 0)
				break;
		if (j < i)
			continue;
		for (j = i; j < count; j++)
			if (strcmp(items[j].group, items[i].group) == 0)
				order[filled++] = &items[j];
	}
	return order;
}

static void
add_padded(struct buf *line, const char *text, size_t width)
{
	size_t characters = text_characters(text);

	buf_add_string(line, text);
	for (; characters < width; characters++)
		buf_add_char(line, ' ');
}

/* Words behind a margin, broken between them. */
static void
add_wrapped(struct buf *out, const char *text, int margin)
{
	size_t column = LINE_CHARACTERS, length;
	const char *word;

	for (word = text; *word != '\0'; word += length) {
		word += strspn(word, " ");
		length = strcspn(word, " ");
		if (column + 1 + length > LINE_CHARACTERS) {
			buf_addf(
			    out, "%s%*s", word == text ? "" : "\n", margin, "");
			column = (size_t)margin;
		} else {
			buf_add_char(out, ' ');
			column++;
		}
		buf_add(out, word, length);
		column += length;
	}
	buf_add_char(out, '\n');
}

static void
add_finding(struct buf *out, const struct doctor_finding *finding, size_t width)
{
	static const char *const marks[] = {
	    [DOCTOR_OK] = "✓ ok",
	    [DOCTOR_INFO] = "· info",
	    [DOCTOR_WARNING] = "! warning",
	};

	buf_add_string(out, "  ");
	add_padded(out, marks[finding->level], ADVICE_INDENT - 2);
	add_padded(out, finding->what, width + 2);
	buf_addf(out, "%s\n",
	    finding->value == NULL ? "not available" : finding->value);
	if (finding->advice != NULL)
		add_wrapped(out, finding->advice, ADVICE_INDENT);
}

static void
add_summary(
    struct buf *out, const struct doctor_finding *const *findings, size_t count)
{
	size_t warnings = 0, missing = 0, i;
	struct buf names = {0}, text = {0};

	for (i = 0; i < count; i++) {
		missing += findings[i]->value == NULL;
		if (findings[i]->level != DOCTOR_WARNING)
			continue;
		if (++warnings > NAMES_SHOWN)
			continue;
		if (warnings > 1)
			buf_add_string(&names, ", ");
		buf_add_string(&names, findings[i]->what);
	}
	if (warnings == 0)
		buf_add_string(&text, "Nothing was found that stands in the "
				      "way of small differences.");
	else
		buf_addf(&text,
		    "%zu thing%s to mend before small differences mean "
		    "anything: %s%s.",
		    warnings, warnings == 1 ? "" : "s", names.text,
		    warnings > NAMES_SHOWN ? ", …" : "");
	if (missing > 0)
		buf_addf(&text,
		    " Nothing is known of %zu that %s not available here.",
		    missing, missing == 1 ? "is" : "are");
	add_wrapped(out, text.text, 0);
	buf_release(&text);
	buf_release(&names);
}

void
findings_print(const struct doctor *doctor, FILE *out)
{
	const struct doctor_finding **findings = grouped(doctor);
	size_t count = doctor->findings.count, width = 0, i, characters;
	const char *group = "";
	struct buf text = {0};

	for (i = 0; i < count; i++) {
		characters = text_characters(findings[i]->what);
		if (characters > width)
			width = characters;
	}
	for (i = 0; i < count; i++) {
		if (strcmp(findings[i]->group, group) != 0)
			buf_addf(&text, "%s%s\n", i == 0 ? "" : "\n",
			    findings[i]->group);
		group = findings[i]->group;
		add_finding(&text, findings[i], width);
	}
	buf_add_char(&text, '\n');
	add_summary(&text, findings, count);
	fputs(text.text, out);
	buf_release(&text);
	free(findings);
}

void
findings_print_json(const struct doctor *doctor, FILE *out)
{
	const struct doctor_finding **findings = grouped(doctor);
	size_t count = doctor->findings.count, i;
	struct buf text = {0};
	cJSON *object;

	for (i = 0; i < count; i++) {
		object = cJSON_CreateObject();
		json_add_string(object, "group", findings[i]->group);
		json_add_string(object, "what", findings[i]->what);
		json_add_string(
		    object, "level", doctor_level_text(findings[i]->level));
		json_add_string(object, "value", findings[i]->value);
		json_add_string(object, "advice", findings[i]->advice);
		buf_add_string(&text, i == 0 ? "[\n" : ",\n");
		json_print(object, &text);
		cJSON_Delete(object);
	}
	buf_add_string(&text, count == 0 ? "[]\n" : "\n]\n");
	fputs(text.text, out);
	buf_release(&text);
	free(findings);
}
