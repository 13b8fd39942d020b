package leibniz.display;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * All that displays say, in English and beside it in Chinese, as a teacher of mathematics says it. Each
 * {@code %s} stands for a number, a name or a formula; {@code %2$s} for the second of them. Names of
 * operations, code, formulas and numbers are the same in both languages and stand where they are made.
 */
final class Words {
    // ---- why a graph has no gradients
    static final Words SEVERAL_RESULTS = new Words(
            "No gradients: a gradient belongs to one result, and here are %s. graph(y) with one of them shows its gradients.",
            "没有梯度：梯度属于一个结果，而这里有 %s 个。对其中一个用 graph(y) 即可看到它的梯度。");
    static final Words NOT_ONE_NUMBER = new Words(
            "No gradients: only a single number has a gradient, and the result has the shape %s. graph(y.sum()) shows those of its sum.",
            "没有梯度：只有标量才有梯度，而结果的形状是 %s。graph(y.sum()) 显示其元素之和的梯度。");
    static final Words NOTHING_REQUIRES_ONE = new Words(
            "No gradients: nothing here requires one. Call requiresGrad_(true) on an input before computing with it.",
            "没有梯度：这里没有张量需要梯度。请在计算之前对输入调用 requiresGrad_(true)。");
    static final Words NO_GRADIENTS = new Words("No gradients: %s",
            "没有梯度：%s");
    static final Words MISSING_GRADIENTS = new Words("Not all gradients are known: %s",
            "有些梯度无法得知：%s");
    /** The name of the column with what the last backward pass left at a node that is no leaf. */
    static final Words LEFT_BY_BACKWARD = new Words("left by backward()",
            "backward() 所留");
    static final Words LEFT_GRADIENTS = new Words(
            "left by backward(): the gradient of what was differentiated last, which need not be this result.",
            "backward() 所留：上一次求导的那个结果的梯度，不一定是这里的结果的梯度。");

    // ---- writes in place
    static final Words OVERWRITTEN = new Words(
            "%s was changed in place%s after this was computed from it. %s",
            "%s 在参与这里的计算之后被就地修改%s。%s");
    static final Words OVERWRITTEN_BY = new Words(" (%s)",
            "（%s）");
    static final Words THEN_NOT_KEPT = new Words("The value that it had then is not kept.",
            "当时的值没有保留。");
    static final Words THEN_SHOWN = new Words("Shown is the value that it had then.",
            "显示的是当时的值。");

    // ---- what operations that move elements do to gradients; the gradient stands before
    static final Words BACK_TO_PLACES = new Words("at the places it came from, 0 elsewhere",
            "放回原来的位置，其余为 0");
    static final Words BACK_WHERE_TAKEN = new Words("where this operand was taken, 0 elsewhere",
            "只取自此操作数的位置，其余为 0");
    static final Words BACK_FROM_PLACES = new Words("at the places that were filled",
            "取填入的那些位置");
    static final Words BACK_IN_SHAPE = new Words("in the shape of the operand",
            "变回运算对象的形状");
    static final Words BACK_IN_ORDER = new Words("in the order of the operand",
            "变回运算对象的次序");
    static final Words BACK_ITS_PART = new Words("at the places of this operand",
            "取属于这个运算对象的位置");
    static final Words BACK_SUMMED = new Words("summed over the copies",
            "对各个副本求和");
    static final Words BACK_FROM_THE_END = new Words("summed up from the end",
            "从末尾起累加");
    static final Words BACK_IN_DTYPE = new Words("in the dtype of the operand",
            "变回运算对象的数据类型");
    static final Words ONE_AT = new Words("1 at index %s, 0 elsewhere",
            "下标 %s 处为 1，其余为 0");
    static final Words IDENTITY_IN_ROWS = new Words("the identity in rows %s to %s, 0 elsewhere",
            "第 %s 至 %s 行是单位矩阵，其余为 0");
    static final Words IDENTITY_IN_COLUMNS = new Words("the identity in columns %s to %s, 0 elsewhere",
            "第 %s 至 %s 列是单位矩阵，其余为 0");

    // ---- what is taken for the derivative where there is none
    static final Words KINK_AT_ZERO = new Words("%s at 0 has no derivative: 0 is taken",
            "%s 在 0 处不可导：取 0");
    static final Words KINK_TIES = new Words("%s of equal elements has no derivative: they share it equally",
            "%s 在元素相等处不可导：由它们平分");
    static final Words KINK_HALVES = new Words("%s of equal operands has no derivative: each gets half",
            "%s 在两数相等处不可导：各取一半");
    static final Words KINK_AT_BOUND = new Words("%s at a bound has no derivative: 1 is taken",
            "%s 在边界处不可导：取 1");
    static final Words KINK_SLOPE = new Words(
            "%s at 0 has no derivative: the one of its left side is taken",
            "%s 在 0 处不可导：取左侧的导数");
    static final Words HERE = new Words("Here %s.",
            "这里 %s。");
    /** The label of the line that says so. */
    static final Words KINK = new Words("kink",
            "不可导");

