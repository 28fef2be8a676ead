/// The operations of CloudWatch Logs: those on groups, on streams and on events, each kind in a
/// file.
@NullMarked
package io.waybill.logs.operations;

import org.jspecify.annotations.NullMarked;
