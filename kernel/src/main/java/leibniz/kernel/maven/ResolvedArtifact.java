package leibniz.kernel.maven;

import java.nio.file.Path;

/**
 * An artifact of a Maven repository and the file that holds it.
 *
 * @param name group and artifact, with a classifier if it has one: what all its versions share
 */
public record ResolvedArtifact(String name, String version, Path file) {}
