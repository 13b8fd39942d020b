package leibniz.display;

/** What displays say where they cannot show what they were given; the call stands first. */
final class Refusals {
    static final Words IS_NULL = new Words("%s: %s is null; give it one that has been computed",
            "%s：%s 是 null；请给出已经算出的值");
    static final Words NO_TENSOR = new Words(
            "%s() was given no tensor to start from: write %s(y) for the result y",
            "%s()：没有给出张量；对结果 y 请写 %s(y)");
    static final Words NULL_TENSOR = new Words(
            "%s(...) was given null as tensor %s of %s: give it tensors that have been computed",
            "%s(...)：%3$s 个张量中的第 %2$s 个是 null；请给出已经算出的张量");
    static final Words NOT_COMPUTED_FROM = new Words(
            "explain(z, w): z was not computed from w, so there is no path along which to differentiate. %s",
            "explain(z, w)：z 不是由 w 计算得到的，所以没有可以求导的路径。%s");
    static final Words NOT_IN_GRAPH = new Words(
            "w requires a gradient, but the graph of z does not contain it",
            "w 需要梯度，但 z 的计算图中没有它");
    static final Words CUT_OFF = new Words(
            "detach(), noGrad or the like cuts off what leads from w to z",
            "从 w 通到 z 的路径被 detach()、noGrad 之类断开");
    static final Words NOT_REQUIRED = new Words(
            "w requires no gradient: call w.requiresGrad_(true) before you compute z",
            "w 不需要梯度：请在计算 z 之前调用 w.requiresGrad_(true)");
    static final Words CONSTANT_FOR_Z = new Words("explain(z, w): z treats w as a constant. %s",
            "explain(z, w)：对 z 来说 w 是常量。%s");
    static final Words SYMBOLS = new Words(
            "%s: %s is built on symbols and has no numbers; bind(...) data to it first",
            "%s：%s 由符号构成，没有数值；请先用 bind(...) 给它赋值");
    static final Words THE_TENSOR = new Words("the tensor", "这个张量");
    static final Words NOT_AN_IMAGE = new Words(
            "%s draws a matrix in grey, or three channels in colour, (3, H, W) or (H, W, 3), but the shape is %s; %s",
            "%s 把矩阵画成灰度图，把三个通道 (3, H, W) 或 (H, W, 3) 画成彩色图，而这里的形状是 %s；%s");
    static final Words RESHAPE_FIRST = new Words("reshape(H, W) it first", "请先用 reshape(H, W)");
    static final Words TAKE_ONE_IMAGE = new Words("take one image with select(0, 0), or one matrix",
            "请用 select(0, 0) 取一幅图像，或者取一个矩阵");
    static final Words NO_PIXELS = new Words("%s: the shape is %s, which has no elements to draw",
            "%s：形状是 %s，没有可画的元素");
    static final Words TOO_MANY_PIXELS = new Words(
            "%s draws at most %s pixels, but the shape is %s; take every second row with slice(0, 0, %s, 2)",
            "%s 最多画 %s 个像素，而这里的形状是 %s；请用 slice(0, 0, %s, 2) 每隔一行取一行");
    static final Words CONTOUR_BOUNDS = new Words(
            "%s needs bounds with x1 < x2 and y1 < y2, but was given x from %s to %s and y from %s to %s",
            "%s 要求 x1 < x2 且 y1 < y2，而给出的 x 从 %s 到 %s，y 从 %s 到 %s");
    static final Words PATH_OF_TWO = new Words(
            "%s draws a path through places of two numbers each, but place %s has %s",
            "%s 的路径中每个点要有两个数，而第 %s 个点有 %s 个");
    static final Words TOO_MANY_TO_COUNT = new Words(
            "%s counts at most %s elements, but was given %s; take every tenth with slice(0, 0, %s, 10)",
            "%s 最多统计 %s 个元素，而这里有 %s 个；请用 slice(0, 0, %s, 10) 每十个取一个");
    static final Words TOO_MANY_INPUTS = new Words(
            "compareModes(f, x) runs f forward once for each element of x, and x has %s: give it an x of at most %s elements",
            "compareModes(f, x) 对 x 的每个元素各正向运行一次 f，而 x 有 %s 个元素；请给出至多 %s 个元素的 x");
    static final Words TOO_MANY_TO_CHECK = new Words(
            "plotGradCheck(f, x) moves each element of x by each step, and x has %s: give it an x of 1 to %s elements",
            "plotGradCheck(f, x) 让 x 的每个元素移动每种步长，而 x 有 %s 个元素；请给出 1 到 %s 个元素的 x");
    static final Words BOUNDS = new Words(
            "%s needs bounds with from < to, but was given from = %s and to = %s",
            "%s 要求 from < to，而给出的 from = %s，to = %s");
    static final Words F_IS_NULL = new Words(
            "%s: f returned null; it must return the tensor that it computes",
            "%s：f 返回了 null；它必须返回它算出的张量");
    static final Words NOT_A_NUMBER = new Words(
            "%s draws a function from numbers to numbers, but f gave a tensor of shape %s for a number; take its sum(), or one element with get(...)",
            "%s 画的是从数到数的函数，而 f 对一个数给出了形状为 %s 的张量；请取它的 sum()，或者用 get(...) 取一个元素");
    static final Words NULL_AT = new Words(
            "plot(y): y has null at index %s; give it a list of numbers",
            "plot(y)：y 在下标 %s 处是 null；请给出数的列表");
    static final Words TOO_MANY_SERIES = new Words(
            "%s draws at most %s series, which is as many as can be told apart, but was given %s",
            "%s 最多画 %s 条曲线，再多就分不清了，而这里有 %s 条");
    static final Words LENGTHS_DIFFER = new Words(
            "%s needs as many values as places, but x has %s elements and series %s has %s",
            "%s 要求值和横坐标一样多，而 x 有 %s 个元素，第 %s 条曲线有 %s 个");
    static final Words SERIES_N = new Words("series %s", "第 %s 条曲线");
    static final Words PLACE_N = new Words("place %s of the path", "路径的第 %s 个点");
    static final Words NOT_A_VECTOR = new Words(
            "%s draws vectors, but %s has the shape %s; take one row or column of it, or reshape(-1)",
            "%s 画的是向量，而 %s 的形状是 %s；请取它的一行或一列，或者用 reshape(-1)");
    static final Words TOO_MANY_POINTS = new Words(
            "%s draws at most %s points, but %s has %s; take every tenth with slice(0, 0, %4$s, 10)",
            "%s 最多画 %s 个点，而 %s 有 %s 个；请用 slice(0, 0, %4$s, 10) 每十个取一个");

    private Refusals() {}

    static IllegalArgumentException of(Words words, Object... values) {
        return new IllegalArgumentException(words.of(values));
    }
}
