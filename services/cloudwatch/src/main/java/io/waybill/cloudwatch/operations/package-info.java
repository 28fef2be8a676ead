/// One file for each operation of CloudWatch.
@NullMarked
package io.waybill.cloudwatch.operations;

import org.jspecify.annotations.NullMarked;
