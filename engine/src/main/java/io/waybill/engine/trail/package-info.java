/// The trail: what happened to each message and event, one line a hop, under its id. Bounded by the
/// store in size and age, and read by operators only.
@NullMarked
package io.waybill.engine.trail;

import org.jspecify.annotations.NullMarked;
