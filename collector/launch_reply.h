/*
 * From what the launcher sends to what a launch is for perfolio.
 */
#ifndef COLLECTOR_LAUNCH_REPLY_H
#define COLLECTOR_LAUNCH_REPLY_H

#include "collector/launch.h"
#include "collector/launcher/protocol.h"

struct launch_usage launch_reply_usage(const struct launcher_usage *sent);

/*
 * Copies as one: see struct launch_result. An extra is known when it is of
 * every copy.
 */
struct launch_usage launch_reply_combine(
    const struct launch_usage *copies, size_t count);

/* Why a process did not start, as a sentence, added to said. */
void launch_reply_explain(const struct launcher_usage *sent,
    const struct launch_spec *spec, struct buf *said);

#endif
