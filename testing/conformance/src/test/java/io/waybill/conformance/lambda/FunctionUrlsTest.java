package io.waybill.conformance.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Functions;
import io.waybill.conformance.clients.Sdk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.InvokeMode;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;

/// Functions behind URLs, called as any HTTP client calls them. The path form is used, since not
/// every machine knows names below `localhost`.
final class FunctionUrlsTest {
  private static final String ECHO =
      """
      import json
      def handler(event, context):
        path = event['rawPath']
        if path == '/raise':
          raise ValueError('secret')
        if path == '/text':
          return 'just words'
        if path == '/list':
          return [1, 2]
        if path == '/bytes':
          return {'statusCode': 200, 'isBase64Encoded': True, 'body': 'AAEC',
                  'headers': {'content-type': 'image/x'}}
        if path == '/odd':
          return {'statusCode': 'many'}
        return {'statusCode': 202, 'headers': {'x-a': 'b', 'Content-Length': '1'},
                'cookies': ['k=v', 'l=w'], 'body': json.dumps(event)}
      """;
  private static final String STREAM =
      """
      export const handler = awslambda.streamifyResponse(async (event, out) => {
        out = awslambda.HttpResponseStream.from(out, {
          statusCode: 201, headers: { 'Content-Type': 'text/x' }, cookies: ['k=v'] });
        for (let i = 0; i < 3000; i++) {
          if (!out.write('x'.repeat(1000))) await new Promise((r) => out.once('drain', r));
        }
        out.end('end');
      });
      """;

  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final LambdaClient lambda = Sdk.lambda(SERVER);
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void functions() {
    try (LambdaClient lambda = Sdk.lambda(SERVER)) {
      Functions.make(lambda, "echo", Runtime.PYTHON3_12, "app.py", ECHO);
      Functions.make(lambda, "stream", Runtime.NODEJS22_X, "app.mjs", STREAM);
    }
  }

  private void open(String function, String qualifier) {
    lambda.addPermission(b ->
        b.functionName(function)
            .qualifier(qualifier)
            .statementId("open")
            .action("lambda:InvokeFunctionUrl")
            .principal("*")
            .functionUrlAuthType(FunctionUrlAuthType.NONE));
  }

  /// The same place as `url` in the form that needs no name below `localhost`.
  private static URI at(String url, String path) {
    String host = URI.create(url).getHost();
    String id = host.substring(0, host.indexOf('.'));
    return SERVER.endpoint().resolve("/_waybill/function-urls/" + id + path);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private String url(String alias) {
    lambda.publishVersion(b -> b.functionName("echo"));
    lambda.createAlias(b -> b.functionName("echo").name(alias).functionVersion("1"));
    String url =
        lambda
            .createFunctionUrlConfig(
                b -> b.functionName("echo").qualifier(alias).authType(FunctionUrlAuthType.NONE))
            .functionUrl();
    open("echo", alias);
    return url;
  }

  @Test
  void aRequestBecomesAnEventAndAnAnswerBecomesHttp() throws Exception {
    String url = url("event");
    assertThat(url).matches("http://[a-z2-7]{32}\\.lambda-url\\.us-east-1\\.localhost:\\d+/");

    HttpResponse<byte[]> answer =
        send(
            HttpRequest.newBuilder(at(url, "/a%20b/c?x=1&x=2&y=%41+b"))
                .header("Content-Type", "application/json")
                .header("Cookie", "a=b; c=d")
                .header("X-Two", "one")
                .header("X-Two", "two")
                .POST(HttpRequest.BodyPublishers.ofString("{\"k\":1}")));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("x-a")).contains("b");
    assertThat(answer.headers().allValues("set-cookie")).containsExactly("k=v", "l=w");
    JsonNode event = new ObjectMapper().readTree(answer.body());
    assertThat(event.at("/version").asText()).isEqualTo("2.0");
    assertThat(event.at("/rawPath").asText()).isEqualTo("/a b/c");
    assertThat(event.at("/rawQueryString").asText()).isEqualTo("x=1&x=2&y=%41+b");
    assertThat(event.at("/queryStringParameters").toString())
        .isEqualTo("{\"x\":\"1,2\",\"y\":\"A b\"}");
    assertThat(event.at("/cookies").toString()).isEqualTo("[\"a=b\",\"c=d\"]");
    assertThat(event.at("/headers/x-two").asText()).isEqualTo("one,two");
    assertThat(event.at("/body").asText()).isEqualTo("{\"k\":1}");
    assertThat(event.at("/isBase64Encoded").asBoolean()).isFalse();
    assertThat(event.at("/requestContext/http/method").asText()).isEqualTo("POST");
    assertThat(event.at("/requestContext/accountId").asText()).isEqualTo("anonymous");
  }

  @Test
  void whatIsNoTextIsToldInBase64BothWays() throws Exception {
    String url = url("bytes");
    HttpResponse<byte[]> answer =
        send(
            HttpRequest.newBuilder(at(url, "/x"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {0, 1, 2})));
    JsonNode event = new ObjectMapper().readTree(answer.body());
    assertThat(event.at("/isBase64Encoded").asBoolean()).isTrue();
    assertThat(Base64.getDecoder().decode(event.at("/body").asText())).containsExactly(0, 1, 2);

    HttpResponse<byte[]> binary = send(HttpRequest.newBuilder(at(url, "/bytes")));
    assertThat(binary.body()).containsExactly(0, 1, 2);
    assertThat(binary.headers().firstValue("content-type")).contains("image/x");
  }

