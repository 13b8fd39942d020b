package leibniz.kernel.text;

import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/** A piece of Java source for a compiler task of the kernel's own. */
public final class SourceText extends SimpleJavaFileObject {
    private final String text;

    public SourceText(String text) {
        super(URI.create("string:///Cell.java"), Kind.SOURCE);
        this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }

    /** A class may stand here whatever its name, but what describes modules and packages does not. */
    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
        return !simpleName.endsWith("-info");
    }
}
