package leibniz.kernel.javadoc;

import java.util.List;

/**
 * What is known of a declaration from its source.
 *
 * @param html the documentation comment as HTML, or empty
 * @param summary the first sentence of that
 * @param parameterNames those of a method, or empty where there is no source
 * @param source the declaration itself, or empty
 * @param reason why nothing is known, or empty
 */
public record Documentation(String html, String summary, List<String> parameterNames, String source,
        String reason) {}
