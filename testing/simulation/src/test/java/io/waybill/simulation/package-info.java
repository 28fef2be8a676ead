/// Runs the simulation with the tests.
@NullMarked
package io.waybill.simulation;

import org.jspecify.annotations.NullMarked;
