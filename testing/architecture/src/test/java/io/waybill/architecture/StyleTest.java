package io.waybill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The rules of style that a machine can check.
final class StyleTest {
  /// Names that set no limit to what a class may become.
  private static final Pattern NO_LIMIT =
      Pattern.compile(".*(Manager|Impl|Utils?|Helper|Base|Handler)");

  private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");

  /// Past 400 one looks for the second idea in a file; past this there is one.
  private static final int LINES_MAX = 500;

  private static Stream<JavaClass> classes() {
    return House.CLASSES.stream();
  }

  @Test
  void noNameIsWithoutLimit() {
    assertThat(classes().map(JavaClass::getSimpleName).filter(NO_LIMIT.asMatchPredicate()))
        .isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIsAndIsNullMarked() {
    List<String> silent =
        classes()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(p -> !p.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();
    assertThat(silent).isEmpty();
  }

  @Test
  void noFieldIsStaticAndMutable() {
    List<String> mutable =
        classes()
            .flatMap(c -> c.getFields().stream())
            .filter(f -> f.getModifiers().contains(JavaModifier.STATIC))
            .filter(f -> !f.getModifiers().contains(JavaModifier.FINAL))
            .map(JavaField::getFullName)
            .toList();
    assertThat(mutable).isEmpty();
  }

  @Test
  void everyClassIsFinalOrSealed() {
    List<String> open =
        classes()
            .filter(c -> !c.isInterface() && !c.isEnum() && !c.isAnonymousClass())
            .filter(c -> !c.getModifiers().contains(JavaModifier.FINAL))
            .filter(c -> !c.getSimpleName().equals("package-info"))
            .filter(c -> !c.reflect().isSealed())
            .map(JavaClass::getName)
            .toList();
    assertThat(open).isEmpty();
  }

  @Test
  void noFileIsLongerThanAPersonReadsAtOnce() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : House.mainSources()) {
      long lines = Files.readString(file).lines().count();
      if (lines > LINES_MAX) {
        tooLong.add(file + " has " + lines + " lines");
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void nothingIsLeftForLater() throws IOException {
    List<String> unfinished = new ArrayList<>();
    for (Path file : House.allSources()) {
      if (UNFINISHED.matcher(Files.readString(file)).find() && !file.endsWith("StyleTest.java")) {
        unfinished.add(file.toString());
      }
    }
    assertThat(unfinished).isEmpty();
  }
}
