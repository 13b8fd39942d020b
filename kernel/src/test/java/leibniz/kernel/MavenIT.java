package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries from a Maven repository in a folder, which settings.xml names. */
class MavenIT {
    @TempDir
    static Path folder;
    private static TestRepository repository;
    private static KernelProcess kernel;

    @BeforeAll
    static void start() throws IOException {
        repository = new TestRepository(folder);
        library("hello", "1.0", "Hello", "public static String text() { return \"hello 1\"; }");
        library("hello", "2.0", "Hello", "public static String text() { return \"hello 2\"; }");
        library("base", "1.0", "Base", "public static int base() { return 10; }");
        library("base", "2.0", "Base", "public static int base() { return 20; }");
        library("first", "1.0", "First", "public static int number() { return 1; }", "base:1.0");
        library("second", "1.0", "Second", "public static int number() { return 2; }", "base:2.0");
        library("snap", "1-SNAPSHOT", "Snap", "public static int number() { return 3; }");
        kernel = KernelProcess.start(Map.of("JDK_JAVA_OPTIONS", repository.javaOptions()));
    }

    private static void library(String artifact, String version, String type, String body, String... needed)
            throws IOException {
        repository.add(artifact, version, jar(type, body), needed);
    }

    private static Path jar(String type, String body) throws IOException {
        return TestLibrary.jar(Files.createTempDirectory(folder, "library"), type, body, "");
    }

    @AfterAll
    static void stop() {
        kernel.close();
    }

    private static void assertMagicError(KernelProcess kernel, String expected, String code) {
        Answer answer = kernel.run(code);
        assertEquals("MagicError", Json.string(answer.reply(), "ename", "none"),
                () -> code + ": " + answer.reply());
        String message = answer.reply().get("evalue").getAsString();
        assertTrue(message.contains(expected), message);
        assertEquals(1, message.lines().count(), message);
    }

    /** What a cell printed, without the line that tells how far a slow download is. */
    private static String said(Answer answer) {
        return answer.printed("stdout").replaceAll("[^\n]*\r", "");
    }

    @Test
    void aLibraryIsThereForTheRestOfItsCellAndValuesSurvive() {
        kernel.run("var kept = new ArrayList<>(List.of(1, 2)); int keptCount = 5;");
        Answer answer = kernel.run("""
                keptCount++;
                %maven com.example:hello:1.0
                import library.Hello;
                Hello.text() + " " + kept + " " + keptCount""");
        assertEquals("hello 1 [1, 2] 6", answer.result(), answer.reply()::toString);
        assertEquals("Added hello-1.0.jar to the class path.\n", said(answer));
        assertEquals("Nothing to add: all of it is already on the class path.\n",
                said(kernel.run("%maven com.example:hello:1.0")));
        kernel.run("String greeting() { return Hello.text(); }");
        assertEquals("hello 1!",
                kernel.run("String greeting() { return Hello.text() + \"!\"; }\ngreeting()").result());
    }

    @Test
    void whatALibraryNeedsComesWithItAndTheFirstVersionStays() {
        assertEquals("Added first-1.0.jar, base-1.0.jar to the class path.\n",
                said(kernel.run("%maven com.example:first:1.0")));
        Answer second = kernel.run("%maven com.example:second:1.0");
        assertEquals("Added second-1.0.jar to the class path.\n", said(second));
        assertEquals(
                "com.example:base 1.0 is already on the class path and stays, so com.example:base 2.0 is left "
                        + "out. To use that instead, restart the kernel and ask for it first.\n",
                second.printed("stderr"));
        assertEquals("13",
                kernel.run("library.First.number() + library.Second.number() + library.Base.base()")
                        .result());
    }

    @Test
    void versionsMayBeLeftToTheRepository() throws IOException {
        // A library each, since the first version of one stays.
        for (String[] wanted : new String[][]{ { "Released", "RELEASE", "2" }, { "Latest", "LATEST", "3" },
                { "Ranged", "[1.0,2.0)", "1" } }) {
            String type = wanted[0];
            String artifact = type.toLowerCase(Locale.ROOT);
            library(artifact, "1.0", type, "public static int version() { return 1; }");
            library(artifact, "2.0", type, "public static int version() { return 2; }");
            library(artifact, "3.0-SNAPSHOT", type, "public static int version() { return 3; }");
            repository.versions(artifact, "3.0-SNAPSHOT", "2.0", "1.0", "2.0", "3.0-SNAPSHOT");
            assertEquals(wanted[2], kernel.run("%maven com.example:" + artifact + ":" + wanted[1]
                    + "\nlibrary." + type + ".version()").result(), wanted[1]);
        }
        assertMagicError(kernel, "[9,)", "%maven com.example:moving:[9,)");
        assertEquals("3", kernel.run("%maven com.example:snap:1-SNAPSHOT\nlibrary.Snap.number()").result());
    }

