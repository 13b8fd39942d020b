package leibniz.kernel.compile;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import leibniz.kernel.execution.CellLoader;
import leibniz.kernel.outcome.CompileError;
import leibniz.kernel.outcome.MagicFailure;
import leibniz.kernel.text.CodeMask;
import leibniz.kernel.text.CopiedText;
import leibniz.kernel.text.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * The annotation processors that a notebook has asked for. JShell runs none, and could not: its compilers
 * serve many passes. So a compiler of its own runs them over a class of a cell; what they add to the class is
 * written into its text, and what they generate becomes further source text.
 */
public final class AnnotationProcessors {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final Pattern ANNOTATED_TYPE = Pattern.compile(
            "@[\\s\\S]*\\b(?:class|interface|enum|record)\\b|\\b(?:class|interface|enum|record)\\b[\\s\\S]*@");
    private static final Pattern WRAPPER_IMPORT = Pattern
            .compile("(?m)^import (?:static )?REPL\\.\\$JShell\\$[^;]*;");
    private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+\\.");
    /** How javac calls what a processor itself complains of; all else JShell finds too. */
    private static final String OF_PROCESSOR = "compiler.err.proc.messager";

    private final SessionCompiler compiler;
    private final CellLoader cells;
    private final List<String> options;
    private final List<URL> jars = new ArrayList<>();
    private @Nullable ClassLoader loader;
    private Map<String, String> generated = Map.of();

    public AnnotationProcessors(SessionCompiler compiler, CellLoader cells, List<String> options) {
        this.compiler = compiler;
        this.cells = cells;
        this.options = options;
    }

    /**
     * What became of a class.
     *
     * @param text with what was added to it; null if nothing was
     */
    public record Processed(@Nullable CopiedText text, List<CompileError> errors) {}

    /**
     * Has the processors in these jars run from now on.
     *
     * @return how many there are
     * @throws MagicFailure if there is none, or one cannot be made
     */
    public int add(List<Path> found) {
        List<URL> all = new ArrayList<>(jars);
        try {
            for (Path jar : found) {
                all.add(jar.toUri().toURL());
            }
        } catch (MalformedURLException e) {
            throw new MagicFailure("cannot open " + found + ": " + e.getMessage());
        }
        ClassLoader wider = new URLClassLoader("processors", all.toArray(URL[]::new), new JavacLoader());
        int before = loader == null ? 0 : instances(loader).size();
        int count = instances(wider).size();
        if (count == before) {
            throw new MagicFailure(
                    "there is no annotation processor in it that is not there already: no jar has "
                            + "a file META-INF/services/" + Processor.class.getName()
                            + ". Some libraries keep their processor in an artifact of its own");
        }
        jars.clear();
        jars.addAll(all);
        loader = wider;
        return count - before;
    }

    private static List<Processor> instances(ClassLoader from) {
        List<Processor> processors = new ArrayList<>();
        try {
            ServiceLoader.load(Processor.class, from).forEach(processors::add);
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new MagicFailure("a processor does not start: " + e.getMessage());
        }
        return processors;
    }

    /** The sources that the last run has generated, by the names of their classes; each is given once. */
    public Map<String, String> takeGenerated() {
        Map<String, String> taken = generated;
        generated = Map.of();
        return taken;
    }

