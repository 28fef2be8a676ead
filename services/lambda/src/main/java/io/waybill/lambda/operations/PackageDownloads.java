package io.waybill.lambda.operations;

import io.waybill.lambda.code.Packages;

/// Where packages can be fetched: whoever knows the hash of a package may have it, as whoever has
/// one of AWS's presigned URLs may.
final class PackageDownloads {
  private PackageDownloads() {}

  static String path(String sha256) {
    return Packages.PATH + Packages.hexName(sha256) + ".zip";
  }
}
