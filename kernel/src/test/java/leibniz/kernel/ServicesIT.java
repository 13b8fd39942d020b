package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Java finds by the name of a service is found in the libraries of the notebook too. */
class ServicesIT extends WithKernel {
    @TempDir
    Path folder;

    private Path jarWithService(String type, String body, String service) throws IOException {
        Path jar = TestLibrary.jar(folder, type, body, "");
        Path services = Files.createDirectories(folder.resolve(type).resolve("META-INF").resolve("services"));
        Files.writeString(services.resolve(service), "library." + type + "$Offered # the only one\n");
        TestLibrary.run("jar", "-u", "-f", jar.toString(), "-C", folder.resolve(type).toString(), "META-INF");
        return jar;
    }

    @Test
    void aDatabaseDriverThatComesAfterTheFirstLookIsFound() throws IOException {
        assertEquals("java.sql.SQLException",
                kernel.run("java.sql.DriverManager.getConnection(\"test:db\")").reply().get("ename")
                        .getAsString());
        Path jar = jarWithService("Db", """
                public static class Offered implements java.sql.Driver {
                    static {
                        try {
                            java.sql.DriverManager.registerDriver(new Offered());
                        } catch (java.sql.SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                    public java.sql.Connection connect(String url, java.util.Properties p) {
                        return (java.sql.Connection) java.lang.reflect.Proxy.newProxyInstance(
                                Offered.class.getClassLoader(), new Class<?>[]{ java.sql.Connection.class },
                                (proxy, method, arguments) -> "connected to " + url);
                    }
                    public boolean acceptsURL(String url) { return url.startsWith("test:"); }
                    public java.sql.DriverPropertyInfo[] getPropertyInfo(String url, java.util.Properties p) {
                        return new java.sql.DriverPropertyInfo[0];
                    }
                    public int getMajorVersion() { return 1; }
                    public int getMinorVersion() { return 0; }
                    public boolean jdbcCompliant() { return false; }
                    public java.util.logging.Logger getParentLogger() { return null; }
                }""", "java.sql.Driver");
        kernel.run("%jars " + jar);
        assertEquals("connected to test:db",
                kernel.run("java.sql.DriverManager.getConnection(\"test:db\").toString()").result());
    }

    @Test
    void threadsOfTheSharedPoolFindServices() throws IOException {
        Path jar = jarWithService("Greeting",
                "public static class Offered implements java.util.function.Supplier<String> {\n"
                        + "    public String get() { return \"found\"; }\n}",
                "java.util.function.Supplier");
        kernel.run("%jars " + jar);
        kernel.run(
                "String find() { return ServiceLoader.load(Supplier.class).stream().map(p -> \"\" + p.get().get())"
                        + ".collect(Collectors.joining()); }");
        assertEquals("found", kernel.run("find()").result());
        assertEquals("found", kernel.run("CompletableFuture.supplyAsync(() -> find()).join()").result());
        assertEquals("[found]",
                kernel.run("IntStream.range(0, 100).parallel().mapToObj(i -> find()).distinct().toList()")
                        .result());
    }
}
