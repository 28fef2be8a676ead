/// The words in which services and the wire speak of each other: operations, structures and errors
/// of an AWS service model, and the seam (readers and writers of shapes) through which generated
/// records enter and leave any protocol.
///
/// Nothing here knows a protocol, HTTP, or a service. The generated code of each service stands on
/// this package alone.
@NullMarked
package io.waybill.shapes;

import org.jspecify.annotations.NullMarked;
