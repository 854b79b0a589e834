package io.chameleon.runner.cli;

import io.chameleon.runner.CheckResult;
import io.chameleon.runner.EnableReplicaResult;
import io.chameleon.runner.HistoryResult;
import io.chameleon.runner.InstallationResult;
import io.chameleon.runner.RollbackResult;
import io.chameleon.runner.StatusResult;
import io.chameleon.runner.UpgradePlan;
import io.chameleon.runner.UpgradeResult;
import io.chameleon.runner.VerificationResult;
import io.chameleon.runner.config.ConversionNote;
import io.chameleon.runner.replay.ReplayResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a command was about. */
sealed interface Subject {
    /** What an output makes of each. */
    interface Visitor<T> {
        T nothing();

        T checked(CheckResult result);

        T planned(UpgradePlan plan);

        /** @param replay what was replayed before the failure */
        T attempted(UpgradePlan plan, Optional<ReplayResult> replay);

        T upgraded(UpgradeResult result, ConfigurationName configuration);

        T rolledBack(RollbackResult result);

        /** @param detailed whether one source was asked for */
        T status(StatusResult status, boolean detailed);

        T replicaEnabled(EnableReplicaResult result);

        T verified(VerificationResult result);

        T installed(InstallationResult result, ConfigurationName configuration);

        T history(HistoryResult history);

        /** @param text the new configuration */
        T converted(String text, List<ConversionNote> notes);

        /** @param file where the new configuration is */
        T convertedFile(Path file, List<ConversionNote> notes);

        /** @param html the page */
        T page(String html);

        /** @param file where the page is */
        T pageFile(Path file);
    }

    <T> T accept(Visitor<T> visitor);

    /** Nothing was found or done. */
    record Nothing() implements Subject {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.nothing();
        }
    }

    /** The preconditions of an upgrade. */
    record Checked(CheckResult result) implements Subject {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.checked(result);
        }
    }

    /** What an upgrade would do. */
    record Planned(UpgradePlan plan) implements Subject {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.planned(plan);
        }
    }

    /** An upgrade that hasn't succeeded, or not yet. */
    record Attempted(UpgradePlan plan, Optional<ReplayResult> replay) implements Subject {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.attempted(plan, replay);
        }
    }

    /** An upgrade that succeeded. */
    record Upgraded(UpgradeResult result, ConfigurationName configuration) implements Subject {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.upgraded(result, configuration);
        }
    }

    /** A rollback that succeeded. */
    record RolledBack(RollbackResult result) implements Subject {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.rolledBack(result);
        }
    }

    /** The state of the catalogue and its sources, or of one source. */
    record Status(StatusResult status, boolean detailed) implements Subject {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.status(status, detailed);
        }
    }

    /** What was reset so that a source can be started again. */
    record EnabledReplica(EnableReplicaResult result) implements Subject {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.replicaEnabled(result);
        }
    }

    /** How the catalogue compares with its reference. */
    record Verified(VerificationResult result) implements Subject {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.verified(result);
        }
    }

    /** A fresh catalogue. */
    record Installed(InstallationResult result, ConfigurationName configuration) implements Subject {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.installed(result, configuration);
        }
    }

    /** The catalogue's migrations. */
    record History(HistoryResult history) implements Subject {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.history(history);
        }
    }

    /** A configuration that was converted. */
    record Converted(String text, List<ConversionNote> notes) implements Subject {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.converted(text, notes);
        }
    }

    /** A configuration that was converted and written to a file. */
    record ConvertedFile(Path file, List<ConversionNote> notes) implements Subject {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.convertedFile(file, notes);
        }
    }

    /** A page on an earlier upgrade. */
    record Page(String html) implements Subject {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.page(html);
        }
    }

    /** A page on an earlier upgrade that was written to a file. */
    record PageFile(Path file) implements Subject {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.pageFile(file);
        }
    }
}
