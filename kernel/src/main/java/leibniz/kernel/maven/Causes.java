package leibniz.kernel.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelProblem;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.NoRepositoryConnectorException;
import org.eclipse.aether.transfer.RepositoryOfflineException;
import org.jspecify.annotations.Nullable;

/** Says in one line why the resolver failed. */
final class Causes {
    private Causes() {}

    static ResolutionException explain(RepositoryException failure, List<RemoteRepository> repositories) {
        List<Throwable> chain = chain(failure);
        for (Throwable cause : chain) {
            if (cause instanceof RepositoryOfflineException) {
                return new ResolutionException(
                        first(failure) + ", and Maven is offline: settings.xml says <offline>true</offline>");
            }
        }
        for (Throwable cause : chain) {
            if (cause instanceof NoRepositoryConnectorException refused
                    && refused.getRepository().isBlocked()) {
                return new ResolutionException(place(refused.getRepository())
                        + " is not asked, since what comes over http could be exchanged on its way. Write "
                        + "https, or name the repository in ~/.m2/settings.xml if you trust the way to it");
            }
        }
        for (Throwable cause : chain) {
            if (cause instanceof ArtifactTransferException transfer
                    && !(cause instanceof ArtifactNotFoundException)) {
                return new ResolutionException(transfer.getArtifact() + " could not be fetched from "
                        + place(transfer.getRepository()) + ": " + innermost(transfer)
                        + ". Check the network, and the proxy, mirror and credentials in settings.xml");
            }
        }
        for (Throwable cause : chain) {
            if (cause instanceof ArtifactNotFoundException missing) {
                return new ResolutionException(missing.getArtifact() + " was not found in "
                        + String.join(", ", repositories.stream().map(Causes::place).toList())
                        + ". Check its spelling and version");
            }
        }
        return new ResolutionException(innermost(failure));
    }

    private static String first(RepositoryException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("")
                .replaceFirst(": Cannot access .*", "");
    }

    static String place(RemoteRepository repository) {
        return repository == null
                ? "the local repository"
                : repository.getId() + " (" + repository.getUrl() + ")";
    }

    /** The text of the cause that has no cause, in one line. */
    static String innermost(Throwable failure) {
        Throwable last = chain(failure).getLast();
        if (last instanceof ModelBuildingException model) {
            return model.getProblems().stream().map(ModelProblem::getMessage)
                    .collect(Collectors.joining("; "));
        }
        String message = last.getMessage();
        String name = last.getClass().getSimpleName();
        return message == null
                ? name
                : (last instanceof RepositoryException ? "" : name + ": ")
                        + message.strip().replaceAll("\\s+", " ");
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        Throwable next = failure;
        while (next != null && !chain.contains(next)) {
            chain.add(next);
            Throwable cause = next.getCause();
            next = cause != null ? cause : unlinked(next);
        }
        return chain;
    }

    /** What is to blame where the resolver keeps it in a result instead. */
    private static @Nullable Throwable unlinked(Throwable failure) {
        return switch (failure) {
            case DependencyResolutionException e -> e.getResult().getArtifactResults().stream()
                    .flatMap(result -> result.getExceptions().stream()).filter(Objects::nonNull).findFirst()
                    .orElse(null);
            case ArtifactResolutionException e -> e.getResults().stream()
                    .flatMap(result -> result.getExceptions().stream()).filter(Objects::nonNull).findFirst()
                    .orElse(null);
            default -> null;
        };
    }
}
