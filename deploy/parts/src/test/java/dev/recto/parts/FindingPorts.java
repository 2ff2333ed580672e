package dev.recto.parts;

import java.io.IOException;

/** Prints ports that it found, and keeps them until its input ends. */
final class FindingPorts {
    private FindingPorts() {}

    public static void main(String[] arguments) throws IOException {
        FreePorts.find(Integer.parseInt(arguments[0])).forEach(System.out::println);
        while (System.in.read() >= 0) {
            continue;
        }
    }
}
