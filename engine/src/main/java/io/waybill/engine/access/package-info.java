/// Whether the policy of a resource lets a caller in. Services ask it at each call, where they know
/// the resource.
@NullMarked
package io.waybill.engine.access;

import org.jspecify.annotations.NullMarked;
