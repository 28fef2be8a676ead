package io.waybill.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The modules as they lie in the source folder. Whatever module is added is found.
final class House {
  private static final Path ROOT = root();

  /// The compiled classes of every module that runs; not the tests.
  static final JavaClasses CLASSES =
      new ClassFileImporter().importPaths(modules().map(m -> m.resolve("target/classes")).toList());

  private House() {}

  /// The packages of the services: `sqs`, `sns` and so on.
  static List<String> services() {
    return folders(ROOT.resolve("services")).map(f -> f.getFileName().toString()).toList();
  }

  /// Every hand-written Java file that is part of the program.
  static List<Path> mainSources() {
    return modules().flatMap(module -> javaFiles(module.resolve("src/main/java"))).toList();
  }

  /// Every hand-written Java file, tests included.
  static List<Path> allSources() {
    return Stream.concat(modules(), folders(ROOT.resolve("testing")))
        .flatMap(module -> javaFiles(module.resolve("src")))
        .toList();
  }

  private static Stream<Path> modules() {
    return Stream.concat(folders(ROOT), folders(ROOT.resolve("services")))
        .filter(folder -> Files.exists(folder.resolve("pom.xml")))
        .filter(folder -> Files.exists(folder.resolve("target/classes/io")));
  }

  private static Stream<Path> folders(Path parent) {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.filter(Files::isDirectory).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    if (!Files.exists(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Maven runs a test in its module's folder, others run it at the top.
  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("waybill")) ? here : here.resolve("../..").normalize();
  }
}
