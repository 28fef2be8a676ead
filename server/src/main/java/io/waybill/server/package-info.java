/// The program: reads the configuration, assembles the server by hand, runs it until it is told to
/// stop.
///
/// Nothing depends on it but the tests and the distribution.
@NullMarked
package io.waybill.server;

import org.jspecify.annotations.NullMarked;
