package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import leibniz.kernel.KernelProcess.Answer;
import org.dflib.jjava.jupyter.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extensions for JJava that libraries bring along. */
class ExtensionsIT extends WithKernel {
    @TempDir
    static Path folder;

    /** Makes a jar with one extension, whose {@code install} does this. */
    private static Path extension(String type, String install) throws Exception {
        Path work = Files.createTempDirectory(folder, "classes");
        Path source = Files.writeString(work.resolve(type + ".java"), """
                package library;
                public class %s implements org.dflib.jjava.jupyter.Extension {
                    @Override
                    public void install(org.dflib.jjava.jupyter.kernel.BaseKernel kernel) {
                        %s
                    }
                }
                """.formatted(type, install));
        String api = Path.of(Extension.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
        TestLibrary.run("javac", "-cp", api, "-d", work.toString(), source.toString());
        return jar(type, "library." + type, work);
    }

    private static Path jar(String name, String service, Path classes) throws IOException {
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("org.dflib.jjava.jupyter.Extension"),
                "# a comment\n" + service + "\n");
        Path jar = folder.resolve(name.toLowerCase(Locale.ROOT) + ".jar");
        TestLibrary.run("jar", "-c", "-f", jar.toString(), "-C", classes.toString(), ".");
        return jar;
    }

    @Test
    void anExtensionIsInstalledOnceWhenItsJarIsAdded() throws Exception {
        Path jar = extension("Good", """
                kernel.eval("import java.util.zip.CRC32; int installed = 41;");
                kernel.getMagicsRegistry().registerLineMagic("good", (k, args) -> "good " + args);
                System.out.println("installed");""");
        Answer answer = kernel.run("%jars " + jar + "\n%good 1");
        assertEquals("good [1]", answer.result(), answer.reply()::toString);
        assertEquals("Added good.jar to the class path.\ninstalled\n", answer.printed("stdout"));
        assertEquals("42", kernel.run("new CRC32().reset(); installed + 1").result());
        Path copy = Files.copy(jar, folder.resolve("copy.jar"));
        assertEquals("Added copy.jar to the class path.\n",
                kernel.run("%classpath " + copy).printed("stdout"));
    }

    @Test
    void anExtensionThatFailsIsToldAndSurvived() throws Exception {
        Path bad = extension("Bad", "throw new IllegalStateException(\"no kernel like this\");");
        Answer answer = kernel.run("%jars " + bad);
        assertEquals("ok", answer.status());
        assertEquals(
                "The extension library.Bad in bad.jar could not be installed: java.lang.IllegalStateException: "
                        + "no kernel like this. The library is on the class path all the same.\n",
                answer.printed("stderr"));
        assertEquals("library.Bad", kernel.run("library.Bad.class.getName()").result());
        Path missing = jar("missing", "library.Missing", Files.createTempDirectory(folder, "none"));
        answer = kernel.run("%jars " + missing + "\n1 + 1");
        assertEquals("2", answer.result());
        assertTrue(answer.printed("stderr").contains("library.Missing"), answer.printed("stderr"));
    }
}
