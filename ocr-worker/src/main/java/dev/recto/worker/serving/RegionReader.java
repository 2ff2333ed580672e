package dev.recto.worker.serving;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.PageFault;
import dev.recto.model.ReadOptions;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.engine.EngineException;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.ParsedPage;
import dev.recto.worker.model.UnreadableImageException;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.regions.BlockTypes;
import dev.recto.worker.regions.Region;
import dev.recto.worker.regions.RegionFinder;
import dev.recto.worker.regions.Treatment;
import dev.recto.worker.threads.Futures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Reads a page region by region, all of them at once as far as there are places in the batch. A region that can't be read is
 * left out; a page of which no region can be read has failed.
 */
final class RegionReader implements AutoCloseable {
    private final RegionFinder layout;
    private final RegionPrompts prompts;
    private final GenerationOptions generation;
    private final LayoutMeters meters;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("region-", 0).factory());

    /** @param generation of the text of regions */
    RegionReader(RegionFinder layout, RegionPrompts prompts, GenerationOptions generation, LayoutMeters meters) {
        this.layout = layout;
        this.prompts = prompts;
        this.generation = generation;
        this.meters = meters;
    }

    /** Blocks. Empty where the page has no regions: it is to be read whole. */
    Optional<PageText> read(RgbImage page, ReadOptions options, Questions questions, EngineFaults faults) {
        Stop stop = new Stop();
        questions.cancellation().onRequest(stop::request);
        List<Region> regions = layout.regions(page, stop, questions.activity());
        if (regions.stream().allMatch(region -> region.treatment() == Treatment.LEFT_OUT)) {
            return Optional.empty();
        }
        Questions asked = questions.with(generation);
        List<CompletableFuture<RegionAnswer>> reading = regions.stream()
                .filter(region -> isAskedFor(region, options))
                .map(region -> CompletableFuture.supplyAsync(() -> read(page, region, options, asked, faults), threads))
                .toList();
        List<RegionAnswer> read = joined(reading);
        questions.cancellation().throwIfRequested();
        if (read.stream().anyMatch(RegionAnswer::failed) && read.stream().noneMatch(RegionAnswer::succeeded)) {
            throw new PageFaultException(PageFault.ENGINE);
        }
        return Optional.of(RegionPage.of(read, prompts.style()).withFlags(layout.flags()));
    }

    private static boolean isAskedFor(Region region, ReadOptions options) {
        return region.treatment() != Treatment.LEFT_OUT
                || switch (BlockTypes.of(region)) {
                    case HEADER -> options.header();
                    case FOOTER -> options.footer();
                    default -> false;
                };
    }

    private RegionAnswer read(
            RgbImage page, Region region, ReadOptions options, Questions questions, EngineFaults faults) {
        if (region.treatment() == Treatment.PICTURE || !region.hasPixels()) {
            return RegionAnswer.unread(region);
        }
        try {
            Answer answer = questions.ask(page, region.crop(), prompts.about(region.treatment()));
            meters.read();
            return RegionAnswer.of(region, answer, text(answer, region.crop(), options, questions));
        } catch (UnreadableImageException e) {
            meters.leftOut();
            return RegionAnswer.failed(region);
        } catch (EngineException e) {
            RuntimeException fault =
                    faults.of(e, region.crop().width(), region.crop().height());
            if (fault instanceof PageFaultException) {
                meters.leftOut();
                return RegionAnswer.failed(region);
            }
            throw fault;
        }
    }

    /** What a model says of pictures in a region that is read is left out: the detector tells where they are. */
    private static String text(Answer answer, Box crop, ReadOptions options, Questions questions) {
        if (!options.skipSpecialTokens()) {
            return answer.text().withSpecialTokens();
        }
        ParsedPage parsed = questions.answers().processor().parse(answer.text(), crop.width(), crop.height());
        StringBuilder text = new StringBuilder(parsed.markdown());
        for (Block block : parsed.blocks().reversed()) {
            if (block.type() == BlockType.IMAGE) {
                text.delete(block.start(), block.end());
            }
        }
        return text.toString();
    }

    /** Waits for all, whatever becomes of one: none goes on behind its page's back. */
    private static List<RegionAnswer> joined(List<CompletableFuture<RegionAnswer>> reading) {
        List<RegionAnswer> answers = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (CompletableFuture<RegionAnswer> region : reading) {
            try {
                answers.add(Futures.join(region));
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return answers;
    }

    @Override
    public void close() {
        threads.close();
        layout.close();
    }
}
