package io.waybill.eventbridge.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.eventbridge.api.DeadLetterConfig;
import io.waybill.eventbridge.api.RetryPolicy;
import io.waybill.eventbridge.api.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BusTest {
  private static final long MINUTE = 60_000;

  @Test
  void rulesAndTargetsOutliveARestart() {
    Depot before = Depot.fresh();
    before.shop("r", Depot.queue("t", "q"));
    Depot after = before.restarted(0);
    after.put("shop");
    assertThat(after.got).containsExactly("q \"t\"");
  }

  @Test
  void aRuleWhoseCommitFailsMatchesNothing() {
    Depot depot = Depot.fresh();
    depot.shop("old", Depot.queue("t", "q"));
    depot.failNextCommit();
    Depot.Told<?> told =
        depot.decide(new DefineRule(Depot.rule("old", "{\"source\":[\"other\"]}", "")));
    assertThat(told.fault).isPresent();
    depot.put("other");
    assertThat(depot.got).isEmpty();
    depot.put("shop");
    assertThat(depot.got).containsExactly("q \"t\"");
  }

  @Test
  void anEventWhoseCommitFailsGoesNowhereAndIsNotAccepted() {
    Depot depot = Depot.fresh();
    depot.shop("r", Depot.queue("t", "q"));
    depot.failNextCommit();
    assertThat(depot.put("shop").fault).isPresent();
    assertThat(depot.got).isEmpty();
  }

  @Test
  void aFailedDeliveryGoesOnAfterARestartWithItsCount() {
    Depot before = Depot.fresh();
    Target target =
        Depot.queue("t", "q").toBuilder()
            .retryPolicy(new RetryPolicy(3, null))
            .deadLetterConfig(new DeadLetterConfig("arn:aws:sqs:us-east-1:000000000000:dead"))
            .build();
    before.shop("r", target);
    before.up = false;
    before.put("shop");
    before.pass(1_100);
    Depot after = before.restarted(0);
    after.pass(10 * MINUTE);
    assertThat(after.got).hasSize(1).first().asString().startsWith("dead {\"version\":\"0\"");
  }

  @Test
  void aTargetThatComesBackGetsWhatWaited() {
    Depot depot = Depot.fresh();
    depot.shop("r", Depot.queue("t", "q"));
    depot.up = false;
    depot.put("shop");
    depot.put("shop");
    depot.pass(60 * MINUTE);
    assertThat(depot.got).isEmpty();
    depot.up = true;
    depot.pass(20 * MINUTE);
    assertThat(depot.got).containsExactly("q \"t\"", "q \"t\"");
  }

  @Test
  void whatWaitsForATargetThatIsRemovedIsDropped() {
    Depot depot = Depot.fresh();
    depot.shop("r", Depot.queue("t", "q"));
    depot.up = false;
    depot.put("shop");
    depot.decide(new RemoveTargets("r", List.of("t"), false));
    depot.up = true;
    depot.pass(60 * MINUTE);
    assertThat(depot.got).isEmpty();
  }

  @Test
  void aDayOfFailuresEndsAfter185Retries() {
    Depot depot = Depot.fresh();
    Target target =
        Depot.queue("t", "q").toBuilder()
            .deadLetterConfig(new DeadLetterConfig("arn:aws:sqs:us-east-1:000000000000:dead"))
            .build();
    depot.shop("r", target);
    depot.up = false;
    depot.put("shop");
    depot.pass(20 * 60 * MINUTE);
    assertThat(depot.got).isEmpty();
    depot.pass(5 * 60 * MINUTE);
    assertThat(depot.got).hasSize(1);
  }

  @Test
  void aScheduleThatWasMissedFiresOnceAndGoesOn() {
    Depot before = Depot.fresh();
    before.decide(new DefineRule(Depot.rule("tick", "", "rate(5 minutes)")));
    before.decide(new DefineTargets("tick", List.of(Depot.queue("t", "q"))));
    before.pass(11 * MINUTE);
    assertThat(before.got).hasSize(2);
    Depot after = before.restarted(60 * MINUTE);
    after.run();
    assertThat(after.got).hasSize(1);
    after.pass(3 * MINUTE);
    assertThat(after.got).hasSize(1);
    after.pass(MINUTE);
    assertThat(after.got).hasSize(2);
  }

  @Test
  void puttingTheSameScheduleAgainDoesNotPutItOff() {
    Depot depot = Depot.fresh();
    depot.decide(new DefineRule(Depot.rule("tick", "", "rate(5 minutes)")));
    depot.decide(new DefineTargets("tick", List.of(Depot.queue("t", "q"))));
    depot.pass(4 * MINUTE);
    depot.decide(new DefineRule(Depot.rule("tick", "", "rate(5 minutes)")));
    depot.pass(MINUTE);
    assertThat(depot.got).hasSize(1);
    depot.decide(new DefineRule(Depot.rule("tick", "", "rate(10 minutes)")));
    depot.pass(9 * MINUTE);
    assertThat(depot.got).hasSize(1);
    depot.pass(MINUTE);
    assertThat(depot.got).hasSize(2);
  }
}
