"""Runs jupyter_kernel_test, Jupyter's own suite for kernels, with the kernel `leibniz`. A test that the suite skips fails
here, unless NOT_HERE has the reason; so does a reason for a test that runs."""

import argparse
import sys
import unittest
from pathlib import Path

import jupyter_kernel_test

import kernels

NOT_HERE = {
    "test_pager": "help is shown as the output of the cell, where it stays with the notebook and is seen in every client",
}
PATIENCE_SECONDS = 300
WINDOW = "var image = new java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB);"


class KernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "leibniz"
    language_name = "java"
    file_extension = ".java"
    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("for the error stream");'
    completion_samples = [
        {"text": "List.of(1).isEm", "matches": {"isEmpty()"}},
        {"text": "Tensors.logs", "matches": set()},
        {"text": "%%timei", "matches": {"%%timeit"}},
    ]
    complete_code_samples = ["1 + 1", "int f() {\n    return 1;\n}", "x.sum()", "// a comment", "%vars", ""]
    incomplete_code_samples = ["int f() {", "for (int i = 0; i < 3; i++)", "List.of(1,", '"""\nopen', "/* open"]
    invalid_code_samples = [") 3", "}", '"unclosed', "int a = 1; ]"]
    code_generate_error = 'throw new IllegalStateException("on purpose");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "tensor(1.0, 2.0).mul(2)", "result": "tensor([2., 4.])"},
        {"code": f"{WINDOW}\nimage", "mime": "image/png"},
        {"code": "graph(tensor(2.0).requiresGrad_(true).mul(3))", "mime": "text/html"},
    ]
    code_display_data = [
        {"code": "display(1)", "mime": "text/plain"},
        {"code": f"{WINDOW}\ndisplay(image)", "mime": "image/png"},
    ]
    code_history_pattern = "6 [*] ?*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "List"
    code_clear_output = 'System.out.println("old"); clearOutput(); System.out.println("new");'
    code_page_something = ""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for channel in (cls.kc.shell_channel, cls.kc.iopub_channel):
            wait_patiently(channel)

    def flush_channels(self):
        """The suite takes what comes until nothing comes for a tenth of a second. A question does it for sure: what was
        published before it comes before its end."""
        asked = self.kc.kernel_info()
        while self.kc.get_shell_msg()["parent_header"].get("msg_id") != asked:
            pass
        idle = False
        while not idle:
            message = self.kc.get_iopub_msg()
            idle = message["parent_header"].get("msg_id") == asked and message["content"].get("execution_state") == "idle"

    def test_stdin(self):
        """The suite has no test of the input yet."""
        self.flush_channels()
        request = self.kc.execute("new Scanner(System.in).nextLine()", allow_stdin=True)
        self.assertEqual("input_request", self.kc.get_stdin_msg(timeout=PATIENCE_SECONDS)["msg_type"])
        self.kc.input("typed")
        self.assertEqual("ok", self.get_non_kernel_info_reply()["content"]["status"])
        while (message := self.kc.get_iopub_msg())["msg_type"] != "execute_result":
            self.assertEqual(request, message["parent_header"]["msg_id"])
        self.assertEqual("typed", message["content"]["data"]["text/plain"])

    def test_stop_on_error(self):
        """Nor of the cells that wait behind one that fails."""
        for stop, after in ((True, "aborted"), (False, "ok")):
            with self.subTest(stop_on_error=stop):
                self.flush_channels()
                for code in ("System.in.read();", "throw new Exception();", "1"):
                    self.kc.execute(code, stop_on_error=stop, allow_stdin=True)
                self.kc.get_stdin_msg(timeout=PATIENCE_SECONDS)
                for _ in range(10):  # of these answers on another channel the last comes when the cells have long arrived
                    self.kc.control_channel.send(self.kc.session.msg("kernel_info_request"))
                    self.kc.get_control_msg(timeout=PATIENCE_SECONDS)
                self.kc.input("go on")
                replies = [self.get_non_kernel_info_reply() for _ in range(3)]
                self.assertEqual(["ok", "error", after], [reply["content"]["status"] for reply in replies])


def wait_patiently(channel):
    """The suite gives the kernel a second, or a tenth of one; a busy machine takes longer."""
    get = channel.get_msg
    channel.get_msg = lambda *args, **kwargs: get(timeout=PATIENCE_SECONDS)


class IopubWelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "leibniz"
    support_iopub_welcome = True


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jupyter", type=Path, help="Jupyter folder with the kernel; default: the one last built")
    with kernels.jupyter_path(parser.parse_args().jupyter):
        suites = [unittest.defaultTestLoader.loadTestsFromTestCase(tests) for tests in (KernelTests, IopubWelcomeTests)]
        result = unittest.TextTestRunner(sys.stdout, verbosity=2).run(unittest.TestSuite(suites))
    skipped = {test.id().split(".")[2].split(" ")[0]: reason for test, reason in result.skipped}
    problems = [f"{test} was skipped: {reason}" for test, reason in skipped.items() if test not in NOT_HERE]
    problems += [f"{test} has a reason to be skipped but runs" for test in NOT_HERE if test not in skipped]
    if problems or not result.wasSuccessful() or result.testsRun == 0:
        sys.exit("\n".join(problems) or "a test failed")


if __name__ == "__main__":
    main()
