package io.waybill.runtime.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SplitHierarchiesTest {
  private static final Path ROOT = Path.of("/mounted");
  private static final Path MEMORY = ROOT.resolve("memory/shop/one");
  private static final String LIMIT = "memory.limit_in_bytes";

  @Test
  void bothControllersAreTriedBeforeMemoryAlone() {
    assertThat(
            SplitHierarchies.candidates(
                ROOT, List.of("8:pids:/shop", "4:memory:/shop/one", "2:cpuacct:/", "0::/")))
        .containsExactly(
            Map.of(MEMORY, LIMIT, ROOT.resolve("pids/shop"), "pids.max"), Map.of(MEMORY, LIMIT));
  }

  @Test
  void processesAloneAreNotBounded() {
    assertThat(SplitHierarchies.candidates(ROOT, List.of("8:pids:/shop", "0::/"))).isEmpty();
  }

  @Test
  void version2AloneHasNone() {
    assertThat(SplitHierarchies.candidates(ROOT, List.of("0::/shop.service"))).isEmpty();
  }
}
