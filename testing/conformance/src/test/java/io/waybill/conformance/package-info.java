/// What real clients and the real AWS expect, asked of a running server.
@NullMarked
package io.waybill.conformance;

import org.jspecify.annotations.NullMarked;
