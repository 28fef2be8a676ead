/// Tests of the words and rules.
@NullMarked
package io.waybill.logs.model;

import org.jspecify.annotations.NullMarked;
