package io.waybill.cli;

/// Every word of `waybill` that does not start a server.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("waybill " + String.join(" ", args));
  }
}
