package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import leibniz.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Annotation processors from a Maven repository in a folder: one that generates, one that fails. */
class ProcessorsIT {
    /** Generates for each annotated class X the class XCopy with a method of(X). */
    private static final String COPIES = """
            package library;
            import java.io.Writer;
            import java.util.Set;
            import javax.annotation.processing.*;
            import javax.lang.model.SourceVersion;
            import javax.lang.model.element.*;
            import javax.tools.Diagnostic;
            @SupportedAnnotationTypes("library.Copied")
            public class Copies extends AbstractProcessor {
                @Override public SourceVersion getSupportedSourceVersion() { return SourceVersion.latest(); }
                @Override public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
                    for (Element e : round.getElementsAnnotatedWith(Copied.class)) {
                        String name = e.getSimpleName().toString();
                        if (name.startsWith("Bad")) {
                            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR,
                                "a copied class has a good name", e);
                            continue;
                        }
                        if (name.startsWith("Broken")) throw new IllegalStateException("no copies of " + name);
                        try (Writer w = processingEnv.getFiler().createSourceFile(name + "Copy").openWriter()) {
                            w.write("import java.util.Objects;\\npublic class " + name + "Copy {\\n"
                                + "  public static String of(" + name + " x) { return \\"copy of \\" + Objects.toString(x.value" + (e.getKind() == ElementKind.RECORD ? "()" : "") + "); }\\n}");
                        } catch (java.io.IOException x) { throw new RuntimeException(x); }
                    }
                    return true;
                }
            }""";

    @TempDir
    static Path folder;
    private static KernelProcess kernel;

    @BeforeAll
    static void start() throws IOException {
        TestRepository repository = new TestRepository(folder);
        repository.add("copies", "1.0", jar("copies", COPIES, "library.Copies"));
        repository.add("none", "1.0", TestLibrary.jar(folder, "None", "", ""));
        repository.add("gone", "1.0", jar("gone", COPIES, "library.Gone"));
        kernel = KernelProcess.start(Map.of("JDK_JAVA_OPTIONS", repository.javaOptions()));
    }

    private static Path jar(String name, String processor, String service) throws IOException {
        Path work = Files.createDirectory(folder.resolve(name));
        Path classes = Files.createDirectory(work.resolve("classes"));
        Path annotation = Files.writeString(work.resolve("Copied.java"),
                "package library; public @interface Copied {}");
        Path source = Files.writeString(work.resolve("Copies.java"), processor);
        TestLibrary.run("javac", "-proc:none", "-d", classes.toString(), annotation.toString(),
                source.toString());
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("javax.annotation.processing.Processor"), service + "\n");
        Path jar = work.resolve(name + ".jar");
        TestLibrary.run("jar", "-c", "-f", jar.toString(), "-C", classes.toString(), ".");
        return jar;
    }

    @AfterAll
    static void stop() {
        kernel.close();
    }

    private static void assertMagicError(String expected, String code) {
        String message = kernel.run(code).reply().get("evalue").getAsString();
        assertTrue(message.contains(expected), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void whatIsGeneratedIsThereAsIfTheCellHadDeclaredIt() {
        assertMagicError("needs the coordinates of a processor", "%processors");
        assertMagicError("com.example:nothing", "%processors com.example:nothing:1.0");
        assertMagicError("there is no annotation processor in it", "%processors com.example:none:1.0");
        assertMagicError("a processor does not start", "%processors com.example:gone:1.0");
        Answer added = kernel
                .run("int kept = 3;\n%processors com.example:copies:1.0\nimport library.Copied;");
        assertEquals("Added 1 annotation processor.\n", added.printed("stdout"), added.reply()::toString);

        Answer first = kernel.run("@Copied\nclass Point {\n    int value = 5;\n"
                + "    String copy() { return PointCopy.of(this); }\n}\nnew Point().copy() + PointCopy.of(new Point())");
        assertEquals("copy of 5copy of 5", first.result(), first.reply()::toString);
        assertEquals("", first.printed("stderr"));
        assertEquals("copy of six", kernel
                .run("@Copied class Point { String value = \"six\"; }\nPointCopy.of(new Point())").result());
        assertEquals("copy of 7",
                kernel.run("@Copied record Pair(int value) { Pair { } }\nPairCopy.of(new Pair(7))").result());
        assertEquals("1",
                kernel.run("class Plain { @Deprecated int value = 1; }\nnew Plain().value").result());

        Answer bad = kernel.run("int x = 1;\n@Copied class BadName { int value; }");
        assertTrue(bad.traceback().startsWith("CompileError: a copied class has a good name\n  2 | @Copied"),
                bad.traceback());
        Answer broken = kernel.run("@Copied class BrokenOne { int value; }");
        assertEquals(
                "an annotation processor failed: java.lang.IllegalStateException: no copies of BrokenOne "
                        + "at library.Copies.process",
                broken.reply().get("evalue").getAsString());
        Answer wrong = kernel.run("@Copied\nclass Wrong {\n    int value = missing;\n}");
        assertTrue(wrong.printed("stderr").contains("until a cell declares variable missing"),
                wrong.reply()::toString);
        assertEquals("3", kernel.run("kept").result());
    }
}
