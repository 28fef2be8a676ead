/// AWS's operations of Lambda, one file each or one for each family.
@NullMarked
package io.waybill.lambda.operations;

import org.jspecify.annotations.NullMarked;
