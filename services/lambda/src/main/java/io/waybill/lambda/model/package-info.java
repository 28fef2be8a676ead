/// Words and rules of functions: names, configurations, policies, and the sentences in which Lambda
/// refuses.
@NullMarked
package io.waybill.lambda.model;

import org.jspecify.annotations.NullMarked;
