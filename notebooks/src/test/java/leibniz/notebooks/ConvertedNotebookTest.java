package leibniz.notebooks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notebooks as the HTML that `jupyter nbconvert` makes of them, in a browser. */
class ConvertedNotebookTest {
    @Test
    void picturesTablesAndFormulasShow(@TempDir Path home) throws IOException {
        Path notebooks = Project.ROOT.resolve("notebooks/en");
        Browser.run("converted.py", List.of(notebooks.resolve("00-tour.ipynb").toString(),
                notebooks.resolve("03-worked-examples.ipynb").toString(), "--screenshots",
                Browser.SCREENSHOTS), home);
    }
}
