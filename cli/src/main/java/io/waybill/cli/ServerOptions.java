package io.waybill.cli;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The options that every command has which asks a server.
final class ServerOptions {
  private static final String BY_DEFAULT = "http://127.0.0.1:4566";

  private final Map<String, String> environment;

  ServerOptions(Map<String, String> environment) {
    this.environment = environment;
  }

  /// The start of such a command's spec.
  CommandSpec spec(String name, String... description) {
    CommandSpec spec = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
    spec.usageMessage().description(description);
    spec.addOption(
        OptionSpec.builder("--endpoint")
            .paramLabel("URL")
            .type(String.class)
            .description(
                "The server to ask (WAYBILL_ENDPOINT or AWS_ENDPOINT_URL, else "
                    + BY_DEFAULT
                    + ").")
            .build());
    spec.addOption(
        OptionSpec.builder("--token")
            .paramLabel("TOKEN")
            .type(String.class)
            .description("The server's admin-token, where it has one (WAYBILL_ADMIN_TOKEN).")
            .build());
    spec.addOption(
        OptionSpec.builder("--ca")
            .paramLabel("FILE")
            .type(String.class)
            .description(
                "PEM file with the certificates to trust, instead of Java's (WAYBILL_CA).",
                "A server with tls-self-signed keeps it as tls-certificate.pem in its data folder.")
            .build());
    spec.addOption(
        OptionSpec.builder("--json")
            .type(boolean.class)
            .description("Answer in JSON, for programs.")
            .build());
    return spec;
  }

  AdminClient client(ParseResult parsed) {
    String text =
        given(parsed, "--endpoint", "WAYBILL_ENDPOINT")
            .or(() -> given(parsed, "--endpoint", "AWS_ENDPOINT_URL"))
            .orElse(BY_DEFAULT);
    return new AdminClient(
        endpoint(text),
        given(parsed, "--token", "WAYBILL_ADMIN_TOKEN"),
        given(parsed, "--ca", "WAYBILL_CA").map(Trust::in));
  }

  static boolean json(ParseResult parsed) {
    return parsed.hasMatchedOption("--json");
  }

  private static URI endpoint(String text) {
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException malformed) {
      // told below
    }
    throw new CommandFailure("'" + text + "' is no endpoint; one looks like " + BY_DEFAULT);
  }

  private Optional<String> given(ParseResult parsed, String option, String variable) {
    String text = parsed.matchedOptionValue(option, environment.getOrDefault(variable, ""));
    return Optional.of(text).filter(t -> !t.isBlank());
  }
}
