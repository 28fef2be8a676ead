/// What a service needs to run functions' code, and knows no more of: a [FunctionRunner] that runs
/// one event in an environment, and where an environment's log lines go.
///
/// Used by Lambda; done by the module `runtime`, in processes of the host. A runner counts no
/// concurrency and retries nothing: who may run, and what becomes of a failure, is the service's.
@NullMarked
package io.waybill.engine.functions;

import org.jspecify.annotations.NullMarked;