    /** Runs the processors over a snippet; null where there are none, or it declares no annotated class. */
    public @Nullable Processed process(String snippet) {
        if (loader == null || !snippet.contains("@")
                || !ANNOTATED_TYPE.matcher(CodeMask.of(snippet).text()).find()) {
            return null;
        }
        String header = compiler.header(snippet);
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        var standard = COMPILER.getStandardFileManager(problems, Locale.ENGLISH, StandardCharsets.UTF_8);
        try (Generated files = new Generated(new SessionClasses(standard, cells.compiled()))) {
            SourceText unit = new SourceText(header + snippet);
            JavacTask task = task(files, problems, unit, "-proc:only");
            task.setProcessors(instances(loader));
            CompilationUnitTree processed = task.parse().iterator().next();
            task.analyze();
            List<CompileError> errors = errors(problems, header.length());
            if (!errors.isEmpty()) {
                return new Processed(null, errors);
            }
            JavacTask plain = task(files, new DiagnosticCollector<>(), unit, "-proc:none");
            CompilationUnitTree original = plain.parse().iterator().next();
            generated = files.texts();
            return new Processed(AddedMembers.write(snippet, header.length(), plain, original, processed),
                    List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException e) {
            return null; // no Java, which JShell tells
        } catch (RuntimeException e) {
            return new Processed(null, List.of(new CompileError(failed(e), 0, 1)));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private JavacTask task(JavaFileManager files, DiagnosticCollector<JavaFileObject> problems,
            SourceText unit, String processing) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(processing, "-Xlint:none", "-implicit:none"));
        return (JavacTask) COMPILER.getTask(Writer.nullWriter(), files, problems, all, null, List.of(unit));
    }

    private static List<CompileError> errors(DiagnosticCollector<JavaFileObject> problems, int start) {
        return problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR
                        && OF_PROCESSOR.equals(problem.getCode()))
                .map(problem -> new CompileError(
                        CompileError.clean(problem.getMessage(Locale.ENGLISH)),
                        Math.max(0, (int) problem.getStartPosition() - start),
                        Math.max(1, (int) problem.getEndPosition() - start)))
                .toList();
    }

    /** javac hands on what a processor throws as the cause of an exception of its own. */
    private static String failed(RuntimeException thrown) {
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        StackTraceElement[] frames = cause.getStackTrace();
        return "an annotation processor failed: " + cause
                + (frames.length == 0
                        ? ""
                        : " at " + frames[0].getClassName() + "." + frames[0].getMethodName());
    }

    /** The parent of the processors: Java with its compiler, and nothing of the kernel. */
    private static final class JavacLoader extends ClassLoader {
        JavacLoader() {
            super("javac", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            ClassLoader javac = COMPILER.getClass().getClassLoader();
            if (name.startsWith("com.sun.") && javac != null) {
                return javac.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    /** Keeps what processors write; they may read it again. */
    private static final class Generated extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, StringWriter> sources = new LinkedHashMap<>();

        Generated(JavaFileManager files) {
            super(files);
        }

        /** Without the names that JShell gives to the classes around those of cells. */
        Map<String, String> texts() {
            Map<String, String> texts = new LinkedHashMap<>();
            sources.forEach((name, text) -> texts.put(name.substring(name.lastIndexOf('.') + 1), WRAPPER
                    .matcher(WRAPPER_IMPORT.matcher(text.toString()).replaceAll("")).replaceAll("")));
            return texts;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location location, String className,
                JavaFileObject.Kind kind, @Nullable FileObject sibling) {
            return new Memory(className.replace('.', File.separatorChar) + kind.extension, kind,
                    kind == JavaFileObject.Kind.SOURCE
                            ? sources.computeIfAbsent(className, name -> new StringWriter())
                            : new StringWriter());
        }

        @Override
        public FileObject getFileForOutput(Location location, String packageName, String relativeName,
                @Nullable FileObject sibling) {
            return new Memory(relativeName, JavaFileObject.Kind.OTHER, new StringWriter());
        }
    }

    private static final class Memory extends SimpleJavaFileObject {
        private final StringWriter text;

        Memory(String name, Kind kind, StringWriter text) {
            super(URI.create("generated:///" + name.replace(File.separatorChar, '/')), kind);
            this.text = text;
        }

        @Override
        public Writer openWriter() {
            return text;
        }

        @Override
        public java.io.OutputStream openOutputStream() {
            return new java.io.ByteArrayOutputStream() {
                @Override
                public void close() {
                    text.write(toString(StandardCharsets.UTF_8));
                }
            };
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text.toString();
        }
    }
}
