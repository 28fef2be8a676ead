@org.jspecify.annotations.NullMarked
package io.waybill.runtime;