  @Test
  void answersOfOtherShapesAreJsonAndFailuresTellNothing() throws Exception {
    String url = url("shapes");
    assertThat(new String(send(HttpRequest.newBuilder(at(url, "/text"))).body(), UTF_8))
        .isEqualTo("just words");
    HttpResponse<byte[]> list = send(HttpRequest.newBuilder(at(url, "/list")));
    assertThat(new String(list.body(), UTF_8)).isEqualTo("[1, 2]");
    assertThat(list.headers().firstValue("content-type")).contains("application/json");
    for (String path : new String[] {"/raise", "/odd"}) {
      HttpResponse<byte[]> failed = send(HttpRequest.newBuilder(at(url, path)));
      assertThat(failed.statusCode()).isEqualTo(502);
      assertThat(new String(failed.body(), UTF_8)).isEqualTo("Internal Server Error");
    }
  }

  @Test
  void aStreamedAnswerComesWhole() throws Exception {
    String url =
        lambda
            .createFunctionUrlConfig(b ->
                b.functionName("stream")
                    .authType(FunctionUrlAuthType.AWS_IAM)
                    .invokeMode(InvokeMode.RESPONSE_STREAM))
            .functionUrl();

    assertThat(send(HttpRequest.newBuilder(at(url, "/"))).statusCode()).isEqualTo(403);
    HttpResponse<byte[]> answer =
        send(
            HttpRequest.newBuilder(at(url, "/"))
                .header(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=test/20261127/us-east-1/lambda/aws4_request,"
                        + " SignedHeaders=host, Signature=00"));

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("content-type")).contains("text/x");
    assertThat(answer.headers().allValues("set-cookie")).containsExactly("k=v");
    assertThat(answer.body()).hasSize(3_000_003).endsWith("end".getBytes(UTF_8));
  }

  @Test
  void originsAreLetInAsTheConfigurationSays() throws Exception {
    String url = url("cors");
    lambda.updateFunctionUrlConfig(b ->
        b.functionName("echo")
            .qualifier("cors")
            .cors(c -> c.allowOrigins("https://*.shop").allowMethods("POST").maxAge(5)));

    HttpResponse<byte[]> preflight =
        send(
            HttpRequest.newBuilder(at(url, "/text"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://a.shop")
                .header("Access-Control-Request-Method", "POST"));
    assertThat(preflight.statusCode()).isEqualTo(200);
    assertThat(preflight.body()).isEmpty();
    assertThat(preflight.headers().firstValue("access-control-allow-methods")).contains("POST");
    assertThat(preflight.headers().firstValue("access-control-max-age")).contains("5");

    assertThat(
            send(HttpRequest.newBuilder(at(url, "/text")).header("Origin", "https://a.shop"))
                .headers()
                .firstValue("access-control-allow-origin"))
        .contains("https://a.shop");
    assertThat(
            send(HttpRequest.newBuilder(at(url, "/text")).header("Origin", "https://a.other"))
                .headers()
                .firstValue("access-control-allow-origin"))
        .isEmpty();
  }

  @Test
  void nobodyIsLetInWithoutAStatementAndNothingIsThereAfterDeletion() throws Exception {
    String url = url("closed");
    lambda.removePermission(b -> b.functionName("echo").qualifier("closed").statementId("open"));
    HttpResponse<byte[]> refused = send(HttpRequest.newBuilder(at(url, "/text")));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("x-amzn-ErrorType")).contains("AccessDeniedException");
    assertThat(new String(refused.body(), UTF_8)).startsWith("{\"Message\":\"Forbidden. For");

    assertThatThrownBy(() ->
            lambda.createFunctionUrlConfig(
                b -> b.functionName("echo").qualifier("closed").authType(FunctionUrlAuthType.NONE)))
        .isInstanceOf(ResourceConflictException.class)
        .hasMessageContaining("FunctionUrlConfig exists for this Lambda function");
    lambda.deleteFunctionUrlConfig(b -> b.functionName("echo").qualifier("closed"));
    assertThatThrownBy(
            () -> lambda.getFunctionUrlConfig(b -> b.functionName("echo").qualifier("closed")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("The resource you requested does not exist.");
    assertThat(send(HttpRequest.newBuilder(at(url, "/text"))).statusCode()).isEqualTo(403);
  }

  @Test
  void aUrlOutlivesItsAliasAndLetsNobodyInAnyMore() throws Exception {
    String url = url("passing");
    assertThat(send(HttpRequest.newBuilder(at(url, "/text"))).statusCode()).isEqualTo(200);

    lambda.deleteAlias(b -> b.functionName("echo").name("passing"));
    HttpResponse<byte[]> refused = send(HttpRequest.newBuilder(at(url, "/text")));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("x-amzn-ErrorType")).contains("AccessDeniedException");
    assertThat(new String(refused.body(), UTF_8))
        .isEqualTo(
            "{\"Message\":\"Forbidden. For troubleshooting Function URL authorization issues, see:"
                + " https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html\"}");
    assertThat(
            lambda
                .getFunctionUrlConfig(b -> b.functionName("echo").qualifier("passing"))
                .functionUrl())
        .isEqualTo(url);
  }
}
