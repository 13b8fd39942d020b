package leibniz.kernel.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.kernel.advice.PythonExpressions.NotReadException;
import leibniz.kernel.advice.PythonExpressions.Style;

/** What stands for an f-string: a sum of texts and values, or where digits are asked for String.format. */
final class FormattedText {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}:!=]+)=?(?::\\.?(\\d*)([fde]?))?}");

    private FormattedText() {}

    static Java of(String text, PythonExpressions reader) throws NotReadException {
        Matcher place = PLACE.matcher(text);
        List<String> terms = new ArrayList<>();
        List<Java> values = new ArrayList<>();
        StringBuilder format = new StringBuilder();
        boolean hasDigits = false;
        int end = 0;
        while (place.find()) {
            Java value = reader.read(place.group(1));
            literal(text.substring(end, place.start()), terms, format);
            boolean digits = place.group(3) != null && !place.group(3).isEmpty();
            hasDigits |= digits;
            terms.add(value.in(Java.SUM + 1));
            String number = value.in(Java.PRIMARY);
            values.add(!digits || reader.style == Style.NUMBERS || number.endsWith(".item()")
                    ? value
                    : Java.primary(number + ".item()"));
            format.append(!digits
                    ? "%s"
                    : (place.group(2).isEmpty() ? "%" : "%." + place.group(2)) + place.group(3));
            end = place.end();
        }
        literal(text.substring(end), terms, format);
        if (hasDigits) {
            return Java.primary("String.format(\"" + format + "\", " + Java.joined(values) + ")");
        }
        if (terms.isEmpty() || !terms.getFirst().startsWith("\"")) {
            terms.addFirst("\"\"");
        }
        return new Java(String.join(" + ", terms), Java.SUM, null);
    }

    private static void literal(String text, List<String> terms, StringBuilder format)
            throws NotReadException {
        if (text.contains("{") || text.contains("}")) {
            throw new NotReadException();
        }
        if (!text.isEmpty()) {
            terms.add("\"" + text + "\"");
            format.append(text.replace("%", "%%"));
        }
    }
}
