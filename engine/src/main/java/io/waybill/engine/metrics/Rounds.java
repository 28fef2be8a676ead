package io.waybill.engine.metrics;

import io.waybill.engine.Engine;
import io.waybill.engine.partition.PartitionNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/// Goes round the partitions for what is in them, and asks only those in which something happened
/// since the last round. Used by one thread, which waits for the answers.
///
/// @param <R> what a partition tells of each thing in it
public final class Rounds<R> {
  private static final long WAIT_SECONDS = 30;

  /// Asks one partition.
  @FunctionalInterface
  public interface Question<R> {
    void ask(PartitionNumber partition, CompletableFuture<List<R>> answer);
  }

  /// What a partition told, after how many of its stirrings.
  private record Told<R>(long stirrings, List<R> things) {}

  private final Engine engine;
  private final Question<R> question;
  private final Predicate<R> isMoving;
  private final List<Told<R>> told = new ArrayList<>();

  /// @param isMoving whether a thing changes though nothing happens, as an age does
  public Rounds(Engine engine, Question<R> question, Predicate<R> isMoving) {
    this.engine = engine;
    this.question = question;
    this.isMoving = isMoving;
  }

  /// All things, those of one partition together.
  public List<R> all() throws InterruptedException {
    List<CompletableFuture<Told<R>>> answers = new ArrayList<>();
    for (int i = 0; i < engine.partitionCount(); i++) {
      answers.add(ask(i));
    }
    List<Told<R>> now = new ArrayList<>();
    for (CompletableFuture<Told<R>> answer : answers) {
      now.add(await(answer));
    }
    told.clear();
    told.addAll(now);
    return now.stream().map(Told::things).flatMap(List::stream).toList();
  }

  private CompletableFuture<Told<R>> ask(int number) {
    PartitionNumber partition = new PartitionNumber(number);
    // Read before the question: what happens meanwhile is asked for in the next round.
    long stirrings = engine.stirrings(partition);
    if (number < told.size()
        && told.get(number).stirrings == stirrings
        && told.get(number).things.stream().noneMatch(isMoving)) {
      return CompletableFuture.completedFuture(told.get(number));
    }
    CompletableFuture<List<R>> answer = new CompletableFuture<>();
    question.ask(partition, answer);
    return answer.thenApply(things -> new Told<>(stirrings, things));
  }

  private static <T> T await(CompletableFuture<T> answer) throws InterruptedException {
    try {
      return answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new IllegalStateException(
          "a partition did not answer: " + failure.getMessage(), failure);
    }
  }
}
