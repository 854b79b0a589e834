-- A binlog file may be larger than 2 GB. The log tables follow t_log_replica, from which they inherit.
ALTER TABLE t_sources ALTER COLUMN i_binlog_position TYPE bigint;
ALTER TABLE t_replica_batch ALTER COLUMN i_binlog_position TYPE bigint;
ALTER TABLE t_log_replica ALTER COLUMN i_binlog_position TYPE bigint;
ALTER TABLE t_replica_tables ALTER COLUMN i_binlog_position TYPE bigint;
ALTER TABLE t_error_log ALTER COLUMN i_binlog_position TYPE bigint;

CREATE OR REPLACE VIEW v_version AS SELECT '2.0.1'::text AS t_version;
