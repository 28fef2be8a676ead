/// The distribution: every jar that runs, in one folder, and the rehearsal that its AOT cache is
/// made from. Nothing depends on it.
@NullMarked
package io.waybill.dist;

import org.jspecify.annotations.NullMarked;
