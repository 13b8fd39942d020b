package leibniz.kernel;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for a kernel to listen on, which no other test takes between the choice of the numbers and the start
 * of the kernel. As long as a number is reserved its UDP port is bound, for which a kernel has no use; and
 * the numbers lie below those that the system gives to connections.
 */
final class Ports implements AutoCloseable {
    private static final int FIRST = 20_000;
    private static final int END = 32_768;

    private final List<Integer> numbers = new ArrayList<>();
    private final List<DatagramSocket> reservations = new ArrayList<>();

    Ports(int count) throws IOException {
        while (numbers.size() < count) {
            reserve(ThreadLocalRandom.current().nextInt(FIRST, END));
        }
    }

    private void reserve(int number) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), number);
        try {
            reservations.add(new DatagramSocket(address));
            new ServerSocket(number, 0, address.getAddress()).close();
            numbers.add(number);
        } catch (BindException e) {
            return; // Another test or another program has it.
        }
    }

    List<Integer> numbers() {
        return List.copyOf(numbers);
    }

    int get(int index) {
        return numbers.get(index);
    }

    @Override
    public void close() {
        reservations.forEach(DatagramSocket::close);
    }
}
