package io.waybill.simulation;

/// Runs one seed after the other until one fails: `Main [first seed] [episodes] [steps]`.
///
/// A failing seed is printed; run it again with `Main SEED 1 STEPS`.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    long seed = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1;
    int episodes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
    int steps = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2_000;
    long began = System.nanoTime();
    for (int i = 0; i < episodes; i++) {
      try {
        Episode.run(seed + i, steps);
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
