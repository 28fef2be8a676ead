/// The connection of a Lambda Runtime API: HTTP/1.1 calls of one environment, which only its own
/// processes may make.
@NullMarked
package io.waybill.runtime.api;

import org.jspecify.annotations.NullMarked;
