/// Tests of packages on disk.
@NullMarked
package io.waybill.lambda.code;

import org.jspecify.annotations.NullMarked;
