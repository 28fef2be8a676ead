/// Runs functions in processes of the host, which speak the Lambda Runtime API.
///
/// [ProcessRunner] keeps the environments: each is one process with a folder and a port of its own,
/// takes one event at a time, is used again while it is warm and ends when it was idle for long.
/// Nothing of a function survives its environment, its server, or the server's crash.
@NullMarked
package io.waybill.runtime;

import org.jspecify.annotations.NullMarked;
