#include "output/text_metrics.h"

/* Advance widths of DejaVu Sans 2.37 in thousandths of the em, from " ". */
static const short ascii[] = {318, 401, 460, 838, 636, 950, 780, 275, 390, 390,
    500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636, 636,
    636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775,
    752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684,
    989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615,
    352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392,
    634, 592, 818, 592, 592, 525, 636, 337, 636, 838};

enum {
	WIDTH_LETTER = 640, /* Latin, Greek, Cyrillic beyond ASCII */
	WIDTH_SIGN = 1000   /* arrows, Chinese, "…" */
};

static int
width_of(const unsigned char *byte)
{
	if (*byte >= 0x20 && *byte < 0x7F)
		return ascii[*byte - 0x20];
	/* The other bytes of a character take no room. */
	if (*byte < 0x20 || *byte == 0x7F || (*byte & 0xC0) == 0x80)
		return 0;
	return *byte < 0xE0 ? WIDTH_LETTER : WIDTH_SIGN;
}

double
text_metrics_width(const char *text, double size, bool is_bold)
{
	const unsigned char *byte = (const unsigned char *)text;
	double thousandths = 0;

	for (; *byte != '\0'; byte++)
		thousandths += width_of(byte);
	return thousandths * size * (is_bold ? 1.11 : 1) / 1000;
}
