#include "output/templates.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>

#include "base/bridge.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/text.h"
#include "base/xalloc.h"
#include "output/assets.h"
#include "output/baseline_document.h"
#include "output/case_page.h"
#include "output/marker.h"
#include "output/page.h"
#include "output/paper.h"
#include "output/template_check.h"
#include "output/theme.h"
#include "output/trends_page.h"
#include "output/view_markers.h"

const struct template_root template_roots[] = {
    {"index.tpl", {&frame_kind, &view_kind, &page_kind}},
    {"cases.tpl", {&frame_kind, &view_kind, &page_kind}},
    {"bench.tpl", {&frame_kind, &view_kind, &case_page_kind}},
    {"trends.tpl", {&frame_kind, &view_kind, &trends_kind}},
    {"baseline.tpl", {&frame_kind, &view_kind, &baseline_kind}},
    {"pdf.tpl", {&paper_kind, &view_kind}},
    {0},
};

/* One source for each asset, in its order. */
static struct template_source *
sources_new(struct templates *templates)
{
	struct template_source *sources =
	    arena_alloc(&templates->arena, asset_count * sizeof *sources);
	size_t i;

	for (i = 0; i < asset_count; i++)
		sources[i] = (struct template_source){
		    assets[i].name, assets[i].name, assets[i].bytes};
	return sources;
}

static struct template_source *
source_find(struct template_source *sources, const char *name)
{
	size_t i;

	for (i = 0; i < asset_count; i++)
		if (strcmp(sources[i].name, name) == 0)
			return &sources[i];
	return NULL;
}

/* A page's lines end in LF, whatever the file's do: the hashes count them. */
static const char *
without_cr(struct templates *templates, const struct buf *text)
{
	char *copy =
	    arena_strndup(&templates->arena, buf_text(text), text->length);
	char *to = copy;
	const char *from;

	for (from = copy; *from != '\0'; from++)
		if (*from != '\r' || from[1] != '\n')
			*to++ = *from;
	*to = '\0';
	return copy;
}

static int
source_read(struct templates *templates, struct template_source *source,
    const char *folder, struct err *err)
{
	struct buf text = {0};
	int result = -1;

	source->path =
	    arena_printf(&templates->arena, "%s/%s", folder, source->name);
	if (file_read(source->path, &text, err) < 0)
		goto out;
	if (!text_is_utf8(buf_text(&text), text.length) ||
	    strlen(buf_text(&text)) != text.length) {
		err_set(err, "%s: is not UTF-8 text", source->path);
		goto out;
	}
	source->text = without_cr(templates, &text);
	result = 0;
out:
	buf_release(&text);
	return result;
}

static int
fail_name(const char *folder, const char *name, struct err *err)
{
	struct buf names = {0};
	size_t i;

	for (i = 0; i < asset_count; i++)
		buf_addf(&names, "%s%s",
		    i == 0                 ? ""
		    : i + 1 == asset_count ? " and "
					   : ", ",
		    assets[i].name);
	err_set(err, "%s/%s: is no template of perfolio; there are %s", folder,
	    name, names.text);
	buf_release(&names);
	return -1;
}

/* The licence comes along when somebody copies our folder. */
static int
folder_read(struct templates *templates, struct template_source *sources,
    const char *folder, struct err *err)
{
	DIR *directory = opendir(folder);
	struct template_source *source;
	const struct dirent *entry;
	int result = 0;

	if (directory == NULL)
		return err_set(err, "%s: %s", folder, strerror(errno));
	while (result == 0 && (entry = readdir(directory)) != NULL) {
		if (entry->d_name[0] == '.' ||
		    strcmp(entry->d_name, "LICENSE") == 0)
			continue;
		source = source_find(sources, entry->d_name);
		result = source == NULL
			     ? fail_name(folder, entry->d_name, err)
			     : source_read(templates, source, folder, err);
	}
	closedir(directory);
	return result;
}

static int
check_all(const struct template_source *sources, struct err *err)
{
	const struct template_root *root;
	size_t count;

	for (root = template_roots; root->name != NULL; root++) {
		count = 0;
		while (root->kinds[count] != NULL)
			count++;
		if (template_check(sources, asset_count, root->name,
			root->kinds, count, err) < 0)
			return -1;
	}
	return 0;
}

static int
add_all(struct templates *templates, const struct template_source *sources,
    struct err *err)
{
	struct err cause;
	size_t i;

	templates->set = template_set_new();
	for (i = 0; i < asset_count; i++) {
		if (!text_ends_with(sources[i].name, ".tpl"))
			continue;
		if (template_set_add(templates->set, sources[i].name,
			sources[i].text, strlen(sources[i].text), &cause) == 0)
			continue;
		if (sources[i].path == sources[i].name)
			*err = cause;
		else
			err_set(err, "in %s: %s", sources[i].path, cause.text);
		return -1;
	}
	return 0;
}

