ALTER TABLE t_replica_batch ADD COLUMN t_gtid_set text;

CREATE OR REPLACE VIEW v_version AS SELECT '2.0.4'::text AS t_version;