    // ---- the picture of a graph
    static final Words GRAPH_OF = new Words("Computation graph of %s",
            "计算图，结果为 %s");
    static final Words AND = new Words(" and ",
            " 和 ");
    static final Words LEAF = new Words("leaf",
            "叶子节点");
    static final Words SYMBOL = new Words("symbol",
            "符号");
    static final Words CONSTANT = new Words("constant",
            "常量");
    static final Words DETACHED = new Words("detached",
            "已分离");
    static final Words MADE_IN_NO_GRAD = new Words("made in noGrad",
            "在 noGrad 中得到");
    static final Words AFTER_DETACH = new Words("computed after detach",
            "分离之后算出");
    static final Words AFTER_NO_GRAD = new Words("computed after noGrad",
            "在 noGrad 之后算出");
    static final Words NOT_DIFFERENTIABLE = new Words("not differentiable",
            "不可导");
    static final Words REPLACED = new Words("overwritten",
            "已被覆盖");
    static final Words CONSTANT_DERIVATIVE = new Words("constant derivative",
            "常数导数");
    /** Written for a value that a backward pass has freed. */
    static final Words FREED_VALUE = new Words("freed",
            "已释放");
    /** Written for a value that the graph does not hold, since no rule reads it. */
    static final Words NOT_HELD = new Words("not held",
            "未保存");
    /** Written for a value that was written to and of which no copy is kept. */
    static final Words CHANGED = new Words("changed",
            "已修改");
    static final Words DATA = new Words("data",
            "值");
    static final Words GRAD = new Words("grad",
            "梯度");
    static final Words GRADIENT = new Words("gradient",
            "梯度");
    static final Words CUT_OFF = new Words("cut off",
            "无梯度");
    static final Words CUT_OFF_FROM_GRADIENTS = new Words("cut off from gradients",
            "没有梯度经过");
    static final Words BY = new Words("%s by %s",
            "%s %s");
    static final Words OF = new Words("of %s",
            "属于 %s");
    static final Words FROM = new Words("%s from %s",
            "%s，来自 %s");
    /** What a rule calls an operand without a name, and the result. */
    static final Words IN_RULE = new Words("in",
            "输入");
    static final Words OUT_RULE = new Words("out",
            "输出");
    static final Words RULE_TO = new Words("to %s: %s",
            "传给 %s：%s");
    static final Words AND_MORE = new Words("and %s more",
            "另有 %s 个");
    static final Words AND_MORE_NODES = new Words("and %s more nodes",
            "另有 %s 个节点");
    static final Words VALUES_FORWARD = new Words("values, forward",
            "值，正向");
    static final Words GRADIENTS_BACKWARD = new Words("gradients, backward",
            "梯度，反向");
    static final Words GRADIENTS_BY_WIDTH = new Words(
            "gradients, backward, by their size:",
            "梯度，反向，按大小：");
    static final Words AS_TEXT = new Words("as text",
            "文字形式");
    static final Words IS_MADE_OF = new Words("What %s is made of",
            "%s 的组成");
    static final Words ARE_MADE_OF = new Words("What %s are made of",
            "%s 的组成");
    static final Words AND_OTHERS = new Words("%s and others",
            "%s 等");
    static final Words FREED = new Words(
            "freed: backward() let go of these values; backward(RETAIN_GRAPH) keeps them.",
            "已释放：backward() 释放了这些值；backward(RETAIN_GRAPH) 会保留它们。");
    static final Words RULES = new Words(
            "g is the gradient that arrives at an operation; on each line stands what its rule makes of it.",
            "g 是传到某个运算的梯度；每条线上写着该运算的规则由它得到什么。");
    static final Words NO_DATA = new Words(
            "No data yet: z.bind(Map.of(\"name\", tensor)) gives the symbols of z their values.",
            "还没有数据：用 z.bind(Map.of(\"名字\", tensor)) 给 z 的符号赋值。");
    static final Words NEAREST = new Words("%s nodes in all, of which those nearest to the result are shown.",
            "共 %s 个节点，只显示离结果最近的一些。");

    // ---- what operations are given besides their operands
    static final Words DIM = new Words("dim %s",
            "维 %s");
    static final Words DIMS = new Words("dims %s",
            "维 %s");
    static final Words LABELS = new Words("labels %s",
            "标签 %s");
    static final Words AT = new Words("at %s",
            "下标 %s");
    static final Words AT_IN_DIM = new Words("at %s in dim %s",
            "下标 %s，维 %s");
    static final Words KEPT_WITHIN = new Words("to %s",
            "限于 %s");

