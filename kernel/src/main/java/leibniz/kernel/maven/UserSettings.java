package leibniz.kernel.maven;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.MavenSystemHome;
import eu.maveniverse.maven.mima.context.MavenUserHome;
import eu.maveniverse.maven.mima.runtime.standalonestatic.StandaloneStaticRuntime;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsBuilder;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryCache;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.MirrorSelector;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Maven's resolver set up as the user's settings.xml says: repositories, mirrors, proxies, credentials, local
 * repository.
 */
final class UserSettings extends StandaloneStaticRuntime implements AutoCloseable {
    private static final String CENTRAL = "central";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    final RepositorySystem system;
    final DefaultRepositorySystemSession session;
    final List<RemoteRepository> repositories;
    private final Context context;
    private final SharedObjects shared = new SharedObjects();
    private boolean offline;

    /** @throws ResolutionException if settings.xml cannot be read */
    UserSettings() throws ResolutionException {
        // The repositories that always are there are added below, after those of the settings.
        ContextOverrides overrides = ContextOverrides.create().withUserSettings(true).repositories(List.of())
                .build();
        try {
            context = create(overrides);
        } catch (IllegalStateException e) {
            throw new ResolutionException("Maven's settings cannot be used: " + Causes.innermost(e)
                    + ". Mend that file and run the cell again");
        }
        system = context.repositorySystem();
        session = new DefaultRepositorySystemSession(context.repositorySystemSession());
        session.setOffline(offline);
        session.setCache(shared);
        List<RemoteRepository> found = new ArrayList<>(context.remoteRepositories());
        if (found.stream().noneMatch(repository -> repository.getId().equals(CENTRAL))) {
            found.add(central());
        }
        repositories = system.newResolutionRepositories(session, found);
        demandEncryption();
    }

    /**
     * For the repositories that notebooks and the POMs of libraries name; those of the settings are what the
     * user wants. Maven's own settings block the same ones.
     */
    private void demandEncryption() {
        MirrorSelector settings = session.getMirrorSelector();
        session.setMirrorSelector(repository -> {
            RemoteRepository mirror = settings == null ? null : settings.getMirror(repository);
            return mirror == null && isReadableOnTheWay(repository)
                    ? new RemoteRepository.Builder(repository).setBlocked(true).build()
                    : mirror;
        });
    }

    private static boolean isReadableOnTheWay(RemoteRepository repository) {
        return repository.getProtocol().equalsIgnoreCase("http")
                && !THIS_MACHINE.contains(repository.getHost().toLowerCase(Locale.ROOT));
    }

    private static RemoteRepository central() {
        return new RemoteRepository.Builder(CENTRAL, "default", ContextOverrides.CENTRAL.getUrl())
                .setReleasePolicy(new RepositoryPolicy(true, RepositoryPolicy.UPDATE_POLICY_DAILY,
                        RepositoryPolicy.CHECKSUM_POLICY_WARN))
                .setSnapshotPolicy(new RepositoryPolicy(false, null, null)).build();
    }

    /** The library reads all of the settings but this. */
    @Override
    protected Settings newEffectiveSettings(ContextOverrides overrides, MavenUserHome userHome,
            MavenSystemHome systemHome, SettingsBuilder builder) throws SettingsBuildingException {
        Settings settings = super.newEffectiveSettings(overrides, userHome, systemHome, builder);
        offline = settings.isOffline();
        return settings;
    }

    /** Also ends what is being read from the network. Called from any thread. */
    @Override
    public void close() {
        shared.close();
        context.close();
    }

    /** What the parts of the resolver share. Among it are its connections, which nothing else closes. */
    private static final class SharedObjects implements RepositoryCache {
        private final Map<Object, Object> objects = new ConcurrentHashMap<>();

        @Override
        public void put(RepositorySystemSession session, Object key, @Nullable Object object) {
            if (object == null) {
                objects.remove(key);
            } else {
                objects.put(key, object);
            }
        }

        @Override
        public @Nullable Object get(RepositorySystemSession session, Object key) {
            return objects.get(key);
        }

        void close() {
            for (Object object : objects.values()) {
                if (object instanceof Closeable closeable) {
                    try {
                        closeable.close();
                    } catch (IOException e) {
                        // It is given up in any case.
                    }
                }
            }
        }
    }
}
