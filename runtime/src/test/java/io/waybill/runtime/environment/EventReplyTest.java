package io.waybill.runtime.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.functions.FunctionEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventReplyTest {
  @Test
  void whatACallerSendsAlongBeginsNoLineOfItsOwn() {
    FunctionEvent event =
        new FunctionEvent(
            "id", "arn", new byte[0], "{\r\n\"a\": 1\n}", "Root=1\r\nX-More: 1", false, false);
    byte[] message = new EventReply(event, 7, event.traceHeader()).runtime().message();
    String fields = new String(message, StandardCharsets.UTF_8);
    assertThat(fields.split("\r\n", -1))
        .containsExactly(
            "HTTP/1.1 200 OK",
            "Content-Type: application/json",
            "Lambda-Runtime-Aws-Request-Id: id",
            "Lambda-Runtime-Deadline-Ms: 7",
            "Lambda-Runtime-Invoked-Function-Arn: arn",
            "Lambda-Runtime-Trace-Id: Root=1  X-More: 1",
            "Lambda-Runtime-Client-Context: {  \"a\": 1 }",
            "Content-Length: 0",
            "",
            "");
    assertThat(fields.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
  }
}
