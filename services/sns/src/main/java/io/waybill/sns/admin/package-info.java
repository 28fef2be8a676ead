/// What operators see of the topics: counters, and what stayed in the local outbox. Nothing here
/// changes a topic.
@NullMarked
package io.waybill.sns.admin;

import org.jspecify.annotations.NullMarked;
