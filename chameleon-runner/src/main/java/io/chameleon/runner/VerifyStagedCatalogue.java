package io.chameleon.runner;

import io.chameleon.migrations.CatalogueStructure;
import io.chameleon.migrations.CatalogueStructure.Difference;
import io.chameleon.runner.catalogue.InstalledCatalogues;
import io.chameleon.runner.catalogue.Schemas;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.failure.ChameleonException;
import io.chameleon.runner.failure.FailureKind;
import io.chameleon.runner.replay.ReplayResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Proves that the staged catalogue is what was planned: the structure of its version, and every table, source and
 * coordinate accounted for. What was planned is compared as facts, one line each, with what the catalogue says.
 */
final class VerifyStagedCatalogue {
    private final Session session;
    private final UpgradePlan plan;

    VerifyStagedCatalogue(Session session, UpgradePlan plan) {
        this.session = session;
        this.plan = plan;
    }

    /** Returns the number of facts that were compared. */
    Integer run(ReplayResult replay) throws SQLException {
        return session.readOnly(() -> {
            var problems = new ArrayList<String>();
            structureProblems().forEach(problems::add);
            ownershipProblems().forEach(problems::add);
            var planned = new TreeSet<>(plannedFacts(replay));
            var found = new TreeSet<>(StagedFacts.read(session));
            planned.stream().filter(fact -> !found.contains(fact)).forEach(fact -> problems.add("missing: " + fact));
            found.stream().filter(fact -> !planned.contains(fact)).forEach(fact -> problems.add("unplanned: " + fact));
            if (!problems.isEmpty()) {
                throw ChameleonException.of(
                        FailureKind.FAILED,
                        "verify-staged-catalogue.differs",
                        "The staged catalogue isn't what was planned. " + String.join(". ", problems) + ".",
                        "Nothing was swapped. Keep " + Schemas.STAGED + " and report this as a bug.");
            }
            return planned.size();
        });
    }

    private List<String> structureProblems() throws SQLException {
        CatalogueStructure structure = CatalogueStructure.read(session.connection(), Schemas.STAGED);
        var problems = new ArrayList<String>();
        structure.differencesFrom(CatalogueStructure.reference(plan.target())).stream()
                .map(Difference::toString)
                .forEach(problems::add);
        Optional<String> version = InstalledCatalogues.versionOf(session, Schemas.STAGED);
        if (version.filter(plan.target().toString()::equals).isEmpty()) {
            problems.add("v_version says " + version.orElse("nothing") + ", not " + plan.target());
        }
        return problems;
    }

    private List<String> ownershipProblems() throws SQLException {
        return session.list("""
                SELECT 'the owner of ' || c.relname || ' is ' || pg_get_userbyid(c.relowner)
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
                     pg_namespace live
                WHERE n.nspname = '_sch_chameleon_version2' AND live.nspname = 'sch_chameleon'
                  AND (c.relowner <> live.nspowner OR n.nspowner <> live.nspowner)
                """, row -> row.getString(1));
    }

    private List<String> plannedFacts(ReplayResult replay) {
        var facts = new ArrayList<String>();
        for (SourcePlan source : plan.sources()) {
            facts.add(StagedFacts.source(
                    source.name(),
                    source.type(),
                    source.status(),
                    source.consistentPoint().toString()));
            source.schemaMappings()
                    .forEach((mysqlSchema, schema) ->
                            facts.add(StagedFacts.mapping(source.name(), mysqlSchema, schema)));
            facts.add(StagedFacts.batch(source.name(), source.batchStart().toString()));
            for (TablePlan table : source.tables()) {
                facts.add(StagedFacts.table(
                        source.name(),
                        table.schema(),
                        table.name(),
                        table.key(),
                        table.coordinate().toString(),
                        !replay.isDisabled(table.schema(), table.name())));
            }
        }
        return facts;
    }

    static String summary(int facts) {
        return "structure as pg_chameleon's, " + facts + " facts as planned";
    }
}
