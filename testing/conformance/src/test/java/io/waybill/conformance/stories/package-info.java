/// Calls with the answers that AWS gave to them, told line by line and compared whole: no client
/// stands between that checks an input, fills in a default or drops a member.
@NullMarked
package io.waybill.conformance.stories;

import org.jspecify.annotations.NullMarked;