    // ---- explain
    static final Words SAME_TENSOR = new Words("z and w are the same tensor, so the derivative is 1.",
            "z 和 w 是同一个张量，所以导数是 1。");
    static final Words TOO_MANY_OPERATIONS = new Words(
            "Between w and z lie %s operations, too many to write out: explain a part of the graph, or look at graph(z).",
            "w 与 z 之间有 %s 个运算，太多，写不下：请解释计算图的一部分，或者看 graph(z)。");
    static final Words FORMULA_OF_SYMBOLS = new Words("For symbols the derivative is a formula:",
            "对符号而言，导数是一个公式：");
    static final Words OF_SHAPE = new Words(" of shape ",
            " 的形状是 ");
    static final Words HOW_DEPENDS = new Words("How %s depends on %s, at",
            "%s 怎样依赖于 %s，在下列值处：");
    static final Words COUNTS_AS_CONSTANT = new Words("Here %s counts as a constant: %s.",
            "这里 %s 当作常量：%s。");
    static final Words WAS_DETACHED = new Words("it was detached",
            "它已用 detach() 分离");
    static final Words WAS_COMPUTED_AFTER_DETACH = new Words("it was computed from a detached tensor",
            "它是由已分离的张量算出的");
    static final Words WAS_MADE_IN_NO_GRAD = new Words("it was made in noGrad",
            "它是在 noGrad 中得到的");
    static final Words IS_NOT_FLOATING = new Words("integers and truth values have no derivative",
            "整数和真值没有导数");
    static final Words WAS_CUT_OFF = new Words("it was cut off from the graph (%s)",
            "它已从计算图分离（%s）");
    static final Words HELD_FIXED = new Words(
            "Here %s is the derivative with %s held fixed: the way that leads from the one to the other directly.",
            "这里 %s 是固定 %s 时的导数，即直接相连的那条路径。");
    static final Words STEP_BY_STEP = new Words("Step by step:",
            "逐步计算：");
    static final Words MORE_LINES = new Words("(%s more)",
            "（另有 %s 行）");
    static final Words ONE_FACTOR = new Words("The chain has one factor:",
            "链式法则只有一个因子：");
    static final Words ONE_FACTOR_OF_SHAPE = new Words("The chain has one factor, of the shape %s:",
            "链式法则只有一个因子，形状为 %s：");
    static final Words MULTIPLIED = new Words("Multiplied:",
            "相乘：");
    static final Words MULTIPLIED_AND_ADDED = new Words("Multiplied and added up:",
            "相乘再相加：");
    static final Words CHAIN_RULE = new Words("The chain rule, with the shape of each factor below it:",
            "链式法则，每个因子下面是它的形状：");
    static final Words CHAIN_RULE_OF_WAYS = new Words(
            "The chain rule, a sum over the %s ways on which the result depends on it, with the shape of each factor below it:",
            "链式法则：结果沿 %s 条路径依赖于它，对这些路径求和；每个因子下面是它的形状：");
    static final Words CHAIN_RULE_OF_NUMBERS = new Words("The chain rule:", "链式法则：");
    static final Words CHAIN_RULE_OF_WAYS_OF_NUMBERS = new Words(
            "The chain rule, a sum over the %s ways on which the result depends on it:",
            "链式法则：结果沿 %s 条路径依赖于它，对这些路径求和：");
    static final Words FACTORS = new Words("The factors:",
            "各个因子：");
    static final Words JACOBIAN = new Words(
            "The result is a vector, so this is a matrix, the Jacobian. backward() gives a row vector times it: with ones, the sum of its rows.",
            "结果是向量，所以导数是一个矩阵，即雅可比矩阵。backward() 给出行向量与它的乘积：行向量全为 1 时，就是各行之和。");
    static final Words TRANSPOSE = new Words(
            "The derivative of a number by a column is a row. The library gives its transpose, in the shape %s of %s:",
            "标量对列向量的导数是行向量。程序库给出它的转置，形状 %s 与 %s 相同：");
    static final Words NOBODY_WRITES_OUT = new Words(
            "A matrix or a vector by a matrix has a derivative of three or four dims, which nobody writes out. Explain a number instead, for instance the sum of %s.",
            "矩阵或向量对矩阵的导数有三个或四个维度，没有人把它写出来。请改为解释一个标量，例如 %s 的元素之和。");
    static final Words NODE_BY_NODE = new Words(
            "The chain rule, node by node from the result backwards, as the library applies it. Here %s is the derivative of %s by %s, in the shape of %3$s:",
            "链式法则，从结果开始逐个节点反向进行，与程序库的做法相同。这里 %s 是 %s 对 %s 的导数，形状与 %3$s 相同：");

