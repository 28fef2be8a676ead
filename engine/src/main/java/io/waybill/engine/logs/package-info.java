/// How services write into CloudWatch Logs.
@NullMarked
package io.waybill.engine.logs;

import org.jspecify.annotations.NullMarked;
