package io.waybill.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.RunOutcome;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Node.js functions are given and answer.
final class NodeTest extends InWorkshop {
  @Test
  void nodeHandlersOfEveryKindAnswer() throws Exception {
    assertThat(
            shop.returned(
                shop.node("index.mjs", "export const handler = async (event) => event.a + 1;"),
                "{\"a\":1}"))
        .isEqualTo("2");
    assertThat(
            shop.returned(
                shop.node(
                    "index.js", "exports.handler = (event, context, done) => done(null, 'x');"),
                "{}"))
        .isEqualTo("\"x\"");
  }

  @Test
  void aStreamedAnswerComesInPieces() throws Exception {
    Deployment function =
        shop.node(
            "index.mjs",
            "export const handler = awslambda.streamifyResponse(async (event, out) => {"
                + " out.write('one,'); out.write('two'); out.end(); });");
    ByteArrayOutputStream streamed = new ByteArrayOutputStream();

    RunOutcome outcome = shop.start(function, "{}", streamed).get(60, TimeUnit.SECONDS);
    assertThat(outcome).isInstanceOf(RunOutcome.Returned.class);
    assertThat(streamed.toString(StandardCharsets.UTF_8)).isEqualTo("one,two");
  }

  @Test
  void nodesTraceVariableIsTheEventsHoweverItIsRead() throws Exception {
    Deployment node =
        shop.node(
            "index.mjs",
            """
            import { execSync } from 'node:child_process';
            import { env } from 'node:process';
            const name = '_X_AMZN_TRACE_ID';
            export const handler = async () => new Set([
              process.env[name], env[name], { ...process.env }[name],
              Object.entries(process.env).find(([key]) => key === name)[1],
              execSync('printenv ' + name).toString().trim(),
            ]).size + process.env[name];
            """);
    String first = shop.returned(node, "{}");
    assertThat(first).startsWith("\"1Root=1-");
    assertThat(shop.returned(node, "{}")).startsWith("\"1Root=1-").isNotEqualTo(first);
  }

  /// AWS: also those of ES modules, for which Node.js itself does not ask `NODE_PATH`.
  @Test
  void modulesOfLayersAreFoundByEveryKindOfImport(@TempDir Path layer) throws Exception {
    Path node = Files.createDirectories(layer.resolve("nodejs/node_modules/first"));
    Files.writeString(node.resolve("index.js"), "module.exports = 'first';\n");
    Path versioned = Files.createDirectories(layer.resolve("nodejs/node22/node_modules/second"));
    Files.writeString(versioned.resolve("package.json"), "{\"exports\": \"./it.mjs\"}\n");
    Files.writeString(versioned.resolve("it.mjs"), "export default 'second';\n");
    Deployment function =
        shop.node(
            "index.mjs",
            """
            import first from 'first';
            import { createRequire } from 'node:module';
            const third = await import('third').catch((problem) => problem.code);
            const second = (await import('second')).default;
            export const handler = async () => [first, second, third, createRequire(import.meta.url)('first')];
            """);
    assertThat(shop.returned(Workshop.layered(function, layer), "{}"))
        .isEqualTo("[\"first\",\"second\",\"ERR_MODULE_NOT_FOUND\",\"first\"]");
  }
}
