/// The crash test as part of the build, and what a start says that can't succeed.
@NullMarked
package io.waybill.crash;

import org.jspecify.annotations.NullMarked;