/* The same without indentation and comments: it goes into every page. */
static void
add_dense(struct buf *out, const char *text)
{
	const char *end;

	while (*text != '\0') {
		text += strspn(text, "\t\n");
		end = text + strcspn(text, "\n");
		if (strncmp(text, "/*", 2) == 0) {
			text = strstr(text, "*/") + 2;
			continue;
		}
		buf_add(out, text, (size_t)(end - text));
		if (*end == '\n')
			buf_add_char(out, '\n');
		text = end;
	}
}

/*
 * Inline, the first "</style" would end it. Without white space around it: the
 * Nu checker hashes it so, browsers hash what is there. Files of the user's
 * own are not changed else.
 */
static const char *
inline_text(struct templates *templates, const struct template_source *source,
    const char *end, struct err *err)
{
	static const char space[] = " \t\n";
	const char *from, *text;
	struct buf dense = {0};
	size_t length;

	if (strcasestr(source->text, end) != NULL) {
		err_set(err, "%s: may not hold \"%s\"", source->path, end);
		return NULL;
	}
	if (source->path == source->name)
		add_dense(&dense, source->text);
	else
		buf_add_string(&dense, source->text);
	from = buf_text(&dense) + strspn(buf_text(&dense), space);
	length = strlen(from);
	while (length > 0 && strchr(space, from[length - 1]) != NULL)
		length--;
	text = arena_strndup(&templates->arena, from, length);
	buf_release(&dense);
	return text;
}

/*
 * Our style or script without what stands between these lines of it. With
 * files of the user's own it stays whole: what they need is not ours to say.
 */
static struct template_source
brief_of(struct templates *templates, const struct template_source *source,
    bool is_ours)
{
	static const char extras[] =
	    "/* What a page of a case can do without: */\n";
	static const char rest[] = "/* On every page: */\n";
	struct template_source brief = *source;
	const char *from = strstr(source->text, extras);

	if (is_ours)
		brief.text = arena_printf(&templates->arena, "%.*s%s",
		    (int)(from - source->text), source->text,
		    strstr(from, rest));
	return brief;
}

/* Without the space that no rule needs. */
static void
add_rules(struct buf *out, const char *css)
{
	char last = '\0';

	for (; *css != '\0'; css++) {
		if ((*css == ' ' || *css == '\n') &&
		    (strchr("{};:,", last) != NULL || css[1] == '{'))
			continue;
		if (*css == '}' && last == ';')
			out->length--;
		buf_add_char(out, last = *css);
	}
}

/* The charts' colours, then the style, which may change them. */
static const char *
page_style(struct templates *templates, const struct template_source *source,
    struct err *err)
{
	const char *style = inline_text(templates, source, "</style", err);
	struct buf text = {0}, theme = {0};

	if (style == NULL)
		return NULL;
	theme_css(&theme);
	add_rules(&text, theme.text);
	if (source->path == source->name)
		add_rules(&text, style);
	else
		buf_add_string(&text, style);
	style = arena_strndup(&templates->arena, text.text, text.length);
	buf_release(&text);
	buf_release(&theme);
	return style;
}

static const char *
policy_hash(struct templates *templates, const char *text)
{
	char base64[DIGEST_BASE64_BYTES];

	digest_base64(text, strlen(text), base64);
	return arena_printf(&templates->arena, "sha256-%s", base64);
}

static int
add_inline(struct templates *templates, struct template_source *sources,
    bool is_ours, struct err *err)
{
	const struct template_source *style = source_find(sources, "style.css");
	const struct template_source *script = source_find(sources, "page.js");
	const struct template_source *table = source_find(sources, "table.js");
	const struct template_source case_style =
	    brief_of(templates, style, is_ours);
	const struct template_source case_script =
	    brief_of(templates, script, is_ours);

	templates->style = page_style(templates, style, err);
	templates->case_style = page_style(templates, &case_style, err);
	templates->script = inline_text(templates, script, "</script", err);
	templates->case_script =
	    inline_text(templates, &case_script, "</script", err);
	templates->table_script =
	    inline_text(templates, table, "</script", err);
	if (templates->style == NULL || templates->script == NULL ||
	    templates->table_script == NULL)
		return -1;
	templates->style_hash = policy_hash(templates, templates->style);
	templates->case_style_hash =
	    policy_hash(templates, templates->case_style);
	templates->script_hash = policy_hash(templates, templates->script);
	templates->case_script_hash =
	    policy_hash(templates, templates->case_script);
	templates->table_script_hash =
	    policy_hash(templates, templates->table_script);
	return 0;
}

int
templates_open(struct templates *templates, const char *folder, struct err *err)
{
	struct template_source *sources;

	*templates = (struct templates){0};
	sources = sources_new(templates);
	if (folder != NULL && folder_read(templates, sources, folder, err) < 0)
		goto failed;
	if (add_inline(templates, sources, folder == NULL, err) == 0 &&
	    check_all(sources, err) == 0 &&
	    add_all(templates, sources, err) == 0)
		return 0;
failed:
	templates_close(templates);
	return -1;
}

void
templates_close(struct templates *templates)
{
	template_set_free(templates->set);
	arena_release(&templates->arena);
	*templates = (struct templates){0};
}
