package leibniz.compat;

import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.JupyterIO;
import io.github.spencerpark.jupyter.messages.ContentType;
import io.github.spencerpark.jupyter.messages.publish.PublishDisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishUpdateDisplayData;

/** IJava's streams, whose sockets are left out: what they would send goes to the cell that runs. */
public final class IJavaOutput extends JupyterIO {
    public IJavaOutput() {
        setEnv(new Environment());
    }

    private static final class Environment extends ShellReplyEnvironment {
        Environment() {
            super(null, null, null, null);
        }

        @Override
        public <T extends ContentType<T>> void publish(T content) {
            if (content instanceof PublishDisplayData shown) {
                DisplayDataReader.show(shown, shown.getDisplayId());
            } else if (content instanceof PublishUpdateDisplayData update) {
                DisplayDataReader.update(update, update.getDisplayId());
            }
        }

        @Override
        public void writeToStdOut(String text) {
            System.out.print(text);
        }

        @Override
        public void writeToStdErr(String text) {
            System.err.print(text);
        }
    }
}
