#include "cli/suite_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "collector/suite.h"

/* perfolio.yaml as seen from here: "perfolio.yaml", "../perfolio.yaml", …  */
int
suite_file_find(struct buf *path, struct err *err)
{
	char *folder = realpath(".", NULL), *slash;
	int result = -1;

	buf_add_string(path, "perfolio.yaml");
	while (folder != NULL && !file_exists(path->text)) {
		slash = strrchr(folder, '/');
		if (slash == NULL || folder[0] == '\0') {
			buf_release(path);
			break;
		}
		*slash = '\0';
		buf_reset(path);
		buf_addf(path, "%s/perfolio.yaml", folder);
	}
	if (path->text != NULL && file_exists(path->text))
		result = 0;
	else
		err_set(err,
		    "there is no perfolio.yaml here or above. \"perfolio "
		    "init\" writes one; \"perfolio run -- COMMAND\" needs "
		    "none");
	free(folder);
	return result;
}

int
suite_file_plan(const char *path, const struct plan_options *options,
    struct plan *plan, struct err *err)
{
	struct suite suite = {0};
	struct buf found = {0};
	int result = -1;

	if (path != NULL)
		buf_add_string(&found, path);
	else if (suite_file_find(&found, err) < 0)
		goto out;
	result = suite_read(found.text, &suite, err);
	if (result == 0)
		result = plan_from_suite(plan, &suite, options, err);
	suite_release(&suite);
out:
	buf_release(&found);
	return result;
}