    // ---- steps
    static final Words STEPS_CANNOT_RUN = new Words(
            "steps(z) runs the backward pass, which is not possible here. %s",
            "steps(z) 要进行反向传播，而这里无法进行。%s");
    static final Words BACKWARD_PASS = new Words(
            "The backward pass of %s in %s. A bar marks a gradient: %s is that of %s.",
            "%s 的反向传播，共 %s。上面的横线表示梯度：%s 是 %s 的梯度。");
    static final Words ONE_STEP = new Words("1 step",
            "1 步");
    static final Words STEPS = new Words("%s steps",
            "%s 步");
    static final Words STEPS_SHOWN = new Words("%s steps, of which the first %s are shown",
            "%s 步，显示前 %s 步");
    static final Words STEPS_OF_LOOP = new Words("%s to %s. %s",
            "%s 至 %s. %s");
    static final Words NO_PICTURES = new Words(
            "The steps are shown without pictures of the graph, of which there would be too many.",
            "这里不显示每一步的计算图，因为图太多。");
    static final Words COMES_IN = new Words("comes in",
            "传入");
    static final Words RUNS = new Words("runs",
            "运算");
    static final Words RULE = new Words("rule",
            "规则");
    static final Words RULE_OF = new Words("that of %s",
            "%s 的规则");
    static final Words GOES_OUT = new Words("goes out",
            "传出");
    static final Words GOES_TO = new Words("to %s: %s",
            "传给 %s：%s");
    static final Words ADDED_UP = new Words("added up",
            "累加");
    static final Words A_LEAF = new Words("a leaf",
            "叶子节点");
    static final Words STEP_OF_LEAF = new Words("%s, a leaf",
            "%s，叶子节点");
    static final Words BACKWARD_ADDS = new Words("backward() adds this to %s.grad()",
            "backward() 把它加到 %s.grad()");
    static final Words PASS_STARTS = new Words(", where the pass starts",
            "，反向传播由此开始");
    static final Words COMPLETE = new Words(", complete",
            "，已全部到达");
    static final Words PARTS_ARRIVED = new Words(", %s of %s parts have arrived",
            "，共 %2$s 份，已到达 %1$s 份");

    // ---- tensors
    static final Words TENSOR = new Words("tensor %s",
            "张量 %s");
    static final Words RESULT_OF = new Words("result of %s",
            "%s 的结果");
    static final Words REQUIRES_GRAD = new Words("requires grad",
            "需要梯度");
    static final Words SHOWN_ELEMENTS = new Words("%s of %s elements shown",
            "%2$s 个元素，显示 %1$s 个");
    static final Words SHOWN_MATRICES = new Words("%s of %s matrices shown",
            "%2$s 个矩阵，显示 %1$s 个");
    static final Words SHOWN_ROWS = new Words("%s of %s rows shown",
            "%2$s 行，显示 %1$s 行");
    static final Words SHOWN_COLUMNS = new Words("%s of %s columns shown",
            "%2$s 列，显示 %1$s 列");
    static final Words NO_ELEMENTS = new Words("no elements",
            "没有元素");
    static final Words MIN = new Words("min %s",
            "最小 %s");
    static final Words MEAN = new Words("mean %s",
            "平均 %s");
    static final Words MAX = new Words("max %s",
            "最大 %s");
    static final Words ARE_TRUE = new Words("%s of %s are true",
            "%2$s 个中有 %1$s 个为 true");
    static final Words NANS = new Words("%s nan",
            "%s 个 nan");
    static final Words INFINITE = new Words("%s infinite",
            "%s 个无穷");
    static final Words ALL_THE_SAME = new Words("all %s",
            "全为 %s");
    static final Words TO = new Words("%s to %s",
            "%s 至 %s");
    static final Words HISTOGRAM = new Words("Histogram of the values: %s equal parts from %s to %s hold %s",
            "值的直方图：从 %2$s 到 %3$s 等分为 %1$s 段，各段的个数为 %4$s");

    // ---- derivatives and modes
    static final Words DERIVATIVE = new Words("derivative",
            "导数");
    static final Words HOW = new Words("how",
            "方法");
    static final Words VALUE_AT = new Words("value at %s",
            "在 %s 处的值");
    static final Words DIFFERENCE = new Words("difference from reverse mode",
            "与反向累积之差");
    static final Words SYMBOLIC = new Words("symbolic",
            "符号求导");
    static final Words NUMERIC = new Words("numeric",
            "数值求导");
    static final Words AUTOMATIC = new Words("automatic",
            "自动求导");
    static final Words FORWARD_MODE = new Words("forward mode",
            "正向累积");
    static final Words REVERSE_MODE = new Words("reverse mode",
            "反向累积");
    static final Words LONG_FORMULA = new Words("a formula of %s characters",
            "一个 %s 个字符的公式");
    static final Words NO_FORMULA = new Words("no formula: f needs the value of x",
            "没有公式：f 需要 x 的值");
    static final Words ACCUMULATION = new Words("accumulation",
            "累积方式");
    static final Words PASSES = new Words("passes",
            "遍数");
    static final Words OPERATIONS = new Words("operations",
            "运算次数");
    static final Words BYTES_KEPT = new Words("bytes kept",
            "保留字节");
    static final Words WHAT_IS_KEPT = new Words(
            "Bytes kept: for the pass back, more with each operation, in proportion to their number. Forward keeps nothing, O(1): the largest operation, its operands and their derivatives take %s bytes while it runs, however long the function is.",
            "保留字节：为反向传播而保留，与运算个数成正比。正向不保留任何值，O(1)：最大的一个运算连同运算对象及其导数，在运算期间占用 %s 字节，与函数的长度无关。");
    static final Words MULTIPLICATIONS = new Words("multiplications",
            "乘法次数");
    static final Words FORWARD = new Words("forward",
            "正向");
    static final Words REVERSE = new Words("reverse",
            "反向");
    static final Words PASS_FOR_EACH_INPUT = new Words("%s, one for each input",
            "%s 遍，每个输入一遍");
    static final Words PASS_FOR_EACH_OUTPUT = new Words("1 forward, %s back, one for each output",
            "正向 1 遍，反向 %s 遍，每个输出一遍");
    static final Words WHAT_IS_MULTIPLIED = new Words(
            "Multiplications: of the entries of the Jacobians, where these themselves are multiplied.",
            "乘法次数：把雅可比矩阵本身相乘时，其元素的乘法次数。");
    static final Words FROM_THE_RIGHT = new Words("forward, from the right: %s",
            "正向，从右边乘起：%s");
    static final Words FROM_THE_LEFT = new Words("reverse, from the left: %s",
            "反向，从左边乘起：%s");
    static final Words INPUTS_N = new Words("inputs n",
            "输入个数 n");
    static final Words THIS_X = new Words("this x",
            "这里的 x");
    static final Words COST_PLOT = new Words(
            "Plot of the operations that the whole derivative takes against the number n of inputs, for m = %s: forward grows by %s with each input, reverse stays at %s; at n = %s forward takes %s and reverse %s. %s",
            "求全部导数的运算次数随输入个数 n 变化的图像，输出个数 m = %s：每多一个输入，正向增加 %s 次，反向保持 %s 次；n = %s 时正向为 %s 次，反向为 %s 次。%s");
    static final Words ONE_OUTPUT = new Words("1 output",
            "1");
    static final Words OUTPUTS = new Words("%s outputs",
            "%s");
    static final Words NEVER_DEARER = new Words("Reverse is never dearer.",
            "反向从不比正向费。");
    static final Words SAME_COST_AT = new Words("They cost the same at n = %s.",
            "n = %s 时两者相同。");

