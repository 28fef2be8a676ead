/// Deployment packages on disk: content-addressed files that are durable before anything names
/// them, and the folders they are unpacked to when they are first run. May block: called on virtual
/// threads only.
@NullMarked
package io.waybill.lambda.code;

import org.jspecify.annotations.NullMarked;
