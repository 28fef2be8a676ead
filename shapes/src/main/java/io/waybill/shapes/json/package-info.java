/// JSON documents inside texts: policies and patterns that clients send as a string.
///
/// The JSON of requests and answers is read and written elsewhere, by the protocols.
@NullMarked
package io.waybill.shapes.json;

import org.jspecify.annotations.NullMarked;