    // ---- plots
    static final Words PLOT_OF_F = new Words("Plot of f from %s to %s: %s.",
            "f 在 %s 到 %s 上的图像：%s。");
    static final Words PLOT_WITH_DERIVATIVE = new Words(
            "Plot of f and its derivative f\u2032 from %s to %s: %s; %s.",
            "f 及其导数 f\u2032 在 %s 到 %s 上的图像：%s；%s。");
    static final Words PLOT_OF_TANGENT = new Words(
            "Plot of f from %s to %s and its tangent at x = %s: there f is %s and its slope %s, so the tangent is y %s. %s.",
            "f 在 %s 到 %s 上的图像及其在 x = %s 处的切线：该处 f 的值是 %s，斜率是 %s，所以切线是 y %s。%s。");
    static final Words DERIVATIVE_PRIME = new Words("derivative f\u2032",
            "导数 f\u2032");
    static final Words TANGENT = new Words("tangent y %s",
            "切线 y %s");
    static final Words PLOT_WITHOUT_TANGENT = new Words(
            "Plot of f from %s to %s. At x = %s it has no tangent: there f is %s and its slope %s. %s.",
            "f 在 %s 到 %s 上的图像。它在 x = %s 处没有切线：该处 f 的值是 %s，斜率是 %s。%s。");
    static final Words OTHER_SLOPES = new Words(
            "At x = %s backward() gives the slope %s, which is that of no tangent: %s.",
            "在 x = %s 处 backward() 给出的斜率 %s 不是切线的斜率：%s。");
    static final Words SLOPES_ON_BOTH_SIDES = new Words("the slope is %s on the left and %s on the right",
            "左侧的斜率是 %s，右侧的斜率是 %s");
    static final Words SLOPE_ON_THE_LEFT = new Words("the slope is %s on the left", "左侧的斜率是 %s");
    static final Words SLOPE_ON_THE_RIGHT = new Words("the slope is %s on the right", "右侧的斜率是 %s");
    static final Words BEYOND_THE_PLOT = new Words("Values below %s and above %s lie beyond the plot.",
            "小于 %s 和大于 %s 的值在图外。");
    static final Words BELOW_THE_PLOT = new Words("Values below %s lie beyond the plot.",
            "小于 %s 的值在图外。");
    static final Words ABOVE_THE_PLOT = new Words("Values above %s lie beyond the plot.",
            "大于 %s 的值在图外。");
    static final Words NO_FINITE_VALUE_THERE = new Words("%s has no finite value there",
            "%s 在这里没有有限的值");
    static final Words RUNS_FROM = new Words("%s runs from %s to %s",
            "%s 从 %s 变到 %s");
    static final Words LEAST_AND_LARGEST = new Words("%s, %s and %s",
            "%s，%s，%s");
    static final Words IS_LEAST = new Words("is least, %s, at %s",
            "在 %2$s 处最小，为 %1$s");
    static final Words IS_LARGEST = new Words("is largest, %s, at %s",
            "在 %2$s 处最大，为 %1$s");
    static final Words FALLS_BEYOND = new Words("falls beyond all bounds near %s",
            "在 %s 附近无下界");
    static final Words GROWS_BEYOND = new Words("grows beyond all bounds near %s",
            "在 %s 附近无上界");
    static final Words ABOUT = new Words("about %s",
            "约 %s");
    static final Words VALUES = new Words("values",
            "值");
    static final Words PLACES = new Words("places",
            "横坐标");
    static final Words INDEX = new Words("index",
            "下标");
    static final Words PLOT_OF = new Words("Plot of %s.",
            "%s的图像。");
    static final Words PLOT_AGAINST = new Words("Plot against %s of %s.",
            "以 %s 为横轴，%s的图像。");
    static final Words SERIES = new Words("%s, %s values from %s to %s, least %s, largest %s",
            "%s（%s 个值，从 %s 到 %s，最小 %s，最大 %s）");
    static final Words SERIES_WITHOUT_VALUES = new Words("%s, which has no finite value",
            "%s（没有有限的值）");
    static final Words SERIES_OF_ONE = new Words("%s, the one value %s",
            "%s（只有一个值 %s）");
    static final Words SERIES_OF_NOTHING = new Words("%s, which has no elements",
            "%s（没有元素）");
    static final Words PLOT_OF_CONTOURS = new Words(
            "Plot of lines of equal value of f, x from %s to %s and y from %s to %s: %s; %s.",
            "f 的等高线图，x 从 %s 到 %s，y 从 %s 到 %s：%s；%s。");
    static final Words CONTOUR_RANGE = new Words(
            "on a grid of %3$s by %3$s places f lies between %1$s and %2$s",
            "在 %3$s × %3$s 个格点上 f 的值在 %1$s 与 %2$s 之间");
    static final Words CONTOURS_AT = new Words("lines at %s",
            "等高线的值为 %s");
    static final Words NO_CONTOURS = new Words("no line is drawn",
            "没有画等高线");
    static final Words CONTOUR_LEGEND = new Words("On each line f has the value that stands there.",
            "每条线上 f 的值都等于线上所标的数。");
    static final Words PATH = new Words("path",
            "路径");
    static final Words PATH_FROM = new Words(
            "The path has %s places and leads from %s to %s, where the large dot is.",
            "路径有 %s 个点，从 %s 到 %s，终点是大圆点。");
    static final Words NO_CONTOURS_THERE = new Words(
            "At %s of %s places f is not finite; no line is drawn there.",
            "%2$s 处中有 %1$s 处 f 不是有限的数，那里不画等高线。");
    static final Words PATH_OUTSIDE = new Words("Outside of the plot: %s of %s places of the path.",
            "路径的 %2$s 个点中有 %1$s 个在图外。");
    static final Words COUNT = new Words("how many",
            "个数");
    static final Words HISTOGRAM_OF = new Words("Histogram of %s: %s values from %s to %s, mean %s, %s.",
            "%s 的直方图：%s 个值，从 %s 到 %s，平均 %s，%s。");
    static final Words MOST_BETWEEN = new Words("most between %s and %s, %s of them",
            "在 %s 与 %s 之间最多，有 %s 个");
    static final Words MOST_AT = new Words("most often %s, %s times",
            "出现最多的是 %s，有 %s 个");
    static final Words NOT_COUNTED = new Words("Not counted: %s of %s elements, which are NaN or infinite.",
            "%2$s 个元素中有 %1$s 个是 NaN 或无穷，没有计入。");
    static final Words HISTOGRAM_OF_NOTHING = new Words("Nothing to draw: %s has no elements.",
            "没有可画的：%s 没有元素。");
    static final Words HISTOGRAM_TOO_WIDE = new Words(
            "Nothing to draw: the values of %s lie too far apart, from %s to %s.",
            "没有可画的：%s 的值相距太远，从 %s 到 %s。");
    static final Words HISTOGRAM_NOT_FINITE = new Words("Nothing to draw: no element of %s is finite.",
            "没有可画的：%s 没有有限的元素。");
    static final Words LEFT_OUT = new Words(
            "Left out: %s of %s points. An axis has no place for infinities and NaN.",
            "%2$s 个点中有 %1$s 个没有画出：坐标轴上没有无穷和 NaN 的位置。");
    static final Words LEFT_OUT_OF_LOGARITHMIC = new Words(
            "Left out: %s of %s points. A logarithmic axis has no place for 0, negative numbers, infinities and NaN.",
            "%2$s 个点中有 %1$s 个没有画出：对数坐标轴上没有 0、负数、无穷和 NaN 的位置。");
    static final Words LEFT_OUT_OF_CHART = new Words(
            "Left out: %s of %s points. The axes have no place for infinities, nor a logarithmic one for 0 and negative numbers.",
            "%2$s 个点中有 %1$s 个没有画出：坐标轴上没有无穷的位置，对数坐标轴上也没有 0 和负数的位置。");

