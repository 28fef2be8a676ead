package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.RunOutcome;
import java.time.Duration;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// What holds in every language, and in those that bring their own runtime.
final class LanguagesTest extends InWorkshop {
  @Test
  void whatAHandlerThrowsIsTold() throws Exception {
    RunOutcome.Failed python =
        shop.failed(shop.python("def handler(e, c):\n  raise ValueError('no')\n"), "{}");
    assertThat(python.isHandled()).isTrue();
    assertThat(Workshop.text(python))
        .startsWith("{\"errorMessage\": \"no\", \"errorType\": \"ValueError\"")
        .contains("\"stackTrace\": [\"  File ");

    RunOutcome.Failed node =
        shop.failed(
            shop.node(
                "index.mjs", "export const handler = async () => { throw new TypeError('no'); };"),
            "{}");
    assertThat(Workshop.text(node))
        .startsWith("{\"errorType\":\"TypeError\",\"errorMessage\":\"no\",\"trace\":[");
  }

  /// They come and go in many pieces, which break letters of several bytes anywhere.
  @Test
  void largeEventsAndAnswersArriveWholeInEveryLanguage() throws Exception {
    String event = "\"" + "x€é".repeat(500_000) + "\"";
    Deployment node = shop.node("index.mjs", "export const handler = async (event) => event;");
    Deployment python = shop.python("def handler(event, context):\n  return event\n");

    for (Deployment each : List.of(node, python)) {
      assertThat(shop.returned(each, event).equals(event)).isTrue();
      assertThat(shop.returned(each, "1")).as("the next one").isEqualTo("1");
    }
  }

  @Test
  void textsOfEveryAlphabetArriveInEveryLanguage() throws Exception {
    Deployment node =
        shop.node(
            "index.mjs",
            "export const handler = async (event, context) => event + context.clientContext.custom.at;");
    Deployment python =
        shop.python(
            "def handler(event, context):\n  return event + context.client_context.custom['at']\n");

    for (Deployment each : List.of(node, python)) {
      for (String text : List.of("plain", "\u00e4\u20ac", "\ud83d\ude00")) {
        String context = "{\"custom\": {\"at\": \"" + text + "\"}}";
        assertThat(shop.returned(each, '"' + text + '"', context))
            .isEqualTo('"' + text + text + '"');
      }
    }
  }

  @Test
  void anErrorMayBeCalledWhateverItsFunctionLikes() throws Exception {
    Deployment node =
        shop.node(
            "index.mjs",
            """
            export const handler = async (event) => {
              if (event === 1) return 1;
              const error = new Error('why');
              error.name = 'Two\\r\\nX-Lines: 1';
              throw error;
            };
            """);

    Deployment python =
        shop.python(
            """
            def handler(event, context):
              if event == 1: return 1
              raise type('Two\\r\\nX-Lines: 1', (Exception,), {})('why')
            """);

    for (Deployment each : List.of(node, python)) {
      assertThat(shop.failed(each, "0").errorType()).isEqualTo("Two X-Lines: 1");
      assertThat(shop.returned(each, "1")).isEqualTo("1");
    }
  }

  @Test
  void aHandlerThatIsNotThereIsToldByItsInitialisation() throws Exception {
    assertThat(shop.failed(shop.python("x = 1\n"), "{}").errorType())
        .isEqualTo("Runtime.HandlerNotFound");
    assertThat(shop.failed(shop.python("def handler(:\n"), "{}").errorType())
        .isEqualTo("Runtime.UserCodeSyntaxError");
    assertThat(shop.failed(shop.python("import nowhere\n"), "{}").errorType())
        .isEqualTo("Runtime.ImportModuleError");
    assertThat(shop.failed(shop.node("index.js", "exports.other = 1;"), "{}").errorType())
        .isEqualTo("Runtime.HandlerNotFound");
  }

  @Test
  void aPackageMayBringItsOwnRuntime() throws Exception {
    Deployment function =
        shop.made(
            "provided.al2023",
            "any",
            "bootstrap",
            """
            #!/usr/bin/python3
            import os, urllib.request as u
            a = 'http://' + os.environ['AWS_LAMBDA_RUNTIME_API'] + '/2018-06-01/runtime/invocation/'
            while True:
              r = u.urlopen(a + 'next')
              u.urlopen(a + r.headers['Lambda-Runtime-Aws-Request-Id'] + '/response', data=r.read())
            """,
            Duration.ofSeconds(20));

    assertThat(shop.returned(function, "{\"own\":1}")).isEqualTo("{\"own\":1}");
  }

  @Test
  void javaHandlersAnswer() throws Exception {
    String source =
        """
        import java.util.Map;
        public class App {
          private static int events;
          public String handle(Map<String, Object> event) {
            events++;
            System.out.print("seen " + event.get("a"));
            if (event.isEmpty()) {
              throw new IllegalStateException("nothing in it");
            }
            return "got " + event.get("a") + " as " + events;
          }
        }
        """;
    Deployment function =
        shop.made("java21", "App::handle", "App.java", source, Duration.ofSeconds(20));
    String java = function.code().resolve("App.java").toString();
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, java)).isZero();

    assertThat(shop.returned(function, "{\"a\":\"it\"}")).isEqualTo("\"got it as 1\"");
    assertThat(shop.returned(function, "{\"a\":\"it\"}")).isEqualTo("\"got it as 2\"");
    RunOutcome.Failed failed = shop.failed(function, "{}");
    assertThat(Workshop.text(failed))
        .contains(
            "\"errorMessage\":\"nothing in it\"",
            "\"errorType\":\"java.lang.IllegalStateException\"");
  }
}
