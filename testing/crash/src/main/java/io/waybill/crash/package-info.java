/// Kills the real server again and again, on a real disk, while clients send, receive and delete,
/// and compares what it says afterwards with a ledger outside of it.
///
/// [io.waybill.crash.FunctionRounds] does so while functions run, whose own word is kept in the
/// ledger, and looks for processes that outlive the server.
///
/// [io.waybill.crash.Main] does it for as many rounds as one likes.
@NullMarked
package io.waybill.crash;

import org.jspecify.annotations.NullMarked;
