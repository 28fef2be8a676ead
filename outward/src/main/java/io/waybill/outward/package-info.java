/// Calls that leave the server. Every one of them passes the same guard: addresses of the machine
/// itself, of its network and of its cloud are refused unless the configuration allows them, and
/// what is checked is the address that is connected to, not the name.
@NullMarked
package io.waybill.outward;

import org.jspecify.annotations.NullMarked;
