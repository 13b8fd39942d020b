package io.github.spencerpark.ijava;

import java.util.List;
import leibniz.compat.Notebooks;

/** What IJava lets cells call to fetch libraries. */
public final class MavenResolver {
    MavenResolver() {}

    /** What {@code %mavenRepo} does. */
    public void addRemoteRepo(String id, String url) {
        Notebooks.running().addRepository(id, url);
    }

    /** What {@code %maven} does. */
    public void addMavenDependencies(List<String> coordinates) {
        Notebooks.<Object>magic("maven", coordinates, null);
    }
}
