"""The actions that chaos.py draws from: each takes the kernel and the source of randomness."""

import json

from chaos_kernel import Failed

# Threads that a pool, or Java itself, keeps for later; at most one for each core.
POOLS = ("leibniz-editor", "ForkJoinPool.commonPool-worker", "ForkJoinPool-1-worker",
         "VirtualThread-unblocker", "VirtualThread-unparker")
PROBE = """String probed;
{
    System.gc();
    var names = new ArrayList<String>();
    for (var thread : Thread.getAllStackTraces().keySet()) names.add(thread.getName());
    var runtime = Runtime.getRuntime();
    probed = (runtime.totalMemory() - runtime.freeMemory()) + "\\n" + String.join("\\n", names);
}
probed"""

WRONG = ("int wrong = \"text\";", "undefined + 1", "for (int i = 0; i < 3; i++", "class { }", "\"open", "%nosuchmagic", "x..y",
         "List<int> l;", "int f() { return g(; }", "import no.such.Class;", "\u20ac\U0001f600 = 1")
THROWING = {
    "throw new IllegalStateException(\"on purpose\");": "java.lang.IllegalStateException",
    "List.of(1).get(7)": "java.lang.IndexOutOfBoundsException",
    "{ String none = null; none.length(); }": "java.lang.NullPointerException",
    "new Object() { int down() { return 1 + down(); } }.down()": "java.lang.StackOverflowError",
    "new int[Integer.MAX_VALUE]": "java.lang.OutOfMemoryError",
    "tensor(1.0, 2.0).add(tensor(1.0, 2.0, 3.0))": None,
    "System.exit(3);": None,
}
ENDLESS = (
    "while (true) {}",
    "while (true) { try { while (true) {} } catch (Throwable t) {} }",
    "Thread.sleep(1_000_000);",
    "while (true) System.out.println(\"and on and on\");",
    "IntStream.range(0, 1 << 30).parallel().forEach(i -> { while (true) {} });",
    "for (int i = 0; i < 4; i++) new Thread(() -> { while (true) {} }).start();\nwhile (true) {}",
    "{ var m = rand(50, 50); while (true) m.matmul(m); }",
    "try (var pool = Executors.newFixedThreadPool(3)) { pool.submit(() -> { while (true) {} }); }",
    "new CountDownLatch(1).await();",
    "new Object() { @Override public String toString() { while (true) {} } }",
)
EDITED = ("List.of(1).st", "arange(4.0).", "var \U0001f600 = x.mul", "for (int i = 0; i < 3; i++) {", "int f() { return 1; }",
          "Str", "", "\"open", "tensor(1.0).backward()", "new ArrayList<", "%ma", "System.out.println(")
EDITOR_REQUESTS = ("complete_request", "inspect_request", "is_complete_request")
FIELDS = ("code", "cursor_pos", "detail_level", "silent", "store_history", "user_expressions", "allow_stdin", "stop_on_error",
          "hist_access_type", "output", "raw", "session", "start", "stop", "n", "pattern", "unique", "comm_id", "target_name", "data")
VALUES = (None, True, 0, -1, 1e308, 10**30, "", "1 +", "tail", "range", "search", [], [[1], "a"], {}, {"a": [None]}, "x" * 5000)
REQUESTS = ("kernel_info_request", "execute_request", "complete_request", "inspect_request", "is_complete_request",
            "history_request", "comm_info_request", "no_such_request")


def good(kernel, random):
    a, b = random.randrange(10**6), random.randrange(10**6)
    kernel.must_show(f"{a} + {b}", str(a + b))


def gradient(kernel, random):
    n = random.randint(1, 9)
    kernel.must_show(f"var x = tensor({n}.0).requiresGrad_(true); var y = x.mul(x); y.backward(); x.grad()", f"tensor({2 * n}.)")
    kernel.run("graph(y)")


def wrong(kernel, random):
    kernel.must_fail(random.choice(WRONG))


def throwing(kernel, random):
    code = random.choice(list(THROWING))
    kernel.must_fail(code, *filter(None, [THROWING[code]]))
    kernel.run("new Object() { @Override public String toString() { throw new Error(\"shown\"); } }")


def printing(kernel, random):
    lines = random.choice((1, 100, 3000))
    _, messages = kernel.run(f"for (int i = 0; i < {lines}; i++) System.out.println(i);")
    printed = "".join(m["content"]["text"] for m in messages if m["msg_type"] == "stream" and m["content"]["name"] == "stdout")
    if printed != "".join(f"{line}\n" for line in range(lines)):
        raise Failed(f"of {lines} lines printed not all arrived in order: {printed[:200]!r} to {printed[-200:]!r}")


def threads(kernel, random):
    code = random.choice((
        "for (int i = 0; i < 5; i++) new Thread(() -> { for (int n = 0; n < 1000; n++) System.out.println(n); }).start();",
        "try (var pool = Executors.newVirtualThreadPerTaskExecutor()) { for (int i = 0; i < 50; i++) pool.submit(() -> 1); }",
        "new Thread(() -> { throw new IllegalStateException(\"of a thread\"); }).start();",
        "IntStream.range(0, 100_000).parallel().mapToDouble(Math::sqrt).sum()",
        "CompletableFuture.supplyAsync(() -> 1).thenApply(n -> n + 1).join()",
    ))
    kernel.run(code)


