/// What a server is told before it starts.
///
/// A [io.waybill.server.config.Setting] has one name in every source: `sqs.recreate-at-once` in a
/// file, `WAYBILL_SQS_RECREATE_AT_ONCE` in the environment, `--sqs.recreate-at-once` on the command
/// line, each of which overrules the one before. [io.waybill.server.config.Sources] collects the
/// texts with where they came from, [io.waybill.server.config.ServerConfig] is what they mean. A
/// name that is not known, a value that is not allowed, or two settings that contradict each other
/// end in one line ([io.waybill.server.config.SettingRefused]) and no server.
@NullMarked
package io.waybill.server.config;

import org.jspecify.annotations.NullMarked;
