#include "output/paper.h"

#include <stdlib.h>
#include <string.h>

#include "base/bridge.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"
#include "output/folder.h"
#include "output/paper_figures.h"
#include "output/paper_history.h"
#include "output/paper_parts.h"
#include "output/png.h"
#include "output/prose.h"
#include "output/templates.h"
#include "output/view_markers.h"

/* Points that a heading needs on its page, for itself and what follows. */
enum { KEPT = 70, KEPT_CASE = 120, KEPT_TABLE = 150, KEPT_FIGURE = 290 };

static const char TEMPLATE[] = "pdf.tpl";

static const struct marker_text paper_texts[] = {
    {"DOCUMENT_TITLE", offsetof(struct paper_frame, title)},
    {"PRODUCT", offsetof(struct paper_frame, product)},
    {"VERSION", offsetof(struct paper_frame, version)},
    {"PREVIOUS", offsetof(struct paper_frame, previous)},
    {"DESCRIPTION", offsetof(struct paper_frame, description)},
    {"CPU", offsetof(struct paper_frame, cpu)},
    {"REPORT_TOOL", offsetof(struct paper_frame, report_tool)},
    {"SUITE_SHA256", offsetof(struct paper_frame, suite_sha256)},
    {"MORE_CASES", offsetof(struct paper_frame, more_cases)},
    {"MORE_OTHERS", offsetof(struct paper_frame, more_others)},
    {"HAS_ROWS", offsetof(struct paper_frame, has_rows)},
    {"HAS_OVERVIEW", offsetof(struct paper_frame, has_overview)},
    {"HAS_FIGURES", offsetof(struct paper_frame, has_figures)},
    {"HAS_OTHERS", offsetof(struct paper_frame, has_others)},
    {"HAS_LONG_IDS", offsetof(struct paper_frame, has_long_ids)},
    {"HAS_LOGO", offsetof(struct paper_frame, has_logo)},
    {"HAS_TRENDS", offsetof(struct paper_frame, has_trends)},
    {"MORE_TRENDS", offsetof(struct paper_frame, more_trends)},
    {"HAS_ACKNOWLEDGED", offsetof(struct paper_frame, has_acknowledged)},
    {0},
};
static const struct marker_list paper_lists[] = {
    {"DRIFTS", offsetof(struct paper_frame, drifts), sizeof(struct view_drift),
	&drift_kind},
    {0},
};
const struct marker_kind paper_kind = {"paper", paper_texts, paper_lists};

int
paper_size_parse(const char *name, enum pdf_paper *paper, struct err *err)
{
	*paper = PDF_PAPER_A4;
	if (name == NULL || strcasecmp(name, "A4") == 0)
		return 0;
	*paper = PDF_PAPER_LETTER;
	if (strcasecmp(name, "Letter") == 0)
		return 0;
	return err_set(
	    err, "\"%s\" is no size of paper; there are A4 and Letter", name);
}

int
paper_check(const struct paper_options *options, struct err *err)
{
	struct png png = {0};
	struct sfnt font = {0};
	int status = 0;

	if (options->logo != NULL)
		status = png_read(options->logo, &png, err);
	if (status == 0 && options->font != NULL)
		status = sfnt_read(options->font, &font, err);
	png_release(&png);
	sfnt_release(&font);
	return status;
}

static const char *
fact_of(const struct facts *facts, const char *name, struct arena *arena)
{
	size_t i;

	for (i = 0; i < facts->count; i++)
		if (strcmp(facts->items[i].name, name) == 0)
			return wording_line(facts->items[i].text, arena);
	return NULL;
}

/* What is said of a table that is cut; NULL if it is whole. */
static const char *
more_text(size_t count, size_t most, const char *what, struct arena *arena)
{
	if (count <= most)
		return NULL;
	return arena_printf(arena,
	    "The table ends after %zu of %zu %s; results.csv has all of them.",
	    most, count, what);
}

static const char *
yes_if(bool condition)
{
	return condition ? "yes" : NULL;
}

static void
frame_add_trends(struct paper_frame *frame, const struct view_trends *trends,
    struct arena *arena)
{
	size_t drifts = trends->drifts.count;

	frame->has_trends = yes_if(trends->points.count > 0);
	frame->has_acknowledged = yes_if(trends->acknowledged.count > 0);
	if (trends->points.count > PAPER_TRENDS)
		frame->more_trends = arena_printf(arena,
		    "The table ends after %d of %zu change points; "
		    "trends.html has all of them.",
		    PAPER_TRENDS, trends->points.count);
	frame->drifts.items = trends->drifts.items;
	frame->drifts.count = drifts < PAPER_TRENDS ? drifts : PAPER_TRENDS;
}

