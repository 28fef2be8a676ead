package io.waybill.wire.dispatch;

import io.waybill.core.AccountId;
import io.waybill.core.Ascii;
import io.waybill.core.Region;
import io.waybill.core.TimeSource;
import io.waybill.wire.protocol.WireRequest;
import io.waybill.wire.sigv4.AccessKey;
import io.waybill.wire.sigv4.AccessKeys;
import io.waybill.wire.sigv4.CredentialScope;
import io.waybill.wire.sigv4.Signature;
import io.waybill.wire.sigv4.SignatureCheck;
import java.util.Optional;

/// Tells from a request's signature who calls.
public sealed interface Identities {
  /// Who calls `service`; refuses where that must be proven and is not.
  ///
  /// @param asSent the request with its body as the signature covers it
  Identity of(Signature signature, WireRequest asSent, String service);

  /// Anyone is who he says he is, as the field's tools expect of a server on one's own machine: an
  /// access key of twelve digits names the account.
  static Identities claimed() {
    return claimed(AccountId.DEFAULT, Region.DEFAULT);
  }

  /// The same, with the account of a caller whose access key names none, and the region of one
  /// whose signature and host name none.
  static Identities claimed(AccountId account, Region region) {
    return new Claimed(account, region);
  }

  /// Every request must be signed with one of `keys`.
  static Identities proven(AccessKeys keys, TimeSource time) {
    return new Proven(new SignatureCheck(keys, time));
  }

  /// See `claimed`.
  record Claimed(AccountId fallbackAccount, Region fallbackRegion) implements Identities {
    private static final int USER_NAME_MAX = 64;

    @Override
    public Identity of(Signature signature, WireRequest asSent, String service) {
      Optional<CredentialScope> scope = signature.scope();
      AccountId account =
          scope.flatMap(named -> AccountId.parse(named.accessKey())).orElse(fallbackAccount);
      return new Identity(
          account,
          region(scope, asSent, fallbackRegion),
          "arn:aws:iam::" + account.digits() + ":" + scope.map(Claimed::user).orElse("root"));
    }

    /// Whoever signs is taken for a user that is called as its access key.
    private static String user(CredentialScope scope) {
      String key = scope.accessKey();
      return isUserName(key) ? "user/" + key : "root";
    }

    /// AWS (IAM, CreateUser): letters, digits and some marks. No pattern: this is asked of every
    /// call.
    private static boolean isUserName(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (!(Ascii.isAlphanumeric(c) || "_+=,.@-".indexOf(c) >= 0)) {
          return false;
        }
      }
      return !text.isEmpty() && text.length() <= USER_NAME_MAX;
    }
  }

  /// See `proven`.
  record Proven(SignatureCheck check) implements Identities {
    @Override
    public Identity of(Signature signature, WireRequest asSent, String service) {
      AccessKey key = check.require(signature, asSent, service);
      return new Identity(
          key.account(), region(signature.scope(), asSent, Region.DEFAULT), key.principal());
    }
  }

  /// The region of the signature, else of the host, as in `sqs.eu-west-1.localhost`.
  private static Region region(
      Optional<CredentialScope> scope, WireRequest request, Region fallback) {
    if (scope.isPresent()) {
      String name = scope.get().region();
      return Region.parse(name).orElseThrow(() -> Failures.badRegion(name));
    }
    String[] host = request.headers().first("host").orElse("").split("\\.", 4);
    if (host.length >= 3 && host[1].indexOf('-') > 0) {
      return Region.parse(host[1]).orElse(fallback);
    }
    return fallback;
  }
}
