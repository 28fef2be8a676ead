/// What SQS decides: a queue's memory, a command and a stamp become writes and an answer.
///
/// Every decision is deterministic and touches one queue. What a decision refuses, it refuses
/// before it has changed anything.
@NullMarked
package io.waybill.sqs.decide;

import org.jspecify.annotations.NullMarked;
