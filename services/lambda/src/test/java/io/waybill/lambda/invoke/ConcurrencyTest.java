package io.waybill.lambda.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.core.Arn;
import io.waybill.lambda.invoke.Concurrency.Permit;
import io.waybill.lambda.invoke.Concurrency.Running;
import io.waybill.lambda.invoke.Concurrency.Taken;
import io.waybill.lambda.model.Refusals.Throttle;
import io.waybill.lambda.state.Catalog;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConcurrencyTest {
  private final Catalog catalog = new Catalog();
  private final Concurrency concurrency = new Concurrency();
  private final Resource free = function("free");
  private final Resource reserved =
      function("reserved").with(Kind.RESERVED, new io.waybill.lambda.api.Concurrency(2));

  private static Resource function(String name) {
    Arn arn = Arn.parse("arn:aws:lambda:us-east-1:000000000000:function:" + name).orElseThrow();
    return Resource.fresh(arn, 1);
  }

  private Taken.Granted granted(Resource function) {
    return (Taken.Granted) concurrency.take(function, catalog);
  }

  private Throttle refused(Resource function) {
    return ((Taken.Refused) concurrency.take(function, catalog)).why();
  }

  @Test
  void aReservationIsHeldExactly() {
    Permit first = granted(reserved).permit();
    assertThat(granted(reserved).running()).isEqualTo(new Running(2, 2, 0));
    assertThat(refused(reserved)).isEqualTo(Throttle.RESERVED);
    concurrency.release(first);
    assertThat(granted(reserved).running()).isEqualTo(new Running(2, 2, 0));
  }

  @Test
  void whoReservesNothingSharesTheAccount() {
    List<Permit> all = new ArrayList<>();
    granted(reserved);
    for (int i = 0; i < Concurrency.ACCOUNT_MAX; i++) {
      all.add(granted(free).permit());
    }
    assertThat(refused(free)).isEqualTo(Throttle.ACCOUNT);
    assertThat(refused(function("another"))).isEqualTo(Throttle.ACCOUNT);
    concurrency.release(all.getLast());
    assertThat(granted(function("another")).running())
        .isEqualTo(new Running(1, Concurrency.ACCOUNT_MAX + 1, Concurrency.ACCOUNT_MAX));
  }

  @Test
  void whatStillRunsOfADeletedFunctionCountsAgainstItsSuccessor() {
    Permit old = granted(reserved).permit();
    concurrency.forget(reserved.arn());
    assertThat(granted(reserved).running().function()).isEqualTo(2);
    assertThat(refused(reserved)).isEqualTo(Throttle.RESERVED);
    concurrency.release(old);
    assertThat(granted(reserved).running().function()).isEqualTo(2);
  }
}
