package leibniz.display;

import leibniz.autograd.GraphNode;

import java.util.List;
import java.util.regex.Pattern;

/** Why there is no gradient, which the library says in English, in the language of displays. */
final class Reasons {
    private record Sentence(Pattern english, String chinese) {
        Sentence(String english, String chinese) {
            this(Pattern.compile(english.replace("WHERE", "((?:（[^）]*）)?)")), chinese);
        }
    }

    private static final Pattern OPERATION = Pattern.compile("^\\w+: ");
    private static final Pattern CELL = Pattern.compile(" in cell (\\d+)");

    private static final List<Sentence> SENTENCES = List.of(
            new Sentence(
                    "the graph has been freed\\. An earlier backward\\(\\) of <(\\w+)>WHERE already ran through "
                            + "<(\\w+)>WHERE\\. Run the computation again, or give the earlier call the option RETAIN_GRAPH\\.",
                    "计算图已被释放：先前对 $1 的 backward()$2 已经经过 $3$4。请重新计算，或者在先前的调用中使用选项 RETAIN_GRAPH。"),
            new Sentence(
                    "<(\\w+)>WHERE needs its operand (\\d+) of shape (\\(.*?\\)) as it was then, at version (\\d+),",
                    "$1$2 需要第 $3 个运算对象（形状 $4）当时的值，即版本 $5，"),
            new Sentence(
                    "<(\\w+)>WHERE needs its result of shape (\\(.*?\\)) as it was then, at version (\\d+),",
                    "$1$2 需要它的结果（形状 $3）当时的值，即版本 $4，"),
            new Sentence(
                    " but a later operation in placeWHERE changed it to version (\\d+)\\. Use the form without _ for that "
                            + "operation, or copy\\(\\) the tensor before\\.",
                    "但后来的就地运算$1把它改成了版本 $2。请对那个运算使用不带 _ 的形式，或者事先 copy() 该张量。"),
            new Sentence("nothing that this tensor was computed from requires a gradient\\. ?",
                    "计算这个张量所用的张量都不需要梯度。"),
            new Sentence("this tensor requires no gradient\\. ?", "这个张量不需要梯度。"),
            new Sentence("Call requiresGrad_\\(true\\) on the inputs before computing with them\\.",
                    "请在计算之前对输入调用 requiresGrad_(true)。"),
            new Sentence(
                    " ?Where one has it, a number taken out with item\\(\\) has broken the path: compute with tensors\\.",
                    "若已调用，则是用 item() 取出的数断开了路径：请用张量计算。"),
            new Sentence("a tensor that required one", "一个需要梯度的张量"),
            new Sentence(
                    "The path ends at detach\\(\\)WHERE, called on (.*?)\\. Leave detach\\(\\) out where a gradient shall flow\\.",
                    "路径到 detach()$1 为止，它是对 $2 调用的。需要梯度通过的地方请去掉 detach()。"),
            new Sentence(
                    "The path ends at (.*?), computed from (.*?) while noGrad had switched recording off\\. Compute it outside "
                            + "noGrad\\.",
                    "路径到 $1 为止，它由 $2 在 noGrad 关闭记录时得到。请在 noGrad 之外计算。"),
            new Sentence(
                    "The path ends at (.*?), computed from (.*?): integers and truth values have no derivative\\.",
                    "路径到 $1 为止，它由 $2 得到：整数和真值没有导数。"),
            new Sentence("The path ends at (.*?), which replaced the values of (.*?) by constants\\.",
                    "路径到 $1 为止，它用常量覆盖了 $2 的值。"),
            new Sentence("It is a derivative that does not depend on the inputs: its own derivative is 0\\.",
                    "它是一个与输入无关的导数：它自己的导数是 0。"),
            new Sentence(
                    "the tensor(?: to differentiate)? has shape (\\(.*?\\)), and only a single number has a gradient(?: of its own)?\\. "
                            + "Reduce it( first)?, usually (?:with )?(y\\.sum\\(\\)\\.backward\\(\\)|sum\\(\\)).*",
                    "这个张量的形状是 $1，而只有标量才有梯度。请先化为标量，通常用 sum()。"));

    private Reasons() {}

    /** @param english what the library says, with or without the name of its operation before it */
    static String of(String english) {
        if (!Words.areChinese()) {
            return english;
        }
        String text = CELL.matcher(OPERATION.matcher(english).replaceFirst("")).replaceAll("（单元格 $1）");
        for (var sentence : SENTENCES) {
            text = sentence.english.matcher(text).replaceAll(sentence.chinese);
        }
        return text.replace("<Leaf>", Words.LEAF.of()).replaceAll("<(\\w+)>", "$1");
    }

    /** The same as a sentence of its own, without the name of the operation. */
    static String asSentence(String english) {
        String reason = of(OPERATION.matcher(english).replaceFirst(""));
        return reason.isEmpty() ? reason : Character.toUpperCase(reason.charAt(0)) + reason.substring(1);
    }

    /** Says that a value was written to after something was computed from it. */
    static MathText overwritten(Object name, GraphNode node) {
        return Words.OVERWRITTEN.sentence(name,
                node.overwrittenBy() == null ? "" : Words.OVERWRITTEN_BY.of(of(node.overwrittenBy())),
                node.value() == null ? Words.THEN_NOT_KEPT : Words.THEN_SHOWN);
    }
}
