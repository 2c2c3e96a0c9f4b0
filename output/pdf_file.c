#include "output/pdf_file.h"

#include <string.h>

#include <hpdf_doc.h>

#include "base/err.h"
#include "output/png.h"

enum { PIECE_BYTES = 64 << 10, TITLE_BYTES = 4000 };

/* ISO 216 and ANSI, in points. */
static const struct {
	double width, height;
} papers[] = {
    [PDF_PAPER_A4] = {595.276, 841.89},
    [PDF_PAPER_LETTER] = {612, 792},
};

static void
keep_first_error(HPDF_STATUS error, HPDF_STATUS detail, void *user)
{
	struct pdf_file *file = user;

	(void)detail;
	if (file->error == HPDF_OK)
		file->error = error;
}

/* What a reader's voice needs to know. */
static void
set_language(HPDF_Doc pdf)
{
	HPDF_Dict_Add(
	    pdf->catalog, "Lang", HPDF_String_New(pdf->mmgr, "en", NULL));
}

int
pdf_file_open(struct pdf_file *file, enum pdf_paper paper, const char *font,
    struct err *err)
{
	*file = (struct pdf_file){
	    .width = papers[paper].width, .height = papers[paper].height};
	file->pdf = HPDF_New(keep_first_error, file);
	if (file->pdf == NULL)
		return err_set(err, "summary.pdf: libharu does not start");
	HPDF_UseUTFEncodings(file->pdf);
	HPDF_SetCurrentEncoder(file->pdf, "UTF-8");
	HPDF_SetCompressionMode(file->pdf, HPDF_COMP_ALL);
	set_language(file->pdf);
	return pdf_fonts_open(&file->fonts, file->pdf, font, err);
}

void
pdf_file_describe(struct pdf_file *file, const char *title, const char *creator)
{
	HPDF_SetInfoAttr(file->pdf, HPDF_INFO_TITLE, title);
	HPDF_SetInfoAttr(file->pdf, HPDF_INFO_CREATOR, creator);
	HPDF_SetInfoAttr(
	    file->pdf, HPDF_INFO_PRODUCER, "libharu " HPDF_VERSION_TEXT);
}

size_t
pdf_file_add_page(struct pdf_file *file)
{
	struct pdf_page *page = vec_add(&file->pages);

	page->page = HPDF_AddPage(file->pdf);
	page->line_width = 1;
	HPDF_Page_SetWidth(page->page, (HPDF_REAL)file->width);
	HPDF_Page_SetHeight(page->page, (HPDF_REAL)file->height);
	return file->pages.count - 1;
}

static HPDF_Destination
destination(struct pdf_file *file, size_t page, double top)
{
	HPDF_Destination to =
	    HPDF_Page_CreateDestination(file->pages.items[page].page);

	/* SetXYZ refuses a zoom of 0, "as it is". */
	HPDF_Destination_SetFitH(to, (HPDF_REAL)(file->height - top));
	return to;
}

void
pdf_file_bookmark(struct pdf_file *file, struct pdf_bookmarks *bookmarks,
    unsigned level, const char *title, size_t page, double top)
{
	HPDF_Outline outline;

	if (strlen(title) > TITLE_BYTES)
		return;
	outline = HPDF_CreateOutline(file->pdf,
	    level == 0 ? NULL : bookmarks->parents[level - 1], title,
	    HPDF_GetEncoder(file->pdf, "UTF-8"));
	HPDF_Outline_SetDestination(outline, destination(file, page, top));
	if (level == 0)
		HPDF_Outline_SetOpened(outline, HPDF_FALSE);
	for (; level < PDF_BOOKMARK_LEVELS; level++)
		bookmarks->parents[level] = outline;
}

void
pdf_file_link(struct pdf_file *file, size_t page, struct point corner,
    double width, double height, size_t target, double top)
{
	HPDF_Rect area;
	HPDF_Annotation link;

	area.left = (HPDF_REAL)corner.x;
	area.right = (HPDF_REAL)(corner.x + width);
	area.top = (HPDF_REAL)(file->height - corner.y);
	area.bottom = (HPDF_REAL)(file->height - corner.y - height);
	link = HPDF_Page_CreateLinkAnnot(
	    file->pages.items[page].page, area, destination(file, target, top));
	HPDF_LinkAnnot_SetBorderStyle(link, 0, 0, 0);
}

void
pdf_file_set_logo(struct pdf_file *file, const struct png *png)
{
	file->logo = HPDF_LoadRawImageFromMem(file->pdf, png->pixels,
	    png->width, png->height, HPDF_CS_DEVICE_RGB, 8);
	file->logo_width = png->width;
	file->logo_height = png->height;
}

void
pdf_file_draw_logo(struct pdf_file *file, size_t page, struct point corner,
    double width, double height)
{
	if (file->logo != NULL)
		HPDF_Page_DrawImage(file->pages.items[page].page, file->logo,
		    (HPDF_REAL)corner.x,
		    (HPDF_REAL)(file->height - corner.y - height),
		    (HPDF_REAL)width, (HPDF_REAL)height);
}

/* libharu says "end of stream" with the last piece. */
static void
copy_stream(struct pdf_file *file, FILE *out)
{
	HPDF_BYTE piece[PIECE_BYTES];
	HPDF_UINT32 count;
	HPDF_STATUS status;

	do {
		count = sizeof piece;
		status = HPDF_ReadFromStream(file->pdf, piece, &count);
		fwrite(piece, 1, count, out);
	} while (status == HPDF_OK && count == sizeof piece);
}

int
pdf_file_write(struct pdf_file *file, FILE *out, struct err *err)
{
	pdf_fonts_finish(&file->fonts);
	if (file->error == HPDF_OK)
		HPDF_SaveToStream(file->pdf);
	if (file->error != HPDF_OK)
		return err_set(err,
		    "summary.pdf: cannot be made (libharu error 0x%04lx)",
		    (unsigned long)file->error);
	copy_stream(file, out);
	return 0;
}

void
pdf_file_close(struct pdf_file *file)
{
	if (file->pdf != NULL)
		HPDF_Free(file->pdf);
	pdf_fonts_close(&file->fonts);
	vec_free(&file->pages);
	file->pdf = NULL;
}
