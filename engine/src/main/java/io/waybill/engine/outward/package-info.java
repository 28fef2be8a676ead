/// What services ask of the world outside: calls that leave the server. The module `outward` makes
/// them, behind one guard.
@NullMarked
package io.waybill.engine.outward;

import org.jspecify.annotations.NullMarked;
