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


def write():
    everyday()
    options()
    lines = ",\n".join(json.dumps(c) for c in CASES)
    Path("src/test/resources/oracle/forms.json").write_text("[\n" + lines + "\n]\n")
    print(len(CASES), "cases")


write()
