/// What operators see of event buses: what each rule has done. Nothing here changes a bus.
@NullMarked
package io.waybill.eventbridge.admin;

import org.jspecify.annotations.NullMarked;