    @Test
    void packagingAndClassifierAreUnderstood() throws IOException {
        library("natives", "1.0", "Natives", "public static int number() { return 1; }");
        Files.copy(jar("ForLinux", "public static int number() { return 4; }"),
                repository.path("natives", "1.0", "linux", "jar"));
        repository.pom("all", "1.0", "pom", "<dependencies><dependency><groupId>com.example</groupId>"
                + "<artifactId>natives</artifactId><version>1.0</version></dependency></dependencies>");
        assertEquals("Added natives-1.0-linux.jar to the class path.\n",
                said(kernel.run("%maven com.example:natives:jar:linux:1.0")));
        assertEquals("4", kernel.run("library.ForLinux.number()").result());
        assertEquals("Added natives-1.0.jar to the class path.\n",
                said(kernel.run("%maven com.example:all:pom:1.0")));
    }

    @Test
    void nothingIsAddedIfOneOfSeveralIsMissing() throws IOException {
        library("alone", "1.0", "Alone", "");
        assertMagicError(kernel, "com.example:nowhere:jar:1.0 was not found in ",
                "%maven com.example:alone:1.0 com.example:nowhere:1.0");
        assertFalse(said(kernel.run("%classpath")).contains("alone"));
        library("nowhere", "1.0", "Nowhere", "");
        assertEquals("Added alone-1.0.jar, nowhere-1.0.jar to the class path.\n",
                said(kernel.run("%maven com.example:alone:1.0 com.example:nowhere:1.0")));
    }

    @Test
    void theMessageNamesThePlacesWhereALibraryWasSought() throws IOException {
        assertMagicError(kernel, "was not found in central (" + repository.folder.toUri() + ")",
                "%maven com.example:unknown:1.0");
        for (String malformed : List.of("hello", "com.example::1.0", "a:b:c:d:e:f", ":::")) {
            assertMagicError(kernel, malformed + " does not name an artifact. Write group:artifact:version",
                    "%maven " + malformed);
        }
        assertMagicError(kernel, "The latest release is com.example:hello:RELEASE",
                "%maven com.example:hello");
        assertMagicError(kernel, "needs the coordinates of a library", "%maven");
    }

    @Test
    void aJarThatCannotBeUsedIsNamed() throws IOException {
        Files.writeString(repository.path("corrupt", "1.0", "", "jar"), "not a jar");
        repository.pom("corrupt", "1.0", "jar", "");
        assertMagicError(kernel, "corrupt-1.0.jar is not a jar that can be read",
                "%maven com.example:corrupt:1.0");
        Path newer = jar("Newer", "");
        try (var jar = FileSystems.newFileSystem(newer)) {
            Path type = jar.getPath("library/Newer.class");
            byte[] bytes = Files.readAllBytes(type);
            bytes[7] = 99;
            Files.write(type, bytes);
        }
        repository.add("newer", "1.0", newer);
        assertMagicError(kernel, "newer-1.0.jar is made for Java 55, and this kernel runs on Java ",
                "%maven com.example:newer:1.0");
        assertFalse(said(kernel.run("%classpath")).contains("newer"));
    }

    @Test
    void aLoopInALibraryIsInterruptible() throws IOException {
        library("endless", "1.0", "Loop", "public static void run() { while (true) { } }");
        kernel.run("%maven com.example:endless:1.0");
        Message running = kernel.startCell("System.out.println(\"go\");\nlibrary.Loop.run();", "go");
        interrupt(kernel);
        assertEquals("Interrupted", kernel.answer(running).reply().get("ename").getAsString());
    }

    private static void interrupt(KernelProcess kernel) {
        kernel.send(kernel.control, "interrupt_request", new JsonObject());
        assertEquals("interrupt_reply", kernel.receive(kernel.control).type());
    }

    @Test
    void sourcesComeLaterAndCostTheCellNothing() throws IOException {
        library("documented", "1.0", "Documented", "public static int answer() { return 42; }");
        Path sources = repository.path("documented", "1.0", "sources", "jar");
        try (var jar = FileSystems.newFileSystem(sources, Map.of("create", "true"))) {
            Files.createDirectory(jar.getPath("library"));
            Files.writeString(jar.getPath("library/Documented.java"), """
                    package library;
                    public class Documented {
                        /** The answer to everything. */
                        public static int answer() { return 42; }
                    }""");
        }
        assertEquals("42",
                kernel.run("%maven com.example:documented:1.0\nlibrary.Documented.answer()").result());
        long latest = System.nanoTime() + KernelProcess.TIMEOUT_MILLIS * 1_000_000L;
        String told;
        do {
            JsonObject found = kernel.request("inspect_request",
                    Json.of("code", "library.Documented.answer()", "cursor_pos", 22)).reply();
            told = Answer.data(found, "text/plain");
        } while (!told.contains("The answer to everything.") && System.nanoTime() < latest);
        assertTrue(told.contains("The answer to everything."), told);
    }

    @Test
    void aJarIsFetchedWhateverItsPomCallsThePackaging() throws IOException {
        library("bundled", "1.0", "Bundled", "public static int number() { return 5; }");
        repository.pom("bundled", "1.0", "bundle", "");
        library("user", "1.0", "User", "public static int number() { return 1; }", "bundled:1.0");
        assertEquals("6",
                kernel.run("%maven com.example:user:1.0\nlibrary.User.number() + library.Bundled.number()")
                        .result());
    }

