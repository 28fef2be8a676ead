/// The promises of the architecture, checked against the classes and sources of every module.
@NullMarked
package io.waybill.architecture;

import org.jspecify.annotations.NullMarked;
