package io.waybill.cloudwatch.alarm;

import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Underway;

/// What the alarms of every partition share.
///
/// @param calls reaches topics and functions
/// @param underway counts what is on its way to them
/// @param series reads what alarms watch
/// @param homes says where composite alarms live
public record AlarmProgram(
    AlarmCatalog catalog,
    ServiceCalls calls,
    Underway underway,
    SeriesReader series,
    AlarmHomes homes) {}
