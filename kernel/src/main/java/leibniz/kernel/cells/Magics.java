package leibniz.kernel.cells;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leibniz.course.exercises.EditDistance;
import leibniz.kernel.cells.CellRun.Result;
import leibniz.kernel.cells.Segment.MagicCall;
import leibniz.kernel.execution.CellStoppedError;
import leibniz.kernel.outcome.Ansi;
import leibniz.kernel.outcome.CellFailure;
import leibniz.kernel.outcome.MagicFailure;
import leibniz.kernel.outcome.Outcome;
import leibniz.kernel.outcome.RuntimeError;
import leibniz.kernel.outcome.SnippetOrigins;
import leibniz.kernel.outcome.Source.Span;
import leibniz.kernel.outcome.SourceExcerpt;
import leibniz.kernel.protocol.Memory;
import org.jspecify.annotations.Nullable;

/** The magics that cells can call, by name. */
public final class Magics {
    private static final Pattern CELL_MAGIC = Pattern.compile("\\s*%%(\\w+)");

    private final SortedMap<String, Magic> magics = new TreeMap<>();
    /** Names that other kernels have for some of them; no list shows these. */
    private final Map<String, String> otherNames = new HashMap<>();
    private final Predicate<String> isVariable;

    /**
     * @param isVariable whether the session has a variable of this name, so that {@code % name} may be a
     *     remainder
     */
    public Magics(Predicate<String> isVariable) {
        this.isVariable = isVariable;
    }

    public void add(Magic magic) {
        magics.put(magic.name(), magic);
    }

    public void addOtherName(String other, String name) {
        otherNames.put(other, name);
    }

    private @Nullable Magic get(String name) {
        Magic magic = magics.get(name);
        return magic != null ? magic : magics.get(otherNames.getOrDefault(name, name));
    }

    public List<Magic> all() {
        return List.copyOf(magics.values());
    }

    public Optional<Magic> find(String name) {
        return Optional.ofNullable(get(name));
    }

    /** The calls in a text; see {@link MagicCalls}. */
    public List<MagicCall> calls(Span part) {
        return MagicCalls.find(part, name -> get(name) != null && !isVariable.test(name)
                && !Pattern.compile("\\b" + name + "\\b(?<!%" + name + ")").matcher(part.text()).find(),
                isVariable);
    }

    /** Whether a whole cell is text that a magic takes, which is no Java. */
    public boolean takeAsText(String code) {
        Matcher call = CELL_MAGIC.matcher(code);
        Magic magic = call.lookingAt() ? get(call.group(1)) : null;
        return magic != null && magic.cell() != null && !magic.takesJava(true);
    }

    /** The magics that stand inside the Java of a part; see {@link MagicCalls}. */
    public List<MagicCall> embedded(Span part) {
        return MagicCalls.embedded(part);
    }

    /** @throws CellFailure if the magic of this call does not exist or is not to be called in this way */
    void check(MagicCall call, boolean isFirst) throws CellFailure {
        Magic magic = get(call.name());
        if (magic == null) {
            throw failure(call, unknown(call.name()));
        }
        if (call.ofCell() && magic.cell() == null) {
            throw failure(call, "takes one line, not a whole cell. Write it as " + magic.usage());
        }
        if (!call.ofCell() && magic.line() == null) {
            throw failure(call, "takes a whole cell, not one line. Write it as " + magic.usage());
        }
        if (call.ofCell() && !isFirst) {
            throw failure(call, "takes a whole cell, so it must be the first line of one."
                    + (magic.line() == null ? "" : " For one line write %" + call.name()));
        }
    }

    /**
     * The magic of this name, with or without percent signs.
     *
     * @throws MagicFailure with the names that exist, if this one does not
     */
    public Magic named(String name) {
        Magic magic = get(name.replaceFirst("^%%?", ""));
        if (magic == null) {
            throw new MagicFailure(unknown(name.replaceFirst("^%%?", "")));
        }
        return magic;
    }

    private static String ofIPython(String name) {
        return switch (name) {
            case "matplotlib", "pylab" -> "Pictures show without it, as plot(t -> t.sin(), -3, 3) does. ";
            case "pip", "conda", "mamba" -> "Libraries of Java come by %maven. ";
            case "who", "whos" -> "The variables are listed by %vars. ";
            case "lsmagic", "magic", "quickref" -> "%help lists what there is. ";
            case "ls", "pwd", "mkdir", "cat", "rm", "cp" -> "Commands of the shell begin with !, as in !ls. ";
            case "load_ext", "autoreload", "config", "autosave" -> "Extensions of IPython do not run here. ";
            default -> "";
        };
    }

    private String unknown(String name) {
        String nearest = magics.values().stream().filter(known -> isNear(known.name(), name))
                .min(Comparator.comparingInt(known -> EditDistance.of(known.name(), name)))
                .map(known -> "Did you mean " + known.typed() + "? ").orElse("");
        return "there is no magic named " + name + ". " + ofIPython(name) + nearest + "There are "
                + magics.values().stream().map(Magic::typed).filter(typed -> !typed.equals(Magic.COMMAND))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private static boolean isNear(String known, String name) {
        return EditDistance.of(known, name) <= (known.length() + 1) / 3
                || name.length() > 1 && known.toLowerCase(Locale.ROOT)
                        .startsWith(name.toLowerCase(Locale.ROOT));
    }

    /**
     * Runs a call that {@link #check} has passed. Whatever it throws is told and survived.
     *
     * @throws CellFailure if it failed, also because of the Java code that it ran
     */
    Result call(CellRun run, MagicCall call, SnippetOrigins origins) throws CellFailure {
        check(call, true);
        Magic magic = named(call.name());
        try {
            Object value = call.ofCell()
                    ? Objects.requireNonNull(magic.cell()).call(run, call.arguments(), call.body())
                    : Objects.requireNonNull(magic.line()).call(run, call.arguments());
            return value instanceof Result result ? result : new Result(value != null, value);
        } catch (CellStoppedError | CellFailure e) {
            throw e;
        } catch (MagicFailure e) {
            throw failure(call, String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            Memory.releaseIfFull(e);
            throw new CellFailure(RuntimeError.ofMagic(call.typed(), call.line(), e, origins));
        }
    }

    private static CellFailure failure(MagicCall call, String reason) {
        String message = call.typed() + ": " + reason;
        List<String> traceback = new ArrayList<>();
        traceback.add(Ansi.error("MagicError") + ": " + message);
        Span line = call.line();
        if (!line.source().isCell()) {
            traceback.add("  in " + Ansi.place(line.source().name()));
        }
        traceback.addAll(SourceExcerpt.marked(line.source().code(), line.start(), line.end()));
        return new CellFailure(new Outcome.Failure("MagicError", message, traceback));
    }
}
