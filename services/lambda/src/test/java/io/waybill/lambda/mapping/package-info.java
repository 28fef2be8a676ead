/// Tests of event source mappings.
@NullMarked
package io.waybill.lambda.mapping;

import org.jspecify.annotations.NullMarked;
