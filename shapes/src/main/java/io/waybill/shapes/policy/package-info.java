/// The form of the access policies that resources carry: whom they admit is decided elsewhere.
@NullMarked
package io.waybill.shapes.policy;

import org.jspecify.annotations.NullMarked;
