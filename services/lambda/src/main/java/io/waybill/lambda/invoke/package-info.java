/// Running functions: which version, whether there is room, and what came of it. What delivers
/// events to functions inside the server comes in here.
@NullMarked
package io.waybill.lambda.invoke;

import org.jspecify.annotations.NullMarked;
