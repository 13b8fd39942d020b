package leibniz.kernel.magics;

import leibniz.display.MimeBundle;
import leibniz.kernel.cells.CellRun;
import leibniz.kernel.cells.CellRun.Result;
import leibniz.kernel.cells.Magic;
import leibniz.kernel.cells.Magic.JavaIn;
import leibniz.kernel.cells.Magics;
import leibniz.kernel.operators.Operators;
import leibniz.kernel.operators.RewrittenCell;
import leibniz.kernel.outcome.CellFailure;
import leibniz.kernel.outcome.MagicFailure;
import leibniz.kernel.outcome.Source.Span;
import org.jspecify.annotations.Nullable;

/** {@code %operators}: what operators on tensors became in a cell, and whether there are any. */
public final class OperatorMagics {
    private OperatorMagics() {}

    public static void addTo(Magics magics) {
        magics.add(new Magic("operators", "%operators [on | off], or %%operators and code below",
                "Shows how the last cell was written for Java where it had operators on tensors, or switches these.",
                "%%operators runs the code below and shows how it was written. %operators off leaves cells as they "
                        + "are typed, so that operators on tensors do not compile; %operators on is the default.",
                JavaIn.BODY, OperatorMagics::line, OperatorMagics::cell));
    }

    private static @Nullable Object line(CellRun run, Span arguments) {
        Operators operators = run.session.operators;
        switch (arguments.stripped().text()) {
            case "" -> {
                return MimeBundle.of(shown(operators.lastCell()));
            }
            case "on" -> operators.set(true);
            case "off" -> operators.set(false);
            default -> throw new MagicFailure("takes on, off or nothing, but got: " + arguments.text());
        }
        return null;
    }

    private static Object cell(CellRun run, Span arguments, Span body) throws CellFailure {
        if (!arguments.isBlank()) {
            throw new MagicFailure("with %% the code stands below the first line, but this has some there: "
                    + arguments.text());
        }
        Result result = run.evaluate(body);
        System.out.println(shown(run.session.operators.lastCell()).replaceFirst("^%%operators.*\n", ""));
        return result;
    }

    private static String shown(@Nullable RewrittenCell cell) {
        return cell == null ? "No cell has run yet." : cell.text();
    }
}
