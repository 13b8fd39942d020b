package leibniz.kernel.javadoc;

import com.sun.source.doctree.DocCommentTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the source says of a declaration.
 *
 * @param comment its documentation comment
 * @param parameterNames those of a method
 * @param source the declaration itself
 */
record Declaration(@Nullable DocCommentTree comment, List<String> parameterNames, String source) {}
