"""Writes src/test/resources/oracle/forms.json: values, vjps, jvps and Hessian-vector products from PyTorch.

Run from the module's folder with a Python that has PyTorch 2.15. OracleTest says how to call each operation, and each case
says which call of PyTorch it is compared with.
"""

import json
from pathlib import Path

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
GENERATOR = torch.Generator().manual_seed(20)
CASES = []


def rand(*shape, low=-2.0, high=2.0):
    """Numbers with few digits, so that the file stays small."""
    x = torch.rand(shape, generator=GENERATOR) * (high - low) + low
    return (x * 1024).round() / 1024


def positive(*shape):
    return rand(*shape, low=0.3, high=2.0)


def written(x):
    return {"shape": list(x.shape), "data": (x + torch.zeros(x.shape)).flatten().tolist()}


def case(op, call, inputs, f, **args):
    leaves = [x.clone().requires_grad_(True) for x in inputs]
    y = f(*leaves)
    cotangent = rand(*y.shape).requires_grad_(True)
    tangents = [rand(*x.shape) for x in inputs]
    vjp = torch.autograd.grad(y, leaves, cotangent, create_graph=True, materialize_grads=True)
    along = sum((v * t).sum() for v, t in zip(vjp, tangents))
    if along.requires_grad:
        jvp = torch.autograd.grad(along, cotangent, retain_graph=True, materialize_grads=True)[0]
        hvp = torch.autograd.grad(along, leaves, materialize_grads=True)
    else:
        jvp, hvp = torch.zeros_like(y), [torch.zeros_like(x) for x in leaves]
    CASES.append({
        "op": op, "call": call, "args": args, "inputs": [written(x) for x in inputs], "output": written(y.detach()),
        "cotangent": written(cotangent.detach()), "vjp": [written(v.detach()) for v in vjp],
        "tangents": [written(t) for t in tangents], "jvp": written(jvp.detach()),
        "hvp": [written(h.detach()) for h in hvp],
    })


def everyday():
    a = rand(2, 3)
    case("t", "x.t()", [a], lambda x: x.t())
    case("mm", "torch.mm(a, b)", [a, rand(3, 2)], torch.mm)
    case("mv", "torch.mv(a, b)", [a, rand(3)], torch.mv)
    case("bmm", "torch.bmm(a, b)", [rand(2, 2, 3), rand(2, 3, 2)], torch.bmm)
    case("flatten", "x.flatten(1, 2)", [rand(2, 3, 2)], lambda x: x.flatten(1, 2), dims=[1, 2])
    case("flatten", "x.flatten()", [rand()], lambda x: x.flatten(), dims=[0, -1])
    case("clone", "x.clone()", [a], lambda x: x.clone())


