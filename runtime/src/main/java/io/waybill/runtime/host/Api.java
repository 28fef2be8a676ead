package io.waybill.runtime.host;

import java.nio.file.Path;
import java.util.Optional;

/// Where an environment's processes call the Runtime API.
///
/// @param address host and port
/// @param socket the same for a bootstrap of ours, as a file of the host
public record Api(String address, Optional<Path> socket) {}
