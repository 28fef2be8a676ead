/// How messages leave: which subscriptions get one, what each gets, how it is tried again, and what
/// becomes of it in the end.
@NullMarked
package io.waybill.sns.deliver;

import org.jspecify.annotations.NullMarked;
