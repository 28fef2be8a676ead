/// A client that shows what is on the wire: one way to say a call, both protocols to say it in.
///
/// It knows SQS's names from AWS's documents, not from our generated code: a mistake there must not
/// be answered by the same mistake here.
@NullMarked
package io.waybill.conformance.raw;

import org.jspecify.annotations.NullMarked;
