package io.waybill.outward;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/// Looks hosts up, addresses written as text among them, and passes on what the guard allows. What
/// is passed on is what gets connected to: a name that answers differently a moment later gains
/// nothing.
record GuardedNames(AddressGuard guard) implements DnsResolver {
  /// The host has addresses, and none may be called.
  static final class Refused extends UnknownHostException {
    private static final long serialVersionUID = 1;

    Refused(String host) {
      super(
          host
              + " has no address that this server may call; --outbound-allow lists what it may"
              + " beside the open internet");
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] found = SystemDefaultDnsResolver.INSTANCE.resolve(host);
    InetAddress[] allowed = Arrays.stream(found).filter(guard::allows).toArray(InetAddress[]::new);
    if (allowed.length == 0) {
      throw new Refused(host);
    }
    return allowed;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
