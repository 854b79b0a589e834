ALTER TABLE t_sources
    ADD COLUMN b_paused boolean NOT NULL DEFAULT false,
    ADD COLUMN ts_last_maintenance timestamp without time zone;
ALTER TABLE t_last_received ADD COLUMN b_paused boolean NOT NULL DEFAULT false;
ALTER TABLE t_last_replayed ADD COLUMN b_paused boolean NOT NULL DEFAULT false;

CREATE OR REPLACE VIEW v_version AS SELECT '2.0.2'::text AS t_version;
