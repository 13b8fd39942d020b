package leibniz.kernel.magics;

import java.nio.file.Path;
import java.util.List;
import leibniz.kernel.cells.CellRun;
import leibniz.kernel.cells.Magic;
import leibniz.kernel.cells.Magic.JavaIn;
import leibniz.kernel.cells.Magics;
import leibniz.kernel.maven.ResolvedArtifact;
import leibniz.kernel.outcome.MagicFailure;
import leibniz.kernel.outcome.Source.Span;
import leibniz.kernel.session.Library;
import org.jspecify.annotations.Nullable;

/** {@code %processors}: annotation processors that run over the classes of cells. */
public final class ProcessorMagics {
    private ProcessorMagics() {}

    public static void addTo(Magics magics) {
        magics.add(new Magic("processors", "%processors GROUP:ARTIFACT:VERSION...",
                "Fetches annotation processors, which run over the classes that later cells declare.",
                "What they add to a class and what they generate is there as if the cell had declared it. The named "
                        + "artifacts join the class path too, for their annotations; where a library has these in "
                        + "another artifact, fetch that with %maven. Methods and statements outside of classes are "
                        + "not processed.",
                JavaIn.NOTHING, ProcessorMagics::processors, null));
    }

    private static @Nullable Object processors(CellRun run, Span arguments) throws Exception {
        List<String> coordinates = Magic.words(arguments);
        if (coordinates.isEmpty()) {
            throw new MagicFailure(
                    "needs the coordinates of a processor, for example %processors org.projectlombok:lombok:1.18.42");
        }
        List<ResolvedArtifact> artifacts = MavenMagics.fetch(run, coordinates);
        List<Path> jars = artifacts.stream().map(ResolvedArtifact::file).toList();
        int count = run.session.processors.add(jars);
        List<Library> named = artifacts.stream()
                .filter(artifact -> coordinates.stream().anyMatch(c -> c.startsWith(artifact.name() + ":")))
                .map(artifact -> Library.of(artifact.file(), artifact.name(), artifact.version())).toList();
        run.addLibraries(named, added -> {});
        System.out.println(
                "Added " + count + (count == 1 ? " annotation processor." : " annotation processors."));
        return null;
    }
}
