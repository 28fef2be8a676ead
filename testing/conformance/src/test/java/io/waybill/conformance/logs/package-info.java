/// Logs: groups and their tags, searches, metric filters, subscriptions, through real clients.
@NullMarked
package io.waybill.conformance.logs;

import org.jspecify.annotations.NullMarked;
