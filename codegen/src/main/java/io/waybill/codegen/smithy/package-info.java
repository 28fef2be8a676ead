/// Reads Smithy models: AWS's protocol test vectors are written in them. It needs smithy-model on
/// the class path, which no service's build has.
@NullMarked
package io.waybill.codegen.smithy;

import org.jspecify.annotations.NullMarked;
