/// The access policies that resources carry: their form, and what they say to a request.
///
/// Pure, and without knowledge of any service: who asks, for what and under which circumstances is
/// handed in.
@NullMarked
package io.waybill.shapes.policy;

import org.jspecify.annotations.NullMarked;