def options():
    x = rand(3, 4)
    for dims in ([0], [-1], [0, 1]):
        for keep in (False, True):
            case("biasedVar", "torch.var(x, dims, correction=0, keepdim=keepDim)", [x],
                 lambda x: torch.var(x, dims, correction=0, keepdim=keep), dims=dims, keepDim=keep)
            case("biasedStd", "torch.std(x, dims, correction=0, keepdim=keepDim)", [x],
                 lambda x: torch.std(x, dims, correction=0, keepdim=keep), dims=dims, keepDim=keep)
    for order in (0.0, 1.0, 2.0, 3.0, -1.5, float("inf"), float("-inf")):
        case("vectorNorm", "torch.linalg.vector_norm(x, ord, 1, keepdim=True)", [x],
             lambda x: torch.linalg.vector_norm(x, order, 1, keepdim=True), ord=order if abs(order) < 9 else str(order),
             dims=[1], keepDim=True)
    for dim in (0, -1):
        case("maxWithIndices", "torch.max(x, dim).values", [x], lambda x: x.max(dim).values, dim=dim)
        case("minWithIndices", "torch.min(x, dim).values", [x], lambda x: x.min(dim).values, dim=dim)
        case("sortDescending", "torch.sort(x, dim, descending=True).values", [x],
             lambda x: x.sort(dim, descending=True).values, dim=dim)
    ties = torch.tensor([[1.0, 2.0, 2.0], [3.0, 3.0, 0.0]])
    case("maxWithIndices", "torch.max(x, 1).values", [ties], lambda x: x.max(1).values, dim=1)
    for offset in (-5, -2, -1, 0, 1, 2, 5):
        case("tril", "torch.tril(x, offset)", [x], lambda x: x.tril(offset), offset=offset)
        case("triu", "torch.triu(x, offset)", [x], lambda x: x.triu(offset), offset=offset)
        if -3 <= offset <= 4:
            case("diagonal", "torch.diagonal(x, offset)", [x], lambda x: x.diagonal(offset), offset=offset, dims=[0, 1])
        if abs(offset) < 3:
            case("diag", "torch.diag(x, offset)", [rand(3)], lambda x: x.diag(offset), offset=offset)
            case("diag", "torch.diag(x, offset)", [x], lambda x: x.diag(offset), offset=offset)
    case("diagonal", "torch.diagonal(x, 1, -1, 0)", [rand(2, 3, 4)], lambda x: x.diagonal(1, -1, 0), offset=1,
         dims=[-1, 0])
    edges = torch.tensor([-1.0, -0.25, 0.25, 0.75, 1.5])  # not on a bound, where the slope is 1 here and 0 in PyTorch
    case("clampMin", "torch.clamp(x, min=-0.5)", [edges], lambda x: x.clamp(min=-0.5), bound=-0.5)
    case("clampMax", "torch.clamp(x, max=1)", [edges], lambda x: x.clamp(max=1), bound=1.0)
    case("clampTensors", "torch.clamp(x, min, max)", [rand(2, 3), rand(3), rand(2, 1)], torch.clamp)
    case("clampTensors", "torch.clamp(x, min, max)", [edges, torch.tensor(-0.5), torch.tensor(0.5)], torch.clamp)
    case("clampMinTensor", "torch.clamp(x, min=min)", [rand(2, 3), rand(3)], lambda x, b: torch.clamp(x, min=b))
    case("clampMaxTensor", "torch.clamp(x, max=max)", [rand(2, 3), rand(3)], lambda x, b: torch.clamp(x, max=b))


def elementwise():
    x = torch.tensor([-2.5, -1.2, -0.3, 0.4, 1.5, 2.7])
    case("floor", "torch.floor(x)", [x], torch.floor)
    case("ceil", "torch.ceil(x)", [x], torch.ceil)
    case("round", "torch.round(x)", [x], torch.round)
    case("leakyRelu", "F.leaky_relu(x, 0.1)", [torch.cat([x, torch.zeros(1)])], lambda x: F.leaky_relu(x, 0.1), slope=0.1)
    case("elu", "F.elu(x, 0.7)", [x], lambda x: F.elu(x, 0.7), alpha=0.7)
    case("logaddexp", "torch.logaddexp(a, b)", [rand(2, 3), rand(3)], torch.logaddexp)
    case("logaddexp", "torch.logaddexp(a, b)", [torch.tensor(800.0), torch.tensor(801.0)], torch.logaddexp)
    case("cumprod", "torch.cumprod(x, 1)", [rand(2, 5)], lambda x: x.cumprod(1), dim=1)
    case("cumprod", "torch.cumprod(x, 0)", [torch.tensor([2.0, 0.0, 3.0, 0.0, 1.0])], lambda x: x.cumprod(0), dim=0)
    case("topk", "torch.topk(x, 2, 0).values", [rand(4, 3)], lambda x: x.topk(2, 0).values, k=2, dim=0)


