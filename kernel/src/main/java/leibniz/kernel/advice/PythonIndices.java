package leibniz.kernel.advice;

import java.util.ArrayList;
import java.util.List;
import leibniz.kernel.advice.PythonExpressions.NotReadException;

/** Indices and slices of Python, which Java writes as one index between brackets or as a call. */
final class PythonIndices {
    private final PythonExpressions reader;

    PythonIndices(PythonExpressions reader) {
        this.reader = reader;
    }

    /** What stands between the brackets of an index. */
    Java element(Java owner) throws NotReadException {
        List<String> parts = new ArrayList<>(List.of(""));
        boolean text = false;
        while (!reader.takes("]")) {
            if (reader.takes(":")) {
                text = true;
                parts.add(":");
            } else if (reader.takes("None")) {
                text = true;
                parts.add("None");
            } else if (reader.takes(",")) {
                parts.add(", ");
            } else {
                Java part = reader.sees(".") ? dots() : reader.expression();
                if (part.items() != null && parts.equals(List.of("")) && reader.sees("]")) {
                    reader.take();
                    return reader.because("Rows are chosen by indexSelect.",
                            Java.primary(owner.in(Java.PRIMARY)
                                    + ".indexSelect(0, tensor(" + Java.joined(part.items()) + "))"));
                }
                if (part.strength() > Java.LAMBDA && part.strength() <= Java.COMPARISON
                        && parts.equals(List.of("")) && reader.sees("]")) {
                    reader.take();
                    return reader.because("Elements are chosen by maskedSelect.",
                            Java.primary(owner.in(Java.PRIMARY) + ".maskedSelect(" + part.text() + ")"));
                }
                text |= part.text().equals("...");
                parts.add(part.isNumber() || part.text().equals("...")
                        ? part.text()
                        : "\" + " + part.in(Java.SUM + 1) + " + \"");
                if (!reader.sees("]") && !reader.sees(":") && !reader.sees(",")) {
                    throw new NotReadException();
                }
            }
        }
        String index = String.join("", parts);
        if (text) {
            return reader.because("Java has no slices; get takes them as text.",
                    Java.primary(owner.in(Java.PRIMARY)
                            + ".get(" + ("\"" + index + "\"").replace(" + \"\"", "").replace("\"\" + ", "")
                            + ")"));
        }
        if (owner.text().startsWith("\"") && parts.size() == 2) {
            return reader.because("A character of a text is charAt.",
                    Java.primary(owner.text() + ".charAt(" + index + ")"));
        }
        String plain = index.replace("\" + ", "").replace(" + \"", "");
        return parts.contains(", ")
                ? reader.because("Java takes one index between brackets.",
                        Java.primary(owner.in(Java.PRIMARY) + ".get(" + plain + ")"))
                : Java.primary(owner.in(Java.PRIMARY) + "[" + plain + "]");
    }

    private Java dots() throws NotReadException {
        reader.expect(".");
        reader.expect(".");
        reader.expect(".");
        return Java.primary("...");
    }
}
