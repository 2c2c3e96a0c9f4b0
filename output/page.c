#include "output/page.h"

#include <string.h>

#include "base/bridge.h"
#include "base/buf.h"
#include "base/err.h"
#include "output/assets.h"
#include "output/folder.h"

/* Frame, view, page, then lists in lists: templates that go deeper stay. */
enum { SCOPE_DEPTH = 8 };

/* Where a marker's text stands in its struct. */
struct field {
	const char *name;
	size_t offset;
};

/* Where a section's list stands in its struct, and what its items are. */
struct section {
	const char *name;
	size_t offset;
	size_t item_bytes;
	const struct kind *kind;
};

/* The names of one struct of the view; both tables end with a zeroed entry. */
struct kind {
	const struct field *fields;
	const struct section *sections;
};

/* How every VIEW_LIST lies in memory. */
struct any_list {
	const void *items;
	size_t count;
};

static const struct section no_sections[] = {{0}};

static const struct field fact_fields[] = {
    {"NAME", offsetof(struct view_fact, name)},
    {"VALUE", offsetof(struct view_fact, value)},
    {0},
};
static const struct kind fact_kind = {fact_fields, no_sections};

static const struct field line_fields[] = {
    {"TEXT", offsetof(struct view_line, text)},
    {0},
};
static const struct kind line_kind = {line_fields, no_sections};

static const struct field note_fields[] = {
    {"LEVEL", offsetof(struct view_note, level.word)},
    {"SIGN", offsetof(struct view_note, level.sign)},
    {"TONE", offsetof(struct view_note, level.tone)},
    {"ID", offsetof(struct view_note, id)},
    {"TEXT", offsetof(struct view_note, text)},
    {"ADVICE", offsetof(struct view_note, advice)},
    {0},
};
static const struct kind note_kind = {note_fields, no_sections};

static const struct field trouble_fields[] = {
    {"ID", offsetof(struct view_trouble, id.text)},
    {"WHOLE_ID", offsetof(struct view_trouble, id.whole)},
    {"STATUS", offsetof(struct view_trouble, status.word)},
    {"SIGN", offsetof(struct view_trouble, status.sign)},
    {"TONE", offsetof(struct view_trouble, status.tone)},
    {"ALLOWED", offsetof(struct view_trouble, allowed)},
    {"MESSAGE", offsetof(struct view_trouble, message)},
    {"LAUNCHES", offsetof(struct view_trouble, launches)},
    {"COMMAND", offsetof(struct view_trouble, command)},
    {"FOLDER", offsetof(struct view_trouble, folder)},
    {"OWNER", offsetof(struct view_trouble, owner)},
    {"VERIFY", offsetof(struct view_trouble, verify)},
    {0},
};
static const struct section trouble_sections[] = {
    {"ID_PARTS", offsetof(struct view_trouble, id.parts),
	sizeof(struct view_line), &line_kind},
    {0},
};
static const struct kind trouble_kind = {trouble_fields, trouble_sections};

static const struct field remark_fields[] = {
    {"WORD", offsetof(struct view_remark, word)},
    {"SENTENCE", offsetof(struct view_remark, sentence)},
    {"ADVICE", offsetof(struct view_remark, advice)},
    {"CASES", offsetof(struct view_remark, cases)},
    {0},
};
static const struct kind remark_kind = {remark_fields, no_sections};

/* The most frequent first: they are looked up once a cell. */
static const struct field row_fields[] = {
    {"MEDIAN", offsetof(struct view_row, median.text)},
    {"MEDIAN_SHIFT", offsetof(struct view_row, median.shift)},
    {"INTERVAL", offsetof(struct view_row, interval.text)},
    {"INTERVAL_SHIFT", offsetof(struct view_row, interval.shift)},
    {"UNIT", offsetof(struct view_row, unit)},
    {"MIN", offsetof(struct view_row, min.text)},
    {"MIN_SHIFT", offsetof(struct view_row, min.shift)},
    {"P95", offsetof(struct view_row, p95.text)},
    {"P95_SHIFT", offsetof(struct view_row, p95.shift)},
    {"MAX", offsetof(struct view_row, max.text)},
    {"MAX_SHIFT", offsetof(struct view_row, max.shift)},
    {"SPREAD", offsetof(struct view_row, spread)},
    {"SAMPLES", offsetof(struct view_row, samples)},
    {"LAUNCHES", offsetof(struct view_row, launches)},
    {"RSS", offsetof(struct view_row, rss)},
    {"ID", offsetof(struct view_row, id.text)},
    {"WHOLE_ID", offsetof(struct view_row, id.whole)},
    {"METRIC", offsetof(struct view_row, metric)},
    {"STATUS", offsetof(struct view_row, status.word)},
    {"SIGN", offsetof(struct view_row, status.sign)},
    {"TONE", offsetof(struct view_row, status.tone)},
    {"REMARKS", offsetof(struct view_row, remarks)},
    {"MESSAGE", offsetof(struct view_row, message)},
    {0},
};
static const struct section row_sections[] = {
    {"ID_PARTS", offsetof(struct view_row, id.parts), sizeof(struct view_line),
	&line_kind},
    {0},
};
static const struct kind row_kind = {row_fields, row_sections};