static struct paper_frame
frame_of(const struct view *view, const struct paper_options *options,
    struct arena *arena)
{
	const struct record_run *run = &view->result->run;
	size_t others = paper_other_count(view);
	struct paper_frame frame = {
	    .product = wording_line(run->product, arena),
	    .version = wording_line(run->version, arena),
	    .previous = wording_line(run->previous, arena),
	    .description = wording_line(run->description, arena),
	    .cpu = fact_of(&run->machine, "cpu", arena),
	    .report_tool = "perfolio " PERFOLIO_VERSION,
	    .suite_sha256 = wording_line(run->suite_sha256, arena),
	    .more_cases =
		more_text(view->rows.count, PAPER_ROWS, "rows", arena),
	    .more_others = more_text(others, PAPER_OTHERS, "cases", arena),
	    .has_rows = yes_if(view->rows.count > 0),
	    .has_overview = yes_if(view->overview.count > 0),
	    .has_figures = yes_if(paper_figure_count(view) > 0),
	    .has_others = yes_if(others > 0 && view->other_names.count > 0),
	    .has_long_ids = yes_if(paper_long_id_count(view) > 0),
	    .has_logo = yes_if(options->logo != NULL),
	};

	frame_add_trends(&frame, &view->trends, arena);
	frame.title = options->title != NULL
			  ? wording_line(options->title, arena)
		      : frame.product != NULL ? frame.product
					      : view->title;
	return frame;
}

/* The headings from a block on that stand in the contents. */
static size_t
count_headings(const struct markup *markup, size_t from)
{
	size_t count = 0;

	for (; from < markup->blocks.count; from++)
		count += markup->blocks.items[from].kind == BLOCK_H1 ||
			 markup->blocks.items[from].kind == BLOCK_H2;
	return count;
}

static int
place_part(struct document *document, const struct view *view,
    const struct markup *markup, size_t index, struct err *err)
{
	const char *name = markup->blocks.items[index].part;
	const struct paper_part *part;
	struct buf names = {0};

	if (strcmp(name, "nav contents") == 0) {
		document_contents(document, count_headings(markup, index));
		return 0;
	}
	part = paper_part_find(name);
	if (part != NULL) {
		part->draw(document, view);
		return 0;
	}
	paper_parts_list(&names);
	err_set(err, "%s: there is no part \"%s\"; there are %s", TEMPLATE,
	    name, buf_text(&names));
	buf_release(&names);
	return -1;
}

static void
place_paragraph(struct document *document, const struct block *block)
{
	const struct prose_style style = prose_style_of(block->style);

	prose_paragraph(document, block->runs, block->run_count, &style);
}

/* Where the paragraphs from index on end. */
static size_t
paragraphs_end(const struct markup *markup, size_t index)
{
	while (index < markup->blocks.count &&
	       markup->blocks.items[index].kind == BLOCK_P)
		index++;
	return index;
}

static enum block_kind
kind_at(const struct markup *markup, size_t index)
{
	return index < markup->blocks.count ? markup->blocks.items[index].kind
					    : BLOCK_BREAK;
}

/* Of a table, as far as it is not torn, with its introduction and heading. */
static double
table_height(struct document *document, const struct view *view,
    const struct markup *markup, size_t from, size_t table)
{
	const struct paper_part *part =
	    paper_part_find(markup->blocks.items[table].part);
	double height;

	if (part == NULL)
		return KEPT_TABLE;
	document_try(document);
	for (; from < table; from++)
		place_paragraph(document, &markup->blocks.items[from]);
	part->draw(document, view);
	height = KEPT + document_tried(document);
	return height < KEPT_TABLE || height > document_height(document)
		   ? KEPT_TABLE
		   : height;
}

/* A case is seldom torn, and an introduction stays with what it is of. */
static double
kept_height(struct document *document, const struct view *view,
    const struct markup *markup, size_t index)
{
	size_t next = paragraphs_end(markup, index + 1);

	if (markup->blocks.items[index].kind == BLOCK_H3)
		return KEPT_CASE;
	if (kind_at(markup, next) != BLOCK_PART)
		return KEPT;
	if (text_starts_with(markup->blocks.items[next].part, "figure"))
		return KEPT_FIGURE;
	if (text_starts_with(markup->blocks.items[next].part, "table"))
		return table_height(document, view, markup, index + 1, next);
	return KEPT_TABLE;
}

