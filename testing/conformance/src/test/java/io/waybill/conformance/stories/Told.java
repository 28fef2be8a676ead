package io.waybill.conformance.stories;

import java.util.Map;

/// What came back for a call.
///
/// @param code the error's code as AWS's clients tell it; empty where the call was not refused
/// @param members of the answer, or of the error
record Told(int status, String code, Map<String, Object> members) {}
