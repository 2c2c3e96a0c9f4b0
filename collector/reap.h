/*
 * Ends processes nobody waits for any more. Libc only: the launcher uses it
 * too.
 *
 * The caller is a child subreaper (prctl PR_SET_CHILD_SUBREAPER): whatever
 * its descendants leave behind becomes its child, however often it forked or
 * called setsid.
 */
#ifndef COLLECTOR_REAP_H
#define COLLECTOR_REAP_H

#include <stdbool.h>

/* True when this process has a child, running or not yet waited for. */
bool reap_has_children(void);

/* Sends a signal to every descendant found in /proc; returns how many. */
int reap_signal(int signal_number);

/*
 * Kills and waits for all descendants. Returns how many were waited for, or
 * -1 when some are still there after ten seconds (uninterruptible sleep).
 */
int reap_all(void);

#endif
