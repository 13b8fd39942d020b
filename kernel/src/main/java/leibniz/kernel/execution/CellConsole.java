package leibniz.kernel.execution;

import java.io.Console;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import leibniz.kernel.protocol.Log;
import org.jspecify.annotations.Nullable;

/**
 * {@link System#console} of the cells, whose questions the client asks, with passwords hidden. Java's own has
 * a terminal behind it or is null; what implements it is not open to others, but an interface in its middle
 * can be answered for.
 */
public final class CellConsole {
    private static final @Nullable Console CONSOLE = make();

    private CellConsole() {}

    /** The console; null where this Java has another one. */
    public static @Nullable Console console() {
        return CONSOLE;
    }

    private static @Nullable Console make() {
        try {
            Class<?> inner = Class.forName("jdk.internal.io.JdkConsole");
            Constructor<?> outer = Class.forName("java.io.ProxyingConsole").getDeclaredConstructor(inner);
            outer.setAccessible(true);
            PrintWriter writer = new PrintWriter(new Printed()) {
                @Override
                public void close() {
                    flush(); // the console goes on
                }
            };
            InputStreamReader reader = new InputStreamReader(CellInput.ofCells(), StandardCharsets.UTF_8);
            return (Console) outer.newInstance(
                    Proxy.newProxyInstance(CellConsole.class.getClassLoader(), new Class<?>[]{ inner },
                            (proxy, method, arguments) -> answer(proxy, method,
                                    arguments == null ? new Object[0] : arguments, writer, reader)));
        } catch (ReflectiveOperationException | RuntimeException e) {
            Log.line("there is no System.console() for cells: " + e);
            return null;
        }
    }

    private static @Nullable Object answer(Object proxy, Method method, Object[] arguments,
            PrintWriter writer,
            InputStreamReader reader) {
        switch (method.getName()) {
            case "writer" -> {
                return writer;
            }
            case "reader" -> {
                return reader;
            }
            case "charset" -> {
                return StandardCharsets.UTF_8;
            }
            case "readLine" -> {
                return read(prompt(arguments), false);
            }
            case "readPassword" -> {
                String password = read(prompt(arguments), true);
                return password == null ? null : password.toCharArray();
            }
            case "format" -> writer.format((Locale) arguments[0], (String) arguments[1],
                    (Object[]) arguments[2]);
            case "print" -> writer.print(arguments[0]);
            case "println" -> writer.println(arguments[0]);
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "equals" -> {
                return proxy == arguments[0];
            }
            case "toString" -> {
                return "the console of the notebook";
            }
            default -> {
            }
        }
        writer.flush();
        return method.getReturnType() == void.class ? null : proxy;
    }

    private static String prompt(Object[] arguments) {
        return arguments.length == 0
                ? ""
                : String.format((Locale) arguments[0], (String) arguments[1], (Object[]) arguments[2]);
    }

    /** Prints at once: Java's console hands out a writer that flushes nothing by itself. */
    private static final class Printed extends Writer {
        @Override
        public void write(char[] text, int offset, int length) {
            System.out.print(new String(text, offset, length));
        }

        @Override
        public void flush() {
            System.out.flush();
        }

        @Override
        public void close() {
            // The console goes on.
        }
    }

    private static @Nullable String read(String prompt, boolean hidden) {
        try {
            return CellInput.ofCells().readLine(prompt, hidden);
        } catch (IOException e) {
            throw new IOError(e);
        }
    }
}
