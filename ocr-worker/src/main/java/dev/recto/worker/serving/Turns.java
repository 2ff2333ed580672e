package dev.recto.worker.serving;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The places of an engine's batch, handed out in turns: a page that waits for many gets its second one after every other page
 * that waits has got its first. So the engine's own queue, first come first served, never holds more than it has places.
 */
final class Turns {
    private final Deque<Line> waiting = new ArrayDeque<>();
    private int free;

    Turns(int places) {
        free = places;
    }

    /** A page's own line, in which its questions wait. */
    Line line() {
        return new Line();
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
            try {
                return question.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
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

        /** Nobody waits in it any more, nor ever will. */
        void close() {
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
