@NullMarked
package io.waybill.outward;

import org.jspecify.annotations.NullMarked;
