ALTER TABLE t_sources ADD COLUMN b_maintenance boolean NOT NULL DEFAULT false;

CREATE OR REPLACE VIEW v_version AS SELECT '2.0.3'::text AS t_version;
