package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code %load} runs files as cells are run. */
class LoadIT extends WithKernel {
    @TempDir
    Path folder;

    private Answer load(String name, String text) throws IOException {
        return kernel.run("%load " + Files.writeString(folder.resolve(name), text));
    }

    private static void assertFails(String expected, Answer answer) {
        assertEquals("error", answer.status());
        assertTrue(answer.told().contains(expected), answer.traceback());
    }

    @Test
    void aJavaFileDeclaresItsClassesHere() throws IOException {
        Answer answer = load("Greeter.java", """
                /* Licence. */
                package com.example;

                import java.util.zip.CRC32;

                public class Greeter {
                    public static String greet(String name) {
                        return "Hello " + name.substring(1, 6);
                    }
                }
                """);
        assertTrue(answer.printed("stderr").contains("'package com.example;' is left out"),
                answer.printed("stderr"));
        assertEquals("Hello eader", kernel.run("Greeter.greet(\"readers\")").result());
        String traceback = kernel.run("Greeter.greet(\"you\")").traceback();
        assertTrue(traceback.contains("> 8 |         return \"Hello \""), traceback);
        assertTrue(traceback.contains("Greeter.java, line 8"), traceback);
    }

    @Test
    void aScriptRunsUpToItsExit() throws IOException {
        Answer answer = load("script.jsh",
                "/set feedback concise\nint loaded = 5;\nloaded + 2\n/exit\nnot Java");
        assertEquals("7", answer.result());
        assertTrue(answer.printed("stderr").contains(", line 1: '/set feedback concise' is left out"),
                answer.printed("stderr"));
        assertEquals("5", kernel.run("loaded").result());
        assertEquals("8", load("other.jshell", "\uFEFFint bom = 8;\nbom").result());
    }

    @Test
    void theCodeCellsOfANotebookRunInOrder() throws IOException {
        String notebook = """
                {"metadata": {"kernelspec": {"language": "java"}}, "nbformat": 4, "cells": [
                  {"cell_type": "markdown", "source": ["# not Java"]},
                  {"cell_type": "code", "source": ["int first = 3;\\n", "first"]},
                  {"cell_type": "code", "source": "%time int second = first + 1;\\nsecond"}LAST]}
                """;
        assertEquals("4", load("good.ipynb", notebook.replace("LAST", "")).result());
        Answer broken = load("broken.ipynb",
                notebook.replace("LAST",
                        ", {\"cell_type\": \"code\", \"source\": \"1;\\nint third = second + ;\"}"));
        assertFails("broken.ipynb, its cell 4", broken);
        assertFails("  2 | int third = second + ;", broken);
    }

    @Test
    void aFileThatIsNoNotebookForJavaIsNamed() throws IOException {
        assertFails("is a notebook for python, not for Java",
                load("py.ipynb",
                        "{\"metadata\": {\"language_info\": {\"name\": \"python\"}}, \"cells\": []}"));
        assertFails("is not a notebook", load("half.ipynb", "{\"cells\": ["));
        assertFails("holds no JSON object", load("list.ipynb", "[]"));
        assertFails("has no cells", load("old.ipynb", "{\"worksheets\": []}"));
        assertFails("is not a notebook", load("deep.ipynb", "[".repeat(100_000)));
    }

    @Test
    void errorsNameTheFileAndItsLine() throws IOException {
        Answer answer = load("wrong.jsh", "int right = 1;\nint wrong = \"text\";\n");
        assertEquals("""
                CompileError: incompatible types: java.lang.String cannot be converted to int
                  in %s
                  2 | int wrong = "text";
                                  ^^^^^^""".formatted(folder.resolve("wrong.jsh")), answer.traceback());
        assertFails("unfinished.jsh ends before the code does",
                load("unfinished.jsh", "int a = 1;\nint b = (a"));
        assertFails("at " + folder.resolve("thrown.jsh") + ", line 2",
                load("thrown.jsh", "int none = 0;\n1 / none"));
        assertFails("in " + folder.resolve("magic.jsh"), load("magic.jsh", "int m = 1;\n%nothing"));
    }

    @Test
    void aFileWithASyntaxErrorRunsNothing() throws IOException {
        kernel.run("int kept = 1;");
        assertEquals("error", load("half.jsh", "kept = 2;\nint = ;").status());
        assertEquals("1", kernel.run("kept").result());
    }

    @Test
    void filesThatLoadEachOtherAreTold() throws IOException {
        Path other = folder.resolve("other.jsh");
        Path one = Files.writeString(folder.resolve("one.jsh"), "%load " + other);
        Files.writeString(other, "int reached = 1;\n%load " + one);
        assertFails("one.jsh loads other.jsh loads one.jsh", kernel.run("%load " + one));
        Files.writeString(other, "int reached = 2;");
        assertEquals("2", kernel.run("%load " + one + "\nreached").result());
    }

    @Test
    void aRelativePathStartsInTheFolderOfTheNotebook() throws IOException {
        Files.writeString(folder.resolve("with space.jsh"), "int near = 4;\nnear");
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.writeString(home.resolve("mine.jsh"), "int mine = 9;\nmine");
        try (KernelProcess here = KernelProcess.start(Map.of("JDK_JAVA_OPTIONS", "-Duser.home=" + home),
                folder)) {
            assertEquals("4", here.run("%load \"with space.jsh\"").result());
            assertEquals("9", here.run("%load ~/mine.jsh").result());
            Answer missing = here.run("%load missing.jsh");
            assertFails("there is no file missing.jsh in " + folder.toRealPath(), missing);
        }
    }

    @Test
    void theEndingMayBeLeftOut() throws IOException {
        for (String ending : new String[]{ "ipynb", "ijava", "java", "jshell", "jsh" }) {
            String code = "%time String from = \"" + ending + "\";";
            Files.writeString(folder.resolve("helpers." + ending), ending.equals("ipynb")
                    ? "{\"cells\": [{\"cell_type\": \"code\", \"source\": ["
                            + Json.array(List.of(code)).get(0)
                            + "]}]}"
                    : code);
            assertEquals(ending, kernel.run("%load " + folder.resolve("helpers") + "\nfrom").result());
        }
        Files.writeString(folder.resolve("helpers"), "text");
        assertFails("cannot tell what", kernel.run("%load " + folder.resolve("helpers")));
    }

    @Test
    void aWrongArgumentIsExplained() throws IOException {
        assertFails("needs one file, but got 0", kernel.run("%load"));
        assertFails("needs one file, but got 2", kernel.run("%load a.jsh b.jsh"));
        assertFails("is a folder", kernel.run("%load " + folder));
        assertFails("should end in .java, .jsh, .jshell or .ipynb", load("text.txt", "1"));
        Files.write(folder.resolve("latin.jsh"), new byte[]{ '/', '/', (byte) 0xe9 });
        assertFails("is not text in UTF-8", kernel.run("%load " + folder.resolve("latin.jsh")));
    }
}
