package io.waybill.server;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who computes RSA: Amazon's provider, which does it in native code in a quarter of the time,
/// where this build has it for the platform and it runs; else Java's own.
final class RsaProvider {
  private static final Logger log = LoggerFactory.getLogger(RsaProvider.class);
  private static final String NATIVE = "AmazonCorrettoCryptoProvider";

  private RsaProvider() {}

  static Provider find() {
    return nativeOne().orElseGet(() -> Security.getProviders("KeyFactory.RSA")[0]);
  }

  private static Optional<Provider> nativeOne() {
    try {
      return ServiceLoader.load(Provider.class).stream()
          .filter(each -> each.type().getSimpleName().equals(NATIVE))
          .map(ServiceLoader.Provider::get)
          // Where its library could not be loaded it offers nothing.
          .filter(each -> each.getService("Signature", "SHA1withRSA") != null)
          .findFirst();
    } catch (ServiceConfigurationError | LinkageError unusable) {
      log.debug("RSA is computed in Java: {}", unusable.toString());
      return Optional.empty();
    }
  }
}
