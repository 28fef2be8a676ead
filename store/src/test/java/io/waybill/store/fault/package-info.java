@NullMarked
package io.waybill.store.fault;

import org.jspecify.annotations.NullMarked;
