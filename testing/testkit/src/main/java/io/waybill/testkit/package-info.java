/// What the tests of every service need: an engine on the test's own thread, and what a call was
/// told. Used in test scope only, by services and nobody else.
@NullMarked
package io.waybill.testkit;

import org.jspecify.annotations.NullMarked;
