package io.waybill.codegen.java;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "QueueUrl, queueUrl, QUEUE_URL",
    "MD5OfMessageBody, md5OfMessageBody, MD5_OF_MESSAGE_BODY",
    "AWSAccountIds, awsAccountIds, AWS_ACCOUNT_IDS",
    "AWSTraceHeader, awsTraceHeader, AWS_TRACE_HEADER",
    "tags, tags, TAGS",
    "StreamARN, streamArn, STREAM_ARN",
    "ResourceARNs, resourceArns, RESOURCE_ARNS",
    "default, defaultValue, DEFAULT",
    "notify, notifyValue, NOTIFY",
    "nodejs4.3-edge, nodejs43Edge, NODEJS4_3_EDGE",
    "1.0, 10Value, _1_0",
  })
  void namesReadAsJavaDoes(String name, String component, String constant) {
    assertThat(Names.component(name)).isEqualTo(component);
    assertThat(Names.constant(name)).isEqualTo(constant);
  }
}