def redeclaring(kernel, random):
    name, n = random.choice("fgh"), random.randrange(1000)
    kernel.run(random.choice((
        f"int {name}() {{ return {n}; }}",
        f"int {name}() {{ IntSupplier s = () -> {n}; return s.getAsInt(); }}",
        f"record R{name}(int a) {{ }}\nint {name}() {{ return new R{name}({n}).a(); }}",
        f"class C{name} {{ int field{n} = {n}; int value() {{ return field{n}; }} }}\nint {name}() {{ return new C{name}().value(); }}",
    )))
    kernel.declared[name] = n
    kernel.must_fail(f"int {name}() {{ return \"a wrong new version\"; }}")
    for known, value in kernel.declared.items():
        kernel.must_show(f"{known}()", str(value))


def endless(kernel, random):
    kernel.must_be_interruptible(random.choice(ENDLESS))


def burst(kernel, random):
    """Cells sent without waiting: those behind one that fails may be aborted, none may be lost."""
    failing = random.randrange(12)
    codes = ["throw new Exception();" if number == failing else f"{number} + 0" for number in range(10)]
    requests = [kernel.execute(code, stop_on_error=random.random() < 0.5) for code in codes]
    for number, request in enumerate(requests):
        reply, _ = kernel.finish(request)
        allowed = ("error",) if number == failing else ("ok", "aborted") if number > failing else ("ok",)
        if reply["status"] not in allowed:
            raise Failed(f"cell {number} of a burst in which cell {failing} fails replies {reply}")


def reading(kernel, random):
    line = random.choice(("", "text", "\u00e4\U0001f600" * 5000))
    request = kernel.execute("System.out.println(new BufferedReader(new InputStreamReader(System.in)).readLine().length());",
                             allow_stdin=True)
    kernel.client.get_stdin_msg(timeout=60)
    kernel.client.input(line)
    _, messages = kernel.finish(request)
    printed = "".join(m["content"]["text"] for m in messages if m["msg_type"] == "stream")
    if printed != f"{len(line.encode('utf-16-le')) // 2}\n":
        raise Failed(f"a line of {len(line)} characters was read as one of {printed}")


def options(kernel, random):
    reply, _ = kernel.run("1", silent=random.random() < 0.5, store_history=random.random() < 0.5,
                          user_expressions={"right": "1 + 2", "wrong": random.choice(WRONG[:3])})
    if reply["user_expressions"]["right"]["data"]["text/plain"] != "3":
        raise Failed(f"the expression 1 + 2 came to {reply}")


def editor(kernel, random):
    code = random.choice(EDITED)
    kernel.ask(random.choice(EDITOR_REQUESTS), {"code": code, "cursor_pos": random.randint(-1, len(code) + 1)})


def interrupted_editor(kernel, random):
    request = kernel.send("complete_request", {"code": random.choice(EDITED), "cursor_pos": 0})
    kernel.reply(kernel.send("interrupt_request", {}, "control"), "control")
    kernel.finish(request)


def history(kernel, random):
    kind = random.choice(("tail", "range", "search"))
    kernel.ask("history_request", {"hist_access_type": kind, "output": random.random() < 0.5, "raw": True, "session": 0,
                                   "start": 0, "stop": 5, "n": random.randint(-1, 20), "pattern": "*+*", "unique": True})


def comm(kernel, random):
    target = random.choice(("echo", "unknown"))
    if target == "echo":
        kernel.run('Comm.onOpen("echo", (comm, opened) -> comm.onMessage(message -> comm.send(message.data())));')
    identity = f"comm{random.randrange(10**9)}"
    for kind in ("comm_open", "comm_msg", "comm_close"):
        kernel.until_idle(kernel.send(kind, {"comm_id": identity, "target_name": target, "data": {"n": 1}}))


def any_fields(kernel, random):
    content = {field: random.choice(VALUES) for field in FIELDS if random.random() < 0.3}
    kernel.ask(random.choice(REQUESTS), content, random.choice(("shell", "control")))


def malformed(kernel, random):
    """Frames that are no message, or not signed with the key: they are dropped, so nothing is waited for."""
    session = kernel.client.session
    frames = session.serialize(session.msg("execute_request", {"code": "throw new Error(\"must not run\");"}))
    channel = random.choice((kernel.client.shell_channel, kernel.client.control_channel, kernel.client.stdin_channel))
    match random.randrange(5):
        case 0:
            frames = [random.randbytes(random.randrange(200)) for _ in range(random.randint(1, 8))]
        case 1:
            frames = frames[: random.randint(1, 5)]
        case 2:
            frames[1] = b"0" * 64
        case 3:
            frames[5] = random.choice((b"{", b"\xff\xfe", b"null", b"[" * 10_000))
            frames[1] = session.sign(frames[2:])
        case 4:
            frames[2] = json.dumps({"msg_type": random.choice(VALUES), "msg_id": random.choice(VALUES)}).encode()
            frames[1] = session.sign(frames[2:])
    channel.socket.send_multipart(frames)


def restart(kernel, random):
    if random.random() < 0.5:
        kernel.execute(random.choice(ENDLESS))
    kernel.restart(now=random.random() < 0.3)


ACTIONS = {good: 10, gradient: 3, wrong: 5, throwing: 5, printing: 4, threads: 5, redeclaring: 3, endless: 5, burst: 1, reading: 2,
           options: 2, editor: 8, interrupted_editor: 2, history: 2, comm: 2, any_fields: 5, malformed: 8}
