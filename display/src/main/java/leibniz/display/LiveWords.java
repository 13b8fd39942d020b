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

    private LiveWords() {}
}
