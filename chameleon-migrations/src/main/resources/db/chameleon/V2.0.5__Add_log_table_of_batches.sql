-- Batches that exist already keep the parent, through which the rows of both log tables are found.
ALTER TABLE t_replica_batch ADD COLUMN v_log_table character varying NOT NULL DEFAULT 't_log_replica';

CREATE OR REPLACE VIEW v_version AS SELECT '2.0.5'::text AS t_version;
