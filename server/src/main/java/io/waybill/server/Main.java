package io.waybill.server;

/// `waybill up`: one server in one process.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("waybill " + String.join(" ", args));
  }
}
