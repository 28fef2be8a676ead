/// Amazon SNS. [io.waybill.sns.Sns] is what a server assembles; `operations` holds one file for
/// each operation, `decide` what becomes of a command, `state` what is kept, `model` the words and
/// rules, `filter` the filter policies.
@NullMarked
package io.waybill.sns;

import org.jspecify.annotations.NullMarked;
