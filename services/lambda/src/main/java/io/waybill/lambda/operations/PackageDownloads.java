package io.waybill.lambda.operations;

import io.waybill.core.Arn;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.code.Packages;

/// Where packages can be fetched: whoever knows the hash of a package may have it, as whoever has
/// one of AWS's presigned URLs may.
final class PackageDownloads {
  private PackageDownloads() {}

  static String path(Arn function, FunctionConfiguration configuration) {
    return Packages.PATH + Packages.hexName(Inputs.text(configuration.codeSha256())) + ".zip";
  }
}
