package io.waybill.engine.outbox;

/// How fast a lane may be tried.
///
/// @param atOnce how many attempts may be under way together; an ordered lane has one whatever this
///   says
/// @param perSecond how many attempts may begin in a second; 0 where there is no limit
public record Pace(int atOnce, double perSecond) {
  public Pace {
    if (atOnce < 1 || perSecond < 0) {
      throw new IllegalArgumentException("no pace: " + atOnce + " at once, " + perSecond + "/s");
    }
  }
}
