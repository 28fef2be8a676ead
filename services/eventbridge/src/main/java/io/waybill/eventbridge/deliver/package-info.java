/// How a target is reached: one class for each kind. What is here runs after the commit, outside of
/// any partition, and never blocks.
@NullMarked
package io.waybill.eventbridge.deliver;

import org.jspecify.annotations.NullMarked;