    // ---- the plot of a gradient check
    static final Words STEP_H = new Words("step h of the difference",
            "差商的步长 h");
    static final Words RELATIVE_ERROR = new Words("largest relative error",
            "最大相对误差");
    static final Words FORWARD_DIFFERENCE = new Words("forward",
            "前向差分");
    static final Words CENTRAL = new Words("central",
            "中心差分");
    static final Words BY_THE_RULES = new Words("by the rules",
            "按求导法则");
    static final Words CENTRAL_DIFFERENCE = new Words("central difference",
            "中心差分");
    static final Words EACH_DERIVATIVE = new Words("each derivative",
            "每个导数");
    static final Words EQUAL = new Words("equal",
            "相等");
    static final Words CHECK_PASSED = new Words(
            "Gradient check passed: all %s derivatives, forward and reverse, agree, largest error %s (tolerance %s).",
            "梯度检验通过：正向与反向共 %s 个导数全部相符，最大误差 %s（容许 %s）。");
    static final Words CHECK_FAILED = new Words(
            "Gradient check failed: %s of %s derivatives, forward and reverse, are wrong, largest error %s (tolerance %s).",
            "梯度检验未通过：正向与反向共 %2$s 个导数中有 %1$s 个不对，最大误差 %3$s（容许 %4$s）。");
    static final Words REPORT_PASSED = new Words(
            "gradCheck passed: %s derivatives, largest error %s (tolerance %s)",
            "gradCheck 通过：%s 个导数，最大误差 %s（容许 %s）");
    static final Words REPORT_FAILED = new Words(
            "gradCheck failed: %s of %s derivatives, largest error %s (tolerance %s)",
            "gradCheck 未通过：%2$s 个导数中有 %1$s 个不对，最大误差 %3$s（容许 %4$s）");
    static final Words REPORT_LINE = new Words(
            "order %s, %s: output %s by input %s at %s is %s, but differences give %s (%s)",
            "%s 阶，%s：输出 %s 对输入 %s 的 %s 处的导数为 %s，而差商给出 %s（%s）");
    static final Words NAME_WRONG_RULE = new Words("wrong rule",
            "规则有误");
    static final Words NAME_TRUNCATION = new Words("truncation",
            "截断误差");
    static final Words NAME_ROUNDING = new Words("rounding",
            "舍入误差");
    static final Words NAME_JUMP = new Words("jump",
            "跳跃");
    static final Words NAME_NOT_FINITE = new Words("not finite",
            "不是有限的数");
    static final Words WORST_DERIVATIVE = new Words(
            "The worst, of the output at %s by the input at %s: %s by the rules, %s by differences.",
            "误差最大的是输出 %s 对输入 %s 的导数：按求导法则为 %s，按差商为 %s。");
    static final Words CAUSE_WRONG_RULE_OF = new Words(
            "The rule of %s is wrong: checked by itself it differs from its differences too.",
            "%s 的规则不对：单独检验它，也与差商不符。");
    static final Words CAUSE_WRONG_RULE = new Words(
            "A rule is wrong: differences with several steps h agree with each other, but not with it.",
            "有一条规则不对：不同步长 h 的差商彼此相符，却与它不符。");
    static final Words CAUSE_TRUNCATION = new Words(
            "The error still falls with the smallest h tried: f bends too fast for differences.",
            "步长 h 最小时误差仍在变小：f 弯曲太快，差商不够准。");
    static final Words CAUSE_ROUNDING = new Words(
            "The error grows where h becomes smaller: the values of f are too coarse for differences.",
            "h 越小误差越大：f 的值精度太低，差商不够准。");
    static final Words CAUSE_KINK = new Words(
            "The slopes on both sides of x differ, however small h is: check at another point.",
            "无论 h 多小，x 两侧的斜率都不同：请在另一点检验。");
    static final Words CAUSE_JUMP = new Words(
            "Differences grow as 1/h, since f jumps at x: check at another point.",
            "差商按 1/h 增大，因为 f 在 x 处跳跃：请在另一点检验。");
    static final Words CAUSE_NOT_FINITE = new Words(
            "The derivative, or f beside x, is infinite or NaN: check at another point.",
            "导数或 x 附近的 f 是无穷或 NaN：请在另一点检验。");
    static final Words GUIDE_H = new Words(
            "h: as the error of forward differences falls, in proportion to the step",
            "h：前向差分的误差与步长成正比");
    static final Words GUIDE_H2 = new Words("h\u00b2: as that of central ones falls, to its square",
            "h\u00b2：中心差分的误差与步长的平方成正比");
    static final Words GUIDE_ROUNDING = new Words("\u03b5/h: the rounding of f, divided by the step",
            "\u03b5/h：f 的舍入误差除以步长");
    static final Words BEST_STEPS = new Words(
            " The forward difference is best at h = %s with the error %s, the central one at h = %s with %s; towards smaller h the errors rise again, as rounding is divided by h.",
            "前向差分在 h = %s 时最好，误差为 %s；中心差分在 h = %s 时最好，误差为 %s；h 再小，误差又会变大，因为舍入误差被 h 除。");
    static final Words GRAD_CHECK = new Words(
            "Two plots of a gradient check. Left, both axes logarithmic: the largest relative error of the differences against their step h, from 1 to %s.%s Right: %s derivatives by the rules against central differences, %s, the largest error is %s.",
            "梯度检验的两幅图。左图两轴都是对数坐标：差商的最大相对误差随步长 h 变化，h 从 1 到 %s。%s右图：%s 个按求导法则得到的导数与中心差分比较，%s，最大误差为 %s。");
    static final Words ON_THE_DIAGONAL = new Words("all on the diagonal",
            "都在对角线上");
    static final Words NOT_ON_THE_DIAGONAL = new Words("not all on the diagonal",
            "不全在对角线上");

