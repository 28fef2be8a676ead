package io.waybill.outward;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressGuardTest {
  private static final AddressGuard STRICT = AddressGuard.of(false, List.of());

  private static boolean allows(AddressGuard guard, String address) throws UnknownHostException {
    return guard.allows(InetAddress.getByName(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.255",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::10.0.0.1",
        "2002:7f00:1::",
        "::127.0.0.1"
      })
  void whatIsNotTheOpenInternetIsRefused(String address) throws UnknownHostException {
    assertThat(allows(STRICT, address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "172.15.255.255",
        "172.32.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "11.0.0.0",
        "2600::1",
        "64:ff9b::8.8.8.8"
      })
  void theOpenInternetIsAllowed(String address) throws UnknownHostException {
    assertThat(allows(STRICT, address)).isTrue();
  }

  @Test
  void loopbackIsAllowedWhereOnlyThisMachineCanCallUs() throws UnknownHostException {
    AddressGuard guard = AddressGuard.of(true, List.of());

    assertThat(allows(guard, "127.0.0.1")).isTrue();
    assertThat(allows(guard, "::1")).isTrue();
    assertThat(allows(guard, "10.0.0.1")).isFalse();
  }

  @Test
  void aBlockOfTheConfigurationIsAllowed() throws UnknownHostException {
    AddressGuard guard = AddressGuard.of(false, List.of(AddressBlock.of("10.1.0.0/20")));

    assertThat(allows(guard, "10.1.15.255")).isTrue();
    assertThat(allows(guard, "10.1.16.0")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::1/129"})
  void whatIsNoBlockIsNotRead(String text) {
    assertThat(AddressBlock.parse(text)).isEmpty();
  }
}
