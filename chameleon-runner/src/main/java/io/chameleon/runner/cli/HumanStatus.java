package io.chameleon.runner.cli;

import static java.util.stream.Collectors.joining;

import io.chameleon.runner.CatalogueSituation;
import io.chameleon.runner.StatusResult;
import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.catalogue.SourceStatus;
import java.util.List;

/** The state of the catalogue and its sources for people, with the columns of pg_chameleon's {@code show_status}. */
final class HumanStatus {
    private final HumanTime time;
    private final StatusResult status;
    private final int columns;

    private HumanStatus(StatusResult status, int columns) {
        this.status = status;
        this.columns = columns;
        this.time = HumanTime.in(status.timeZone());
    }

    /**
     * The text.
     *
     * @param detailed whether one source was asked for
     * @param columns how many characters fit in one line
     */
    static String render(StatusResult status, boolean detailed, int columns) {
        var text = new HumanStatus(status, columns);
        String sources = detailed ? text.details() : text.overview();
        return catalogues(status.catalogue()) + text.lockHolders() + sources;
    }

    private static String catalogues(CatalogueSituation situation) {
        var table = new TextTable(2).row(Schemas.LIVE, situation.live());
        situation.retired().ifPresent(version -> table.row(Schemas.RETIRED, version));
        situation.staged().ifPresent(version -> table.row(Schemas.STAGED, version));
        return "Catalogues\n" + table.render() + "\n" + situation.meaning() + "\n" + situation.advice() + "\n";
    }

    private String lockHolders() {
        var text = new StringBuilder();
        status.lockHolders().forEach(holder -> text.append("\nThe catalogue is locked by ")
                .append(holder)
                .append('\n'));
        return text.toString();
    }

    private String overview() {
        if (status.sources().isEmpty()) {
            return "";
        }
        var text = new StringBuilder("\nSources, times in " + time.zone() + "\n" + table(status.sources()));
        String attention =
                status.sources().stream().map(HumanSourceStatus::attention).collect(joining());
        return text.append(attention.isEmpty() ? "" : "\n").append(attention).toString();
    }

    private String details() {
        var text = new StringBuilder("\nSource, times in " + time.zone() + "\n" + table(status.sources()));
        for (SourceStatus source : status.sources()) {
            text.append(new HumanSourceStatus(source, time).render());
        }
        return text.toString();
    }

    private String table(List<SourceStatus> sources) {
        var table = new TextTable(2)
                .row(
                        "id",
                        "source",
                        "type",
                        "status",
                        "consistent",
                        "read lag",
                        "last read",
                        "replay lag",
                        "last replay",
                        "tables",
                        "disabled");
        sources.forEach(source -> table.row(
                String.valueOf(source.id()),
                source.name(),
                source.type(),
                source.status(),
                source.consistent() ? "yes" : "no",
                source.times().readLag().map(HumanDuration::ofLag).orElse("-"),
                source.times().lastReceived().map(time::format).orElse("-"),
                source.times().replayLag().map(HumanDuration::ofLag).orElse("-"),
                source.times().lastReplayed().map(time::format).orElse("-"),
                String.valueOf(source.replicatedTables().size()),
                String.valueOf(source.disabledTables().size())));
        return table.render(columns);
    }
}
