"""A kernel and its client for chaos.py: every request is waited for, and what does not come fails the run."""

import queue
import time

import jupyter_kernels

INTERRUPT_AGAIN_SECONDS = 0.5


class Failed(Exception):
    """The kernel did not do what it should."""


class ChaosKernel:
    def __init__(self):
        self.kernel = jupyter_kernels.Kernel("leibniz")
        self.client = self.kernel.client
        self.cells = 0
        self.declared = {}  # what the methods that cells have declared must return

    def stop(self):
        self.kernel.stop()

    def process(self):
        return self.kernel.processes()[0]

    def restart(self, now):
        self.kernel.manager.restart_kernel(now=now)
        self.declared.clear()
        while self.client.shell_channel.msg_ready():
            self.client.get_shell_msg()
        self.kernel.wait_until_connected()

    def send(self, kind, content, channel="shell"):
        message = self.client.session.msg(kind, content)
        getattr(self.client, f"{channel}_channel").send(message)
        return message["header"]["msg_id"]

    def execute(self, code, **more):
        self.cells += 1
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        return self.send("execute_request", content | {"stop_on_error": True} | more)

    def published(self, timeout=jupyter_kernels.PATIENCE_SECONDS):
        try:
            return self.client.get_iopub_msg(timeout=timeout)
        except queue.Empty:
            raise Failed(f"nothing was published for {timeout} s") from None

    def until_idle(self, request):
        """What the request makes the kernel publish, up to the idle status."""
        messages = []
        while not (messages and is_idle(messages[-1])):
            message = self.published()
            if message["parent_header"].get("msg_id") == request:
                messages.append(message)
        return messages

    def reply(self, request, channel="shell"):
        """The reply to the request; those to messages that nobody waited for are passed over."""
        deadline = time.monotonic() + jupyter_kernels.PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                message = getattr(self.client, f"{channel}_channel").get_msg(timeout=1)
            except queue.Empty:
                continue
            if message["parent_header"].get("msg_id") == request:
                return message["content"]
        raise Failed(f"no reply came on {channel}")

    def ask(self, kind, content, channel="shell"):
        """The reply to a request that must get one with a status."""
        request = self.send(kind, content, channel)
        self.until_idle(request)
        reply = self.reply(request, channel)
        if "status" not in reply:
            raise Failed(f"the reply to {kind} {content} has no status")
        return reply

    def finish(self, request):
        messages = self.until_idle(request)
        return self.reply(request), messages

    def run(self, code, **more):
        """Runs a cell to its end; returns its reply and what it published."""
        return self.finish(self.execute(code, **more))

    def shown(self, code):
        reply, messages = self.run(code)
        for message in messages:
            if message["msg_type"] == "execute_result":
                return message["content"]["data"]["text/plain"]
        raise Failed(f"{code} shows nothing: {reply}")

    def must_show(self, code, expected):
        if (shown := self.shown(code)) != expected:
            raise Failed(f"{code} shows {shown} where {expected} is right")

    def must_run(self, code):
        reply, _ = self.run(code)
        if reply["status"] != "ok":
            raise Failed(f"{code} replies {reply}")

    def must_fail(self, code, *names):
        reply, _ = self.run(code)
        if reply["status"] != "error" or (names and reply["ename"] not in names):
            raise Failed(f"{code} must fail with {' or '.join(names) or 'an error'} but replies {reply}")

    def must_be_interruptible(self, code):
        """Interrupts the cell, which may not yet run, again and again until it ends."""
        request = self.execute(code)
        deadline = time.monotonic() + jupyter_kernels.PATIENCE_SECONDS
        while not self.interrupted(request):
            if time.monotonic() > deadline:
                raise Failed(f"{code} goes on although it is interrupted")
        if (reply := self.reply(request)).get("ename") != "Interrupted":
            raise Failed(f"{code} is interrupted but replies {reply}")

    def interrupted(self, request):
        """Sends an interrupt; whether the request then comes to its end before it is time for another."""
        self.reply(self.send("interrupt_request", {}, "control"), "control")
        again = time.monotonic() + INTERRUPT_AGAIN_SECONDS
        while (left := again - time.monotonic()) > 0:
            try:
                message = self.client.get_iopub_msg(timeout=left)
            except queue.Empty:
                return False
            if message["parent_header"].get("msg_id") == request and is_idle(message):
                return True
        return False


def is_idle(message):
    return message["msg_type"] == "status" and message["content"]["execution_state"] == "idle"
