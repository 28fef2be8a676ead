package io.waybill.runtime;

import io.waybill.engine.functions.Deployment;
import java.nio.file.Path;

/// What an environment is for, and where.
///
/// @param own its folder on the host
/// @param provisioned whether it is made ahead of its events
/// @param sandboxed whether its processes are kept in a sandbox
record Site(Pool pool, Deployment deployment, Path own, boolean provisioned, boolean sandboxed) {}
