package io.waybill.wire.dispatch;

import io.waybill.shapes.ServiceShape;
import io.waybill.wire.protocol.Protocol;

/// Where a request goes: a service, spoken in one protocol.
record Route(ServiceShape service, Protocol protocol) {}
