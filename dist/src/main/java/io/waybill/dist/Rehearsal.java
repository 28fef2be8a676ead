package io.waybill.dist;

/// A short run of the whole program, from which the JVM learns what to have ready at the next
/// start.
public final class Rehearsal {
  private Rehearsal() {}

  public static void main(String[] args) {
    io.waybill.cli.Main.main(new String[] {"help"});
  }
}
