/// The generator that turns AWS's service models into Java at build time: a record for each
/// structure, errors, and the code that reads and writes them through the seam of
/// `io.waybill.shapes`.
///
/// Readers of a model format fill the representation in `model`; the writers in `java` know only
/// that. It runs inside the build of each service and is no part of a running server.
@NullMarked
package io.waybill.codegen;

import org.jspecify.annotations.NullMarked;
