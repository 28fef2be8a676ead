/// Filter policies: read once, with AWS's words for what is wrong with them, and matched against
/// each message's attributes or body.
///
/// AWS's event-ruler was looked at and not used: it does not say which key a message failed at,
/// which the trail tells, and its machine pays off where one event meets thousands of patterns; a
/// topic has at most 200 of at most five keys.
@NullMarked
package io.waybill.sns.filter;

import org.jspecify.annotations.NullMarked;
