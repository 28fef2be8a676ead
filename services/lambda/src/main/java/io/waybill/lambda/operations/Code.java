package io.waybill.lambda.operations;

import io.waybill.lambda.api.FunctionCode;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.code.Packages;
import io.waybill.lambda.model.Configurations;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Code as a request gives it, made durable.
///
/// @param host the bucket and key that mean a folder of the host; empty for a package
record Code(String sha256, long bytes, Optional<FunctionCode> host) {
  /// The bucket that stands for folders of the host, as the field's tools have it.
  private static final String HOT_RELOAD = "hot-reload";

  private static final String NO_HASH = "hot-reloading-hash-not-available";

  /// Takes `code` in, which `operation` brought. May block. Unpin it when what comes of it is
  /// known.
  static Code take(Access access, FunctionCode code, String operation) {
    if (code.imageUri() != null) {
      throw Configurations.imagesRefused();
    }
    if (code.zipFile() != null) {
      Packages.Stored stored = access.packages().put(code.zipFile(), operation);
      return new Code(stored.sha256(), stored.bytes(), Optional.empty());
    }
    if (HOT_RELOAD.equals(code.s3Bucket())) {
      return ofHost(access, code);
    }
    if (code.s3Bucket() != null) {
      throw Refusals.invalid(
          "Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified"
              + " bucket does not exist (there is no S3 here; send the package as ZipFile)");
    }
    throw Refusals.invalid("Please provide a source for function code.");
  }

  private static Code ofHost(Access access, FunctionCode code) {
    if (!access.host().folders()) {
      throw Refusals.invalid("hot-reload works only on a server that is bound to loopback.");
    }
    try {
      Path folder = Path.of(Inputs.text(code.s3Key()));
      if (folder.isAbsolute() && Files.isDirectory(folder)) {
        return new Code(
            NO_HASH,
            0,
            Optional.of(
                FunctionCode.builder().s3Bucket(HOT_RELOAD).s3Key(folder.toString()).build()));
      }
    } catch (InvalidPathException malformed) {
      // Refused below, as is a folder that is not there.
    }
    throw Refusals.invalid("hot-reload: '%s' is no folder of this host.".formatted(code.s3Key()));
  }

  void unpin(Access access) {
    if (host.isEmpty()) {
      access.packages().unpin(sha256);
    }
  }

  FunctionConfiguration.Builder into(FunctionConfiguration.Builder configuration) {
    return configuration.codeSha256(sha256).codeSize(bytes);
  }

  /// `function` with this code in a version.
  Resource into(Resource function, String version) {
    return host.isPresent()
        ? function.with(Kind.CODE, version, host.get())
        : function.without(Kind.CODE, version);
  }
}