static const struct field other_fields[] = {
    {"ID", offsetof(struct view_other, id.text)},
    {0},
};
static const struct section other_sections[] = {
    {"ID_PARTS", offsetof(struct view_other, id.parts),
	sizeof(struct view_line), &line_kind},
    {"CELLS", offsetof(struct view_other, cells), sizeof(struct view_line),
	&line_kind},
    {0},
};
static const struct kind other_kind = {other_fields, other_sections};

static const struct field page_fields[] = {
    {"FILE", offsetof(struct view_page, file)},
    {"NUMBER", offsetof(struct view_page, number)},
    {"RANGE", offsetof(struct view_page, range)},
    {"PREVIOUS", offsetof(struct view_page, previous)},
    {"NEXT", offsetof(struct view_page, next)},
    {0},
};
static const struct section page_sections[] = {
    {"ROWS", offsetof(struct view_page, rows), sizeof(struct view_row),
	&row_kind},
    {"OTHERS", offsetof(struct view_page, others), sizeof(struct view_other),
	&other_kind},
    {0},
};
static const struct kind page_kind = {page_fields, page_sections};

static const struct field view_fields[] = {
    {"TITLE", offsetof(struct view, title)},
    {"VERDICT", offsetof(struct view, verdict.word)},
    {"VERDICT_SIGN", offsetof(struct view, verdict.sign)},
    {"VERDICT_TONE", offsetof(struct view, verdict.tone)},
    {"SUMMARY", offsetof(struct view, summary)},
    {"EXPLANATION", offsetof(struct view, explanation)},
    {"CARRIED", offsetof(struct view, carried)},
    {"HAS_MANY_METRICS", offsetof(struct view, has_many_metrics)},
    {"ONE_METRIC", offsetof(struct view, metric)},
    {"MORE_TROUBLES", offsetof(struct view, more_troubles)},
    {"DIRTY", offsetof(struct view, dirty)},
    {"TOOL", offsetof(struct view, tool)},
    {"SUITE_TEXT", offsetof(struct view, suite_text)},
    {"SHA256", offsetof(struct view, sha256)},
    {0},
};
static const struct section view_sections[] = {
    {"FACTS", offsetof(struct view, facts), sizeof(struct view_fact),
	&fact_kind},
    {"NOTES", offsetof(struct view, notes), sizeof(struct view_note),
	&note_kind},
    {"TROUBLES", offsetof(struct view, troubles), sizeof(struct view_trouble),
	&trouble_kind},
    {"PAGES", offsetof(struct view, pages), sizeof(struct view_page),
	&page_kind},
    {"OTHER_NAMES", offsetof(struct view, other_names),
	sizeof(struct view_line), &line_kind},
    {"REMARK_LIST", offsetof(struct view, remarks), sizeof(struct view_remark),
	&remark_kind},
    {"MACHINE", offsetof(struct view, machine), sizeof(struct view_fact),
	&fact_kind},
    {"ENVIRONMENT", offsetof(struct view, environment),
	sizeof(struct view_fact), &fact_kind},
    {"COMMANDS", offsetof(struct view, commands), sizeof(struct view_line),
	&line_kind},
    {"METHODS", offsetof(struct view, methods), sizeof(struct view_fact),
	&fact_kind},
    {0},
};
static const struct kind view_kind = {view_fields, view_sections};

/* What no struct of the view holds. */
struct frame {
	const char *style;
};
static const struct field frame_fields[] = {
    {"STYLE", offsetof(struct frame, style)},
    {0},
};
static const struct kind frame_kind = {frame_fields, no_sections};

/* A place in the template; those around it stand before it in the array. */
struct scope {
	const struct kind *kind;
	const void *object;
	bool is_outermost, is_innermost; /* of the array */
};

static const char *
field_text(const struct scope *scope, const struct field *field)
{
	const char *text;

	memcpy(&text, (const char *)scope->object + field->offset, sizeof text);
	return text;
}

