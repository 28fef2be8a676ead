@NullMarked
package io.waybill.logs.pattern;

import org.jspecify.annotations.NullMarked;
