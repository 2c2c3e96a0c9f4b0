/*
 * perfolio.ack.yaml of the project at hand: here or above, else beside
 * perfolio.yaml, else here.
 */
#ifndef CLI_ACK_FILE_H
#define CLI_ACK_FILE_H

#include "analysis/series.h"
#include "archive/archive.h"
#include "base/buf.h"
#include "cli/git.h"
#include "collector/ack.h"

/* Where it is, or would be written; true when it is there. */
bool ack_file_find(struct buf *path);

/*
 * The list that is there, with its commits as git knows them; an empty one
 * where there is none.
 */
int ack_file_read(struct ack_list *list, struct err *err);

/*
 * Is the entry about a change which came with one of the commits behind good
 * (NULL: any) up to and with bad, all on the line of first parents? A commit
 * that git does not know counts where it is bad's own beginning.
 */
bool ack_file_is_of(const struct ack *ack, const struct git_line *line,
    const char *good, const char *bad);

/*
 * The first of the list that is about the metric of a case and of such a
 * change; NULL: none. O(n) in the list.
 */
const struct ack *ack_file_match(const struct ack_list *list,
    const struct git_line *line, const char *case_id, const char *metric,
    const char *day, const char *good, const char *bad);

/*
 * Says on standard error which of the list accept nothing, a line each of the
 * first few: those that were over on that day; of a case or a metric that
 * neither the archive nor a run (NULL: none) has; of a commit that neither git
 * knows nor a run was made of. Where the archive has no case at all, all may
 * be.
 */
void ack_file_warn(const struct ack_list *list, struct archive *archive,
    const struct series *run, const char *day);

#endif