    // ---- values that are no tensors
    static final Words CHART = new Words("chart%s%s, %s x %s pixels",
            "图表%s%s，%s x %s 像素");
    static final Words WITHOUT_DATA = new Words(" without data",
            "，没有数据");
    static final Words WITH_SERIES = new Words(" with %s",
            "，包含 %s");
    static final Words TOO_LARGE = new Words(
            "%s: not drawn, because a side is longer than %s pixels; build it with a smaller width and height",
            "%s：没有画出，因为边长超过 %s 像素；请把宽和高设得小一些");
    static final Words IMAGE = new Words("image of %s x %s pixels",
            "%s x %s 像素的图像");
    /** Between the parts of a sentence. */
    static final Words CLAUSE = new Words(", ",
            "，");
    /** Between the parts of a list. */
    static final Words COMMA = new Words(", ",
            "、");
    static final Words SEMICOLON = new Words("; ",
            "；");
    static final Words COLON = new Words(": ",
            "：");
    static final Words FULL_STOP = new Words(".",
            "。");
    static final Words IMAGE_RANGE = new Words("Black is %s, white is %s.",
            "黑色为 %s，白色为 %s。");
    static final Words IMAGE_RANGE_OF_CHANNELS = new Words(
            "In each channel the darkest is %s, the brightest %s.",
            "每个通道中最暗为 %s，最亮为 %s。");
    static final Words IMAGE_OF_ONE_VALUE = new Words("All elements are %s.",
            "所有元素都是 %s。");
    static final Words IMAGE_NOT_FINITE = new Words("NaN or infinite, drawn in pink: %s.",
            "有 %s 个元素是 NaN 或无穷，画成粉红色。");
    static final Words IMAGE_SHOWN_AT = new Words("%s, shown at %s x %s",
            "%s，以 %s x %s 显示");
    static final Words TEXT_CUT = new Words("... (only the first %s characters are shown)",
            "...（只显示前 %s 个字符）");
    static final Words ELEMENTS_IN_ALL = new Words("(%s elements)", "（共 %s 个元素）");
    static final Words RETURNED_NULL = new Words("%s returned null",
            "%s 返回了 null");
    static final Words FAILED = new Words("%s failed: %s",
            "%s 失败：%s");
    static final Words RENDERER_OF = new Words("the renderer registered for %s",
            "为 %s 注册的显示程序");

