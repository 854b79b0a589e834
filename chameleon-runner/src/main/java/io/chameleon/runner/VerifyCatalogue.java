package io.chameleon.runner;

import io.chameleon.migrations.CatalogueStructure.Difference;
import io.chameleon.migrations.CatalogueVersion;
import io.chameleon.runner.catalogue.InstalledCatalogues;
import io.chameleon.runner.catalogue.InstalledStructure;
import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Proves, before the commit, that the catalogue has the structure of its new version and all of its rows. */
final class VerifyCatalogue {
    private final Session session;
    private final CatalogueVersion target;

    VerifyCatalogue(Session session, CatalogueVersion target) {
        this.session = session;
        this.target = target;
    }

    /** Returns the number of rows that are all still there. */
    Long run(RowCounts before) throws SQLException {
        var problems = new ArrayList<String>(structureProblems());
        before.changesIn(RowCounts.read(session, Schemas.LIVE))
                .forEach((table, change) -> problems.add("table " + table + ": " + change));
        if (!problems.isEmpty()) {
            throw ChameleonException.of(
                    FailureKind.FAILED,
                    "verify-catalogue.differs",
                    "The migrated catalogue isn't what it should be. " + String.join(". ", problems) + ".",
                    "Nothing was changed. Report this as a bug.");
        }
        return before.total();
    }

    List<String> structureProblems() throws SQLException {
        var problems = new ArrayList<String>();
        InstalledStructure.read(session, target).faults().stream()
                .map(Difference::toString)
                .forEach(problems::add);
        Optional<String> version = InstalledCatalogues.versionOf(session, Schemas.LIVE);
        if (version.filter(target.number()::equals).isEmpty()) {
            problems.add("v_version says " + version.orElse("nothing") + ", not " + target);
        }
        return problems;
    }
}
