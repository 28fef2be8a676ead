package io.waybill.sqs.operations;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Caller;
import io.waybill.sqs.api.SqsErrors;
import io.waybill.sqs.model.QueueName;
import io.waybill.sqs.model.Refusals;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Queue URLs: what callers name queues by.
///
/// The path ends with account and name, whatever host stands before it. A host of the form
/// `sqs.REGION.…` names the queue's region; any other leaves it to the caller's signature.
final class QueueUrls {
  private QueueUrls() {}

  /// The URL of a queue as this caller can reach it.
  static String url(Caller caller, Arn queue) {
    return caller.baseUrl() + "/" + queue.account() + "/" + queue.resource();
  }

  /// The ARN of the queue that `url` names, whether there is one or not, and whosever it is.
  static Arn arn(Caller caller, @Nullable String url) {
    if (url == null || url.isEmpty()) {
      throw Refusals.missing("QueueUrl");
    }
    // AWS (SendMessage): a bare name does where it is a queue of the caller's own.
    if (QueueName.isName(url)) {
      return Arn.of("sqs", caller.region(), caller.account(), url);
    }
    int nameAt = url.lastIndexOf('/');
    int accountAt = nameAt <= 0 ? -1 : url.lastIndexOf('/', nameAt - 1);
    Optional<AccountId> account =
        nameAt <= 0 ? Optional.empty() : AccountId.parse(url.substring(accountAt + 1, nameAt));
    String name = url.substring(nameAt + 1);
    if (account.isEmpty() || name.isEmpty()) {
      throw SqsErrors.INVALID_ADDRESS.because(
          "The address " + url + " is not valid for this endpoint.");
    }
    return Arn.of("sqs", region(url).orElse(caller.region()), account.get(), name);
  }

  private static Optional<Region> region(String url) {
    int at = url.indexOf("://sqs.");
    int from = at + 7;
    int to = at < 0 ? -1 : url.indexOf('.', from);
    return to < 0 ? Optional.empty() : Region.parse(url.substring(from, to));
  }
}
