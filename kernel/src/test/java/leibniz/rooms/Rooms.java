package leibniz.rooms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rooms of one package, in their order: what may use what. A room holds classes, or it is a package.
 */
final class Rooms {
    private static final String EXEMPT = "exempt";

    /** The package, with a point at its end. */
    final String root;
    private final boolean packages;
    private final List<String> order = new ArrayList<>();
    /** By what has a room: the name of a class, or of a package. */
    private final Map<String, String> roomOf = new TreeMap<>();

    private Rooms(String root, boolean packages) {
        this.root = root + ".";
        this.packages = packages;
    }

    /** Reads a table in the form that rooms.txt explains. */
    static List<Rooms> read(List<String> lines) {
        List<Rooms> all = new ArrayList<>();
        Rooms here = null;
        for (String line : lines) {
            String[] words = line.strip().split("\\s+");
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (words[0].equals("classes") || words[0].equals("packages")) {
                here = new Rooms(words[1], words[0].equals("packages"));
                all.add(here);
            } else if (here == null) {
                throw new IllegalArgumentException("rooms.txt begins with " + line);
            } else {
                here.readLine(words);
            }
        }
        return all;
    }

    private void readLine(String[] words) {
        for (String word : words) {
            if (packages) {
                order.add(word);
                put(word, word);
            } else if (word.endsWith(":")) {
                order.add(word.substring(0, word.length() - 1));
            } else {
                put(word, order.getLast());
            }
        }
    }

    private void put(String name, String room) {
        String before = roomOf.put(name, room);
        if (before != null) {
            throw new IllegalArgumentException(
                    "rooms.txt names %s%s twice, in %s and in %s".formatted(root, name, before, room));
        }
    }

    boolean holds(String className) {
        return className.startsWith(root) && (packages || className.indexOf('.', root.length()) < 0);
    }

    /** What has a room: the class itself, or its package. */
    private String tenant(String className) {
        String name = className.substring(root.length());
        int end = name.lastIndexOf('.');
        return packages ? end < 0 ? "." : name.substring(0, end) : name;
    }

    /** A sentence for each thing that is not in order: {@code uses} has for each class what it uses. */
    List<String> faults(Map<String, Set<String>> uses) {
        List<String> faults = new ArrayList<>();
        Map<String, Set<String>> missing = new TreeMap<>();
        Set<String> empty = new TreeSet<>(roomOf.keySet());
        uses.forEach((user, used) -> {
            if (!holds(user)) {
                return;
            }
            empty.remove(tenant(user));
            if (roomOf.get(tenant(user)) == null) {
                missing.computeIfAbsent(tenant(user), any -> new TreeSet<>()).addAll(used);
                return;
            }
            for (String other : used) {
                String fault = holds(other) ? fault(user, other) : null;
                if (fault != null) {
                    faults.add(fault);
                }
            }
        });
        missing.forEach((name, used) -> faults.add(
                "%s has no room. Write it into rooms.txt; the highest of those that it uses is %s."
                        .formatted(named(name), highest(used))));
        empty.forEach(name -> faults.add("rooms.txt gives %s a room, but there is no such %s."
                .formatted(named(name), packages ? "package" : "class")));
        return faults;
    }

    private String named(String tenant) {
        return tenant.equals(".") ? root.substring(0, root.length() - 1) : root + tenant;
    }

    private String highest(Set<String> used) {
        return used.stream().filter(this::holds).map(other -> roomOf.get(tenant(other)))
                .filter(room -> room != null && !room.equals(EXEMPT))
                .max(Comparator.comparingInt(order::indexOf)).orElse("none, so the first fits");
    }

    private String fault(String user, String used) {
        String from = roomOf.get(tenant(user));
        String to = roomOf.get(tenant(used));
        boolean backward = to != null && !from.equals(EXEMPT) && !to.equals(EXEMPT)
                && order.indexOf(from) < order.indexOf(to);
        return backward
                ? "%s in the room %s uses %s in the room %s, which comes after it. Move what both need into %s or before it, or give one of them another room in rooms.txt."
                        .formatted(user, from, used, to, from)
                : null;
    }

    /** How many classes each room has. */
    Map<String, Integer> sizes(Set<String> classes) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        order.forEach(room -> sizes.put(room, 0));
        Map<String, String> rooms = new HashMap<>(roomOf);
        classes.stream().filter(this::holds)
                .forEach(name -> sizes.merge(rooms.getOrDefault(tenant(name), EXEMPT), 1, Integer::sum));
        return sizes;
    }
}
