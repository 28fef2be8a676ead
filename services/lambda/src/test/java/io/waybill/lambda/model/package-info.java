/// Tests of what Lambda's records and words are.
@NullMarked
package io.waybill.lambda.model;

import org.jspecify.annotations.NullMarked;
