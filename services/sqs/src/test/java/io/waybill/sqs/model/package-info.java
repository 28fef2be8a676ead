/// Tests of the words and rules: each limit one below, at and one above.
@NullMarked
package io.waybill.sqs.model;

import org.jspecify.annotations.NullMarked;
