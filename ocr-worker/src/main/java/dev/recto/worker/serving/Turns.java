package dev.recto.worker.serving;

import dev.recto.worker.reader.Cancellation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * Places that are handed out in turns: a line in which many wait gets its second one after every other line in which somebody
 * waits has got its first.
 */
final class Turns {
    private final Deque<Line> waiting = new ArrayDeque<>();
    private int free;

    Turns(int places) {
        if (places < 1) {
            throw new IllegalArgumentException("without a place everybody waits for ever");
        }
        free = places;
    }

    /** A new line, which closes when nobody waits for its answers any more. */
    Line line(Cancellation cancellation) {
        Line line = new Line();
        cancellation.onRequest(line::close);
        return line;
    }

    final class Line {
        private final Deque<CompletableFuture<Turn>> questions = new ArrayDeque<>();
        private boolean closed;

        /**
         * Blocks until there is a place.
         *
         * @throws CancellationException when the line was closed
         */
        Turn take() {
            CompletableFuture<Turn> question = new CompletableFuture<>();
            queue(question);
            return question.join();
        }

        private void queue(CompletableFuture<Turn> question) {
            synchronized (Turns.this) {
                if (closed) {
                    throw new CancellationException("nobody waits for the page");
                }
                if (questions.isEmpty()) {
                    waiting.addLast(this);
                }
                questions.addLast(question);
                handOut();
            }
        }

        int waiting() {
            synchronized (Turns.this) {
                return questions.size();
            }
        }

        private void close() {
            synchronized (Turns.this) {
                closed = true;
                waiting.remove(this);
                questions.forEach(question -> question.cancel(false));
                questions.clear();
            }
        }
    }

    /** A place, until it is closed. */
    final class Turn implements AutoCloseable {
        private boolean over;

        @Override
        public void close() {
            synchronized (Turns.this) {
                if (!over) {
                    over = true;
                    free++;
                    handOut();
                }
            }
        }
    }

    private void handOut() {
        while (free > 0 && !waiting.isEmpty()) {
            Line line = waiting.removeFirst();
            CompletableFuture<Turn> question = line.questions.removeFirst();
            if (!line.questions.isEmpty()) {
                waiting.addLast(line);
            }
            free--;
            question.complete(new Turn());
        }
    }
}
