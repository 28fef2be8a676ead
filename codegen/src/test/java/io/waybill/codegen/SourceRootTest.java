package io.waybill.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceRootTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000);

  @TempDir Path temp;

  @Test
  void knowsWhatItWasMadeFrom() throws IOException {
    SourceRoot root = new SourceRoot(temp.resolve("aws"));
    assertThat(root.madeFrom("one")).isFalse();
    root.write(new TreeMap<>(Map.of("a/A.java", "class A {}")), "one");
    assertThat(root.madeFrom("one")).isTrue();
    assertThat(root.madeFrom("two")).isFalse();
  }

  @Test
  void leavesWhatDidNotChangeAndRemovesWhatIsGone() throws IOException {
    SourceRoot root = new SourceRoot(temp.resolve("aws"));
    root.write(new TreeMap<>(Map.of("A.java", "a", "B.java", "b", "C.java", "c")), "one");
    for (String name : new String[] {"A.java", "B.java"}) {
      Files.setLastModifiedTime(temp.resolve("aws").resolve(name), LONG_AGO);
    }
    root.write(new TreeMap<>(Map.of("A.java", "a", "B.java", "b2")), "two");
    assertThat(Files.getLastModifiedTime(temp.resolve("aws/A.java"))).isEqualTo(LONG_AGO);
    assertThat(temp.resolve("aws/B.java")).hasContent("b2");
    assertThat(temp.resolve("aws/C.java")).doesNotExist();
  }

  @Test
  void theDigestTellsInputsApart() throws IOException {
    assertThat(SourceRoot.digest(new byte[] {1})).isEqualTo(SourceRoot.digest(new byte[] {1}));
    assertThat(SourceRoot.digest(new byte[] {1})).isNotEqualTo(SourceRoot.digest(new byte[] {2}));
  }
}
