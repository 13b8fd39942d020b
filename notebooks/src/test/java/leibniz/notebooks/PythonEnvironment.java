package leibniz.notebooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The Python with Jupyter that the tests run notebooks with; made once and kept until requirements.txt
 * changes.
 */
final class PythonEnvironment {
    private static final Path FOLDER = Project.TARGET.resolve("python");
    private static final Path REQUIREMENTS = Project.ROOT.resolve("requirements.txt");
    private static final Path MADE_FROM = FOLDER.resolve("made-from-requirements.txt");

    private PythonEnvironment() {}

    /** The interpreter; the test is skipped where the machine cannot have one. */
    static synchronized Path python() throws IOException {
        Path python = FOLDER.resolve("bin/python");
        String requirements = Files.readString(REQUIREMENTS);
        if (Files.exists(MADE_FROM) && Files.readString(MADE_FROM).equals(requirements)
                && Command.run(List.of(python.toString(), "-c", "")).exit() == 0) {
            return python;
        }
        Path python3 = Programs.find("python3")
                .orElseThrow(() -> Missing
                        .abort("put Python 3.10 or newer on the PATH to run notebooks in the tests"));
        Project.delete(FOLDER);
        Command venv = Command.run(List.of(python3.toString(), "-m", "venv", FOLDER.toString()));
        if (venv.exit() != 0) {
            throw Missing.abort("install python3-venv to run notebooks in the tests (" + python3
                    + " -m venv failed: " + lastLine(venv) + ")");
        }
        Command pip = Command.run(List.of(python.toString(), "-m", "pip", "install", "--quiet",
                "--disable-pip-version-check", "-r", REQUIREMENTS.toString()));
        if (pip.exit() != 0) {
            throw Missing.abort("connect to the network to run notebooks in the tests (pip install -r "
                    + "requirements.txt failed: " + lastLine(pip) + ")");
        }
        Files.writeString(MADE_FROM, requirements);
        return python;
    }

    private static String lastLine(Command command) {
        return (command.output() + command.errors()).strip().lines().reduce("", (first, second) -> second);
    }
}
