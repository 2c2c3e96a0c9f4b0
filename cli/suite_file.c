#include "cli/suite_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "collector/suite.h"

int
suite_file_find_upwards(const char *name, struct buf *path)
{
	char *folder = realpath(".", NULL), *slash;
	bool is_there;

	buf_add_string(path, name);
	while (folder != NULL && !file_exists(path->text)) {
		slash = strrchr(folder, '/');
		if (slash == NULL || folder[0] == '\0')
			break;
		*slash = '\0';
		buf_reset(path);
		buf_addf(path, "%s/%s", folder, name);
	}
	is_there = file_exists(path->text);
	if (!is_there)
		buf_reset(path);
	free(folder);
	return is_there ? 0 : -1;
}

int
suite_file_find(struct buf *path, struct err *err)
{
	if (suite_file_find_upwards("perfolio.yaml", path) == 0)
		return 0;
	return err_set(err,
	    "there is no perfolio.yaml here or above. \"perfolio init\" "
	    "writes one; \"perfolio run -- COMMAND\" needs none");
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
