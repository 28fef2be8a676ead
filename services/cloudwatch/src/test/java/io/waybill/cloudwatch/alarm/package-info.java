@NullMarked
package io.waybill.cloudwatch.alarm;

import org.jspecify.annotations.NullMarked;
