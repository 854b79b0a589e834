-- The version stands for another fn_replay_mysql. The function itself is a repeatable migration, the same for all
-- versions.
CREATE OR REPLACE VIEW v_version AS SELECT '2.0.6'::text AS t_version;