def losses():
    x, t = rand(3, 4), rand(3, 4)
    p, q = rand(3, 4, low=0.05, high=0.95), rand(3, 4, low=0.0, high=1.0)
    for reduction in ("mean", "sum", "none"):
        case("mseLoss", "F.mse_loss(x, t, reduction=reduction)", [x, t],
             lambda x, t: F.mse_loss(x, t, reduction=reduction), reduction=reduction)
        case("l1Loss", "F.l1_loss(x, t, reduction=reduction)", [x, t],
             lambda x, t: F.l1_loss(x, t, reduction=reduction), reduction=reduction)
        case("huberLoss", "F.huber_loss(x, t, delta=0.7, reduction=reduction)", [x, t],
             lambda x, t: F.huber_loss(x, t, delta=0.7, reduction=reduction), delta=0.7, reduction=reduction)
        case("binaryCrossEntropy", "F.binary_cross_entropy(x, t, reduction=reduction)", [p, q],
             lambda x, t: F.binary_cross_entropy(x, t, reduction=reduction), reduction=reduction)
        case("binaryCrossEntropyWithLogits", "F.binary_cross_entropy_with_logits(x, t, reduction=reduction)", [x, q],
             lambda x, t: F.binary_cross_entropy_with_logits(x, t, reduction=reduction), reduction=reduction)
        classes = torch.tensor([1, 3, 0])
        case("nllLoss", "F.nll_loss(x, classes, reduction=reduction)", [x],
             lambda x: F.nll_loss(x, classes, reduction=reduction), target=[1, 3, 0], reduction=reduction)
        weight = [0.5, 1.0, 2.0, 0.25]
        for ignored in (-100, 3):
            for smoothing in (0.0, 0.2):
                for given in (None, weight):
                    case("crossEntropyClasses", "F.cross_entropy(x, target, weight, ignore_index=ignored, "
                         "label_smoothing=smoothing, reduction=reduction)", [x],
                         lambda x: F.cross_entropy(x, classes, given and torch.tensor(given), ignore_index=ignored,
                                                   label_smoothing=smoothing, reduction=reduction),
                         target=[1, 3, 0], weight=given, ignored=ignored, smoothing=smoothing, reduction=reduction)
        case("crossEntropyProbabilities", "F.cross_entropy(x, target, weight, label_smoothing=0.1, reduction=reduction)",
             [x, q], lambda x, t: F.cross_entropy(x, t, torch.tensor(weight), label_smoothing=0.1, reduction=reduction),
             weight=weight, smoothing=0.1, reduction=reduction)
    image, target = rand(2, 3, 2), [[1, 2], [0, 3 - 1]]
    case("crossEntropyClasses", "F.cross_entropy(x, target, ignore_index=1)", [image],
         lambda x: F.cross_entropy(x, torch.tensor(target), ignore_index=1), target=target, weight=None, ignored=1,
         smoothing=0.0, reduction="mean")
    case("layerNormWeighted", "F.layer_norm(x, (3, 2), weight, bias, 1e-3)", [image, rand(3, 2), rand(3, 2)],
         lambda x, w, b: F.layer_norm(x, (3, 2), w, b, 1e-3), eps=1e-3)


def images():
    x = rand(2, 2, 5, 4)
    for stride, padding in ((1, 0), (2, 1), (3, 2)):
        case("conv2d", "F.conv2d(x, weight, bias, stride, padding)", [x, rand(3, 2, 3, 2), rand(3)],
             lambda x, w, b: F.conv2d(x, w, b, stride, padding), stride=stride, padding=padding)
    for size, stride, padding in ((2, 2, 0), (3, 1, 1), (3, 2, 1)):
        case("maxPool2d", "F.max_pool2d(x, size, stride, padding)", [x],
             lambda x: F.max_pool2d(x, size, stride, padding), size=size, stride=stride, padding=padding)
        case("avgPool2d", "F.avg_pool2d(x, size, stride, padding)", [x],
             lambda x: F.avg_pool2d(x, size, stride, padding), size=size, stride=stride, padding=padding)
    ties = torch.tensor([[[[1.0, 1.0], [0.0, 1.0]]]])
    case("maxPool2d", "F.max_pool2d(x, 2)", [ties], lambda x: F.max_pool2d(x, 2), size=2, stride=2, padding=0)
    case("corr2d", "F.conv2d(x[None, None], k[None, None])[0, 0]", [rand(4, 5), rand(2, 3)],
         lambda x, k: F.conv2d(x[None, None], k[None, None])[0, 0])
    case("pad", "F.pad(x, (1, 0, 0, 2))", [rand(2, 3)], lambda x: F.pad(x, (1, 0, 0, 2)), padding=[1, 0, 0, 2], value=0)
    case("pad", "F.pad(x, (1, 2), value=1.5)", [rand(2, 3)], lambda x: F.pad(x, (1, 2), value=1.5), padding=[1, 2],
         value=1.5)


