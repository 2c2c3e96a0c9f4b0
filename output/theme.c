#include "output/theme.h"

#include "base/buf.h"

static const struct {
	const char *class;
	uint32_t rgb[THEME_COUNT];
} inks[INK_COUNT] = {
    [INK_TEXT] = {"ink-text", {0x1C2126, 0xE4E7EA, 0x000000}},
    [INK_MUTED] = {"ink-muted", {0x59636E, 0xA0ABB6, 0x4A545E}},
    [INK_AXIS] = {"ink-axis", {0x7B858F, 0x7F8A95, 0x7B858F}},
    [INK_GRID] = {"ink-grid", {0xE3E7EB, 0x2A3138, 0xDDE2E7}},
    [INK_DATA] = {"ink-data", {0x0072B2, 0x5CB3E8, 0x0072B2}},
    [INK_DATA_SOFT] = {"ink-data-soft", {0xCFE3F1, 0x1F3D52, 0xCFE3F1}},
    [INK_OTHER] = {"ink-other", {0x8F4A80, 0xD992C6, 0x8F4A80}},
    [INK_OTHER_SOFT] = {"ink-other-soft", {0xECDCEA, 0x43293C, 0xECDCEA}},
    [INK_GOOD] = {"ink-good", {0x00734F, 0x4CC79B, 0x00734F}},
    [INK_WARN] = {"ink-warn", {0x8A5A00, 0xE6B450, 0x8A5A00}},
    [INK_BAD] = {"ink-bad", {0xB3261E, 0xFF8F80, 0xB3261E}},
    [INK_OUTLIER] = {"ink-outlier", {0xB34700, 0xF58F4A, 0xB34700}},
    [INK_WARMUP] = {"ink-warmup", {0x6B737B, 0x95A0AB, 0x6B737B}},
    [INK_SERIES] = {"ink-s0", {0x0072B2, 0x5CB3E8, 0x0072B2}},
    [INK_SERIES + 1] = {"ink-s1", {0xC25100, 0xF2894B, 0xC25100}},
    [INK_SERIES + 2] = {"ink-s2", {0x00805E, 0x35C295, 0x00805E}},
    [INK_SERIES + 3] = {"ink-s3", {0xA8418A, 0xE08FC2, 0xA8418A}},
    [INK_SERIES + 4] = {"ink-s4", {0x806600, 0xDCC04A, 0x806600}},
    [INK_SERIES + 5] = {"ink-s5", {0x4B3FA0, 0xA9A3F2, 0x4B3FA0}},
    [INK_SERIES + 6] = {"ink-s6", {0x8C2D3C, 0xF59AA8, 0x8C2D3C}},
    [INK_SERIES + 7] = {"ink-s7", {0x5F6B73, 0xA0ABB6, 0x5F6B73}},
};

/* Specific enough to win against the colours, whatever their order. */
static const char shapes_css[] =
    ".chart{display:block;max-width:100%;height:auto;overflow:visible;"
    "font-size:9.5px;stroke-width:.75;text-anchor:middle}\n"
    ".chart *{fill:currentColor;stroke:currentColor}\n"
    ".chart text{font-family:inherit;font-variant-numeric:tabular-nums}\n"
    ".chart .start{text-anchor:start}\n"
    ".chart .end{text-anchor:end}\n"
    ".chart path,.chart .ring{fill:none}\n"
    ".chart path{stroke-linejoin:round}\n"
    ".chart .cross,.chart .ring{stroke-width:1.25}\n"
    ".chart text,.chart rect,.chart polygon,.chart circle:not(.ring)"
    "{stroke:none}\n";

uint32_t
theme_rgb(enum ink ink, enum theme_medium medium)
{
	return inks[ink].rgb[medium];
}

const char *
theme_class(enum ink ink)
{
	return inks[ink].class;
}

static void
add_colours(struct buf *out, enum theme_medium medium)
{
	size_t i;

	for (i = INK_NONE + 1; i < INK_COUNT; i++)
		buf_addf(out, ".%s{color:#%06x}\n", inks[i].class,
		    inks[i].rgb[medium]);
}

void
theme_css(struct buf *out)
{
	buf_add_string(out, shapes_css);
	add_colours(out, THEME_LIGHT);
	buf_add_string(out, "@media (prefers-color-scheme: dark) {\n");
	add_colours(out, THEME_DARK);
	buf_add_string(out, "}\n");
}
