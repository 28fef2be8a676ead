/// The commands that talk to a running server: `status`, `queues`, `trail`, `clock`, `backup`,
/// `demo`.
///
/// Everything goes over HTTP, as any other client would; no class of the server is used.
@NullMarked
package io.waybill.cli;

import org.jspecify.annotations.NullMarked;
