@NullMarked
package io.waybill.core;

import org.jspecify.annotations.NullMarked;
