package leibniz.kernel.compile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;

/** Lets a compiler task of the kernel's own see the classes that the session's cells were compiled to. */
public final class SessionClasses extends ForwardingJavaFileManager<JavaFileManager> {
    private static final String PACKAGE = "REPL";

    private final Map<String, byte[]> classes;

    public SessionClasses(JavaFileManager files, Map<String, byte[]> classes) {
        super(files);
        this.classes = classes;
    }

    @Override
    public Iterable<JavaFileObject> list(Location location, String packageName,
            Set<JavaFileObject.Kind> kinds,
            boolean recurse) throws IOException {
        if (location != StandardLocation.CLASS_PATH || !packageName.equals(PACKAGE)) {
            return super.list(location, packageName, kinds, recurse);
        }
        List<JavaFileObject> found = new ArrayList<>();
        if (kinds.contains(JavaFileObject.Kind.CLASS)) {
            classes.forEach((name, bytes) -> found.add(new SessionClass(name, bytes)));
        }
        return found;
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof SessionClass c ? c.binaryName : super.inferBinaryName(location, file);
    }

    private static final class SessionClass extends SimpleJavaFileObject {
        private final String binaryName;
        private final byte[] bytes;

        SessionClass(String binaryName, byte[] bytes) {
            super(URI.create("session:///" + binaryName.replace('.', '/') + ".class"), Kind.CLASS);
            this.binaryName = binaryName;
            this.bytes = bytes;
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
