package io.waybill.conformance.clients;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;

/// Makes the functions of tests.
public final class Functions {
  private static final int TIMEOUT_SECONDS = 20;

  private Functions() {}

  /// A package with one file.
  public static byte[] zip(String file, String source) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(file));
      zip.write(source.getBytes(StandardCharsets.UTF_8));
    } catch (IOException never) {
      throw new IllegalStateException(never);
    }
    return bytes.toByteArray();
  }

  /// Creates a function in Python whose `handler` is in `source`, and waits until it is active;
  /// answers its ARN.
  public static String python(LambdaClient lambda, String name, String source) {
    return make(lambda, name, Runtime.PYTHON3_12, "app.py", source);
  }

  /// The same in any language.
  ///
  /// @param file what holds `handler`: `app.` and the language's ending
  public static String make(
      LambdaClient lambda, String name, Runtime runtime, String file, String source) {
    String arn =
        lambda
            .createFunction(b ->
                b.functionName(name)
                    .runtime(runtime)
                    .handler("app.handler")
                    .role("arn:aws:iam::000000000000:role/r")
                    .timeout(TIMEOUT_SECONDS)
                    .code(c -> c.zipFile(SdkBytes.fromByteArray(zip(file, source)))))
            .functionArn();
    lambda.waiter().waitUntilFunctionActiveV2(b -> b.functionName(name));
    return arn;
  }
}
