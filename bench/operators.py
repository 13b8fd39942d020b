"""What operators on tensors cost in a warm kernel.

A round trip goes from the moment the client sends the cell until it hears on iopub that the kernel is idle again. Cells
without tensors are run with operators switched on and off in turn and must take as long either way. The others run in a
kernel of their own; each round differs from those before it, so that all of it is compiled anew. Ends with exit code 1
when a figure is over its limit.
"""

import statistics
import sys
import time

import jupyter_kernels

WARM_UP = 60
MOST_MORE = 0.05
"""Of the time that a plain cell takes with operators switched off; what the clock and other work on the machine blur."""
PLAIN_TIMES = 8
"""So many times the rounds are plain cells run, since here a twentieth counts."""

PLAIN = {
    "1 + 1": "1 + 1",
    "a loop": "int total = 0; for (int i = 0; i < 100; i++) { if (i % 3 == 0 || i > 90) total += i * 2 - 1; } total",
    "a method": "double mean(double[] v) { double s = 0; for (int i = 0; i < v.length; i++) s += v[i]; return s / v.length; }",
}

EXPRESSION = "-(2 * x + y - 1) * (x - y) / (x * x + {round}) + 3 * (y - 2) * y - x / 4 + (x - 1) * (y + 1) - x"
METHOD = """Tensor step(Tensor x, Tensor y) {{
    var r = 2 * x + y - 1;
    var q = r * r - 3 * r + {round};
    while (q.norm() > 10) q = q / 2 - 0.125;
    var p = -q * (x - y) + q * q / 4;
    p *= 0.5;
    return p.sum() > 0 ? p : -p + 1;
}}"""
MODEL = '''// Run {round}

class Model {{
    Tensor w1, b1, w2, b2;

    Model(int in, int hidden) {{
        w1 = (randn(in, hidden) * 0.3).requiresGrad_(true);
        b1 = zeros(hidden).requiresGrad_(true);
        w2 = (randn(hidden, 1) / {round}.0).requiresGrad_(true);
        b2 = zeros(1).requiresGrad_(true);
    }}

    List<Tensor> parameters() {{
        return List.of(w1, b1, w2, b2);
    }}

    Tensor forward(Tensor x) {{
        var hidden = x.matmul(w1) + b1;
        var activated = hidden * (hidden > 0);
        return (activated.matmul(w2) + b2).squeeze(1);
    }}
}}

Tensor loss(Tensor predicted, Tensor wanted) {{
    var difference = predicted - wanted;
    return (difference * difference).mean() + {round} * 1e-9;
}}

void update(List<Tensor> parameters, double rate) {{
    noGrad(() -> {{
        for (var p : parameters) {{
            p -= rate * p.grad();
            p.grad().zero_();
        }}
    }});
}}

manualSeed({round});
var inputs = randn(32, 3);
var wanted = 2 * inputs.select(1, 0) - inputs.select(1, 1) + 0.5;
var model = new Model(3, 8);
var rate = 0.05;
var first = loss(model.forward(inputs), wanted);
var last = first;

for (int epoch = 0; epoch < 5; epoch++) {{
    var predicted = model.forward(inputs);
    last = loss(predicted, wanted);
    if (last > 100 || !(last >= 0)) {{
        System.out.println("diverged at " + epoch);
        break;
    }}
    last.backward();
    update(model.parameters(), rate);
    if (epoch % 5 == 4) {{
        rate = rate / 2;
    }}
}}

last < first ? last / first : first
'''
LIMITS = {"an expression with twenty operators": 40, "a method with twenty operators": 40, "60 lines: a model and its training": 120}


def main():
    arguments = jupyter_kernels.arguments(__doc__, rounds=100)

    with jupyter_kernels.leibniz_installed(arguments.jupyter):
        missed = []
        for measure in (plain_cells, rewritten_cells):
            kernel = jupyter_kernels.Kernel("leibniz")
            try:
                missed += measure(kernel, arguments.rounds)
            finally:
                kernel.stop()
    if missed:
        sys.exit("\n".join(missed))


def plain_cells(kernel, rounds):
    rounds *= PLAIN_TIMES
    print(f"\nmilliseconds, lower quartiles of {rounds} rounds\n{'cells without tensors':40}{'off':>8}{'on':>8}")
    missed = []
    for name, code in PLAIN.items():
        taken = {"off": [], "on": []}
        for round in range(WARM_UP + rounds):
            for state in ("off", "on") if round % 2 else ("on", "off"):
                run(kernel, f"%operators {state}")
                taken[state].append(run(kernel, f"// {round} {state}\n{code}"))
        # other work on the machine touches the faster half the least
        off, on = (statistics.quantiles(taken[state][WARM_UP:], n=4)[0] for state in ("off", "on"))
        print(f"{name:40}{off:8.2f}{on:8.2f}")
        if on > off * (1 + MOST_MORE):
            missed.append(f"{name}: {on:.2f} ms with operators switched on, {off:.2f} ms without")
    return missed


def rewritten_cells(kernel, rounds):
    print(f"\nmilliseconds, of {rounds} rounds\n{'cells with operators on tensors':40}{'median':>8}{'least':>8}{'most':>8}{'limit':>8}")
    run(kernel, "var x = tensor(1.0, -2.0, 3.0); var y = tensor(0.5, 4.0, -1.0);")
    missed = []
    for (name, limit), code in zip(LIMITS.items(), (EXPRESSION, METHOD, MODEL), strict=True):
        taken = [run(kernel, code.format(round=round)) for round in range(1, 1 + WARM_UP + rounds)][WARM_UP:]
        median = statistics.median(taken)
        print(f"{name:40}{median:8.1f}{min(taken):8.1f}{max(taken):8.1f}{limit:8}")
        if median > limit:
            missed.append(f"{name}: {median:.1f} ms is too long, {limit} is the limit")
    return missed


def run(kernel, code):
    start = time.perf_counter()
    request = kernel.client.execute(code)
    kernel.published(request, "status", execution_state="idle")
    taken = (time.perf_counter() - start) * 1000
    reply = None
    while reply is None or reply["parent_header"].get("msg_id") != request:
        reply = kernel.client.get_shell_msg(timeout=jupyter_kernels.PATIENCE_SECONDS)
    if reply["content"]["status"] != "ok":
        raise SystemExit(f"{code}\nfails: {reply['content'].get('evalue')}")
    return taken


if __name__ == "__main__":
    main()
