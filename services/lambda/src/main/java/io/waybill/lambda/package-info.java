/// AWS Lambda: functions, their versions and aliases, and what becomes of an invocation.
///
/// Code runs behind the engine's port `FunctionRunner`; this module decides who may run, which
/// version, how often, and where the outcome goes.
@NullMarked
package io.waybill.lambda;

import org.jspecify.annotations.NullMarked;
