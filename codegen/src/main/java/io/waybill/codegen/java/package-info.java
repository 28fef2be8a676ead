/// Writes Java from the representation of a model.
@NullMarked
package io.waybill.codegen.java;

import org.jspecify.annotations.NullMarked;
