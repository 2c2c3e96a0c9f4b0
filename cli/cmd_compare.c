#include "cli/command.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "analysis/consistency.h"
#include "base/err.h"
#include "base/opt.h"
#include "cli/answer.h"
#include "cli/judging.h"

struct compare_command {
	bool is_help, is_json, is_consistent;
	struct judging_words words;
};

#define AT(field) offsetof(struct compare_command, field)

static const struct opt table[] = {
    {0, "consistent", OPT_FLAG, AT(is_consistent), NULL,
	"both are of the same code: do they agree, how noisy is the machine"},
    {0, "force", OPT_FLAG, AT(words.is_forced), NULL,
	"judge even across machines"},
    JUDGING_POLICY(AT(words)),
    {0, "json", OPT_FLAG, AT(is_json), NULL, "print the judged result as JSON"},
    {'h', "help", OPT_FLAG, AT(is_help), NULL, "this text"},
    {0},
};

/* One sentence, and how much the machine moves by itself. */
static void
print_consistency(const struct consistency *found)
{
	if (found->cases == 0 && found->is_other_machine) {
		puts("Nothing was judged: the runs are of two machines. With "
		     "--force they are judged all the same.");
		return;
	}
	if (found->cases == 0) {
		puts("Nothing can be compared: the runs have no case in "
		     "common.");
		return;
	}
	printf("%s: %" PRIu64 " of %" PRIu64 " cases differ; by chance up to "
	       "%" PRIu64 " may.\n",
	    found->is_consistent ? "The runs agree" : "The runs do NOT agree",
	    found->changed, found->cases, found->allowed);
	if (found->sigma.exists)
		printf("From run to run this machine moves a case by about "
		       "%.2g %% (one standard deviation).\n",
		    100 * found->sigma.value);
	if (!found->is_consistent)
		puts("Something changed besides chance: look at the "
		     "environment of both, and at \"perfolio doctor\".");
}

static int
compare(const struct compare_command *command, const char *base,
    const char *new, struct err *err)
{
	const struct analyze_options analysis = {0};
	struct judging_words words = command->words;
	struct consistency found;
	struct judged_run judged;
	int status;

	words.baseline = base;
	if (judged_run_read(&judged, new, &analysis, &words, &status, err) < 0)
		goto out;
	if (command->is_consistent && !command->is_json) {
		found = consistency_of(&judged.loaded.result);
		print_consistency(&found);
	} else if (answer_print(&judged.loaded.result, judged.path.text,
		       command->is_json, err) < 0) {
		status = EXIT_STATUS_FAILED;
	}
out:
	judged_run_release(&judged);
	return status;
}

int
cmd_compare(int argc, char **argv, struct err *err)
{
	struct compare_command command = {0};

	if (opt_parse(table, &command, &argc, argv, err) < 0)
		return EXIT_STATUS_USAGE;
	if (command.is_help) {
		puts("usage: perfolio compare BASE NEW [OPTION…]\n\n"
		     "Two runs side by side: what changed from BASE to NEW, "
		     "and how sure that is.\n");
		opt_help(table, stdout);
		return EXIT_STATUS_OK;
	}
	if (argc != 3) {
		err_set(err,
		    "compare takes two runs: perfolio compare BASE NEW; @2 @1 "
		    "are the last two");
		return EXIT_STATUS_USAGE;
	}
	return compare(&command, argv[1], argv[2], err);
}
