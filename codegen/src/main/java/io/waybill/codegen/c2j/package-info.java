/// Reads AWS's C2J models (`service-2.json`), with our overlay laid on top.
@NullMarked
package io.waybill.codegen.c2j;

import org.jspecify.annotations.NullMarked;
