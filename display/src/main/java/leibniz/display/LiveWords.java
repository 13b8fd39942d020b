package leibniz.display;

/** What displays say that change while code runs. */
final class LiveWords {
    static final Words COUNT_IN = new Words("%s in %s", "%s 轮，用时 %s");
    static final Words OF_IN = new Words("%s of %s in %s", "%2$s 轮中的 %1$s 轮，用时 %3$s");
    static final Words OF_IN_LEFT = new Words("%s of %s in %s, about %s left",
            "%2$s 轮中的 %1$s 轮，用时 %3$s，约剩 %4$s");
    static final Words LEFT_IN = new Words("left in round %s after %s", "在第 %s 轮离开循环，用时 %s");
    static final Words LEFT_IN_OF = new Words("left in round %s of %s after %s",
            "共 %2$s 轮，在第 %1$s 轮离开循环，用时 %3$s");
    static final Words MORE_LOOPS = new Words("%s more loops are not shown.", "另有 %s 个循环未显示。");
    static final Words NEGATIVE_ROUNDS = new Words(
            "track(n) counts from 0 to n - 1, but n is %s; give it 0 or more",
            "track(n) 从 0 数到 n - 1，而 n 是 %s；请给出 0 或更大的数");
    static final Words ROUND = new Words("round", "轮次");
    static final Words LIVE_NOTE = new Words(
            "Of %s values the least and the largest of each %s are drawn.",
            "共 %s 个值，每 %s 个中画出最小值和最大值。");
    static final Words NOT_ONE_ELEMENT = new Words(
            "plotLive: add(t) takes one number, but t has the shape %s; give it t.mean() or one element",
            "plotLive：add(t) 只接受一个数，而 t 的形状是 %s；请给出 t.mean() 或其中一个元素");
    static final Words WIDGET_HINT = new Words(
            "To move it, run the cell in JupyterLab. If that changes nothing: pip install ipywidgets beside JupyterLab, load the page again, run the cell once more.",
            "要操作它，请在 JupyterLab 中运行这个单元格。如果运行后仍不能操作：在 JupyterLab 所在的环境里 pip install ipywidgets，重新打开页面，再运行一次。");
    static final Words OUTSIDE = new Words("set(value): %s goes from %s to %s, but was given %s",
            "set(value)：%s 的范围是 %s 到 %s，而给出的是 %s");
    static final Words NO_OPTIONS = new Words(
            "dropdown(name, options): there are no options; give it one or more",
            "dropdown(name, options)：没有选项；请至少给出一个");
    static final Words NOT_AN_OPTION = new Words("set(value): %s has no option %s; it has %s",
            "set(value)：%s 没有选项 %s；可选的有 %s");
    static final Words CLICKED = new Words("clicked %s times", "已点击 %s 次");
    static final Words WIDGET_N = new Words("widget %s", "第 %s 个控件");
    static final Words NOT_COMPUTED = new Words("Not computed for these values.", "没有算出这些值的结果。");
    static final Words NO_RESULT = new Words(
            "interact(f, ...): f returned null; it must return what is to be shown",
            "interact(f, ...)：f 返回了 null；它必须返回要显示的内容");
    static final Words ERROR = new Words("error", "误差");
    static final Words ERRORS = new Words(
            "Both errors against the step h, on logarithmic axes: they fall with h until rounding makes them rise.",
            "两种差商的误差随步长 h 的变化（对数坐标）：误差先随 h 减小，直到舍入误差使它上升。");
    static final Words DIFFERENCES = new Words(
            "h = %s at x = %s, where the derivative is %s: forward difference %s, error %s; central difference %s, error %s",
            "h = %s，x = %s，导数为 %s：前向差分 %s，误差 %s；中心差分 %s，误差 %s");
    static final Words NO_DERIVATIVE = new Words(
            "%s: at x = %s f is %s and its derivative %s; choose an x where both are numbers",
            "%s：f 在 x = %s 处的值是 %s，导数是 %s；请选一个两者都是数的 x");
    static final Words DESCENT = new Words(
            "Learning rate %s: after %s steps at (%s, %s), where f = %s; it began with f = %s",
            "学习率 %s：%s 步之后到达 (%s, %s)，该处 f = %s；开始时 f = %s");
    static final Words RATE = new Words("log\u2081\u2080 of the rate", "学习率的 log\u2081\u2080");
    static final Words STEPS = new Words("steps", "步数");
    static final Words STEP = new Words("step", "步");
    static final Words LOG_H = new Words("log\u2081\u2080 h of the step", "步长 h 的 log\u2081\u2080");
    static final Words INPUT = new Words("input", "输入");
    static final Words MOVE = new Words("move by", "移动");
    static final Words AN_INPUT = new Words("input %s", "输入 %s");
    static final Words NUDGED = new Words("%s was %s and is now %s", "%s 原为 %s，现为 %s");
    static final Words NOT_NUDGED = new Words("%s is %s", "%s 为 %s");
    static final Words NOTHING_TO_MOVE = new Words(
            "nudge(z): z was not computed from numbers that require a gradient; call x.requiresGrad_(true) first",
            "nudge(z)：z 不是由需要梯度的数算出的；请先调用 x.requiresGrad_(true)");

