package io.waybill.sns.model;

import io.waybill.core.Ascii;
import io.waybill.sns.api.SnsErrors;
import java.util.HashSet;
import java.util.List;

/// The rules of a batch: one to ten entries, with ids of their own, and 256 KB together.
public final class BatchRules {
  private static final int ENTRIES_MAX = 10;
  private static final int ID_MAX = 80;

  private BatchRules() {}

  public static void check(List<String> ids) {
    if (ids.isEmpty()) {
      throw SnsErrors.EMPTY_BATCH_REQUEST_EXCEPTION.because(
          "The batch request doesn't contain any entries.");
    }
    if (ids.size() > ENTRIES_MAX) {
      throw SnsErrors.TOO_MANY_ENTRIES_IN_BATCH_REQUEST_EXCEPTION.because(
          "The batch request contains more entries than permissible.");
    }
    if (new HashSet<>(ids).size() < ids.size()) {
      throw SnsErrors.BATCH_ENTRY_IDS_NOT_DISTINCT_EXCEPTION.because(
          "Two or more batch entries in the request have the same Id.");
    }
    if (!ids.stream().allMatch(id -> Ascii.isWord(id, ID_MAX))) {
      throw SnsErrors.INVALID_BATCH_ENTRY_ID_EXCEPTION.because(
          "The Id of a batch entry in a batch request doesn't abide by the specification.");
    }
  }

  public static void checkTotal(List<Draft> drafts) {
    if (drafts.stream().mapToLong(Draft::size).sum() > Draft.BYTES_MAX) {
      throw SnsErrors.BATCH_REQUEST_TOO_LONG_EXCEPTION.because(
          "The length of all the messages put together is more than the limit.");
    }
  }
}
