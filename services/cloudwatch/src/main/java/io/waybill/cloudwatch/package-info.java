/// Amazon CloudWatch's metrics. [io.waybill.cloudwatch.CloudWatch] is what a server assembles;
/// `operations` holds one file for each operation, `decide` what becomes of a command, `state` what
/// is kept, `model` the words and rules.
@NullMarked
package io.waybill.cloudwatch;

import org.jspecify.annotations.NullMarked;