/* The innermost scope that has the field, NULL if none has. */
static const struct scope *
find_field(
    const struct scope *scope, const char *name, const struct field **field)
{
	for (;; scope--) {
		for (*field = scope->kind->fields; (*field)->name != NULL;
		     (*field)++)
			if (strcmp((*field)->name, name) == 0)
				return scope;
		if (scope->is_outermost)
			return NULL;
	}
}

static const struct scope *
find_section(
    const struct scope *scope, const char *name, const struct section **section)
{
	for (;; scope--) {
		for (*section = scope->kind->sections; (*section)->name != NULL;
		     (*section)++)
			if (strcmp((*section)->name, name) == 0)
				return scope;
		if (scope->is_outermost)
			return NULL;
	}
}

static const char *
page_value(void *scope, const char *name)
{
	const struct field *field;
	const struct scope *owner = find_field(scope, name, &field);
	const char *text;

	if (owner == NULL)
		return NULL;
	text = field_text(owner, field);
	return text == NULL ? "" : text;
}

/* -1 when no list has that name. */
static long
list_count(const struct scope *scope, const char *name)
{
	const struct section *section;
	const struct scope *owner = find_section(scope, name, &section);
	struct any_list list;

	if (owner == NULL)
		return -1;
	memcpy(
	    &list, (const char *)owner->object + section->offset, sizeof list);
	return (long)list.count;
}

/* 1 when the text is there, 0 when not, -1 when no field has that name. */
static long
field_count(const struct scope *scope, const char *name)
{
	const struct field *field;
	const struct scope *owner = find_field(scope, name, &field);

	if (owner == NULL)
		return -1;
	return field_text(owner, field) != NULL;
}

static long
page_count(void *scope, const char *name)
{
	long count = field_count(scope, name);

	if (count < 0)
		count = list_count(scope, name);
	if (count < 0 && strncmp(name, "ANY_", 4) == 0) {
		count = list_count(scope, name + 4);
		return count > 0 ? 1 : count;
	}
	if (count < 0 && strncmp(name, "NO_", 3) == 0) {
		count = field_count(scope, name + 3);
		if (count < 0)
			count = list_count(scope, name + 3);
		return count < 0 ? -1 : count == 0;
	}
	return count;
}

static void *
page_item(void *scope, const char *name, long index)
{
	const struct section *section;
	const struct scope *owner = find_section(scope, name, &section);
	struct scope *inner = (struct scope *)scope + 1;
	struct any_list list;

	/* A condition: inside it is what was outside. */
	if (owner == NULL || inner[-1].is_innermost)
		return scope;
	memcpy(
	    &list, (const char *)owner->object + section->offset, sizeof list);
	inner->kind = section->kind;
	inner->object =
	    (const char *)list.items + (size_t)index * section->item_bytes;
	return inner;
}

static const struct template_model model = {page_value, page_count, page_item};

struct template_set *
page_templates(struct err *err)
{
	struct template_set *set = template_set_new();
	const struct asset *asset;
	const char *dot;
	size_t i;

	for (i = 0; i < asset_count; i++) {
		asset = &assets[i];
		dot = strrchr(asset->name, '.');
		if (dot == NULL || strcmp(dot, ".tpl") != 0)
			continue;
		if (template_set_add(set, asset->name, asset->bytes,
			(size_t)(asset->end - asset->bytes), err) < 0) {
			template_set_free(set);
			return NULL;
		}
	}
	return set;
}

static int
write_one(const struct view *view, const struct view_page *page,
    struct template_set *templates, struct folder *folder, struct err *err)
{
	const struct frame frame = {asset_find("style.css")->bytes};
	struct scope scopes[SCOPE_DEPTH] = {
	    {.kind = &frame_kind, .object = &frame, .is_outermost = true},
	    {.kind = &view_kind, .object = view},
	    {.kind = &page_kind, .object = page},
	    [SCOPE_DEPTH - 1] = {.is_innermost = true},
	};
	struct buf text = {0};
	FILE *file;
	int result;

	result = template_set_expand(templates,
	    page->previous == NULL ? "index.tpl" : "cases.tpl", &model,
	    &scopes[2], &text, err);
	if (result == 0) {
		file = folder_file(folder, page->file, err);
		if (file == NULL)
			result = -1;
		else
			fwrite(text.text, 1, text.length, file);
	}
	buf_release(&text);
	return result;
}

int
page_write(const struct view *view, struct template_set *templates,
    struct folder *folder, struct err *err)
{
	size_t i;

	for (i = 0; i < view->pages.count; i++)
		if (write_one(view, &view->pages.items[i], templates, folder,
			err) < 0)
			return -1;
	return 0;
}
