@NullMarked
package io.waybill.store.rocks;

import org.jspecify.annotations.NullMarked;
