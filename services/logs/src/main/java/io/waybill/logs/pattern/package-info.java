/// Filter patterns: of terms, of JSON, of columns, with regular expressions. One parser for
/// searches, metric filters and subscription filters. Knows neither groups nor requests.
@NullMarked
package io.waybill.logs.pattern;

import org.jspecify.annotations.NullMarked;
