package io.waybill.store;

import java.nio.file.Path;
import java.time.Duration;

/// How a store on disk is opened. Start from [#DEFAULT] and change what differs.
///
/// @param relaxed whether a commit returns before the disk confirms it: a killed process still
///   loses nothing, a power cut loses the last moments
/// @param memoryBytes native memory for caches and for writes not yet in table files, all together
/// @param trailBytesMax what the trail may hold on disk before its oldest entries are dropped
/// @param trailAgeMax how long the trail keeps an entry
/// @param freeBytesMin room that writes leave on the disk, so that a full disk can still be read,
///   tidied and recovered
/// @param libraryFolder where the engine's native library is unpacked, once per version
public record StoreOptions(
    boolean relaxed,
    long memoryBytes,
    long trailBytesMax,
    Duration trailAgeMax,
    long freeBytesMin,
    Path libraryFolder) {
  private static final long MIB = 1024L * 1024;

  public static final StoreOptions DEFAULT =
      new StoreOptions(
          false, 192 * MIB, 256 * MIB, Duration.ofDays(7), 64 * MIB, userCacheFolder());

  public StoreOptions {
    if (memoryBytes < 8 * MIB || trailBytesMax < MIB || freeBytesMin < 0) {
      throw new IllegalArgumentException("a store needs 8 MiB of memory and 1 MiB of trail");
    }
  }

  public StoreOptions withRelaxed(boolean value) {
    return new StoreOptions(
        value, memoryBytes, trailBytesMax, trailAgeMax, freeBytesMin, libraryFolder);
  }

  public StoreOptions withMemoryBytes(long value) {
    return new StoreOptions(
        relaxed, value, trailBytesMax, trailAgeMax, freeBytesMin, libraryFolder);
  }

  public StoreOptions withTrail(long bytesMax, Duration ageMax) {
    return new StoreOptions(relaxed, memoryBytes, bytesMax, ageMax, freeBytesMin, libraryFolder);
  }

  public StoreOptions withFreeBytesMin(long value) {
    return new StoreOptions(relaxed, memoryBytes, trailBytesMax, trailAgeMax, value, libraryFolder);
  }

  public StoreOptions withLibraryFolder(Path value) {
    return new StoreOptions(relaxed, memoryBytes, trailBytesMax, trailAgeMax, freeBytesMin, value);
  }

  private static Path userCacheFolder() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path parent =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return parent.resolve("waybill");
  }
}