    static final Words EXPLORE_HINT = new Words(
            "To look around in it, run the cell in JupyterLab. If that changes nothing: pip install anywidget beside JupyterLab, load the page again, run the cell once more.",
            "要在图中浏览，请在 JupyterLab 中运行这个单元格。如果运行后仍不能浏览：在 JupyterLab 所在的环境里 pip install anywidget，重新打开页面，再运行一次。");
    static final Words EXPLORE_SET = new Words(
            "set(value): explore(z) shows the graph of z; call explore(w) for that of w",
            "set(value)：explore(z) 显示的是 z 的计算图；要看 w 的计算图，请调用 explore(w)");
    static final Words EXPLORE_GRAPH = new Words("Computation graph with %s nodes", "有 %s 个节点的计算图");
    static final Words EXPLORE_HELP = new Words(
            "Drag to move, wheel to zoom. Keys: left and right follow the lines, up and down go through the nodes, Enter shows a node, U unfolds, F folds, N and P step, + and - zoom, 0 shows all, / searches.",
            "拖动可移动，滚轮可缩放。按键：左右键沿连线走，上下键逐个节点走，回车显示节点，U 展开，F 折叠，N 和 P 逐步，+ 和 - 缩放，0 显示全图，/ 搜索。");
    static final Words EXPLORE_SEARCH = new Words("Search", "搜索");
    static final Words EXPLORE_FOUND = new Words("%s of %s", "第 %s 个，共 %s 个");
    static final Words EXPLORE_NOTHING = new Words("none", "没有");
    static final Words EXPLORE_WHOLE = new Words("Show all", "显示全图");
    static final Words EXPLORE_LARGER = new Words("Larger", "放大");
    static final Words EXPLORE_SMALLER = new Words("Smaller", "缩小");
    static final Words EXPLORE_FORWARD = new Words("Forward", "正向");
    static final Words EXPLORE_BACKWARD = new Words("Backward", "反向");
    static final Words EXPLORE_BEFORE = new Words("Step before", "上一步");
    static final Words EXPLORE_NEXT = new Words("Next step", "下一步");
    static final Words EXPLORE_STEP = new Words("step %s of %s", "第 %s 步，共 %s 步");
    static final Words EXPLORE_UNFOLD = new Words("Unfold", "展开");
    static final Words EXPLORE_FOLD = new Words("Fold", "折叠");
    static final Words EXPLORE_CLOSE = new Words("Close", "关闭");
    static final Words EXPLORE_SILENT = new Words(
            "The kernel does not answer: it is busy or gone. Run the cell again if it was started anew.",
            "内核没有应答：它正忙或者已经停止。如果内核重新启动过，请再运行这个单元格。");
    static final Words EXPLORE_SHAPE = new Words("shape", "形状");
    static final Words EXPLORE_MADE = new Words("made in", "出处");
    static final Words EXPLORE_INPUTS = new Words("From", "来自");
    static final Words EXPLORE_USERS = new Words("Used by", "用于");

    private LiveWords() {}
}
