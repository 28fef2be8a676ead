/// The one door to every operation of every service, for calls from the wire and for calls of one
/// service by another.
@NullMarked
package io.waybill.engine.gateway;

import org.jspecify.annotations.NullMarked;