    @Test
    void aPomBringsItsDependencies() throws IOException {
        library("compiled", "1.0", "Compiled", "public static int number() { return 6; }");
        library("tested", "1.0", "Tested", "");
        String dependencies = """
                <dependency>
                  <groupId>com.example</groupId><artifactId>compiled</artifactId><version>${wanted}</version>
                </dependency>
                <dependency>
                  <groupId>com.example</groupId><artifactId>tested</artifactId><version>1.0</version><scope>test</scope>
                </dependency>
                <properties><wanted>1.0</wanted></properties>
                """;
        assertEquals("Added compiled-1.0.jar to the class path.\n",
                said(kernel.run("%%loadFromPOM\n" + dependencies)));
        assertEquals("6", kernel.run("library.Compiled.number()").result());
        assertEquals("Added tested-1.0.jar to the class path.\n",
                said(kernel.run("%%loadFromPOM test\n" + dependencies)));
    }

    @Test
    void aWholePomMayHaveAParentAndRepositories() throws IOException {
        TestRepository other = new TestRepository(Files.createTempDirectory(folder, "other"));
        other.add("elsewhere", "1.0", jar("Elsewhere", "public static int number() { return 8; }"));
        repository.pom("parent", "1.0", "pom",
                """
                        <dependencyManagement><dependencies><dependency><groupId>com.example</groupId>
                        <artifactId>elsewhere</artifactId><version>1.0</version></dependency></dependencies></dependencyManagement>
                        """);
        String pom = """
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- A project's own. -->
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <parent><groupId>com.example</groupId><artifactId>parent</artifactId><version>1.0</version></parent>
                  <artifactId>project</artifactId>
                  <repositories><repository><id>other</id><url>%s</url></repository></repositories>
                  <dependencies>
                    <dependency><groupId>${project.groupId}</groupId><artifactId>elsewhere</artifactId></dependency>
                  </dependencies>
                </project>
                """
                .formatted(other.folder.toUri());
        Path file = Files.writeString(folder.resolve("pom.xml"), pom);
        assertEquals("8", kernel.run("%loadFromPOM " + file + "\nlibrary.Elsewhere.number()").result());
        assertEquals("Nothing to add: all of it is already on the class path.\n",
                said(kernel.run("%%loadFromPOM\n" + pom)));
    }

    @Test
    void repositoriesCanBeAddedAndOlderFormsOfCoordinatesWork() throws IOException {
        TestRepository more = new TestRepository(Files.createTempDirectory(folder, "more"));
        more.add("added", "1.0", jar("AddedLibrary", "public static int number() { return 5; }"));
        more.add("from", "1.0", jar("FromLibrary", "public static int number() { return 6; }"));
        String url = more.folder.toUri().toString();
        assertMagicError(kernel, "com.example:from:jar:1.0 was not found", "%maven com.example:from:1.0");
        assertEquals("6",
                kernel.run("%maven --from " + url + " com.example:from:1.0\nlibrary.FromLibrary.number()")
                        .result());
        assertEquals("5", kernel.run("%mavenRepo more " + url
                + "\n%addMavenDependency com.example#added;1.0\nlibrary.AddedLibrary.number()").result());
        assertMagicError(kernel, "needs an id and an address", "%mavenRepo more");
        assertMagicError(kernel, "needs the address of a repository behind --from",
                "%maven com.example:from:1.0 --from");
    }

    @Test
    void aPomThatIsWrongIsExplained() {
        assertMagicError(kernel, "the POM is not well-formed XML", "%%loadFromPOM\n<dependency><groupId>");
        assertMagicError(kernel, "'dependencies.dependency.version' for com.example:hello:jar is missing",
                "%%loadFromPOM\n<dependency><groupId>com.example</groupId><artifactId>hello</artifactId></dependency>");
        assertMagicError(kernel, "everything is not a scope; there are compile, runtime",
                "%%loadFromPOM everything\n<dependency/>");
        assertMagicError(kernel, "needs a POM", "%%loadFromPOM\n");
        assertMagicError(kernel, "needs the path of a pom.xml", "%loadFromPOM");
        assertMagicError(kernel, "cannot read ", "%loadFromPOM no-pom.xml");
    }

    /** The only test that needs the network, or what Maven itself has fetched before. */
    @Test
    void aNotebookUsesItsOwnGson() throws IOException {
        try (KernelProcess fresh = KernelProcess.start()) {
            Answer answer = fresh.run("%maven com.google.code.gson:gson:2.8.9\n"
                    + "import com.google.gson.*;\n"
                    + "new Gson().toJson(Map.of(\"a\", List.of(1, 2))) + \" \" + Path.of(Gson.class.getProtectionDomain()"
                    + ".getCodeSource().getLocation().toURI()).getFileName()");
            assertEquals("{\"a\":[1,2]} gson-2.8.9.jar", answer.result(), answer.reply()::toString);
            // Strictness came with 2.11, which the kernel itself uses.
            assertEquals("java.lang.ClassNotFoundException",
                    fresh.run("Class.forName(\"com.google.gson.Strictness\")")
                            .reply().get("ename").getAsString());
        }
    }
}