/* What is to be done stays with the command that does it. */
static void
keep_command(
    struct document *document, const struct markup *markup, size_t index)
{
	const struct block *blocks = &markup->blocks.items[index];
	double height;

	if (kind_at(markup, index + 1) != BLOCK_PRE)
		return;
	document_try(document);
	place_paragraph(document, &blocks[0]);
	prose_block(document, markup_text(&blocks[1], &document->arena));
	height = document_tried(document);
	if (height <= KEPT_TABLE && document_room(document) < height)
		document_break(document);
}

/* An item of a list, behind a dot. */
static void
place_item(struct document *document, const struct block *block)
{
	struct prose_style style = prose_style_of(block->style);

	style.indent = 12;
	style.after = 3;
	style.has_dot = true;
	prose_paragraph(document, block->runs, block->run_count, &style);
}

/* Places a block; returns how many it took, facts come together. 0: error. */
static size_t
place_block(struct document *document, const struct view *view,
    const struct markup *markup, size_t index, struct err *err)
{
	const struct block *block = &markup->blocks.items[index];
	size_t last = index;

	switch (block->kind) {
	case BLOCK_H1:
	case BLOCK_H2:
	case BLOCK_H3:
		if (document_room(document) <
		    kept_height(document, view, markup, index))
			document_break(document);
		document_heading(document, (unsigned)(block->kind - BLOCK_H1),
		    markup_text(block, &document->arena));
		return 1;
	case BLOCK_P:
		keep_command(document, markup, index);
		place_paragraph(document, block);
		return 1;
	case BLOCK_LI:
		place_item(document, block);
		return 1;
	case BLOCK_PRE:
		prose_block(document, markup_text(block, &document->arena));
		return 1;
	case BLOCK_DT:
	case BLOCK_DD:
		while (last < markup->blocks.count &&
		       (markup->blocks.items[last].kind == BLOCK_DT ||
			   markup->blocks.items[last].kind == BLOCK_DD))
			last++;
		prose_facts(document, block, last - index);
		return last - index;
	case BLOCK_BREAK:
		document_break(document);
		return 1;
	case BLOCK_PART:
		break;
	}
	return place_part(document, view, markup, index, err) < 0 ? 0 : 1;
}

static int
compose(struct document *document, const struct view *view,
    struct template_set *templates, const struct paper_frame *frame,
    struct err *err)
{
	const struct marker_object objects[] = {
	    {&paper_kind, frame}, {&view_kind, view}};
	struct buf text = {0};
	struct markup markup = {0};
	size_t i = 0, taken;
	int status = -1;

	if (marker_expand(templates, TEMPLATE, objects, 2, &text, err) < 0 ||
	    markup_read(
		&markup, buf_text(&text), TEMPLATE, &document->arena, err) < 0)
		goto out;
	for (; i < markup.blocks.count; i += taken) {
		taken = place_block(document, view, &markup, i, err);
		if (taken == 0)
			goto out;
	}
	document_finish(document);
	status = 0;
out:
	markup_release(&markup);
	buf_release(&text);
	return status;
}

static int
read_logo(struct document *document, const char *path, struct err *err)
{
	struct png png = {0};
	int status = 0;

	if (path != NULL) {
		status = png_read(path, &png, err);
		if (status == 0)
			pdf_file_set_logo(&document->file, &png);
		png_release(&png);
	}
	return status;
}

static const char *
document_name(const struct paper_frame *frame, struct arena *arena)
{
	if (frame->version == NULL || frame->title != frame->product)
		return frame->title;
	return arena_printf(arena, "%s %s", frame->title, frame->version);
}

int
paper_write(const struct view *view, const struct templates *templates,
    const struct paper_options *options, struct folder *folder, struct err *err)
{
	struct document document;
	struct paper_frame frame;
	FILE *out;
	int status = -1;

	if (document_open(&document, options->paper, options->font, err) < 0 ||
	    read_logo(&document, options->logo, err) < 0)
		goto out;
	frame = frame_of(view, options, &document.arena);
	document.name = document_name(&frame, &document.arena);
	document.run = wording_line(view->result->run.id, &document.arena);
	pdf_file_describe(&document.file, document.name, frame.report_tool);
	if (compose(&document, view, templates->set, &frame, err) < 0)
		goto out;
	out = folder_file(folder, "summary.pdf", err);
	if (out != NULL)
		status = pdf_file_write(&document.file, out, err);
out:
	document_close(&document);
	return status;
}
