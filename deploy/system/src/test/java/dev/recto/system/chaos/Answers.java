package dev.recto.system.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All answers that clients got, by what they asked for. */
final class Answers {
    private final Queue<Counted> all = new ConcurrentLinkedQueue<>();

    record Counted(String operation, Answer answer) {
        @Override
        public String toString() {
            return "%s: %s after %d ms"
                    .formatted(operation, answer.outcome(), answer.took().toMillis());
        }
    }

    private record Row(String operation, String outcome) {}

    Answer add(String operation, Answer answer) {
        all.add(new Counted(operation, answer));
        return answer;
    }

    List<Counted> where(Predicate<Counted> condition) {
        return all.stream().filter(condition).toList();
    }

    /** Number and longest time by operation and outcome. */
    String table() {
        var rows = all.stream()
                .collect(Collectors.groupingBy(
                        each -> new Row(each.operation(), each.answer().outcome()), Collectors.toList()));
        return rows.entrySet().stream()
                .map(row -> "  %-10s %-32s %6d   longest %6d ms"
                        .formatted(
                                row.getKey().operation(),
                                row.getKey().outcome(),
                                row.getValue().size(),
                                longest(row.getValue()).toMillis()))
                .sorted()
                .collect(Collectors.joining("\n", "  " + all.size() + " requests\n", ""));
    }

    private static Duration longest(List<Counted> answers) {
        return answers.stream()
                .map(each -> each.answer().took())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
