package leibniz.display;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({ "0, 0", "-0.0, 0", "28, 28", "-102400, -102400", "9999999, 9999999", "10000000, 10⁷",
            "0.5, 0.5",
            "-1.5527532, -1.553", "0.1, 0.1", "12345.678, 12346", "999999.5, 1000000", "1e-4, 0.0001",
            "0.00001234567, 1.235·10⁻⁵", "-1e-9, -10⁻⁹", "1.5e300, 1.5·10³⁰⁰", "NaN, nan", "Infinity, inf",
            "-Infinity, -inf",
            "0.99999, 0.99999", "0.9999999, 1", "108.75, 108.75", "108.7512, 108.8", "4.9e-324, 4.9·10⁻³²⁴" })
    void writesAllDigitsOfAShortNumberAndElseFour(double value, String text) {
        assertEquals(text, Numbers.compact(value));
    }
}