    // ---- tables of records, maps and rows of a database
    static final Words MORE_ROWS = new Words("%s more rows are not shown.",
            "另有 %s 行未显示。");
    static final Words MORE_COLUMNS = new Words("%s more columns are not shown.",
            "另有 %s 列未显示。");
    static final Words FIRST_ROWS_READ = new Words(
            "The first %s rows are shown and have been read; what follows them has not.",
            "显示了前 %s 行，这些行已被读取；其后的行尚未读取。");

    private static final List<String> LANGUAGES = List.of("en", "zh");
    private static volatile boolean areChinese;

    final String english;
    final String chinese;

    Words(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    /** Chooses the language in which displays speak from now on. */
    static void speak(String language) {
        if (!LANGUAGES.contains(language)) {
            throw new IllegalArgumentException(
                    "language: displays speak English, language(\"en\"), and Chinese, "
                            + "language(\"zh\"), but were given \"" + language + "\"");
        }
        areChinese = language.equals("zh");
    }

    static String language() {
        return areChinese ? "zh" : "en";
    }

    static boolean areChinese() {
        return areChinese;
    }

    /** In the language of displays, with these values in place. */
    String of(Object... values) {
        String words = areChinese ? chinese : english;
        return values.length == 0 ? words : String.format(Locale.ROOT, words, values);
    }

    /** Parts of one sentence that have commas of their own. */
    static String listed(List<String> parts) {
        return String.join(SEMICOLON.of(), parts);
    }

    /** Sentences one after the other. */
    static String joined(List<String> sentences) {
        return String.join(areChinese ? "" : " ",
                sentences.stream().filter(sentence -> !sentence.isEmpty()).toList());
    }

    /** A sentence of an explanation; formulas among the values are set as mathematics. */
    MathText sentence(Object... values) {
        return new MathText(
                of(Arrays.stream(values)
                        .map(value -> value instanceof MathText formula ? "$" + formula.latex() + "$" : value)
                        .toArray()),
                of(Arrays.stream(values)
                        .map(value -> value instanceof MathText formula ? formula.text() : value).toArray()));
    }

    @Override
    public String toString() {
        return of();
    }
}
