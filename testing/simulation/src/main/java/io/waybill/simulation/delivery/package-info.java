/// Topics and buses on the simulated machine: what is published while targets are slow, flap,
/// refuse and vanish, subscriptions and rules change, and all of it crashes, against an independent
/// model of who must get what, how often it may be tried, and when.
///
/// Start reading at [io.waybill.simulation.delivery.DeliveryEpisode].
@NullMarked
package io.waybill.simulation.delivery;

import org.jspecify.annotations.NullMarked;
