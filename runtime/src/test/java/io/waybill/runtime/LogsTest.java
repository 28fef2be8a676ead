package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.functions.Deployment;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LogsTest extends InWorkshop {
  private List<String> own() {
    return shop.lines.stream()
        .filter(line -> !line.matches("(?s)(INIT_START|START|END|REPORT) .*"))
        .toList();
  }

  @Test
  void whatIsPrintedIsCutIntoLinesAndWhatIsLoggedIsNot() throws Exception {
    Deployment python =
        shop.python(
            """
            import logging
            def handler(event, context):
              print('multi\\nline')
              print('another\\rline')
              logging.getLogger().warning('two\\nlines')
              print('no end', end='')
            """);
    shop.returned(python, "{}");
    assertThat(own())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("multi\n"),
            line -> assertThat(line).isEqualTo("line\n"),
            line -> assertThat(line).isEqualTo("another\rline\n"),
            line -> assertThat(line).matches("\\[WARNING\\]\t[0-9T:.-]+Z\trequest-1\ttwo\nlines\n"),
            line -> assertThat(line).isEqualTo("no end\n"));
  }

  @Test
  void whatNodesConsoleWritesIsOneEventEach() throws Exception {
    Deployment node =
        shop.node(
            "index.mjs",
            """
            export const handler = async () => {
              console.log('two\\nlines', { a: 1 });
              process.stdout.write('plain');
              console.debug('last');
            };
            """);
    shop.returned(node, "{}");
    assertThat(own())
        .satisfiesExactly(
            line ->
                assertThat(line).matches("[0-9T:.-]+Z\trequest-1\tINFO\ttwo\nlines \\{ a: 1 }\n"),
            line -> assertThat(line).isEqualTo("plain\n"),
            line -> assertThat(line).matches("[0-9T:.-]+Z\trequest-1\tDEBUG\tlast\n"));
  }

  @Test
  void aLogInJsonHasPlatformEventsAndLevels() throws Exception {
    Deployment node =
        Workshop.inJson(
            shop.node(
                "index.mjs",
                """
                export const handler = async () => {
                  console.debug('too little');
                  console.info({ a: 1 });
                  console.error('bad: %s', 'it', new TypeError('no'));
                };
                """),
            "INFO",
            "DEBUG");
    shop.returned(node, "{}");

    assertThat(
            shop.lines.stream().map(line -> line.replaceAll("^.*\"type\":\"([^\"]*)\".*$", "$1")))
        .filteredOn(line -> line.startsWith("platform"))
        .containsExactly(
            "platform.initStart",
            "platform.initRuntimeDone",
            "platform.initReport",
            "platform.start",
            "platform.runtimeDone",
            "platform.report");
    assertThat(shop.lines.stream().filter(line -> line.contains("\"level\"")))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches(
                        "\\{\"timestamp\":\"[^\"]+Z\",\"level\":\"INFO\",\"requestId\":\"request-1\","
                            + "\"message\":\\{\"a\":1}}"),
            line ->
                assertThat(line)
                    .contains(
                        "\"level\":\"ERROR\"",
                        "\"message\":\"bad: it TypeError: no",
                        "\"errorType\":\"TypeError\",\"errorMessage\":\"no\",\"stackTrace\":["));
  }

  @Test
  void aLogInJsonShowsOfTheSystemWhatItsLevelAsksFor() throws Exception {
    Deployment python =
        Workshop.inJson(shop.python("def handler(e, c):\n  return e['a']\n"), "INFO", "WARN");
    shop.returned(python, "{\"a\":1}");
    assertThat(shop.lines).isEmpty();
    assertThat(shop.failed(python, "{}").errorType()).isEqualTo("KeyError");
    assertThat(shop.lines)
        .singleElement()
        .asString()
        .contains("\"level\": \"ERROR\"", "\"errorType\": \"KeyError\"");
  }

  @Test
  void linesThatAreJsonOfTheFunctionsOwnAreFilteredByTheirLevel() throws Exception {
    Deployment python =
        Workshop.inJson(
            shop.python(
                """
                import json, logging
                def handler(event, context):
                  for level in ['debug', 'WARN', 'nonsense']:
                    print(json.dumps({'level': level, 'timestamp': '2024-11-02T16:51:31.587199Z'}))
                  logging.getLogger('mine').info('too little')
                  logging.getLogger('mine').error('seen', extra={'order': 7})
                  logging.getLogger('mine').log(45, 'between two levels')
                """),
            "WARN",
            "WARN");
    shop.returned(python, "{}");

    assertThat(shop.lines)
        .satisfiesExactly(
            line -> assertThat(line).contains("\"level\": \"WARN\""),
            line ->
                assertThat(line)
                    .contains(
                        "\"level\": \"ERROR\", \"message\": \"seen\", \"logger\": \"mine\"",
                        "\"requestId\": \"request-1\"",
                        "\"order\": 7")
                    .containsPattern("^\\{\"timestamp\": \"[-0-9]+T[:0-9]+\\.[0-9]{3}Z\""),
            line ->
                assertThat(line)
                    .contains("\"level\": \"ERROR\", \"message\": \"between two levels\""));
  }

  @Test
  void aPythonRecordInJsonHasItsTracebackAsPythonWritesIt() throws Exception {
    Deployment python =
        Workshop.inJson(
            shop.python(
                """
                import logging, traceback
                def handler(event, context):
                  try:
                    event['a'] + event['b']['c']
                  except KeyError as problem:
                    logging.exception('seen')
                    return traceback.format_tb(problem.__traceback__)
                """),
            "WARN",
            "WARN");
    String written = shop.returned(python, "{\"a\": 1, \"b\": {}}");

    assertThat(shop.lines)
        .singleElement()
        .asString()
        .contains("\"stackTrace\": " + written, "\"errorType\": \"KeyError\"");
  }

  @Test
  void pythonsRecordsNameTheirEventForFormatsOfTheFunctionsOwnToo() throws Exception {
    Deployment python =
        shop.python(
            """
            import logging
            logging.getLogger().handlers[0].setFormatter(logging.Formatter('%(aws_request_id)s says %(message)s'))
            def handler(event, context):
              logging.warning('it')
            """);
    shop.returned(python, "{}");

    assertThat(shop.lines).contains("request-1 says it\n");
  }

  @Test
  void nodeHandlersWithoutAPromiseAreDoneWhenNothingIsLeftToWaitFor() throws Exception {
    Stream.of("(event) => 'lost'", "(event, context, done) => { setTimeout(() => {}, 1); }")
        .forEach(handler -> assertThat(answer(handler)).isEqualTo("null"));
    assertThat(answer("(event, context) => context.succeed(7)")).isEqualTo("7");
    assertThat(answer("(event, context, done) => { done(null, 1); done(null, 2); }"))
        .isEqualTo("2");
  }

  private String answer(String handler) {
    try {
      return shop.returned(shop.node("index.js", "exports.handler = " + handler + ";"), "{}");
    } catch (Exception broken) {
      throw new AssertionError(handler, broken);
    }
  }

  @Test
  void whatNobodyCatchesInNodeIsTold() throws Exception {
    Deployment thrown =
        shop.node(
            "index.mjs",
            """
            export const handler = () =>
              new Promise(() => setTimeout(() => { throw new TypeError('late'); }, 1));
            """);
    assertThat(Workshop.text(shop.failed(thrown, "{}")))
        .startsWith("{\"errorType\":\"TypeError\",\"errorMessage\":\"late\",\"trace\":[");
    Deployment rejected =
        shop.node(
            "index.mjs",
            """
            export const handler = async () => {
              Promise.reject(new Error('alone'));
              await new Promise((done) => setTimeout(done, 1000));
            };
            """);
    assertThat(Workshop.text(shop.failed(rejected, "{}")))
        .startsWith(
            "{\"errorType\":\"Runtime.UnhandledPromiseRejection\","
                + "\"errorMessage\":\"Error: alone\",\"trace\":[");
  }
}