def pieces():
    x = rand(3, 5)
    for i in range(3):
        case("split", "torch.split(x, 2, 1)[i]", [x], lambda x: x.split(2, 1)[i], i=i)
        case("chunk", "torch.chunk(x, 4, 1)[i]", [x], lambda x: x.chunk(4, 1)[i], i=i)
        case("unbind", "torch.unbind(x, 1)[i]", [x], lambda x: x.unbind(1)[i], i=i)
    for i in range(2):
        case("meshgrid", "torch.meshgrid(a, b, indexing='ij')[i]", [rand(2), rand(3)],
             lambda a, b: torch.meshgrid(a, b, indexing="ij")[i], i=i)
    case("repeatInterleave", "x.repeat_interleave(2, 1)", [x], lambda x: x.repeat_interleave(2, 1))
    for text, f in (("1:3, -1", lambda x: x[1:3, -1]), ("::2", lambda x: x[::2]), ("..., 1:4:2", lambda x: x[..., 1:4:2]),
                    (":, None, :2", lambda x: x[:, None, :2]), ("-2:, 9:", lambda x: x[-2:, 9:]),
                    ("-1", lambda x: x[-1]), ("0,...,None", lambda x: x[0, ..., None])):
        case("get", f"x[{text}]", [x], f, index=text)


def matrices():
    case("kron", "torch.kron(a, b)", [rand(2, 3), rand(2, 2)], torch.kron)
    case("kron", "torch.kron(a, b)", [rand(3), rand(2, 2)], torch.kron)
    a, b = rand(2, 3), rand(3, 4)
    for equation, x in (("ij,jk->ik", [a, b]), ("ij,jk", [a, b]), ("ij->j", [a]), ("ij->", [a]), ("ij->ji", [a]),
                        ("ii->i", [rand(3, 3)]), ("ii", [rand(3, 3)]), ("ij,ij->i", [a, rand(2, 3)]), ("i,j->ij", [rand(2), rand(3)]),
                        ("bij,bjk->bik", [rand(2, 2, 3), rand(2, 3, 2)]), ("ij,jk,kl->il", [a, b, rand(4, 2)]),
                        ("ik,jkl,il->ij", [rand(2, 3), rand(4, 3, 2), rand(2, 2)]), ("ijj,i->j", [rand(2, 3, 3), rand(2)])):
        case("einsum", f"torch.einsum('{equation}', ...)", x, lambda *x: torch.einsum(equation, *x), equation=equation)
    m = rand(3, 3) + 2 * torch.eye(3)
    for n in (-2, -1, 1, 2, 5):
        case("matrixPower", "torch.linalg.matrix_power(x, n)", [m], lambda x: torch.linalg.matrix_power(x, n), n=n)
    case("slogdet", "torch.linalg.slogdet(x).logabsdet", [m], lambda x: torch.linalg.slogdet(x).logabsdet)
    swapped = m[[1, 0, 2]]
    case("slogdet", "torch.linalg.slogdet(x).logabsdet", [torch.stack([m, swapped])],
         lambda x: torch.linalg.slogdet(x).logabsdet)
    case("lstsq", "torch.linalg.pinv(a) @ b, which lstsq is for full rank", [rand(5, 3), rand(5, 2)],
         lambda a, b: torch.linalg.pinv(a) @ b)
    case("lstsq", "torch.linalg.pinv(a) @ b, which lstsq is for full rank", [rand(4, 2), rand(4)],
         lambda a, b: torch.linalg.pinv(a) @ b)


def write():
    everyday()
    options()
    elementwise()
    losses()
    images()
    pieces()
    matrices()
    lines = ",\n".join(json.dumps(c) for c in CASES)
    Path("src/test/resources/oracle/forms.json").write_text("[\n" + lines + "\n]\n")
    print(len(CASES), "cases")


write()
