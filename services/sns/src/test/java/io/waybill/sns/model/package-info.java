/// Tests of the words and rules: each limit one below, at and one above.
@NullMarked
package io.waybill.sns.model;

import org.jspecify.annotations.NullMarked;
