/// A service's model in the generator's own words, whatever format it was read from.
@NullMarked
package io.waybill.codegen.model;

import org.jspecify.annotations.NullMarked;
