package io.chameleon.runner.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The page on an upgrade: what its templates show. */
public final class UpgradePage {
    /** How many bytes of a file are enough to see whether it is a page. */
    public static final int RECOGNISED_BYTES = 512;

    private static final String MARK = "<meta name=\"generator\" content=\"chameleon-runner\">";

    private final SavedUpgrade upgrade;

    private UpgradePage(SavedUpgrade upgrade) {
        this.upgrade = upgrade;
    }

    /** The page, complete in itself. */
    public static String render(SavedUpgrade upgrade) {
        try (Reader reader = open("page")) {
            Template template = Mustache.compiler()
                    .withEscaper(new PageText())
                    .withLoader(UpgradePage::open)
                    .compile(reader);
            return template.execute(new UpgradePage(upgrade));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a file that begins like this is such a page. */
    public static boolean isOne(String beginning) {
        return beginning.startsWith("<!DOCTYPE html>") && beginning.contains(MARK);
    }

    private static Reader open(String name) {
        String file = name.contains(".") ? name : name + ".mustache";
        InputStream in = UpgradePage.class.getResourceAsStream(file);
        if (in == null) {
            throw new IllegalStateException("no template " + file);
        }
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }

    // From here on, what the templates name.

    Headline headline() {
        return Headline.of(upgrade);
    }

    SavedUpgrade upgrade() {
        return upgrade;
    }

    /** Whether another version is live than before. */
    boolean changed() {
        return !upgrade.catalogue().before().equals(upgrade.catalogue().after());
    }

    /** Whether what was planned isn't what is live. */
    boolean onlyPlanned() {
        return !upgrade.outcome().equals("done") || upgrade.rehearsal() != null;
    }

    List<Fact> circumstances() {
        return Fact.circumstances(upgrade.run());
    }

    List<Fact> figures() {
        return Fact.figures(upgrade);
    }

    List<Fact> software() {
        return Fact.software(upgrade);
    }

    List<StepBar> steps() {
        return StepBar.of(upgrade.steps());
    }

    String stepsTook() {
        return Durations.of((long) StepBar.totalOf(upgrade.steps()));
    }

    List<MergeDrawing> merges() {
        return MergeDrawing.of(sources());
    }

    List<Timeline> timelines() {
        return Timeline.of(sources());
    }

    CheckFindings checks() {
        return CheckFindings.of(upgrade.checks());
    }

    List<ReplayRow> replayed() {
        return ReplayRow.of(upgrade.replay()).stream().limit(ReplayRow.FIRST).toList();
    }

    List<ReplayRow> moreReplayed() {
        return ReplayRow.of(upgrade.replay()).stream().skip(ReplayRow.FIRST).toList();
    }

    String moreReplayedCount() {
        return Counts.of(moreReplayed().size(), "more table", "more tables");
    }

    /** Whether the pending events were to be replayed: within 2.0 they stay pending. */
    boolean replays() {
        return upgrade.replay() != null;
    }

    boolean replaysNothing() {
        return replays() && replayed().isEmpty();
    }

    List<String> migrations() {
        return upgrade.plan() == null ? List.of() : upgrade.plan().migrations();
    }

    List<Fact> locks() {
        var locks = new ArrayList<Fact>();
        if (upgrade.rehearsal() != null) {
            upgrade.rehearsal().locks().forEach(lock -> locks.add(new Fact(lock.table(), lock.mode(), lock.step())));
        }
        return locks;
    }

    private List<SavedPlan.Source> sources() {
        return upgrade.plan() == null ? List.of() : upgrade.plan().sources();
    }
}
