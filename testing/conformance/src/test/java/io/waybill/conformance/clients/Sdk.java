package io.waybill.conformance.clients;

import io.waybill.conformance.RunningServer;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
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

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C sync(
      B builder, RunningServer server, Region region, StaticCredentialsProvider credentials) {
    return builder
        .endpointOverride(server.endpoint())
        .region(region)
        .credentialsProvider(credentials)
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
        .overrideConfiguration(b -> b.retryStrategy(RetryMode.STANDARD))
        .build();
  }

  public static SqsClient client(RunningServer server) {
    return client(server, CREDENTIALS);
  }

  static SqsClient client(RunningServer server, String accessKey, String secret) {
    return client(
        server, StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secret)));
  }

  private static SqsClient client(RunningServer server, StaticCredentialsProvider credentials) {
    return sync(SqsClient.builder(), server, Region.US_EAST_1, credentials);
  }

  public static SnsClient sns(RunningServer server) {
    return sns(server, Region.US_EAST_1);
  }

  public static SnsClient sns(RunningServer server, String accessKey, String secret) {
    return sync(
        SnsClient.builder(),
        server,
        Region.US_EAST_1,
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secret)));
  }

  public static SnsClient sns(RunningServer server, Region region) {
    return sync(SnsClient.builder(), server, region, CREDENTIALS);
  }

  public static EventBridgeClient events(RunningServer server) {
    return sync(EventBridgeClient.builder(), server, Region.US_EAST_1, CREDENTIALS);
  }

  public static LambdaClient lambda(RunningServer server) {
    return sync(LambdaClient.builder(), server, Region.US_EAST_1, CREDENTIALS);
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
    return sync(CloudWatchClient.builder(), server, Region.US_EAST_1, CREDENTIALS);
  }

  public static CloudWatchLogsClient logs(RunningServer server) {
    return logs(server, Region.US_EAST_1);
  }

  public static CloudWatchLogsClient logs(RunningServer server, Region region) {
    return sync(CloudWatchLogsClient.builder(), server, region, CREDENTIALS);
  }

  /// A client that leaves the host's name as it is: no name below `localhost` stands for this
  /// server's `streaming-` host everywhere.
  public static CloudWatchLogsAsyncClient logsAsync(RunningServer server) {
    return CloudWatchLogsAsyncClient.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(CREDENTIALS)
        .overrideConfiguration(
            c -> c.putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true))
        .httpClientBuilder(NettyNioAsyncHttpClient.builder())
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
