package leibniz.autograd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whole matrices of derivatives, built from vjps, which give rows, or from jvps, which give columns. */
final class Jacobians {
    private Jacobians() {}

    /** By rows, one backward pass for each output, unless there are fewer inputs: then by columns. */
    static List<Tensor> jacobian(TensorsFunction f, List<Tensor> xs) {
        Pullback pullback = Pullback.of("jacobian", f, xs);
        Tensor value = pullback.value();
        long columns = xs.stream().mapToLong(Tensor::numel).sum();
        return columns < value.numel() ? columns(f, xs, value.layout.shape) : rows(pullback, xs);
    }

    /** By rows, whatever the sizes. */
    static List<Tensor> reverse(TensorsFunction f, List<Tensor> xs) {
        return rows(Pullback.of("jacobian", f, xs), xs);
    }

    private static List<Tensor> rows(Pullback pullback, List<Tensor> xs) {
        Tensor value = pullback.value();
        ManyCotangents pass = value.numel() > 1 ? pullback.forMany() : null;
        if (pass != null) {
            Optional<List<Tensor>> found = manyRows(pass, value, pullback.inputs());
            if (found.isPresent()) {
                return found.get();
            }
        }
        List<List<Tensor>> rows = new ArrayList<>();
        for (int i = 0; i < value.numel(); i++) {
            rows.add(pullback.derivatives(unit(value, i)));
        }
        List<Tensor> jacobians = new ArrayList<>();
        for (int k = 0; k < xs.size(); k++) {
            int input = k;
            Tensor x = xs.get(k);
            jacobians.add(join(0, rows.stream().map(row -> row.get(input)).toList(), x.dtype(),
                    Shapes.append(value.layout.shape, x.layout.shape)));
        }
        return jacobians;
    }

    /** Many rows at a time; nothing where an operation has no rule for that, or somebody looks at each. */
    private static Optional<List<Tensor>> manyRows(ManyCotangents pass, Tensor value, List<Tensor> inputs) {
        return Recorder.in(Recorder.Mode.ENGINE, () -> {
            int most = pass.most();
            if (most == 1) {
                return Optional.empty();
            }
            int rows = value.numel();
            List<List<Tensor>> parts = new ArrayList<>();
            for (int first = 0; first < rows; first += most) {
                List<Tensor> found = pass.pull(units(value, first, Math.min(most, rows - first)), inputs);
                if (found == null) {
                    return Optional.empty();
                }
                parts.add(found);
            }
            List<Tensor> jacobians = new ArrayList<>();
            for (int k = 0; k < inputs.size(); k++) {
                int input = k;
                Tensor[] found = parts.stream().map(part -> part.get(input)).toArray(Tensor[]::new);
                int[] shape = Shapes.append(value.layout.shape, inputs.get(k).shape());
                jacobians.add(Tensors.cat(0, found).reshape(shape));
            }
            return Optional.of(jacobians);
        });
    }

    /** Units for so many places from one on. */
    private static Tensor units(Tensor like, int first, int many) {
        Tensor units = Tensor.empty(like.dtype(), Shapes.append(new int[]{ many }, like.layout.shape));
        for (int i = 0; i < many; i++) {
            units.storage.setDouble(i * like.numel() + first + i, 1);
        }
        return units;
    }

    /** By columns, whatever the sizes; the shape is that of the value. */
    static List<Tensor> columns(TensorsFunction f, List<Tensor> xs, int[] shape) {
        List<Tensor> jacobians = new ArrayList<>();
        for (int k = 0; k < xs.size(); k++) {
            Tensor x = xs.get(k);
            List<Tensor> columns = new ArrayList<>();
            for (int j = 0; j < x.numel(); j++) {
                columns.add(Autograd.jvp(f, xs, direction(xs, k, j)).derivative());
            }
            jacobians.add(join(-1, columns, x.dtype(), Shapes.append(shape, x.layout.shape)));
        }
        return jacobians;
    }

    static List<Tensor> hvp(TensorsFunction f, List<Tensor> xs, List<Tensor> vs) {
        return hvp("hvp", f, xs, vs);
    }

