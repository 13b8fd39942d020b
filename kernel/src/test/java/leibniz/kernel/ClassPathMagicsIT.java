package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import leibniz.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code %jars} and {@code %classpath} take files of the user's own, and say which they cannot take. */
class ClassPathMagicsIT extends WithKernel {
    @TempDir
    Path folder;

    private static void assertMagicError(String expected, String code) {
        Answer answer = kernel.run(code);
        assertEquals("MagicError", answer.reply().get("ename").getAsString(), code);
        assertTrue(answer.told().contains(expected), answer.traceback());
    }

    @Test
    void jarsAndFoldersOfClassesAreAddedByPathAndWildcard() throws IOException {
        Path libraries = Files.createDirectories(folder.resolve("more libraries/deep"));
        TestLibrary.jar(libraries, "One", "public static int number() { return 1; }", "");
        TestLibrary.jar(libraries, "Two", "public static int number() { return 2; }", "");
        assertEquals("Added one.jar, two.jar to the class path.\n",
                kernel.run("%jars \"" + folder + "/more libraries/**.jar\"").printed("stdout"));
        assertEquals("3", kernel.run("library.One.number() + library.Two.number()").result());
        assertEquals("Nothing to add: all of it is already on the class path.\n",
                kernel.run("%jars \"" + libraries.resolve("one.jar") + "\"").printed("stdout"));
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Files.writeString(classes.resolve("settings.txt"), "found");
        kernel.run("%classpath " + classes);
        assertEquals("found", kernel.run("new String(Thread.currentThread().getContextClassLoader()"
                + ".getResourceAsStream(\"settings.txt\").readAllBytes())").result());
        String listed = kernel.run("%classpath").printed("stdout");
        assertTrue(listed.contains(libraries.resolve("two.jar") + "\n") && listed.contains(classes + "\n"),
                listed);
    }

    @Test
    void whatCannotBeAddedIsNamedAndNothingElseIsAdded() throws IOException {
        Path good = TestLibrary.jar(folder, "Good", "", "");
        Path text = Files.writeString(folder.resolve("text.jar"), "not a jar");
        String before = kernel.run("%classpath").printed("stdout");
        assertMagicError(text + " is not a jar that can be read", "%jars " + good + " " + text);
        assertMagicError(folder + " is a folder. For the jars in it write " + folder.resolve("*.jar"),
                "%jars " + folder);
        assertMagicError("needs the path of a jar", "%jars");
        assertMagicError("a quotation mark is not closed", "%classpath \"" + folder);
        assertEquals(before, kernel.run("%classpath").printed("stdout"));
    }

    @Test
    void whatIsMissingIsToldAndLeftOut() throws IOException {
        Path good = TestLibrary.jar(folder, "Present", "", "");
        Answer answer = kernel.run("%jars " + folder.resolve("missing.jar") + " " + good);
        assertEquals("Left out: there is no file " + folder.resolve("missing.jar") + "\n",
                answer.printed("stderr"));
        assertEquals("Added " + good.getFileName() + " to the class path.\n", answer.printed("stdout"));
        answer = kernel.run(
                "%jars " + folder + "/*.zip " + folder + "/none/*.jar\n%classpath " + folder.resolve("none")
                        + "\n1 + 1");
        assertEquals("Left out: no file matches *.zip in " + folder + "\nLeft out: there is no folder "
                + folder.resolve("none") + " to look for *.jar in\nLeft out: there is no file "
                + folder.resolve("none")
                + "\n", answer.printed("stderr"));
        assertEquals("2", answer.result());
    }
}
