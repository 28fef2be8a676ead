package io.waybill.sqs.model;

import io.waybill.core.Ascii;
import io.waybill.sqs.api.SqsErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules of a batch as a whole: one that breaks them is refused whole, before any entry is
/// looked at.
public final class BatchRules {
  private static final int ENTRIES_MAX = 10;
  private static final int ID_LENGTH_MAX = 80;
  private static final int BYTES_MAX = 1_048_576;

  /// The batches there are.
  public enum Batch {
    SEND_MESSAGE("SendMessageBatchRequestEntry"),
    DELETE_MESSAGE("DeleteMessageBatchRequestEntry"),
    CHANGE_MESSAGE_VISIBILITY("ChangeMessageVisibilityBatchRequestEntry");

    private final String entry;

    Batch(String entry) {
      this.entry = entry;
    }

    /// AWS's name of `member` of the entry at `index`, from 0:
    /// `SendMessageBatchRequestEntry.1.MessageBody`.
    public String parameter(int index, String member) {
      return entry + "." + (index + 1) + "." + member;
    }
  }

  private BatchRules() {}

  /// Refuses a batch that has none or more than ten entries, or ids that are malformed or repeated.
  public static void check(Batch batch, List<? extends @Nullable String> ids) {
    if (ids.isEmpty()) {
      throw SqsErrors.EMPTY_BATCH_REQUEST.because(
          "There should be at least one " + batch.entry + " in the request.");
    }
    if (ids.size() > ENTRIES_MAX) {
      throw SqsErrors.TOO_MANY_ENTRIES_IN_BATCH_REQUEST.because(
          "Maximum number of entries per request are "
              + ENTRIES_MAX
              + ". You have sent "
              + ids.size()
              + ".");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < ids.size(); i++) {
      String id = checkedId(batch, i, ids.get(i));
      if (!seen.add(id)) {
        throw SqsErrors.BATCH_ENTRY_IDS_NOT_DISTINCT.because("Id " + id + " repeated.");
      }
    }
  }

  /// Refuses a batch whose messages are together larger than one message may be.
  ///
  /// AWS: the largest message that any queue could take counts here, not the queue's own limit.
  public static void checkTotal(long bytes) {
    if (bytes > BYTES_MAX) {
      throw SqsErrors.BATCH_REQUEST_TOO_LONG.because(
          "Batch requests cannot be longer than "
              + BYTES_MAX
              + " bytes. You have sent "
              + bytes
              + " bytes.");
    }
  }

  private static String checkedId(Batch batch, int index, @Nullable String id) {
    if (id == null) {
      throw Refusals.missing(batch.parameter(index, "Id"));
    }
    if (!Ascii.isWord(id, ID_LENGTH_MAX)) {
      throw SqsErrors.INVALID_BATCH_ENTRY_ID.because(
          "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It"
              + " can be at most 80 letters long.");
    }
    return id;
  }
}
