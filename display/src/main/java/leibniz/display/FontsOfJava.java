package leibniz.display;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets Java2D write text on a machine without fonts, where it fails with "Fontconfig head is null": its font
 * families then all mean the fonts that ship with this module.
 */
final class FontsOfJava {
    private static final String CONFIGURATION = "sun.awt.fontconfig";
    private static final List<String> FAMILIES = List.of("serif", "sansserif", "monospaced", "dialog",
            "dialoginput");

    private static boolean usable;

    private FontsOfJava() {}

    /** Call before anything that draws text. Quick from the second call on. */
    static synchronized void ensure() {
        if (!usable && !measures()) {
            // Java looks for a configuration again as long as it has found none.
            System.setProperty(CONFIGURATION, configuration().toString());
        }
        usable = true;
    }

    /** Whether Java finds a font. */
    static boolean measures() {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12).getLineMetrics("x",
                    new FontRenderContext(null, true, true));
            return true;
        } catch (RuntimeException | Error e) {
            return false;
        }
    }

    /**
     * Writes the shipped fonts and a file that names them, in the form of the JDK's fontconfig.properties.
     */
    private static Path configuration() {
        try {
            Path folder = Files.createTempDirectory("fonts");
            folder.toFile().deleteOnExit();
            List<String> lines = new ArrayList<>(List.of("version=1", "sequence.allfonts=latin-1"));
            for (String family : FAMILIES) {
                for (String style : List.of("plain", "italic")) {
                    lines.add(family + "." + style + ".latin-1=DejaVu Sans");
                }
                for (String style : List.of("bold", "bolditalic")) {
                    lines.add(family + "." + style + ".latin-1=DejaVu Sans Bold");
                }
            }
            lines.add("filename.DejaVu_Sans=" + copy("DejaVuSans.ttf", folder));
            lines.add("filename.DejaVu_Sans_Bold=" + copy("DejaVuSans-Bold.ttf", folder));
            Path file = Files.write(folder.resolve("fontconfig.properties"), lines);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("this machine has no fonts, and those of the kernel could not be "
                    + "written to the folder for temporary files", e);
        }
    }

    private static Path copy(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, FontFile.bytes(name));
        file.toFile().deleteOnExit();
        return file;
    }
}
