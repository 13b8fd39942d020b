package leibniz.notebooks;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that ran to its end: its exit code and what it printed. */
record Command(List<String> line, int exit, String output, String errors) {
    private static final int LONGEST_MINUTES = 15;

    /** Runs a program with this environment and no other, without input. */
    static Command run(Path folder, Map<String, String> environment, List<String> line) {
        try {
            Path output = Files.createTempFile("output", ".txt");
            Path errors = Files.createTempFile("errors", ".txt");
            ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(LONGEST_MINUTES, MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                fail(String.join(" ", line) + " still ran after " + LONGEST_MINUTES
                        + " minutes and printed:\n"
                        + Files.readString(output) + Files.readString(errors));
            }
            Command command = new Command(line, process.exitValue(), Files.readString(output),
                    Files.readString(errors));
            Files.delete(output);
            Files.delete(errors);
            return command;
        } catch (IOException e) {
            return fail(String.join(" ", line) + " cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted while waiting for " + String.join(" ", line));
        }
    }

    static Command run(List<String> line) {
        return run(Project.ROOT, System.getenv(), line);
    }

    Command mustSucceed() {
        assertEquals(0, exit, () -> String.join(" ", line) + " failed:\n" + output + errors);
        return this;
    }
}
