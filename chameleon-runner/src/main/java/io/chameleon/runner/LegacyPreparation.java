package io.chameleon.runner;

import io.chameleon.runner.catalogue.CatalogueInspector;
import io.chameleon.runner.catalogue.Inspection;
import io.chameleon.runner.catalogue.Session;
import io.chameleon.runner.config.ReplicaConfiguration;
import java.sql.SQLException;
import java.util.List;

/**
 * What the first step of an upgrade from 1.7 hands on.
 *
 * @param checks the preconditions, none of which fails
 * @param legacy the catalogue as it was checked
 * @param plan what is to be done
 */
record LegacyPreparation(List<Check> checks, Inspection.Legacy legacy, UpgradePlan plan) {
    /** Looks at all preconditions and plans; throws a refusal when one fails. */
    static LegacyPreparation check(
            Session session, ReplicaConfiguration configuration, UpgradeOptions options, UpgradeListener listener)
            throws SQLException {
        Inspection inspection = new CatalogueInspector(session).inspect();
        List<Check> checks = new CheckPreconditions(configuration, options).run(inspection);
        listener.checked(checks);
        Refusal.throwIfAnyFailed(checks);
        Inspection.Legacy legacy = inspection.legacy().orElseThrow();
        UpgradePlan plan = UpgradePlanner.plan(legacy, configuration, options);
        listener.planned(plan);
        return new LegacyPreparation(checks, legacy, plan);
    }

    String summary() {
        return checks.size() + " checks, none against it";
    }
}
