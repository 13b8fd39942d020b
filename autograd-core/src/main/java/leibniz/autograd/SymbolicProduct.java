package leibniz.autograd;

import java.util.Arrays;

/**
 * The product of elements, and its derivatives, in graphs of symbols. Each derivative is a product of what is
 * left of the elements. A formula says that shortest as a division by those that are left out; with data
 * nothing is divided, so that the values are right also where elements are 0.
 */
final class SymbolicProduct {
    private SymbolicProduct() {}

    static Tensor prod(Tensor x, boolean keepDim, int[] over) {
        int[] shape = x.layout.shape;
        return new SymbolicComposition("Prod", data -> data.prod(keepDim, over),
                (g, in, y) -> Reduction.spread(g, shape, over).mul(ofOthers(in, over)),
                formula -> Reduction.kept(Reduction.over("\\prod", over, shape.length, formula), shape, over,
                        keepDim),
                keepDim, Arrays.toString(over)).apply(x);
    }

    /** For each element the product of the others. */
    private static Tensor ofOthers(Tensor x, int... over) {
        int[] shape = x.layout.shape;
        return new SymbolicComposition("Products",
                data -> Autograd.vjp(v -> v.prod(true, over), data,
                        Tensors.ones(data.dtype(), Shapes.withOnes(data.layout.shape, over))).derivative(),
                (g, in, y) -> slope(g, in, y, over),
                formula -> {
                    Formula all = Reduction.over("\\prod", over, shape.length, formula);
                    int[] ones = Shapes.withOnes(shape, over);
                    return Formula.fraction(over.length == shape.length
                            ? all.ofRank(0)
                            : Broadcast.repeated(Reduction.kept(all, shape, over, true), ones, shape),
                            formula);
                },
                Arrays.toString(over)).apply(x);
    }

    /** The second derivative of each product, which is a matrix, times the cotangents of its elements. */
    private static Tensor slope(Tensor g, Tensor x, Tensor y, int... over) {
        int[] order = Shapes.keptThenReduced(x.dim(), over);
        int[] moved = Arrays.stream(order).map(d -> x.layout.shape[d]).toArray();
        int[] kept = Shapes.without(x.layout.shape, over);
        int[] reduced = Arrays.copyOfRange(moved, kept.length, moved.length);
        if (reduced.length > 1 && NamedDims.anyIn(reduced)) { // as many elements as nobody knows yet
            Tensor weighted = g.mul(y);
            return Reduction.spread(weighted.sum(over), x.layout.shape, over).sub(weighted).div(x);
        }
        int[] lines = Shapes.append(kept, reduced.length == 1 ? reduced[0] : Shapes.numel("prod", reduced));
        Tensor matrices = ofOthers(permuted(x, order).reshape(lines), 2);
        Tensor vectors = permuted(g, order).reshape(lines);
        Tensor products = kept.length == 0
                ? matrices.matmul(vectors)
                : matrices.matmul(vectors.unsqueeze(-1)).squeeze(-1);
        return permuted(products.reshape(moved), Shapes.inverse(order));
    }

    private static Tensor permuted(Tensor x, int... order) {
        return Arrays.equals(order, Shapes.range(order.length)) ? x : x.permute(order);
    }

    /** For any so many places in a line the product of the elements elsewhere, 0 where two are the same. */
    private static Tensor ofOthers(Tensor lines, int places) {
        return new SymbolicComposition("Products", data -> elsewhere(data, places),
                (g, in, y) -> g.unsqueeze(-1).mul(ofOthers(in, places + 1)).sum(lastButOne(in.dim(), places)),
                formula -> formula(formula, lines.dim(), places), "places", places).apply(lines);
    }

    /** The dims of the places, before that of the elements. */
    private static int[] lastButOne(int dims, int places) {
        int[] range = new int[places];
        Arrays.setAll(range, i -> dims - 1 + i);
        return range;
    }

    private static Tensor elsewhere(Tensor lines, int places) {
        int n = lines.size(-1);
        int[] all = new int[places + 1];
        Arrays.fill(all, n);
        Tensor left = Tensor.empty(DType.BOOL, all);
        Tensor apart = Tensor.empty(DType.BOOL, Arrays.copyOf(all, places));
        for (int i = 0; i < apart.numel(); i++) {
            int[] index = Shapes.index(apart.layout.shape, i);
            apart.storage.booleans()[i] = Arrays.stream(index).distinct().count() == places;
            for (int k = 0; k < n; k++) {
                int element = k;
                left.storage.booleans()[i * n + k] = Arrays.stream(index).allMatch(place -> place != element);
            }
        }
        int[] ones = Shapes.withOnes(all, Shapes.range(places));
        int[] kept = Arrays.copyOf(lines.layout.shape, lines.dim() - 1);
        Tensor spread = lines.reshape(Shapes.append(kept, ones)).expand(Shapes.append(kept, all));
        Tensor products = Tensors.where(left, spread, Tensors.onesLike(spread)).prod(-1);
        return Indexing.masked("Masked", apart).apply(products);
    }

    /** Off the diagonal that of all by the two; for more places, the sign of the derivative. */
    private static Formula formula(Formula x, int dims, int places) {
        Formula all = Reduction.over("\\prod", new int[]{ dims - 1 }, dims, x);
        if (dims > 1 || places > 2) {
            return Formula.function("\\nabla^{" + places + "}", all);
        }
        Formula ones = Formula.filled(1, 1);
        Formula others = Formula.sum(Formula.matrixProduct(ones, ones.transpose()).ofRank(2), "-",
                Formula.IDENTITY);
        return Formula.fraction(Formula.product(all.ofRank(0), others),
                Formula.matrixProduct(x, x.transpose()).ofRank(2)).symmetric();
    }
}
