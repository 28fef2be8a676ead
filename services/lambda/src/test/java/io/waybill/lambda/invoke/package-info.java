/// Tests of what runs functions.
@NullMarked
package io.waybill.lambda.invoke;

import org.jspecify.annotations.NullMarked;
