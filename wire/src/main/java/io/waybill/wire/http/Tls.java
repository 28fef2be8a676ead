package io.waybill.wire.http;

import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLException;

/// The certificate that the server shows, and its private key.
public final class Tls {
  private final SslContext context;

  private Tls(SslContextBuilder builder) throws SSLException {
    this.context =
        builder
            .sslProvider(SslProvider.JDK)
            .protocols("TLSv1.3", "TLSv1.2")
            .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    ApplicationProtocolNames.HTTP_2,
                    ApplicationProtocolNames.HTTP_1_1))
            .build();
  }

  /// A certificate chain and its key, both PEM; the key PKCS#8 and without a password.
  ///
  /// @throws IOException where they can't be read or don't fit; one plain line
  public static Tls pem(Path certificates, Path key) throws IOException {
    try {
      return new Tls(SslContextBuilder.forServer(certificates.toFile(), key.toFile()));
    } catch (IllegalArgumentException | SSLException e) {
      throw new IOException(
          "no TLS with the certificate "
              + certificates
              + " and the key "
              + key
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /// A new certificate that signs itself, for these host names, valid for a year from `nowMillis`.
  ///
  /// @param file gets the certificate, as PEM: what clients must be told to trust. Its key is in
  ///   memory only
  public static Tls selfSigned(List<String> hosts, long nowMillis, Path file) throws IOException {
    SelfSigned made = SelfSigned.make(hosts, nowMillis);
    made.write(file);
    return new Tls(SslContextBuilder.forServer(made.key(), made.certificate()));
  }

  SslContext context() {
    return context;
  }
}
