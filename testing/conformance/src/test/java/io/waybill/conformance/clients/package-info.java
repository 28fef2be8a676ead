/// Stories told through the clients that people use.
@NullMarked
package io.waybill.conformance.clients;

import org.jspecify.annotations.NullMarked;
