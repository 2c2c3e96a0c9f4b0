#include "output/assets.h"

#include <string.h>

/* The assembler reads the file; the path starts where make runs. */
#define ASSET(symbol, path)                                                    \
	__asm__(".pushsection .rodata\n" #symbol ":\n.incbin \"" path          \
		"\"\n" #symbol "_end:\n.byte 0\n.popsection\n");               \
	extern const char symbol[], symbol##_end[]

ASSET(asset_index_tpl, "templates/index.tpl");
ASSET(asset_cases_tpl, "templates/cases.tpl");
ASSET(asset_head_tpl, "templates/head.tpl");
ASSET(asset_table_tpl, "templates/table.tpl");
ASSET(asset_bench_tpl, "templates/bench.tpl");
ASSET(asset_foot_tpl, "templates/foot.tpl");
ASSET(asset_pdf_tpl, "templates/pdf.tpl");
ASSET(asset_trends_tpl, "templates/trends.tpl");
ASSET(asset_changepoints_tpl, "templates/changepoints.tpl");
ASSET(asset_drifts_tpl, "templates/drifts.tpl");
ASSET(asset_baseline_tpl, "templates/baseline.tpl");
ASSET(asset_style_css, "templates/style.css");
ASSET(asset_page_js, "templates/page.js");
ASSET(asset_table_js, "templates/table.js");

const struct asset assets[] = {
    {"index.tpl", asset_index_tpl, asset_index_tpl_end},
    {"cases.tpl", asset_cases_tpl, asset_cases_tpl_end},
    {"head.tpl", asset_head_tpl, asset_head_tpl_end},
    {"table.tpl", asset_table_tpl, asset_table_tpl_end},
    {"bench.tpl", asset_bench_tpl, asset_bench_tpl_end},
    {"foot.tpl", asset_foot_tpl, asset_foot_tpl_end},
    {"pdf.tpl", asset_pdf_tpl, asset_pdf_tpl_end},
    {"trends.tpl", asset_trends_tpl, asset_trends_tpl_end},
    {"changepoints.tpl", asset_changepoints_tpl, asset_changepoints_tpl_end},
    {"drifts.tpl", asset_drifts_tpl, asset_drifts_tpl_end},
    {"baseline.tpl", asset_baseline_tpl, asset_baseline_tpl_end},
    {"style.css", asset_style_css, asset_style_css_end},
    {"page.js", asset_page_js, asset_page_js_end},
    {"table.js", asset_table_js, asset_table_js_end},
};

const size_t asset_count = sizeof assets / sizeof *assets;

const struct asset *
asset_find(const char *name)
{
	size_t i;

	for (i = 0; i < asset_count; i++)
		if (strcmp(assets[i].name, name) == 0)
			return &assets[i];
	return NULL;
}
