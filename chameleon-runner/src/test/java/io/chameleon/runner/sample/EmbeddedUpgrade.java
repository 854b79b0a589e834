package io.chameleon.runner.sample;

import io.chameleon.runner.CatalogueUpgrade;
import io.chameleon.runner.StepResult;
import io.chameleon.runner.UpgradeListener;
import io.chameleon.runner.UpgradeOptions;
import io.chameleon.runner.UpgradeResult;
import io.chameleon.runner.config.ReplicaConfiguration;
import io.chameleon.runner.failure.ChameleonException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Upgrades the catalogue from an application: what to connect to, and the configuration of pg_chameleon 2.0. */
public final class EmbeddedUpgrade {
    static UpgradeResult upgrade(DataSource destination, Path configuration) {
        var upgrade =
                new CatalogueUpgrade(destination, ReplicaConfiguration.read(configuration), UpgradeOptions.defaults());
        return upgrade.run(new UpgradeListener() {
            @Override
            public void stepFinished(StepResult step) {
                System.out.println(step.step().label() + ": " + step.summary());
            }
        });
    }

    public static void main(String[] arguments) {
        var destination = new PGSimpleDataSource();
        destination.setUrl(arguments[0]);
        try {
            UpgradeResult result = upgrade(destination, Path.of(arguments[1]));
            System.out.println(result.outcome() + ": the catalogue is " + result.after());
        } catch (ChameleonException e) {
            System.err.println(e.failure().problem() + " " + e.failure().remedy());
            System.exit(e.failure().kind().exitCode());
        }
    }
}
