package leibniz.compat;

import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;

/** JJava's streams, whose sockets are left out: what they would send goes to the cell that runs. */
public final class JJavaOutput extends JupyterIO {
    public JJavaOutput() {
        super(java.nio.charset.StandardCharsets.UTF_8);
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
