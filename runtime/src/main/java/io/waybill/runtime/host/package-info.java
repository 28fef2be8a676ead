/// What the host has to run functions with: its programs, sandboxes and groups, and how a process
/// is started there.
@NullMarked
package io.waybill.runtime.host;

import org.jspecify.annotations.NullMarked;
