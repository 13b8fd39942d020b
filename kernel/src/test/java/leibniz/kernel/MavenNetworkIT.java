package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries over HTTP: what the settings say of it, and what happens where the network fails. */
class MavenNetworkIT {
    private static final String USER = "reader:secret";

    @TempDir
    static Path folder;
    private static final CountDownLatch BEGUN = new CountDownLatch(1);
    private static final CountDownLatch ABORTED = new CountDownLatch(1);
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static TestRepository repository;
    private static HttpServer server;
    private static KernelProcess kernel;

    @BeforeAll
    static void start() throws IOException {
        repository = new TestRepository(folder);
        for (String artifact : new String[]{ "guarded", "proxied", "cached", "endless", "altered" }) {
            Path work = Files.createTempDirectory(folder, "library");
            repository.add(artifact, "1.0", TestLibrary.jar(work, "Of" + artifact, "", ""));
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(THREADS);
        server.createContext("/open/", exchange -> answer(exchange, "/open/"));
        server.createContext("/guarded/", exchange -> {
            String expected = "Basic "
                    + Base64.getEncoder().encodeToString(USER.getBytes(StandardCharsets.UTF_8));
            if (expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, "/guarded/");
            } else {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"test\"");
                exchange.sendResponseHeaders(401, -1);
                exchange.close();
            }
        });
        server.start();
        kernel = KernelProcess.start(Map.of("JDK_JAVA_OPTIONS", repository.javaOptions()));
    }

    @AfterAll
    static void stop() {
        kernel.close();
        server.stop(0);
        THREADS.shutdownNow();
    }

    private static void answer(HttpExchange exchange, String prefix) throws IOException {
        Path file = repository.folder.resolve(exchange.getRequestURI().getPath().substring(prefix.length()));
        try (exchange) {
            if (file.toString().endsWith("endless-1.0.jar")) {
                exchange.sendResponseHeaders(200, 1L << 40);
                sendWithoutEnd(exchange);
            } else if (Files.isRegularFile(file)) {
                byte[] bytes = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static void sendWithoutEnd(HttpExchange exchange) {
        try {
            while (!ABORTED.await(20, TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write(new byte[10_000]);
                exchange.getResponseBody().flush();
                BEGUN.countDown();
            }
        } catch (IOException e) {
            ABORTED.countDown(); // the kernel has hung up
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String url(String host, String path) {
        return "http://" + host + ":" + server.getAddress().getPort() + path;
    }

    private static void assertMagicError(String expected, String code) {
        Answer answer = kernel.run(code);
        assertEquals("MagicError", Json.string(answer.reply(), "ename", "none"),
                () -> code + ": " + answer.reply());
        String message = answer.reply().get("evalue").getAsString();
        assertTrue(message.contains(expected), message);
        assertEquals(1, message.lines().count(), message);
    }

    private static void assertAdded(String code) {
        Answer answer = kernel.run(code);
        assertTrue(answer.printed("stdout").contains("Added "), answer.reply()::toString);
    }

    @Test
    void credentialsComeFromTheSettings() throws IOException {
        String url = url("127.0.0.1", "/guarded/");
        repository.useOnly(url);
        assertMagicError("could not be fetched from central (" + url + ")", "%maven com.example:guarded:1.0");
        repository.useOnly(url, "<servers><server><id>central</id><username>reader</username>"
                + "<password>secret</password></server></servers>");
        assertAdded("%maven com.example:guarded:1.0");
    }

    @Test
    void aProxyComesFromTheSettings() throws IOException {
        repository.useOnly("http://repository.invalid/open/",
                "<proxies><proxy><active>true</active><protocol>http</protocol><host>127.0.0.1</host><port>"
                        + server.getAddress().getPort() + "</port></proxy></proxies>");
        assertAdded("%maven com.example:proxied:1.0");
    }

    @Test
    void aMirrorComesFromTheSettings() throws IOException {
        repository.settings(
                "<mirrors><mirror><id>nearby</id><mirrorOf>*</mirrorOf><url>" + url("127.0.0.1", "/open/")
                        + "</url></mirror></mirrors>");
        assertMagicError(
                "com.example:missing:jar:1.0 was not found in nearby (" + url("127.0.0.1", "/open/") + ")",
                "%maven com.example:missing:1.0");
    }

    @Test
    void whatANotebookNamesIsAskedOverTlsAlone() throws IOException {
        repository.useOnly(url("127.0.0.1", "/open/"));
        String refused = "(http://repository.invalid/) is not asked, since what comes over http";
        String dependency = "<dependency><groupId>com.example</groupId><artifactId>elsewhere</artifactId>"
                + "<version>1.0</version></dependency>";
        String named = "<repositories><repository><id>other</id><url>http://repository.invalid/</url>"
                + "</repository></repositories>";
        assertMagicError(refused, "%maven --from http://repository.invalid/ com.example:elsewhere:1.0");
        assertMagicError(refused, "%%loadFromPOM\n" + named + dependency);
        repository.pom("leading", "1.0", "pom",
                named + "<dependencies>" + dependency + "</dependencies>");
        assertMagicError(refused, "%maven com.example:leading:pom:1.0");
    }

    @Test
    void whatHasAnotherChecksumIsNotUsed() throws IOException {
        Path jar = repository.path("altered", "1.0", "", "jar");
        Path checksum = Path.of(jar + ".sha1");
        repository.useOnly(url("127.0.0.1", "/open/"));
        Files.writeString(checksum, "0".repeat(40));
        assertMagicError("and should have " + "0".repeat(40) + ", so it is not used",
                "%maven com.example:altered:1.0");
        Files.writeString(checksum, sha1(jar));
        assertAdded("%maven com.example:altered:1.0");
    }

    private static String sha1(Path file) throws IOException {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void withoutANetworkTheMessageSaysWhatToCheck() throws IOException {
        // Bound, so that no other program takes the port, and closed to connections.
        try (Socket closed = new Socket()) {
            closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            repository.useOnly("http://127.0.0.1:" + closed.getLocalPort() + "/");
            assertMagicError("Check the network, and the proxy, mirror and credentials in settings.xml",
                    "%maven com.example:unreachable:1.0");
        }
        repository.useOnly("http://repository.invalid/");
        assertMagicError("repository.invalid", "%maven com.example:unreachable:1.0");
    }

    @Test
    void offlineWhatIsInTheLocalRepositoryIsStillThere() throws IOException {
        repository.useOnly(url("127.0.0.1", "/open/"));
        try (KernelProcess online = KernelProcess
                .start(Map.of("JDK_JAVA_OPTIONS", repository.javaOptions()))) {
            assertTrue(online.run("%maven com.example:cached:1.0").printed("stdout").contains("Added"));
        }
        repository.useOnly(url("127.0.0.1", "/open/"), "<offline>true</offline>");
        assertAdded("%maven com.example:cached:1.0");
        assertMagicError("Maven is offline: settings.xml says <offline>true</offline>",
                "%maven com.example:fresh:1.0");
    }

    @Test
    void settingsThatCannotBeReadAreNamed() throws IOException {
        repository.settings("<mirrors>");
        assertMagicError("Maven's settings cannot be used: ", "%maven com.example:any:1.0");
        assertMagicError(repository.home + "/.m2/settings.xml", "%maven com.example:any:1.0");
    }

    @Test
    void aLongDownloadTellsHowFarItIsAndIsInterruptible() throws Exception {
        repository.useOnly(url("127.0.0.1", "/open/"));
        Message running = kernel.send(kernel.shell, "execute_request",
                KernelProcess.execution("%maven com.example:endless:1.0"));
        Message shown = kernel.publishedUntil(m -> m.type().equals("display_data")).getLast();
        assertTrue(text(shown).startsWith("Downloading: "), text(shown));
        assertTrue(BEGUN.await(KernelProcess.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS),
                "the kernel did not ask for the jar");
        kernel.send(kernel.control, "interrupt_request", new JsonObject());
        assertEquals("interrupt_reply", kernel.receive(kernel.control).type());
        Answer answer = kernel.answer(running);
        assertEquals("Interrupted", answer.reply().get("ename").getAsString());
        assertEquals("The downloads have ended.",
                answer.contents("update_display_data").getLast().getAsJsonObject("data").get("text/plain")
                        .getAsString());
        assertTrue(ABORTED.await(KernelProcess.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS),
                "the download went on after the cell was interrupted");
        assertEquals("2", kernel.run("1 + 1").result());
    }

    private static String text(Message shown) {
        return shown.content().getAsJsonObject("data").get("text/plain").getAsString();
    }
}
