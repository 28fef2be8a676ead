/// Tests of filter policies: what is refused in which words, and what matches.
@NullMarked
package io.waybill.sns.filter;

import org.jspecify.annotations.NullMarked;
