/**
 * Jupyter's wire protocol: sockets, signed messages, JSON, the log. This room uses no other.
 *
 * <pre>{@code
 * Connection connection = Connection.read(Path.of("connection.json"));
 * Sockets sockets = new Sockets(new ZContext(), connection.curve());  // encrypted where the client wants that
 * Wire wire = new Wire(connection.key(), connection.signatureScheme());
 * Channel shell = new Channel(sockets, "shell", SocketType.ROUTER, connection.address(connection.shellPort()),
 *         wire.reading("shell", request -> {                          // checked, or dropped with a line in the log
 *             Message reply = wire.answer(request, request.identities(), "kernel_info_reply", Json.of());
 *             shell.send(wire.write(reply));                          // signed
 *         }));
 * shell.start();                                                      // its one thread sleeps until there is work
 * }</pre>
 *
 * <p>
 * How to read it: {@code Connection}, {@code Message} and {@code Wire} are what goes over a line;
 * {@code Channel} is a socket with the one thread that may touch it. {@code Sockets}, {@code CurveKeys} and
 * {@code FrameAllocator} make sockets that encrypt and that no announced size can harm; {@code IpcRelay} has
 * them in the file system, and {@code OtherUsers} keeps those of the machine out. {@code Json} reads and
 * makes objects, {@code Log} writes what no cell shows, {@code Memory} keeps some aside for the time when the
 * heap is full.
 */
@NullMarked
package leibniz.kernel.protocol;

import org.jspecify.annotations.NullMarked;
