package io.waybill.simulation;

import io.waybill.simulation.delivery.DeliveryEpisode;
import java.util.Arrays;

/// Runs one seed after the other until one fails: `Main [deliveries] [first seed] [episodes]
/// [steps]`. Queues by themselves, or with the word `deliveries` what topics and buses bring to
/// targets.
///
/// A failing seed is printed; run it again with `Main [deliveries] SEED 1 STEPS`.
public final class Main {
  private static final String DELIVERIES = "deliveries";

  private Main() {}

  public static void main(String[] words) {
    boolean deliveries = words.length > 0 && words[0].equals(DELIVERIES);
    String[] arguments = deliveries ? Arrays.copyOfRange(words, 1, words.length) : words;
    long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1;
    int episodes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
    int steps = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2_000;
    long began = System.nanoTime();
    for (int i = 0; i < episodes; i++) {
      try {
        if (deliveries) {
          DeliveryEpisode.run(seed + i, steps);
        } else {
          Episode.run(seed + i, steps);
        }
      } catch (RuntimeException failure) {
        System.out.println("seed " + (seed + i) + " with " + steps + " steps fails");
        failure.printStackTrace(System.out);
        System.exit(1);
      }
    }
    System.out.println(
        episodes
            + " seeds from "
            + seed
            + ", "
            + (long) episodes * steps
            + " steps, "
            + (System.nanoTime() - began) / 1_000_000
            + " ms: nothing found");
  }
}