    /** The derivative of the gradient along vs: forward mode over reverse mode. */
    private static List<Tensor> hvp(String operation, TensorsFunction f, List<Tensor> xs, List<Tensor> vs) {
        Autograd.checkTangents(operation, xs, vs);
        List<Tensor> inputs = Autograd.copies(xs);
        return Tangents.within(tangents -> {
            for (int i = 0; i < inputs.size(); i++) {
                tangents.begin(inputs.get(i), vs.get(i));
            }
            Pullback pullback = Pullback.of(operation, f, inputs);
            Tensor value = pullback.value();
            requireScalar(operation, value);
            return pullback.pull(Tensors.onesLike(value), false).stream().map(gradient -> {
                Tensor derivative = tangents.get(gradient);
                return derivative == null ? Tensors.zerosLike(gradient) : pullback.cut(derivative);
            }).toList();
        });
    }

    /** The block (i, j) has the shape of input i, then that of input j. */
    static List<List<Tensor>> hessian(TensorsFunction f, List<Tensor> xs) {
        Optional<List<List<Tensor>>> found = jacobiansOfGradients(f, xs);
        return found.isPresent() ? found.get() : hvps(f, xs);
    }

    /**
     * Reverse mode over reverse mode, many rows at a time; nothing where that cannot be, or where a number in
     * it is infinite or none: what a slope that is left out multiplies, one hvp at a time leaves out too.
     */
    private static Optional<List<List<Tensor>>> jacobiansOfGradients(TensorsFunction f, List<Tensor> xs) {
        if (xs.stream().allMatch(x -> x.numel() == 1) || xs.stream().anyMatch(x -> x.numel() == 0)) {
            return Optional.empty();
        }
        Pullback pullback = Pullback.of("hessian", f, xs);
        requireScalar("hessian", pullback.value());
        List<Tensor> gradients = pullback.gradients();
        if (gradients == null) {
            return Optional.empty();
        }
        List<List<Tensor>> blocks = new ArrayList<>();
        for (Tensor gradient : gradients) {
            Node root = gradient.node();
            Optional<List<Tensor>> rows = root == null
                    ? Optional.empty()
                    : manyRows(new ManyCotangents(root, pullback.inputs()), gradient, pullback.inputs());
            if (rows.isEmpty() || !rows.get().stream().allMatch(Jacobians::isFinite)) {
                return Optional.empty();
            }
            blocks.add(rows.get());
        }
        return Optional.of(blocks);
    }

    private static boolean isFinite(Tensor x) {
        return Recorder.in(Recorder.Mode.ENGINE, () -> x.isfinite().all().itemBoolean());
    }

    private static void requireScalar(String operation, Tensor value) {
        if (value.numel() != 1) {
            throw GradientErrors.nonScalarGrad(operation, value.layout.shape);
        }
    }

    /** Forward mode over reverse mode, one hvp for each element of each input. */
    static List<List<Tensor>> hvps(TensorsFunction f, List<Tensor> xs) {
        List<List<Tensor>> blocks = new ArrayList<>();
        xs.forEach(x -> blocks.add(new ArrayList<>()));
        for (int k = 0; k < xs.size(); k++) {
            Tensor x = xs.get(k);
            List<List<Tensor>> products = new ArrayList<>();
            for (int j = 0; j < x.numel(); j++) {
                products.add(hvp("hessian", f, xs, direction(xs, k, j)));
            }
            for (int i = 0; i < xs.size(); i++) {
                int row = i;
                blocks.get(i)
                        .add(join(-1, products.stream().map(product -> product.get(row)).toList(), x.dtype(),
                                Shapes.append(xs.get(i).layout.shape, x.layout.shape)));
            }
        }
        return blocks;
    }

    private static List<Tensor> direction(List<Tensor> xs, int input, int element) {
        List<Tensor> direction = new ArrayList<>(xs.stream().map(Tensors::zerosLike).toList());
        direction.set(input, unit(xs.get(input), element));
        return direction;
    }

    /** Zeros with a 1 at one row-major place. */
    static Tensor unit(Tensor like, int place) {
        Tensor unit = Tensors.zerosLike(like);
        unit.storage.setDouble(place, 1);
        return unit;
    }

    private static Tensor join(int dim, List<Tensor> parts, DType dtype, int[] shape) {
        return parts.isEmpty()
                ? Tensors.zeros(dtype, shape)
                : Tensors.stack(dim, parts.toArray(new Tensor[0])).reshape(shape);
    }
}
