"""Says what is missing before a process is started, so that JupyterLab shows it in a dialog."""

import os

from jupyter_client.multikernelmanager import MultiKernelManager
from jupyter_client.provisioning import LocalProvisioner

from leibniz_kernel import jdk


class LeibnizProvisioner(LocalProvisioner):
    async def pre_launch(self, **kwargs):
        environment = {**kwargs.get("env", os.environ), **self.kernel_spec.env}
        # A server shows the message to its user. Where there is none, the launcher's line appears in the terminal, which
        # an exception would hide in a traceback.
        if isinstance(getattr(self.parent, "parent", None), MultiKernelManager) and jdk.find_jdk(environment) is None:
            raise RuntimeError(jdk.missing_in_lines(environment))
        return await super().pre_launch(**kwargs)
