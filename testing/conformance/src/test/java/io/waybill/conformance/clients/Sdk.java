package io.waybill.conformance.clients;

import io.waybill.conformance.RunningServer;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Clients of the AWS SDK for Java v2 that speak to a test's server.
public final class Sdk {
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  private Sdk() {}

  public static SqsClient client(RunningServer server) {
    return client(server, CREDENTIALS);
  }

  static SqsClient client(RunningServer server, String accessKey, String secret) {
    return client(
        server, StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secret)));
  }

  private static SqsClient client(RunningServer server, StaticCredentialsProvider credentials) {
    return SqsClient.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials)
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
        .overrideConfiguration(b -> b.retryStrategy(RetryMode.STANDARD))
        .build();
  }

  public static SnsClient sns(RunningServer server) {
    return sns(server, Region.US_EAST_1);
  }

  public static SnsClient sns(RunningServer server, Region region) {
    return SnsClient.builder()
        .endpointOverride(server.endpoint())
        .region(region)
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
        .overrideConfiguration(b -> b.retryStrategy(RetryMode.STANDARD))
        .build();
  }

  public static EventBridgeClient events(RunningServer server) {
    return EventBridgeClient.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
        .overrideConfiguration(b -> b.retryStrategy(RetryMode.STANDARD))
        .build();
  }

  public static LambdaClient lambda(RunningServer server) {
    return LambdaClient.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
        .overrideConfiguration(b -> b.retryStrategy(RetryMode.STANDARD))
        .build();
  }

  public static LambdaAsyncClient lambdaAsync(RunningServer server) {
    return LambdaAsyncClient.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(NettyNioAsyncHttpClient.builder())
        .build();
  }

  public static CloudWatchClient cloudWatch(RunningServer server) {
    return CloudWatchClient.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
        .overrideConfiguration(b -> b.retryStrategy(RetryMode.STANDARD))
        .build();
  }

  public static CloudWatchLogsClient logs(RunningServer server) {
    return CloudWatchLogsClient.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
        .overrideConfiguration(b -> b.retryStrategy(RetryMode.STANDARD))
        .build();
  }

  static S3Client unusedS3(RunningServer server) {
    return S3Client.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  static SqsAsyncClient asyncClient(RunningServer server) {
    return SqsAsyncClient.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(50))
        .build();
  }
}
