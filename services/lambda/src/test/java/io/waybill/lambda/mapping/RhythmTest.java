package io.waybill.lambda.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class RhythmTest {
  @Test
  void aBusyMappingGrowsByThreeHundredBatchesAMinuteUpTo1250() {
    Rhythm rhythm = new Rhythm();
    assertEquals(5, rhythm.allowed(0));
    rhythm.busy(0);
    assertEquals(305, rhythm.allowed(60_000));
    assertEquals(1_250, rhythm.allowed(3_600_000));
    rhythm.idle();
    assertEquals(5, rhythm.allowed(3_600_000));
  }

  @Test
  void itDoesNotGrowWhileBatchesAreQuick() {
    Rhythm rhythm = new Rhythm();
    rhythm.busy(0);
    rhythm.ran(1, 1_000);
    assertEquals(10, rhythm.allowed(1_000));
    assertEquals(10, rhythm.allowed(60_000));
    rhythm.ran(1_000, 60_000);
    assertEquals(15, rhythm.allowed(61_000));
  }

  @Test
  void aMappingWhoseBatchesWereQuickDoesNotGrowWhenItIsBusyAgain() {
    Rhythm rhythm = new Rhythm();
    rhythm.busy(0);
    rhythm.ran(1, 0);
    rhythm.idle();
    rhythm.busy(10_000);
    assertEquals(5, rhythm.allowed(60_000));
  }

  @Test
  void aFunctionThatFailsAgainAndAgainMakesTheMappingPauseLonger() {
    Rhythm rhythm = new Rhythm();
    for (int i = 0; i < 3; i++) {
      rhythm.failed(1_000);
    }
    assertEquals(0, rhythm.pausedUntil());
    rhythm.failed(1_000);
    assertEquals(1_100, rhythm.pausedUntil());
    rhythm.failed(1_100);
    assertEquals(1_300, rhythm.pausedUntil());
    for (int i = 0; i < 100; i++) {
      rhythm.failed(2_000);
    }
    assertEquals(32_000, rhythm.pausedUntil());
  }

  @Test
  void afterASuccessPausesBeginShortAgain() {
    Rhythm rhythm = new Rhythm();
    rhythm.troubled(0);
    rhythm.troubled(0);
    rhythm.succeeded();
    assertEquals(1_100, rhythm.troubled(1_000));
  }
}
