/// What SNS decides: a topic's memory, a command and a stamp become writes and an answer.
///
/// Every decision is deterministic and touches one partition. What a decision refuses, it refuses
/// before it has changed anything.
@NullMarked
package io.waybill.sns.decide;

import org.jspecify.annotations.NullMarked;
