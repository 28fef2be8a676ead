package io.waybill.simulation;

import io.waybill.shapes.Unit;
import io.waybill.sqs.api.BatchResultErrorEntry;
import io.waybill.sqs.api.ChangeMessageVisibilityBatchRequest;
import io.waybill.sqs.api.ChangeMessageVisibilityBatchRequestEntry;
import io.waybill.sqs.api.ChangeMessageVisibilityBatchResult;
import io.waybill.sqs.api.DeleteMessageBatchRequest;
import io.waybill.sqs.api.DeleteMessageBatchRequestEntry;
import io.waybill.sqs.api.DeleteMessageBatchResult;
import io.waybill.sqs.api.SqsApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Deletes several messages of a queue, or hides them, with one call: each for itself.
final class ActingTogether<O> extends Call<O> {
  private final List<Acting> parts;
  private final Function<O, @Nullable List<BatchResultErrorEntry>> failures;

  private ActingTogether(
      World world,
      List<Acting> parts,
      Function<O, @Nullable List<BatchResultErrorEntry>> failures) {
    super(world, parts.getFirst().queue, "together " + parts);
    this.parts = parts;
    this.failures = failures;
  }

  static void random(World world, List<MessageModel> messages, Chance chance) {
    boolean hides = chance.oneIn(3);
    List<Acting> parts = new ArrayList<>();
    for (MessageModel message : messages) {
      Acting part = Acting.any(world, message, hides, chance);
      if (part != null) {
        parts.add(part);
      }
    }
    if (parts.isEmpty()) {
      return;
    }
    if (hides) {
      hide(world, parts);
    } else {
      delete(world, parts);
    }
  }

  private static void delete(World world, List<Acting> parts) {
    List<DeleteMessageBatchRequestEntry> entries =
        IntStream.range(0, parts.size())
            .mapToObj(i -> new DeleteMessageBatchRequestEntry("" + i, parts.get(i).handle()))
            .toList();
    ActingTogether<DeleteMessageBatchResult> call =
        new ActingTogether<>(world, parts, DeleteMessageBatchResult::failed);
    call.start(
        SqsApi.DELETE_MESSAGE_BATCH, new DeleteMessageBatchRequest(call.queue.url(), entries));
  }

  private static void hide(World world, List<Acting> parts) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries =
        IntStream.range(0, parts.size())
            .mapToObj(i ->
                new ChangeMessageVisibilityBatchRequestEntry(
                    "" + i, parts.get(i).handle(), parts.get(i).seconds()))
            .toList();
    ActingTogether<ChangeMessageVisibilityBatchResult> call =
        new ActingTogether<>(world, parts, ChangeMessageVisibilityBatchResult::failed);
    call.start(
        SqsApi.CHANGE_MESSAGE_VISIBILITY_BATCH,
        new ChangeMessageVisibilityBatchRequest(call.queue.url(), entries));
  }

  @Override
  void done(O output) {
    List<BatchResultErrorEntry> failed =
        Objects.requireNonNullElse(failures.apply(output), List.of());
    for (int i = 0; i < parts.size(); i++) {
      String id = "" + i;
      failed.stream()
          .filter(each -> id.equals(each.id()))
          .findFirst()
          .ifPresentOrElse(
              each -> parts.get(Integer.parseInt(id)).refused(String.valueOf(each.code())),
              () -> parts.get(Integer.parseInt(id)).done(Unit.INSTANCE));
    }
  }

  @Override
  void inDoubt() {
    parts.forEach(Acting::inDoubt);
  }
}
