package io.waybill.runtime.log;

/// When an initialisation happens.
public enum Phase {
  /// Before any event, with time of its own.
  INIT("init"),
  /// Within an event's time, because an earlier one failed. AWS: a suppressed init.
  INVOKE("invoke");

  private final String word;

  Phase(String word) {
    this.word = word;
  }

  /// AWS's word for it.
  String word() {
    return word;
  }
}
