/// The admin API, as `docs/admin-api.md` has it: what a server tells about itself and what it can
/// be told, below `/_waybill/`.
///
/// [io.waybill.server.admin.AdminApi] is the HTTP side; what it shows and does comes through
/// [io.waybill.server.admin.Inspection] and [io.waybill.server.admin.Control], so it knows no
/// service and no store.
@NullMarked
package io.waybill.server.admin;

import org.jspecify.annotations.NullMarked;
