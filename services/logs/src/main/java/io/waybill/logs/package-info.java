/// CloudWatch Logs: groups of streams of lines, appended in bulk, read by time.
///
/// A group and all in it live in one partition. Invariants: what was taken is stored under its
/// time, so that retention is one range delete and every read a scan of the time that is asked for.
@NullMarked
package io.waybill.logs;

import org.jspecify.annotations.NullMarked;
