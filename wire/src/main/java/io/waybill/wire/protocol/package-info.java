/// Bytes to calls and back, one class a protocol: what a client sent becomes the input's record of
/// an operation, and its output, or a refusal, becomes the answer that AWS would give.
///
/// A protocol knows neither sockets nor services: it stands on the shapes of a service's model. It
/// is immutable and safe for many threads. Whatever a client sends, only a Refusal comes out.
@NullMarked
package io.waybill.wire.protocol;

import org.jspecify.annotations.NullMarked;
