/// Programs that measure a whole server, started as its own process, from outside. Each prints its
/// figures and ratios; none is a test.
@NullMarked
package io.waybill.bench;

import org.jspecify.annotations.NullMarked;
