/// The words every module shares: account, region, ARN, and the time and ids of one step. Nothing
/// here does I/O.
@NullMarked
package io.waybill.core;

import org.jspecify.annotations.NullMarked;
