package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.RunOutcome;
import io.waybill.runtime.host.HostRuntime;
import io.waybill.runtime.host.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Functions in Ruby, where the host has it.
final class RubyTest {
  private static final String RUBY = "ruby3.4";

  @TempDir Path folder;
  private Workshop shop;

  @BeforeEach
  void open() {
    Assumptions.assumeTrue(
        Programs.missing(RUBY).isEmpty(), "ruby is not installed: apt install ruby");
    shop = new Workshop(folder);
  }

  @AfterEach
  void close() {
    if (shop != null) {
      shop.close();
    }
  }

  private Deployment ruby(String handler, String source) throws Exception {
    return shop.made(RUBY, handler, "app.rb", source, Duration.ofSeconds(20));
  }

  @Test
  void aMethodGetsEventAndContext() throws Exception {
    Deployment function =
        ruby(
            "app.handler",
            """
            def handler(event:, context:)
              puts "seen #{event['text']}"
              [event['text'], context.function_name, context.aws_request_id, context.memory_limit_in_mb,
               context.get_remaining_time_in_millis.between?(1, 20_000), ENV['COLOUR'],
               ENV['_X_AMZN_TRACE_ID'].start_with?('Root=1-'), ENV['AWS_EXECUTION_ENV']]
            end
            """);

    assertThat(shop.returned(function, "{\"text\":\"\u00fc\"}"))
        .isEqualTo(
            "[\"\u00fc\",\"f\",\"request-1\",\"128\",true,\"blue\",true,\"AWS_Lambda_ruby3.4\"]");
    assertThat(shop.lines).contains("seen \u00fc\n");
  }

  @Test
  void theTraceVariableIsTheEventsHoweverItIsReadAndTakesNoMoreMemoryWithEachEvent()
      throws Exception {
    Deployment function =
        ruby(
            "app.handler",
            """
            require 'fiddle'
            GETENV = Fiddle::Function.new(Fiddle.dlopen(nil)['getenv'], [Fiddle::TYPE_VOIDP], Fiddle::TYPE_VOIDP)
            def handler(event:, context:)
              name = '_X_AMZN_TRACE_ID'
              at = GETENV.call(name)
              seen = [ENV[name], ENV.to_h[name], at.to_s, `printenv #{name}`.strip]
              ENV[name] = 'mine' if event == 1
              [seen.uniq.size, seen[0], at.to_i]
            end
            """);
    List<String> told = new ArrayList<>();
    for (String event : List.of("0", "0", "0", "1", "0")) {
      told.add(shop.returned(function, event));
    }
    assertThat(told).allMatch(each -> each.startsWith("[1,\"Root=1-")).doesNotHaveDuplicates();
    assertThat(told.subList(1, 5).stream().map(each -> each.replaceAll(".*,", "")).distinct())
        .hasSize(1);
  }

  @Test
  void aModulesMethodIsFoundAndTheProcessStaysWarm() throws Exception {
    Deployment function =
        ruby(
            "app.Shop::Counter.next",
            """
            module Shop
              class Counter
                @count = 0
                def self.next(event:, context:)
                  @count += 1
                end
              end
            end
            """);

    assertThat(shop.returned(function, "{}")).isEqualTo("1");
    assertThat(shop.returned(function, "{}")).isEqualTo("2");
  }

  @Test
  void whatAHandlerRaisesIsToldAndTheNextEventRuns() throws Exception {
    Deployment function =
        ruby(
            "app.handler",
            """
            def handler(event:, context:)
              raise ArgumentError, 'no good' if event == 'raise'
              'fine'
            end
            """);

    RunOutcome.Failed failed = shop.failed(function, "\"raise\"");
    assertThat(failed.errorType()).isEqualTo("Function<ArgumentError>");
    assertThat(Workshop.text(failed))
        .startsWith(
            "{\"errorMessage\":\"no good\",\"errorType\":\"Function<ArgumentError>\",\"stackTrace\":[")
        .contains("app.rb:2:in ")
        .doesNotContain("bootstrap");
    assertThat(shop.lines).anyMatch(line -> line.startsWith("Error raised from handler method\n{"));
    assertThat(shop.returned(function, "1")).isEqualTo("\"fine\"");
    assertThat(shop.lines.stream().filter(line -> line.startsWith("INIT_START"))).hasSize(1);
  }

  @Test
  void whatCannotBeLoadedIsToldAsTheInitialisationsError() throws Exception {
    assertThat(shop.failed(ruby("app.handler", "require 'no/such/file'\n"), "1").errorType())
        .isEqualTo("Init<LoadError>");
    assertThat(shop.failed(ruby("app.handler", "def handler(\n"), "1").errorType())
        .isEqualTo("Init<SyntaxError>");
    assertThat(shop.failed(ruby("handler", "1\n"), "1").errorType())
        .isEqualTo("Init<ArgumentError>");
    assertThat(shop.failed(ruby("app.nothing", "1\n"), "1").errorType())
        .isEqualTo("Function<NoMethodError>");
  }

  @Test
  void whatExitsEndsItsEventAndIsBegunAnew() throws Exception {
    Deployment function =
        ruby(
            "app.handler",
            """
            def handler(event:, context:)
              exit 3 if event == 'exit'
              Process.kill(:KILL, Process.pid) if event == 'kill'
              'fine'
            end
            """);

    assertThat(shop.failed(function, "\"exit\"").errorType()).isEqualTo("Function<SystemExit>");
    assertThat(shop.failed(function, "\"kill\"").errorType()).isEqualTo("Runtime.ExitError");
    assertThat(shop.returned(function, "1")).isEqualTo("\"fine\"");
  }

  @Test
  void aLoggersMessageIsOneEventAsTextAndAsJson() throws Exception {
    Deployment function =
        ruby(
            "app.handler",
            """
            require 'logger'
            def handler(event:, context:)
              logger = Logger.new($stdout)
              logger.debug("hidden in JSON")
              logger.info("two\\nlines")
            end
            """);

    assertThat(shop.returned(function, "1")).isEqualTo("true");
    assertThat(shop.lines)
        .anyMatch(line -> line.matches("(?s)I, \\[.*  INFO request-1 -- : two\nlines\n"))
        .anyMatch(line -> line.startsWith("D, "));
    shop.lines.clear();
    assertThat(shop.returned(Workshop.inJson(function, "INFO", "WARN"), "1")).isEqualTo("true");
    assertThat(shop.lines)
        .singleElement()
        .asString()
        .contains(
            "\"level\":\"INFO\"", "\"message\":\"two\\nlines\"", "\"requestId\":\"request-1\"");
  }

  @Test
  void theHostsRubyIsListed() {
    HostRuntime ruby =
        shop.runner.runtimes().stream()
            .filter(each -> each.name().equals(RUBY))
            .findFirst()
            .orElseThrow();
    assertThat(ruby.runs()).isTrue();
    assertThat(ruby.version()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*").doesNotContain(" ");
  }
}
